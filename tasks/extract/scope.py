"""One incident, or a running total: the scope of a count, from the words of time around it."""

import re
from collections.abc import Sequence
from functools import cache

from tasks.extract import lexicons
from tasks.extract.quantities import number_at
from tasks.extract.words import MONTHS

_SINCE = re.compile(
    r"\bsince (?!(?:dawn|morning|midnight|yesterday|the raid|the attack|early today"
    r"|\w+day (?:morning|afternoon|evening|night))\b)"
    r"\S+(?! , when)"
)
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"\b(?:between|from) [^,;]{{0,30}}?{_YEAR} (?:and|to|until) "
    rf"|\b(?:from|between) [^,;]{{1,40}}? (?:to|and) [^,;]{{1,25}}? {_YEAR}\b|\bin {_YEAR}\b"
)
_BETWEEN = re.compile(r"\bbetween \d{1,2} (?:\w+ )?(?:and|to) \d{1,2} ")
SPANNING = frozenset({"in", "within", "over", "during", "throughout"})
BETWEEN_WORDS = frozenset(
    [
        "the",
        "last",
        "past",
        "first",
        "previous",
        "about",
        "just",
        "only",
        "less",
        "more",
        "than",
        "these",
        "those",
        "of",
        "under",
        "fewer",
        "as",
        "little",
    ]
)
LONG_UNITS = frozenset({"days", "weeks", "months", "years", "decades", "week", "month", "year", "decade"})
MANY = 100  # killed "last year": a year's, not one attack's
STATES = frozenset({"missing", "captured"})


@cache
def _spans() -> list[tuple[str, str]]:
    rows = [(row["term"], row["scope"]) for row in lexicons.read("spans")]
    return sorted(rows, key=lambda row: row[1] != "incident")


def scope_of(words: Sequence[str], low: int | None, high: int | None, outcome: str, frame: str) -> str:
    """'cumulative' where a count of people runs over more than a day, else 'incident'. One person is no total."""
    if high == 1:
        return "incident"
    text = " " + " ".join(words) + " "
    for term, scope in _spans():
        if f" {term} " in text:
            return scope
    if (low or 0) >= MANY and (" last year " in text or " last month " in text):
        return "cumulative"
    if outcome not in STATES and _SINCE.search(text):
        return "cumulative"
    if _lasts_days(words) or _bare_month(words) or _BETWEEN.search(text):
        return "cumulative"
    if _YEARS.search(text) and outcome not in STATES:
        return "cumulative"
    if (
        outcome == "displaced"
        and (low or 0) >= 10_000
        and any(f" {w} " in text for w in ("have", "has", "had", "exodus"))
    ):
        return "cumulative"
    is_growing = any(f" {w} " in text for w in ("has grown", "have grown", "has risen into", "has passed"))
    return "cumulative" if frame == "toll" and is_growing and "into" in words else "incident"


def _lasts_days(words: Sequence[str]) -> bool:
    """'in five days', 'over the weekend', 'within less than 72 hours', 'during the first week of March'."""
    for i, word in enumerate(words):
        if word not in SPANNING:
            continue
        k = i + 1
        while k < len(words) and words[k] in BETWEEN_WORDS:
            k += 1
        if k >= len(words):
            return False
        number = number_at(words, k)
        count = number[1] if number else None
        k = number[0] if number else k + (words[k] in ("a", "an", "several", "few", "many", "some"))
        unit = words[k] if k < len(words) else ""
        is_long = (unit in LONG_UNITS and k > i + 1) or (unit == "hours" and count is not None and count > 24)
        if is_long and not (unit in ("days", "week", "month", "year") and words[i + 1 : i + 2] == [unit]):
            return True
    return False


def _bare_month(words: Sequence[str]) -> bool:
    """'in August' without a day."""
    for i, word in enumerate(words):
        if word in MONTHS and word not in ("may", "march") and i and words[i - 1] == "in":
            following = words[i + 1] if i + 1 < len(words) else ""
            if not following.isdigit() or len(following) == 4:
                return True
    return False
