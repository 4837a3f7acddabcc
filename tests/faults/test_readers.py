"""Readers who ask in a loop while partitions and the published file are replaced see no error and no half table."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from tasks.publish import publish
from tests.warehouse.builders import DAY, articles
from warehouse.query import query
from warehouse.storage import Warehouse

pytestmark = pytest.mark.slow

TURNS = 9  # of the writer, each with a rewritten partition; every other is published
PATIENCE = 120  # seconds for them on a busy machine
SIZES = {"one": 500, "two": 1500, "three": 2500}

WRITER = """
import itertools, sys
from tasks.publish import publish
from tests.warehouse.builders import DAY, articles
from tests.faults.test_readers import SIZES
from warehouse.storage import Warehouse
warehouse = Warehouse(sys.argv[1])
frames = [articles(size, text=text) for text, size in SIZES.items()]
print('ready', flush=True)
for turn in itertools.count():
    warehouse.write('articles', DAY, frames[turn % 3])
    if turn % 2 == 0:
        publish(warehouse)
    print(turn, flush=True)
"""


@pytest.mark.parametrize("how", ["one connection", "new connections"])
def test_no_reader_sees_an_error_or_half_a_table(tmp_path: Path, how: str) -> None:
    """A connection keeps what was published when it was opened; a new one sees what was published since. Views over
    the partitions themselves failed here: DuckDB opens a file twice in one query, the second time the next version."""
    warehouse = Warehouse(tmp_path / "data", patience=20)
    warehouse.write("articles", DAY, articles(SIZES["one"], text="one"))
    publish(warehouse)
    turns = tmp_path / "turns"
    seen: Counter[str] = Counter()
    asked = "select text, count(*), (select count(*) from article_versions) from articles group by text"
    connection = duckdb.connect(str(warehouse.published), read_only=True)
    if how == "new connections":
        connection.close()  # while one is open, DuckDB gives this process the same database again
    with (
        turns.open("wb") as out,
        subprocess.Popen([sys.executable, "-c", WRITER, str(warehouse.root)], stdout=out) as writer,
    ):
        try:
            while not turns.read_bytes():
                time.sleep(0.05)
            until = time.monotonic() + PATIENCE
            while len(turns.read_bytes().splitlines()) <= TURNS and time.monotonic() < until:
                if how == "one connection":
                    rows = connection.execute(asked).fetchall()
                else:
                    rows = [tuple(row.values()) for row in json.loads(query(warehouse.published, asked, "json"))]
                text, size, versions = rows[0]
                assert (len(rows), size, versions) == (1, SIZES[text], SIZES[text])
                seen[text] += 1
            assert writer.poll() is None, "the writer failed"
        finally:
            writer.kill()
    connection.close()
    assert len(turns.read_bytes().splitlines()) > TURNS
    assert len(seen) == 1 if how == "one connection" else len(seen) > 1
