"""Which sentences may speak of an incident or of responsibility, and so are worth parsing.

Two keys, because most such words are everyday ones ("attack", "fire", "enter"): a strong word opens alone, a weak one
only beside a word for an armed actor. Whether a claim stands there is for the frames to say.
"""

import re
from functools import cache

from tasks.extract import lexicons


def _alternatives(kind: str) -> str:
    stems = sorted(
        (row["term"] for row in lexicons.read("incident_gate") if row["kind"] == kind), key=len, reverse=True
    )
    return "|".join(map(re.escape, stems))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Strong words, weak words, words for armed actors; each a beginning of a word."""
    strong, weak, actor = (
        re.compile(rf"\b(?:{_alternatives(kind)})", re.IGNORECASE) for kind in ("strong", "weak", "actor")
    )
    return strong, weak, actor


def passes(text: str) -> bool:
    """True where the sentence may carry an incident or responsibility claim."""
    strong, weak, actor = _patterns()
    if strong.search(text):
        return True
    return weak.search(text) is not None and actor.search(text) is not None


def matches(text: str) -> list[str]:
    """The words that opened the gate, for `tollbook explain`."""
    if not passes(text):
        return []
    strong, weak, _ = _patterns()
    return [m.group() for pattern in (strong, weak) for m in pattern.finditer(text)]
