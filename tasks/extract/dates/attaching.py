"""Which date a claim gets: of its clause, else its sentence, else its incident's elsewhere in the article.

Reads the parsed sentence through `clauses.py` and the dates that `finding.py` found; resolves nothing itself but
what tense corrects (a killing cannot lie ahead).
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tasks.extract.again import own_part
from tasks.extract.dates import calendar, clauses
from tasks.extract.dates.finding import day_of_report, joined, masthead
from tasks.extract.dates.neighbours import (
    date_of_blow,
    date_of_incident,
    date_of_lead,
    date_of_note,
    date_of_period,
    date_of_scene,
    date_of_story,
    date_told_next,
    opens_report,
    words_of,
)
from tasks.extract.dates.notes import heading_at, no_events
from tasks.extract.dates.totals import time_of_total
from tasks.extract.records import Context, DateMention, Dating, Seed
from warehouse.dates import month_number, weekday_number

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

BEFORE = frozenset({"before", "until", "till", "ahead"})
"""Prepositions that put the event outside the date they introduce."""

COMPARING = frozenset({"unlike", "versus", "compared", "against"})

RANGE_JOINS = frozenset({"and", "to", "until", "through", "-", "–", "or"})

REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})

UP_TO = frozenset({"by", "as of"})
"""These give a day up to which the toll is counted."""

PERIODS = frozenset({"month", "year", "interval"})
"""Whoever counts the dead of such a time dates them, not the counting: "In April the mission documented 26 deaths"."""

WITH_DATE = frozenset({"late", "early", "since", "between", "from", "around", "about"})
"""Words before a date that belong to it, whatever the tree makes of them."""

AFTERWARDS = frozenset({"captured", "displaced", "missing"})
"""What follows an attack by days; the dead and wounded of "after Monday's attack" are Monday's."""

COARSE_NAME = 2
"""By so many clauses "a Fourth of July weekend party" stands farther off than "late on Saturday"."""

_WAR_COST = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion)\b(?:(?!\b(?:has|have|had)\b)[^.;])*?"
    r"\b(?:cost|killed|claimed|left|drove)\b"
)
"""A war that is over: "the war cost 100,000 lives", not "has cost"."""

FARTHEST = 3
"""Beyond this many clauses (see `clauses.distance`) a date of the sentence is another event's."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date of the seed's sentence that may be the event's. `rank`: whether it lies ahead, how far it stands off in
    clauses (see `clauses.distance`), whether it is coarser than days, how far it stands off in words."""

    rank: tuple[bool, int, bool, int]
    mention: DateMention
    span: "Span"


def attach_date(seed: Seed, context: Context) -> Dating:
    """When the claim's event was, and when its source said so: the fields and words of CLAIMS.md, "Date"."""
    published = day_of_report(context.article)
    candidates, statement, until = _of_sentence(seed, context)
    counted: Dating | None = None
    for candidate in sorted(candidates, key=lambda c: c.rank):
        dated = _dating(candidate, candidates, seed, published, until)
        if dated and clauses.introduced_by(candidate.span) in UP_TO:
            counted = counted or replace(dated, statement_date=statement)  # until when, not when
        elif dated:
            return replace(dated, statement_date=statement)
    if _is_background(seed) or (seed.scope == "cumulative" and _WAR_COST.search(seed.parsed.sentence.text)):
        return Dating()
    headed = _of_heading(seed, context)
    if headed:
        return replace(headed, statement_date=statement)
    total = time_of_total(seed, context, published)
    if total:
        return Dating(None, *_cut(*total, published), "interval", "context", statement)
    is_siege = seed.kind == "incident" and seed.event_type == "siege"
    is_state = is_siege or clauses.is_state(seed.trigger)  # it lasts: no day of the story's is its own
    elsewhere = None if is_state else _elsewhere(seed, context)
    back = timedelta(0)
    if clauses.is_of_day_before(seed.trigger):
        elsewhere = elsewhere or date_of_lead(seed, context)
        days = clauses.days_before(seed.trigger) if elsewhere and elsewhere.precision == "day" else None
        back, elsewhere = timedelta(days=days or 0), elsewhere if days is not None else None
    if elsewhere and elsewhere.start_date:
        start, end = _cut(elsewhere.start_date, elsewhere.end_date or elsewhere.start_date, published)
        return Dating(None, start - back, end - back, elsewhere.precision, "context", statement)
    if counted:
        return counted
    if published is None:
        return Dating(_unresolved(seed, context), statement_date=statement)
    return Dating(None, None, published, "before_publication", "publication", statement)


def _elsewhere(seed: Seed, context: Context) -> DateMention | None:
    """The date that other sentences tell for the claim's event."""
    return (
        date_of_note(seed, context)
        or date_told_next(seed, context)
        or date_of_scene(seed, context)
        or date_of_incident(seed, context)
        or date_of_story(seed, context)
        or date_of_period(seed, context)
        or date_of_blow(seed, context)
    )


def _of_heading(seed: Seed, context: Context) -> Dating | None:
    """The day that heads the note: "12 April 1993: ..."; it dates no total of a longer time."""
    own = seed.parsed.sentence
    heading = heading_at(context.article, own.start)
    if heading is None or seed.scope == "cumulative":
        return None
    is_own = own.start <= heading.start and heading.end <= own.end
    text = context.article.text[heading.start : heading.end] if is_own else None
    return Dating(text, heading.day, heading.day, "day", "sentence" if is_own else "context")


def _of_sentence(seed: Seed, context: Context) -> tuple[list[_Candidate], date | None, date | None]:
    """The sentence's dates that may be the event's, the day on which somebody tells of it, and the last day of those
    up to which it tells: "Before Sunday seven had died since May"."""
    parsed, trigger = seed.parsed, seed.trigger
    candidates: list[_Candidate] = []
    statement: date | None = None
    until: date | None = None
    own_date = masthead(context.article)
    today = day_of_report(context.article)
    heads = no_events(context.article)
    for mention in joined(context):
        if mention.start_date is None or mention.start in heads:
            continue
        if own_date and own_date[0] < mention.end and mention.start < own_date[1]:
            continue
        span = clauses.span_of(mention, parsed)
        if span is None:
            continue
        teller = clauses.telling_word(span)
        if teller is not None and not (mention.precision in PERIODS and clauses.is_counting(teller)):
            if mention.precision == "day" and mention.kind != "DURATION":
                statement = statement or mention.start_date
            continue
        if _is_day_of_toll(seed, mention, span):
            statement = statement or mention.start_date
            continue
        if clauses.introduced_by(span) == "before" and mention.precision == "day":
            until = mention.start_date - timedelta(days=1)
        if clauses.introduced_by(span) in BEFORE or _is_compared(span):
            continue
        if seed.outcome in AFTERWARDS and clauses.is_cause_before(span, trigger):
            continue
        if mention.precision != "day" and clauses.is_possessive(span) and not _tells_of_owner(span, trigger):
            continue
        if clauses.is_of_other_half(span, trigger) or _is_opening_dateline(mention, seed):
            continue
        if clauses.is_remembered(span, trigger) or clauses.is_of_burial(span):
            continue
        if clauses.is_reckoned_from(span, trigger):
            continue
        far = clauses.distance(span, trigger)
        if far is not None and far <= FARTHEST and clauses.dates_event(span, trigger):
            is_ahead = today is not None and mention.start_date > today
            far += COARSE_NAME if mention.precision != "day" and clauses.is_in_name(span) else 0
            is_coarse = mention.precision != "day" and not clauses.opens_when(span, trigger)
            candidates.append(_Candidate((is_ahead, far, is_coarse, abs(span.root.i - trigger.i)), mention, span))
    later = [c for c in candidates if c.span.start > trigger.i and c.mention.precision == "day"]
    if later:
        candidates = [c for c in candidates if not clauses.is_of_aftermath(c.span, trigger)]
    return own_part(seed, candidates, lambda c: c.mention.start), statement, until


def _is_compared(span: "Span") -> bool:
    """ "unlike in 2017", "compared with May": another time's."""
    return not COMPARING.isdisjoint(t.lower_ for t in span.doc[max(0, span.start - 2) : span.start])


def _is_opening_dateline(mention: DateMention, seed: Seed) -> bool:
    """ "March 28 - The army killed six on Saturday": the report's own day."""
    sentence = seed.parsed.sentence
    return opens_report(sentence.text, mention.start - sentence.start, mention.end - sentence.start)


def _tells_of_owner(span: "Span", trigger: "Token") -> bool:
    """Whether the claim is of what the month is said of: "last month's bombing killed six", not "despite last month's
    ceasefire six were killed" nor "since last month's election"."""
    owner = clauses.governor(span)
    if trigger == owner or trigger in owner.subtree or (owner.dep_ in clauses.SUBJECTS and owner.head == trigger):
        return True
    is_cause = owner.dep_ == "pobj" and owner.head.lower_ in ("in", "from", "by", "of", "during")
    return is_cause and (owner.head.head == trigger or owner.head.head.head == trigger)


def _is_day_of_toll(seed: Seed, mention: DateMention, span: "Span") -> bool:
    """ "The toll rose to 45 on Tuesday": on that day it was told, or the last of them died; the event was before."""
    if mention.precision != "day" or mention.kind == "DURATION" or seed.trigger.lemma_.lower() not in words_of("toll"):
        return False
    owner = clauses.governor(span)
    return owner.pos_ not in ("NOUN", "PROPN") and clauses.clause(owner).lemma_.lower() in words_of("rise")


def _dating(
    candidate: _Candidate, others: list[_Candidate], seed: Seed, published: date | None, until: date | None
) -> Dating | None:
    mention, trigger = candidate.mention, seed.trigger
    assert mention.start_date is not None
    start, end, precision = mention.start_date, mention.end_date or mention.start_date, mention.precision
    partner = next((o for o in others if o is not candidate and _is_range(candidate, o)), None)
    text = _text(candidate, partner)
    span = candidate.span
    is_since = clauses.introduced_by(span) == "since" or clauses.in_since_clause(span)
    if (is_since and not clauses.opens_when(span, trigger)) or clauses.tells_beginning(span, trigger):
        if published is None or start > published:
            return None
        if seed.outcome == "missing" and seed.scope != "cumulative" and precision == "day":
            return Dating(text, start, end, precision, "sentence")  # "missing since Friday": on Friday he vanished
        last = until if until and start <= until else published
        return Dating(text, start, last, "interval", "sentence")
    if partner and partner.mention.start_date and partner.mention.end_date:
        start, end = min(start, partner.mention.start_date), max(end, partner.mention.end_date)
        precision = "interval"
    moved = _moved_back(mention, start, end, published, candidate.rank[1] <= 1)
    if moved is None:
        return None
    start, end = _cut(*moved, published)
    if [t.lower_ for t in span.doc[max(0, span.start - 2) : span.start]] == ["night", "to"]:
        return Dating(text, start - timedelta(days=1), end, "interval", "sentence")
    if precision == "day" and (length := clauses.length_of_event(trigger)):
        return Dating(text, start - timedelta(days=length - 1), end, "interval", "sentence")
    days = clauses.days_before(trigger) if clauses.happened_before(span, trigger) and precision == "day" else None
    if days is not None:
        return Dating(text, start - timedelta(days=days), end - timedelta(days=days), precision, "sentence")
    if clauses.happened_before(span, trigger) or clauses.introduced_by(span) in UP_TO:
        return Dating(text, None, end, "before_publication", "sentence")
    return Dating(text, start, end, precision, "sentence")


def _unresolved(seed: Seed, context: Context) -> str | None:
    """The words of a date that nothing resolves ("on Monday" in an article without a date): kept, never guessed at."""
    for mention in context.dates:
        if mention.start_date is not None or mention.value in REFERENCES:
            continue
        span = clauses.span_of(mention, seed.parsed)
        if span is not None and clauses.telling_word(span) is None and clauses.distance(span, seed.trigger) in (0, 1):
            return _text(_Candidate((False, 0, False, 0), mention, span), None)
    return None


def _is_range(one: _Candidate, other: _Candidate) -> bool:
    """Whether both stand side by side: "between 3 and 5 February", "on Friday and Saturday"."""
    first, last = sorted((one.span, other.span), key=lambda s: s.start)
    between = [t.lower_ for t in first.doc[first.end : last.start]]
    same_grain = one.mention.precision == other.mention.precision in ("day", "month", "year")
    return same_grain and 1 <= len(between) <= 2 and between[0] in RANGE_JOINS


def _text(candidate: _Candidate, partner: _Candidate | None) -> str:
    """The words as written, with the preposition before them: "on Thursday", "in the past 24 hours"."""
    doc = candidate.span.doc
    start, end = candidate.span.start, candidate.span.end
    if partner:
        start, end = min(start, partner.span.start), max(end, partner.span.end)
    while start > 0 and (doc[start - 1].dep_ in ("det", "prep") or doc[start - 1].lower_ in WITH_DATE):
        start -= 1
    return doc[start:end].text


def _moved_back(
    mention: DateMention, start: date, end: date, published: date | None, is_own: bool
) -> tuple[date, date] | None:
    """What happened cannot lie ahead: a weekday then is last week's, a day without its year last year's.

    None where the date itself is ahead: then it is not the event's. `is_own`: it stands in the event's own clause or
    one above; a day ahead in another ("before a truce that starts on Friday") is never the event's.
    """
    if published is None or start <= published:
        return start, end
    words = mention.text.split()
    if not is_own:
        return None
    if start == published + timedelta(days=1) and month_in(words):
        return start, end  # a night's report under the day's date, a time zone off
    if weekday_number(words[0]) is not None:
        return start - timedelta(days=7), end - timedelta(days=7)
    names_year = any(word[:4].isdigit() and len(word.strip(".,")) == 4 for word in words)
    if mention.precision in ("day", "month") and not names_year and month_in(words):
        return calendar.shift(start, -1, "year"), calendar.shift(end, -1, "year")
    return None


def month_in(words: list[str]) -> bool:
    """Whether a month is among the words: only such a date lacks a year."""
    return any(month_number(word.strip(".,")) is not None for word in words)


def _cut(start: date, end: date, published: date | None) -> tuple[date, date]:
    """ "In early February", said on the 6th, ends on the 6th."""
    return (start, published) if published and start <= published < end else (start, end)


def _is_background(seed: Seed) -> bool:
    """Whether the dead are only spoken of as the past behind something else: a trial, revenge, an anniversary."""
    return not words_of("background").isdisjoint(clauses.behind(seed.trigger))
