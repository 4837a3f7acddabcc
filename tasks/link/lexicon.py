"""The lexicons of linking: which kinds of event may be one event told twice, and of which side victims are."""

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
