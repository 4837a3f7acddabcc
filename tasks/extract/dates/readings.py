"""What each date phrase means: one small function per reading that `date_phrases.csv` names.

A reading takes the matched words and a frame (the day that counts as today, the tense, what the article named last)
and gives a value and an interval, or None where the words are no date here after all. No text is searched here.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.extract.dates import calendar
from tasks.extract.dates.calendar import NEVER, Reading
from tasks.extract.dates.phrases import Match, word_values
from warehouse.dates import EARLIEST_YEAR, LATEST_YEAR

SAME_DAY = 6
"""Hours after which it is still the same day, as far as anybody tells: "he was arrested two hours later"."""

SOON_DAYS = 92
"""A day without its year is the coming one within these days ("extended to Dec. 15" in October): whoever means the
one of nine months ago says so."""

SOON_MONTHS = 2
"""Likewise for a month without year or tense: "an accession in March", in February."""

RECENT_DAYS = {"hour": 0, "day": 7, "week": 28, "month": 183, "year": 1826, "decade": 10958}
"""How far "recent days", "the past few weeks" reach back: days as CLAIMS.md says, the others half the next unit."""


@dataclass(slots=True)
class Frame:
    """What an expression is resolved against.

    `today`: publication date or dateline, None where unknown. `direction`: "past", "future", or None where no verb
    nearby tells; `is_direct` says that the verb stands right beside ("ended Jan. 31"). `last`: the last dated
    expression before this one; `last_quarter`: the last quarter named (year, 1-4).
    """

    today: date | None
    direction: str | None = None
    is_direct: bool = False
    last: Reading | None = None
    last_quarter: tuple[int, int] | None = None


ReadingFunction = Callable[[Match, Frame], Reading | None]


def _shifted_year(match: Match, frame: Frame) -> int | None:
    """The year that a phrase names by its digits or by "last year" (argument -1); None where neither resolves."""
    digits = match.value("YEAR")
    if digits:
        return int(digits)
    shift = match.argument.split(" ")[0]
    return frame.today.year + int(shift) if frame.today and shift else None


def weekday(match: Match, frame: Frame) -> Reading | None:
    """The nearest one on or before today in the past tense (as TimeBank has it; the same weekday is today), on or
    after today in the future."""
    wanted = int(match.value("WEEKDAY") or 0)
    mode = match.argument
    if mode in ("earlier", "later"):
        base = frame.last.start if frame.last and frame.last.start else frame.today
    else:
        base = frame.today
    if base is None:
        return NEVER
    back = (base.weekday() - wanted) % 7
    if mode in ("before", "earlier"):
        return calendar.day(base - timedelta(days=back or 7))
    if mode in ("after", "later"):
        return calendar.day(base + timedelta(days=7 - back))
    if frame.direction == "future":
        return calendar.day(base + timedelta(days=-back % 7))
    return calendar.day(base - timedelta(days=back))


def weekday_of_week(match: Match, frame: Frame) -> Reading | None:
    if frame.today is None:
        return NEVER
    monday = calendar.week(frame.today + timedelta(weeks=int(match.argument))).days[0]
    return calendar.day(monday + timedelta(days=int(match.value("WEEKDAY") or 0)))


def days(match: Match, frame: Frame) -> Reading | None:
    return calendar.day(frame.today + timedelta(days=int(match.argument))) if frame.today else NEVER


def overnight(match: Match, frame: Frame) -> Reading | None:
    """The night into today: both days (CLAIMS.md)."""
    if frame.today is None:
        return Reading(None, kind="TIME")
    before = frame.today - timedelta(days=1)
    return Reading(f"{before.isoformat()}TNI", before, frame.today, "interval", "TIME")


def same(match: Match, frame: Frame) -> Reading | None:
    """ "the same day", "that year": of what was dated last."""
    if frame.last is None or frame.last.start is None:
        return NEVER
    if match.argument == "period":
        return frame.last if frame.last.precision in ("week", "interval", "month") else NEVER
    if match.argument == "day" and frame.last.precision != "day":
        return NEVER
    return calendar.around(frame.last.start, match.argument)


def day_of_last(match: Match, frame: Frame) -> Reading | None:
    """ "on the 27th": of the month that was dated last, else of the one in which it lies nearest before today."""
    number = int("".join(c for c in match.tokens("ORDINALS")[0].text if c.isdigit()) or 0)
    base = frame.last.start if frame.last and frame.last.start else None
    if base is None and frame.today is not None:
        base = frame.today if number <= frame.today.day else calendar.shift(frame.today.replace(day=1), -1, "month")
    if base is None or not 1 <= number <= monthrange(base.year, base.month)[1]:
        return NEVER
    return calendar.day(base.replace(day=number))


def _from_last(base: Reading, by: int, unit: str) -> Reading:
    start = base.start if by < 0 else base.end
    if start is not None and base.precision == "day" and unit in ("hour", "minute", "second") and abs(by) <= SAME_DAY:
        return calendar.day(start)
    if start is None or (unit in ("hour", "minute", "second")):
        return NEVER
    moved = calendar.shift(start, by, unit)
    if unit in ("week", "month", "year") and base.precision == "day":
        return calendar.day(moved) if unit == "week" else calendar.around(moved, unit)
    return calendar.around(moved, unit)


def from_last(match: Match, frame: Frame) -> Reading | None:
    """ "the following day", "the previous month": counted from what was dated last."""
    if frame.last is None:
        return NEVER
    by, unit = match.argument.split()
    return _from_last(frame.last, int(by), unit)


def count_from_last(match: Match, frame: Frame) -> Reading | None:
    """ "two days later" = after what was dated last; undated, a plain length of time."""
    by = _number(match) * int(match.argument)
    unit = match.value("UNIT") or "day"
    if frame.last is None:
        return NEVER
    return _from_last(frame.last, by, unit)


def _number(match: Match) -> int:
    numbers = [count_of(token.text) for token in match.tokens("NUMBER")]
    return sum(numbers) if len(numbers) > 1 and numbers[0] >= 20 else numbers[-1] if len(numbers) == 1 else numbers[0]


def count_of(text: str) -> int:
    """A count of days or years in words or digits; 0 where it is neither."""
    digits = text.replace(",", "")
    return int(digits) if digits.isdigit() else int(word_values().get(("NUMBER", text.lower()), "0"))


def ago(match: Match, frame: Frame) -> Reading | None:
    """ "two weeks ago": the week, month or year that lies so far back; days and hours give the day."""
    count, unit = _number(match), match.value("UNIT") or "day"
    if frame.today is None:
        return NEVER
    if count > 500:
        return NEVER
    if unit in ("hour", "minute", "second"):
        moved = frame.today - timedelta(days=count // 24 if unit == "hour" else 0)
        return Reading(moved.isoformat(), moved, frame.today, "day" if moved == frame.today else "interval", "TIME")
    if unit == "year" and count == 1 and frame.last_quarter:
        return year_ago(match, frame)
    if unit == "century" or count * {"year": 1, "decade": 10}.get(unit, 0) >= frame.today.year - EARLIEST_YEAR:
        return NEVER
    return calendar.around(calendar.shift(frame.today, -count, unit), unit)


def few_ago(match: Match, frame: Frame) -> Reading | None:
    """ "a few days ago", "years ago": in the past, and no more is said; days are bounded as "recent days" are."""
    unit = match.value("UNIT") or "day"
    if frame.today is None or unit not in ("day", "hour", "minute"):
        return Reading("PAST_REF")
    start = frame.today - timedelta(days=RECENT_DAYS.get(unit, 0))
    return Reading("PAST_REF", start, frame.today, "week" if unit == "day" else "day")


def recent_hours(match: Match, frame: Frame) -> Reading | None:
    return Reading("PAST_REF", frame.today, frame.today, "day") if frame.today else Reading("PAST_REF")


def weeks(match: Match, frame: Frame) -> Reading | None:
    return calendar.week(frame.today + timedelta(weeks=int(match.argument))) if frame.today else NEVER


def week_part(match: Match, frame: Frame) -> Reading | None:
    """ "early this week": Monday to Wednesday; its end: Thursday to Sunday."""
    if frame.today is None:
        return NEVER
    whole = calendar.week(frame.today)
    monday, sunday = whole.days
    if match.argument == "START":
        return Reading(whole.value, monday, monday + timedelta(days=2), "week")
    return Reading(whole.value, sunday - timedelta(days=3), sunday, "week")


def week_of(match: Match, frame: Frame) -> Reading | None:
    read = explicit(match, frame)
    return calendar.week(read.start) if read and read.start else NEVER


def week_ended(match: Match, frame: Frame) -> Reading | None:
    """ "the week that ended Saturday": the seven days up to it."""
    read = explicit(match, frame) if any(token.explicit for _, token in match.words) else weekday(match, frame)
    if read is None or read.end is None:
        return NEVER
    return Reading(calendar.week(read.end).value, read.end - timedelta(days=6), read.end, "week")


def week_of_month(match: Match, frame: Frame) -> Reading | None:
    """ "the second week of May 1992": its 8th to 14th, as dates are counted where no calendar is at hand."""
    number = int("".join(c for c in match.value("ORDINAL") or "" if c.isdigit()) or 0)
    written = next((token.explicit for name, token in match.words if token.explicit), None)
    if written:
        whole = calendar.month(written.year, written.month) if written.year else None
    else:
        whole = _nearest_month(int(match.value("MONTH") or 1), frame)
    if whole is None or whole.start is None or not 1 <= number <= 4:
        return NEVER
    start = whole.start + timedelta(days=7 * (number - 1))
    return Reading(whole.value, start, start + timedelta(days=6), "week")


def week_of_year(match: Match, frame: Frame) -> Reading | None:
    try:
        return calendar.week(date.fromisocalendar(int(match.value("YEAR") or 0), _number(match), 1))
    except ValueError:
        return None


def weekend(match: Match, frame: Frame) -> Reading | None:
    """ "the weekend" is the last one begun, or in the future tense the next; "last weekend" never the present one."""
    if frame.today is None:
        return NEVER
    current = calendar.weekend(frame.today)
    begun = current.days[0] <= frame.today
    if match.argument == "next" or (match.argument == "this" and frame.direction != "past"):
        ahead = match.argument == "next" and begun
        return calendar.weekend(frame.today + timedelta(days=7 if ahead else 0))
    if match.argument == "last" or not begun:
        if frame.direction == "future" and not match.argument:
            return current
        return calendar.weekend(frame.today - timedelta(days=7))
    return current


def past(match: Match, frame: Frame) -> Reading | None:
    """A length of time that ends today; the argument is its days."""
    days_ = int(match.argument)
    return _until_today(frame, timedelta(days=days_), {1: "P1D", 7: "P1W", 30: "P1M", 365: "P1Y", 3652: "P10Y"}[days_])


def _until_today(frame: Frame, length: timedelta, value: str, precision: str = "interval") -> Reading:
    if frame.today is None:
        return Reading(value, kind="DURATION")
    return Reading(value, frame.today - length, frame.today, precision, "DURATION")


def past_count(match: Match, frame: Frame) -> Reading | None:
    """ "the past 48 hours", "in the last two months": from so long ago to today."""
    count, unit = _number(match), match.value("UNIT") or "day"
    letter = {"hour": "TH", "minute": "TM", "second": "TS", "fortnight": "2W", "decade": "0Y"}.get(
        unit, unit[0].upper()
    )
    value = f"P{'T' if letter[0] == 'T' else ''}{count}{letter[-1] if letter[0] == 'T' else letter}"
    if frame.today is None or not 0 < count <= 500 or (unit in ("decade", "century") and count > 10):
        return Reading(value, kind="DURATION")
    if unit == "hour":
        start = frame.today - timedelta(days=-(-count // 24) if count >= 24 else int(count > 12))
    else:
        start = calendar.shift(frame.today, -count, unit)
    return Reading(value, start, frame.today, "day" if start == frame.today else "interval", "DURATION")


def hours(match: Match, frame: Frame) -> Reading | None:
    """ "Treated a hundred wounded in 24 hours": the last ones; of "in two hours" no day is told."""
    count = _number(match)
    if count < 24 or count > 96 or frame.direction == "future":
        return None
    return _until_today(frame, timedelta(days=-(-count // 24)), f"PT{count}H")


def past_few(match: Match, frame: Frame) -> Reading | None:
    """ "recent days" are the seven days up to today (CLAIMS.md); recent hours are today."""
    unit = match.value("UNIT") or "day"
    length = RECENT_DAYS.get(unit, 0)
    precision = {0: "day", 7: "week"}.get(length, "interval")
    value = f"P{'T' if unit in ('hour', 'minute', 'second') else ''}X{unit[0].upper()}"
    return _until_today(frame, timedelta(days=length), value, precision)


def _nearest_month(number: int, frame: Frame, mode: str = "") -> Reading:
    today = frame.today
    if today is None:
        known = frame.last.start.year if frame.last and frame.last.start else None
        return calendar.month(known, number) if known else Reading(f"XXXX-{number:02d}", precision="month")
    this = today.month
    if mode == "this":
        return calendar.month(today.year, number)
    if mode == "after" or (frame.direction == "future" and mode != "before"):
        later = number > this or (number == this and mode != "after")
        return calendar.month(today.year if later else today.year + 1, number)
    if mode == "" and frame.direction is None and 0 < (number - this) % 12 <= SOON_MONTHS:
        return calendar.month(today.year + (number < this), number)
    earlier = number < this or (number == this and mode != "before")
    return calendar.month(today.year if earlier else today.year - 1, number)


def month(match: Match, frame: Frame) -> Reading | None:
    """A month without its year: the last one begun, the next one in the future tense."""
    return _nearest_month(int(match.value("MONTH") or 1), frame, match.argument)


def month_of_year(match: Match, frame: Frame) -> Reading | None:
    year_ = _shifted_year(match, frame)
    return calendar.month(year_, int(match.value("MONTH") or 1)) if year_ else NEVER


def month_phase(match: Match, frame: Frame) -> Reading | None:
    phase = match.value("PHASE") or "START"
    mode = match.argument
    explicit_token = next(iter(match.tokens("MONTHYEAR")), None)
    if explicit_token and explicit_token.explicit and explicit_token.explicit.year:
        whole = calendar.month(explicit_token.explicit.year, explicit_token.explicit.month)
    elif match.value("MONTH"):
        number = int(match.value("MONTH") or 1)
        if mode or any(word == "year" for word, _ in match.words):
            if frame.today is None:
                return NEVER
            whole = calendar.month(frame.today.year + int(mode or 0), number)
        else:
            whole = _nearest_month(number, frame)
    elif frame.today:
        shift = {"last": -1, "this": 0, "next": 1}[mode]
        whole = calendar.month(*calendar.shift_month(frame.today.year, frame.today.month, shift))
    else:
        return NEVER
    return calendar.third_of_month(whole, phase) if whole.start else whole


def months(match: Match, frame: Frame) -> Reading | None:
    if frame.today is None:
        return NEVER
    return calendar.month(*calendar.shift_month(frame.today.year, frame.today.month, int(match.argument)))


def so_far(match: Match, frame: Frame) -> Reading | None:
    """ "earlier this week": from its Monday to today."""
    if frame.today is None:
        return NEVER
    whole = calendar.around(frame.today, match.argument)
    return Reading(whole.value, whole.start, frame.today, whole.precision if match.argument == "week" else "interval")


def rest_of(match: Match, frame: Frame) -> Reading | None:
    """ "later this year": from today to its end."""
    if frame.today is None:
        return NEVER
    whole = calendar.around(frame.today, match.argument)
    return Reading(whole.value, frame.today, whole.end, whole.precision if match.argument == "week" else "interval")


def explicit(match: Match, frame: Frame) -> Reading | None:
    """A date in full; without its year, the nearest that the tense and a weekday beside it allow."""
    found = next((token.explicit for name, token in match.words if token.explicit), None)
    if found is None:
        return None
    if found.day is None:
        return calendar.month(found.year, found.month) if found.year else None
    if found.is_ambiguous:
        return NEVER
    whole = found.as_date()
    if whole:
        return calendar.day(whole)
    if frame.today is None:
        known = frame.last.start.year if frame.last and frame.last.start else None
        guess = found.day_in(known) if known else None
        return calendar.day(guess) if guess else Reading(f"XXXX-{found.month:02d}-{found.day:02d}", precision="day")
    years = (frame.today.year - 1, frame.today.year, frame.today.year + 1)
    candidates = [d for d in map(found.day_in, years) if d]
    if found.weekday is not None:
        candidates = [d for d in candidates if d.weekday() == found.weekday] or candidates
    if not candidates:
        return NEVER
    return calendar.day(_nearest_day(candidates, frame.today, frame))


def _nearest_day(candidates: list[date], today: date, frame: Frame) -> date:
    past_ones = [d for d in candidates if d <= today]
    if frame.direction == "future":
        ahead = next((d for d in candidates if d >= today), candidates[-1])
        is_recent = bool(past_ones) and (today - past_ones[-1]).days <= SOON_DAYS < (ahead - today).days / 2
        return past_ones[-1] if is_recent and not frame.is_direct else ahead
    coming = [d for d in candidates if today < d <= today + timedelta(days=SOON_DAYS)]
    if frame.direction == "past" and frame.is_direct and past_ones:
        return past_ones[-1]
    if coming and not (past_ones and today - past_ones[-1] <= coming[0] - today):
        return coming[0]
    return past_ones[-1] if past_ones else candidates[0]


def year(match: Match, frame: Frame) -> Reading | None:
    return calendar.year(int(match.value("YEAR") or 0))


def year_phase(match: Match, frame: Frame) -> Reading | None:
    number = _shifted_year(match, frame)
    phase = match.value("PHASE") or "END"
    return calendar.third_of_year(calendar.year(number), phase) if number else NEVER


def years(match: Match, frame: Frame) -> Reading | None:
    return calendar.year(frame.today.year + int(match.argument)) if frame.today else NEVER


def year_ago(match: Match, frame: Frame) -> Reading | None:
    """ "a year ago", "the year-earlier period": of the quarter named before, else the year before."""
    if frame.last_quarter:
        year_, number = frame.last_quarter
        return calendar.quarter(year_ - 1, number)
    told_of = frame.last.start.year if frame.last and frame.last.start else None
    if frame.today is None:
        return calendar.year(told_of - 1) if told_of else NEVER
    is_story = match.words[-1][0] == "earlier" and told_of is not None and told_of < frame.today.year - 1
    return calendar.year((told_of if is_story and told_of else frame.today.year) - 1)


def _last_begun_quarter(number: int, today: date) -> tuple[int, int]:
    return (today.year if (today.month + 2) // 3 >= number else today.year - 1), number


def quarter(match: Match, frame: Frame) -> Reading | None:
    """A quarter without its year is the last one begun."""
    number = int("".join(c for c in match.value("ORDINAL") or "" if c.isdigit()) or 0)
    if not 1 <= number <= 4:
        return None
    year_ = _shifted_year(match, frame)
    if year_:
        return calendar.quarter(year_, number)
    return calendar.quarter(*_last_begun_quarter(number, frame.today)) if frame.today else NEVER


def quarters(match: Match, frame: Frame) -> Reading | None:
    if frame.today is None:
        return NEVER
    year_, number = calendar.shift_month(frame.today.year, frame.today.month, 3 * int(match.argument))
    return calendar.quarter(year_, (number + 2) // 3)


def last_quarter(match: Match, frame: Frame) -> Reading | None:
    """ "the quarter", "the latest period": the one named before; the latest, if none was, the last that is over."""
    named = calendar.quarter(*frame.last_quarter) if frame.last_quarter else None
    if match.words[0][0] in ("the", "that"):
        return named
    if frame.today is None:
        return NEVER
    if named and named.end and named.end < frame.today:
        return named
    year_, number = calendar.shift_month(frame.today.year, frame.today.month, -3)
    return calendar.quarter(year_, (number + 2) // 3)


def same_quarter_of(match: Match, frame: Frame) -> Reading | None:
    """ "the 1988 quarter", beside a quarter of 1989: the same one of that year."""
    year_ = int(match.value("YEAR") or 0)
    return calendar.quarter(year_, frame.last_quarter[1]) if frame.last_quarter else calendar.year(year_)


def half_year(match: Match, frame: Frame) -> Reading | None:
    number = int("".join(c for c in match.value("ORDINAL") or "" if c.isdigit()) or 0)
    year_ = _shifted_year(match, frame)
    return calendar.half(year_, number) if year_ and number in (1, 2) else None


def season(match: Match, frame: Frame) -> Reading | None:
    """ "last fall" is the last one over; "this summer" the year's own; "the winter" the last one begun."""
    word = next(t.lower for n, t in match.words if n == "SEASON" or t.lower in ("spring", "summer", "autumn", "winter"))
    name = word_values()["SEASON", word]
    digits = match.value("YEAR")
    if digits:
        return calendar.season(int(digits), name)
    if frame.today is None:
        return NEVER
    candidates = [calendar.season(frame.today.year + shift, name) for shift in (-2, -1, 0, 1)]
    if match.argument == "next" or (frame.direction == "future" and match.argument != "last"):
        return next(
            c for c in candidates if c.end and c.end > frame.today and (not match.argument or _ahead(c, frame.today))
        )
    if match.argument == "this":
        return calendar.season(frame.today.year - (name == "WI" and frame.today.month <= 2), name)
    if match.argument == "last":
        return [c for c in candidates if c.end and c.end < frame.today][-1]
    return [c for c in candidates if c.start and c.start <= frame.today][-1]


def _ahead(read: Reading, today: date) -> bool:
    return read.start is not None and read.start > today


def decade(match: Match, frame: Frame) -> Reading | None:
    """ "the 1990s", "the early eighties": ten years, or the third of them."""
    text = match.value("DECADES")
    first = int(text[:4]) if text else int(match.value("DECADE") or 0) * 10
    if not EARLIEST_YEAR <= first <= LATEST_YEAR:
        return None
    whole, phase = calendar.decade(first), match.value("PHASE")
    if not phase:
        return whole
    low, high = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[phase]
    return Reading(whole.value, date(first + low, 1, 1), date(first + high, 12, 31), "interval")


def century(match: Match, frame: Frame) -> Reading | None:
    number = int("".join(c for c in match.value("ORDINALS") or "" if c.isdigit()) or 0)
    return calendar.century(number) if 15 <= number <= 21 else None


def century_named(match: Match, frame: Frame) -> Reading | None:
    if frame.today is None:
        return NEVER
    return calendar.century(frame.today.year // 100 + (1 if match.words[0][0] == "this" else 0))


def holiday(match: Match, frame: Frame) -> Reading | None:
    """The holiday nearest in the past, or in the future tense the next."""
    rule = match.argument or match.value("HOLIDAY") or ""
    if match.words[-1][0] == "eve" and rule == "12-25":
        rule = "12-24"
    if frame.today is None:
        return NEVER
    candidates = [_holiday_in(rule, frame.today.year + shift) for shift in (-1, 0, 1)]
    if frame.direction == "future":
        return calendar.day(next(d for d in candidates if d >= frame.today))
    return calendar.day([d for d in candidates if d <= frame.today][-1])


def _holiday_in(rule: str, year_: int) -> date:
    if rule == "thanksgiving":
        return calendar.thanksgiving(year_)
    moved = {"easter": 0, "good friday": -2, "palm sunday": -7}.get(rule)
    if moved is not None:
        return calendar.easter(year_) + timedelta(days=moved)
    return date.fromisoformat(f"{year_}-{rule}")


def reference(match: Match, frame: Frame) -> Reading | None:
    """ "now" is today for an event; "recently" and "soon" bound nothing."""
    return Reading(match.argument)


def set_of(match: Match, frame: Frame) -> Reading | None:
    """ "every day", "on Fridays": a repeated time, with no interval."""
    day_of_week = match.value("WEEKDAY")
    if day_of_week:
        return Reading(f"XXXX-WXX-{int(day_of_week) + 1}", kind="SET")
    return Reading(None, kind="SET")


READINGS: dict[str, ReadingFunction] = {
    function.__name__: function
    for function in (
        weekday, weekday_of_week, days, overnight, same, from_last, count_from_last, day_of_last, ago,
        few_ago, recent_hours, weeks, week_part, week_of, week_ended, week_of_month, week_of_year, weekend, past,
        past_count, hours, past_few, month, month_of_year, month_phase, months, so_far, rest_of, explicit, year,
        year_phase, years,
        year_ago, quarter,
        quarters, last_quarter, same_quarter_of, half_year, season, decade, century, century_named, holiday,
        reference, set_of,
    )
}  # fmt: skip
"""Every reading that the phrase table may name."""
