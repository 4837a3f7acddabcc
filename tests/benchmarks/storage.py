"""What storage and publishing cost, as ratios to bare pyarrow and DuckDB on the same rows in the same run.

`python -m tests.benchmarks.storage DAYS CLAIMS_A_DAY` measures other sizes.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from tasks.publish import publish
from tests.warehouse.builders import row
from warehouse.contracts import TABLES
from warehouse.query import query
from warehouse.storage import Versions, Warehouse

FIRST = date(2020, 1, 1)
TOWNS = 200


def run(days: int = 60, claims_a_day: int = 500) -> list[tuple[str, float, float, str]]:
    """Each line: what was done, our seconds, the yardstick's seconds, and what the yardstick is."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder) / "data")
        dates = [FIRST + timedelta(n) for n in range(days)]
        tables = [(_claims(day, claims_a_day), _articles(day, claims_a_day // 5)) for day in dates]
        name = f"{days} days of {claims_a_day:,} claims"

        def bare_write() -> None:
            for number, (claims, articles) in enumerate(tables):
                pq.write_table(claims, Path(folder) / f"claims-{number}.parquet", compression="zstd")
                pq.write_table(articles, Path(folder) / f"articles-{number}.parquet", compression="zstd")

        def stages() -> None:
            for day, (claims, articles) in zip(dates, tables, strict=True):
                with warehouse.stage("extract", day, [], ["articles", "claims"], Versions("c")) as stage:
                    if stage.needed:
                        stage.write("articles", articles)
                        stage.write("claims", claims)
                        stage.quarantine([])

        def bare_footers() -> None:
            for number in range(days):
                pq.read_metadata(Path(folder) / f"claims-{number}.parquet")
                pq.read_metadata(Path(folder) / f"articles-{number}.parquet")

        def bare_copy() -> None:
            with duckdb.connect(str(Path(folder) / "bare.duckdb")) as connection:
                for table in ("claims", "articles"):
                    connection.execute(f"create or replace table {table} as from '{folder}/{table}-*.parquet'")

        def ours(sql: str) -> Callable[[], bytes]:
            return lambda: query(warehouse.published, sql, "csv")

        def bare(sql: str) -> Callable[[], list]:
            def ask() -> list:
                with duckdb.connect(str(Path(folder) / "bare.duckdb"), read_only=True) as connection:
                    return connection.execute(sql).fetchall()

            return ask

        whole = "select event_type, sum(count_low) from claims group by all"
        one_day = f"select count(*) from claims where published_on = date '{dates[-1]}'"
        for what, own, yardstick, of in (
            (f"write {name}, contract held, flushed to disk", stages, bare_write, "pyarrow, no check, no flush"),
            ("find that they are up to date", stages, bare_footers, "reading the files' footers"),
            ("publish them", lambda: publish(warehouse), bare_copy, "DuckDB, copying the tables"),
            ("publish them again, unchanged", lambda: publish(warehouse), bare_copy, "DuckDB, copying the tables"),
            ("ask over all days", ours(whole), bare(whole), "a native table"),
            ("ask for one day", ours(one_day), bare(one_day), "a native table"),
        ):
            lines.append((what, _seconds(own), _seconds(yardstick), of))
    return lines


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _claims(day: date, count: int) -> pa.Table:
    base = row("claims", published_on=day, kind="casualty", outcome="killed", scope="incident", country="SY")
    base |= {"date_start": day, "date_end": day, "sentence_start": 0, "sentence_end": 90, "start": 5, "end": 20}
    rows = [
        base
        | {
            "claim_id": f"{day}-{n:06}", "article_id": f"{day}-a{n // 5}", "sentence_index": n % 5, "count_low": n % 40,
            "count_high": n % 40, "place_name": f"town {n % TOWNS}", "place_precision": "town",
        }
        for n in range(count)
    ]  # fmt: skip
    return TABLES["claims"].from_rows(rows)


def _articles(day: date, count: int) -> pa.Table:
    base = row("articles", published_on=day)
    text = "At least five people were killed on Thursday. " * 40
    return TABLES["articles"].from_rows([base | {"article_id": f"{day}-a{n}", "text": text} for n in range(count)])


if __name__ == "__main__":
    for what, own, yardstick, of in run(*map(int, sys.argv[1:])):
        print(f"{what:<60} {own:8.3f} s  {own / yardstick:7.2f} x {of}")
