"""Our own sentence gold as a whole: precision, recall, and nothing out of what must yield nothing.

The floors lie a little below what was measured when they were set; `python -m tests.evaluation own` tells more.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tasks.extract.pipeline import Extractor
from tasks.extract.records import Article, Sentence
from tasks.segment import split
from tests.extract.gold.export import article, items

PRECISION, RECALL = 0.96, 0.90
FALSE_ALARMS = 0.06  # negatives that yield a claim: sports, idioms, promotional lines without their page


def overlaps(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return min(a["end"], b["end"]) > max(a["start"], b["start"])


@pytest.fixture(scope="module")
def found() -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Every item of the gold, with the casualty claims found in it."""

    def pairs(articles: list[dict[str, Any]]) -> Iterator[tuple[Article, list[Sentence]]]:
        for one in articles:
            text = one["text"]
            spans = enumerate(split(text, one["title"]))
            sentences = [Sentence(n, s.kind, s.start, s.end, text[s.start : s.end], s.paragraph) for n, s in spans]
            yield Article(one["id"], text, one["title"]), sentences

    gold = [article(item) for item in items()]
    results = Extractor().extract_many(pairs(gold), want_mentions=False)
    return [(one, [c for c in r.claims if c["kind"] == "casualty"]) for one, r in zip(gold, results, strict=True)]


@pytest.mark.model
def test_precision_and_recall(found: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> None:
    hits = 0
    keys = ("outcome", "count_low", "count_high")
    for one, claims in found:
        rest = list(claims)
        for wanted in one["claims"]:
            same = next((c for c in rest if overlaps(c, wanted) and all(c[k] == wanted[k] for k in keys)), None)
            if same:
                rest.remove(same)
                hits += 1
    assert hits / sum(len(claims) for _, claims in found) >= PRECISION
    assert hits / sum(len(one["claims"]) for one, _ in found) >= RECALL


@pytest.mark.model
def test_negatives(found: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> None:
    negatives = [(one["text"], claims) for one, claims in found if not one["claims"]]
    alarms = [text for text, claims in negatives if claims]
    assert len(negatives) > 100
    assert len(alarms) <= FALSE_ALARMS * len(negatives), alarms
