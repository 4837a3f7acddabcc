"""Clusters accounts into incidents, one night's batch after the other.

Within a batch the order of the accounts does not matter; an incident keeps its id while it grows. What a cluster's
claims add up to is `figures.py`'s.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from tasks.link.accounts import FINE, Account
from tasks.link.compare import Comparison, compare, days_of, veto_of
from tasks.link.corpus import Corpus, Sight, WordIndex

# Two clusters become one where their accounts, on average, are likelier one event than not.
JOIN = 0.6
# Pairs below this are not even remembered.
FLOOR = 0.35
# A smaller toll than this is too common to look for it in a whole country.
TELLING_TOLL = 4
# By their words, an account is compared with so many others: those that share most with it.
ALIKE = 30
# So many accounts of a cluster speak for it in a comparison: the first, and the latest ones.
SPEAKERS = 8


@dataclass(slots=True)
class Cluster:
    """The accounts of one incident. `links` holds, per account, why it is here: the best comparison with another."""

    incident_id: str
    accounts: list[Account] = field(default_factory=list)
    links: dict[str, Comparison] = field(default_factory=dict)
    split_from: str | None = None

    def speakers(self) -> list[Account]:
        return self.accounts if len(self.accounts) <= SPEAKERS else [self.accounts[0], *self.accounts[1 - SPEAKERS :]]


@dataclass(slots=True)
class Changes:
    """What one batch did: incidents that are new or other than before, and which were merged into which."""

    touched: set[str] = field(default_factory=set)
    founded: set[str] = field(default_factory=set)
    merged: dict[str, str] = field(default_factory=dict)


class Record:
    """The clusters so far, and the indexes by which an account finds those that it may belong to.

    Feed it the nights in order, each as one batch; the same nights give the same record.
    """

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self._weights = weights
        self.clusters: dict[str, Cluster] = {}
        self._of_account: dict[str, str] = {}
        self._of_article: dict[str, list[str]] = defaultdict(list)
        self._accounts: dict[str, Account] = {}
        self._sights: dict[str, Sight] = {}
        self._index: dict[tuple, list[str]] = defaultdict(list)
        self._corpus = Corpus()
        self._words = WordIndex()
        # What the night's pairs came to: joining asks for most of them again.
        self._compared: dict[tuple[str, str], Comparison] = {}

    def absorb(self, batch: Iterable[Account], versions: Mapping[str, str] | None = None) -> Changes:
        """Takes one night's accounts in. Older versions of the same articles leave their incidents first.

        `versions` names the night's article versions, those without any account included: a retraction has none.
        """
        accounts = sorted(batch, key=_order)
        changes = Changes()
        loose, vacant = self._retire({a.article_id: a.version_id for a in accounts} | dict(versions or {}), changes)
        self._corpus.add(accounts)
        for account in accounts:
            self._accounts[account.account_id] = account
            self._sights[account.account_id] = self._corpus.sight(account)
            self._of_article[account.article_id].append(account.account_id)
        for account in accounts:
            for key in self._filed(account):
                self._index[key].append(account.account_id)
            self._words.add(account.account_id, self._sights[account.account_id])
        heirs = self._heirs(vacant, accounts)
        for account in accounts:
            self._found(account, changes, incident_id=heirs.get(account.account_id))
        for account, left in loose:
            self._found(account, changes, split_from=left)
        self._join(self._pairs([*accounts, *(account for account, _ in loose)]), changes)
        changes.touched &= self.clusters.keys()
        self._compared.clear()
        return changes

    def cluster_of(self, account_id: str) -> Cluster:
        return self.clusters[self._of_account[account_id]]

    def compare(self, a: Account, b: Account) -> Comparison:
        known = self._compared.get(_pair(a.account_id, b.account_id))
        return known or self._compare_all(a, [b])[0]

    def _compare_all(self, account: Account, others: Sequence[Account]) -> list[Comparison]:
        """The comparisons of one account with several others."""
        sight, sights = self._sights[account.account_id], [self._sights[o.account_id] for o in others]
        return [
            compare(account, other, sight, seen, common, self._weights)
            for other, seen, common in zip(others, sights, self._corpus.common(sight, sights), strict=True)
        ]

    # -- the steps of a batch --------------------------------------------------------------------------------

    def _retire(
        self, versions: dict[str, str], changes: Changes
    ) -> tuple[list[tuple[Account, str]], list[tuple[Account, Sight, str]]]:
        """Takes superseded versions' accounts out of their incidents.

        Returns what else was in those incidents, the first account apart, to be joined anew (the version that went
        may have held them together), and the accounts whose incidents are empty now, each with its words.
        """
        loose: list[tuple[Account, str]] = []
        vacant = []
        for article_id, version_id in versions.items():
            for account_id in list(self._of_article.get(article_id, ())):
                old = self._accounts[account_id]
                if old.version_id == version_id:
                    continue
                cluster = self.cluster_of(account_id)
                changes.touched.add(cluster.incident_id)
                loose = [(account, left) for account, left in loose if account is not old]
                cluster.accounts = [account for account in cluster.accounts if account is not old]
                cluster.links.pop(account_id, None)
                if cluster.accounts:
                    loose += [(account, cluster.incident_id) for account in cluster.accounts[1:]]
                    cluster.accounts = cluster.accounts[:1]
                else:
                    vacant.append((old, self._sights[account_id], cluster.incident_id))
                self._forget(old)
        for incident_id in changes.touched:
            if not self.clusters[incident_id].accounts:
                del self.clusters[incident_id]
        return loose, vacant

    def _heirs(self, vacant: list[tuple[Account, Sight, str]], accounts: list[Account]) -> dict[str, str]:
        """Which account of a corrected article carries on the incident that its older version was alone in."""
        heirs: dict[str, str] = {}
        for old, sight, incident_id in vacant:
            best: tuple[float, str] | None = None
            for new in accounts:
                if new.article_id != old.article_id or new.account_id in heirs:
                    continue
                seen = self._sights[new.account_id]
                comparison = compare(old, new, sight, seen, self._corpus.common(sight, [seen])[0], self._weights)
                if not comparison.veto and (best is None or comparison.score > best[0]):
                    best = (comparison.score, new.account_id)
            if best:
                heirs[best[1]] = incident_id
        return heirs

    def _forget(self, account: Account) -> None:
        for key in self._filed(account):
            self._index[key].remove(account.account_id)
        self._words.remove(account.account_id, self._sights[account.account_id])
        self._of_article[account.article_id].remove(account.account_id)
        del self._of_account[account.account_id], self._accounts[account.account_id]
        del self._sights[account.account_id]

    def _found(
        self, account: Account, changes: Changes, incident_id: str | None = None, split_from: str | None = None
    ) -> None:
        if incident_id is None:
            incident_id = _incident_id(account.account_id)
            while incident_id in self.clusters:
                # Its founder left this incident and starts anew beside it.
                incident_id = _incident_id(incident_id)
            changes.founded.add(incident_id)
        self.clusters[incident_id] = Cluster(incident_id, [account], split_from=split_from)
        self._of_account[account.account_id] = incident_id
        changes.touched.add(incident_id)

    def _pairs(self, accounts: list[Account]) -> list[tuple[Comparison, Account, Account]]:
        """The comparisons worth remembering between the batch and all accounts, the surest first."""
        pairs = []
        for account in accounts:
            others = []
            for other_id in self._candidates(account):
                other = self._accounts[other_id]
                pair = _pair(account.account_id, other_id)
                if pair in self._compared or _same_version(account, other):
                    continue
                if veto := veto_of(account, other):
                    self._compared[pair] = Comparison(0.0, {}, veto)
                else:
                    others.append(other)
            for other, comparison in zip(others, self._compare_all(account, others), strict=True):
                is_likely = comparison.score >= FLOOR
                kept = comparison if is_likely else Comparison(comparison.score, {}, comparison.veto)
                self._compared[_pair(account.account_id, other.account_id)] = kept
                if is_likely:
                    pairs.append((comparison, account, other))
        pairs.sort(key=lambda p: (-p[0].score, p[1].account_id, p[2].account_id))
        return pairs

    def _join(self, pairs: list[tuple[Comparison, Account, Account]], changes: Changes) -> None:
        for comparison, a, b in pairs:
            first, second = self.cluster_of(a.account_id), self.cluster_of(b.account_id)
            if first is second:
                continue
            if not self._may_join(first, second):
                continue
            for account in (a, b):
                known = self.cluster_of(account.account_id).links.get(account.account_id)
                if known is None or known.score < comparison.score:
                    self.cluster_of(account.account_id).links[account.account_id] = comparison
            self._merge(first, second, changes)

    def _may_join(self, first: Cluster, second: Cluster) -> bool:
        """Average linkage, without any pair that excludes itself."""
        total = pairs = 0.0
        for a in first.speakers():
            for b in second.speakers():
                if _same_version(a, b):
                    return False
                comparison = self.compare(a, b)
                if comparison.veto:
                    return False
                total += comparison.score
                pairs += 1
        return total / pairs >= JOIN

    def _merge(self, first: Cluster, second: Cluster, changes: Changes) -> None:
        # An incident that was known before the batch keeps its id, even where an older article arrives late.
        kept, gone = sorted((first, second), key=lambda c: (c.incident_id in changes.founded, _order(c.accounts[0])))
        if gone.incident_id not in changes.founded:
            changes.merged[gone.incident_id] = kept.incident_id
        kept.accounts = sorted([*kept.accounts, *gone.accounts], key=_order)
        kept.links |= gone.links
        for account in gone.accounts:
            self._of_account[account.account_id] = kept.incident_id
        del self.clusters[gone.incident_id]
        changes.touched.add(kept.incident_id)
        for old, new in changes.merged.items():
            if new == gone.incident_id:
                changes.merged[old] = kept.incident_id

    # -- looking up ------------------------------------------------------------------------------------------

    def _candidates(self, account: Account) -> Iterator[str]:
        met: set[str] = {account.account_id}
        for key in self._looked_up(account):
            for other_id in self._index.get(key, ()):
                if other_id not in met:
                    met.add(other_id)
                    yield other_id
        yield from self._alike(account, met)

    def _alike(self, account: Account, met: set[str]) -> list[str]:
        """The accounts that share most of the weight of the rarer terms, those already met apart."""
        shared = self._words.alike(self._sights[account.account_id])
        new = ((-alike, other_id) for other_id, alike in shared if other_id not in met)
        return [other_id for _, other_id in nsmallest(ALIKE, new)]

    def _filed(self, account: Account) -> Iterator[tuple]:
        """The keys under which an account is filed. Two accounts of one event meet under at least one: their town
        or province and a day, their country, a day and a toll, the wire copy that both
        are, or their words (see `_alike`)."""
        cell = _cell(account)
        for day in days_of(account):
            if cell:
                yield ("cell", *cell, day)
            if account.admin1_code:
                yield ("fine" if cell else "coarse", account.admin1_code, day)
            for term in account.place_terms:
                yield ("named", term, day)
            if not cell:
                for term in account.reading.focus:
                    yield ("about", term, day)
        yield from self._shared(account)

    def _looked_up(self, account: Account) -> Iterator[tuple]:
        """The keys under which an account looks for others: a town in the cells around it and among the accounts
        that name its province only, a province among all that are in it."""
        cell = _cell(account)
        for day in days_of(account):
            if cell:
                for x in (-1, 0, 1):
                    for y in (-1, 0, 1):
                        yield ("cell", cell[0] + x, cell[1] + y, day)
            elif account.admin1_code:
                yield ("fine", account.admin1_code, day)
            if account.admin1_code:
                yield ("coarse", account.admin1_code, day)
            for term in account.place_terms:
                yield ("about", term, day)
            if not cell:
                # No town was resolved: those whose town, or whose own unresolved one, the text is about.
                for term in account.reading.focus:
                    yield ("named", term, day)
                    yield ("about", term, day)
        yield from self._shared(account)

    def _shared(self, account: Account) -> Iterator[tuple]:
        yield ("wire", account.wire_id)
        if account.end is None:
            yield from _undated_keys(account)
        if account.country:
            for outcome, (low, _) in account.tolls.items():
                if low >= TELLING_TOLL:
                    for day in days_of(account):
                        yield ("toll", account.country, day, outcome, low)


def _undated_keys(account: Account) -> Iterator[tuple]:
    """What an account without any day is found by: its persons, and with the names of its place, or those that it is
    about, its streets, hours, ages and days of the calendar."""
    details = account.reading.details
    for person in details.persons:
        yield ("person", *person)
    told = (
        ("street", details.streets),
        ("hour", details.hours),
        ("age", account.reading.ages),
        ("on", details.calendar),
    )
    for name in account.place_terms or account.reading.focus:
        for kind, values in told:
            for value in values:
                yield (kind, name, value)


def _cell(account: Account) -> tuple[int, int] | None:
    """The square of the map that a town lies in; its neighbours reach at least `NEXT_TOWN_KM` further (to 70 degrees
    north and south)."""
    if account.precision not in FINE or account.lat is None or account.lon is None:
        return None
    return int(account.lat // 0.12), int(account.lon // 0.36)


def _order(account: Account) -> tuple:
    return (str(account.published_on or ""), account.article_id, account.version_id, account.account_id)


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _same_version(a: Account, b: Account) -> bool:
    """One article version tells of two events in two accounts: they are not one."""
    return a.article_id == b.article_id and a.version_id == b.version_id


def _incident_id(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()[:16]
