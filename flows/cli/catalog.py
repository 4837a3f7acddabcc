"""`tollbook catalog`: what the tables and their columns mean."""

import click


@click.command()
@click.argument("table", required=False)
def command(table: str | None) -> None:
    """Print the catalogue: each table's grain, columns, types, units and meanings; with TABLE, of that one."""
    from warehouse.catalogue import catalogue

    click.echo(catalogue())
