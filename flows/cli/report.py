"""`tollbook report`: a named question to the published warehouse."""

from datetime import datetime

import click

from flows.cli._output import FORMATS, answer_file, width

DATE = click.DateTime(["%Y-%m-%d"])


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
    """
    from warehouse import query as asking
    from warehouse.reports import ReportError, read_report, read_reports
    from warehouse.settings import current

    if name is None:
        for report in read_reports().values():
            click.echo(f"{report.name}: {report.title}, {report.grain}")
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
