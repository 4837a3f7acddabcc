"""Rows of any table for the tests of storage and publishing: only what a case is about is given."""

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from warehouse.contracts import TABLES, Column

DAY = date(2020, 2, 6)
FILLERS: dict[str, Any] = {
    "text": "x",
    "bytes": b"x",
    "integer": 1,
    "number": 0.5,
    "flag": False,
    "date": DAY,
    "moment": datetime(2020, 2, 6, 12, tzinfo=UTC),
    "texts": ["x"],
}


def row(table: str, **fields: Any) -> dict[str, Any]:
    """A row that keeps its table's contract: what isn't given is null where it may be, else a filler."""
    contract = TABLES[table]
    filled = {c.name: _filler(c) for c in contract.columns if not c.nullable}
    filled[contract.partition] = contract.partition_of(fields.pop(contract.partition, DAY))
    return filled | fields


def frame(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    return TABLES[table].from_rows(rows)


def articles(count: int, text: str = "text", **fields: Any) -> pa.Table:
    """So many articles of one day, with ids a0, a1 ..., all with the same text."""
    return frame("articles", [row("articles", article_id=f"a{i}", text=text, **fields) for i in range(count)])


def _filler(column: Column) -> Any:
    return column.values[0] if column.values else FILLERS[str(column.kind)]
