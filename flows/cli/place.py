"""`tollbook place`: what the gazetteer knows of a name."""

import sys

import click

from flows.cli import FAILED


@click.command()
@click.argument("name")
@click.option("--country", metavar="CODE", help="ISO 3166 code, such as SY: finds other spellings there too.")
@click.option("--limit", type=click.IntRange(1, 200), default=10, show_default=True, help="So many candidates.")
def command(name: str, country: str | None, limit: int) -> None:
    """Show the places that NAME may mean, likeliest first, with their scores.

    Accents, case, apostrophes and hyphens don't matter; Arabic and Cyrillic are read too. With --country, a spelling
    that no list has is found by its consonants: "Maaret al-Numan" is Ma‘arrat an Nu‘mān. A score under 0.5 is no match.
    """
    from rich.console import Console
    from rich.table import Table

    from tasks.extract.places.gazetteer import gazetteer
    from tasks.extract.places.lookup import find

    known = gazetteer()
    code = country.upper() if country else None
    if code and known.country(code) is None:
        raise click.UsageError(f"There is no country {country!r}. Write its two letters, such as SY for Syria.")
    found = find(name, known, code)
    if not found:
        hint = "" if code else " With --country, other spellings are tried too."
        click.echo(f"No place is called {name!r}{f' in {code}' if code else ''}.{hint}", err=True)
        sys.exit(FAILED)
    table = Table("score", "place", "kind", "province", "country", "population", "lat, lon", "id", "found by", box=None)
    for one in found[:limit]:
        e = one.entry
        province = known.admin1(e.admin1)
        table.add_row(
            f"{one.score:.2f}", e.name, e.kind, f"{province.name} ({e.admin1})" if province else e.admin1 or "",
            e.country or "", f"{e.population:,}" if e.population else "", f"{e.lat:.3f}, {e.lon:.3f}",
            str(e.id) if e.id > 0 else "ours", one.how,
        )  # fmt: skip
    Console(width=None if sys.stdout.isatty() else 200).print(table)
