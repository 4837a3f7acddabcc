"""Which kinds of event may be one event told twice: reads `seeds/lexicons/event_families.csv`."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

LEXICON = Path(__file__).parents[2] / "seeds" / "lexicons" / "event_families.csv"


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


families = Families(LEXICON)
