"""Which sentences may speak of an incident or of responsibility, and so are worth parsing.

Two keys, because most such words are everyday ones ("attack", "fire", "enter"): a strong word opens alone, a weak one
only beside a word for an armed actor. Whether a claim stands there is for the frames to say.
"""

import re
from functools import cache

from tasks.extract import lexicons


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    """Beginnings of words: strong and weak words, those for armed actors, for events and truces and
    for what they or one does."""
    stems = sorted(
        (row["term"] for row in lexicons.read("incident_gate") if row["kind"] == kind), key=len, reverse=True
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)


def passes(text: str) -> bool:
    """True where the sentence may carry an incident or responsibility claim."""
    if _pattern("strong").search(text):
        return True
    if _pattern("weak").search(text) and _pattern("actor").search(text):
        return True
    if _pattern("noun").search(text) and _pattern("noun_verb").search(text):
        return True
    return bool(_pattern("truce").search(text) and _pattern("truce_verb").search(text))


def matches(text: str) -> list[str]:
    """The words that opened the gate, for `tollbook explain`."""
    if not passes(text):
        return []
    return [m.group() for kind in ("strong", "weak", "noun", "truce") for m in _pattern(kind).finditer(text)]
