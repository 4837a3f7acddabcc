"""Reads the lexicons of lines and sentences in `seeds/lexicons`; the extraction has a reader of its own, since stages
don't import each other. What a line's kind follows from is for `furniture`."""

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


class LineLexicon:
    """A lexicon of lines, whose column `match` says how a term is found: the line `starts` or `ends` with it, `is`
    it (or several such terms in a row, "Print  Tweet"), or has it beside a number (`counter`: "Views 2494")."""

    LONGEST_END = 200

    def __init__(self, name: str) -> None:
        by_match = {kind: terms(name, "match", kind) for kind in ("starts", "ends", "is", "counter")}
        self._starts = tuple(by_match["starts"])
        self._ends = tuple(by_match["ends"])
        self._is = re.compile(rf"(?:(?:{alternatives(by_match['is'])})\W*)+")
        counter = alternatives(by_match["counter"])
        self._counter = re.compile(rf"(?:\d[\d,.]*\s(?:{counter})|(?:{counter})\s\d[\d,.]*)\W*")
        self._longest = max((len(term) for kind in ("is", "counter") for term in by_match[kind]), default=0)

    def knows(self, plain: str) -> bool:
        """Whether the line is one of these. `plain` is the line in small letters with single spaces."""
        begin = plain.lstrip("-–—•*>»( ")
        if (begin.startswith(self._starts) or plain.startswith(self._starts)) and self._starts_with_words(plain, begin):
            return True
        if len(plain) <= 4 * self._longest and (self._is.fullmatch(begin) or self._counter.fullmatch(begin)):
            return True
        if not self._ends or len(plain) > self.LONGEST_END:
            return False
        end = plain.rstrip(".)] ")
        return end.endswith(self._ends) and not re.search(r"[.!?] ", end)

    def _starts_with_words(self, *lines: str) -> bool:
        """Whether a term that a line starts with ends where a word ends ("share" is not in "shareholders")."""
        return any(
            line.startswith(term) and not (term[-1].isalpha() and line[len(term) : len(term) + 1].isalpha())
            for line in lines
            for term in self._starts
        )
