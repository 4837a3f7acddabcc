"""One run: scan the source once, the stages over its days, the incidents of their months, publish.

Two ways to call a stage: `direct`, as a plain function, with no Prefect server; `recorded`, as a task of the flow
that runs, seen in Prefect's UI. All else is the same.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from flows.days import Call, Progress, Summary, run_days, run_months, without_silence
from flows.workers import Workers
from warehouse.settings import Settings
from warehouse.storage import Freed, Stage, Warehouse

if TYPE_CHECKING:
    from tasks.ingest.scan import Scan


class SourceError(ValueError):
    """The source can't be read; the message says why."""


def logical_day(scheduled: datetime, timezone: str) -> date:
    """The day that a run is for: the one before its scheduled start in the schedule's time zone. A run that starts
    late still does its own day."""
    return scheduled.astimezone(ZoneInfo(timezone)).date() - timedelta(days=1)


def direct(name: str, stage: Stage, **arguments: Any) -> None:
    """Calls a stage's task as a plain function."""
    getattr(import_module(f"tasks.{name}.task"), name).fn(stage, **arguments)


def recorded(name: str, stage: Stage, **arguments: Any) -> None:
    """Calls a stage's task as a task of the running flow, named after its day."""
    from prefect.cache_policies import NO_CACHE
    from prefect.utilities.annotations import opaque

    # What is up to date, our own manifest knows; Prefect would hash every table to find out.
    task = getattr(import_module(f"tasks.{name}.task"), name).with_options(
        task_run_name=f"{name} {stage.day}", cache_policy=NO_CACHE
    )
    # opaque: Prefect would otherwise walk through stages and tables in search of futures
    task(opaque(stage), **{key: opaque(value) for key, value in arguments.items()})


def run(
    settings: Settings,
    call: Call,
    *,
    days: list[date] | None = None,
    source: Path | None = None,
    undated: date | None = None,
    from_stage: str = "ingest",
    force: bool = False,
    reason: str | None = None,
    patience: float = 0,
    progress: Progress = lambda stage, done, total: None,
) -> Summary:
    """Runs `days`; without them, every day that the source covers. Waits `patience` seconds for another run to end.

    `undated` is the day under which articles and refused inputs without a date are filed; see `tasks.ingest.scan`.
    Raises `StorageError` where another run holds the warehouse, `SourceError` for a source that is not there.
    """
    warehouse = Warehouse(settings.data)
    with warehouse.lock("run", patience), ExitStack() as stack:
        warehouse.sweep()
        scan = None
        if from_stage == "ingest":
            scan = stack.enter_context(_scan(source or settings.source, settings, warehouse, undated))
        stored = warehouse.partitions("raw_articles")
        covered = [*scan.days, *stored] if scan else stored
        if days is None:
            days = list(scan.days) if scan else stored
        days, silences = without_silence(days, covered)
        with Workers(settings.processes if len(days) > 1 else 1) as workers:
            summary = run_days(
                warehouse, days, scan, settings, call, workers,
                from_stage=from_stage, force=force, reason=reason, progress=progress,
            )  # fmt: skip
        if from_stage != "publish":
            summary.done += run_months(warehouse, days, call, settings.processes, force=force, reason=reason)
        _publish(warehouse, summary, force)
        summary.silences = silences
        if scan:
            wanted = set(days)
            summary.outside = sum(len(batch) for day, batch in scan.days.items() if day not in wanted)
    return summary


def compact(settings: Settings, patience: float = 0) -> Freed:
    """Compacts the warehouse. Waits `patience` seconds for a run to end; raises `StorageError` where one goes on."""
    warehouse = Warehouse(settings.data)
    with warehouse.lock("run", patience):
        return warehouse.compact()


def _scan(source: Path, settings: Settings, warehouse: Warehouse, undated: date | None) -> "Scan":
    from tasks.ingest.scan import scan

    try:
        return scan(
            source,
            run_day=undated,
            filed=_Filed(warehouse),
            max_article_bytes=settings.max_article_bytes,
            spool=warehouse.root / "spool",
        )
    except OSError as error:
        raise SourceError(f"the source {source} can't be read: {error.strerror or error}") from None


class _Filed(Mapping[tuple[str, str], date]):
    """The day under which each undated (article_id, version_id) was filed; read when it is first asked for."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse

    @cached_property
    def days(self) -> dict[tuple[str, str], date]:
        columns = ("article_id", "version_id", "published_on", "published_basis")
        rows = self.warehouse.read_range("raw_articles", columns=columns).to_pylist()
        return {
            (r["article_id"], r["version_id"]): r["published_on"] for r in rows if r["published_basis"] == "run_day"
        }

    def __getitem__(self, key: tuple[str, str]) -> date:
        return self.days[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.days)

    def __len__(self) -> int:
        return len(self.days)


def _publish(warehouse: Warehouse, summary: Summary, force: bool) -> None:
    from tasks.publish import PublishError, publish

    try:
        summary.publication = publish(warehouse, force)
    except PublishError as error:
        summary.publish_error = str(error)
