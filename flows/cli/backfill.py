"""`tollbook backfill`: past days again."""

from datetime import datetime
from pathlib import Path

import click

from flows.cli import _running

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--start", type=DAY, required=True, help="First day of publication.")
@click.option("--end", type=DAY, required=True, help="Last day of publication, included.")
@click.option("--source", metavar="PATH", help="Folder or file of articles.  [default: setting `source`]")
@click.option(
    "--from-stage",
    type=click.Choice(["ingest", "clean", "segment", "extract", "link", "publish"]),
    default="ingest",
    show_default=True,
    help="First stage to run; earlier stages' tables are taken as they are.",
)
@click.option("--force", is_flag=True, help="Recompute also what is up to date.")
@click.option("--reason", help="Why; kept in the table `runs`.")
def command(
    start: datetime, end: datetime, source: str | None, from_stage: str, force: bool, reason: str | None
) -> None:
    """Recompute past days in this process, without a Prefect server.

    The same backfill twice changes nothing. One bad day doesn't stop the others; the exit code is then 1, and 3 where
    only inputs were refused. Inputs without any date are filed under the last day.
    """
    from flows.days import span
    from warehouse.settings import current

    try:
        days = span(start.date(), end.date())
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    summary = _running.run(
        current(),
        days=days,
        source=Path(source) if source else None,
        undated=days[-1],
        from_stage=from_stage,
        force=force,
        reason=reason,
    )
    _running.tell(summary)
    _running.end(summary)
