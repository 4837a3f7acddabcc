"""`tollbook sql`: ask the published warehouse."""

import sys

import click

from flows.cli._output import FORMATS, answer_file, width


@click.command()
@click.argument("query", metavar="QUERY")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="How to answer.")
@click.option("--out", metavar="FILE", help="Where to write.  [default: standard output]")
def command(query: str, form: str, out: str | None) -> None:
    """Ask the published warehouse in SQL (DuckDB's), read-only.

    QUERY is a statement, or "-" to read one from standard input. `tollbook sql "show tables"` lists the tables;
    `tollbook catalog` tells what their columns mean.
    """
    from warehouse import query as asking
    from warehouse.settings import current

    question = sys.stdin.read() if query == "-" else query
    try:
        with answer_file(out, form) as file:
            asking.query(current().data / "warehouse.duckdb", question, form, file, None if out else width())
    except asking.QueryError as error:
        raise click.ClickException(str(error)) from None
