"""Date expressions of an article, found in plain text and resolved: matches, guards, the order of reading.

What a phrase means is in `readings.py`; which date a claim gets is in `attaching.py`.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from tasks.extract import lexicons
from tasks.extract.dates import calendar
from tasks.extract.dates.calendar import Reading
from tasks.extract.dates.notes import heading_at, headings
from tasks.extract.dates.order import order_of_days
from tasks.extract.dates.phrases import Match, Token, may_hold_date, phrases, tokens_of
from tasks.extract.dates.readings import READINGS, Frame, count_of
from tasks.extract.dates.tense import direction, is_told
from tasks.extract.records import Article, Context, DateMention
from warehouse.dates import PublicationDate, month_number, publication_date, weekday_number

SURE = 0.85
"""From this confidence on, the article's own dateline is what "on Thursday" counts from."""

PRINTED_DAYS = 7
"""A dateline without its year ("BEIRUT, Feb 5 (Press)") is as sure where the paper came out within so many days."""

NEAR_DAYS = 60
"""A dateline further than this from the publication date is another date (an anniversary, a reprint)."""

PERIOD_REACH = 14
"""Characters before a date in which "between" makes it a period's first day."""

QUARTER_REACH = 12
"""For so many sentences "the quarter" and "a year ago" speak of the quarter named last."""

_QUOTES = frozenset({'"', "'", "“", "”", "‘", "’"})
_JOINS = frozenset({"and", "to", "or", "-", "–", "/", "through", "until"})
_DASHES = frozenset({"-", "–", "/"})  # "the night of 3/4 March"
_PREPOSITIONS = frozenset(
    {
        "in", "since", "by", "from", "until", "till", "through", "during", "before", "after", "late", "early", "for",
        "between", "both", "due", "year",
    }
)  # fmt: skip
_LINKS = frozenset({"of", "to", "and", "or", "-", "–", "—", "/", "around", "circa", "than"})
_DETERMINERS = frozenset({"the", "its", "his", "her", "their", "our", "a", "this", "that", "s"})
_COUNTED = frozenset(
    {"people", "men", "women", "children", "dead", "killed", "wounded", "injured", "more", "others", "police"}
)
_MONTH_CUES = frozenset(
    {
        "in", "since", "last", "this", "next", "by", "until", "till", "during", "of", "from", "to", "and", "early",
        "late", "mid",
    }
)  # fmt: skip


COUNTED_FROM_EVENTS = frozenset({"same", "from_last", "count_from_last"})
"""Readings that count from a day on which something happened: "the same day", "hours later", "a week earlier"."""

LAST = 4
"""So many dates back the one that another counts from may stand."""

AFTER_ORDINAL = frozenset(
    {
        "in", "at", "near", "and", "when", "of", "the", "a", "an", "they", "he", "she", "it", "was", "were", "to",
        "gunmen", "armed", "militants", "soldiers", "troops", "rebels", "police", "another", "some", "about", "more",
    }
)  # fmt: skip
"""Words behind "on the 27th" that leave it a day: "on the 27th floor" is none."""

OF_EVENTS = frozenset({"around", "about", "in", "by", "since", "between", "from", "until", "before", "after", "circa"})
"""Before these a date is no report's own."""


@dataclass(slots=True)
class _State:
    """What reading on has to remember."""

    today: date | None
    day_first: bool | None
    last: Reading | None = None
    last_quarter: tuple[int, int] | None = None
    quarter_age: int = 0
    told: list[tuple[Reading, str, int, int]] = field(default_factory=list)  # dates read, each in its sentence


@lru_cache(maxsize=64)
def _head(article: Article) -> PublicationDate | None:
    """The article's own date as its first lines give it; the date that heads a note there is an event's."""
    head = publication_date(article.text, near=article.published)
    if head and article.text[: head.start].rstrip().rpartition(" ")[2].lower() in OF_EVENTS:
        return None  # "Around 26 February 2019, herdsmen attacked ..."
    return None if head and any(h.start <= head.start < h.end for h in headings(article)) else head


@lru_cache(maxsize=64)
def reference_day(article: Article) -> date | None:
    """The day that "today" means in the article: its own dateline or date line where that is sure and near the
    publication date (an evening's paper prints the day before's reports), else the publication date."""
    head = _head(article)
    if head is None or article.published is None:
        return article.published or (head.day if head and head.confidence >= 0.5 else None)
    apart = abs((head.day - article.published).days)
    is_sure = head.basis != "update" and head.confidence >= SURE and apart <= NEAR_DAYS
    is_wires = head.basis == "dateline" and head.confidence >= 0.5 and apart <= PRINTED_DAYS
    return head.day if is_sure or is_wires else article.published


def day_of_report(article: Article) -> date | None:
    """The day after which the article can tell of nothing that happened: its publication, else its own date line."""
    return article.published or reference_day(article)


@lru_cache(maxsize=64)
def masthead(article: Article) -> tuple[int, int] | None:
    """Where the article's own date line or dateline stands: a date, but never an event's."""
    head = _head(article)
    return (head.start, head.end) if head else None


def find_dates(context: Context) -> list[DateMention]:
    """Every date expression of the article, resolved, in reading order. Takes no parse; needs the sentences only."""
    today = reference_day(context.article)
    state = _State(today, order_of_days(context.article.text, today))
    mentions: list[DateMention] = []
    for sentence in context.sentences:
        note = heading_at(context.article, sentence.start)
        state.today = note.day if note else today
        mentions.extend(_in_sentence(sentence.text, sentence.start, state))
    return mentions


def _in_sentence(text: str, offset: int, state: _State) -> list[DateMention]:
    state.quarter_age += 1
    if not may_hold_date(text):
        return []
    tokens = tokens_of(text, state.day_first)
    mentions: list[DateMention] = []
    for match in phrases(tokens):
        if not is_date(match, tokens):
            continue
        quarter = state.last_quarter if state.quarter_age <= QUARTER_REACH else None
        last = _last_of_event(state, match.argument) if match.reading in COUNTED_FROM_EVENTS else state.last
        frame = Frame(state.today, *direction(tokens, match.first, match.last), last, quarter)
        read = _with_year_of_partner(match, tokens) or READINGS[match.reading](match, frame)
        if read is None or read.kind == "SET":
            continue
        pairs = [(match.first, match.last, read)]
        if match.reading == "explicit":
            pairs = _with_neighbour(match, tokens, read)
        for first, final, each in pairs:
            mentions.append(_mention(tokens[first].start, tokens[final].end, text, offset, each))
            if match.reading != "year_ago":  # "up from a year ago" is an aside: the story stays where it was
                _remember(each, state, match.reading in ("quarter", "quarters", "last_quarter"))
                state.told.append((each, text, tokens[first].start, tokens[final].end))
    return mentions


def _last_of_event(state: _State, argument: str) -> Reading | None:
    """The last date that is no teller's: "killed on Friday, she said on Monday. A week earlier" is from Friday."""
    if argument == "period":
        return next((read for read, *_ in reversed(state.told[-LAST:]) if read.start and read.precision != "day"), None)
    told = (t for t in reversed(state.told[-LAST:]) if t[0].kind in ("DATE", "TIME") and t[0].start)
    return next((read for read, *place in told if not is_told(*place) and read.value != "PAST_REF"), state.last)


def joined(context: Context) -> list[DateMention]:
    """The article's dates with those that bound one period made one: "From 1 to 30 September", "between 3 and 10 May",
    "1-7 August 2009"."""
    return context.once(_joined)


def _joined(context: Context) -> list[DateMention]:
    dates, text = context.dates, context.article.text
    found: list[DateMention] = []
    for mention in dates:
        first = found[-1] if found else None
        if first and _is_same_night(first, mention, text):
            found.pop()  # "overnight on Thursday", "overnight Friday to Saturday": the days named are meant
            first = None
        days = _weekdays(first, mention, text) if first else None
        if first and days:
            words = text[first.start : mention.end]
            found[-1] = replace(
                first, end=mention.end, text=words, value=None, start_date=days[0], end_date=days[1],
                precision="interval",
            )  # fmt: skip
        elif first and first.start_date and mention.start_date and _is_period(first, mention, text):
            words, start = text[first.start : mention.end], first.start_date
            if first.precision == "week":  # "Week of 27 May - 2 June" begins on a Saturday
                start = max(start, mention.start_date - timedelta(days=6))
            found[-1] = replace(
                first, end=mention.end, text=words, value=None, start_date=start, end_date=mention.end_date,
                precision="interval",
            )  # fmt: skip
        else:
            found.append(mention)
    return found


def _weekdays(first: DateMention, last: DateMention, text: str) -> tuple[date, date] | None:
    """The days of "from Friday to Sunday", "the night of last Tuesday to Wednesday" where each was read by itself, as
    another week's: in a report of a Friday the first is the Friday before that Sunday."""
    if not first.start_date or not last.start_date or not names_weekday(first) or not names_weekday(last):
        return None
    if text[first.end : last.start].strip().lower() not in ("to", "through", "until", "till", "-", "–"):
        return None
    apart = last.start_date - first.start_date
    length = timedelta(days=(last.start_date.weekday() - first.start_date.weekday()) % 7)
    if apart.days == length.days or not length:
        return None
    if apart.days > length.days:
        return first.start_date, first.start_date + length
    return last.start_date - length, last.start_date


def names_weekday(mention: DateMention) -> bool:
    """Whether it is a day told by its weekday: those are told again in every paragraph of a report."""
    return mention.precision == "day" and any(weekday_number(word) is not None for word in mention.text.split())


def _is_same_night(first: DateMention, last: DateMention, text: str) -> bool:
    return first.text.lower() == "overnight" and text[first.end : last.start].strip().lower() in ("", "on", "from")


def _is_period(first: DateMention, last: DateMention, text: str) -> bool:
    is_week = first.precision == "week" and last.precision == "day" and first.text.lower().startswith("week of")
    if not is_week and (first.precision != last.precision or first.precision not in ("day", "month", "year")):
        return False
    if first.start_date is None or last.start_date is None or first.start_date >= last.start_date:
        return False
    between = text[first.end : last.start].split()
    words = [w.lower() for w in between if w not in (",", "the")]
    before = text[max(0, first.start - PERIOD_REACH) : first.start].lower().split()
    is_next = last.start_date - first.start_date == timedelta(days=1) and first.text.split()[0].isdigit()
    if words == ["and"] and is_next and first.precision == "day" and before[-1:] == ["on"]:
        return True  # "on 17 and 18 August"
    if words in (["and"], ["and", "early", "hours", "of"], ["and", "early", "on"]):
        return before[-1:] == ["between"] or before[-2:] == ["between", "the"]
    return words in (["to"], ["through"], ["until"], ["till"], ["-"], ["–"], ["—"], ["/"], ["up", "to"])


def _mention(start: int, end: int, text: str, offset: int, read: Reading) -> DateMention:
    words = text[start:end]
    return DateMention(offset + start, offset + end, words, read.kind, read.value, read.start, read.end, read.precision)


def _remember(read: Reading, state: _State, is_period: bool) -> None:
    if read.kind not in ("DATE", "TIME") or read.start is None or read.value == "PAST_REF":
        return
    state.last = read
    if read.value and "-Q" in read.value and is_period:
        state.last_quarter = (int(read.value[:4]), int(read.value[-1]))
        state.quarter_age = 0


def _with_neighbour(match: Match, tokens: list[Token], read: Reading) -> list[tuple[int, int, Reading]]:
    """A bare day number tied to a full date is a date too: "April 24 and 25", "between 3 and 5 February"."""
    own = (match.first, match.last, read)
    found = tokens[match.first].explicit
    if found is None or read.start is None or match.first != match.last:
        return [own]
    i = match.first
    if (
        i >= 2
        and tokens[i - 1].text.lower() in _JOINS
        and (tokens[i - 1].text in _DASHES or tokens[max(0, i - 3)].text.lower() in ("between", "from", "on", "of"))
    ):
        other = _day_number(tokens[i - 2], read.start)
        if other:
            return [(i - 2, i - 2, other), own]
    if i + 2 < len(tokens) and tokens[i + 1].text.lower() in _JOINS and not tokens[i].text[0].isdigit():
        other = _day_number(tokens[i + 2], read.start)
        after = tokens[i + 3].text if i + 3 < len(tokens) else "."
        if other and (
            not after[0].isalnum() or after.lower() in ("in", "at", "and", "when", "as", "by", "of", "with", "the")
        ):
            return [own, (i + 2, i + 2, other)]
    return [own]


def _with_year_of_partner(match: Match, tokens: list[Token]) -> Reading | None:
    """ "between January and March 2019", "from 3 January to 5 March 2019": the first has the year of the second."""
    if match.first != match.last or match.last + 2 >= len(tokens) or tokens[match.last + 1].text.lower() not in _JOINS:
        return None
    partner = tokens[match.last + 2].explicit
    if partner is None:
        return _with_year_behind(match, tokens)
    if partner.year is None:
        return None
    own = tokens[match.first].explicit
    if own and own.day and own.year is None and partner.day:
        day = own.day_in(partner.year - (own.month > partner.month))
        return calendar.day(day) if day else None
    number = month_number(tokens[match.first].text) if match.reading == "month" else None
    return calendar.month(partner.year - (number > partner.month), number) if number else None


def _with_year_behind(match: Match, tokens: list[Token]) -> Reading | None:
    """ "August 1-7, 2009": the year stands behind the second day."""
    own, last = tokens[match.first].explicit, match.last
    if own is None or not own.day or own.year or last + 4 >= len(tokens) or tokens[last + 3].text != ",":
        return None
    year, second = tokens[last + 4].text, tokens[last + 2].text
    if not (second.isdigit() and year.isdigit() and len(year) == 4):
        return None
    day = own.day_in(int(year))
    return calendar.day(day) if day else None


def _day_number(token: Token, beside: date) -> Reading | None:
    digits = token.text.rstrip("stndrh")
    if token.explicit or not digits.isdigit() or not 1 <= int(digits) <= 31:
        return None
    try:
        return calendar.day(beside.replace(day=int(digits)))
    except ValueError:
        return None


@cache
def _names() -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("date_names"))


def is_date(match: Match, tokens: list[Token]) -> bool:
    """Whether the phrase, where it stands, is a date at all: not a name, a count or a verb."""
    before = tokens[match.first - 1].text if match.first else ""
    after = tokens[match.last + 1].text if match.last + 1 < len(tokens) else ""
    head = tokens[match.first].text
    if after in _names():
        return False
    is_possessive = [t.text for t in tokens[match.last + 1 : match.last + 3]] in (["'", "s"], ["’", "s"])
    if before in _QUOTES and after in _QUOTES and not is_possessive:
        return False  # the "9 May" front
    pattern = [name for name, _ in match.words]
    if match.reading == "day_of_last":
        return not after[:1].isalpha() or after.lower() in AFTER_ORDINAL or count_of(after) > 0
    if pattern == ["YEAR"]:
        return _is_year(before.lower(), after)
    if pattern == ["MONTH"] and head in ("May", "March"):
        the_march_accession = (
            before.lower() == "the" and after.islower() and after not in _PREPOSITIONS | {"on", "to", "of"}
        )
        return before.lower() in _MONTH_CUES or after == "'" or the_march_accession
    if pattern[-1] in ("before", "after"):
        return not after[:1].isalnum()  # "the day before the attack" counts from the attack
    return not (head == "Today" and before[:1].isupper())  # "USA Today"


def _is_year(before: str, after: str) -> bool:
    """ "in 2011", "its 1990 invasion"; not "some 2000 people", "killed 1900"."""
    counted = after.lower() in _COUNTED or (
        after.islower() and after.endswith("s") and after not in ("as", "was", "is", "has")
    )
    if before in ("post", "pre", "mid"):
        return True
    if before in _PREPOSITIONS:
        return not counted
    if before in _LINKS:
        return not counted and not (
            after.islower() and after not in ("and", "to", "in", "as", "was", "when", "by", "until")
        )
    if before in _DETERMINERS:
        return after.lower() not in _COUNTED
    return before == "(" and after in (")", ",", "-", "–", "to")
