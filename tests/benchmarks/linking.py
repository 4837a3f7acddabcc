"""Linking at scale: a million synthetic claims over some years, and the cost of one more day.

The claims are drawn in realistic proportions: a few outlets tell of each event within days, some raise the toll, some
tell its parts; places follow a war's skew, so that the busiest province has a fifth of all events.
"""

import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import pyarrow as pa

from flows.days import months_read, run_months
from flows.runs import direct
from tasks.link.stage import days_read
from tests.link.builders import moment
from warehouse.contracts import TABLES
from warehouse.storage import Warehouse

YEARS = 3
CLAIMS = 1_000_000
EVENT_TYPES = ("airstrike", "shelling", "armed_clash", "explosion", "shooting", "killing", "attack")
OUTLETS = [f"outlet {n}" for n in range(60)]
PROCESSES = 2
PROVINCES = 60
TOWNS = 40
# So drawn, 500 texts are like 500 of FA-KES: in the median 160 different terms, 70 of them in 2 to 40 texts, 11 in one.
WORDS = 230
VOCABULARY = [f"w{n}s" if n % 6 else f"Name{n}s" for n in range(20_000)]
FREQUENCIES = list(accumulate((n + 3) ** -1.1 for n in range(len(VOCABULARY))))


def synthetic(days: list[date], claims_a_day: int, seed: int = 1) -> tuple[pa.Table, pa.Table]:
    """`claims` and `articles` published on the given days; the same seed, the same rows."""
    rng = random.Random(seed)
    claims, articles = [], []
    for day in days:
        made = 0
        while made < claims_a_day:
            for article, said in _event(rng, day):
                articles.append(article)
                claims += said
                made += len(said)
    return TABLES["claims"].from_rows(claims), TABLES["articles"].from_rows(articles)


def _event(rng: random.Random, day: date) -> Iterator[tuple[dict, list[dict]]]:
    """One event as several outlets tell it, all published on `day`."""
    province = min(int(rng.expovariate(0.12)), PROVINCES - 1)
    town = rng.randrange(TOWNS)
    happened = day - timedelta(days=rng.choice((0, 1, 1, 2)))
    event_type, toll = rng.choice(EVENT_TYPES), max(1, int(rng.paretovariate(1.1)))
    name = f"{rng.randrange(10**12):012x}"
    blamed = {"actor_text": "they", "actor_id": f"actor {rng.randrange(40)}"} if rng.random() < 0.5 else {}
    for outlet in rng.sample(OUTLETS, min(1 + int(rng.expovariate(0.6)), 12)):
        article_id = f"{name}-{outlet}"
        # One report in eight tells a number of its own, one in fifty that it did not happen.
        told = max(1, toll + rng.choice((1, -1, 3))) if rng.random() < 1 / 8 else toll
        about = dict(blamed)
        if rng.random() < 0.6:
            about |= {"source_text": f"source {rng.randrange(300)}", "certainty": "attributed"}
        if rng.random() < 1 / 50:
            about["certainty"] = "denied"
        said = [_claim(article_id, 0, day, happened, province, town, event_type, "killed", told) | about]
        if rng.random() < 0.5:
            said.append(_claim(article_id, 1, day, happened, province, town, event_type, "injured", 2 * told))
        if rng.random() < 0.3:
            part = _claim(article_id, 2, day, happened, province, town, event_type, "killed", max(1, told // 3))
            said.append(part | {"subset_of": said[0]["claim_id"], "victim_group": "children"})
        if rng.random() < 0.4:
            repeat = _claim(article_id, 3, day, happened, province, town, event_type, "killed", told)
            said.append(repeat | {"repeat_of": said[0]["claim_id"]})
        # Outlets share the names of town, street and victim, and little else.
        lead = f"A blast in Town{province}x{town} near Street{name[:6]} killed {told}, among them Victim{name}."
        yield _article(article_id, outlet, day, f"{lead} {_prose(rng)}"), said


def _prose(rng: random.Random) -> str:
    """Words as a report has them: so many, and drawn as Zipf's law says, some of them names."""
    return " ".join(rng.choices(VOCABULARY, cum_weights=FREQUENCIES, k=WORDS))


def _article(article_id: str, outlet: str, day: date, text: str) -> dict:
    return {
        "article_id": article_id,
        "version_id": "v1",
        "published_on": day,
        "published_basis": "metadata",
        "fetched_at": moment(day.isoformat()),
        "source": outlet,
        "title": None,
        "text": text,
        "language": "en",
        "language_score": 1.0,
        "words": 32,
    }


def _claim(
    article_id: str,
    number: int,
    day: date,
    happened: date,
    province: int,
    town: int,
    event_type: str,
    outcome: str,
    count: int,
) -> dict:
    return {
        "claim_id": f"{article_id}-{number}",
        "article_id": article_id,
        "version_id": "v1",
        "published_on": day,
        "known_at": moment(day.isoformat()),
        "sentence_index": number,
        "kind": "casualty",
        "outcome": outcome,
        "event_type": event_type,
        "count_low": count,
        "count_high": count,
        "count_qualifier": "exact",
        "victim_role": "unknown",
        "scope": "incident",
        "country": "SY",
        "admin1_code": f"SY.{province:02d}",
        "admin1": f"province {province}",
        "place_id": province * 1000 + town,
        "place_name": f"town {province} {town}",
        "lat": 20 + province * 0.5 + (town % 6) * 0.08,
        "lon": 30 + (town // 6) * 0.3,
        "place_precision": "town",
        "place_basis": "clause",
        "date_start": happened,
        "date_end": happened,
        "date_precision": "day",
        "date_basis": "sentence",
        "certainty": "asserted",
        "confidence": 0.9,
        "rule": "synthetic",
        "sentence": "synthetic",
        "sentence_start": number * 100,
        "sentence_end": number * 100 + 90,
        "start": number * 100,
        "end": number * 100 + 20,
    }


def write_days(warehouse: Warehouse, days: list[date], a_day: int) -> None:
    """Writes the days' partitions, each day from a seed of its own."""
    for day in days:
        claims, articles = synthetic([day], a_day, seed=day.toordinal())
        warehouse.write("claims", day, claims)
        warehouse.write("articles", day, articles)


def run() -> None:
    """Prints what one more day costs, as a share of the minute that it may take, and the memory's peak: in a month's
    middle, where two months are open, at its edge, where three are, and a day later. The first two link every open
    month anew, as a day must whose articles look back on all of them; the third tells of its own days only. Reading and
    writing are included; the other years' claims are not there: none is read. Own seconds, of all processes, say what
    other work on the machine does not change."""
    a_day = CLAIMS // (YEARS * 365)
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        written = date.min
        for last in (date(2022, 3, 20), date(2022, 4, 3), date(2022, 4, 4)):
            first = min(days_read(month)[0] for month in months_read([last], days_read))
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            write_days(warehouse, [day for day in days if day > written], a_day)
            written = last
            started, own = time.perf_counter(), _own_seconds()
            # The edge starts from nothing, too: else the month that the first had linked would be kept.
            done = run_months(warehouse, [last], direct, PROCESSES, force=last.day == 3)
            seconds, own = time.perf_counter() - started, _own_seconds() - own
            assert not any(d.outcome in ("failed", "skipped") for d in done), done
            claims = sum(warehouse.rows("claims", day) for day in days)
            each = " and ".join(f"{d.seconds:.0f}" for d in done)
            print(f"link: one more day of {a_day:,} claims, {last}: {seconds:.1f} s = {seconds / 60:.2f} of a minute;")
            print(f"      {len(done)} months ({each} s) of {claims:,} claims, in {PROCESSES} processes: {own:.1f} s")
            print(f"      of their own, peak {_peak_gib(PROCESSES):.2f} GiB all together")


def _own_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def _peak_gib(processes: int) -> float:
    """At most: this process's peak, and the largest worker's for each of them."""
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + processes * child) / 2**20


if __name__ == "__main__":
    run()
