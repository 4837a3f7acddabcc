"""Whole small documents (notes, bulletins, releases, reports): each claim's date and event type, from text to claim."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.pipeline import Extractor
from tasks.extract.records import Article, Sentence
from tasks.segment import split

LINES = (Path(__file__).parent / "documents.jsonl").read_text(encoding="utf-8").splitlines()
DOCUMENTS = [json.loads(line) for line in LINES]


def claims_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    """The casualty claims that the extraction finds in a document."""
    text, published = document["text"], document["published"]
    sentences = [
        Sentence(n, s.kind, s.start, s.end, text[s.start : s.end], s.paragraph) for n, s in enumerate(split(text))
    ]
    article = Article(document["id"], text, published=date.fromisoformat(published) if published else None)
    found = Extractor().extract_many([(article, sentences)], want_mentions=False)
    return [claim for claim in next(found).claims if claim["kind"] == "casualty"]


@pytest.mark.model
@pytest.mark.parametrize("document", DOCUMENTS, ids=[d["id"] for d in DOCUMENTS])
def test_document(document: dict[str, Any]) -> None:
    found = claims_of(document)
    for expected in document["claims"]:
        start = document["text"].index(expected["span"])
        end = start + len(expected["span"])
        shared = {min(end, c["end"]) - max(start, c["start"]): c for c in found}
        claim = shared[max(shared)]
        assert max(shared) > 0, expected
        days = [d.isoformat() if d else None for d in (claim["date_start"], claim["date_end"])]
        event = expected["event_type"] or claim["event_type"]  # not every document is about the event
        wanted = [expected["date_start"], expected["date_end"], event]
        assert [*days, claim["event_type"]] == wanted, (expected["span"], claim["date_basis"], claim["rule"])
