"""Near-duplicates: the same wire story printed again. MinHash finds the candidates, the words themselves decide."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

PERMUTATIONS, BANDS, SEED = 128, 32, 20200206
"""32 bands of 4: two texts that share half of their word triples meet in a band almost surely (0.87)."""
SIMILAR = 0.5
"""Share of common word triples. Light edits (3 % of words) keep 0.7, another report of the event has under 0.2."""
FEWEST_WORDS = 12
"""A shorter text is a duplicate only of the very same words."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """One article version to compare: `duplicate_of` is what an earlier run said of it."""

    article_id: str
    text: str
    duplicate_of: str | None = None


def near_duplicates(earlier: Iterable[Known], today: Iterable[Known]) -> list[str | None]:
    """For each of today's articles the id of the earliest article with nearly the same text, or None.

    Both in the order of publication; the same lists give the same answer. Versions of one article are no
    duplicates of each other.
    """
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=SIMILAR, num_perm=PERMUTATIONS, num_bands=BANDS)
    shingles: list[frozenset[str]] = []
    roots: list[tuple[str, str]] = []  # (article_id, the earliest that it repeats)
    answers: list[str | None] = []
    for known, is_today in [*((k, False) for k in earlier), *((k, True) for k in today)]:
        own = _shingles(known.text)
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(sorted(own))
        root = known.duplicate_of
        if is_today:
            for number in sorted(index.query(sketch)):
                article_id, earliest = roots[number]
                if (
                    article_id != known.article_id
                    and earliest != known.article_id
                    and _are_similar(own, shingles[number])
                ):
                    root = earliest
                    break
            answers.append(root)
        index.insert(len(shingles), sketch)
        shingles.append(own)
        roots.append((known.article_id, root or known.article_id))
    return answers


def _shingles(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    if len(words) < FEWEST_WORDS:
        return frozenset([" ".join(words)])
    return frozenset(" ".join(words[i : i + 3]) for i in range(len(words) - 2))


def _are_similar(a: frozenset[str], b: frozenset[str]) -> bool:
    common = len(a & b)
    return common >= SIMILAR * (len(a) + len(b) - common)
