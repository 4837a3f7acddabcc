"""How sure a claim's outcome and bounds are: logistic weights over the rule that found it and the kind of its count.

The weights stand in `seeds/lexicons/confidence.csv`; `python -m tests.evaluation.calibration` fits them on annotated
texts and prints the reliability table.
"""

import math
from functools import cache

from tasks.extract import lexicons


def features(rule: str, qualifier: str, low: int | None, high: int | None) -> tuple[str, ...]:
    """What a claim's confidence hangs on, as names in `confidence.csv`."""
    kind = "one" if (low, high) == (1, 1) else "none" if high == 0 else qualifier
    return ("base", f"rule {rule.rpartition(': ')[2]}", f"count {kind}")


@cache
def _weights() -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicons.read("confidence")}


def confidence(rule: str, qualifier: str, low: int | None, high: int | None) -> float:
    """The probability that outcome and bounds are right. An unknown rule adds nothing to the base."""
    total = sum(_weights().get(name, 0.0) for name in features(rule, qualifier, low, high))
    return round(1 / (1 + math.exp(-total)), 3)
