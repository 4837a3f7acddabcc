"""Tolls and bodies: "the death toll rose to 45", "the number of dead has grown into the hundreds", "nine bodies found"."""

from collections.abc import Sequence

from tasks.extract.frames.positions import chain_from
from tasks.extract.frames.records import Frame, Trigger
from tasks.extract.phrases import ELIDED, Phrase
from tasks.extract.words import NOT_PEOPLE, word_class

TOLL_WORDS = frozenset({"toll", "tolls"})
NUMBER_OF = frozenset({"number", "numbers", "figure"})
# Before a toll's number; a number elsewhere in the clause counts something else.
LINKS = word_class("toll_link")
BEFORE_TOLL = word_class("toll_before")
REACH = 30  # tokens from the toll to its number
KINDS = {
    "dead": "killed", "deaths": "killed", "killed": "killed", "death": "killed", "fatalities": "killed", "martyrs": "killed",
    "injured": "injured", "wounded": "injured", "injuries": "injured", "casualty": "killed_or_injured",
    "casualties": "killed_or_injured", "victims": "killed", "missing": "missing", "displaced": "displaced",
    "detained": "captured", "arrested": "captured", "detainees": "captured", "prisoners": "captured",
}  # fmt: skip
FOUND = word_class("found")
BODY_WORDS = frozenset({"body", "bodies", "corpse", "corpses", "remains"})


def toll_frames(words: Sequence[str], phrases: Sequence[Phrase]) -> list[Frame]:
    """Frames of "toll" and of "the number of dead", with the number that they reach."""
    frames = []
    for i, word in enumerate(words):
        outcome = "killed"
        end = i + 1
        if word in TOLL_WORDS:
            if i and words[i - 1] in ("injury", "injured", "wounded"):
                outcome = "injured"
            elif i and words[i - 1] == "casualty":
                outcome = "killed_or_injured"
            elif i > 1 and words[i - 1] not in BEFORE_TOLL:
                continue
        elif word in NUMBER_OF and words[i + 1 : i + 2] == ["of"]:
            kinds = [(k, KINDS[words[k]]) for k in range(i + 2, min(i + 9, len(words))) if words[k] in KINDS]
            if not kinds:
                continue
            outcome = kinds[0][1]
            named = {kind for _, kind in kinds[:2]}
            if len(named) > 1 and words[kinds[0][0] + 1] in ("and", "or"):
                outcome = "killed_or_injured"
            end = kinds[-1][0] + 1 if len(kinds) > 1 and len(named) > 1 else kinds[0][0] + 1
        else:
            continue
        number = _number_after(words, phrases, end)
        if number is None and word in TOLL_WORDS:
            number = _number_before(words, phrases, i)
        if number is not None:
            trigger = Trigger(
                i - 1 if i and words[i - 1] == "death" else i, end, "toll", "toll", outcome, "", "noun", True
            )
            frames.append(Frame(trigger, (phrases[number],), "toll", outcome))
    return frames


def _number_after(words: Sequence[str], phrases: Sequence[Phrase], start: int) -> int | None:
    """The phrase with the number that a toll reaches: 'rose to 45 people', not 'from 12', not 'in the past 24 hours'."""
    for n, phrase in enumerate(phrases):
        if phrase.start < start or phrase.count is None:
            continue
        if phrase.start - start > REACH or any(w in (";", ".") for w in words[start : phrase.start]):
            return None
        if phrase.is_part or (phrase.head is not None and not phrase.is_person):
            continue
        before = words[phrase.start - 1]
        if before in LINKS or (
            phrase.head is None and before not in ("from", "in", "since", "on", "until", "by", "and")
        ):
            if phrase.head is None and phrase.end < len(words) and words[phrase.end] in NOT_PEOPLE:
                continue
            if before == "of" and words[phrase.start - 2] not in ("toll", "number", "total"):
                continue
            return n
    return None


def _number_before(words: Sequence[str], phrases: Sequence[Phrase], toll: int) -> int | None:
    """'45 is the death toll', 'with 45 the death toll': rare, and only right before."""
    return next(
        (n for n, p in enumerate(phrases) if p.count and 0 < toll - p.end <= 3 and "is" in words[p.end : toll]), None
    )


def body_frames(words: Sequence[str], phrases: Sequence[Phrase]) -> list[Frame]:
    """Frames of bodies: 'the bodies of nine men were found', '12 bodies', 'both bodies were found'."""
    frames = []
    for n, phrase in enumerate(phrases):
        if phrase.head is None or words[phrase.head] not in BODY_WORDS:
            continue
        word = words[phrase.head]
        is_found = any(w in FOUND for w in words[max(0, phrase.start - 8) : phrase.end + 14])
        trigger = Trigger(phrase.head, phrase.end, "body", "bodies", "killed", "killing", "noun", True)
        after = next((k for k, p in enumerate(phrases) if p.start == phrase.end + 1), None)
        if words[phrase.end : phrase.end + 1] == ["of"] and after is not None and phrases[after].is_person:
            of = chain_from(phrases, words, after, 1)
            if phrase.count is not None:
                frames.append(Frame(trigger, (phrase,), "bodies", "killed"))
            elif is_found:
                frames.append(Frame(trigger, of, "body of", "killed"))
        elif phrase.count is not None and word != "remains" and (is_found or word in ("bodies", "corpses")):
            frames.append(Frame(trigger, (phrase,), "bodies", "killed"))
    return frames


def is_elided_other(phrase: Phrase) -> bool:
    return bool(phrase.words) and phrase.words[-1] in ELIDED
