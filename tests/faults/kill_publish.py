"""Publishing, killed at many lines: readers find the old file or the new one, and the next publishing succeeds."""

import sys
from pathlib import Path

import duckdb

from tasks.publish import publish
from tests.faults.killer import in_child, kill_everywhere
from tests.warehouse.builders import DAY, articles
from warehouse.storage import Warehouse


def prepare(root: Path) -> None:
    warehouse = Warehouse(root)
    warehouse.write("articles", DAY, articles(1))
    publish(warehouse)
    warehouse.write("articles", DAY, articles(3))


def published_rows(root: Path) -> int:
    with duckdb.connect(str(root / "warehouse.duckdb"), read_only=True) as connection:
        return connection.execute("select count(*) from article_versions").fetchall()[0][0]


def check(root: Path) -> None:
    assert published_rows(root) in (1, 3)
    publish(Warehouse(root, patience=20))
    assert published_rows(root) == 3
    assert [path.name for path in root.glob("warehouse.duckdb*")] == ["warehouse.duckdb"], "leftovers"


if __name__ == "__main__":
    base = Path(sys.argv[1])
    assert in_child(lambda: prepare(base)) == 0
    print(
        len(list(kill_everywhere(base, lambda root: publish(Warehouse(root)) and None, check, step=int(sys.argv[2]))))
    )
