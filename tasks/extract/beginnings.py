"""Finds the beginnings of words in a text: the gates' way to read every sentence at next to no cost.

One pattern of hundreds of alternatives is tried at every letter; here each distinct word is judged once, and then
remembered.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"\w+")
_NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=2)
def words_of(text: str) -> frozenset[str]:
    """The runs of letters and digits of a text, in lower case. Both gates ask for those of the same sentence."""
    return frozenset(_WORD.findall(text.lower()))


class Beginnings:
    """Terms, each of a kind, that words begin with: "kill" of "killed"; some of several words: "air raid"."""

    def __init__(self, terms: Iterable[tuple[str, str]]) -> None:
        """`terms` are (term, kind) pairs."""
        self.kinds: dict[str, set[str]] = {}
        single: dict[str, set[str]] = {}
        self.firsts: dict[str, set[str]] = {}
        for term, kind in terms:
            self.kinds.setdefault(kind, set()).add(term.lower())
            is_single = _WORD.fullmatch(term) is not None
            first = term.lower() if is_single else _WORD.findall(term.lower())[0]
            (single if is_single else self.firsts).setdefault(first, set()).add(kind)
        self.longer = {kind: _pattern(t for t in terms if not _WORD.fullmatch(t)) for kind, terms in self.kinds.items()}
        shortest = min(map(len, single), default=0)
        alike: dict[str, list[tuple[str, set[str]]]] = {}
        for term, kinds in single.items():
            alike.setdefault(term[:shortest], []).append((term, kinds))

        @lru_cache(maxsize=100_000)
        def begun_by(word: str) -> frozenset[str]:
            return _NONE.union(*(kinds for term, kinds in alike.get(word[:shortest], ()) if word.startswith(term)))

        self.begun_by = begun_by

    def kinds_in(self, text: str, words: frozenset[str]) -> frozenset[str]:
        """The kinds of the terms that begin a word of the text. `words` are `words_of(text)`."""
        found = _NONE.union(*map(self.begun_by, words))
        possible = _NONE.union(*(self.firsts[word] for word in words & self.firsts.keys())) - found
        return found.union(kind for kind in possible if self.longer[kind].search(text))

    def matches(self, text: str, kind: str) -> list[str]:
        """The terms of a kind as they stand in the text, left to right."""
        return [match.group() for match in _pattern(self.kinds[kind]).finditer(text)]


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    forms = (r"\s+".join(map(re.escape, re.split(" +", term))) for term in longest_first)  # lines break anywhere
    return re.compile(rf"\b(?:{'|'.join(forms)})", re.IGNORECASE)
