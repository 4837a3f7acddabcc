"""Which sentences may speak of an incident or of responsibility, and so are worth parsing.

Two keys, because most such words are everyday ones ("attack", "fire", "enter"): a strong word opens alone, a weak one
only beside a word for an armed actor. Whether a claim stands there is for the frames to say.
"""

from functools import cache

from tasks.extract import lexicons
from tasks.extract.beginnings import Beginnings, words_of

PAIRS = (("weak", "actor"), ("noun", "noun_verb"), ("truce", "truce_verb"))


@cache
def _stems() -> Beginnings:
    """Beginnings of words by kind: strong and weak words, those for armed actors, for events and truces and for what
    they or one does."""
    return Beginnings((row["term"], row["kind"]) for row in lexicons.read("incident_gate"))


def passes(text: str) -> bool:
    """True where the sentence may carry an incident or responsibility claim."""
    kinds = _stems().kinds_in(text, words_of(text))
    return "strong" in kinds or any(what in kinds and beside in kinds for what, beside in PAIRS)


def matches(text: str) -> list[str]:
    """The words that opened the gate, for `tollbook explain`."""
    if not passes(text):
        return []
    return [term for kind in ("strong", "weak", "noun", "truce") for term in _stems().matches(text, kind)]
