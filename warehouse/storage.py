"""The data folder: partitions of Parquet, the manifest of what was made from what, and what was refused.

Only this module touches partitions on disk. What a table is stands in `warehouse.contracts`; what a stage does to
one, in `tasks`; the published DuckDB file is made by `tasks.publish` and read by `warehouse.query`.

    <root>/tables/<table>/<partition column>=YYYY-MM-DD/part-0.parquet   the truth, one file a partition
    <root>/manifest/stages/<stage>/<day>.json                            what a stage made of which inputs
    <root>/manifest/partitions/<table>/<day>.json                        content hashes, so that none is taken twice
    <root>/manifest/runs.jsonl                                           runs not yet folded into the table `runs`
    <root>/snapshots/<moment>/<table>/...                                links to the partitions as they were published
    <root>/quarantine_files/<sha256>                                     bytes of refused inputs
    <root>/locks/                                                        one writer a table
    <root>/warehouse.duckdb                                              what was published last

The manifest is a memory, never the truth: any of its files may be lost or torn, and the next run finds out anew.
"""

import hashlib
import json
import os
import shutil
import struct
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from warehouse import atomic
from warehouse.atomic import StorageError
from warehouse.contracts import TABLES, Table
from warehouse.contracts.conform import ContractViolation, conform

__all__ = ["ContractViolation", "Freed", "Partition", "Stage", "StorageError", "Versions", "Warehouse"]

PART = "part-0.parquet"
SNAPSHOT = "%Y%m%dT%H%M%S%f"  # names sort by time
SNAPSHOTS_STAY = timedelta(days=1)
ROW_GROUP = 131_072  # fixed, as are the codec and its level: the same rows make the same bytes


@dataclass(frozen=True, slots=True, order=True)
class Partition:
    """One partition of one table. For a table kept by month, `day` is the first of the month."""

    table: str
    day: date

    def __str__(self) -> str:
        return f"{self.table}/{self.day}"

    @classmethod
    def parse(cls, text: str) -> "Partition":
        table, day = text.split("/")
        return cls(table, date.fromisoformat(day))


@dataclass(frozen=True, slots=True)
class Versions:
    """What besides the inputs decides a stage's result: a hash of its code, the name of its model."""

    code: str
    model: str | None = None


class Warehouse:
    """The data folder at `root`. Cheap to make: nothing is read or created before it is needed.

    Safe for several processes and threads: readers never wait and never see half a file; writers of one table wait
    for each other, at most `patience` seconds.
    """

    def __init__(self, root: Path | str, tables: Mapping[str, Table] = TABLES, patience: float = 300):
        self.root = Path(root).resolve()
        if "=" in str(self.root):  # DuckDB would read `.../source=bbc/...` as a column of every table
            raise StorageError(f"{self.root}: the data folder's path may not contain an equals sign")
        self.tables = dict(tables)
        self.patience = patience

    def __repr__(self) -> str:
        return f"Warehouse({str(self.root)!r})"

    # Places

    @property
    def published(self) -> Path:
        """Where `tasks.publish` puts the DuckDB file."""
        return self.root / "warehouse.duckdb"

    def contract(self, table: str) -> Table:
        if table not in self.tables:
            raise StorageError(f"there is no table `{table}`; there are: {', '.join(self.tables)}")
        return self.tables[table]

    def path(self, table: str, day: date) -> Path:
        """Where the partition that holds `day` is, or would be."""
        contract = self.contract(table)
        return self.folder(table) / f"{contract.partition}={contract.partition_of(day)}" / PART

    def folder(self, table: str) -> Path:
        return self.root / "tables" / table

    # Reading

    def partitions(self, table: str, since: date | None = None, until: date | None = None) -> list[date]:
        """The days (or months) that have a partition, oldest first; `since` and `until` inclusive."""
        contract = self.contract(table)
        prefix = f"{contract.partition}="
        found = (p.parent.name.removeprefix(prefix) for p in self.folder(table).glob(f"{prefix}*/{PART}"))
        lowest = contract.partition_of(since) if since else date.min
        return sorted(day for text in found if lowest <= (day := date.fromisoformat(text)) <= (until or date.max))

    def has(self, table: str, day: date) -> bool:
        return self.path(table, day).exists()

    def read(self, table: str, day: date, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of one partition, sorted by key; no rows where there is no partition.

        A partition that was written under an older schema has nulls in the columns that came later.
        """
        contract = self.contract(table)
        wanted = list(columns) if columns is not None else contract.schema.names
        if not self.has(table, day):
            return contract.empty().select(wanted)
        with self._open(table, day) as file:
            stored = file.schema_arrow.names
            frame = file.read(columns=[name for name in wanted if name in stored])
        return _as_declared(contract, frame, wanted)

    def read_range(
        self, table: str, since: date | None = None, until: date | None = None, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """The rows of all partitions from `since` until `until`, inclusive, oldest partition first."""
        days = self.partitions(table, since, until)
        frames = [self.read(table, day, columns) for day in days]
        empty = self.contract(table).empty()
        frames = frames or [empty if columns is None else empty.select(list(columns))]
        return pa.concat_tables(frames, promote_options="permissive")

    def rows(self, table: str, day: date) -> int:
        """Rows of a partition, from its footer."""
        with self._open(table, day) as file:
            return file.metadata.num_rows

    def facts(self, table: str, day: date) -> dict[str, str]:
        """Key-value metadata of a partition's file: schema_version, stage, day, run_id, inputs, code_version ..."""
        with self._open(table, day) as file:
            stored = file.metadata.metadata or {}
        return {k.decode(): v.decode() for k, v in stored.items() if k != b"ARROW:schema"}

    @contextmanager
    def _open(self, table: str, day: date) -> Iterator[pq.ParquetFile]:
        path = self.path(table, day)
        try:
            with pq.ParquetFile(path) as file:
                yield file
        except FileNotFoundError:
            raise StorageError(f"there is no partition {path}; run its day") from None
        except (OSError, pa.ArrowInvalid) as error:
            raise StorageError(f"{path} can't be read: {error}. Remove it, and run its day again.") from error

    def content_hash(self, table: str, day: date) -> str | None:
        """Hash of a partition's rows (not of its metadata), or None where there is no partition.

        Another code version that yields the same rows has the same hash, so later stages need no work. It is noted
        with the file's size and time when it is written, and taken from the file only when these differ.
        """
        path = self.path(table, day)
        try:
            stat = path.stat()
        except FileNotFoundError:
            return None
        note = self._partition_note(table, day)
        known = atomic.read_json(note)
        if isinstance(known, dict) and known.get("stat") == atomic.identity(stat):
            return known["content"]
        content = _content_hash(path.read_bytes())
        with self.lock(table):
            if atomic.identity(path.stat()) == atomic.identity(stat):
                atomic.replace_json(note, {"content": content, "stat": atomic.identity(stat)})
        return content

    # Writing

    def write(self, table: str, day: date, frame: pa.Table, facts: Mapping[str, str] | None = None) -> str:
        """Replaces the partition that holds `day` by `frame`, and gives its content hash.

        Raises `ContractViolation` before anything is replaced, `StorageError` where the disk refuses. `facts` go
        into the file's metadata. An empty frame makes an empty partition.
        """
        contract = self.contract(table)
        partition = contract.partition_of(day)
        rows = conform(contract, frame, partition)
        data = _parquet(rows, {"schema_version": str(contract.schema_version), **(facts or {})})
        content = _content_hash(data)
        path = self.path(table, day)
        with self.lock(table):
            if not _holds(path, data):
                stat = atomic.replace(path, data)
                note = {"content": content, "stat": atomic.identity(stat)}
                atomic.replace_json(self._partition_note(table, day), note)
        return content

    def append(self, table: str, day: date, frame: pa.Table, facts: Mapping[str, str] | None = None) -> int:
        """Adds the rows whose key is not there yet; rows that are there stay as they are. Gives the number added."""
        contract = self.contract(table)
        with self.lock(table):
            stored = self.read(table, day)
            new = _rows_without(conform(contract, frame, contract.partition_of(day)), stored, contract.key)
            if len(new) or not self.has(table, day):
                self.write(table, day, pa.concat_tables([stored, new], promote_options="permissive"), facts)
        return len(new)

    def keep(self, payload: bytes | Path) -> tuple[str, int, str]:
        """Keeps the bytes of a refused input, and gives their sha256, their size, and where they are (`kept_at`)."""
        if isinstance(payload, bytes):
            size, sha256 = len(payload), hashlib.sha256(payload).hexdigest()
        else:
            with payload.open("rb") as file:
                size, sha256 = payload.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
        path = self.root / "quarantine_files" / sha256
        with self.lock("quarantine"):
            if not (path.exists() and path.stat().st_size == size):
                atomic.replace(path, payload)
        return sha256, size, path.relative_to(self.root).as_posix()

    def sweep(self) -> int:
        """Puts the folder in order before a run: removes what killed writers left behind, and gives the number of
        files; rebuilds a manifest that was lost."""
        swept = 0
        if (self.root / "tables").exists() and not (self.root / "manifest" / "stages").exists():
            self.rebuild()
        for table in self.tables:
            with self.lock(table):
                noted = (self.root / "manifest" / "partitions" / table).glob(f".*{atomic.TEMPORARY}")
                for leftover in [*self.folder(table).glob(f"*/.*{atomic.TEMPORARY}"), *noted]:
                    leftover.unlink(missing_ok=True)
                    swept += 1
        with self.lock("quarantine"):
            for leftover in (self.root / "quarantine_files").glob(f".*{atomic.TEMPORARY}"):
                leftover.unlink(missing_ok=True)
                swept += 1
        return swept

    # Snapshots

    def snapshot(self) -> Path:
        """The partitions as they are now, linked into a folder of their own, which no later write touches.

        The published views read this folder: DuckDB opens a Parquet file twice in one query, and fails (or mixes two
        versions) where it was replaced in between. A link costs no space until its partition is replaced.
        """
        folder = self.root / "snapshots" / datetime.now(UTC).strftime(SNAPSHOT)
        try:
            for table, contract in self.tables.items():
                for day in self.partitions(table):
                    link = folder / table / f"{contract.partition}={day}" / PART
                    link.parent.mkdir(parents=True)
                    _link(self.path(table, day), link)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise StorageError(atomic.explain(error, folder, 0)) from error
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def drop_snapshots(self, current: Path) -> int:
        """Removes all snapshots but the current one and those that readers may still have open: a snapshot stays
        for `SNAPSHOTS_STAY` after the next one was made. Gives the number removed."""
        names = sorted(path.name for path in (self.root / "snapshots").glob("*"))
        newest_old = (datetime.now(UTC) - SNAPSHOTS_STAY).strftime(SNAPSHOT)
        old = [name for name, following in pairwise(names) if following < newest_old and name != current.name]
        for name in old:
            shutil.rmtree(self.root / "snapshots" / name, ignore_errors=True)
        return len(old)

    # What nothing refers to

    def compact(self) -> "Freed":
        """Removes the bytes of inputs that no row of the quarantine names (any more), what scans left behind that were
        killed, and snapshots that no reader can have open. Gives what was removed.

        Only while no run goes on: the bytes of an input are kept before its row is written. Every file goes by itself
        and is referred to by nothing, so that a compaction that was killed has only to be done again. Partitions stay:
        one file a day is what stages replace.
        """
        freed = Freed()
        self.sweep()
        columns = ["sha256", "kept_at"]
        refused = {r["sha256"] for r in self.read_range("quarantine", columns=columns).to_pylist() if r["kept_at"]}
        with self.lock("quarantine"):
            for path in sorted((self.root / "quarantine_files").glob("*")):
                if path.name not in refused:
                    freed.add(path)
                    path.unlink(missing_ok=True)
        for folder in sorted((self.root / "spool").glob("*")):
            freed.add(folder)
            shutil.rmtree(folder, ignore_errors=True)
        with self.lock("publish"):
            noted = atomic.read_json(self.root / "manifest" / "publication.json")
            if isinstance(noted, dict) and noted.get("snapshot"):
                freed.snapshots = self.drop_snapshots(self.root / "snapshots" / noted["snapshot"])
        return freed

    # Locks

    @contextmanager
    def lock(self, name: str, patience: float | None = None) -> Iterator[None]:
        """Held by one writer at a time, `name` being a table or another thing of which there is one.

        The operating system frees it when its holder dies. A thread that holds it may take it again.
        """
        place = self.root / "locks" / f"{name}.lock"
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            lock = FileLock(place, is_singleton=True)
            lock.acquire(timeout=self.patience if patience is None else patience)
        except Timeout:
            raise StorageError(
                f"another run holds {place}. Wait for it to end, or end it; the lock frees itself with its holder."
            ) from None
        except OSError as error:
            raise StorageError(atomic.explain(error, place, 0)) from error
        try:
            yield
        finally:
            lock.release()

    # Stages and their manifest

    @contextmanager
    def stage(
        self,
        name: str,
        day: date,
        inputs: Sequence[str | Partition],
        outputs: Sequence[str],
        versions: Versions,
        also: Mapping[str, str] | None = None,
        force: bool = False,
        reason: str | None = None,
    ) -> Iterator["Stage"]:
        """One stage of one day: read, call, write, and note what was made of what.

            with warehouse.stage("clean", day, ["raw_articles"], ["articles"], Versions(code)) as stage:
                if stage.needed:
                    articles, refused = clean(stage.read("raw_articles"))
                    stage.write("articles", articles)
                    stage.quarantine(refused)

        `inputs` are partitions (a bare table name is its partition of `day`); `also` is what else the result depends
        on, by name, such as the hash of the source's files. A stage that adds to its own output (ingest, link) does
        not list that as an input. `outputs` are the tables that it must write, an empty day as an empty partition; the
        quarantine is none of them. Nothing is `needed` while inputs, versions and outputs are as noted. The note is
        written at the end, so that a run that was killed or failed is done again; failures are noted in `runs`.
        """
        partitions = [p if isinstance(p, Partition) else Partition(p, day) for p in inputs]
        partitions = [Partition(p.table, self.contract(p.table).partition_of(p.day)) for p in partitions]
        hashes = {str(p): self.content_hash(p.table, p.day) or "none" for p in partitions}
        hashes |= {f"also/{key}": value for key, value in (also or {}).items()}
        run = {"stage": name, "day": str(day), "inputs": hashes, "code": versions.code, "model": versions.model}
        stage = Stage(self, name, day, partitions, tuple(outputs), versions, hashes, _digest(run)[:16])
        noted = atomic.read_json(self._stage_note(name, day))
        stage.cause = "forced" if force else self._cause(noted, run)
        stage.needed = stage.cause is not None
        if not stage.needed:
            stage.rows_out, stage.rows_quarantined = noted["rows_out"], noted["rows_quarantined"]
            stage.written = {Partition.parse(key): content for key, content in noted["outputs"].items()}
            yield stage
            return
        if not force and _is_note(noted) and not self._changed_versions(noted, run) and not self._damage(noted):
            stage.made_before = noted.get("made_of")
        stage.outcome = "failed"
        started, clock = datetime.now(UTC), time.perf_counter()
        error = None
        try:
            yield stage
            if unwritten := set(outputs) - {p.table for p in stage.written}:
                tables = ", ".join(sorted(unwritten))
                raise StorageError(f"stage {name} wrote no {tables} for {day}; an empty day is an empty partition")
            written = {str(p): content for p, content in sorted(stage.written.items())}
            before = noted.get("outputs") if isinstance(noted, dict) else None
            stage.outcome = "unchanged" if before == written else "done"
            counts = {"rows_out": stage.rows_out, "rows_quarantined": stage.rows_quarantined}
            made_of = {"made_of": stage.made_of} if stage.made_of else {}
            self._note(name, day, {**run, "outputs": written, **counts, **made_of})
        except BaseException as failure:
            stage.outcome = "failed"
            error = f"{type(failure).__name__}: {failure}"
            raise
        finally:
            stage.seconds = time.perf_counter() - clock
            self._log(stage, started, reason, error)

    def rebuild(self) -> int:
        """Writes the stages' notes anew from the metadata of the partitions, and gives their number.

        For a manifest that was lost: without it every day would be done again (and come out the same). A stage that
        was killed between two outputs gets no note: its outputs must all carry the same run.
        """
        found: dict[tuple[str, str], list[tuple[Partition, dict[str, str], int]]] = {}
        for table in self.tables:
            for day in self.partitions(table):
                facts = self.facts(table, day)
                if "run_id" in facts:
                    entry = (Partition(table, day), facts, self.rows(table, day))
                    found.setdefault((facts["stage"], facts["day"]), []).append(entry)
        rebuilt = 0
        for (name, day_text), entries in sorted(found.items()):
            facts = entries[0][1]
            has_all = {p.table for p, _, _ in entries} >= set(facts["outputs"].split())
            if not has_all or len({f["run_id"] for _, f, _ in entries}) > 1:
                continue
            day = date.fromisoformat(day_text)
            refused = self.read("quarantine", day, ["stage"])["stage"].to_pylist().count(name)
            note = {
                "stage": name,
                "day": day_text,
                "inputs": json.loads(facts["inputs"]),
                "code": facts["code_version"],
                "model": facts.get("model_version"),
                "outputs": {str(p): self.content_hash(p.table, p.day) for p, _, _ in entries},
                "rows_out": sum(rows for _, _, rows in entries),
                "rows_quarantined": refused,
            }
            self._note(name, day, note)
            rebuilt += 1
        return rebuilt

    def forget(self) -> None:
        """Drops the notes on partitions' hashes; they are taken anew from the files."""
        for note in (self.root / "manifest" / "partitions").glob("*/*.json"):
            note.unlink(missing_ok=True)

    def problems(self) -> list[str]:
        """What is wrong with the data folder, one sentence each: for `tollbook doctor`. Hashes every file anew, and
        reads every footer."""
        self.forget()
        found = []
        for note in sorted((self.root / "manifest" / "stages").glob("*/*.json")):
            noted = atomic.read_json(note)
            damage = self._damage(noted) if _is_note(noted) else "its note can't be read"
            if damage:
                stage = f"stage {note.parent.name} of {note.stem}"
                found.append(f"{stage}: {damage}; the next run over that day repairs it")
        for table in self.tables:
            for day in self.partitions(table):
                try:
                    self.rows(table, day)
                except StorageError as error:
                    found.append(str(error))
        return found

    def _cause(self, noted: Any, run: dict) -> str | None:
        """Why a stage has to run, in words for the one who wonders; None where it needn't."""
        if not _is_note(noted):
            return "never ran"
        if noted["inputs"] != run["inputs"]:
            keys = sorted(noted["inputs"].keys() | run["inputs"].keys())
            changed = [key for key in keys if noted["inputs"].get(key) != run["inputs"].get(key)]
            return f"{', '.join(changed)} changed"
        return self._changed_versions(noted, run) or self._damage(noted)

    @staticmethod
    def _changed_versions(noted: dict, run: dict) -> str | None:
        return next((f"{version} changed" for version in ("code", "model") if noted[version] != run[version]), None)

    def _damage(self, noted: dict) -> str | None:
        """What differs between the outputs and their note. To the quarantine, and to a month while it goes by days,
        others write too: there only a missing file counts."""
        for key, content in noted["outputs"].items():
            partition = Partition.parse(key)
            now = self.content_hash(partition.table, partition.day)
            is_shared = partition.table == "quarantine" or str(partition.day) != noted["day"]
            if now is None:
                return f"{key} is missing"
            if now != content and not is_shared:
                return f"{key} is not as it was left"
        return None

    def _note(self, name: str, day: date, note: dict) -> None:
        with self.lock("manifest"):
            atomic.replace_json(self._stage_note(name, day), note)

    def _stage_note(self, name: str, day: date) -> Path:
        return self.root / "manifest" / "stages" / name / f"{day}.json"

    def _partition_note(self, table: str, day: date) -> Path:
        return self.root / "manifest" / "partitions" / table / f"{self.contract(table).partition_of(day)}.json"

    # Runs

    def _log(self, stage: "Stage", started: datetime, reason: str | None, error: str | None) -> None:
        """Adds a run to the journal: one line, so that a year's backfill doesn't rewrite a month's file each time."""
        outputs = {str(p): content for p, content in sorted(stage.written.items())}
        row = {
            "run_id": stage.run_id,
            "started_at": started.isoformat(),
            "seconds": round(stage.seconds, 3),
            "stage": stage.name,
            "day": str(stage.day),
            "outcome": stage.outcome,
            "rows_in": stage.rows_in,
            "rows_out": stage.rows_out,
            "rows_quarantined": stage.rows_quarantined,
            "inputs_hash": _digest(stage.inputs_hashes)[:16],
            "outputs_hash": _digest(outputs)[:16] if outputs else None,
            "code_version": stage.versions.code,
            "model_version": stage.versions.model,
            "reason": reason,
            "error": error,
        }
        with self.lock("runs"):
            journal = self._journal
            try:
                journal.parent.mkdir(parents=True, exist_ok=True)
                with journal.open("ab") as file:
                    file.write(b"\n" + json.dumps(row).encode())  # a torn line ends where the next begins
            except OSError as failure:
                if error is None:  # a full disk has failed the stage already, and that is what is to be told
                    raise StorageError(atomic.explain(failure, journal, 0)) from failure

    @property
    def _journal(self) -> Path:
        return self.root / "manifest" / "runs.jsonl"

    def fold_runs(self) -> int:
        """Moves the journal's runs into the table `runs`, and gives their number. Publishing does it."""
        with self.lock("runs"):
            try:
                lines = self._journal.read_bytes().splitlines()
            except FileNotFoundError:
                return 0
            months: dict[date, list[dict]] = {}
            for line in lines:
                try:
                    row = json.loads(line)
                except ValueError:
                    continue  # cut in half by a kill; its stage is not noted as done either
                row["started_at"] = datetime.fromisoformat(row["started_at"])
                row["day"] = date.fromisoformat(row["day"])
                row["started_month"] = row["started_at"].date().replace(day=1)
                months.setdefault(row["started_month"], []).append(row)
            contract = self.contract("runs")
            added = sum(self.append("runs", month, contract.from_rows(rows)) for month, rows in months.items())
            self._journal.unlink(missing_ok=True)
        return added


@dataclass(slots=True)
class Freed:
    """What a compaction removed: files with their bytes, and snapshots, most of whose files other links share."""

    files: int = 0
    bytes: int = 0
    snapshots: int = 0

    def add(self, path: Path) -> None:
        for file in [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]:
            self.files += 1
            self.bytes += file.stat().st_size

    def __str__(self) -> str:
        return f"removed {self.files:,} files of {self.bytes:,} bytes, and {self.snapshots:,} old snapshots"


@dataclass(slots=True)
class Stage:
    """A stage of a day while it runs, and after it what came of it.

    `needed` is False while nothing changed; `cause` says why it is True. `outcome` is `skipped`, `done`, `unchanged`
    (executed, the same rows came out) or `failed`. `run_id` is a hash of stage, day, inputs and versions. `made_of` and
    `made_before`: see `keeps`.
    """

    warehouse: Warehouse
    name: str
    day: date
    inputs: list[Partition]
    outputs: tuple[str, ...]
    versions: Versions
    inputs_hashes: dict[str, str]
    run_id: str
    needed: bool = False
    cause: str | None = None
    outcome: str = "skipped"
    written: dict[Partition, str] = field(default_factory=dict)
    rows_in: int = 0
    rows_out: int = 0
    rows_quarantined: int = 0
    seconds: float = 0.0
    made_of: str | None = None
    made_before: str | None = None
    _rows_read: dict[str, int] = field(default_factory=dict)
    _rows_written: dict[Partition, int] = field(default_factory=dict)

    def read(self, table: str, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of the stage's inputs of that table. Raises `StorageError` for a table that is no input."""
        days = [p.day for p in self.inputs if p.table == table]
        if not days:
            raise StorageError(f"stage {self.name} reads {table} without naming it in its inputs")
        frame = pa.concat_tables(
            [self.warehouse.read(table, day, columns) for day in days], promote_options="permissive"
        )
        self._rows_read[table] = len(frame)  # by table, since a task that is tried again reads again
        self.rows_in = sum(self._rows_read.values())
        return frame

    def keeps(self, made_of: str) -> bool:
        """For a stage that reads more than it uses; `made_of` is a hash of what it uses. Where its outputs were made of
        the same, by the same code, they stay as they are, and nothing more is to do."""
        self.made_of = made_of
        if made_of != self.made_before:
            return False
        for table in self.outputs:
            self.write(table, self.warehouse.read(table, self.day))
        return True

    def write(self, table: str, frame: pa.Table, day: date | None = None) -> None:
        """Replaces a partition, that of the stage's own day where no other is given."""
        self._wrote(table, day, self.warehouse.write(table, day or self.day, frame, self._facts()), len(frame))

    def append(self, table: str, frame: pa.Table, day: date | None = None) -> int:
        """Adds rows whose key is new to a partition, and gives their number."""
        added = self.warehouse.append(table, day or self.day, frame, self._facts())
        self._wrote(table, day, self.warehouse.content_hash(table, day or self.day) or "none", len(frame))
        return added

    def quarantine(self, rows: pa.Table | Iterable[dict], replace: bool = True) -> None:
        """Puts this stage's refusals into the day's quarantine: call it always, also with none.

        Rows that this stage put there before go, unless `replace` is False; those of other stages stay.
        """
        contract = self.warehouse.contract("quarantine")
        new = rows if isinstance(rows, pa.Table) else contract.from_rows(list(rows))
        self.rows_quarantined = len(new)
        with self.warehouse.lock("quarantine"):
            stored = self.warehouse.read("quarantine", self.day)
            kept = stored.filter(pc.not_equal(stored["stage"], self.name)) if replace else stored
            kept = _rows_without(kept, new, contract.key)
            if len(new) or len(kept) < len(stored):
                frame = pa.concat_tables([kept, new.select(kept.column_names)], promote_options="permissive")
                self._wrote("quarantine", None, self.warehouse.write("quarantine", self.day, frame), 0)

    def _wrote(self, table: str, day: date | None, content: str, rows: int) -> None:
        partition = Partition(table, self.warehouse.contract(table).partition_of(day or self.day))
        self.written[partition] = content
        self._rows_written[partition] = rows
        self.rows_out = sum(self._rows_written.values())

    def _facts(self) -> dict[str, str]:
        facts = {
            "stage": self.name,
            "day": str(self.day),
            "run_id": self.run_id,
            "inputs": json.dumps(self.inputs_hashes, sort_keys=True),
            "outputs": " ".join(self.outputs),
            "code_version": self.versions.code,
        }
        return facts | ({"model_version": self.versions.model} if self.versions.model else {})


def _parquet(rows: pa.Table, facts: Mapping[str, str]) -> bytes:
    """The rows as the bytes of a Parquet file; the same rows and facts make the same bytes."""
    sink = pa.BufferOutputStream()
    with_facts = rows.replace_schema_metadata({k: facts[k] for k in sorted(facts)})
    pq.write_table(with_facts, sink, compression="zstd", compression_level=3, row_group_size=ROW_GROUP, version="2.6")
    return sink.getvalue().to_pybytes()


def _content_hash(data: bytes) -> str:
    """Hash of a Parquet file without its footer: of the rows, whoever wrote them.

    A Parquet file ends with its footer, the footer's length (four bytes, little-endian) and "PAR1".
    """
    footer = struct.unpack("<I", data[-8:-4])[0] + 8 if len(data) > 12 and data[-4:] == b"PAR1" else 0
    return hashlib.sha256(memoryview(data)[: len(data) - footer]).hexdigest()


def _is_note(noted: Any) -> bool:
    wanted = {"day", "inputs", "outputs", "code", "model", "rows_out", "rows_quarantined"}
    return isinstance(noted, dict) and wanted <= noted.keys()


def _link(partition: Path, link: Path) -> None:
    """A hard link, which keeps the file as it is when the partition is replaced; a copy where there are none."""
    try:
        os.link(partition, link)
    except FileExistsError:
        raise
    except OSError:
        shutil.copyfile(partition, link)


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file has these very bytes: then it is left alone, and its readers with it."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _as_declared(contract: Table, frame: pa.Table, columns: Sequence[str]) -> pa.Table:
    fields, arrays = [], []
    for name in columns:
        declared = contract.schema.field(name)
        if name in frame.column_names:
            arrays.append(frame[name].cast(declared.type))
            fields.append(declared)
        else:
            arrays.append(pa.chunked_array([pa.nulls(len(frame), declared.type)]))
            fields.append(declared.with_nullable(True))
    return pa.table(arrays, schema=pa.schema(fields))


def _rows_without(frame: pa.Table, others: pa.Table, key: Sequence[str]) -> pa.Table:
    """The rows of `frame` whose key does not occur in `others`."""
    taken = set(zip(*(others[name].to_pylist() for name in key), strict=True))
    keys = zip(*(frame[name].to_pylist() for name in key), strict=True)
    return frame.filter(pa.array([k not in taken for k in keys], pa.bool_()))


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()
