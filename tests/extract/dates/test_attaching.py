"""Which date a claim gets: the table of own sentences, parsed by the model."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tasks.extract import nlp
from tasks.extract.dates import attach_date, find_dates
from tasks.extract.records import Article, Context, Dating, Parsed, Seed, Sentence
from tasks.segment import split

with (Path(__file__).parent / "attachments.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def attach(text: str, claim: str, trigger: str, outcome: str, published: date | None) -> Dating:
    """Finds the dates of a text and dates the claim whose words are `claim`."""
    sentences = [Sentence(n, s.kind, s.start, s.end, text[s.start : s.end]) for n, s in enumerate(split(text))]
    context = Context(Article("a", text, published=published), sentences)
    context.dates = find_dates(context)
    start = text.index(claim)
    own = next(s for s in sentences if s.start <= start < s.end)
    doc = nlp.load()(own.text)
    at = start + claim.index(trigger) - own.start
    token = next(t for t in doc if t.idx <= at < t.idx + len(t))
    return attach_date(Seed(Parsed(own, doc), token, start, start + len(claim), "casualty", outcome, "attack"), context)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=[f"{n} {c['claim']}" for n, c in enumerate(CASES)])
def test_case(case: dict[str, str]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    found = attach(case["text"], case["claim"], case["trigger"], case["outcome"], published)
    days = [d.isoformat() if d else "" for d in (found.date_start, found.date_end)]
    statement = found.statement_date.isoformat() if found.statement_date else ""
    expected = [case["start"], case["end"], case["precision"], case["basis"], case["statement"]]
    assert [*days, found.precision, found.basis, statement] == expected, found


@pytest.mark.model
def test_the_words_are_kept_with_their_preposition() -> None:
    day = date(2020, 2, 6)
    dated = attach("Two died on Tuesday.", "Two died", "died", "killed", day)
    assert dated.date_text == "on Tuesday"
    dated = attach("Two died between 3 and 5 February.", "Two died", "died", "killed", day)
    assert dated.date_text == "between 3 and 5 February"


@pytest.mark.model
def test_a_date_that_nothing_resolves_keeps_its_words() -> None:
    dated = attach("Two died on Tuesday.", "Two died", "died", "killed", None)
    assert (dated.date_text, dated.date_start, dated.date_end) == ("on Tuesday", None, None)
