"""The words of all accounts seen so far: how rare each is, and what two accounts have in common.

The inner loop of linking: a night compares thousands of accounts by hundreds of terms each, so terms are numbers
here, and an account meets all its candidates at once. What the figures mean for a pair is `compare.py`'s.
"""

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from tasks.link.accounts import FINE, Account

# So many days must be known before a town's share of them says anything.
FEW_DAYS = 10
# Of a town with events on more days than this, the name says nothing of which event it is.
EVERYDAY = 3
# A term of more accounts than this names no single event.
COMMON = 40
# Accounts that share less of their rarer terms' weight than this are not alike.
LEAST_ALIKE = 0.05

# Kinds of terms: a name, a number, any other word.
_NAME, _NUMBER, _WORD = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What a comparison sees of an account's words: its terms by number, and of each the weight (the vector has length
    1), whether the text is about it (names only), 1 for a name of two accounts, 1 / n for one of n + 1, and whether it
    is a name that may tell the event, as that of a town with events on many days does not. The sums are of the squared
    weights. `busyness` is how much happens in the account's town."""

    terms: np.ndarray
    weights: np.ndarray
    focus: np.ndarray
    rare: np.ndarray
    named: np.ndarray
    names: int
    numbers: int
    names_sum: float
    numbers_sum: float
    focus_sum: float
    busyness: float


class Common(NamedTuple):
    """What two texts have in common, each 0 to 1.

    `text`: the cosine of their terms. `names`, `numbers`: how much the other shares of the one with fewer, by weight;
    "Hroza" in both says nearly all. `focus`: how much of the names that each text is about the other has at all, the
    mean of the two. `rare`: how many names both have and hardly any other account, counted to five; a name of these
    two alone counts 1, of n others 1 / (n + 1).
    """

    text: float
    names: float
    numbers: float
    focus: float
    rare: float


class Corpus:
    """How common each term is among the accounts seen so far, so that a shared rare name weighs more than "killed"."""

    def __init__(self) -> None:
        self.size = 0
        self._number_of: dict[str, int] = {}
        self._kind = np.zeros(1024, np.int8)
        self._seen = np.zeros(1024, np.int64)
        # One account's weights, focus, rare and telling names, each at its term's number; zero between two calls.
        self._desk = np.zeros((4, 1024))
        self._days: set[date] = set()
        self._days_of_town: dict[int, set[date]] = defaultdict(set)

    def add(self, accounts: Iterable[Account]) -> None:
        for account in accounts:
            self._seen_once(account.reading.terms)
            self.size += 1
            if account.is_day_known and account.start:
                self._days.add(account.start)
                if account.place_id is not None and account.precision in FINE:
                    self._days_of_town[account.place_id].add(account.start)

    def _seen_once(self, terms: Iterable[str]) -> None:
        """Counts the terms of one account; it has each of them once."""
        if not all(map(self._number_of.__contains__, terms)):
            for term in terms:
                if term not in self._number_of:
                    self._number(term)
        self._seen[list(map(self._number_of.__getitem__, terms))] += 1

    def _number(self, term: str) -> None:
        number = self._number_of[term] = len(self._number_of)
        if number >= len(self._seen):
            self._kind, self._seen = _doubled(self._kind), _doubled(self._seen)
            self._desk = np.zeros((4, len(self._seen)))
        self._kind[number] = {"@": _NAME, "#": _NUMBER}.get(term[0], _WORD)

    def busyness(self, account: Account) -> float:
        """On what share of all days something is known to have happened in the account's town: 0 to 1."""
        days = self._days_of_town.get(account.place_id or 0)
        return len(days) / (len(self._days) + FEW_DAYS) if days else 0.0

    def sight(self, account: Account) -> Sight:
        """The terms of an account that was added, weighted by rarity (inverse document frequency, in nats) and scaled
        to length 1."""
        known = account.reading.terms
        terms = np.fromiter(map(self._number_of.__getitem__, known), np.int64, len(known))
        seen, kinds = self._seen[terms], self._kind[terms]
        counts = np.fromiter(known.values(), np.float64, len(known))
        weights = (1 + np.log(counts)) * np.log((self.size + 1) / (seen + 0.5))
        weights /= math.sqrt(weights @ weights) or 1.0
        squares = weights * weights
        are_names, are_numbers = kinds == _NAME, kinds == _NUMBER
        days = self._days_of_town.get(account.place_id or 0, ())
        own = account.place_terms if len(days) > EVERYDAY else frozenset()
        if own:
            are_names &= np.fromiter((term not in own for term in known), np.bool_, len(known))
        about = account.reading.focus
        focus = np.fromiter((term in about for term in known), np.bool_, len(known)) & are_names
        return Sight(
            terms=terms,
            weights=weights,
            focus=focus,
            rare=are_names / np.maximum(1, seen - 1),
            named=are_names,
            names=int(are_names.sum()),
            numbers=int(are_numbers.sum()),
            names_sum=float(squares[are_names].sum()),
            numbers_sum=float(squares[are_numbers].sum()),
            focus_sum=float(squares[focus].sum()),
            busyness=self.busyness(account),
        )

    def common(self, sight: Sight, others: Sequence[Sight]) -> list[Common]:
        """What an account has in common with each of the others."""
        if not others:
            return []
        desk = self._desk
        desk[:, sight.terms] = sight.weights, sight.focus, sight.rare, sight.named
        terms = np.concatenate([o.terms for o in others])
        mine = desk[0, terms]
        shared = np.flatnonzero(mine)
        terms, mine = terms[shared], mine[shared]
        focus, rare, mine_named = desk[1, terms], desk[2, terms], desk[3, terms]
        desk[:, sight.terms] = 0.0

        owners = np.repeat(np.arange(len(others)), [len(o.terms) for o in others])[shared]
        theirs = np.concatenate([o.weights for o in others])[shared]
        kinds = self._kind[terms]
        theirs_named = np.concatenate([o.named for o in others])[shared]
        names, numbers = np.flatnonzero((mine_named > 0) & theirs_named), np.flatnonzero(kinds == _NUMBER)

        def added(values: np.ndarray, chosen: np.ndarray) -> np.ndarray:
            return np.bincount(owners[chosen], values[chosen], len(others))

        def of_each(name: str) -> np.ndarray:
            return np.array([getattr(o, name) for o in others])

        text = np.bincount(owners, mine * theirs, len(others))
        mine, theirs = mine * mine, theirs * theirs
        has_fewer = sight.names <= of_each("names")
        of_names = np.where(has_fewer, added(mine, names), added(theirs, names))
        of_names = _share(of_names, np.minimum(sight.names_sum, of_each("names_sum")))
        of_numbers = np.where(sight.numbers <= of_each("numbers"), added(mine, numbers), added(theirs, numbers))
        of_numbers = _share(of_numbers, np.minimum(sight.numbers_sum, of_each("numbers_sum")))
        rare_theirs = np.concatenate([o.rare for o in others])[shared]
        few = np.where(has_fewer, added(rare, names), added(rare_theirs, names))
        rare = np.minimum(1.0, few / 5)
        about = np.concatenate([o.focus for o in others])[shared]
        sums = of_each("focus_sum")
        of_focus = (
            _share(added(mine * focus, names), sight.focus_sum) + _share(added(theirs * about, names), sums)
        ) / 2
        of_focus = np.where(sums > 0, of_focus, 0.0) if sight.focus_sum else np.zeros(len(others))
        found = (text, of_names, of_numbers, of_focus, rare)
        return [Common(*one) for one in zip(*(values.tolist() for values in found), strict=True)]


def _share(part: np.ndarray, whole: np.ndarray | float) -> np.ndarray:
    """part / whole, at most 1; 0 where there is no whole."""
    return np.minimum(1.0, part / np.maximum(whole, 1e-300))


def _doubled(values: np.ndarray) -> np.ndarray:
    return np.concatenate([values, np.zeros_like(values)])


class WordIndex:
    """Which accounts have a term, and how much it weighs in each: in flat arrays, since a term has dozens of accounts
    and an account hundreds of terms. A term that more than COMMON accounts had once is looked for no more."""

    def __init__(self) -> None:
        self._accounts: list[str] = []
        self._of_account: dict[str, int] = {}
        self._filed: list[tuple[array[int], array[float]]] = []
        # How many accounts have a term; more than COMMON stay more than COMMON.
        self._counts = np.zeros(1024, np.int64)

    def add(self, account_id: str, sight: Sight) -> None:
        account = self._of_account[account_id] = len(self._accounts)
        self._accounts.append(account_id)
        last = int(sight.terms.max(initial=-1))
        while len(self._filed) <= last:
            self._filed.append((array("q"), array("d")))
        while len(self._counts) <= last:
            self._counts = _doubled(self._counts)
        self._counts[sight.terms] += 1
        are_rare = self._counts[sight.terms] <= COMMON
        for term, weight in zip(sight.terms[are_rare].tolist(), sight.weights[are_rare].tolist(), strict=True):
            accounts, weights = self._filed[term]
            accounts.append(account)
            weights.append(weight)

    def remove(self, account_id: str, sight: Sight) -> None:
        account = self._of_account.pop(account_id)
        rare = sight.terms[self._counts[sight.terms] <= COMMON]
        for term in rare.tolist():
            accounts, weights = self._filed[term]
            place = accounts.index(account)
            del accounts[place], weights[place]
        self._counts[rare] -= 1

    def alike(self, sight: Sight) -> list[tuple[str, float]]:
        """The accounts that share at least `LEAST_ALIKE` of the weight of the rarer terms, itself among them, each with
        that share."""
        counts = self._counts[sight.terms]
        rare = (counts > 1) & (counts <= COMMON)
        accounts, weights = array("q"), array("d")
        for term in sight.terms[rare].tolist():
            accounts += self._filed[term][0]
            weights += self._filed[term][1]
        if not accounts:
            return []
        own = np.repeat(sight.weights[rare], counts[rare])
        shared = np.bincount(np.frombuffer(accounts, np.int64), np.frombuffer(weights) * own)
        alike = np.flatnonzero(shared >= LEAST_ALIKE)
        return [(self._accounts[n], s) for n, s in zip(alike.tolist(), shared[alike].tolist(), strict=True)]
