"""How the claims of one article stand to each other: repeats of a toll, subsets of a whole, running totals."""

from tasks.extract.records import Context, Draft


def relate(drafts: list[Draft], context: Context) -> None:
    """Sets `repeat_of`, `subset_of` and `scope` of an article's drafts, in reading order."""
    seen: dict[tuple[str | None, int | None], Draft] = {}
    for draft in drafts:
        key = (draft.seed.outcome, draft.low)
        if key in seen and (draft.low or 0) > 1:
            draft.repeat_of = seen[key]
        else:
            seen[key] = draft
