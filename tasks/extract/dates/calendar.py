"""Days, weeks, months and quarters as intervals with their TIMEX3 values; no words, no articles."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date expression means: TIMEX3 type and value, first and last day, and how fine that is.

    Days are None where the expression doesn't tell them (`recently`, or a weekday without a publication date).
    """

    value: str | None
    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    kind: str = "DATE"

    @property
    def days(self) -> tuple[date, date]:
        """First and last day, of a reading that has them (all that this module makes do)."""
        if self.start is None or self.end is None:
            raise ValueError(f"{self.value} has no days")
        return self.start, self.end


NEVER = Reading(None)
"""An expression that is a date, but that nothing at hand resolves."""


def day(d: date) -> Reading:
    """One day. "Wednesday night" is Wednesday too (CLAIMS.md): parts of days are not kept apart."""
    return Reading(d.isoformat(), d, d, "day")


def week(d: date) -> Reading:
    """The ISO week, Monday to Sunday, that the day lies in."""
    year, number, weekday = d.isocalendar()
    monday = d - timedelta(days=weekday - 1)
    return Reading(f"{year}-W{number:02d}", monday, monday + timedelta(days=6), "week")


def weekend(d: date) -> Reading:
    """Saturday and Sunday of the ISO week that the day lies in."""
    whole = week(d)
    sunday = whole.days[1]
    return Reading(f"{whole.value}-WE", sunday - timedelta(days=1), sunday, "interval")


def month(year: int, number: int) -> Reading:
    return Reading(
        f"{year}-{number:02d}", date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month"
    )


def year(number: int) -> Reading:
    return Reading(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")


def quarter(year_: int, number: int) -> Reading:
    """Calendar quarter 1 to 4. A fiscal quarter is given as the calendar's: the article seldom tells its start."""
    first, last = month(year_, 3 * number - 2), month(year_, 3 * number)
    return Reading(f"{year_}-Q{number}", first.start, last.end, "interval")


def half(year_: int, number: int) -> Reading:
    first, last = month(year_, 6 * number - 5), month(year_, 6 * number)
    return Reading(f"{year_}-H{number}", first.start, last.end, "interval")


SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season on the northern half of the earth, where each has three."""


def season(year_: int, name: str) -> Reading:
    """A season of the year; winter runs from December of that year into the next."""
    first = SEASON_MONTHS[name]
    start = date(year_, first, 1)
    end_year, end_month = shift_month(year_, first, 2)
    return Reading(f"{year_}-{name}", start, month(end_year, end_month).end, "interval")


def decade(first_year: int) -> Reading:
    return Reading(f"{first_year // 10}X", date(first_year, 1, 1), date(first_year + 9, 12, 31), "interval")


def century(number: int) -> Reading:
    """The 20th century is 1900 to 1999, as newspapers count."""
    first = (number - 1) * 100
    return Reading(f"{number - 1}XX", date(first, 1, 1), date(first + 99, 12, 31), "interval")


def shift_month(year_: int, number: int, by: int) -> tuple[int, int]:
    index = year_ * 12 + number - 1 + by
    return index // 12, index % 12 + 1


def shift(d: date, by: int, unit: str) -> date:
    """The day `by` units on (back where negative); the month's last day where it has no such day."""
    if unit in ("year", "decade", "century"):
        by, unit = by * {"year": 12, "decade": 120, "century": 1200}[unit], "month"
    if unit == "month":
        year_, number = shift_month(d.year, d.month, by)
        return date(year_, number, min(d.day, monthrange(year_, number)[1]))
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    return d + (timedelta(days=by * days) if days else timedelta(hours=by if unit == "hour" else 0))


def around(d: date, unit: str) -> Reading:
    """The unit of time that the day lies in: "two months ago" is a month, "three years ago" a year."""
    if unit in ("week", "fortnight"):
        return week(d)
    if unit == "month":
        return month(d.year, d.month)
    if unit == "year":
        return year(d.year)
    if unit == "decade":
        return Reading(f"{d.year}", date(d.year, 1, 1), date(d.year, 12, 31), "year")
    return day(d)


THIRDS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
"""Days of "early", "mid" and "late" in a month (CLAIMS.md: "in early February" = 1st to 10th)."""


def third_of_month(whole: Reading, phase: str) -> Reading:
    """Early (1st to 10th), mid (11th to 20th) or late (21st to the last) in a month, under the month's own value."""
    first_day, last_day = whole.days
    first, last = THIRDS[phase]
    end = last_day.replace(day=min(last, last_day.day))
    return Reading(whole.value, first_day.replace(day=first), end, "interval")


def third_of_year(whole: Reading, phase: str) -> Reading:
    """Early (January to April), mid or late (September to December) in a year, under the year's own value."""
    number = whole.days[0].year
    first = {"START": 1, "MID": 5, "END": 9}[phase]
    return Reading(whole.value, date(number, first, 1), month(number, first + 3).end, "interval")


def easter(year_: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian algorithm)."""
    a, b, c = year_ % 19, year_ // 100, year_ % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, rest = divmod(h + k - 7 * m + 114, 31)
    return date(year_, number, rest + 1)


def thanksgiving(year_: int) -> date:
    """The fourth Thursday of November (United States)."""
    first = date(year_, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
