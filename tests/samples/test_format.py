"""Whether the gold for the sample articles is well formed and speaks of articles that exist."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds" / "articles"
GOLD = [json.loads(line) for line in (HERE / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
PLANTED = yaml.safe_load((HERE / "incidents.yaml").read_text(encoding="utf-8"))
ROLES = {"first", "repeat", "update", "contradicts", "denial", "running_total", "subset"}


def sample_ids() -> set[str]:
    found = set()
    for path in SEEDS.iterdir():
        if path.suffix == ".jsonl":
            found |= {json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()}
        elif path.suffix == ".toml" and "id" in (fields := tomllib.loads(path.read_text(encoding="utf-8"))):
            found.add(fields["id"])
    return found


@pytest.mark.parametrize("article", GOLD, ids=lambda article: article["id"])
def test_spans_and_references_lead_somewhere(article):
    claims = {claim["id"]: claim for claim in article["claims"]}
    for claim in claims.values():
        assert article["text"][claim["start"] : claim["end"]] == claim["evidence"]
        assert claim["subset_of"] is None or claim["subset_of"] in claims
        assert claim["repeat_of"] is None or claims[claim["repeat_of"]]["repeat_of"] is None


def test_every_article_named_exists():
    named = {article["id"] for article in GOLD}
    for incident in PLANTED["incidents"]:
        named |= {article["id"] for article in incident["articles"]}
        assert {article["role"] for article in incident["articles"]} <= ROLES
    named |= {entry["article"] for entry in PLANTED["running_totals"] + PLANTED["corrections"]}
    assert named | set(PLANTED["empty"]) <= sample_ids()


def test_every_sample_is_accounted_for():
    named = {article["id"] for incident in PLANTED["incidents"] for article in incident["articles"]}
    named |= {entry["article"] for entry in PLANTED["running_totals"]} | set(PLANTED["empty"])
    assert sample_ids() <= named
