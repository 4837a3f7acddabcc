"""The time of a running total whose own sentence has no date: "since then", "since that bombing", "that war has
killed", "in two months of war". Plain text; what a date in the sentence itself says is `attaching.py`'s.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import gate, lexicons
from tasks.extract.dates.clauses import SUBJECTS, clause, goes_on, is_toll
from tasks.extract.dates.readings import count_of
from tasks.extract.records import Context, DateMention, Seed, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

REACH = 2
"""Sentences above in which the day of "then" stands."""

FAR = 12
"""Sentences above in which the event of "since that bombing" may have been told."""

LONGEST = 31
"""Days of fighting that are counted back from the report; longer ones are told roughly."""

BESIDE = 60
"""Characters between an event's name and its date."""

SLACK = 0.07
"""By so much of its length "eight months of war" may be rounded."""

_DAYS = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}
_UPHEAVALS = (
    "war", "conflict", "fighting", "offensive", "campaign", "siege", "insurgency", "uprising", "crackdown", "coup",
    "invasion", "revolt", "rebellion", "violence", "unrest", "hostilities",
)  # fmt: skip
_ANY = "|".join(_UPHEAVALS)
_SINCE_THEN = re.compile(r"\bsince then\b|\bever since\b|\bsince that (?:day|date|time)\b", re.IGNORECASE)
_KNOWN_HAS = re.compile(rf"\b(?P<the>that|this|the) (?:[\w-]+ )?(?:{_ANY})\b[^.;]{{0,60}}\b(?:has|have)\b", re.I)
_NAMED = re.compile(rf"\b(?:{_ANY})\b", re.IGNORECASE)
_SINCE_BEGAN = re.compile(
    r"\bsince (?:the|that|this|its|their) (?:[\w-]+ ){1,3}(?:began|started|erupted|broke out|flared)\b"
    r"|\bsince the (?:start|beginning|outbreak) of (?:the|that|this) (?:[\w-]+ )?[\w-]+",
    re.IGNORECASE,
)
_NTH_DAY = re.compile(r"\b(?:in|into|on) (?:its|the|their) (?P<n>\d{1,3})(?:st|nd|rd|th) (?P<unit>day|week|month)\b")
_DAYS_OF = re.compile(
    rf"\b(?P<n>[\w-]+) (?P<unit>day|week)s? of (?:[\w-]+ )?(?:{_ANY}|clashes|riot(?:s|ing)|protests|raids|shelling"
    r"|attacks|strikes)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:since|from)(?: [\w'’]+){0,3}? $|\b(?:began|started|erupted|broke out)(?: [\w’'-]+){0,4} $", re.I
)
_LENGTH = re.compile(
    r"\b(?:in|during|over|after|of) (?:the |its |their |these )?(?P<count>[\w-]+?)[ -](?P<unit>day|week|month|year)s?"
    rf"(?P<of> of\b)?(?= (?:of |{_ANY})|[ .,;]|$)",
    re.IGNORECASE,
)
_BALANCE = re.compile(r"\b(?:balance|total|totals|toll|summary) (?:of|for) the month\b", re.IGNORECASE)
_MONTH = re.compile(
    _BALANCE.pattern + r"|"
    r"\b(?:in|over|during) (?:the course of )?(?:the|that|the same) (?:month|(?:reporting )?period)\b",
    re.IGNORECASE,
)


def time_of_total(seed: Seed, context: Context, published: date | None) -> tuple[date, date] | None:
    """The first and the last day of a running total, where the article tells them; None else."""
    own = seed.parsed.sentence
    if published is None:
        return None
    is_up_to_now = seed.kind == "casualty" and goes_on(seed.trigger)
    is_of_days = is_up_to_now or (seed.kind == "casualty" and (is_toll(seed.trigger) or _is_of_days(seed.trigger)))
    days = days_of(own.text, published) if is_of_days else None
    if days is not None:
        return days
    begun = _begun_above(own, context) if is_up_to_now else None
    if begun is not None and begun <= published:
        return begun, published
    if seed.scope != "cumulative" and not (_SINCE_THEN.search(own.text) or _BALANCE.search(own.text)):
        return None
    if _MONTH.search(own.text):
        told = _above(own, context, FAR)
        months = ((s, d) for s in told for d in _within(s, context) if d.precision == "month")
        month = next((d for s, d in months if not _FROM.search(s.text[: d.start - s.start])), None)
        if month is None and _BALANCE.search(own.text):
            day = next(
                (d.start_date for s in told for d in reversed(_within(s, context)) if d.precision == "day"), None
            )
            last = monthrange(day.year, day.month)[1] if day else 0
            return (day.replace(day=1), day.replace(day=last)) if day else None
        return (month.start_date, month.end_date) if month and month.start_date and month.end_date else None
    start = _start(own, context, published) or _start_by_length(own, context, published)
    return (start, published) if start is not None and start <= published else None


def days_of(text: str, published: date) -> tuple[date, date] | None:
    """ "Four days of fighting have left 60 dead": the four days up to the report, which is one of them."""
    found = _DAYS_OF.search(text.replace("\n", " "))
    count = 0 if found is None else 1 if found["n"].lower() == "a" else count_of(found["n"])
    length = count * _DAYS[found["unit"].lower()] if found else 0
    return (published - timedelta(days=length - 1), published) if 1 < length <= LONGEST else None


def _is_of_days(trigger: "Token") -> bool:
    """ "Four days of fighting left 60 dead": the days themselves did."""
    subjects = (child for child in clause(trigger).children if child.dep_ in SUBJECTS)
    return any(child.lemma_.lower() in ("day", "week") for child in subjects)


def _begun_above(own: Sentence, context: Context) -> date | None:
    """ "Fighting broke out in Homs on Saturday. Sixty people have been killed": since Saturday."""
    for sentence in _above(own, context, REACH):
        for mention in _within(sentence, context):
            if mention.precision == "day" and _FROM.search(sentence.text[: mention.start - sentence.start]):
                return mention.start_date
    return None


def _start(own: Sentence, context: Context, published: date) -> date | None:
    if _SINCE_THEN.search(own.text):
        dates = (d for s in _above(own, context, REACH) for d in reversed(_within(s, context)))
        return next((d.start_date for d in dates), None)
    known = _since_known().search(own.text)
    if known:
        return _day_of(known["event"], own, context)
    if nth := _NTH_DAY.search(own.text):
        return published - timedelta(days=int((int(nth["n"]) - 1) * _DAYS[nth["unit"]]))
    if _SINCE_BEGAN.search(own.text):
        days = ((s, d) for s in _above(own, context, FAR) for d in _within(s, context))
        return next((d.start_date for s, d in days if _FROM.search(s.text[: d.start - s.start])), None)
    known = _KNOWN_HAS.search(own.text)
    if known:
        is_that = known["the"].lower() != "the"
        above = [s for s in _above(own, context, REACH) if is_that or _NAMED.search(s.text)]
        days = ((s, d) for s in above for d in _within(s, context))
        return next((d.start_date for s, d in days if _FROM.search(s.text[: d.start - s.start])), None)
    return None


def _day_of(event: str, own: Sentence, context: Context) -> date | None:
    """The day that stands beside the event's name further above: "the bombing of a school on 3 December"."""
    stem = event.lower().rstrip("s")
    for sentence in _above(own, context, FAR):
        for mention in _within(sentence, context):
            at = mention.start - sentence.start
            near = sentence.text[max(0, at - BESIDE) : at + len(mention.text) + BESIDE].lower()
            if re.search(rf"\b{re.escape(stem)}", near):
                return mention.start_date
    return None


def _start_by_length(own: Sentence, context: Context, published: date) -> date | None:
    """ "In three days" counts back from the report; "in eight months of war" does so only roughly, and takes the day
    that the article tells about then."""
    for found in _LENGTH.finditer(own.text):
        count, unit = count_of(found["count"]), found["unit"].lower()
        if not 1 < count <= 100:
            continue
        if unit == "day":
            return None if found["of"] else published - timedelta(days=count)  # "two days of shelling", whenever
        length = timedelta(days=count * _DAYS[unit])
        about, slack = published - length, max(SLACK * length, timedelta(days=2))
        days = (d.start_date for d in context.dates if d.precision == "day" and d.start_date)
        near = sorted(abs(day - about) for day in days)
        if near and near[0] <= slack:
            return next(d.start_date for d in context.dates if d.start_date and abs(d.start_date - about) == near[0])
        return None
    return None


def _above(own: Sentence, context: Context, reach: int) -> list[Sentence]:
    """The sentences of the story before the claim's, nearest first."""
    told = [s for s in context.sentences if s.index < own.index and s.kind in gate.CLAIM_KINDS]
    return told[::-1][:reach]


def _within(sentence: Sentence, context: Context) -> list[DateMention]:
    return [d for d in context.dates if sentence.start <= d.start < sentence.end and d.start_date]


@cache
def _since_known() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted({*lexicons.terms("incident_nouns"), *_UPHEAVALS}, key=len, reverse=True)))
    return re.compile(rf"\bsince (?:that|the|this) (?:[\w-]+ )?(?P<event>{nouns})(?:s|es)?\b(?! (?:of|in|on) )", re.I)
