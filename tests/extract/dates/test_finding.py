"""Date expressions: the table of cases, what must not be read as a date, and what holds for any text."""

import csv
import random
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tasks.extract import lexicons
from tasks.extract.dates import find_dates
from tasks.extract.dates.phrases import WEAK_WORDS, may_hold_date, phrases, tokens_of
from tasks.extract.dates.readings import READINGS
from tasks.extract.records import Article, Context, DateMention, Sentence
from tasks.segment import split

with (Path(__file__).parent / "cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


def read(text: str, published: date | None = date(2020, 2, 6)) -> list[DateMention]:
    sentences = [Sentence(n, s.kind, s.start, s.end, text[s.start : s.end]) for n, s in enumerate(split(text))]
    return find_dates(Context(Article("a", text, published=published), sentences))


@pytest.mark.parametrize("case", CASES, ids=[f"{c['phrase']} {c['published']} {n}" for n, c in enumerate(CASES)])
def test_case(case: dict[str, str]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    mentions = [m for m in read(case["text"], published) if m.text.lower() == case["phrase"].lower()]
    assert len(mentions) == 1, read(case["text"], published)
    found = mentions[0]
    assert case["text"][found.start : found.end] == found.text
    days = tuple(d.isoformat() if d else "" for d in (found.start_date, found.end_date))
    expected = (case["kind"], case["value"], case["start"], case["end"], case["precision"])
    assert (found.kind, found.value or "", *days, found.precision) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the old quarter.",
        "He sat in the sun and may wed.",
        "Some 2000 people fled.",
        "Shells killed 1990 people.",
        "The $1,990 rifle and the 2.011 km road.",
        "He told USA Today that two died.",
        "He told the Sunday Times that two died.",
        "The 26 July Movement said that two died.",
        'The "9 May" front fired.',
        "The day before the attack he slept.",
        "Every day two die.",
        "Shells fall on Fridays.",
        "The fall of the city took the second battalion by surprise.",
        "A third soldier died.",
        "There were 31 Feb 2010 forms.",
        "April May June were her sisters' names, said nobody.",
    ],
)
def test_no_date(text: str) -> None:
    found = [m for m in read(text) if m.start_date is not None]
    if text.startswith("April"):
        assert all(m.precision == "month" for m in found)
    else:
        assert found == []


def test_every_phrase_of_the_table_is_found_by_its_own_row() -> None:
    for row in lexicons.read("date_phrases"):
        matches = list(phrases(tokens_of(row["example"])))
        readings = [(m.reading, m.argument) for m in matches]
        assert (row["reading"], row["argument"]) in readings, (row, readings)


def test_every_reading_exists_and_is_used() -> None:
    assert {row["reading"] for row in lexicons.read("date_phrases")} == set(READINGS)


def test_every_example_passes_the_quick_look() -> None:
    for row in lexicons.read("date_phrases"):
        assert may_hold_date(row["example"]), row
    assert not may_hold_date("The first few of the men were at the end of the road.")
    assert "monday" not in WEAK_WORDS


def test_the_dateline_is_today() -> None:
    text = "ALEPPO, 5 Feb 2020 (Press) -- Two died today."
    assert [m.start_date for m in read(text, date(2020, 2, 6)) if m.text == "today"] == [date(2020, 2, 5)]
    assert [m.start_date for m in read(text, None) if m.text == "today"] == [date(2020, 2, 5)]
    assert [m.start_date for m in read(text, date(2021, 2, 6)) if m.text == "today"] == [date(2021, 2, 6)]


def test_any_text_gives_mentions_in_order_that_are_the_text() -> None:
    words = [
        "on",
        "Monday",
        "last",
        "30",
        "Feb",
        "2",
        "2014",
        ",",
        ".",
        "-",
        "may",
        "March",
        "week",
        "ago",
        "two",
        "days",
    ]
    words += [
        "later",
        "the",
        "of",
        "'",
        "s",
        "1990s",
        "Q3",
        "since",
        "99/99/9999",
        "²",
        "quarter",
        "third",
        "early",
        "9999",
    ]
    generator = random.Random(7)
    for _ in range(400):
        text = " ".join(generator.choices(words, k=12))
        found = read(text)
        assert all(text[m.start : m.end] == m.text for m in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(m.start_date <= m.end_date for m in found if m.start_date and m.end_date)
