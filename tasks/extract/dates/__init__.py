"""When: date expressions found in the text, resolved against the publication date, and attached to claims."""

from tasks.extract.dates.finding import find_dates
from tasks.extract.records import Context, Dating, Seed

__all__ = ["attach_date", "find_dates"]


def attach_date(seed: Seed, context: Context) -> Dating:
    """When the claim's event was, and when its source said so."""
    return Dating()
