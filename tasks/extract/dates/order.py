"""Whether an article writes "05/06/2016" day first: told by its other dates in figures."""

import re
from datetime import date

from warehouse.dates import explicit_dates

_ALL_FIGURES = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d\d")


def order_of_days(text: str, today: date | None) -> bool | None:
    """Whether the article writes "05/06" day first, told by its other dates; None where nothing tells."""
    if not _ALL_FIGURES.search(text):
        return None
    figures: list[tuple[int, int]] = []
    for found in explicit_dates(text):
        written = text[found.start : found.end]
        if not written[0].isdigit() or any(c.isalpha() for c in written) or written[:4].isdigit() or found.day is None:
            continue
        if not found.is_ambiguous:
            if found.day != found.month and "." not in written:
                return int(written.replace("-", "/").split("/")[0]) == found.day
            continue
        figures.append((found.day, found.month))
        if today and found.year == today.year:
            if (found.month, found.day) == (today.month, today.day):
                return True
            if (found.day, found.month) == (today.month, today.day):
                return False
    firsts, seconds = {day for day, _ in figures}, {month for _, month in figures}
    if len(firsts) == 1 < len(seconds):
        return False  # "06/02/2015 ... 06/03/2015 ... 06/05/2015": days of one June
    return True if len(seconds) == 1 < len(firsts) else None
