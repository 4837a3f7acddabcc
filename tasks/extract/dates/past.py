"""Whether a sentence tells of other days than those that its article is about."""

from datetime import timedelta

from tasks.extract.dates.clauses import introduced_by, span_of, telling_word
from tasks.extract.records import Context, DateMention, Parsed, Sentence

LEAD = 4
"""Sentences in which an article says what it is about."""
OPENING = 4
"""Words in which a date opens a sentence: "On the same day"."""
_EDGES = frozenset({"since", "until", "before", "after", "by", "as of"})
LONG_AGO = timedelta(days=7)
"""A day so long before publication is no part of the news, unless the article begins with it."""


def is_long_ago(sentence: Sentence, context: Context) -> bool:
    """Whether the sentence's dates lie a week and more back, and neither the article's beginning nor the sentence above
    reaches so far: "Attacks in Orsk left 18 dead in January 2012"."""
    published = context.article.published
    own = [d.end_date for d in context.dates if d.end_date and sentence.start <= d.start < sentence.end]
    if not own or published is None or max(own) > published - LONG_AGO:
        return False
    lead = range(min(sentence.index, LEAD))
    above = [s for s in context.sentences if s.index in lead or s.index == sentence.index - 1]
    return not any(
        d.start_date and d.start_date <= max(own) and s.start <= d.start < s.end for s in above for d in context.dates
    )


def is_of_another_day(parsed: Parsed, context: Context) -> bool:
    """Whether the sentence opens with a day on which nothing lies that the article begins with: "On Saturday a mob
    burned four shops" after "gunmen killed nine on Friday". Days of statements don't count."""
    sentence = parsed.sentence
    own = [d for d in context.dates if sentence.start <= d.start < sentence.end and _is_days(d) and _opens(d, parsed)]
    lead = [s for s in context.sentences if s.index < min(sentence.index, LEAD)]
    above = [d for d in context.dates if _is_days(d) and any(s.start <= d.start < s.end for s in lead)]
    return bool(own and above) and not any(_meet(d, other) for d in own for other in above)


def _opens(mention: DateMention, parsed: Parsed) -> bool:
    """Whether the date is among the sentence's first words and dates no statement."""
    span = span_of(mention, parsed)
    return span is not None and span.start < OPENING and not telling_word(span) and introduced_by(span) not in _EDGES


def _is_days(mention: DateMention) -> bool:
    return mention.kind in ("DATE", "TIME") and mention.start_date is not None and mention.end_date is not None


def _meet(one: DateMention, other: DateMention) -> bool:
    if one.start_date is None or one.end_date is None or other.start_date is None or other.end_date is None:
        return True
    return one.start_date <= other.end_date and other.start_date <= one.end_date
