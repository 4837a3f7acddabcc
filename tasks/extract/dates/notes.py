"""Dated notes: which date heads a note of an event database, an item of a bulletin or a day's list, and how far it
reaches. Plain text and dates in full only; what the date lends to a claim is decided in `attaching.py`.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tasks.extract.dates.order import order_of_days
from tasks.extract.records import Article
from tasks.lines import Line, logical_lines
from warehouse.dates import ExplicitDate, explicit_dates

OPENING = 90
"""Characters of a line in which its heading date stands, with bullet and place."""

DATE_LENGTH = 24
"""Characters in which a date's figures stand: "Wednesday, September 17th"."""

CHRONICLE = 3
"""From so many dated notes on a paragraph is a chronicle."""

_BULLET = re.compile(r"\s*(?:[-–—*•·▪o‣>]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+)?[\[(]?")
# "Jalawat, ", "Jos (Plateau State), ": a place before the date; a colon must then follow it, else it is a dateline
_PLACE = re.compile(r"[A-Z][\w'’-]*(?:[ ,(/][\w'’)( ,/-]{0,50})?,\s+$")
_PROSE = r"\s+\S+(?:\s+\S+){2,}"
_COLON = re.compile(rf"[\])]?\s*[:;|]{_PROSE}|[\])]{_PROSE}")
_STOP = re.compile(rf"[\])]?\s*[.,]{_PROSE}.*[.!?]")
_FIELD = re.compile(r"(?:Event\s+)?Date:\s*", re.IGNORECASE)
# "2014-06-18 Baqra: ...": the place may stand between the date and its colon
_PLACE_AFTER = re.compile(rf"\s+[A-Z][\w'’-]*(?:,? [\w'’(),-]+){{0,4}}:{_PROSE}")
_CLOCK = re.compile(r"[\])]?\s*[.,:;|]?\s*\d{1,2}[:.]\d\d\b")
_DASH = re.compile(rf"[\])]?\s*(?:[-–—]){_PROSE}")
_FULL_STOP = re.compile(r"\.\s+[A-Z]")
_SUM = re.compile(r"(?:Balance|Total|Totals|In total|In all|Summary|Overall)\b")
_SENTENCE_START = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A date that heads a note: its characters, its day, and the text [reach_start, reach_end) that it dates."""

    start: int
    end: int
    day: date
    reach_start: int
    reach_end: int


@lru_cache(maxsize=64)
def headings(article: Article) -> tuple[Heading, ...]:
    """The headings of an article's notes, in reading order; none in an ordinary report."""
    return tuple(h for h in _openings(article) if not _is_dateline(h, article))


@lru_cache(maxsize=64)
def no_events(article: Article) -> frozenset[int]:
    """Where the dates begin that are no event's by themselves: those of headings, and of datelines like them."""
    return frozenset(opening.start for opening in _openings(article))


@lru_cache(maxsize=64)
def _openings(article: Article) -> tuple[Heading, ...]:
    text, lines = article.text, _lines(article.text)
    day_first = order_of_days(text, article.published)
    found: list[Heading] = []
    alone = [(line, day) for line in lines if (day := _alone(text[line.start : line.end], day_first))]
    if len(alone) > 1:  # one date that stands alone is the page's own
        ends = [line.start for line, _ in alone[1:]] + [len(text)]
        for (line, day), end in zip(alone, ends, strict=True):
            found += _heading(day, line.start, end, line.start, article)
    for line in lines:
        found += _of_line(text, line, article, day_first)
    dashed = [(line, day) for line in lines if (day := _before_dash(text[line.start : line.end], day_first))]
    if len(dashed) > 1:  # one may be the page's own dateline
        for line, day in dashed:
            found += [h for h in _heading(day, line.start, line.end, line.start, article) if h not in found]
    stopped = [(line, day) for line in lines if (day := _before_stop(text[line.start : line.end], day_first))]
    if len(stopped) >= CHRONICLE:
        for line, day in stopped:
            found += [h for h in _heading(day, line.start, line.end, line.start, article) if h not in found]
    for line in lines:
        found += [h for h in _chronicle(text, line, article, day_first) if h not in found]
    return tuple(found)


def _is_dateline(heading: Heading, article: Article) -> bool:
    """ "(Nairobi, August 29, 2024) - Gunmen ...", in a report of that day: where and when it was written."""
    before = article.text[heading.reach_start : heading.start]
    return heading.reach_start < OPENING and heading.day == article.published and re.search(r"\w", before) is not None


def _chronicle(text: str, line: Line, article: Article, day_first: bool | None) -> list[Heading]:
    """The notes of a line that is a chronicle: "1 Dec – Rebels enter a town. 5 Dec – Ambush on a road. ..."."""
    starts = [line.start, *(m.end() for m in _SENTENCE_START.finditer(text, line.start, line.end))]
    if len(starts) < 2:
        return []
    dashed = [(at, day) for at in starts if (day := _before_dash(text[at : at + OPENING], day_first))]
    is_sure = len(dashed) > 1 and dashed[0][0] == line.start and all(day.year for _, day in dashed)
    if len(dashed) < CHRONICLE and not is_sure:
        return []
    sums = (at for at in starts if at > dashed[-1][0] and _SUM.match(text, at))
    ends = [at for at, _ in dashed[1:]] + [next(sums, line.end)]
    return [h for (at, day), end in zip(dashed, ends, strict=True) for h in _heading(day, at, end, at, article)]


def heading_at(article: Article, at: int) -> Heading | None:
    """The heading that dates the text at that character: the nearest one whose reach it lies in."""
    return max((h for h in headings(article) if h.reach_start <= at < h.reach_end), key=lambda h: h.start, default=None)


def is_item(article: Article, at: int) -> bool:
    """Whether the character stands in a line with a bullet, whose story is its own."""
    line = line_at(article, at)
    bullet = _BULLET.match(article.text, line.start, line.end) if line else None
    return bullet is not None and bullet.end() > bullet.start()


def line_at(article: Article, at: int) -> Line | None:
    """The logical line (paragraph) that the character stands in."""
    return next((line for line in _lines(article.text) if line.start <= at < line.end), None)


@lru_cache(maxsize=8)
def _lines(text: str) -> tuple[Line, ...]:
    return tuple(logical_lines(text))


def _alone(line: str, day_first: bool | None) -> ExplicitDate | None:
    """The date that is all of the line: "Tuesday 5 March 2013"."""
    if len(line) > OPENING // 2 or not any(c.isdigit() for c in line):
        return None
    found = next(explicit_dates(line, day_first), None)
    return found if found and found.day and not re.search(r"\w", line[: found.start] + line[found.end :]) else None


def _before_dash(line: str, day_first: bool | None) -> ExplicitDate | None:
    """The date that opens a line and is set off by a dash: "16.10.2023 – Avdiivka: ...", "5 Dec – Ambush on ..."."""
    head = line[:DATE_LENGTH]
    if not any(c.isdigit() for c in head):
        return None
    begins = _BULLET.match(head)
    found = next(explicit_dates(head, day_first), None)
    is_first = found is not None and found.start == (begins.end() if begins else 0)
    return found if found and is_first and found.day and _DASH.match(line, found.end) else None


def _before_stop(line: str, day_first: bool | None) -> ExplicitDate | None:
    """The date that opens a line as a sentence of its own: "24 November. Patikul. Troops clashed with ..."."""
    head = line[:DATE_LENGTH]
    begins = _BULLET.match(head)
    found = next(explicit_dates(head, day_first), None) if any(c.isdigit() for c in head) else None
    is_first = found is not None and found.start == (begins.end() if begins else 0)
    return found if found and is_first and found.day and _FULL_STOP.match(line, found.end) else None


def _of_line(text: str, line: Line, article: Article, day_first: bool | None) -> list[Heading]:
    starts = [line.start, *(m.end() for m in _SENTENCE_START.finditer(text, line.start, line.end))]
    found: list[Heading] = []
    for start in starts:
        is_first = start == line.start
        opened = _opened(text[start : line.end], is_first, article.published is None, day_first)
        if opened:
            found += _heading(opened, start, line.end, start, article)
    return found


def _opened(rest: str, is_first: bool, is_undated: bool, day_first: bool | None) -> ExplicitDate | None:
    """The date in full that opens the text as its heading. Inside a line only "06/18/2014: ..." does, for "12 March
    2021, gunmen ..." could go on with the sentence before. A dash makes a page's own date line as well: it counts
    where the article has no other date."""
    head = rest[:OPENING]
    if not any(c.isdigit() for c in (head if is_first else head[:DATE_LENGTH])) or not (is_first or ":" in head):
        return None  # nearly all sentences
    found = next(explicit_dates(head, day_first), None)
    if found is None or found.day is None or _CLOCK.match(rest, found.end):
        return None
    begins = _BULLET.match(head)
    before = head[begins.end() if begins else 0 : found.start]
    if _COLON.match(rest, found.end):
        return found if not before or (is_first and _PLACE.fullmatch(before)) else None
    is_field = is_undated and _FIELD.fullmatch(before) is not None
    if (before and not is_field) or not is_first or found.year is None:
        return None
    if is_undated and _PLACE_AFTER.match(rest, found.end):
        return found
    return found if _STOP.match(rest, found.end) or (is_undated and _DASH.match(rest, found.end)) else None


def _heading(found: ExplicitDate, start: int, end: int, offset: int, article: Article) -> list[Heading]:
    day = found.as_date()
    if day is None and article.published:
        years = (article.published.year, article.published.year - 1)
        day = next((d for d in map(found.day_in, years) if d and d <= article.published), None)
    if day is None or found.is_ambiguous:
        return []
    return [Heading(offset + found.start, offset + found.end, day, start, end)]
