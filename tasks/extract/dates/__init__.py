"""When: date expressions found in the text, resolved against the publication date, and attached to claims."""

from tasks.extract.records import Context, DateMention, Dating, Seed


def find_dates(context: Context) -> list[DateMention]:
    """Every date expression of the article, resolved, in reading order."""
    return []


def attach_date(seed: Seed, context: Context) -> Dating:
    """When the claim's event was, and when its source said so."""
    return Dating()
