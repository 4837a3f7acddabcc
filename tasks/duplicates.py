"""Near-duplicates: the same wire story printed again. MinHash finds the candidates, the words themselves decide.

Used where a day's articles are cleaned, and where those of several days are linked. Whose voice a copy is, is
`tasks/link`'s.
"""

import re
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

PERMUTATIONS, BANDS, SEED = 128, 32, 20200206
"""32 bands of 4: two texts that share half of their word triples meet in a band almost surely (0.87)."""
SIMILAR = 0.5
"""Share of common word triples. Light edits (3 % of words) keep 0.7, another report of the event has under 0.2."""
SIMILAR_LATER = 0.6
"""On another day; an outlet's daily notes share their form with yesterday's, and their numbers with none."""
DAYS_LATER = 7
"""A wire story is printed within so many days."""
FEWEST_WORDS = 12
"""A shorter text is a duplicate only of the very same words, on the same day."""

_WORD = re.compile(r"\w+")


class _Print(NamedTuple):
    article_id: str
    first: str  # the earliest article that it repeats, or itself
    text: str
    published_on: date
    numbers: frozenset[str]


class Prints:
    """The articles seen so far. Each is told from which of them it was copied; none that was told before is changed."""

    def __init__(self) -> None:
        self._seen: list[_Print] = []

    @cached_property
    def _index(self) -> Any:
        from rensa import RMinHashLSH

        return RMinHashLSH(threshold=SIMILAR, num_perm=PERMUTATIONS, num_bands=BANDS)

    def first_of(
        self, article_id: str, text: str, published_on: date, numbers: frozenset[str] = frozenset()
    ) -> str | None:
        """Notes an article, and gives the id of the earliest article with nearly the same text, or None.

        The earliest is the one that was noted first, of the same day, or of at most `DAYS_LATER` days before or after;
        the `numbers` told are then the same, too. Versions of one article are no duplicates of each other.
        """
        own = _shingles(text)
        sketch = _sketch(own)
        new = _Print(article_id, article_id, text, published_on, numbers)
        for number in sorted(self._index.query(sketch)):
            seen = self._seen[number]
            if article_id not in (seen.article_id, seen.first) and _is_copy(new, own, seen):
                new = new._replace(first=seen.first)
                break
        self._index.insert(len(self._seen), sketch)
        self._seen.append(new)
        return None if new.first == article_id else new.first


def _is_copy(new: _Print, own: frozenset[str], seen: _Print) -> bool:
    apart = abs((new.published_on - seen.published_on).days)
    if apart and (apart > DAYS_LATER or new.numbers != seen.numbers or len(own) == 1):
        return False
    other = _shingles(seen.text)
    common = len(own & other)
    return common >= (SIMILAR_LATER if apart else SIMILAR) * (len(own) + len(other) - common)


def _sketch(shingles: frozenset[str]) -> Any:
    from rensa import RMinHash

    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(list(shingles))
    return sketch


def _shingles(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return frozenset([" ".join(words)])
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
