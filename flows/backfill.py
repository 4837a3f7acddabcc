"""The backfill: past days again, from a stage on, for a reason. Its signature is the form in Prefect's UI."""

from datetime import date
from typing import Any, Literal

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Failed

from flows.days import span
from flows.recording import run_recorded
from warehouse.settings import current


@flow(name="backfill")
def backfill(
    start: date,
    end: date,
    source: str = "",
    from_stage: Literal["ingest", "clean", "segment", "extract", "link", "publish"] = "ingest",
    force: bool = False,
    reason: str = "",
) -> State[Any]:
    """Past days again: the stages from the chosen one on, for every day of the span.

    A day whose inputs and versions are as they were costs nothing: the same backfill twice changes nothing.
    One bad day doesn't stop the others; the run then fails at its end, with their list.

    Args:
        start: First day of publication.
        end: Last day of publication, included.
        source: Folder or file of articles on the server's machine. Empty: the setting "source".
        from_stage: First stage to run. Earlier stages' tables are taken as they are.
        force: Recompute also what is up to date.
        reason: Why; kept in the table "runs".
    """
    try:
        days = span(start, end)
    except ValueError as error:
        return Failed(message=str(error))
    return run_recorded(current(), days=days, source=source, from_stage=from_stage, force=force, reason=reason or None)
