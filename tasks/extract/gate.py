"""Which sentences are worth parsing: a fast match on the raw text.

Only word beginnings from `seeds/lexicons/gate.csv`; whether a claim really stands there is for the frames to say.
"""

import re
from functools import cache

from tasks.extract import lexicons

CLAIM_KINDS = frozenset({"headline", "body", "caption"})


@cache
def _pattern() -> re.Pattern[str]:
    stems = sorted(lexicons.terms("gate"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, stems)) + ")", re.IGNORECASE)


def passes(text: str) -> bool:
    """True where the sentence holds a word that can carry a casualty claim."""
    return _pattern().search(text) is not None


def matches(text: str) -> list[str]:
    """The words that opened the gate, for `tollbook explain`."""
    return [m.group() for m in _pattern().finditer(text)]
