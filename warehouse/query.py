"""Asks the published warehouse: opens it read-only, runs SQL, writes the answer as a table, CSV, JSON and others.

Publishing it is `tasks.publish`'s. Imports DuckDB and no pandas or Arrow, so that `tollbook sql` starts quickly.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import duckdb

FORMATS = ("table", "csv", "json", "parquet", "xlsx", "md")
BATCH = 1_000
MOST_ROWS = 1_000  # of a printed table; whoever wants more wants a file


class QueryError(Exception):
    """A question that got no answer; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Names and DuckDB types of the columns, and the rows, to be read once and while the connection is open."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: Iterator[tuple]


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the published file, its moments shown in UTC. Raises `QueryError`."""
    if not path.exists():
        raise QueryError(f"there is no warehouse yet at {path}: run `tollbook run`, or set TOLLBOOK_DATA")
    try:
        connection = duckdb.connect(str(path), read_only=True)
        connection.execute("set timezone = 'UTC'")
        connection.execute("set autoinstall_known_extensions = false")  # an analyst's typo asks no server
    except duckdb.Error as error:
        raise QueryError(
            f"{path} can't be opened: {_first_line(error)}. If it is open for writing elsewhere, close it there; "
            f"if it is damaged, remove it and run `tollbook run`."
        ) from error
    return connection


def ask(connection: duckdb.DuckDBPyConnection, sql: str, parameters: list | dict | None = None) -> Answer:
    """Runs SQL and gives its answer; of several statements, the last one's. Raises `QueryError`."""
    _refuse_nothing(sql)
    try:
        cursor = connection.execute(sql, parameters)
        described = cursor.description or []
    except duckdb.Error as error:
        raise QueryError(_explain(error)) from error

    def rows() -> Iterator[tuple]:
        try:
            while batch := cursor.fetchmany(BATCH):
                yield from batch
        except duckdb.Error as error:
            raise QueryError(_explain(error)) from error

    return Answer(tuple(d[0] for d in described), tuple(str(d[1]) for d in described), rows())


def query(path: Path, sql: str, format: str = "table", out: BinaryIO | None = None, width: int | None = None) -> bytes:
    """Runs SQL read-only on the published file and writes the answer to `out`; without `out`, gives it as bytes.

    `format` is one of `FORMATS`. `width` is that of the terminal, None where nothing need be cut. Raises `QueryError`.
    """
    if format not in FORMATS:
        raise QueryError(f"there is no format {format!r}; there are: {', '.join(FORMATS)}")
    sink = out if out is not None else io.BytesIO()
    with connect(path) as connection:
        if format == "parquet":
            _write_parquet(connection, sql, sink)
        else:
            answer = ask(connection, sql)
            WRITERS[format](answer, sink, width)
    return sink.getvalue() if isinstance(sink, io.BytesIO) and out is None else b""


def write_csv(answer: Answer, out: BinaryIO, width: int | None = None) -> None:
    """Comma-separated values with a header; a null is an empty field, a list or struct is JSON."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow(["" if value is None else _text(value) for value in row])
    text.detach()


def write_json(answer: Answer, out: BinaryIO, width: int | None = None) -> None:
    """A JSON array with one object a row, one row a line."""
    separator = b"[\n"
    for row in answer.rows:
        line = json.dumps(dict(zip(answer.columns, map(_plain, row), strict=True)), ensure_ascii=False)
        out.write(separator + line.encode())
        separator = b",\n"
    out.write(b"\n]\n" if separator == b",\n" else b"[]\n")


def write_table(answer: Answer, out: BinaryIO, width: int | None = None) -> None:
    """A table to look at; longer than `MOST_ROWS` it ends with a note."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, kind in zip(answer.columns, answer.types, strict=True):
        is_number = kind.startswith(
            ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UBIG", "DOUBLE", "DECIMAL")
        )
        is_number = is_number and not kind.endswith("]")
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    count, is_cut = 0, False
    for row in answer.rows:
        if count == MOST_ROWS:
            is_cut = True
            break
        table.add_row(*(Text("") if value is None else Text(_text(value)) for value in row))
        count += 1
    text = io.StringIO()
    console = Console(file=text, width=width or 100_000, color_system=None, highlight=False)
    console.print(table)
    note = f"first {count:,} rows; `--format csv` gives all" if is_cut else f"{count:,} row{'' if count == 1 else 's'}"
    lines = [line.rstrip() for line in text.getvalue().splitlines() if line.strip()]
    out.write(("\n".join([*lines, f"({note})"]) + "\n").encode())


def write_markdown(answer: Answer, out: BinaryIO, width: int | None = None) -> None:
    """A Markdown table, for a note or an issue."""
    for number, row in enumerate(chain([answer.columns], answer.rows)):
        cells = ("" if value is None else _text(value) for value in row)
        line = " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells)
        out.write(f"| {line} |\n".encode())
        if number == 0:
            out.write(("|" + " --- |" * len(answer.columns) + "\n").encode())


def write_xlsx(answer: Answer, out: BinaryIO, width: int | None = None) -> None:
    """An Excel sheet with a frozen header. A sentence that begins with "=" stays a text."""
    import xlsxwriter

    with xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_date_format": "yyyy-mm-dd",
        },
    ) as book:
        sheet = book.add_worksheet("answer")
        sheet.write_row(0, 0, answer.columns, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(answer.rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date) and not isinstance(value, datetime):
                    sheet.write_datetime(number, column, datetime.combine(value, time()))
                elif value is not None:
                    sheet.write(number, column, value if isinstance(value, int | float | str) else _text(value))
        sheet.autofit()


WRITERS = {
    "table": write_table,
    "csv": write_csv,
    "json": write_json,
    "xlsx": write_xlsx,
    "md": write_markdown,
}


def _refuse_nothing(sql: str) -> None:
    if not sql.strip().strip(";").strip():
        raise QueryError('nothing was asked; try: tollbook sql "show tables"')


def _write_parquet(connection: duckdb.DuckDBPyConnection, sql: str, out: BinaryIO) -> None:
    _refuse_nothing(sql)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answer.parquet"
        place = str(file).replace("'", "''")
        try:
            connection.execute(f"copy ({sql.strip().rstrip(';')}) to '{place}' (format parquet)")
        except duckdb.Error as error:
            raise QueryError(_explain(error)) from error
        with file.open("rb") as answer:
            while piece := answer.read(1 << 20):
                out.write(piece)


def _plain(value: Any) -> Any:
    """A value as JSON has it: moments and dates as ISO 8601, bytes as hex."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if value == value and abs(value) != float("inf") else None
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case timedelta() | UUID():
            return str(value)
        case bytes() | bytearray() | memoryview():
            return bytes(value).hex()
        case dict():
            return {str(k): _plain(v) for k, v in value.items()}
        case list() | tuple():
            return [_plain(v) for v in value]
    return str(value)


def _text(value: Any) -> str:
    plain = _plain(value)
    return plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _explain(error: duckdb.Error) -> str:
    said = str(error).strip()
    if "read-only" in said:
        return "the published warehouse is read-only: its tables come from the nightly run. Work on a copy of the file."
    if "No files found that match" in said:
        return (
            f"{_first_line(error)}. The partitions are not where they were when the warehouse was published; "
            f"run `tollbook run` to publish it anew."
        )
    if isinstance(error, duckdb.CatalogException):
        return f"{said}\n`show tables` lists what there is; `describe claims` lists the columns of one."
    return said


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0].rstrip(".")
