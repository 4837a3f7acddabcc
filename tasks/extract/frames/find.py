"""Joins triggers and victims into frames: one rule a kind of trigger, parts and negatives last."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.extract.frames.doubles import buried, mixed, without_doubles
from tasks.extract.frames.guards import is_compared, is_doubted, is_fiction, is_rate, reality
from tasks.extract.frames.parts import GRAVELY, part_frames
from tasks.extract.frames.positions import (
    NOMINATIVE,
    adjacent_left,
    before_insertion,
    before_whom,
    is_passive,
    nearest_left,
    right_of,
    subject_of,
    whole_before,
)
from tasks.extract.frames.pronouns import as_many, before_them, rest, them
from tasks.extract.frames.records import Frame, Trigger
from tasks.extract.frames.senses import ABBREVIATED, is_freed, is_natural, is_other_sense, is_sport
from tasks.extract.frames.tolls import FOUND, body_frames, other_accounts, toll_frames
from tasks.extract.frames.triggers import forms
from tasks.extract.frames.victims import (
    apart,
    by_name,
    companions,
    elsewhere,
    is_no_victim,
    is_part_there,
    is_smaller,
    of_own_clause,
    of_whole,
    whose,
    without_breakdown,
)
from tasks.extract.names import is_of_time
from tasks.extract.phrases import Phrase
from tasks.extract.quantities import Quantity, number_at
from tasks.extract.words import ADVERBS, ARTICLES, BE, DEFINITE, DETERMINERS, NOT_PEOPLE, has_modal, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Found = tuple[tuple[Phrase, ...], str]
NOTHING: Found = ((), "")
# After a participle without object: "the five killed in the raid"
SHOT_DEAD = 14  # tokens from "shot" to "dead", those whom it hit between them
NEAR = 6  # from which on they must be one clause
OTHER_CLAUSE = frozenset({",", ";", ".", "and", "who", "that", "leaving", "left", "leaves", "on", "at"})
MULTIPLES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5}
WHEN_WHERE = frozenset({"in", "on", "at", "near", "yesterday", "today", "last", "this", "early", "late", "outside"})
STATES = frozenset({"injured", "wounded", "hurt", "killed", "missing", "dead", "others", "captured", "arrested"})
TOLD = [[word] for word in (*STATES, "kia", "wia", "mia")]
NOT_DEAD = frozenset({"injured", "wounded", "hurt", "missing", "captured"})
MEN_AT_ARMS = word_class("men_at_arms")
BEFORE_COUNTED = frozenset({"of", "with", "in", "from", "by", "carrying", "transporting"})
LOST_TO = word_class("lost_to")
HANDLE_DEAD = word_class("handle_dead")
AFTER_PARTICIPLE = word_class("after_participle")
# "three shootings", "two killers" tell of no three or two victims
UNCOUNTED = frozenset({"shooting", "stabbing", "killer", "murderer", "kidnapper", "massacre", "slaughter"})
FIELDS = frozenset({"total", "reported", "confirmed", "known", "estimated", "civilian", ";", "."})
FATAL = word_class("fatal")
PARTS_OF_GROUPS = frozenset({"members", "groups", "units", "men", "hundreds", "dozens", "scores", "elements"})


def find_frames(
    doc: "Doc", words: Sequence[str], triggers: Sequence[Trigger], phrases: Sequence[Phrase], is_headline: bool = False
) -> list[Frame]:
    """The frames of a sentence: every trigger that has victims, and their parts."""
    if is_fiction(words):
        return []
    tolls = toll_frames(words, phrases)
    inside = {k for f in tolls for k in range(f.trigger.start, f.trigger.end)}
    inside |= {p.end - 1 for p in phrases if p.is_part and p.of_outcome}  # "treated 14 of the walking wounded"
    frames: list[Frame] = []
    for trigger in triggers:
        if trigger.start in inside or is_other_sense(doc, words, trigger):
            continue
        if trigger.term == "loss" and words[trigger.end : trigger.end + 2] in (["of", "life"], ["of", "lives"]):
            trigger = replace(trigger, outcome="killed")  # "no loss of life"
        victims, rule = _victims(doc, words, phrases, trigger)
        if rule == "reduced" and words[victims[0].start - 1 : victims[0].start] in (["mostly"], ["mainly"]):
            victims = whole_before(phrases, words, victims)  # "10 people mostly schoolchildren killed"
        victims = tuple(of_whole(words, trigger, v) for v in victims if not is_no_victim(words, v))
        victims = of_own_clause(doc, trigger, without_breakdown(by_name(phrases, words, victims)))
        if (
            not victims
            or is_freed(words, trigger, victims)
            or is_sport(words, trigger, victims)
            or is_natural(words, trigger, victims)
            or is_compared(words, victims[0].start)
        ):
            continue
        if _is_either(words, trigger, victims):
            continue
        real = reality(doc, words, trigger, victims)
        none = all(v.count is not None and v.count.high == 0 for v in victims)
        if real == "unreal" or (real == "denied" and not none):
            continue
        if real == "possible" and not any(v.count for v in victims):
            continue
        end = max(trigger.end, victims[-1].end)
        if trigger.form in ("base", "s") and ((not is_headline and not _is_told(victims)) or is_rate(words, end)):
            continue
        frame = Frame(trigger, victims, rule, trigger.outcome, is_possible=real == "possible")
        frames.append(replace(frame, victims=victims + companions(words, phrases, frame)))
        others = elsewhere(doc, words, phrases, trigger, victims)
        if is_part_there(doc, words, trigger, victims, others):
            if is_smaller(others[0], victims[0]):
                frames.append(Frame(trigger, tuple(others), "of them there", trigger.outcome, frames[-1]))
            continue
        for other in others:
            frames.append(Frame(trigger, (other,), "elsewhere", trigger.outcome, is_possible=real == "possible"))
    frames = without_doubles(buried(mixed(tolls + frames + body_frames(words, phrases)), words))
    frames += as_many(words, frames)
    frames = [one for frame in frames for one in apart(frame)]
    parts = part_frames(words, phrases, frames)
    split = {part.victims[0].start for part in parts if part.rule == "of them there"}
    frames = [f for f in frames if f.rule != "elsewhere" or f.victims[0].start not in split]
    told = frames + [part for part in parts if part.whole is not None or not is_doubted(words, part.start)]
    told += rest(words, phrases, told)
    return told + other_accounts(words, phrases, told)


def _is_told(victims: Sequence[Phrase]) -> bool:
    """Whether victims of a present tense are told of, not spoken of in general: 'bombs kill civilians'."""
    return any(v.count or not v.is_plural for v in victims)


def _is_either(words: Sequence[str], trigger: Trigger, victims: Sequence[Phrase]) -> bool:
    """'killed or captured 600 of them', '30 were kidnapped or killed': a number of both fates tells of neither."""
    if trigger.form == "noun" or trigger.frame == "toll" or not victims[0].count:
        return False
    other = words[trigger.start - 2] if words[trigger.start - 1 : trigger.start] == ["or"] and trigger.start > 1 else ""
    if words[trigger.end : trigger.end + 1] == ["or"]:
        k = trigger.end + 1
        k += words[k : k + 1] in (["were"], ["have"], ["been"])
        other = words[k] if k < len(words) else ""
    return any(row["outcome"] != trigger.outcome for row, form in forms().get(other, ()) if form != "noun")


def _victims(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> Found:
    match trigger.frame:
        case "transitive":
            return _transitive(doc, words, phrases, trigger)
        case "intransitive" | "state":
            return _subject(doc, words, phrases, trigger)
        case "object":
            if trigger.victim is None:
                return NOTHING
            inside = phrases[trigger.victim]
            if trigger.term.startswith("lose") and _is_lost_otherwise(words, inside):
                return NOTHING
            return right_of(phrases, words, inside.start, trigger), "expression"
        case "destroyed":
            return _destroyed(doc, words, phrases, trigger), "destroyed"
        case "nominal":
            return _nominal(doc, words, phrases, trigger)
    return NOTHING


def _is_lost_otherwise(words: Sequence[str], lost: Phrase) -> bool:
    """'lost 30 men killed and wounded', 'lost 30 men captured': what follows says more than "lost"; 'lost three men to
    injury': nobody died."""
    after = list(words[lost.end : lost.end + 3])
    if after[:1] == ["to"] and not LOST_TO.isdisjoint(after):
        return True
    if after[:1] in (["killed"], ["dead"]) and after[1:2] in (["and"], ["or"], ["/"]):
        after = after[2:]
    return after[:1] != [] and after[0] in NOT_DEAD


def _transitive(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> Found:
    i = trigger.start
    is_participle = trigger.form in ("past", "phrase")
    if meant := them(doc, words, phrases, trigger):
        return meant, "them"
    inside = next((p for p in phrases if p.start < i < p.end - 1 and p.head is not None and p.head > i), None)
    if inside is not None and trigger.form == "past":
        # "dozens of wounded soldiers"; but "displaced families" are no claim
        is_one = words[inside.start] in ARTICLES and trigger.outcome == "injured" and not inside.is_plural
        counted = inside.count is not None or is_one
        if has_modal(words, inside.start - 3, inside.start):
            return NOTHING  # "there could be more than 300 wounded civilians"
        is_claim = counted and inside.is_person and trigger.outcome in ("injured", "killed")
        return ((inside,), "attributive") if is_claim else NOTHING
    if is_participle and is_passive(words, i):
        return _subject(doc, words, phrases, trigger)
    is_counted = any(p.end == i and p.count for p in phrases)  # "12 wounded: that is the toll"
    if _is_label(words, trigger.start, trigger.end) and is_participle and not is_counted:
        return right_of(phrases, words, trigger.end + 1, trigger), "label"  # "Killed: 25"
    left = adjacent_left(phrases, words, i, trigger) if is_participle else ()
    right = right_of(phrases, words, trigger.end, trigger)
    if not right and is_participle and (whom := before_whom(doc, phrases, words, trigger)):
        return whom, "whom"
    if left and _is_of_shots(doc, words, trigger):
        return NOTHING
    if left and left[-1].words in NOMINATIVE:
        return (right, "object") if right else NOTHING  # "he shot once"
    if left and not right and _shot_themselves(doc, words, trigger, left[-1]):
        return NOTHING
    if left and left[0].start and not right and doc[left[0].start - 1].tag_ == "WDT":
        return NOTHING  # "guns that the militants seized in March"
    if left and words[trigger.end : trigger.end + 1] in (["and"], ["or"]) and _goes_on(phrases, words, trigger):
        return NOTHING  # "three men shot and killed a minister"
    is_doing = words[trigger.end : trigger.end + 1] == ["and"] and doc[trigger.end + 1 : trigger.end + 2].text != ""
    if left and not right and is_doing and not trigger.is_strong and doc[trigger.end + 1].tag_ in ("VBD", "VBN"):
        return NOTHING  # "our fighters annihilated and destroyed that position"
    if left and right and not _is_active(doc, words, trigger, left, right):
        return left, "reduced"
    token = doc[i]
    is_noun = words[i - 1 : i] != [] and words[i - 1] in DETERMINERS
    if is_noun and (not right or (trigger.form == "ing" and right[0].start == trigger.end)):
        return NOTHING  # "relief to the wounded", "a drowning person"
    if right:
        bare = right[0].count is None and right[0].start == trigger.end and right[0].is_plural
        if bare and is_participle and (token.dep_ == "amod" or (token.tag_ == "VBN" and not trigger.is_strong)):
            return NOTHING  # "displaced families"
        return right, "object"
    if left and not _has_other_object(doc, words, trigger, left):
        return left, "reduced"
    if left or any(p.end == i and p.count and p.head is None for p in phrases):
        return NOTHING  # "30 were killed, nine taken hostage by others": not the 30
    after = words[trigger.end] if trigger.end < len(words) else "."
    if is_participle and trigger.is_strong and _goes_on_passive(token):
        return _subject(doc, words, phrases, trigger)
    if words[trigger.end : trigger.end + 1] in (["and"], ["or"]) and _goes_on(phrases, words, trigger):
        return NOTHING  # "a man who shot and wounded a clerk"
    if is_participle and (token.tag_ == "VBN" or token.dep_ in ("acl", "relcl")) and after in AFTER_PARTICIPLE:
        return _subject(doc, words, phrases, trigger)
    return NOTHING


def _shot_themselves(doc: "Doc", words: Sequence[str], trigger: Trigger, left: Phrase) -> bool:
    """Whether those before "shot" were no victims: 'the visitors shot twice in ten minutes', 'the guard shot once and
    ran'; but 'a man shot twice in Orsk', 'the man shot twice was taken to hospital'."""
    is_told = left.count is None and (left.is_plural or words[left.start] in DEFINITE)
    is_often = words[trigger.end : trigger.end + 1] in (["twice"], ["once"], ["repeatedly"])
    token = doc[trigger.start]
    if trigger.term == "shoot" and left.nouns[-1:] in (("sniper",), ("shooter",)):
        return True  # "a sniper shot on the crowd"
    return trigger.term == "shoot" and is_told and is_often and token.tag_ == "VBD" and token.dep_ != "acl"


def _goes_on_passive(token: "Token") -> bool:
    """Whether a participle is joined to a passive: 'a group of six was found and wiped out'."""
    is_joined = token.dep_ == "conj" and token.tag_ in ("VBN", "VBD") and token.head.i < token.i
    return is_joined and any(child.dep_ == "auxpass" for child in token.head.children)


def _is_label(words: Sequence[str], start: int, end: int) -> bool:
    """Whether words [start, end) name a form's field: 'Killed: 25', 'Killed - 12, wounded - 30'."""
    if words[end : end + 1] == [":"]:
        return True
    is_first = start == 0 or words[start - 1] in (",", ";", ".", ":", ")")
    is_dash = words[end : end + 1] in (["-"], ["–"], ["—"])
    number = number_at(words, end + 1) if is_first and is_dash and end + 1 < len(words) else None
    return number is not None and words[number[0] : number[0] + 1] in ([], [","], [";"], ["."], ["("])


def _goes_on(phrases: Sequence[Phrase], words: Sequence[str], trigger: Trigger) -> bool:
    """Whether "and" joins another verb with people as its object."""
    k = trigger.end + 1
    is_verb = k < len(words) and words[k] in STATES
    return is_verb and bool(right_of(phrases, words, k + 1, trigger))


def _has_other_object(doc: "Doc", words: Sequence[str], trigger: Trigger, left: Sequence[Phrase]) -> bool:
    """Whether the people before a bare past form did it to something else: 'senators killed the measure'."""
    if trigger.end >= len(words):
        return False
    token = doc[trigger.end]
    if is_of_time(token) or words[trigger.end] in ADVERBS or words[trigger.end] in AFTER_PARTICIPLE:
        return False
    if left[0].count is not None:
        return token.pos_ in ("DET", "PRON") or (token.pos_ == "NUM" and trigger.outcome == "captured")
    is_name = token.text[0].isupper() and not doc[token.i - 1].text[0].isupper()  # "Vole shot Long once"
    return is_name or token.pos_ in ("DET", "PRON", "NUM", "NOUN", "PROPN", "ADJ")


def _is_of_shots(doc: "Doc", words: Sequence[str], trigger: Trigger) -> bool:
    """Whether "shot" is a noun, counted itself: 'the officer returned one shot', 'one shot hit the wall'."""
    i = trigger.start
    return trigger.term == "shoot" and i > 0 and doc[i].pos_ == "NOUN" and words[i - 1] in ("one", "another", "1")


def _is_active(
    doc: "Doc", words: Sequence[str], trigger: Trigger, left: Sequence[Phrase], right: Sequence[Phrase]
) -> bool:
    """Of people on both sides, who was hit: 'rebels killed five soldiers', but '20 civilians killed 30 injured'."""
    if right[-1].end >= len(words):
        return True
    follows = words[right[-1].end]
    if follows in STATES and left[-1].end == trigger.start and right[0].count is not None:
        return False  # "8 persons killed 58 others injured": a comma was lost
    if right[0].head is not None:
        return True
    return not (follows in STATES or (left[-1].count is not None and (follows in GRAVELY or follows.endswith("ly"))))


def _destroyed(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> tuple[Phrase, ...]:
    """The fighters in a list of what was destroyed: 'up to 45 servicemen, three lorries and two howitzers'."""
    is_behind = is_passive(words, trigger.start)
    k = trigger.start
    while is_behind and (words[k - 1] in BE or words[k - 1] in ADVERBS or words[k - 1] in ("have", "has", "had")):
        k -= 1
    k = k if is_behind else trigger.end
    listed: list[Phrase] = []
    for phrase in reversed(phrases) if is_behind else phrases:
        if (phrase.end > k) if is_behind else (phrase.start < k):
            continue
        between = words[phrase.end : k] if is_behind else words[k : phrase.start]
        number = between[-1:] != [] and number_at(words, phrase.start - 1) is not None  # "two tanks": no people's
        if any(w not in (",", "and") for w in (between[:-1] if number else between)):
            break
        listed.append(phrase)
        k = phrase.start if is_behind else phrase.end
    if is_behind and k and (words[k - 1] in BEFORE_COUNTED or doc[k - 1].tag_ in ("VBG", "VBN", "VBD")):
        return ()  # "a camp of 30 militants was destroyed", "a lorry carrying 12 rebels was destroyed"
    if listed and words[max(p.end for p in listed) :][:1] in (["'"], ["’"], ["'s"], ["’s"]):
        return ()  # "destroyed 14 of the rebels' vehicles"
    return tuple(
        p
        for p in sorted(listed, key=lambda p: p.start)
        if p.count is not None and p.nouns[-1:] != () and p.nouns[-1] in MEN_AT_ARMS
    )


def _handled_dead(doc: "Doc", words: Sequence[str], trigger: Trigger) -> tuple[Phrase, ...]:
    """'Workers dig out the dead': the dead themselves, uncounted."""
    i = trigger.start
    if trigger.term != "dead" or doc[i].dep_ != "dobj" or doc[i].head.lower_ not in HANDLE_DEAD:
        return ()
    return (Phrase(i, i + 1, i, None, ("dead",), ("dead",), "dead", is_known=True, is_plural=True),)


def _field(words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> Phrase | None:
    """The number behind a field of a note: 'KIA 12, WIA 31, MIA 2'; but not '2 KIA, 5 WIA'."""
    is_first = trigger.start == 0 or words[trigger.start - 1] in (",", ";", ":", ".")
    if trigger.term not in ABBREVIATED or not is_first:
        return None
    number = next((p for p in phrases if p.start == trigger.end and p.head is None and p.count is not None), None)
    is_alone = number is not None and words[number.end : number.end + 1] in ([], [","], [";"], ["."])
    return number if is_alone else None


def _shot_dead(words: Sequence[str], trigger: Trigger) -> int | None:
    """Where "shot" stands in 'Gunmen shot Team 7 dead': the dead are whom they shot, told or not, never the gunmen."""
    i = trigger.start
    if trigger.term != "dead":
        return None
    shot = next((k for k in range(i - 2, max(-1, i - SHOT_DEAD), -1) if words[k] in ("shot", "shoots")), None)
    if shot is None or is_passive(words, shot) or not BE.isdisjoint(words[shot:i]):
        return None
    return shot if i - shot < NEAR or OTHER_CLAUSE.isdisjoint(words[shot:i]) else None


def _subject(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> Found:
    victims, rule = _found_subject(doc, words, phrases, trigger)
    return whole_before(phrases, words, victims), rule


def _found_subject(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> Found:
    is_counted = any(p.end == trigger.start and p.count for p in phrases)
    if _is_label(words, trigger.start, trigger.end) and trigger.frame == "state" and not is_counted:
        return right_of(phrases, words, trigger.end + 1, trigger), "label"  # "Dead: nine"
    if (field := _field(words, phrases, trigger)) is not None:
        return (field,), "label"
    if (shot := _shot_dead(words, trigger)) is not None:
        if words[shot + 1] == "them":
            return before_them(doc, words, phrases, doc[shot]), "them"
        return right_of(phrases, words, shot + 1, trigger), "shot dead"  # "shot two members of Team 7 dead"
    inside = next((p for p in phrases if p.start < trigger.start < p.end - 1 and p.head is not None), None)
    if inside is not None and trigger.term == "decease":
        return (inside,), "attributive"  # "officers discovered a deceased woman"
    if inside is not None and trigger.term == "dead" and inside.is_person and inside.count is not None:
        is_open = has_modal(words, inside.start - 3, inside.start)
        return NOTHING if is_open else ((inside,), "attributive")  # "counted at least 17 dead civilians"
    if trigger.frame == "intransitive" and trigger.start and words[trigger.start - 1] in DETERMINERS:
        return NOTHING  # "the deceased"
    near = adjacent_left(phrases, words, trigger.start, trigger)
    if near and near[-1].count is not None:
        return near, "adjacent subject"
    if set_off := before_insertion(phrases, words, trigger.start):
        return set_off, "subject"
    if handled := _handled_dead(doc, words, trigger):
        return handled, "the dead"
    if trigger.frame == "state" and doc[trigger.start].dep_ == "amod" and doc[trigger.start].head.i >= trigger.end:
        return NOTHING  # "police seek missing woman"
    by_parse = [subject_of(doc, phrases, words, k, trigger) for k in range(trigger.start, trigger.end)]
    if trigger.frame == "state" and _is_finder(words, trigger, by_parse[0]):
        return NOTHING
    if found := next((victims for victims in by_parse if victims), ()):
        return found, "subject"
    if near:
        return near, "adjacent subject"
    if trigger.frame == "state" and (left := _left_behind(phrases, words, trigger)):
        return left, "left behind"
    if trigger.frame == "state" or any(victims is not None for victims in by_parse):
        return NOTHING  # "dead"; or the parse's subject is no person: "the city, which was evacuated"
    return nearest_left(phrases, words, trigger.start, trigger), "nearest left"


def _is_finder(words: Sequence[str], trigger: Trigger, subject: Sequence[Phrase] | None) -> bool:
    """Whether the parse's subject found others so, or mourns them: 'police discovered Lee dead', 'thousands bury the
    school's dead', not 'two were found dead'."""
    between = words[subject[-1].end : trigger.start] if subject else ()
    if any(w in HANDLE_DEAD for w in between[:1]):
        return True
    verb = next((k for k, w in enumerate(between) if w in FOUND), None)
    return verb is not None and verb + 1 < len(between) and not any(w in BE for w in between)


def _left_behind(phrases: Sequence[Phrase], words: Sequence[str], trigger: Trigger) -> tuple[Phrase, ...]:
    """'leaving 23 civilians - including nine children - dead'."""
    for k in range(trigger.start - 1, max(-1, trigger.start - 15), -1):
        if words[k] in ("left", "leaves", "leaving", "leave"):
            return right_of(phrases, words, k + 1, trigger)
    return ()


def _nominal(doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> Found:
    i = trigger.end
    before = next((p for p in phrases if p.end == trigger.start and p.count and p.head is None), None)
    if before is None:
        before = next(
            (p for p in phrases if p.start < trigger.start < p.end and p.count and p.head == trigger.start), None
        )
    if trigger.term in UNCOUNTED and (hit := next((p for p in phrases if p.start < i < p.end), None)):
        return ((hit,), "attributive") if hit.nouns[-1:] == ("victim",) else NOTHING  # "two shooting victims"
    if trigger.term in ("murder", "homicide"):
        of_it = next((p for p in phrases if p.start < trigger.start < p.end - 1 and p.count is not None), None)
        if of_it is not None and of_it.nouns[-1:] == ("victim",):
            return (of_it,), "attributive"  # "2,530 murder victims"
    is_fatal = trigger.term in UNCOUNTED and not FATAL.isdisjoint(words)  # "a double shooting left one dead"
    if trigger.start and words[trigger.start - 1] in MULTIPLES and not is_fatal:
        many = MULTIPLES[words[trigger.start - 1]]
        count = Quantity(trigger.start - 1, trigger.start, many, many, "exact")
        return (Phrase(trigger.start - 1, trigger.end, None, count, is_plural=True),), "counted noun"
    if before is not None and before.count is not None and before.count.high == 0 and words[before.start] == "none":
        return NOTHING  # "none of the injuries was life-threatening"
    if before is not None and not _is_dated(words, before, trigger) and trigger.term not in UNCOUNTED:
        return (before,), "counted noun"  # "12 deaths", "no casualties", "1,126 abductions of women"
    if (listed := _listed(words, phrases, trigger)) is not None:
        return (listed,), "label"
    if _is_label(words, trigger.start, i) and trigger.term not in UNCOUNTED:
        named = right_of(phrases, words, i + 1, trigger)  # "Fatalities: 12", but not "Casualties: 2 KIA"
        return NOTHING if named and words[named[-1].end : named[-1].end + 1] in TOLD else (named, "label")
    i += words[i : i + 2] in (["[", "of"], ["(", "of"])  # an editor's "[of six priests]"
    if words[i : i + 1] == ["of"] and trigger.form == "noun":
        victims = right_of(phrases, words, i + 1, trigger)
        is_owner = bool(victims) and words[victims[-1].end : victims[-1].end + 1] in (["'"], ["’"], ["'s"], ["’s"])
        return (() if is_owner else victims), "nominal of"  # "losses of the rebels' equipment"
    if words[i : i + 1] in (["and"], ["or"]) and "of" in words[i + 1 : i + 4]:
        k = words.index("of", i + 1, i + 4)
        return right_of(phrases, words, k + 1, trigger), "nominal of"
    if (owner := whose(doc, words, phrases, trigger)) is not None:
        return (owner,), "whose"
    for behind in _of_after_adverbials(doc, words, i):
        if victims := right_of(phrases, words, behind, trigger):
            return victims, "nominal of"
    if words[i : i + 1] in (["committed"], ["perpetrated"]):
        against = next((k for k in range(i + 1, min(i + 20, len(words))) if words[k] in ("against", "on")), None)
        if against is not None:
            return right_of(phrases, words, against + 1, trigger), "nominal against"
    return NOTHING


def _listed(words: Sequence[str], phrases: Sequence[Phrase], trigger: Trigger) -> Phrase | None:
    """The number behind a form's field: 'Total fatalities 15: nine civilians and six guards', 'Deaths 12, injuries
    30'."""
    start = trigger.start
    is_field = (
        start == 0
        or words[start - 1] in FIELDS
        or (words[start - 1] == "," and start > 1 and words[start - 2].isdigit())
    )
    number = next((p for p in phrases if p.start == trigger.end and p.head is None and p.count), None)
    if not is_field or number is None or not words[trigger.start].endswith("s"):
        return None
    is_alone = words[number.end : number.end + 1] in ([], [":"], ["("], [","], [";"], ["."])
    value = number.count.low if number.count else None
    return number if is_alone and value is not None and not 1900 <= value <= 2100 else None


def _is_dated(words: Sequence[str], before: Phrase, trigger: Trigger) -> bool:
    """Whether the number before a noun is its year: 'the 1980 murder', 'the 2014 killings'."""
    if before.count is None or before.count.high is None or before.count.high <= 1:
        return False
    if before.count.is_number and before.count.qualifier == "exact" and not words[trigger.start].endswith("s"):
        return True  # "the 2006 poisoning death of the agent"
    word = words[trigger.start - 1]
    is_year = len(word) == 4 and word.isdigit() and "1800" <= word < "2100"
    return is_year and (not words[trigger.start].endswith("s") or words[before.start] in DETERMINERS)


def _of_after_adverbials(doc: "Doc", words: Sequence[str], i: int) -> Iterator[int]:
    """The tokens after each "of" that may come behind when, where and by whom: 'the murder in Orsk on 27 February of
    six men', 'the killing by soldiers of two men', 'the deaths in custody of two men'."""
    if i >= len(words) or not (words[i] in WHEN_WHERE or words[i] in ("by", "during")):
        return
    for k in range(i + 1, min(i + 12, len(words) - 1)):
        if doc[k].pos_ in ("VERB", "AUX") or words[k] in (";", "who", "that"):
            return
        last = doc[k - 1]
        is_time = words[k - 1] in NOT_PEOPLE or is_of_time(last)
        is_doers = words[i] == "by" and last.tag_ == "NNS" and words[k - 1] not in PARTS_OF_GROUPS
        is_bare = k == i + 2 and last.tag_ == "NN" and words[i] != "by"
        if words[k] == "of" and (last.pos_ in ("PROPN", "NUM", "ADV") or is_time or is_doers or is_bare):
            yield k + 1
