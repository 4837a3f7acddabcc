"""Holds a frame against its table's contract, and refuses it with a message that a stranger can act on.

What belongs here: structure (names, types, nulls), closed vocabularies, bounds, keys, the partition's own column.
What doesn't: rules between tables, which are SQL checks run at publishing.
"""

import difflib
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.contracts.table import Column, Table

EXAMPLES = 3  # rows named in a message: enough to search for, few enough to read


class ContractViolation(ValueError):
    """A frame breaks its table's contract. `problems` holds one sentence for each way in which it does."""

    def __init__(self, table: Table, partition: date | None, problems: list[str]):
        self.table = table.name
        self.partition = partition
        self.problems = problems
        where = f"{table.name} {table.partition}={partition}" if partition else table.name
        lines = "".join(f"\n  - {problem}" for problem in problems)
        super().__init__(
            f"{where}: refused, nothing was replaced. The rows break the contract of `{table.name}`:{lines}\n"
            f"Either the stage that made these rows is wrong, or the contract is (warehouse/contracts; "
            f"a changed column needs a new schema_version)."
        )


def conform(table: Table, frame: pa.Table, partition: date | None = None) -> pa.Table:
    """The frame in the contract's column order and types, sorted by key, in one chunk.

    Casts only what loses nothing (int32 to int64, nanoseconds that are whole microseconds). With `partition`, every
    row must belong to it. Raises `ContractViolation` with all problems at once.
    """
    problems = _names(table, frame)
    if not problems:
        columns = {c.name: _cast(c, frame[c.name], problems) for c in table.columns}
    if problems:
        raise ContractViolation(table, partition, problems)
    typed = pa.table(columns, schema=_without_nullability(table.schema))
    for column in table.columns:
        problems += _values(table, column, typed)
    problems += _key(table, typed)
    if partition is not None:
        problems += _partition(table, typed, partition)
    if problems:
        raise ContractViolation(table, partition, problems)
    ordered = typed.sort_by([(name, "ascending") for name in table.key]).combine_chunks()
    return ordered.cast(table.schema)


def _without_nullability(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_nullable(True) for field in schema])


def _names(table: Table, frame: pa.Table) -> list[str]:
    declared = [c.name for c in table.columns]
    given = frame.column_names
    problems = [f"column `{name}` is there twice" for name in sorted({n for n in given if given.count(n) > 1})]
    missing = [name for name in declared if name not in given]
    for name in given:
        if name not in declared:
            near = difflib.get_close_matches(name, missing or declared, n=1)
            problems.append(f"column `{name}` is not declared" + (f"; did you mean `{near[0]}`?" if near else ""))
    problems += [f"column `{name}` ({table.column(name).type}) is missing" for name in missing]
    return problems


def _cast(column: Column, values: pa.ChunkedArray, problems: list[str]) -> pa.ChunkedArray:
    if values.type == column.type:
        return values
    if not _lossless(values.type, column.type):
        problems.append(f"column `{column.name}` is {values.type}, declared {column.type}")
        return pa.chunked_array([pa.nulls(len(values), column.type)])
    try:
        return values.cast(column.type)
    except pa.ArrowInvalid as error:
        problems.append(f"column `{column.name}` is {values.type}, declared {column.type}: {error}")
        return pa.chunked_array([pa.nulls(len(values), column.type)])


def _lossless(given: pa.DataType, declared: pa.DataType) -> bool:
    """Whether a cast may be tried at all: "5" is no number, and a time without a zone no moment."""
    if pa.types.is_null(given):
        return True
    if pa.types.is_dictionary(given):
        return _lossless(given.value_type, declared)
    if pa.types.is_list(declared) or pa.types.is_large_list(declared):
        is_list = pa.types.is_list(given) or pa.types.is_large_list(given)
        return is_list and _lossless(given.value_type, declared.value_type)
    if pa.types.is_struct(declared):
        return pa.types.is_struct(given) and [f.name for f in given] == [f.name for f in declared]
    if pa.types.is_timestamp(declared):
        return pa.types.is_timestamp(given) and given.tz is not None
    if pa.types.is_floating(declared):
        return pa.types.is_integer(given) or pa.types.is_floating(given)
    families = (
        pa.types.is_integer,
        pa.types.is_boolean,
        pa.types.is_date,
        lambda t: pa.types.is_string(t) or pa.types.is_large_string(t),
        lambda t: pa.types.is_binary(t) or pa.types.is_large_binary(t),
    )
    return any(family(given) and family(declared) for family in families)


def _values(table: Table, column: Column, frame: pa.Table) -> list[str]:
    values = frame[column.name]
    problems = []

    def refuse(mask: pa.ChunkedArray, what: str) -> None:
        mask = pc.fill_null(mask, False)
        if count := pc.sum(mask).as_py():
            problems.append(f"`{column.name}` {what} in {count} of {len(values)} rows ({_rows(table, frame, mask)})")

    if not column.nullable and values.null_count:
        refuse(pc.is_null(values), "is null, and must not be,")
    if column.values:
        allowed = pa.array(column.values, pa.string())
        mask = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=allowed)))
        if pc.any(mask).as_py():
            odd = ", ".join(repr(v) for v in pc.unique(values.filter(mask)).to_pylist()[:EXAMPLES])
            refuse(mask, f"is {odd}, and must be one of {', '.join(column.values)},")
    if pa.types.is_floating(column.type):
        refuse(pc.invert(pc.is_finite(values)), "is NaN or infinite (an unknown number is null)")
    if column.low is not None:
        refuse(pc.less(values, column.low), f"is below {column.low}")
    if column.high is not None:
        refuse(pc.greater(values, column.high), f"is above {column.high}")
    return problems


def _key(table: Table, frame: pa.Table) -> list[str]:
    keys = frame.select(list(table.key))
    groups = keys.append_column("rows", pa.array([1] * len(keys), pa.int64())).group_by(list(table.key))
    counted = groups.aggregate([("rows", "sum")])
    if len(counted) == len(keys):
        return []
    twice = counted.filter(pc.greater(counted["rows_sum"], 1))
    all_rows = pc.greater(twice["rows_sum"], 0)
    return [f"key ({', '.join(table.key)}) is not unique: {len(twice)} keys repeat ({_rows(table, twice, all_rows)})"]


def _partition(table: Table, frame: pa.Table, partition: date) -> list[str]:
    days = frame[table.partition]
    mask = pc.fill_null(pc.not_equal(days, pa.scalar(partition, pa.date32())), False)
    if not (count := pc.sum(mask).as_py()):
        return []
    others = ", ".join(str(day) for day in pc.unique(days.filter(mask)).to_pylist()[:EXAMPLES])
    return [f"`{table.partition}` is {others} in {count} rows, which don't belong to this partition"]


def _rows(table: Table, frame: pa.Table, mask: pa.ChunkedArray) -> str:
    """The first offending rows by their key, for the one who searches."""
    first = frame.select(list(table.key)).filter(mask).slice(0, EXAMPLES).to_pylist()
    return "first: " + "; ".join(", ".join(f"{name}={value}" for name, value in row.items()) for row in first)
