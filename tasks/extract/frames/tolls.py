"""Tolls and bodies: "the death toll rose to 45", "the number of dead has grown into the hundreds", "nine bodies"."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.frames.positions import chain_from
from tasks.extract.frames.records import Frame, Trigger
from tasks.extract.phrases import WHOLES, Phrase
from tasks.extract.quantities import Quantity
from tasks.extract.words import BE, DETERMINERS, NOT_PEOPLE, is_modal, word_class

TOLL_WORDS = frozenset({"toll", "tolls", "count"})
NUMBER_OF = frozenset({"number", "numbers", "figure"})
# Before a toll's number; a number elsewhere in the clause counts something else.
LINKS = word_class("toll_link")
BRING = frozenset({"bring", "brings", "brought", "bringing", "raising", "raised", "raises", "taking", "takes", "took"})
NUMBER_LINKS = (
    ["of"],
    ["who"],
    ["killed"],
    ["wounded"],
    ["injured"],
    ["dead"],
    ["missing"],
    ["displaced"],
    ["detained"],
)
LISTED_AT = (["put", "at"], ["listed", "at"], ["given", "at"], ["estimated", "at"], ["reckoned", "at"])
LOSSES = frozenset({"losses", "casualties"})
AMOUNTED = frozenset({"amounted", "amount", "estimated", "totalled", "totaled", "numbered", "reached", "exceeded"})
NUMBERED = (["numbered"], ["number"], ["totalled"], ["totaled"])
EXPECTED = frozenset({"expected", "likely", "set", "bound", "projected", "predicted", "forecast", "sure", "certain"})
HURT = (["wounded"], ["injured"], ["hurt"])
SPEAK = frozenset({"spoke", "speak", "speaks", "spoken", "speaking"})
FIGURE = frozenset({"number", "figure", "total"})
SAYS = frozenset({"said", "says"})
REVISED = frozenset({"revised", "lowered", "corrected", "updated", "amended"})
REACH = 30  # tokens from the toll to its number
KINDS = {
    "dead": "killed", "deaths": "killed", "killed": "killed", "death": "killed", "fatalities": "killed",
    "martyrs": "killed", "died": "killed", "injured": "injured", "wounded": "injured", "injuries": "injured",
    "casualty": "killed_or_injured",
    "casualties": "killed_or_injured", "victims": "killed", "bodies": "killed",
    "missing": "missing", "displaced": "displaced",
    "detained": "captured", "arrested": "captured", "detainees": "captured", "prisoners": "captured",
    "kidnapped": "captured", "abducted": "captured", "captured": "captured", "hostages": "captured",
}  # fmt: skip
FOUND = word_class("found")
COUNT_OF = word_class("count_of")
BODY_WORDS = frozenset({"body", "bodies", "corpse", "corpses", "remains"})


def toll_frames(words: Sequence[str], phrases: Sequence[Phrase]) -> list[Frame]:
    """Frames of "toll" and of "the number of dead", with the number that they reach."""
    frames = []
    for i, word in enumerate(words):
        outcome = "killed"
        end = i + 1
        if word in TOLL_WORDS and (word != "count" or _is_toll(words, i)):
            if i and words[i - 1] in ("injury", "injured", "wounded"):
                outcome = "injured"
            elif i and words[i - 1] == "casualty":
                outcome = "killed_or_injured"
            elif words[i + 1 : i + 2] in (["road"], ["roads"], ["booth"], ["bridge"], ["free"], ["-"]):
                continue
        elif word in NUMBER_OF and words[i + 1 : i + 2] in NUMBER_LINKS:
            if "a" in words[max(0, i - 3) : i] or "an" in words[max(0, i - 3) : i]:
                continue  # "a number of terrorists were killed, and two of their guns destroyed"
            kinds = [k for k in range(i + 1, min(i + 9, len(words))) if words[k] in KINDS]
            if not kinds:
                continue
            outcome, end = KINDS[words[kinds[0]]], kinds[0] + 1
            if len(kinds) > 1 and kinds[1] == kinds[0] + 2 and words[kinds[0] + 1] in ("and", "or"):
                end = kinds[1] + 1
                outcome = outcome if KINDS[words[kinds[1]]] == outcome else "killed_or_injured"
        elif word in LOSSES and any(w in AMOUNTED for w in words[i + 1 : i + 18]):
            outcome = "killed_or_injured"
            end = next(k for k in range(i + 1, i + 18) if words[k] in AMOUNTED) + 1
        elif word in WHOLES and WHOLES[word] and i and _is_put(words, i):
            outcome = WHOLES[word] or outcome
        elif word in WHOLES and WHOLES[word] and words[i + 1 : i + 2] in NUMBERED:
            outcome, end = WHOLES[word] or outcome, i + 2  # "the dead numbered 19"
        else:
            continue
        number = _number_before(words, phrases, i)
        if number is None:
            number = _number_after(words, phrases, end)
        if number is not None and _is_ahead(words, i, end, phrases[number]):
            continue  # "the toll could rise to 200"
        if number is not None and words[phrases[number].end : phrases[number].end + 1] in HURT:
            continue  # "a toll of one person wounded": that tells of the wounded
        if number is not None:
            trigger = Trigger(
                i - 1 if i and words[i - 1] == "death" else i, end, "toll", "toll", outcome, "", "noun", True
            )
            earlier, reached = _risen(words, phrases[number])
            frame = Frame(trigger, (reached,), "toll", outcome)
            frames += [frame, Frame(trigger, (earlier,), "toll before", outcome, frame)] if earlier else [frame]
    return frames


def _is_ahead(words: Sequence[str], toll: int, end: int, number: Phrase) -> bool:
    """Whether a toll is only expected: 'could rise to 200', 'is likely to pass 50'; not 'may have reached 200'."""
    for k in range(end, number.start):
        is_guess = words[k] in ("could", "may", "might") and words[k + 1] == "be"  # "the toll could be over 50"
        if is_modal(words, k) and not is_guess and "have" not in words[k + 1 : k + 3]:
            return True
        if words[k] in EXPECTED and words[k + 1] == "to" and words[k + 2] != "have":
            return True
    return False


def _risen(words: Sequence[str], phrase: Phrase) -> tuple[Phrase | None, Phrase]:
    """What a toll was before, and what it reached: 'rose from 49 to 50'."""
    count = phrase.count
    is_change = phrase.start and words[phrase.start - 1] == "from" and count is not None and count.qualifier == "range"
    if count is None or not is_change:
        return None, phrase
    to = words.index("to", count.core, count.end)
    first, second = (
        Quantity(k, end, v, v, "exact", k)
        for k, end, v in ((count.core, to, count.low), (to + 1, count.end, count.high))
    )
    before = replace(phrase, end=to, head=None, count=first, words=phrase.words[: to - phrase.start])
    return before, replace(phrase, start=to + 1, count=second, words=phrase.words[to + 1 - phrase.start :])


def _is_toll(words: Sequence[str], i: int) -> bool:
    """Whether a count is one of the dead: 'the body count', 'raised the count to 274'."""
    if words[i + 1 : i + 4] == ["of", "the", "dead"]:
        return True
    is_raised = i > 1 and words[i - 2] in BRING and words[i - 1] in DETERMINERS
    return (i > 0 and words[i - 1] in COUNT_OF) or is_raised


def _number_after(words: Sequence[str], phrases: Sequence[Phrase], start: int) -> int | None:
    """The phrase with the number that a toll reaches: 'rose to 45 people', not 'from 12', not 'in the past day'."""
    revised = next((k for k in range(start, min(start + REACH, len(words))) if words[k] in REVISED), None)
    if revised is not None and "to" in words[revised : revised + 4]:
        start = words.index("to", revised) + 1  # "initially given as 12, was revised down to nine"
        if any(p.start == start and p.count is not None for p in phrases):
            return next(n for n, p in enumerate(phrases) if p.start == start)
    for n, phrase in enumerate(phrases):
        if phrase.start < start or phrase.count is None:
            continue
        if phrase.start - start > REACH or any(_ends(words, k) for k in range(start, phrase.start)):
            return None
        before = words[phrase.start - 1]
        if phrase.head is not None and not phrase.is_person and phrase.count.high == 1:
            continue  # "that is the toll of one night", "the number was one of the highest tolls"
        after = words[phrase.count.end] if phrase.count.end < len(words) else ""
        if phrase.is_part or (
            phrase.head is not None and not phrase.is_person and (before not in LINKS or after in NOT_PEOPLE)
        ):
            continue
        if before == "from" and phrase.count.qualifier == "range" and "to" in words[phrase.start : phrase.end]:
            return n  # "rose from 49 to 50"
        if before in LINKS or (
            phrase.head is None and before not in ("from", "in", "since", "on", "until", "by", "and")
        ):
            if phrase.head is None and phrase.end < len(words) and words[phrase.end] in NOT_PEOPLE:
                continue
            if before == "of" and words[phrase.start - 2] not in ("toll", "number", "total"):
                continue
            return n
    return None


def _ends(words: Sequence[str], k: int) -> bool:
    """Whether a clause ends at token k: not at the full stop that "U.S." in capitals leaves behind."""
    return words[k] == ";" or (words[k] == "." and words[k - 1 : k] != ["u.s"])


def _number_before(words: Sequence[str], phrases: Sequence[Phrase], toll: int) -> int | None:
    """'brings to 97 the number of foreign troops killed'."""
    for n, phrase in enumerate(phrases):
        is_brought = phrase.start > 1 and words[phrase.start - 1] == "to" and words[phrase.start - 2] in BRING
        if phrase.count and is_brought and 0 <= toll - phrase.end <= 2:
            return n
    return None


def _is_put(words: Sequence[str], i: int) -> bool:
    """'put the dead at 50', 'number of dead at 112 and the injured at 760', 'enemy dead were put at 140'."""
    listed = next((k for k in range(i + 1, min(i + 9, len(words))) if words[k : k + 2] in LISTED_AT), None)
    if listed is not None and any(w in BE for w in words[i + 1 : listed]):
        return True
    at = next((k for k in range(i + 1, min(i + 6, len(words))) if words[k] == "at"), None)
    before = words[max(0, i - 14) : i]
    is_figure = any(w in ("put", "puts", "putting", "number", "toll", "numbered") for w in before)
    return words[i - 1] == "the" and at is not None and is_figure


def other_accounts(words: Sequence[str], phrases: Sequence[Phrase], frames: Sequence[Frame]) -> list[Frame]:
    """Another's number of those whom the sentence, or one before it, told of: 'The rebels spoke of 10.', 'the mission
    later put the figure at 30', '...; the Front says half a million'. Without an outcome where none is told here."""
    found: list[Frame] = []
    for phrase in phrases:
        after = words[phrase.end : phrase.end + 1]
        is_bare = phrase.head is None and not phrase.is_part and phrase.count is not None and phrase.count.is_number
        if not is_bare or after not in ([], ["."], [","], [";"], ["and"], ["but"], [")"], ["while"]):
            continue
        start = _account_before(words, phrase.start)
        told = [f for f in [*frames, *found] if f.end <= phrase.start and f.whole is None]
        if start is None and told and words[phrase.start - 1] in SAYS:
            start = phrase.start - 1
        if start is None or any(f.start <= phrase.start < f.end for f in frames):
            continue
        outcome = max(told, key=lambda f: f.end).outcome if told else ""
        trigger = Trigger(phrase.start, phrase.end, "spoke of", "toll", outcome, "", "phrase", True)
        found.append(Frame(trigger, (phrase,), "spoken of", outcome))
    return found


def _account_before(words: Sequence[str], k: int) -> int | None:
    """Where 'spoke of', 'put the figure at' begins that ends before token k."""
    if k > 1 and words[k - 1] == "of" and words[k - 2] in SPEAK:
        return k - 2
    is_put = k > 3 and words[k - 1] == "at" and words[k - 2] in FIGURE and words[k - 3] in DETERMINERS
    return k - 4 if is_put and words[k - 4] in ("put", "puts", "putting") else None


def body_frames(words: Sequence[str], phrases: Sequence[Phrase]) -> list[Frame]:
    """Frames of bodies: 'the bodies of nine men were found', '12 bodies', 'both bodies were found'."""
    frames = []
    for phrase in phrases:
        if phrase.head is None or words[phrase.head] not in BODY_WORDS:
            continue
        word = words[phrase.head]
        is_found = any(w in FOUND for w in words[max(0, phrase.start - 8) : phrase.end + 14])
        trigger = Trigger(phrase.head, phrase.end, "body", "bodies", "killed", "killing", "noun", True)
        after = next((k for k, p in enumerate(phrases) if p.start == phrase.end + 1), None)
        if (
            words[phrase.end : phrase.end + 1] == ["of"]
            and after is not None
            and (phrases[after].is_person or phrases[after].head is None)
        ):
            of = chain_from(phrases, words, after, 1)
            if phrase.count is not None:
                frames.append(Frame(trigger, (phrase,), "bodies", "killed"))
            elif is_found or phrases[after].count is not None:
                frames.append(Frame(trigger, of, "body of", "killed"))
        elif (words[phrase.start] in ("his", "her") and word == "body" and is_found) or (
            phrase.count is not None and word != "remains" and (is_found or word in ("bodies", "corpses"))
        ):
            frames.append(Frame(trigger, (phrase,), "bodies", "killed"))
    return frames
