"""What `run` and `backfill` share: the run in this process with its progress, its summary and its exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from flows.cli import FAILED, QUARANTINED

if TYPE_CHECKING:
    from flows.days import Progress, Summary
    from warehouse.settings import Settings


def run(settings: "Settings", **options: Any) -> "Summary":
    """Runs the stages in this process, without a Prefect server. Errors end in one line."""
    from flows import environment, runs
    from warehouse.storage import StorageError

    environment.prepare(settings)
    try:
        with _progress() as progress:
            return runs.run(settings, runs.direct, progress=progress, **options)
    except (runs.SourceError, StorageError) as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _progress() -> "Iterator[Progress]":
    """A bar a stage on a terminal, a line a stage elsewhere, both on standard error."""
    if not sys.stderr.isatty():

        def tell(stage: str, done: int, total: int) -> None:
            if done == total:
                click.echo(f"{stage}: {total:,} days", err=True)

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), "days", TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        shown: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in shown:
                shown[stage] = bars.add_task(stage, total=total)
            bars.update(shown[stage], completed=done)

        yield show


def tell(summary: "Summary") -> None:
    """The summary, on standard error."""
    from flows.summary import summary_lines

    for line in summary_lines(summary):
        click.echo(line, err=True)


def end(summary: "Summary") -> None:
    """Leaves with the exit code that tells what came of the run."""
    if summary.failed or summary.publish_error:
        sys.exit(FAILED)
    if summary.refused:
        sys.exit(QUARANTINED)
