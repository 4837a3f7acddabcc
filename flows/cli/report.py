"""`tollbook report`: a named question to the published warehouse."""

from datetime import datetime
from pathlib import Path

import click

from flows.cli._output import FORMATS, answer_file, width

DATE = click.DateTime(["%Y-%m-%d"])
PAGE = "page"


@click.command()
@click.argument("name", required=False)
@click.option("--since", type=DATE, help="First day of the events.")
@click.option("--until", type=DATE, help="Last day of the events, included.")
@click.option("--as-of", type=DATE, help="The record as it was known at the beginning of that day.")
@click.option("--policy", help="How claims become numbers, where the report has policies.")
@click.option("--level", help="What the places are rolled up to, where the report has levels.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to answer.")
@click.option("--out", metavar="FILE", help="Where to write.  [default: standard output]")
def command(
    name: str | None,
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    policy: str | None,
    level: str | None,
    form: str,
    out: str | None,
) -> None:
    """Print a report over the published warehouse; without NAME, list the reports.

    \b
    tollbook report casualties-by-date-and-location --since 2020-02-03 --until 2020-02-09

    The report "page" is one HTML file for the period, to be opened in any browser, without network.
    """
    from warehouse import query as asking
    from warehouse.reports import ReportError, read_report, read_reports
    from warehouse.settings import current

    if name is None:
        for report in read_reports().values():
            click.echo(f"{report.name}: {report.title}, {report.grain}")
        click.echo("page: One HTML file with map, time series, incidents and their sentences")
        return
    if name == PAGE:
        _write_page(since, until, out)
        return
    try:
        report = read_report(name)
        days = {"since": since, "until": until, "as_of": as_of}
        given = {name: moment and moment.date() for name, moment in days.items()}
        sql = report.sql(**given, policy=policy, level=level)
        with answer_file(out, form) as file:
            asking.query(current().data / "warehouse.duckdb", sql, form, file, None if out else width())
    except (ReportError, asking.QueryError) as error:
        raise click.ClickException(str(error)) from None


def _write_page(since: datetime | None, until: datetime | None, out: str | None) -> None:
    from flows.pages import write_page
    from warehouse.query import QueryError
    from warehouse.settings import current

    try:
        path = write_page(current(), since and since.date(), until and until.date(), Path(out) if out else None)
    except QueryError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {error.strerror}") from None
    click.echo(f"{path} ({path.stat().st_size / 1e6:.1f} MB): open it in a browser")
