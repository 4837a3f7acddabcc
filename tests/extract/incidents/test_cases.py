"""Incident and responsibility claims of single texts (cases.jsonl): what is claimed, and what must yield nothing."""

import json
from datetime import date
from pathlib import Path

import pytest

from tasks.extract.pipeline import Extractor
from tasks.extract.records import Article, Sentence
from tasks.segment import split

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
FIELDS = {"actor": "actor_text", "target": "target_text", "source": "source_text"}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def claims_of(extractor: Extractor, text: str, published: str, title: str | None = None) -> list[dict]:
    """The incident and responsibility claims, with the fields that a case states."""
    sentences = [
        Sentence(i, span.kind, span.start, span.end, text[span.start : span.end], span.paragraph)
        for i, span in enumerate(split(text, title))
    ]
    found = extractor.extract(Article("case", text, title, date.fromisoformat(published)), sentences)
    return [
        {name: claim[FIELDS.get(name, name)] for name in ("kind", "event_type", "stance", *FIELDS, "certainty")}
        for claim in found.claims
        if claim["kind"] != "casualty"
    ]


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_case(extractor: Extractor, case: dict) -> None:
    assert claims_of(extractor, case["text"], case["published"]) == case["expected"]
