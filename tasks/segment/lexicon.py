"""Reads the lexicons of lines and sentences in `seeds/lexicons`; the extraction has a reader of its own, since stages
don't import each other. No rules here."""

import csv
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "seeds" / "lexicons"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `seeds/lexicons/NAME.csv`."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def terms(name: str, column: str = "", value: str = "") -> frozenset[str]:
    """The lower-case terms of a lexicon; with `column` and `value`, of the rows that have it."""
    return frozenset(row["term"].lower() for row in rows(name) if not column or row[column] == value)


def alternatives(words: frozenset[str]) -> str:
    """A regular expression that matches any of the words, longest first, with any white space between their parts."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.strip().split()) for word in ordered) or r"(?!)"
