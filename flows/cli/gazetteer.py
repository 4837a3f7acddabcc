"""`tollbook gazetteer`: where the place names are, and more of them from GeoNames."""

import time
from pathlib import Path

import click


@click.group()
def command() -> None:
    """Show the gazetteer's file, or add places from GeoNames' own dumps."""


@command.command()
def show() -> None:
    """Print where the gazetteer is and how many places it holds; builds it if it isn't there."""
    from tasks.extract.places.gazetteer import gazetteer

    known = gazetteer()
    click.echo(f"{known.path}\n{len(known):,} places, {known.path.stat().st_size / 1e6:.0f} MB")


@command.command("import")
@click.argument("dump", metavar="FILE.zip", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(dump: Path) -> None:
    """Add the places of a GeoNames dump (SY.zip, allCountries.zip, or the .txt inside).

    Towns, districts, airports, bases, camps and regions are read with their alternate names; streams and hills are not.
    The file is kept beside the gazetteer, so that later versions are built with it too; importing a newer file of
    the same name replaces it.
    """
    from tasks.extract.places.gazetteer import GazetteerError, import_dump

    start = time.perf_counter()
    try:
        path, read, total = import_dump(dump)
    except (GazetteerError, OSError, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{read:,} places of {dump.name} in {time.perf_counter() - start:.0f} s; {total:,} in all, in {path}")
