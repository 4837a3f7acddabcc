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
# Between "and" and the number: "on Tuesday", "in the town of Hama", "a day later".
BETWEEN = 6


def starts_again(doc: "Doc") -> list[int]:
    """The tokens with which a part begins that says the same of others: the "and" of "and on Tuesday three more"."""
    return [token.i for token in doc if token.lower_ in JOINS and _tells_more(token)]


def _tells_more(join: "Token") -> bool:
    doc = join.doc
    for token in doc[join.i + 1 : join.i + 2 + BETWEEN]:
        following = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        after = doc[token.i + 2].lower_ if token.i + 2 < len(doc) else ""
        if token.like_num and following in MORE:
            return after != "than"
        if token.lower_ in ("another", "further") and doc[min(token.i + 1, len(doc) - 1)].like_num:
            return True
        if token.like_num and following in PLACING and token.i == join.i + 1:
            return not any(t.pos_ in ("VERB", "AUX") for t in doc[token.i :])
        if token.pos_ in ("VERB", "AUX") or token.lower_ in (";", "and", "but"):
            return False
    return False


def own_part(seed: "Seed", told: list[T], place_of: Callable[[T], int]) -> list[T]:
    """Of what the sentence tells, at characters of the article, what stands in the part of the seed's number; all of
    it where nothing does: "five died and three more were hurt in Homs" tells one place for both."""
    starts = starts_again(seed.parsed.doc) if len(told) > 1 else []
    if not starts:
        return told
    begin = seed.parsed.sentence.start
    marks = [seed.parsed.doc[i].idx + begin for i in starts]
    part = bisect_right(marks, seed.end - 1)
    return [one for one in told if bisect_right(marks, place_of(one)) == part] or told
