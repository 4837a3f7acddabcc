"""When: date expressions found in the text, resolved against the publication date, and attached to claims."""

from tasks.extract.dates.attaching import attach_date
from tasks.extract.dates.finding import find_dates
from tasks.extract.dates.parts import share_dates

__all__ = ["attach_date", "find_dates", "share_dates"]
