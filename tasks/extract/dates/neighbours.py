"""The date of a claim's incident when its own sentence has none: from the sentences that tell of the same event.

Plain text only. Better no date than another event's: a sentence must resemble the claim's, or stand right before it.
"""

import re
from datetime import date
from functools import cache

from tasks.extract import gate, lexicons
from tasks.extract.dates.finding import masthead
from tasks.extract.dates.tense import is_told
from tasks.extract.records import Context, DateMention, Seed, Sentence

ENOUGH = 3.0
"""The least likeness that lends a date; weights and bound were set on the Syrian and Latin American gold."""

LONGEST_DAYS = 31
WINDOW = 160
"""Characters to either side of a date in which its event must be named."""

LEAD_SENTENCES = 4
FAR = 3
RIGHT_BEFORE, NEAR, LEAD, NUMBER, SMALL_NUMBER, LINK, MOST_WORDS = 3.0, 1.0, 1.0, 3.0, 1.0, 1.0, 4.0
COARSE, LATER, OTHER_NUMBER, EACH_FAR = -1.0, -1.0, -2.0, -0.25
NAME, KNOWN = 0.5, 2.0

_WORD = re.compile(r"[A-Za-z]+|\d[\d,]*")
_RUNNING_TOTAL = re.compile(r"\b(war|conflict|crisis|uprising|offensive)\b.{0,30}\b(has|have)\b")
_SMALL = frozenset(
    {
        "with", "from", "were", "have", "been", "that", "this", "their", "they", "them", "into", "over", "after",
        "said", "also", "according", "people",
    }
)  # fmt: skip


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of `date_context.csv` of that class: break, link, background."""
    return frozenset(row["term"] for row in lexicons.read("date_context") if row["class"] == kind)


def date_of_incident(seed: Seed, context: Context, published: date | None) -> DateMention | None:
    """The date of the sentence most like the seed's own, if it is like enough; None else, and for running totals."""
    own = seed.parsed.sentence
    if seed.scope == "cumulative" or _RUNNING_TOTAL.search(own.text):
        return None
    counts = _numbers(own.text)
    alike = " ".join(s.text for s in context.sentences if s.index == own.index or _tells_same(s, counts))
    breaks = [s.index for s in context.sentences if _opens_anew(s.text)]
    told = [s.index for s in context.sentences if s.kind in gate.CLAIM_KINDS]
    place = {index: n for n, index in enumerate(told)}
    best: tuple[float, DateMention] | None = None
    for sentence, mention in _dated_sentences(context, published):
        if sentence.index == own.index:
            continue
        shared = counts & _numbers(sentence.text)
        is_parted = any(sentence.index < i <= own.index for i in breaks)
        if is_parted and not any(len(c) > 1 for c in shared):
            continue
        if seed.outcome == "displaced" and not shared:
            continue  # flight goes on for weeks: the date of the clash before it isn't its own
        score = _likeness(own, alike, counts, sentence, mention, place)
        if score >= ENOUGH and (best is None or score > best[0]):
            best = (score, mention)
    return best[1] if best else None


def _tells_same(sentence: Sentence, counts: set[str]) -> bool:
    """Whether the sentence has one of the claim's counts of ten or more: small ones are everywhere."""
    return not {c for c in counts if len(c) > 1}.isdisjoint(_numbers(sentence.text))


def _opens_anew(text: str) -> bool:
    """ "Meanwhile", "Elsewhere", "In the same context": what follows is another event."""
    opening = [w.lower() for w in _WORD.findall(text)[:3]]
    return not words_of("break").isdisjoint(opening[:2]) or opening == ["in", "the", "same"]


def _dated_sentences(context: Context, published: date | None) -> list[tuple[Sentence, DateMention]]:
    """Sentences of violence with the first date in each that is an event's: no teller's, no beginning, none ahead."""
    own_date = masthead(context.article)
    found: list[tuple[Sentence, DateMention]] = []
    dates = [m for m in context.dates if m.start_date is not None]
    for sentence in context.sentences:
        if sentence.kind in ("promo", "footer", "byline"):
            continue
        for mention in dates:
            if not sentence.start <= mention.start < sentence.end or _is_long(mention):
                continue
            if own_date and own_date[0] < mention.end and mention.start < own_date[1]:
                continue
            if mention.start_date is None or (published and mention.start_date > published):
                continue
            at = mention.start - sentence.start
            if is_told(sentence.text, at, mention.end - sentence.start) or _is_beginning(sentence.text[:at]):
                continue
            if _is_of_violence(sentence.text[max(0, at - WINDOW) : at + WINDOW]):
                found.append((sentence, mention))
                break
    return found


@cache
def _violence() -> re.Pattern[str]:
    terms = lexicons.terms("incident_nouns") | lexicons.terms("incident_triggers")
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(terms, key=len, reverse=True))) + ")")


@cache
def _known() -> re.Pattern[str]:
    nouns = "|".join(
        map(re.escape, sorted(lexicons.terms("incident_nouns") | words_of("known"), key=len, reverse=True))
    )
    return re.compile(rf"\b(?:the|this|that|these|those) (?:\w+ )?(?:{nouns})(?:s|es)?\b")


def _speaks_of_known(text: str) -> bool:
    """ "six were wounded in the blast": an event that the reader knows of already."""
    return _known().search(" ".join(text.lower().split())) is not None


def _is_of_violence(text: str) -> bool:
    return gate.passes(text) or _violence().search(text.lower()) is not None


def _is_long(mention: DateMention) -> bool:
    """A year or a decade is when a war was, not when an incident was."""
    if mention.start_date is None or mention.end_date is None:
        return True
    return (mention.end_date - mention.start_date).days > LONGEST_DAYS


def _is_beginning(before: str) -> bool:
    """ "since the army began an offensive two weeks ago" """
    return re.search(r"\bsince\b[^,;]*$", before.lower()) is not None


def _numbers(text: str) -> set[str]:
    from tasks.extract.dates.readings import count_of

    return {str(n) for n in (count_of(w.lower()) for w in _WORD.findall(text) if w.lower() not in ("a", "an")) if n > 1}


def _stems(text: str) -> set[str]:
    """Beginnings of the content words; names keep their capital, for a place or a person is in many stories."""
    return {w[:5] for w in _WORD.findall(text) if len(w) > 3 and w[0].isalpha() and w.lower() not in _SMALL}


def _likeness(
    own: Sentence, alike: str, counts: set[str], other: Sentence, mention: DateMention, place: dict[int, int]
) -> float:
    """How surely the other sentence tells of the same event. `place` counts the sentences without the lines between."""
    at, other_at = place.get(own.index, own.index), place.get(other.index, other.index)
    apart = at - other_at
    theirs = _numbers(other.text)
    shared = _stems(alike) & _stems(other.text)
    score = min(MOST_WORDS, sum(NAME if stem[0].isupper() else 1.0 for stem in shared))
    score += RIGHT_BEFORE if apart == 1 else NEAR if apart in (2, -1) else 0.0
    score += LEAD if other_at < LEAD_SENTENCES else 0.0
    score += COARSE if mention.precision not in ("day", "interval") else 0.0
    if _speaks_of_known(own.text):
        score += KNOWN
    elif not words_of("link").isdisjoint(w.lower() for w in _WORD.findall(own.text)):
        score += LINK
    if any(len(c) > 1 for c in counts & theirs):
        return score + NUMBER
    score += SMALL_NUMBER if counts & theirs else 0.0
    score += EACH_FAR * max(0, abs(apart) - FAR)
    if apart < 0:
        score += LATER + (OTHER_NUMBER if counts and theirs and not counts & theirs else 0.0)
    return score
