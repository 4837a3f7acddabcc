"""Where: place names found in the text, resolved against the gazetteer, and attached to claims."""

from tasks.extract.records import Context, PlaceMention, Placing, Seed


def find_places(context: Context) -> list[PlaceMention]:
    """Every place name of the article, resolved against the article as a whole, in reading order."""
    return []


def attach_place(seed: Seed, context: Context) -> Placing:
    """Where the claim's event was: from its clause, its sentence, the incident's context, or the dateline."""
    return Placing()
