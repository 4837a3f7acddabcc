"""Whether the linking gold is well formed; how well it is linked is measured elsewhere."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

from warehouse.contracts.claims import EVENT_TYPES

HERE = Path(__file__).parent


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def test_gold_is_well_formed():
    articles, incidents = lines("articles.jsonl"), {i["incident"]: i for i in lines("incidents.jsonl")}
    assert len(articles) >= 120
    assert len(incidents) >= 40
    assert len({a["id"] for a in articles}) == len(articles)
    assert {a["incident"] for a in articles} == set(incidents)
    assert min(Counter(a["incident"] for a in articles).values()) >= 2
    for article in articles:
        assert article["source"]
        assert article["title"]
        assert len(article["text"].split()) >= 25
        assert date.fromisoformat(article["published"]) >= date.fromisoformat(incidents[article["incident"]]["date"])
    assert {i["event_type"] for i in incidents.values()} <= set(EVENT_TYPES)
