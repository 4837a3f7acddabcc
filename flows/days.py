"""The stages over a list of days: which are needed, in which order, and what came of them.

Knows the order of the stages and nothing of Prefect: `call` runs a stage's task, as a plain function or as a Prefect
task (`flows.runs`). What a stage does stands in its package; what is up to date, storage decides.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Protocol

from flows.versions import code_version, model_version
from flows.workers import Workers
from warehouse.contracts import TABLES
from warehouse.settings import Settings
from warehouse.storage import Partition, Stage, StorageError, Versions, Warehouse

if TYPE_CHECKING:
    from tasks.ingest.scan import Scan
    from tasks.publish import Publication

STAGES = ("ingest", "clean", "segment", "extract", "link", "publish")


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of a day: what it reads and writes."""

    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


# Linking goes by month of the event, publishing is of the warehouse as a whole: see `run_months` and `flows.runs`.
STEPS = (
    Step("ingest", (), ("raw_articles",)),
    Step("clean", ("raw_articles",), ("articles",)),
    Step("segment", ("articles",), ("sentences",)),
    Step("extract", ("articles", "sentences"), ("mentions", "claims")),
)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one stage of one day. `outcome`: skipped (was up to date), done, unchanged, or failed."""

    stage: str
    day: date
    outcome: str
    rows: int = 0
    claims: int = 0
    refused: int = 0
    seconds: float = 0.0
    error: str | None = None


@dataclass(slots=True)
class Summary:
    """What came of a run. `silences` are stretches without articles that were passed over, `outside` counts articles
    of the source that the chosen days don't cover."""

    done: list[Done] = field(default_factory=list)
    publication: "Publication | None" = None
    publish_error: str | None = None
    silences: list[tuple[date, date]] = field(default_factory=list)
    outside: int = 0

    @property
    def failed(self) -> dict[date, str]:
        """The days that failed, each with the stage and the reason."""
        return {d.day: f"{d.stage}: {d.error}" for d in self.done if d.outcome == "failed"}

    @property
    def days(self) -> list[date]:
        """Days of publication that were run."""
        return sorted({d.day for d in self.done if d.stage != "link"})

    @property
    def recomputed(self) -> list[date]:
        """Those of which at least one stage was executed."""
        return sorted({d.day for d in self.done if d.stage != "link" and d.outcome != "skipped"})

    @property
    def refused(self) -> int:
        return sum(d.refused for d in self.done)

    def rows(self, stage: str) -> int:
        return sum(d.rows for d in self.done if d.stage == stage)

    @property
    def claims(self) -> int:
        """Claims of the days' articles."""
        return sum(d.claims for d in self.done)


class Call(Protocol):
    """Runs a stage's task: it reads, calls and writes through `stage`."""

    def __call__(self, name: str, stage: Stage, **arguments: Any) -> None: ...


# A longer stretch without any article is a source that wasn't there, not news that was silent: a backfill from 1911 on
# over one article of that year and a thousand of 1989 shall not write 28,000 empty days.
LONGEST_SILENCE = 366

Progress = Callable[[str, int, int], None]  # stage, days done, days in all


def span(start: date, end: date) -> list[date]:
    """All days from `start` to `end`, both included. Raises ValueError where end is before start."""
    if end < start:
        raise ValueError(f"end ({end}) is before start ({start}); both are days of publication, end included")
    return [start + timedelta(n) for n in range((end - start).days + 1)]


def without_silence(days: list[date], covered: Iterable[date]) -> tuple[list[date], list[tuple[date, date]]]:
    """The days without stretches of more than `LONGEST_SILENCE` that aren't `covered`; and those stretches, as (first
    day, last day)."""
    known = set(covered)
    kept: list[date] = []
    silences: list[tuple[date, date]] = []
    for is_covered, run in groupby(days, key=known.__contains__):
        stretch = list(run)
        if is_covered or len(stretch) <= LONGEST_SILENCE:
            kept += stretch
        else:
            silences.append((stretch[0], stretch[-1]))
    return kept, silences


def run_days(
    warehouse: Warehouse,
    days: Iterable[date],
    scan: "Scan | None",
    settings: Settings,
    call: Call,
    workers: Workers,
    *,
    from_stage: str = "ingest",
    force: bool = False,
    reason: str | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Summary:
    """Runs the stages from `from_stage` on, one after the other, each over all days; a day that fails stops there,
    the others go on. `scan` is what the source holds; only the first stage needs it.
    """
    summary = Summary()
    alive = sorted(days)
    for step in STEPS[STAGES.index(from_stage) :]:

        def one(day: date, step: Step = step) -> Done:
            return run_day(warehouse, step, day, scan, settings, call, workers, force, reason)

        results: list[Done] = []
        # As many days side by side as there are workers; the other stages take less time than their disk.
        with ThreadPoolExecutor(workers.count if step.name == "extract" else 1) as threads:
            futures = [threads.submit(copy_context().run, one, day) for day in alive]
            try:
                for future in as_completed(futures):
                    results.append(future.result())
                    progress(step.name, len(results), len(alive))
            except BaseException:
                threads.shutdown(cancel_futures=True)
                raise
        summary.done += sorted(results, key=lambda d: d.day)
        alive = sorted(d.day for d in results if d.outcome != "failed")
    return summary


def run_day(
    warehouse: Warehouse,
    step: Step,
    day: date,
    scan: "Scan | None",
    settings: Settings,
    call: Call,
    workers: Workers,
    force: bool,
    reason: str | None,
) -> Done:
    """One stage of one day, where it is needed. An empty day costs no task: its partitions are written empty."""
    arguments: dict[str, Any] = {}
    also = model = None
    if step.name == "ingest":
        batch = scan.days.get(day) if scan else None
        also = {"source": batch.fingerprint if batch else "nothing"}
        arguments["batch"] = batch
    if step.name == "extract":
        model = model_version(settings.model)
        arguments |= {"model": settings.model, "compute": workers.call}
    try:
        with warehouse.stage(
            step.name,
            day,
            inputs=step.inputs,
            outputs=step.outputs,
            versions=Versions(code_version(step.name), model),
            also=also,
            force=force,
            reason=reason or None,
        ) as stage:
            if stage.needed and _is_empty(warehouse, step, day, scan):
                for table in step.outputs:
                    stage.write(table, TABLES[table].empty())
                stage.quarantine([])
            elif stage.needed:
                call(step.name, stage, **arguments)
    except Exception as error:
        return Done(step.name, day, "failed", error=f"{type(error).__name__}: {error}")
    claims = warehouse.rows("claims", day) if step.name == "extract" else 0
    return Done(step.name, day, stage.outcome, stage.rows_out, claims, stage.rows_quarantined, stage.seconds)


def run_months(
    warehouse: Warehouse,
    days: Iterable[date],
    call: Call,
    processes: int = 1,
    *,
    force: bool = False,
    reason: str | None = None,
) -> list[Done]:
    """Links the claims of every month of events that articles published on `days` can speak of, where they are many in
    up to so many processes at a time."""
    from tasks.link.stage import days_read

    months = {}
    for month in months_read(days, days_read):
        inputs = [Partition(t, d) for t in ("claims", "articles") for d in warehouse.partitions(t, *days_read(month))]
        if {p.table for p in inputs} == {"claims", "articles"}:  # else the days failed before
            months[month] = inputs
    read = {p.day for inputs in months.values() for p in inputs if p.table == "claims"}
    with Workers(min(processes, len(months)) if _are_many(warehouse, read) else 1) as workers:

        def one(month: date) -> Done:
            return _run_month(warehouse, month, months[month], call, workers, force, reason)

        with ThreadPoolExecutor(workers.count) as threads:
            return list(threads.map(lambda m: copy_context().run(one, m), months))


# A process takes seconds to start, in which some thousand claims are linked.
MANY_CLAIMS = 10_000


def _are_many(warehouse: Warehouse, days: Iterable[date]) -> bool:
    try:
        return sum(warehouse.rows("claims", day) for day in days) >= MANY_CLAIMS
    except StorageError:
        return False  # a damaged day: its month will fail, and say so


def _run_month(
    warehouse: Warehouse,
    month: date,
    inputs: list[Partition],
    call: Call,
    workers: Workers,
    force: bool,
    reason: str | None,
) -> Done:
    try:
        with warehouse.stage(
            "link",
            month,
            inputs=inputs,
            outputs=("incidents", "incident_claims"),
            versions=Versions(code_version("link")),
            force=force,
            reason=reason,
        ) as stage:
            if stage.needed:
                call("link", stage, compute=workers.call)
    except Exception as error:
        return Done("link", month, "failed", error=f"{type(error).__name__}: {error}")
    return Done("link", month, stage.outcome, stage.rows_out, 0, 0, stage.seconds)


def months_read(days: Iterable[date], days_read: Callable[[date], tuple[date, date]]) -> list[date]:
    """The event months of which an article published on one of `days` can speak. `days_read` gives the days of
    publication that are read for a month."""
    months = set()
    for day in days:
        month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        while days_read(month)[1] >= day:
            if days_read(month)[0] <= day:
                months.add(month)
            month = (month - timedelta(days=1)).replace(day=1)
    return sorted(months)


def _is_empty(warehouse: Warehouse, step: Step, day: date, scan: "Scan | None") -> bool:
    """Whether a stage has nothing to read. What ingest stored once stays, so it reads its own table too."""
    if scan and step.name == "ingest" and day in scan.days:
        return False
    tables = step.inputs or step.outputs
    return all(not warehouse.has(table, day) or warehouse.rows(table, day) == 0 for table in tables)
