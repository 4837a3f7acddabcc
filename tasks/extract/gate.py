"""Which sentences are worth parsing: a fast match on the raw text.

Only word beginnings from `seeds/lexicons/gate.csv`; whether a claim stands there is for the frames to say. A word
of many uses ("held", "lost") opens the gate only beside a number.
"""

import re
from functools import cache

from tasks.extract import lexicons

CLAIM_KINDS = frozenset({"headline", "body", "caption"})


@cache
def _pattern(needs: str) -> re.Pattern[str]:
    stems = sorted({row["term"] for row in lexicons.read("gate") if row["needs"] == needs}, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + ")", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    words = {row["term"] for name in ("number_words", "vague_counts") for row in lexicons.read(name)} - {"some", "no"}
    return re.compile(
        r"\d|\b(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\b", re.IGNORECASE
    )


def passes(text: str) -> bool:
    """True where the sentence holds a word that can carry a casualty claim."""
    if _pattern("").search(text):
        return True
    return _pattern("number").search(text) is not None and _number().search(text) is not None


def matches(text: str) -> list[str]:
    """The words that opened the gate, for `tollbook explain`."""
    found = [m.group() for m in _pattern("").finditer(text)]
    return found or [m.group() for m in _pattern("number").finditer(text) if _number().search(text)]
