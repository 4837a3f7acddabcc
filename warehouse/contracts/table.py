"""What a table declaration is: columns, grain, key, partition, and the Arrow schema that follows from them.

The tables themselves are declared in the modules beside this one; reading and writing them is `warehouse.storage`'s.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

type_of: dict[str, pa.DataType] = {
    "text": pa.string(),
    "bytes": pa.large_binary(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "date": pa.date32(),
    "moment": pa.timestamp("us", tz="UTC"),
    "texts": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, kind (a key of `type_of`, or an Arrow type), meaning, and what may stand in it.

    `values` lists the allowed texts of a closed vocabulary; `low` and `high` bound a number, both inclusive.
    """

    name: str
    kind: str | pa.DataType
    meaning: str
    nullable: bool = False
    values: tuple[str, ...] = ()
    unit: str | None = None
    low: float | None = None
    high: float | None = None

    @property
    def type(self) -> pa.DataType:
        return type_of[self.kind] if isinstance(self.kind, str) else self.kind

    @property
    def described(self) -> str:
        """Its meaning with unit and vocabulary: the comment in the published file."""
        unit = f" [{self.unit}]" if self.unit else ""
        values = f" ({', '.join(self.values)})" if self.values else ""
        return f"{self.meaning}{unit}{values}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, which columns identify it, and the column that its partitions follow.

    `partition` names a date column; `partition_by` says whether one file holds a day or a month of it.
    Rows are stored sorted by `key`, so that equal rows make equal bytes.
    """

    name: str
    grain: str
    key: tuple[str, ...]
    partition: str
    columns: tuple[Column, ...]
    schema_version: int = 1
    partition_by: Literal["day", "month"] = "day"

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema, without file metadata."""
        return pa.schema([pa.field(c.name, c.type, nullable=c.nullable) for c in self.columns])

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def partition_of(self, day: date) -> date:
        """The partition that holds `day`: the day itself, or the first of its month."""
        return day.replace(day=1) if self.partition_by == "month" else day

    def empty(self) -> pa.Table:
        """A table of this contract with no rows: an empty day."""
        return self.schema.empty_table()

    def from_rows(self, rows: list[dict]) -> pa.Table:
        """Rows as dicts to a table of this contract. Missing keys are nulls. Raises `ValueError` for an unknown key
        and for a value that its column can't hold."""
        names = {c.name for c in self.columns}
        for row in rows:
            if unknown := row.keys() - names:
                raise ValueError(f"{self.name}: no such column: {', '.join(sorted(unknown))}")
        arrays = [self._array(column, [row.get(column.name) for row in rows]) for column in self.columns]
        return pa.Table.from_arrays(arrays, schema=self.schema)

    def _array(self, column: Column, values: list) -> pa.Array:
        try:
            return pa.array(values, column.type)
        except (pa.ArrowException, ValueError, TypeError, OverflowError):
            for number, value in enumerate(values):
                try:
                    pa.array([value], column.type)
                except (pa.ArrowException, ValueError, TypeError, OverflowError) as error:
                    told = (
                        f"{self.name}: column `{column.name}` ({column.type}) can't hold {value!r:.80} (row {number})"
                    )
                    raise ValueError(f"{told}: {error}") from None
            raise
