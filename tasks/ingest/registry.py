"""Which outlet a name or an address belongs to, after `seeds/sources.csv`."""

import csv
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

PATH = Path(__file__).parents[2] / "seeds" / "sources.csv"


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The registry: outlet, variants (by |), domain, country, kind, independent_group, reason."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _names() -> dict[str, str]:
    return {
        name.strip().lower(): row["outlet"]
        for row in rows()
        for name in (row["outlet"], *row["variants"].split("|"))
        if name.strip()
    }


@cache
def _domains() -> dict[str, str]:
    return {row["domain"]: row["outlet"] for row in rows() if row["domain"]}


def outlet(name: str | None, url: str | None = None) -> str | None:
    """The outlet's name as in the registry; a name that isn't there stays as given; without one, the address tells."""
    if name and name.strip():
        plain = " ".join(name.split())
        return _names().get(plain.lower(), plain)
    if not url:
        return None
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[broken"
        return None
    parts = host.split(".")
    for i in range(len(parts) - 1):
        if known := _domains().get(".".join(parts[i:])):
            return known
    return host or None


def group(name: str) -> str:
    """The independent group of an outlet: those that share a newsroom or an owner's wire count as one source."""
    return next((row["independent_group"] for row in rows() if row["outlet"] == name), name)
