"""The lexicons of linking: which kinds of event may be one event told twice, of which side and sex
victims are, and what makes a name a street."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parents[2] / "seeds" / "lexicons"


@dataclass(frozen=True)
class Families:
    """Event types and their families."""

    path: Path

    @cached_property
    def table(self) -> dict[str, str]:
        with self.path.open(encoding="utf-8", newline="") as file:
            return {row["event_type"]: row["family"] for row in csv.DictReader(file)}

    def of(self, event_type: str) -> str:
        return self.table[event_type]

    def distance(self, a: str, b: str) -> Literal["same", "near", "open", "apart", "far"]:
        """How far two event types are: same type, near (one family), open (one says nothing finer), apart
        (two families of violence), far (violence and a flight or a truce: never one event)."""
        if a == b:
            return "same"
        families = {self.of(a), self.of(b)}
        if len(families) == 1:
            return "near"
        if families & {"displacement", "truce"}:
            return "far"
        return "open" if "any" in families else "apart"


families = Families(FOLDER / "event_families.csv")


def _read_sides() -> dict[str, str]:
    with (FOLDER / "victim_sides.csv").open(encoding="utf-8", newline="") as file:
        return {row["term"]: row["side"] for row in csv.DictReader(file)}


# The side that a word for combatants tells: "soldiers" are of the state, "rebels" are not.
sides = _read_sides()


def _read_sexes() -> dict[str, str]:
    with (FOLDER / "victim_sexes.csv").open(encoding="utf-8", newline="") as file:
        return {row["term"]: row["sex"] for row in csv.DictReader(file)}


# The sex that a word for a victim tells.
sexes = _read_sexes()


def _place_words(kind: str) -> frozenset[str]:
    with (FOLDER / "place_words.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["term"] for row in csv.DictReader(file) if row["class"] == kind)


# What follows a street's name, and the directions before it: the lexicon of places, read for streets.
street_words = _place_words("street")
compass_words = _place_words("compass")
