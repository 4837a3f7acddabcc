"""A run as Prefect shows it: progress and summary as artifacts, failed days as a failed run."""

import time
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect import get_run_logger
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows import pages, runs
from flows.days import STEPS, Summary
from flows.summary import summary_lines
from warehouse.settings import Settings

# How long a run waits for another to end before it gives up: longer than a nightly takes.
PATIENCE = 3600.0
# Rows of the summary table: a UI page, not an archive; the table `runs` has them all.
MOST_DAYS = 400


def run_recorded(settings: Settings, *, days: list[date], source: str = "", **options: Any) -> State[Any]:
    """Runs the days under the running flow. The state that comes back is failed where a day failed, with their list."""
    if not days:
        return Completed(message="No days.")
    progress = _Progress()
    summary = runs.run(
        settings, runs.recorded, days=days, source=Path(source) if source else None, undated=days[-1],
        patience=PATIENCE, progress=progress, **options,
    )  # fmt: skip
    progress.finish()
    lines = summary_lines(summary)
    for line in lines:
        get_run_logger().info(line)
    _record(summary, lines)
    if summary.publication and not summary.failed:
        _record_page(settings, max(days))
    if summary.failed or summary.publish_error:
        return Failed(message="; ".join(line for line in lines[1:] if line.startswith(("FAILED", "NOT PUBLISHED"))))
    return Completed(message=lines[0])


def _record(summary: Summary, lines: list[str]) -> None:
    rows = [
        {
            "day": str(day),
            **{d.stage: d.outcome for d in summary.done if d.day == day and d.stage != "link"},
            "articles": sum(d.rows for d in summary.done if d.day == day and d.stage == "clean"),
            "claims": sum(d.claims for d in summary.done if d.day == day),
            "refused": sum(d.refused for d in summary.done if d.day == day),
        }
        for day in (summary.recomputed or summary.days)[-MOST_DAYS:]
    ]
    create_table_artifact(key="summary", table=rows, description=lines[0])
    create_markdown_artifact(key="result", markdown="\n".join(f"- {line}" for line in lines))


def _record_page(settings: Settings, day: date) -> None:
    """The night's page as a link, and its casualties as a table."""
    since, until = pages.night(day)
    path = pages.write_page(settings, since, until)
    create_link_artifact(link=path.as_uri(), link_text=path.name, key="page", description=str(path))
    table = pages.casualties(settings, since, until)[:MOST_DAYS]
    create_table_artifact(
        key="casualties", table=table, description=f"Casualties by date and location, {since} to {until}"
    )


class _Progress:
    """The progress artifact, told at most every two seconds: each telling is a request to the server."""

    def __init__(self) -> None:
        self.id: UUID = create_progress_artifact(0.0, key="progress", description="stages done, over all days")
        self.told = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if time.monotonic() - self.told < 2:
            return
        self.told = time.monotonic()
        names = [step.name for step in STEPS]
        update_progress_artifact(self.id, round(100 * (names.index(stage) + done / total) / len(names), 1))

    def finish(self) -> None:
        update_progress_artifact(self.id, 100.0)
