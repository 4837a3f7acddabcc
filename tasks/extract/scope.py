"""One incident, or a running total: the scope of a count, from the words of time around it."""

import re
from collections.abc import Sequence
from functools import cache

from tasks.extract import lexicons
from tasks.extract.words import MONTHS

_SINCE = re.compile(
    r"\bsince (?:the |last |early |late |mid |- )*(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|\w+ began|\w+)"
)
_YEARS = re.compile(r"\b(?:between|from) \d{4} (?:and|to) \d{4}\b|\bin \d{4}\b")


@cache
def _spans() -> list[tuple[str, str]]:
    rows = [(row["term"], row["scope"]) for row in lexicons.read("spans")]
    return sorted(rows, key=lambda row: row[1] != "incident")


def scope_of(words: Sequence[str], start: int, end: int, outcome: str, qualifier: str) -> str:
    """'cumulative' where the claim at tokens [start, end) counts over more than a day, else 'incident'."""
    text = " " + " ".join(words) + " "
    for term, scope in _spans():
        if f" {term} " in text:
            return scope
    if _SINCE.search(text):
        return "cumulative"
    if _bare_month(words) or (_YEARS.search(text) and outcome != "captured"):
        return "cumulative"
    if outcome == "displaced" and qualifier == "vague" and any(f" {w} " in text for w in ("have", "has", "had been")):
        return "cumulative"
    return "incident"


def _bare_month(words: Sequence[str]) -> bool:
    """'in August' without a day."""
    for i, word in enumerate(words):
        if word in MONTHS and word not in ("may", "march") and i and words[i - 1] == "in":
            following = words[i + 1] if i + 1 < len(words) else ""
            if not following.isdigit() or len(following) == 4:
                return True
    return False
