"""Builds `warehouse.duckdb` beside the published one, checks it, and puts it in its place.

What belongs here: views over the partitions, the SQL models in their order, comments, checks, the swap. What a model
computes stands in `warehouse/models`; asking the published file is `warehouse.query`'s.
"""

import glob
import hashlib
import json
import shutil
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse import atomic, models
from warehouse.contracts import Table
from warehouse.models import Check, Model, ModelError, read_checks, read_models
from warehouse.storage import PART, StorageError, Warehouse

STORAGE = "v1.5.0"  # DuckDB 1.5 reads the file too: 2.0's own format it can't
EXAMPLES = 3  # wrong rows that an error shows

SQL_TYPES = {
    pa.string(): "varchar",
    pa.large_binary(): "blob",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", tz="UTC"): "timestamptz",
}
PUBLICATION_COLUMNS = {
    "published_at": "when this file was built",
    "data_folder": "where the partitions are that its views read",
    "fingerprint": "hash of rows, contracts, models and checks: equal ones make equal tables",
}
CHECK_COLUMNS = {
    "name": "the check, in warehouse/checks or beside its model",
    "level": "fail or warn",
    "message": "what a row that it finds means",
    "rows": "rows that it found; 0: all is well",
}


class PublishError(Exception):
    """The new warehouse was not published, and the old one stands; the message says why."""


@dataclass(slots=True)
class Publication:
    """What was published: `rebuilt` is False when nothing had changed since; `rows` counts each materialised model."""

    path: Path
    rebuilt: bool
    warnings: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def publish(
    warehouse: Warehouse,
    force: bool = False,
    models_folder: Path = models.FOLDER,
    checks_folder: Path = models.CHECKS,
) -> Publication:
    """Publishes the partitions as they are now; open readers keep the file that they have open.

    Raises `PublishError` when a check marked `fail` finds rows or a model is wrong: the published file then stays.
    """
    clock = time.perf_counter()
    try:
        chosen, checks = read_models(models_folder, warehouse.tables), read_checks(checks_folder)
    except ModelError as error:
        raise PublishError(f"nothing was published, and the old warehouse stands: {error}") from error
    with warehouse.lock("publish"):
        warehouse.sweep()
        warehouse.fold_runs()
        fingerprint = _fingerprint(warehouse, chosen, checks)
        note = warehouse.root / "manifest" / "publication.json"
        noted = atomic.read_json(note)
        if not force and _is_published(warehouse, noted, fingerprint):
            return Publication(
                warehouse.published, False, noted["warnings"], noted["rows"], time.perf_counter() - clock
            )
        new = warehouse.published.with_name(warehouse.published.name + ".new")
        _remove(new)
        snapshot = warehouse.snapshot()
        is_built = False
        try:
            warnings, rows = _build(warehouse, new, snapshot, chosen, checks, fingerprint)
            is_built = True
            warehouse.published.with_name(warehouse.published.name + ".wal").unlink(missing_ok=True)
            atomic.move(new, warehouse.published)
        except duckdb.Error as error:
            raise PublishError(f"the new warehouse could not be built, and the old one stands: {error}") from error
        except OSError as error:
            raise StorageError(atomic.explain(error, new, 0)) from error
        finally:
            if new.exists() or not is_built:
                _remove(new)
                shutil.rmtree(snapshot, ignore_errors=True)
        warehouse.drop_snapshots(current=snapshot)
        published = {"fingerprint": fingerprint, "stat": atomic.identity(warehouse.published.stat())}
        published["snapshot"] = snapshot.name
        atomic.replace_json(note, {**published, "warnings": warnings, "rows": rows})
    return Publication(warehouse.published, True, warnings, rows, time.perf_counter() - clock)


def _build(
    warehouse: Warehouse, path: Path, snapshot: Path, chosen: list[Model], checks: list[Check], fingerprint: str
) -> tuple[list[str], dict[str, int]]:
    """Writes the whole file, and gives the warnings and the rows of each materialised model."""
    rows: dict[str, int] = {}
    with duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE}) as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute("set parquet_metadata_cache = true")  # the models and checks read the same files many times
        connection.execute("begin")  # one commit: each would be flushed to disk by itself
        for table in warehouse.tables.values():
            _create_view(connection, snapshot / table.name, table)
        for model in chosen:
            _create_model(connection, model)
            if model.kind == "table":
                rows[model.name] = _count(connection, f"from {model.name}")
        warnings = _run_checks(connection, chosen, checks)
        connection.execute(
            "create table publication as select ?::timestamptz as published_at, ? as data_folder, ? as fingerprint",
            [datetime.now(UTC), str(warehouse.root), fingerprint],
        )
        _comment(connection, "table", "publication", "one row: this publication", PUBLICATION_COLUMNS)
        connection.execute("commit")
        connection.execute("checkpoint")  # closing does it too, but keeps silent when the disk is full
    return warnings, rows


def _create_view(connection: duckdb.DuckDBPyConnection, folder: Path, table: Table) -> None:
    """A view over all partitions of a table, with absolute paths, so that it works from any folder.

    Columns that no partition has yet, and tables without any partition, are nulls and no rows.
    """
    nulls = {c.name: f"null::{sql_type(c.type)}" for c in table.columns}
    files = ""
    if folder.exists():
        pattern = f"{glob.escape(str(folder))}/{table.partition}=*/{PART}"
        files = (
            f"from read_parquet({_quoted(pattern)}, union_by_name = true, hive_partitioning = true, "
            f"hive_types = {{{_quoted(table.partition)}: date}})"
        )
        stored = {row[0] for row in connection.execute(f"describe {files}").fetchall()}
        nulls = {name: f'"{name}"' if name in stored else null for name, null in nulls.items()}
    columns = ", ".join(f'{expression} as "{name}"' for name, expression in nulls.items())
    connection.execute(f"create view {table.name} as select {columns} {files or 'where false'}")
    _comment(connection, "view", table.name, table.grain, {c.name: c.described for c in table.columns})


def _create_model(connection: duckdb.DuckDBPyConnection, model: Model) -> None:
    try:
        connection.execute(model.statement)
    except duckdb.Error as error:
        raise PublishError(f"model {model.name} (warehouse/models/{model.name}/query.sql): {error}") from error
    if model.kind == "macro":
        connection.execute(f"comment on macro table {model.name} is {_quoted(model.grain)}")
        return
    made = [row[0] for row in connection.execute(f"describe {model.name}").fetchall()]
    if unexplained := [name for name in made if name not in model.columns]:
        raise PublishError(f"warehouse/models/{model.name}/model.toml doesn't say what {unexplained} mean")
    _comment(connection, model.kind, model.name, model.grain, {name: model.columns[name] for name in made})


def _run_checks(connection: duckdb.DuckDBPyConnection, chosen: list[Model], checks: list[Check]) -> list[str]:
    """The warnings. Raises `PublishError` with all failed checks and their first rows."""
    failures: list[str] = []
    warnings: list[str] = []
    connection.execute("create table check_results (name text, level text, message text, rows bigint)")
    for check in (*checks, *(check for model in chosen for check in model.checks)):
        try:
            rows = _count(connection, f"from ({check.query})")
            if rows:
                shown = connection.execute(f"from ({check.query}) limit {EXAMPLES}")
                names = [column[0] for column in shown.description]
                examples = "; ".join(
                    ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=True))
                    for row in shown.fetchall()
                )
                told = f"{check.name}: {check.message} ({rows:,} row{'' if rows == 1 else 's'}; first: {examples})"
                (failures if check.level == "fail" else warnings).append(told)
        except duckdb.Error as error:
            raise PublishError(f"check {check.name} can't be run: {error}") from error
        connection.execute(
            "insert into check_results values (?, ?, ?, ?)", [check.name, check.level, check.message, rows]
        )
    _comment(connection, "table", "check_results", "one row per check run at publishing", CHECK_COLUMNS)
    if failures:
        told = "".join(f"\n  - {failure}" for failure in failures)
        raise PublishError(f"nothing was published, and the old warehouse stands, for these checks failed:{told}")
    return warnings


def _comment(connection: duckdb.DuckDBPyConnection, kind: str, name: str, grain: str, columns: dict[str, str]) -> None:
    connection.execute(f"comment on {kind} {name} is {_quoted(grain)}")
    for column, meaning in columns.items():
        connection.execute(f'comment on column {name}."{column}" is {_quoted(meaning)}')


def sql_type(kind: pa.DataType) -> str:
    """The DuckDB type of an Arrow type of the contracts. Raises `KeyError` for one that no contract has."""
    if pa.types.is_list(kind):
        return f"{sql_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        return f"struct({', '.join(f'{child.name} {sql_type(child.type)}' for child in kind)})"
    return SQL_TYPES[kind]


def _fingerprint(warehouse: Warehouse, chosen: list[Model], checks: list[Check]) -> str:
    """Hash of all that decides what the published file says: rows, contracts, models, checks, place, this code."""
    partitions = {
        name: {str(day): warehouse.content_hash(name, day) for day in warehouse.partitions(name)}
        for name in warehouse.tables
    }
    parts = [
        str(warehouse.root),
        partitions,
        {name: repr(table) for name, table in warehouse.tables.items()},
        [repr((m.name, m.kind, m.grain, m.query, m.columns, m.parameters, m.checks)) for m in chosen],
        [repr(check) for check in checks],
        Path(__file__).read_text(),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _is_published(warehouse: Warehouse, noted: Any, fingerprint: str) -> bool:
    if not isinstance(noted, dict) or noted.get("fingerprint") != fingerprint:
        return False
    path, snapshot = warehouse.published, warehouse.root / "snapshots" / noted.get("snapshot", "none")
    return path.exists() and snapshot.exists() and noted.get("stat") == atomic.identity(path.stat())


def _remove(path: Path) -> None:
    """Removes a DuckDB file with its write-ahead log, which would else be applied to the next file of that name."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _count(connection: duckdb.DuckDBPyConnection, rows: str) -> int:
    found = connection.execute(f"select count(*) {rows}").fetchone()
    return found[0] if found else 0


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
