"""Where: place names found in the text, resolved against the gazetteer, and attached to claims."""

from tasks.extract.records import Context, PlaceMention, Placing, Seed


def find_places(context: Context) -> list[PlaceMention]:
    """Every place name of the article, resolved against the article as a whole, in reading order."""
    from tasks.extract.places.gazetteer import gazetteer
    from tasks.extract.places.recognise import candidates
    from tasks.extract.places.resolve import resolve

    known = gazetteer()
    # Two signs may point to one stretch of text ("El Dorado international Airport"): it is one mention.
    found = {(c.start, c.end): c for c in reversed(candidates(context, known))}
    return resolve([found[span] for span in sorted(found)], context, known)


def attach_place(seed: Seed, context: Context) -> Placing:
    """Where the claim's event was: from its clause, its sentence, the incident's context, or the dateline."""
    from tasks.extract.places.attach import attach
    from tasks.extract.places.gazetteer import gazetteer

    return attach(seed, context, gazetteer())
