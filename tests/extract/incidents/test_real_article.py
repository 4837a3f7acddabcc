"""The article that the project began with, where the shared texts are at hand: its incidents, and its traps."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tasks.extract.pipeline import Extractor
from tasks.extract.records import Article, Sentence
from tasks.segment import split

GOLD = Path(__file__).parents[4] / "shared" / "gold" / "claims_seed.jsonl"
WORDS = re.compile(r"[A-Za-z]{4,}")

pytestmark = [pytest.mark.model, pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared/gold/claims_seed.jsonl")]


@pytest.fixture(scope="module")
def article() -> dict:
    return json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0])


@pytest.fixture(scope="module")
def claims(article: dict) -> list[dict]:
    text = article["text"]
    sentences = [
        Sentence(i, span.kind, span.start, span.end, text[span.start : span.end], span.paragraph)
        for i, span in enumerate(split(text, article["title"]))
    ]
    published = date.fromisoformat(article["published"])
    return Extractor().extract(Article("seed", text, article["title"], published), sentences).claims


def test_incidents_and_responsibilities_are_found(article: dict, claims: list[dict]) -> None:
    """Found: a claim of that kind inside the gold's sentence, whose actor shares a word with the gold's."""
    missed = []
    for gold in article["other_claims"]:
        start, end = gold["span"]
        wanted = set(WORDS.findall((gold.get("actor") or gold.get("accused") or "").lower()))
        near = [c for c in claims if c["kind"] == gold["type"] and start <= c["start"] < end]
        if not any(not wanted or wanted & set(WORDS.findall((c["actor_text"] or "").lower())) for c in near):
            missed.append(gold["id"])
    assert missed == []


def test_traps_yield_nothing(article: dict, claims: list[dict]) -> None:
    """Nothing at all, or, where the gold has an incident in the same sentence, no casualties."""
    incident_spans = {tuple(gold["span"]) for gold in article["other_claims"]}
    for trap in article["negatives"]:
        start, end = trap["span"]
        inside = [c for c in claims if c["start"] < end and c["end"] > start]
        if tuple(trap["span"]) in incident_spans:
            inside = [c for c in inside if c["kind"] == "casualty"]
        assert inside == [], trap["text"]
