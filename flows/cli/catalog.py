"""`tollbook catalog`: what the tables and their columns mean."""

import click


@click.command()
@click.option("--write", "is_written", is_flag=True, help="Write it to warehouse/README.md instead.")
def command(is_written: bool) -> None:
    """Print the catalogue: of each table its grain, and of each column type, unit and meaning."""
    from warehouse import catalogue

    if is_written:
        changed = catalogue.write()
        click.echo(f"{catalogue.README} {'written' if changed else 'was up to date'}")
    else:
        click.echo(catalogue.catalogue())
