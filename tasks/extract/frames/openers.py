"""Whether a sentence's words can begin a frame, asked before it is parsed.

Only what every rule needs to begin at all: a sentence that fails would be parsed for nothing. Whether a claim stands
there is for `find` to say.
"""

from collections.abc import Sequence
from functools import cache

from tasks.extract.frames.parts import opens_among
from tasks.extract.frames.tolls import BODY_WORDS, KINDS, LOSSES, SPEAK, TOLL_WORDS
from tasks.extract.frames.triggers import forms, may_match, patterns
from tasks.extract.phrases import WHOLES, part_at


@cache
def _single() -> frozenset[str]:
    """The words that begin a frame alone: triggers, tolls, bodies, wholes that a part is of."""
    return frozenset(forms().keys() | TOLL_WORDS | KINDS.keys() | LOSSES | WHOLES.keys() | BODY_WORDS)


def can_begin(words: Sequence[str]) -> bool:
    """Whether any rule of the frames can begin in the lower-cased tokens of a sentence."""
    present = set(words)
    if not present.isdisjoint(_single()):
        return True
    if "of" in present and not present.isdisjoint(SPEAK):
        return True  # "the rebels spoke of ten"
    if opens_among(words):
        return True
    table = patterns()
    if any(may_match(pattern, words, i) for i, word in enumerate(words) for pattern in table.get(word, ())):
        return True
    return any(part_at(words, i) for i in range(len(words)))  # "three of them were children"
