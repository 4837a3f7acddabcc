"""The link stage: from claims to incidents, table to table.

An event month's incidents are a pure function of the claims that speak of that month: they are told night by night,
in the order in which they became known, so that each incident carries its own history. Cost grows with the claims of
a few weeks, not with the years before them.
"""

import gc
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tasks.duplicates import Prints
from tasks.link.accounts import (
    Account,
    Text,
    accounts_of,
    fineness,
    is_counted,
    is_possibly_same,
    placing_claim,
)
from tasks.link.cluster import Cluster, Record
from tasks.link.figures import COUNTED, actors_of, figures_of, grade_of, stated_part, voices_of
from tasks.link.roles import roles_of
from warehouse.contracts import TABLES

# Claims published later than this after the month speak of its events as history: running totals, anniversaries.
DAYS_AFTER = 45
# Claims of the neighbouring months' edges are read too, so that an incident at midnight of the 31st is not told twice.
EDGE_DAYS = 8
TEXT_CHARACTERS = 2500

CLAIM_COLUMNS = [
    "claim_id", "article_id", "version_id", "published_on", "known_at", "sentence_index", "kind", "outcome",
    "event_type", "stance", "sentence",
    "count_low", "count_high", "count_qualifier", "victim_text", "victim_role", "victim_group", "subset_of",
    "repeat_of", "scope", "place_text", "place_name", "country", "admin1", "admin1_code", "lat", "lon", "place_id",
    "places", "place_precision", "place_basis", "date_start", "date_end", "date_precision", "date_basis", "actor_text",
    "actor_id", "source_text", "source_actor_id", "certainty", "start", "count_text",
]  # fmt: skip
ARTICLE_COLUMNS = [
    "article_id", "version_id", "source", "near_duplicate_of", "fetched_at", "published_on", "title", "text",
]  # fmt: skip


def days_read(month: date) -> tuple[date, date]:
    """The first and last publication day whose claims can speak of an event month's incidents."""
    return month - timedelta(days=EDGE_DAYS), next_month(month) + timedelta(days=DAYS_AFTER)


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def link(month: date, claims: pa.Table, articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """The `incidents` and `incident_claims` of one event month.

    `claims` and `articles` are those published on `days_read(month)`, with the columns CLAIM_COLUMNS and
    ARTICLE_COLUMNS.
    """
    return link_chosen(month, *of_month(month, claims, articles))


def link_chosen(month: date, claims: pa.Table, articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """`link`, from what `of_month` chose."""
    with _without_collector():
        return _link(month, claims, articles)


def of_month(month: date, claims: pa.Table, articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """What a month's incidents are made of, of the `claims` and `articles` published on `days_read(month)`: the dated
    claims of those article versions of which one claim speaks of the month or of its edges, and all versions of these
    articles. All that an article says or nothing, since neighbouring months must see the same accounts of it.

    Running totals come along: they attach, uncounted. Background without a date is nobody's incident. The articles
    have the moment at which all articles of their night were known (`known_at`), and the source of the article that
    they are a near-duplicate of (`copied_from`). The same rows in whatever order give the same tables.
    """
    claims = claims.select(CLAIM_COLUMNS).filter(pc.is_valid(claims["date_end"]))
    first, last = month - timedelta(days=EDGE_DAYS), next_month(month) + timedelta(days=EDGE_DAYS)
    starts = pc.coalesce(claims["date_start"], claims["date_end"])
    speaks = pc.and_(pc.less(starts, pa.scalar(last)), pc.greater_equal(claims["date_end"], pa.scalar(first)))
    versions = list(zip(claims["article_id"].to_pylist(), claims["version_id"].to_pylist(), strict=True))
    wanted = {version for version, does in zip(versions, speaks.to_pylist(), strict=True) if does}
    claims = claims.filter(pa.array([version in wanted for version in versions], pa.bool_()))

    moments: dict[date, datetime] = {}
    fetched = articles["fetched_at"].to_pylist()
    for moment in fetched:
        moments[moment.date()] = max(moment, moments.get(moment.date(), moment))
    ids = articles["article_id"].to_pylist()
    source_of = dict(zip(ids, articles["source"].to_pylist(), strict=True))
    copied_from = [source_of.get(original) for original in articles["near_duplicate_of"].to_pylist()]
    articles = articles.select(ARTICLE_COLUMNS)
    articles = articles.append_column(
        "known_at", pa.array([moments[m.date()] for m in fetched], pa.timestamp("us", "UTC"))
    )
    articles = articles.append_column("copied_from", pa.array(copied_from, pa.string()))
    article_ids = {article_id for article_id, _ in wanted}
    articles = articles.filter(pa.array([i in article_ids for i in ids], pa.bool_()))
    order = [("article_id", "ascending"), ("version_id", "ascending")]
    return claims.sort_by([*order, ("claim_id", "ascending")]), articles.sort_by(
        [*order, ("published_on", "ascending")]
    )


def fingerprint(*tables: pa.Table) -> str:
    """A hash of the tables' rows."""
    digest = hashlib.sha256()
    for table in tables:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as stream:
            stream.write_table(table.combine_chunks())
        digest.update(sink.getvalue())
    return digest.hexdigest()[:16]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without the cyclic garbage collector: the rows of a month make no cycles, and to look for some among millions of
    objects again and again takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _link(month: date, claims: pa.Table, articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    history = _History(month)
    record = Record()
    for accounts, versions, known_at in _nights(claims, articles):
        before = set(record.clusters)
        changes = record.absorb(accounts, versions)
        gone = (before - record.clusters.keys()) | changes.merged.keys()
        history.close(gone, changes.merged, known_at)
        for incident_id in sorted(changes.touched):
            history.tell(record.clusters[incident_id], known_at)
    return history.tables(record)


def _nights(claims: pa.Table, articles: pa.Table) -> Iterator[tuple[list[Account], dict[str, str], datetime]]:
    """The accounts night by night: those of the article versions that became known on one day, and that moment.

    A wire story that is printed again, up to a week before or after, has the voice of the one that became known first,
    and on one night of the one that was published first. So a night's copies never change what was told before it: an
    original that a backfill brings in later is a copy of what is known. Only what comes in with an older `fetched_at`
    (a source's own) is taken into that older night, and the month's history is told anew from there, as for any claim.
    """
    of_version: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for claim in claims.to_pylist():
        of_version[claim["article_id"], claim["version_id"]].append(claim)
    nights: dict[date, list[dict]] = defaultdict(list)
    for i, article in enumerate(articles.drop_columns(["title", "text"]).to_pylist()):
        nights[article["fetched_at"].date()].append(article | {"row": i})
    source_of = dict(zip(articles["article_id"].to_pylist(), articles["source"].to_pylist(), strict=True))
    titles, texts = articles.column("title"), articles.column("text")
    prints = Prints()
    for night in sorted(nights):
        newest: dict[str, dict] = {}
        for article in sorted(nights[night], key=lambda a: (a["fetched_at"], a["version_id"])):
            newest[article["article_id"]] = article
        accounts: list[Account] = []
        for article in sorted(newest.values(), key=lambda a: (a["published_on"], a["fetched_at"], a["article_id"])):
            said = of_version.get((article["article_id"], article["version_id"]))
            if said:
                text = Text(
                    titles[article["row"]].as_py() or "", (texts[article["row"]].as_py() or "")[:TEXT_CHARACTERS]
                )
                said.sort(key=lambda c: (c["start"], c["claim_id"]))
                told = accounts_of(said, source=article["source"], text=text)
                numbers = frozenset(term for term in told[0].reading.terms if term[0] == "#")
                wire_id, wire_source = article["near_duplicate_of"], article["copied_from"]
                if text.body:
                    first = prints.first_of(article["article_id"], text.body, article["published_on"], numbers)
                    wire_id, wire_source = (first, source_of[first]) if first else (wire_id, wire_source)
                if wire_id:
                    for account in told:
                        account.wire_id, account.wire_source = wire_id, wire_source or article["source"]
                accounts += told
        versions = {article["article_id"]: article["version_id"] for article in newest.values()}
        yield accounts, versions, nights[night][0]["known_at"]


@dataclass(slots=True)
class _Version:
    row: dict[str, Any]
    known_until: datetime | None = None
    merged_into: str | None = None


class _History:
    """How each incident of the month was told, one version after the other."""

    def __init__(self, month: date) -> None:
        self.month = month
        self.versions: dict[str, list[_Version]] = defaultdict(list)

    def tell(self, cluster: Cluster, known_at: datetime) -> None:
        row = incident_row(cluster)
        told = self.versions[cluster.incident_id]
        if told and told[-1].known_until is None:
            if told[-1].row == row:
                return
            told[-1].known_until = known_at
        told.append(_Version(row | {"known_from": known_at}))

    def close(self, incident_ids: set[str], merged: dict[str, str], known_at: datetime) -> None:
        for incident_id in incident_ids:
            told = self.versions.get(incident_id)
            if told and told[-1].known_until is None:
                told[-1].known_until = known_at
                told[-1].merged_into = merged.get(incident_id)

    def tables(self, record: Record) -> tuple[pa.Table, pa.Table]:
        rows = [
            v.row | {"known_until": v.known_until, "merged_into": v.merged_into}
            for told in self.versions.values()
            for v in told
            if v.row["event_month"] == self.month and v.known_until != v.row["known_from"]
        ]
        of_version: dict[tuple[str, str], list[dict]] = defaultdict(list)
        for cluster in record.clusters.values():
            for account in cluster.accounts:
                of_version[account.article_id, account.version_id] += account.claims
        links = [
            link_row
            for incident_id, cluster in record.clusters.items()
            if (told := self.versions[incident_id]) and told[-1].row["event_month"] == self.month
            for link_row in _link_rows(cluster, told, of_version)
        ]
        return TABLES["incidents"].from_rows(rows), TABLES["incident_claims"].from_rows(links)


def incident_row(cluster: Cluster) -> dict[str, Any]:
    """One incident's row of `incidents`, but for the moments between which it read so."""
    accounts = cluster.accounts
    claims = [c for a in accounts for c in a.claims]
    roles = roles_of(accounts)
    start, end = interval_of(accounts)
    # A number stated over two provinces belongs to neither: the incident then stands at what contains both.
    spread = next((c for c in claims if is_whole(c, roles) and _is_over_divisions(c)), None)
    place = spread or _place_of(accounts)
    grade, reason = grade_of(accounts, roles)
    published = [a.published_on for a in accounts if a.published_on]
    row: dict[str, Any] = {
        "incident_id": cluster.incident_id,
        "event_month": _month_of(accounts[0]),
        "event_type": _event_type(accounts),
        "date_start": start,
        "date_end": end,
        "places": spread["places"] if spread else next((c["places"] for c in claims if c.get("places")), None),
        "is_multi_admin1": spread is not None,
        "is_multi_day": bool(start and end and start != end),
        "actors_alleged": actors_of(accounts),
        "killed_civilians_low": stated_part(accounts, "victim_role", "civilian"),
        "killed_children_low": stated_part(accounts, "victim_group", "children"),
        "killed_women_low": stated_part(accounts, "victim_group", "women"),
        "articles": len({a.article_id for a in accounts}),
        "independent_sources": len(voices_of(accounts)),
        "first_reported_on": min(published),
        "last_reported_on": max(published),
        "grade": grade,
        "grade_reason": reason,
        "split_from": cluster.split_from,
    }
    names = ("place_name", "country", "admin1", "admin1_code", "lat", "lon", "place_id", "place_precision")
    row |= {name: place.get(name) for name in names}
    for outcome in COUNTED:
        figures = figures_of(accounts, outcome)
        row |= {f"{outcome}_low": figures.low, f"{outcome}_best": figures.best, f"{outcome}_high": figures.high}
        row[f"{outcome}_claim_ids"] = list(figures.claim_ids)
        if outcome == "killed":
            row["killed_is_vague"] = figures.is_vague
    return row


def _month_of(first: Account) -> date:
    """The month that tells an incident: of its first account alone. Later accounts may narrow the days into the next
    month, whose window reads other accounts: the two months would both tell it."""
    start, end = interval_of([first])
    day = start or end or first.published_on
    assert day is not None, "an account without any day is nobody's incident"
    return day.replace(day=1)


def _place_of(accounts: list[Account]) -> dict:
    """The claim whose place is the incident's: of each account the one that places it, and of those of the finest kind
    the place of most accounts. "Killed in Idlib", in one headline, is Saraqeb where seven papers say so."""
    placed = [placing_claim(a.claims) for a in accounts]
    votes = Counter((c["place_id"], c["place_name"]) for c in placed)
    finest = max(fineness(c) for c in placed)
    return max(
        (c for c in placed if fineness(c) == finest),
        key=lambda c: (votes[c["place_id"], c["place_name"]], -placed.index(c)),
    )


def _is_over_divisions(claim: dict) -> bool:
    """Whether one count is stated over places in more than one first-level division."""
    return len({p["admin1_code"] for p in claim.get("places") or () if p["admin1_code"]}) > 1


def is_whole(claim: dict, roles: dict[str, str]) -> bool:
    return roles.get(claim["claim_id"]) in ("first", "repeat", "update", "contradicts")


def interval_of(accounts: list[Account]) -> tuple[date | None, date | None]:
    """The days on which the event can have happened: what the accounts' stated days have in common, else the first
    account's. Where none states a day: until the first publication. Where people are counted, their claims tell."""
    claims = [c for a in accounts for c in a.claims if c.get("scope") != "cumulative"]
    counted = [c for c in claims if is_counted(c) and c["outcome"] != "captured"]
    claims = counted or claims
    stated = [(c["date_start"], c["date_end"]) for c in claims if c["date_start"]]
    if not stated:
        ends = [c["date_end"] for c in claims or [c for a in accounts for c in a.claims] if c["date_end"]]
        return None, min(ends) if ends else None
    first, last = max(s for s, _ in stated), min(e for _, e in stated)
    return (first, last) if first <= last else stated[0]


def _event_type(accounts: list[Account]) -> str:
    """The type that most accounts give, a finer one before "attack" and "other"."""
    votes: dict[str, int] = defaultdict(int)
    for account in accounts:
        votes[account.event_type] += 1
    return max(votes, key=lambda t: (t not in ("attack", "other"), votes[t], t))


def _link_rows(
    cluster: Cluster, told: list[_Version], of_version: dict[tuple[str, str], list[dict]]
) -> Iterator[dict[str, Any]]:
    roles = roles_of(cluster.accounts)
    for account in cluster.accounts:
        why = cluster.links.get(account.account_id)
        for claim in account.claims:
            yield {
                "incident_id": cluster.incident_id,
                "claim_id": claim["claim_id"],
                "event_month": told[-1].row["event_month"],
                "role": roles[claim["claim_id"]],
                "score": why.score if why else 1.0,
                "reasons": [
                    *(why.reasons() if why else ["first account: nothing to compare with"]),
                    *_possibly_same(claim, of_version[account.article_id, account.version_id]),
                ],
                "known_from": max(claim["known_at"], told[0].row["known_from"]),
            }


def _possibly_same(claim: dict, article: list[dict]) -> Iterator[str]:
    """A reason for each claim of the same article, in this incident or another, that may count the same people: "a
    number of specialists" and "four officers". Nothing is merged on it: whoever counts both reads the reason."""
    for other in article:
        if other["claim_id"] != claim["claim_id"] and is_possibly_same(claim, other):
            yield f"possibly_same: {other['claim_id']}"
