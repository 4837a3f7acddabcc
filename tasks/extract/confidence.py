"""How sure a claim's outcome and bounds are: logistic weights over its trigger, the kind of its count, and its victims.

The weights stand in `seeds/lexicons/confidence.csv`; `python -m tests.evaluation.calibration` fits them on annotated
texts and prints the reliability table.
"""

import math
import re
from functools import cache

from tasks.extract import lexicons
from tasks.extract.words import PRONOUNS


def features(
    rule: str, qualifier: str, low: int | None, high: int | None, victims: str | None, is_part: bool
) -> tuple[str, ...]:
    """What a claim's confidence hangs on, as names in `confidence.csv`. `rule` is "trigger's term: way to the victims",
    `victims` the victims' words, `is_part` whether the claim is a part of another."""
    kind = "one" if (low, high) == (1, 1) else "none" if high == 0 else qualifier
    trigger = re.split("[ /]", rule.rpartition(": ")[0])[0]
    people = "none" if not victims else "pronoun" if victims.lower() in PRONOUNS else "noun"
    return ("base", f"trigger {trigger}", f"count {kind}", f"victims {people}", *(("part",) if is_part else ()))


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicons.read("confidence")}


def confidence(names: tuple[str, ...]) -> float:
    """The probability that outcome and bounds are right, from a claim's features. What was never seen adds nothing."""
    total = sum(_weights().get(name, 0.0) for name in names)
    return round(1 / (1 + math.exp(-total)), 3)
