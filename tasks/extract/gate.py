"""Which sentences are worth parsing: a fast match on the raw text.

Only word beginnings from `seeds/lexicons/gate.csv`; whether a claim stands there is for the frames to say. A word
of many uses ("held", "lost") opens the gate only beside a number.
"""

from functools import cache

from tasks.extract import lexicons
from tasks.extract.beginnings import Beginnings, words_of

CLAIM_KINDS = frozenset({"headline", "body", "caption"})


@cache
def _stems() -> Beginnings:
    """The beginnings of words by what they need beside them: nothing, or a number."""
    return Beginnings((row["term"], row["needs"]) for row in lexicons.read("gate"))


@cache
def _numbers() -> tuple[frozenset[str], Beginnings]:
    """Numbers and vague counts of one word; those of several."""
    terms = {row["term"] for name in ("number_words", "vague_counts") for row in lexicons.read(name)} - {"some", "no"}
    single = frozenset(term for term in terms if " " not in term)
    return single, Beginnings((term, "number") for term in terms - single)


def _has_number(text: str, words: frozenset[str]) -> bool:
    single, longer = _numbers()
    has_digit = any(word[0].isdigit() for word in words)
    return has_digit or not words.isdisjoint(single) or bool(longer.kinds_in(text, words))


def passes(text: str) -> bool:
    """True where the sentence holds a word that can carry a casualty claim."""
    words = words_of(text)
    kinds = _stems().kinds_in(text, words)
    return "" in kinds or ("number" in kinds and _has_number(text, words))


def matches(text: str) -> list[str]:
    """The words that opened the gate, for `tollbook explain`."""
    if not passes(text):
        return []
    return _stems().matches(text, "") or _stems().matches(text, "number")
