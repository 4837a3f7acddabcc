"""Reports at scale: how long each takes over a million synthetic claims of three years.

One month is made and linked as in `linking.py`; the others are the same month again, its days and ids shifted.
"""

import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from tasks.link.stage import link
from tasks.publish.build import publish
from tests.benchmarks.linking import synthetic
from warehouse.reports import read_reports
from warehouse.storage import Warehouse

MONTHS = 36
FIRST = date(2020, 2, 1)
DAYS = 28  # of each month: every month has them
A_DAY = 1_000
IDS = ("article_id", "claim_id", "subset_of", "repeat_of", "incident_id", "split_from", "merged_into")


def shifted(table: pa.Table, months: int) -> pa.Table:
    """The rows as of so many months later, with ids of their own."""
    for name in table.column_names:
        field = table.schema.field(name)
        values = table[name].to_pylist()
        if name in IDS:
            moved = [v and f"{v}+{months}" for v in values]
        elif name.endswith("_claim_ids"):
            moved = [v and [f"{i}+{months}" for i in v] for v in values]
        elif pa.types.is_date(field.type) or pa.types.is_timestamp(field.type):
            moved = [v and _later(v, months) for v in values]
        else:
            continue
        table = table.set_column(table.column_names.index(name), field, pa.array(moved, field.type))
    return table


def _later(moment: date | datetime, months: int) -> date | datetime:
    number = moment.year * 12 + moment.month - 1 + months
    return moment.replace(year=number // 12, month=number % 12 + 1, day=min(moment.day, DAYS))


def fill(warehouse: Warehouse) -> int:
    """Writes the partitions of all months; returns the number of claims."""
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    claims, articles = synthetic(days, A_DAY)
    incidents, links = link(FIRST, claims, articles)
    rows = 0
    for months in range(MONTHS):
        for name, table in (("articles", articles), ("claims", claims)):
            moved = shifted(table, months)
            published = moved["published_on"].to_pylist()
            starts = [i for i, day in enumerate(published) if i == 0 or day != published[i - 1]]
            for start, end in zip(starts, [*starts[1:], len(published)], strict=True):
                warehouse.write(name, published[start], moved.slice(start, end - start))
            rows += len(published) if name == "claims" else 0
        month = _later(FIRST, months)
        warehouse.write("incidents", month, shifted(incidents, months))
        warehouse.write("incident_claims", month, shifted(links, months))
    return rows


def run() -> None:
    """Prints what each report costs, as a share of the second that it may take."""
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(Path(folder))
        rows = fill(warehouse)
        published = publish(warehouse)
        print(f"{rows:,} claims, published in {published.seconds:.1f} s")
        with duckdb.connect(str(published.path), read_only=True) as connection:
            connection.execute("set timezone = 'UTC'")
            for name, report in read_reports().items():
                for given in ({}, {"since": date(2021, 3, 1), "until": date(2021, 3, 31)}):
                    wanted = {k: v for k, v in given.items() if k in report.parameters}
                    started = time.perf_counter()
                    found = len(connection.execute(report.sql(**wanted)).fetchall())
                    seconds = time.perf_counter() - started
                    print(f"  {name:<32} {'a month' if wanted else 'all':<8} {seconds:6.2f} s, {found:,} rows")


if __name__ == "__main__":
    run()
