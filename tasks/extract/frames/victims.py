"""Whom exactly: the whole that a clause describes, names behind a plural, companions, counts at a second place."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.extract.again import MORE, PLACING, has_verb, starts_again
from tasks.extract.frames.positions import chain_from
from tasks.extract.frames.records import Frame, Trigger
from tasks.extract.frames.senses import RELATIVE
from tasks.extract.frames.tolls import BODY_WORDS
from tasks.extract.people import may_be_among, persons
from tasks.extract.phrases import KIN, Phrase, phrase_at
from tasks.extract.words import ADVERBS, BE, DEFINITE, PLANS, PRONOUNS, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

HAVE = frozenset({"have", "has", "had", "having"})
NEW_CLAUSE = frozenset({",", ";", ":", "--", "and", "but", "as", "when", "while", "after", "before", "who", "that"})
TOGETHER = frozenset({"along", "together", "alongside"})
OPPOSED = frozenset({"fight", "argument", "dispute", "clash", "quarrel", "confrontation", "row", "battle", "shootout"})
OWN = frozenset({"his", "her", "their", "my", "our"})
WITH_OWN = (["with", "his"], ["with", "her"], ["with", "their"])
OWN_REACH = 6  # tokens after the trigger: "died in a car bombing with his driver"
BEFALLS = word_class("befalls")
BEFALLS_FIGHTERS = word_class("befalls_fighters")
APART = 12  # tokens between two counts of one verb
PLACE_REACH = 4  # tokens of a place
COMPANIONS = 14  # tokens after the trigger within which companions are named


def is_no_victim(words: Sequence[str], phrase: Phrase) -> bool:
    """Bodies have frames of their own; "loss of life" counts nobody."""
    is_body = phrase.head is not None and words[phrase.head] in BODY_WORDS
    return is_body or (phrase.count is None and phrase.nouns[-1:] == ("life",))


def of_whole(words: Sequence[str], trigger: Trigger, phrase: Phrase) -> Phrase:
    """Of 'two of the five men who were arrested are doctors' the five: what only describes them befell them all."""
    between = words[phrase.end : trigger.start]
    if phrase.whole is None or phrase.end > trigger.start or (trigger.frame == "intransitive" and not between):
        return phrase  # "two of the three crew died"
    if between:
        is_theirs = between[0] in RELATIVE and all(w in BE or w in ADVERBS or w in HAVE for w in between[1:])
    else:
        verb = next((k for k in range(trigger.end, len(words)) if words[k] in BE), None)
        is_one_of = phrase.start > 0 and (words[phrase.start - 1] in BE or words[phrase.start - 1] == ",")
        is_theirs = (
            is_one_of
            or words[phrase.whole.start - 1] in DEFINITE
            or (verb is not None and not any(w in NEW_CLAUSE for w in words[trigger.end : verb]))
        )
    if not is_theirs:
        return phrase
    start = phrase.whole.start
    return replace(phrase, start=start, count=phrase.whole, whole=None, words=phrase.words[start - phrase.start :])


def by_name(phrases: Sequence[Phrase], words: Sequence[str], victims: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The names behind an uncounted plural: 'the activists Ana Vole and Olan Ruiz were arrested' are two."""
    if not victims or victims[0].count is not None or not victims[0].is_plural or len(victims) > 1:
        return victims
    n = next((n for n, p in enumerate(phrases) if p.start == victims[0].end and p.is_named), None)
    names = chain_from(phrases, words, n, 1) if n is not None else ()
    if len(names) < 2 or not all(name.is_named for name in names):
        return victims
    return tuple(replace(name, words=victims[0].words + name.words) for name in names)  # what they are tells their role


def without_breakdown(victims: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The whole alone where its parts are listed behind it: 'three civilians, two women and a man, died'; not of 'two
    men, a woman and a child'."""
    if not victims or not all(holds(victims[0], victim) for victim in victims[1:]):
        return victims
    whole = victims[0].count
    rest = sum((v.count.low or 0) if v.count else int(not v.is_plural) for v in victims[1:])
    is_sum = len(victims) > 2 and whole is not None and whole.low is not None and whole.low == rest > 1
    return victims[:1] if is_sum else victims


def holds(whole: Phrase, part: Phrase) -> bool:
    """Whether the people of a phrase can be among those of another, as far as their nouns tell."""
    return not whole.nouns or not part.nouns or may_be_among(part.nouns[-1], whole.nouns[-1])


def companions(words: Sequence[str], phrases: Sequence[Phrase], frame: Frame) -> tuple[Phrase, ...]:
    """Who shared the fate: 'was killed at 8 a.m. along with two of his guards', 'was shot dead with his driver'."""
    if frame.trigger.end < frame.victims[-1].end or frame.trigger.form == "noun":
        return ()
    starts = {p.start: n for n, p in enumerate(phrases)}
    for k in range(frame.trigger.end, min(frame.trigger.end + COMPANIONS, len(words) - 2)):
        if words[k] in NEW_CLAUSE and not (words[k] == "," and words[k + 1] in TOGETHER):
            return ()
        is_together = words[k] in TOGETHER and words[k + 1] == "with"
        is_near = k - frame.trigger.end < OWN_REACH and not PRONOUNS.intersection(words[frame.trigger.end : k])
        is_own = is_near and words[k : k + 2] in WITH_OWN and words[k - 1] not in OPPOSED
        if is_together or is_own:
            n = starts.get(k + 2 if is_together else k + 1)
            return chain_from(phrases, words, n, 1) if n is not None and phrases[n].is_person else ()
    return ()


def of_own_clause(doc: "Doc", trigger: Trigger, victims: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The victims of the trigger's own clause: of 'the bomb killed five soldiers and three officers were hurt' the five
    were killed, and the three hurt."""
    for n, victim in enumerate(victims[1:], 1):
        before = victims[n - 1]
        if victim.head is None or before.head is None:
            continue
        subject, verb = doc[victim.head], doc[victim.head].head
        is_subject = subject.dep_ in ("nsubj", "nsubjpass") and verb.i >= victim.end and verb.pos_ in ("VERB", "AUX")
        if not is_subject or any(t.pos_ not in ("AUX", "ADV", "PART") for t in doc[victim.end : verb.i]):
            continue  # the tree is wrong: "killed two men, a woman and a child, police said"
        if victim.start >= trigger.end:
            if not trigger.start <= verb.i < trigger.end:
                return victims[:n]
        elif doc[before.head].dep_ == "dobj" and doc[before.head].head.i < before.start:
            return of_own_clause(doc, trigger, victims[n:])
    return victims


def elsewhere(
    doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger, victims: Sequence[Phrase]
) -> list[Phrase]:
    """More counts of the same verb, at other places and times: 'killed 45 civilians in Aleppo, 22 in Idlib and two in
    Hama', 'nine died in Aleppo, and on Monday three others in Idlib', 'nine died in Aleppo, in Idlib two'."""
    found: list[Phrase] = []
    end = max(trigger.end, victims[-1].end)
    for phrase in phrases:
        is_bare = phrase.head is None or words[phrase.head] in MORE
        if phrase.start < end or not is_bare or phrase.count is None or not phrase.count.is_number:
            continue
        if phrase.is_part or victims[-1].count is None:
            break  # "ten of them in Sarmin" are part of the first
        if words[phrase.start - 1] == "of":
            break  # "the killing of 12 children and the maiming of 31 others in May"
        is_placed = _is_placed(words, phrase.end)
        before = None if is_placed else _place_before(doc, words, phrase)
        between = doc[end : before or phrase.start]
        is_joined = words[phrase.start - 1] in ("and", ",") or any(
            end <= join < phrase.start for join, _ in starts_again(doc)
        )
        is_end = words[phrase.end : phrase.end + 1] in ([], ["."], [","], [";"], ["and"])
        is_other = (is_placed and is_joined) or (before is not None and is_end)
        has_other_verb = any(t.pos_ in ("VERB", "AUX") or t.lower_ == ";" for t in between)
        if not is_other or len(between) > APART or has_verb(doc, phrase.end) or has_other_verb:
            break
        found.append(phrase)
        end = phrase.end
    return found


def is_part_there(
    doc: "Doc", words: Sequence[str], trigger: Trigger, victims: Sequence[Phrase], other: Sequence[Phrase]
) -> bool:
    """Whether the one count behind a comma is part of the first: 'nine were shot, three in Lima', 'nine died in Lima,
    four in one family', but not 'nine died in Lima, three in Puno'."""
    if len(other) != 1 or words[other[0].start - 1] != "," or words[other[0].end : other[0].end + 1] in ([], ["."]):
        return False
    at = other[0].end
    first = min(trigger.end, victims[0].start)
    own = [t.i for t in doc[first : other[0].start - 1] if t.lower_ in PLACING or t.lower_ == "on"]
    is_day = words[at] == "on"
    same = [k for k in own if (words[k] == "on") == is_day and doc[k + 1].pos_ == "PROPN"]
    return not same or doc[at + 1 : at + 2].text == "" or doc[at + 1].pos_ != "PROPN"


def is_smaller(part: Phrase, whole: Phrase) -> bool:
    """Whether one count is smaller than another."""
    low = part.count.low if part.count else None
    most = whole.count.low or whole.count.high if whole.count else None
    return low is not None and most is not None and low < most


def _is_placed(words: Sequence[str], k: int) -> bool:
    """Whether a place or a time follows at token k: 'in Orsk', 'on Tuesday', 'the next day'."""
    is_later = words[k : k + 1] == ["the"] and words[k + 1 : k + 2] in (["next"], ["following"])
    return is_later or words[k : k + 1] in (["in"], ["at"], ["near"], ["outside"], ["on"])


def _place_before(doc: "Doc", words: Sequence[str], phrase: Phrase) -> int | None:
    """The join before a place told first: that of '; in Idlib, two more', ', in Idlib two'."""
    end = phrase.start - (phrase.start > 0 and words[phrase.start - 1] == ",")
    k = end
    while k > 1 and doc[k - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET") and end - k < PLACE_REACH:
        k -= 1
    is_place = k < end and k > 1 and words[k - 1] in ("in", "at", "near")
    return k - 2 if is_place and words[k - 2] in (",", ";", "and") else None


def whose(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> Phrase | None:
    """The victim whose death or arrest it is: 'Senator Ortega's murder', 'the two engineers' abduction'."""
    k = trigger.start - 1
    k -= k > 0 and doc[k].pos_ == "ADJ"  # "her brutal murder"
    if k < 1 or doc[k].tag_ != "POS" or words[trigger.start] not in BEFALLS:
        return None
    around = next((p for p in phrases if p.start < k <= p.end), None)
    owner = phrase_at(doc, words[:k], around.start, frozenset()) if around is not None else None
    if owner is None or owner.end != k or owner.head is None or not owner.is_person:
        return None
    if words[owner.start] in OWN and owner.nouns[-1:] != () and owner.nouns[-1] in KIN:
        return None  # "his father's death"
    if not PLANS.isdisjoint(owner.words):
        return None  # "now planning General Vole's murder"
    rows = [persons()[noun] for noun in owner.nouns if noun in persons()]
    is_fighters = owner.is_plural and any(row["role"] == "combatant" for row in rows)
    is_theirs = words[trigger.start] in BEFALLS_FIGHTERS or not is_fighters  # "the rebels' executions": they did it
    is_many = owner.is_plural or (owner.count is not None and owner.count.high != 1)
    return owner if is_theirs and (is_many or not words[trigger.start].endswith("s")) else None


def apart(frame: Frame) -> list[Frame]:
    """One frame a count, so that parts find their whole: 'ten soldiers and eight civilians, three of them women'."""
    if len(frame.victims) < 2 or any(v.count is None or v.count.high == 1 for v in frame.victims):
        return [frame]
    return [replace(frame, victims=(victim,)) for victim in frame.victims]
