"""When: date expressions found in the text, resolved against the publication date, and attached to claims."""

from tasks.extract.dates.attaching import attach_date
from tasks.extract.dates.finding import find_dates
from tasks.extract.dates.parts import take_dates_of_wholes

__all__ = ["attach_date", "find_dates", "take_dates_of_wholes"]
