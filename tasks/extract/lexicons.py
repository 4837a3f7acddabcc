"""Reads the lexicons in `seeds/lexicons`: CSV files whose every row carries a reason or an example."""

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "seeds" / "lexicons"


@cache
def read(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `seeds/lexicons/NAME.csv`, header names as keys. Raises FileNotFoundError for a wrong name."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def terms(name: str) -> frozenset[str]:
    """The `term` column of a lexicon, lower-cased."""
    return frozenset(row["term"].lower() for row in read(name))
