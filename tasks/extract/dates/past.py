"""Whether a sentence tells of days long before those that its article is about."""

from datetime import timedelta

from tasks.extract.records import Context, Sentence

LEAD = 4
"""Sentences in which an article says what it is about."""
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
