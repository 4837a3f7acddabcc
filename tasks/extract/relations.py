"""How the claims of one article stand to each other: repeats of a toll, and parts of a whole told elsewhere."""

from tasks.extract.records import Draft

FAMILY = {  # nouns that can stand for the same one person
    "he", "him", "she", "her", "victim", "man", "woman", "person", "body", "suspect", "boy", "girl", "teenager", "teen",
}  # fmt: skip


def relate(drafts: list[Draft]) -> None:
    """Sets `repeat_of` of an article's drafts, in reading order, and points subsets to the first mention of the whole."""
    for n, draft in enumerate(drafts):
        for earlier in drafts[:n]:
            if earlier.repeat_of is None and earlier is not draft.subset_of and _is_repeat(earlier, draft):
                draft.repeat_of = earlier
                break
    for draft in drafts:
        while draft.subset_of is not None and draft.subset_of.repeat_of is not None:
            draft.subset_of = draft.subset_of.repeat_of
        if draft.subset_of is draft:
            draft.subset_of = None
    for draft in drafts:
        if draft.repeat_of is not None and draft.subset_of is None and draft.repeat_of.subset_of is not None:
            draft.subset_of = draft.repeat_of.subset_of


def _is_repeat(first: Draft, later: Draft) -> bool:
    """Whether a later claim tells the same toll again: same outcome, number and kind of people."""
    if first.seed.outcome != later.seed.outcome or first.scope != later.scope or later.high == 0 or first.high == 0:
        return False
    if (
        "unknown" not in (first.role, later.role)
        and first.role != later.role
        and "mixed" not in (first.role, later.role)
    ):
        return False
    if first.group != later.group and first.group and later.group:
        return False
    if (first.subset_of is None) != (later.subset_of is None) and first.group != later.group:
        return False
    mine, theirs = _number(first), _number(later)
    if mine is None or theirs is None:
        return _is_uncounted_repeat(first, later)
    if mine != theirs:
        return False
    if mine == 1:
        return _same_person(first, later)
    return True


def _number(draft: Draft) -> int | None:
    """The number that a claim states; None where it states none."""
    if draft.qualifier == "indefinite":
        return None
    if draft.qualifier in ("at_most", "less_than"):
        return draft.high
    if draft.low is None:
        return None
    return draft.low - 1 if draft.qualifier == "more_than" else draft.low


def _is_uncounted_repeat(first: Draft, later: Draft) -> bool:
    """'dig out the dead' in the headline, 'at least eight people were killed' in the body: whichever is uncounted repeats
    the article's first toll, unless it is of a kind of its own."""
    if first.subset_of is not None or later.subset_of is not None:
        return False
    if later.qualifier != "indefinite" and first.qualifier != "indefinite":
        return False
    return first.role == later.role or "unknown" in (first.role, later.role)


def _same_person(first: Draft, later: Draft) -> bool:
    names = {w for w in _words(first) if len(w) > 2}
    others = {w for w in _words(later) if len(w) > 2}
    return bool(names & others)


def _words(draft: Draft) -> set[str]:
    text = (draft.victim_text or "").lower().replace("\n", " ")
    return {w.strip(".,'\"()") for w in text.split()} - {"the", "his", "her", "and", "from", "who"}
