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
CLAUSE_ENDS = frozenset({"", ",", ".", ";", "and"})
LATER = frozenset({("the", "next"), ("the", "following")})
SAYING = frozenset({"said", "says", "added", "told", "reported"})  # "and 22 in Hama the monitor said"
# Between "and" and the number: "on Tuesday", "in the town of Hama", "a day later".
BETWEEN = 6


def starts_again(doc: "Doc") -> list[tuple[int, int]]:
    """The parts that say the same of others, each as the tokens of the join with which it begins and of its number:
    of "and on Tuesday three more" those of "and" and "three"."""
    found: dict[int, int] = {}  # by number: "; in Hama, three more" begins at its first join
    for token in doc:
        if token.lower_ in JOINS and (number := _more(token)) is not None:
            found.setdefault(number, token.i)
    return [(join, number) for number, join in found.items()]


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
        if token.like_num and (doc[join.i + 1].lower_ in PLACING) and following in CLAUSE_ENDS:
            return token.i  # ", in Hama two."
        if token.like_num and _is_placed(doc, token.i + 1) and token.i == join.i + 1:
            return token.i if not has_verb(doc, token.i) else None
        if token.pos_ in ("VERB", "AUX") or token.lower_ in (";", "and", "but"):
            return None
    return None


def _is_placed(doc: "Doc", i: int) -> bool:
    """Whether a place or a day follows: "in Hama", "on Tuesday", "the next day"."""
    word, after = (doc[k].lower_ if k < len(doc) else "" for k in (i, i + 1))
    return word in PLACING or (word == "on" and doc[i + 1].pos_ == "PROPN") or (word, after) in LATER


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
