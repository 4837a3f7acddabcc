"""The lexicons of linking: which kinds of event may be one event told twice, of which side and sex
victims are, what was struck, whose side an actor is, and what makes a name a street."""

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


def _read_targets() -> dict[str, str]:
    with (FOLDER / "link_targets.csv").open(encoding="utf-8", newline="") as file:
        return {row["term"]: row["target"] for row in csv.DictReader(file)}


# What was struck, or where in town it happened: a market, a school, a parking lot.
targets = _read_targets()


def _read_parties() -> dict[str, str]:
    with (FOLDER / "actors.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["actor_id"]: row["country"]
            for row in csv.DictReader(file)
            if row["kind"] == "state_force" or row["actor_id"].endswith(("_government", "_mod"))
        }


_parties = _read_parties()


def party_of(actor_id: str | None) -> str | None:
    """Whose side an actor is: a state for its government, its defence ministry and its forces, else the actor itself.

    >>> party_of("sy_forces") == party_of("sy_government"), party_of("sy_hts")
    (True, 'sy_hts')
    """
    return _parties.get(actor_id, actor_id) if actor_id else None


def _read_countries() -> dict[str, str]:
    with (FOLDER / "country_adjectives.csv").open(encoding="utf-8", newline="") as file:
        return {form: row["country"] for row in csv.DictReader(file) for form in (row["term"], f"{row['term']}s")}


# The country that a word like "Turkish", "American", "Americans" names.
countries = _read_countries()


def _place_words(kind: str) -> frozenset[str]:
    with (FOLDER / "place_words.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["term"] for row in csv.DictReader(file) if row["class"] == kind)


# What follows a street's name, and the directions before it: the lexicon of places, read for streets.
street_words = _place_words("street")
compass_words = _place_words("compass")
