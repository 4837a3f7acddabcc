"""Dates written out in full or nearly so ("30 Sep 2014", "Sept. 30", "2014-09-30"), and a text's own publication date.

Plain functions for every stage; nothing here is resolved against an article ("on Thursday" is not for this module).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS: tuple[str, ...] = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
)
MONTHS += ("december",)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

EARLIEST_YEAR, LATEST_YEAR = 1800, 2099
PIVOT = 70
"""Two-digit years from here on are of the 1900s: "3 Jan 90" is 1990, "30 Sep 14" is 2014 (POSIX has 69)."""

HEAD_CHARACTERS = 700
"""How much of a text is searched for its own date: title, byline and the dateline's line fit in."""


@dataclass(frozen=True, slots=True)
class ExplicitDate:
    """A date that names at least its month. `day` or `year` may be None, never both.

    `weekday` (Monday is 0) is None where none is written. `day_first` is None where the text tells its order itself;
    for "05/06/2016" it says which order was taken, and `is_ambiguous` that nothing but the caller's word decided.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    is_ambiguous: bool = False

    def day_in(self, year: int) -> date | None:
        """The day in that year; None where there is none (29 February) or the date names no day."""
        return _day(year, self.month, self.day) if self.day else None

    def as_date(self) -> date | None:
        """The day, where year, month and day are all written."""
        return self.day_in(self.year) if self.year else None


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A text's own date. `basis`: date_line ("06 February, 2020", "Posted on July 12 2016"), dateline
    ("BEIRUT, Feb 6 (Reuters) --") or update ("Last updated ..."). `confidence` is 0 to 1; `start` and `end` say where
    in the text it stands."""

    day: date
    basis: str
    confidence: float
    start: int
    end: int


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation ("Sept.", "feb"), else None."""
    key = word.lower().rstrip(".")
    if len(key) < 3:
        return None
    return next((n for n, name in enumerate(MONTHS, 1) if name == key or (key == name[:3]) or key == name[:4]), None)


def weekday_number(word: str) -> int | None:
    """0 (Monday) to 6 for a weekday's name or abbreviation ("Thurs.", "tue"), else None."""
    key = word.lower().rstrip(".")
    if len(key) < 3:
        return None
    return next(
        (n for n, name in enumerate(WEEKDAYS) if name.startswith(key) and len(key) in (3, 4, 5, len(name))), None
    )


def full_year(digits: str) -> int | None:
    """The year meant by four digits, or by two ("90" is 1990, "14" is 2014); None out of all reason."""
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= PIVOT else 2000
    return year if EARLIEST_YEAR <= year <= LATEST_YEAR else None


_MONTH = (
    r"(?P<month>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june|jun\.?|july|jul\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:(?P<weekday>mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[.,]?,?\s+)?"
_ORDINAL = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
# "3 Jan 90 people fled" has no year: two digits count only where no small letter follows.
_YEAR = r"(?P<year>(?:1[89]|20)\d\d(?![\d,.:]*\d)|['’]\d\d\b|\d\d(?=\s*(?:$|[^\s\w,.:%]|[A-Z\n]))(?!\s+[a-z]))"
_FULL_YEAR = r"(?P<year>(?:1[89]|20)\d\d(?![\d,.:]*\d))"
_SHORT_YEAR = r"(?P<short>\d\d)(?=\s*\()"  # only in datelines: "PERTH, June 11 89 (AFP)"
_JOINT = r"(?:\s*,?\s+|[-/])"

# Read in this order; the first that matches at a place wins.
_FORMS = {
    # 2014-09-30, 2014/09/30
    "year_first": re.compile(
        r"\b(?P<year>(?:1[89]|20)\d\d)([-/.])(?P<month>0?[1-9]|1[0-2])\2(?P<day>[0-2]?\d|3[01])(?!\d)"
    ),
    # 30/09/2014, 09-30-2014, 30.09.14
    "numeric": re.compile(r"(?<![\d./-])(?P<a>\d{1,2})([./-])(?P<b>\d{1,2})\2(?P<year>(?:1[89]|20)?\d\d)(?![\d/-])"),
    # Tuesday, 30th of September, 2014; 3 Jan 90; 30-Sep-2014; 30 December
    "day_month": re.compile(
        rf"\b{_WEEKDAY}(?:the\s+)?{_ORDINAL}(?:\s+of\s+|\s+|-){_MONTH}(?![a-z])(?:{_JOINT}{_YEAR})?", re.IGNORECASE
    ),
    # Thu Aug 1 2013; Sept. 30, 2014; February 6th; "Nov 272017" has lost its comma
    "month_day": re.compile(
        rf"\b{_WEEKDAY}{_MONTH}\s*(?:the\s+)?{_ORDINAL}(?:(?:\s*,?\s*|-){_FULL_YEAR}|\s{_SHORT_YEAR}|(?![\da-z]|[:.,]\d|\s*%))",
        re.IGNORECASE,
    ),
    # February 2020; Feb. 2020; August of 1988
    "month_year": re.compile(rf"\b{_MONTH}(?:\s+of)?(?:\s*,\s*|\s+|-){_FULL_YEAR}", re.IGNORECASE),
}
_FIGURES = re.compile(r"\d[-/.]\d")
_MODAL_MAY = re.compile(r"may\b")


def explicit_dates(text: str, day_first: bool | None = None) -> Iterator[ExplicitDate]:
    """Every explicit date of the text, in reading order, none overlapping another.

    `day_first` decides "05/06/2016" alone: True for 5 June, False for May 6, None for 5 June marked ambiguous
    (most of the world's press). Impossible days ("31 February") are passed over.
    """
    found: list[ExplicitDate] = []
    taken: list[tuple[int, int]] = []
    lower = text.lower()
    names_month = any(name[:3] in lower for name in MONTHS)
    has_figures = _FIGURES.search(text) is not None
    for form, pattern in _FORMS.items():
        if not (has_figures if form in ("year_first", "numeric") else names_month):
            continue  # most sentences: the five searches would cost more than all the rest
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())  # also what is no date: "31 Feb 2010" is not February 2010
            read = _numeric(match, day_first) if form == "numeric" else _written(match, form)
            if read:
                found.append(read)
    yield from sorted(found, key=lambda d: d.start)


def _numeric(match: re.Match[str], day_first: bool | None) -> ExplicitDate | None:
    a, b, year = int(match["a"]), int(match["b"]), full_year(match["year"])
    if year is None or (len(match["year"]) == 2 and match[2] == "." and len(match["b"]) == 1):  # "version 3.1.12"
        return None
    open_order = a <= 12 and b <= 12 and a != b and match[2] != "."  # dots are written day first everywhere
    day, month = (a, b) if b <= 12 and (a > 12 or not open_order or day_first is not False) else (b, a)
    if not _day(year, month, day):
        return None
    return ExplicitDate(*match.span(), year, month, day, None, open_order and day_first is None)


def _written(match: re.Match[str], form: str) -> ExplicitDate | None:
    parts = match.groupdict()
    if form != "year_first" and _MODAL_MAY.match(parts["month"]) and (form != "day_month" or not parts["year"]):
        return None  # "two of the 12 may", "they may 2014": a month is written with a capital
    month = int(parts["month"]) if form == "year_first" else month_number(parts["month"])
    digits = parts.get("year") or parts.get("short")
    year = full_year(digits.lstrip("'’")) if digits else None
    day = int(parts["day"]) if parts.get("day") else None
    if month is None or (day and not _day(year or 2000, month, day)):
        return None
    weekday = weekday_number(parts["weekday"]) if parts.get("weekday") else None
    return ExplicitDate(*match.span(), year, month, day, weekday)


_CUE = re.compile(
    r"(?P<update>(?:last\s+)?(?:updated?|modified)(?:\s+(?:at|on))?)|"
    r"(?:date(?:\s+of\s+publication)?|published|posted|first\s+published|issued|dated?|created)(?:\s+(?:at|on))?",
    re.IGNORECASE,
)
_CUE_BEFORE = re.compile(rf"(?:{_CUE.pattern})\s*:?\s*$", re.IGNORECASE)
# What stands before the date in "SAN SALVADOR, ", "Beirut (Lebanon), ", "(Reuters) BAGHDAD, "
_PLACE_BEFORE = re.compile(
    r"(?:^|[\n\]]|\s{2}|[-–—]\s)\s*[\"“(]?[A-Za-z][\w.'’()/ -]{1,48}(?:,[\w.'’() -]{2,30})?,?\s*\(?$"
)
_AGENCY_AFTER = re.compile(r"\s*(?:\([A-Za-z][\w .,&/'’-]{1,40}\)|[-–—]{1,2}|/[A-Z]{2,}[^/]{0,20}/)")
_LINE_BEFORE = re.compile(r"(?:^|\n|\|\s*|\s{2}|\b[A-Z]{2,6}\s)\s*$")
_SENTENCE_WORD_BEFORE = re.compile(
    r"\b(?:on|in|since|until|till|by|from|of|and|to|before|after|for|the|a|at|as|between)\s+$", re.I
)


def publication_date(head: str, near: date | None = None, day_first: bool | None = None) -> PublicationDate | None:
    """The date that a text gives of itself in its first lines, or None.

    `near` (fetch day, file name's day) supplies a missing year ("BEIRUT, Feb 6 (Reuters)"): the last such day on or
    before it. A date inside a sentence ("on 6 February") is never taken. Two that disagree: the stronger wins.
    """
    text = head[:HEAD_CHARACTERS]
    best: PublicationDate | None = None
    for found in explicit_dates(text, day_first):
        basis, confidence = _standing(text, found)
        if not basis or found.day is None:
            continue
        day = found.as_date()
        if day is None and near is not None and found.year is None:
            day, confidence = _last_such_day(found, near), confidence - 0.1
        if day is None:
            continue
        if found.weekday is not None:
            confidence = min(1.0, confidence + 0.05) if day.weekday() == found.weekday else 0.3
        if found.is_ambiguous:
            confidence = min(confidence, 0.5)
        if best is None or confidence > best.confidence:
            best = PublicationDate(day, basis, round(confidence, 2), found.start, found.end)
    return best


def _standing(text: str, found: ExplicitDate) -> tuple[str | None, float]:
    """How the date stands in the head: which kind of line it makes, and how sure that is."""
    before, after = text[: found.start], text[found.end :]
    cue = _CUE_BEFORE.search(before[-40:])
    if cue:
        return ("update", 0.7) if cue["update"] else ("date_line", 0.95)
    if _SENTENCE_WORD_BEFORE.search(before[-12:]):
        return None, 0.0
    if _PLACE_BEFORE.search(before[-90:]) and _AGENCY_AFTER.match(after):
        return "dateline", 0.95 if found.year else 0.85
    if _LINE_BEFORE.search(before[-12:]) and found.year:
        alone = not after.strip() or re.match(r"\s*(?:\d{1,2}:\d\d[^\n]{0,12})?(?:\n|\||\s[-–—]\s|\s{2})", after)
        return "date_line", 0.9 if alone else 0.8
    return None, 0.0


def _last_such_day(found: ExplicitDate, near: date) -> date | None:
    """The last such day on or before the day after `near` (time zones: a dateline may be a day ahead)."""
    for year in (near.year + 1, near.year, near.year - 1):
        day = found.day_in(year)
        if day and day <= near + timedelta(days=1):
            return day
    return None
