"""`tollbook run`: the nightly, here and now."""

from datetime import datetime
from pathlib import Path

import click

from flows.cli import _running

DAY = click.DateTime(["%Y-%m-%d"])
REPORT = "casualties-by-date-and-location"


@click.command()
@click.option("--source", metavar="PATH", help="Folder or file of articles.  [default: setting `source`: the samples]")
@click.option("--day", type=DAY, help="Day of publication.  [default: every day that the source covers]")
@click.option("--force", is_flag=True, help="Recompute also what is up to date.")
def command(source: str | None, day: datetime | None, force: bool) -> None:
    """Run the nightly in this process: from the articles to the published warehouse, and its report.

    Needs no Prefect server. What is up to date is not done again. Sources hold .txt, .html or .jsonl files, each also
    as .gz; an input that can't be read is refused, kept with the reason in the table "quarantine", and the exit code
    is 3; where a day failed, it is 1.
    """
    from warehouse.settings import current

    settings = current()
    chosen = day.date() if day else None
    summary = _running.run(
        settings,
        source=Path(source) if source else None,
        days=[chosen] if chosen else None,
        undated=chosen,
        force=force,
    )
    if summary.publication:
        _report(settings.data / "warehouse.duckdb")
    _running.tell(summary)
    _running.end(summary)


def _report(path: Path) -> None:
    import sys

    from flows.cli._output import width
    from warehouse.query import query
    from warehouse.reports import read_report

    report = read_report(REPORT)
    click.echo(f"{report.title}\n")
    sys.stdout.flush()
    query(path, report.sql(), "table", sys.stdout.buffer, width())
    click.echo(
        f"\nWhere to look next:\n"
        f"  tollbook report {report.name} --since 2020-02-03 --until 2020-02-09\n"
        f'  tollbook sql "show tables"         what there is; tollbook catalog tells what it means\n'
        f'  tollbook sql "from claims_current" every claim\n'
        f"  tollbook serve --with-server       the schedule, and Prefect's UI\n"
    )
