"""Counts in words and digits, as bounds and qualifier; and numbers that count no people."""

import re

import pytest

from tasks.extract.quantities import Quantity, quantity_at

COUNTS = [
    ("five people", 5, 5, "exact"),
    ("5 people", 5, 5, "exact"),
    ("1,400 people", 1400, 1400, "exact"),
    ("1.400 people", 1400, 1400, "exact"),
    ("2.5 million people", 2_500_000, 2_500_000, "exact"),
    ("half a million people", 500_000, 500_000, "exact"),
    ("twenty - one people", 21, 21, "exact"),
    ("two hundred and six people", 206, 206, "exact"),
    ("three thousand people", 3000, 3000, "exact"),
    ("at least 12 people", 12, None, "at_least"),
    ("12 or more people", 12, None, "at_least"),
    ("100+ people", 100, None, "at_least"),
    ("no fewer than 12 people", 12, None, "at_least"),
    ("more than 20 people", 21, None, "more_than"),
    ("over 20 people", 21, None, "more_than"),
    ("well over 1000 civilians", 1001, None, "more_than"),
    ("up to 40 people", None, 40, "at_most"),
    ("as many as 40 people", None, 40, "at_most"),
    ("no more than 40 people", None, 40, "at_most"),
    ("fewer than 10 people", None, 9, "less_than"),
    ("about 30 people", 30, 30, "about"),
    ("some 30 people", 30, 30, "about"),
    ("nearly 30 people", 30, 30, "about"),
    ("an estimated 30 people", 30, 30, "about"),
    ("10 to 15 people", 10, 15, "range"),
    ("10-15 people", 10, 15, "range"),
    ("between 10 and 15 people", 10, 15, "range"),
    ("a couple of people", 2, 2, "vague"),
    ("several people", 3, None, "vague"),
    ("a few people", 3, None, "vague"),
    ("a handful of people", 3, None, "vague"),
    ("many people", 3, None, "vague"),
    ("numerous people", 3, None, "vague"),
    ("a dozen people", 12, 12, "exact"),
    ("two dozen people", 24, 24, "exact"),
    ("half a dozen people", 6, 6, "exact"),
    ("dozens of people", 24, 99, "vague"),
    ("tens of people", 20, 99, "vague"),
    ("scores of people", 40, 199, "vague"),
    ("hundreds of people", 200, 999, "vague"),
    ("thousands of people", 2000, 9999, "vague"),
    ("tens of thousands of people", 20_000, 99_999, "vague"),
    ("hundreds of thousands of people", 200_000, 999_999, "vague"),
    ("millions of people", 2_000_000, 9_999_999, "vague"),
    ("several hundred people", 300, 999, "vague"),
    ("a number of people", 2, None, "indefinite"),
    ("some people", 2, None, "indefinite"),
    ("no people", 0, 0, "exact"),
    ("no one", 0, 0, "exact"),
    ("none of them", 0, 0, "exact"),
    ("both men", 2, 2, "exact"),
    ("all five crew", 5, 5, "exact"),
    ("the two brothers", 2, 2, "exact"),
    ("another six people", 6, 6, "exact"),
    ("a total of 30 people", 30, 30, "exact"),
    ("only one person", 1, 1, "exact"),
]
NO_COUNTS = [
    "in 2014 the war went on",
    "since 1998 they came",
    "12 days later",
    "30 km from the town",
    "30 percent of it",
    "9 a.m. on Sunday",
    "7 rockets fell",
    "$ 20 was paid",
    "on 12 January",
    "January 12",
    "the 19 - year - old",
    "resolution 242 says",
    "brigade 36 came",
    "the gunman , 18 , came",
    "how many came",
    "in the past few hours",
]


def tokens(text: str) -> list[str]:
    return re.findall(r"\S+", text.lower())


def find_quantities(words: list[str]) -> list[Quantity]:
    """All counts of a sentence, left to right, none overlapping."""
    found: list[Quantity] = []
    for i in range(len(words)):
        if not (found and i < found[-1].end) and (count := quantity_at(words, i)):
            found.append(count)
    return found


@pytest.mark.parametrize(("text", "low", "high", "qualifier"), COUNTS, ids=[c[0] for c in COUNTS])
def test_count(text: str, low: int | None, high: int | None, qualifier: str) -> None:
    first, *_ = find_quantities(tokens(text))
    assert (first.low, first.high, first.qualifier) == (low, high, qualifier)


@pytest.mark.parametrize("text", NO_COUNTS)
def test_no_count(text: str) -> None:
    assert find_quantities(tokens(text)) == []


def test_qualifier_binds_only_its_own_number() -> None:
    found = find_quantities(tokens("at least two fighters and five civilians"))
    assert [(q.low, q.high) for q in found] == [(2, None), (5, 5)]
