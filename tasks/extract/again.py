"""Sentences that tell one thing twice with one verb: "five died in Homs on Monday, and three more in Hama on Tuesday".

Tells in which of the parts a word stands, so that a number keeps the place and the day of its own. What the numbers
are is `quantities.py`'s, what the words for places and days mean, `places`' and `dates`'.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from tasks.extract.records import Seed

T = TypeVar("T")
JOINS = frozenset({"and", "but", "while", ",", ";"})
MORE = frozenset({"more", "other", "others"})
PLACING = frozenset({"in", "at", "near", "outside"})
# Behind these another clause begins.
ENDS = frozenset({",", ";", ".", "who", "which", "that", "where", "when", "as", "after", "while", "and", "but"})
SAYING = frozenset({"said", "says", "added", "told", "reported"})  # "and 22 in Hama the monitor said"
# Between "and" and the number: "on Tuesday", "in the town of Hama", "a day later".
BETWEEN = 6


def starts_again(doc: "Doc") -> list[tuple[int, int]]:
    """The parts that say the same of others, each as the tokens of the join with which it begins and of its number:
    of "and on Tuesday three more" those of "and" and "three"."""
    found = ((token.i, _more(token)) for token in doc if token.lower_ in JOINS)
    return [(join, number) for join, number in found if number is not None]


def _more(join: "Token") -> int | None:
    """The number of others that a join leads to."""
    doc = join.doc
    for token in doc[join.i + 1 : join.i + 2 + BETWEEN]:
        following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        after = doc[token.i + 2].lower_ if token.i + 2 < len(doc) else ""
        if token.like_num and following in MORE:
            return None if after == "than" else token.i
        if token.lower_ in ("another", "further") and doc[min(token.i + 1, len(doc) - 1)].like_num:
            return token.i
        if token.like_num and following in PLACING and token.i == join.i + 1:
            return token.i if not has_verb(doc, token.i) else None
        if token.pos_ in ("VERB", "AUX") or token.lower_ in (";", "and", "but"):
            return None
    return None


def has_verb(doc: "Doc", start: int) -> bool:
    """Whether what begins here has a finite verb of its own: "and two others in Hama were wounded"."""
    for token in doc[start:]:
        if token.lower_ in ENDS or token.lower_ in SAYING:
            return False
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False


def own_part(seed: "Seed", told: list[T], place_of: Callable[[T], int]) -> list[T]:
    """Of what the sentence tells, at characters of the article, what stands in the part of the seed's number. Where
    nothing does, all of it, "five died and three more were hurt in Homs" telling one place for both, but for what opens
    another part: "and on Tuesday three more"."""
    doc, offset = seed.parsed.doc, seed.parsed.offset
    parts = starts_again(doc) if told else []
    if not parts:
        return told
    marks = [offset(doc[join]) for join, _ in parts]
    numbers = [offset(doc[number]) for _, number in parts]
    part = bisect_right(marks, seed.end - 1)
    own = [one for one in told if bisect_right(marks, place_of(one)) == part]
    return own or [one for one in told if bisect_right(marks, place_of(one)) == bisect_right(numbers, place_of(one))]
