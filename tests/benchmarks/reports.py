"""Reports at scale: how long each takes over a million synthetic claims of three years.

One month is made and linked as in `linking.py`; the others are the same month again, its days and ids shifted.
"""

import tempfile
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

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
    for place, field in enumerate(table.schema):
        values = table[field.name].combine_chunks()
        if field.name in IDS:
            moved = _renamed(values, months)
        elif field.name.endswith("_claim_ids"):
            moved = pa.ListArray.from_arrays(values.offsets, _renamed(values.values, months), mask=values.is_null())
        elif pa.types.is_date(field.type) or pa.types.is_timestamp(field.type):
            coded = values.dictionary_encode()  # of days and moments there are few
            later = pa.array([v and _later(v, months) for v in coded.dictionary.to_pylist()], field.type)
            moved = later.take(coded.indices)
        else:
            continue
        table = table.set_column(place, field, moved.cast(field.type))
    return table


def _renamed(ids: pa.Array, months: int) -> pa.Array:
    return pc.binary_join_element_wise(ids, f"+{months}", "")


def _later(moment: date | datetime, months: int) -> date | datetime:
    number = moment.year * 12 + moment.month - 1 + months
    return moment.replace(year=number // 12, month=number % 12 + 1, day=min(moment.day, DAYS))


def fill(warehouse: Warehouse) -> int:
    """Writes the partitions of all months; returns the number of claims."""
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    claims, articles = synthetic(days, A_DAY)
    incidents, links = link(FIRST, claims, articles)
    # No report reads the texts.
    short = pa.array(["A report."] * articles.num_rows)
    articles = articles.set_column(articles.column_names.index("text"), articles.schema.field("text"), short)
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
    """Prints what each report costs, all its rows fetched, as a share of the second that it may take. Own seconds say
    what other work on the machine does not change; over the two cores they spread but for the fetching."""
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
                    span = ("a month" if "until" in wanted else "since") if wanted else "default"
                    started, own = time.perf_counter(), time.process_time()
                    found = len(connection.execute(report.sql(**wanted)).fetchall())
                    seconds, own = time.perf_counter() - started, time.process_time() - own
                    print(f"  {name:<32} {span:<8} {seconds:6.2f} s, {own:5.2f} s of its own, {found:,} rows")


if __name__ == "__main__":
    run()
