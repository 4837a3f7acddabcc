"""Where and when of whole small stories, in which the place or the day stands in another sentence than the claim:
press releases, event notes, old and new wires, local papers. What is known to be wrong is marked so, and strict.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from flows.standalone import sentences_of
from tasks.extract.pipeline import Extractor
from tasks.extract.places.keys import key
from tasks.extract.records import Article

pytestmark = pytest.mark.model

LINES = (Path(__file__).parent / "stories.jsonl").read_text(encoding="utf-8").splitlines()
STORIES = {story["id"]: story for story in map(json.loads, LINES)}


@cache
def extractor() -> Extractor:
    return Extractor()


@cache
def claims_of(story: str) -> list[dict[str, Any]]:
    text = STORIES[story]["text"]
    article = Article(story, text, published=date.fromisoformat(STORIES[story]["published"]))
    found = extractor().extract(article, sentences_of(article)).claims
    return [claim for claim in found if claim["kind"] == "casualty"]


def claim_at(story: str, words: str) -> dict[str, Any]:
    """The claim that shares most with the words."""
    start = STORIES[story]["text"].index(words)
    end = start + len(words)
    return max(claims_of(story), key=lambda c: min(end, c["end"]) - max(start, c["start"]))


def cases(field: str, name: str) -> list[Any]:
    """The claims of all stories that tell the field; those marked wrong fail strictly."""
    told = [(story["id"], claim) for story in STORIES.values() for claim in story["claims"] if field in claim]
    return [
        pytest.param(
            story, claim, id=f"{story} {claim['words']}",
            marks=pytest.mark.xfail(strict=True) if name in claim.get("wrong", []) else (),
        )
        for story, claim in told
    ]  # fmt: skip


@pytest.mark.parametrize(("story", "expected"), cases("country", "place"))
def test_the_claim_is_placed(story: str, expected: dict[str, Any]) -> None:
    found = claim_at(story, expected["words"])
    assert (found["country"], found["admin1_code"]) == (expected["country"], expected["admin1_code"]), found[
        "place_name"
    ]
    if "place_name" in expected:
        assert key(found["place_name"]) == key(expected["place_name"])


@pytest.mark.parametrize(("story", "expected"), cases("days", "date"))
def test_the_claim_is_dated(story: str, expected: dict[str, Any]) -> None:
    found = claim_at(story, expected["words"])
    days = [day.isoformat() if day else None for day in (found["date_start"], found["date_end"])]
    assert days == expected["days"], found["date_basis"]
