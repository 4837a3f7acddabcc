"""Words of harm that tell of none: 'shot at', 'fled the scene', 'missing a leg', 'lost three players'."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.extract.frames.positions import is_passive
from tasks.extract.frames.records import Trigger
from tasks.extract.people import is_person_word, looks_like_people
from tasks.extract.phrases import KIN, Phrase
from tasks.extract.words import BE, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc

RELATIVE = frozenset({"who", "that", "which"})
FREED = ("walked free", "was released", "were released", "was freed", "were freed", "been released", "been freed")
REACH = 14  # tokens after the trigger within which an end of captivity is told
CASES = frozenset({"suspect", "suspects", "scene", "scenes", "spree", "investigation", "range", "incident"})
ESCAPED_FROM = word_class("escaped_from")
NOT_GONE = frozenset({"a", "an", "his", "her", "their", "its", "both", "out", "school", "work", "training"})
ABBREVIATED = frozenset({"kia", "wia", "mia"})
AIMED = frozenset({"down", "at", "into", "up", "back", "towards", "toward"})
MISSED: tuple[list[str], ...] = (
    [],
    ["."],
    [","],
    ["by"],
    ["as"],
    ["from"],
    ["while"],
    ["when"],
    ["and"],
    ["with"],
    ["during"],
    ["several"],
    ["like"],
)
PLAYERS = word_class("player")
STAGED = word_class("staged")
ILLNESSES = word_class("illness")
ABSENT_FROM = word_class("absent_from")
NATURAL = word_class("natural")
VIOLENT = word_class("violent")
HEART = frozenset({"attack", "failure", "disease", "condition", "ailment"})
NATURAL_REACH = 9  # tokens after "died" within which the illness or the age is told
OLD = 70
FROM_PERIL = frozenset({"sea", "seas", "water", "waters", "river", "fire", "flames", "jaws", "surf", "rapids"})
OUSTED = word_class("ousted_from")
NO_PRISON = word_class("no_prison")
TO_CARE = frozenset({"ambulance", "ambulances", "hospital", "hospitals", "stretcher", "stretchers", "social"})
BURIERS = word_class("buriers")
ACT_OUT = word_class("act_out")


def is_other_sense(doc: "Doc", words: Sequence[str], trigger: Trigger) -> bool:
    """'die-hard', 'shot down a helicopter', 'shot at', 'dead tired', 'dead end', 'played dead', 'mock casualties'."""
    before = [w for w in words[max(0, trigger.start - 3) : trigger.start] if w not in ("the", "to", "be")]
    if before and (before[-1] in STAGED or (trigger.frame != "nominal" and before[-1] in ACT_OUT)):
        return True
    after = words[trigger.end] if trigger.end < len(words) else ""
    times = trigger.end + 1 if after in ("twice", "once", "repeatedly") else trigger.end
    aimed = words[times] if times < len(words) else ""
    if _describes_things(doc, words, trigger) or _is_name(doc, trigger):
        return True
    if trigger.term == "homeless" and doc[trigger.start].dep_ == "amod" and doc[trigger.start].head.i >= trigger.end:
        return True  # "a few thousand homeless people"
    if trigger.term == "decease" and words[trigger.start - 1] == "now":
        return True  # "one of five siblings, Ana and Olan, now deceased"
    if after in ("party", "parties"):
        return True  # "the injured parties withdrew"
    is_there = aimed == "at" and is_passive(words, trigger.start) and words[times + 1 : times + 2] not in MISSED
    is_there = is_there and words[times + 2 : times + 3] != ["times"]
    if trigger.term == "shoot" and (
        (aimed in AIMED and not is_there) or words[times : times + 3] == ["in", "the", "air"]
    ):
        return True
    if trigger.term.startswith("held in") and not NO_PRISON.isdisjoint(words[trigger.end : trigger.end + 4]):
        return True  # "was held in this position"
    if trigger.term == "taken away" and not TO_CARE.isdisjoint(words[trigger.end : trigger.end + 5]):
        return True  # "were taken away by ambulance"
    if trigger.term == "snatch" and not FROM_PERIL.isdisjoint(words[trigger.end : trigger.end + 5]):
        return True  # "snatching swimmers from rough seas"
    if trigger.term.startswith("bury/") and not BURIERS.isdisjoint(words[max(0, trigger.start - 4) : trigger.end + 6]):
        return True  # "the landslide buried nine climbers"
    if trigger.term == "kill" and after == "off":
        return True  # "killed off in the second season"
    behind = words[trigger.end : trigger.end + 5]
    if trigger.term.startswith(("treated", "taken", "required", "needed")) and not ILLNESSES.isdisjoint(behind):
        return True  # "treated for a heart attack", "taken to hospital with chest pains"
    if trigger.term == "missing" and after == "from" and not ABSENT_FROM.isdisjoint(behind):
        return True  # "missing from the team"
    if trigger.form in ("base", "past") and after == "-" and trigger.term in ("die", "hold"):
        return True
    if trigger.term.endswith("V from/out") and not OUSTED.isdisjoint(behind):
        return True  # "forced two women out of their car"
    if trigger.term == "flee" and _is_escape(words, trigger):
        return True
    is_of_it = after == "the" and any(child.dep_ == "dobj" for child in doc[trigger.start].children)
    if trigger.term == "missing" and (after in NOT_GONE or is_of_it):
        return True  # "people who are missing a leg"
    if trigger.term == "die" and after in ("off", "down", "out", "away"):
        return True
    if trigger.term == "dead" and "alive" in words[trigger.end : trigger.end + 8]:
        return True  # "two soldiers who were feared dead have been found alive"
    if trigger.form == "ing" and after in CASES:
        return True  # "shooting suspect Vole", "the killing spree"
    if trigger.term in ABBREVIATED and not doc[trigger.start].text.isupper() and any(t.text[0].isupper() for t in doc):
        return True  # "slammed into a 2016 Kia"
    return trigger.term == "dead" and trigger.end < len(words) and doc[trigger.end].pos_ == "ADJ" and after not in BE


def _describes_things(doc: "Doc", words: Sequence[str], trigger: Trigger) -> bool:
    """Whether a participle or "dead" stands before a noun of no people: 'two dead dogs', 'nine missing boats'."""
    token = doc[trigger.start]
    noun = token.head
    is_before = token.dep_ == "amod" and noun.i > token.i and noun.tag_ == "NNS" and noun.i - token.i <= 2
    is_counted = trigger.start > 0 and doc[trigger.start - 1].pos_ == "NUM"
    return is_before and is_counted and not (is_person_word(noun.lower_) or looks_like_people(noun.lower_))


def _is_name(doc: "Doc", trigger: Trigger) -> bool:
    """Whether "Dies" is a name, in a sentence of small letters: 'the Martin Dies Park'."""
    i = trigger.start
    is_title = trigger.term == "die" and 0 < i < len(doc) - 1 and all(t.text.istitle() for t in doc[i - 1 : i + 2])
    return is_title and sum(t.text[0].islower() for t in doc) >= sum(t.text[0].isupper() for t in doc)


def _is_escape(words: Sequence[str], trigger: Trigger) -> bool:
    """Whether those who fled got away from the law: 'fled the scene', 'fled from deputies', 'shot him, then fled'."""
    after = words[trigger.end : trigger.end + 4]
    if any(w in ESCAPED_FROM for w in after):
        return True
    is_last = words[trigger.start - 1 : trigger.start] in (["and"], ["then"], ["before"])
    return is_last and (not after or after[0] in (".", ",", ";", "in", "on"))


def is_sport(words: Sequence[str], trigger: Trigger, victims: Sequence[Phrase]) -> bool:
    """'The team lost three players', 'two strikers are missing': out of the match, not dead or gone."""
    is_absent = trigger.term == "missing" or trigger.term.startswith(("lose/loses/lost/losing V", "loss of"))
    return is_absent and all(v.head is not None and words[v.head] in PLAYERS for v in victims)


def is_natural(words: Sequence[str], trigger: Trigger, victims: Sequence[Phrase]) -> bool:
    """'She died of cancer', 'Sir Hector Orlin, who has died aged 90': one person's death in an obituary."""
    first = victims[0]
    is_one = len(victims) == 1 and not first.is_plural and (first.count is None or first.count.high == 1)
    if trigger.outcome != "killed" or trigger.frame != "intransitive" or not is_one:
        return False
    after = words[trigger.end - 1 : trigger.end + NATURAL_REACH]  # the "of" of "died of" is the trigger's own
    after = after[: next((k for k, w in enumerate(after) if w in (";", ".")), len(after))]
    is_old = any(
        w.isdigit() and int(w) >= OLD and after[k - 1] in ("aged", "of", "at", "age") for k, w in enumerate(after)
    )
    is_kin = first.words[:1] in (("his",), ("her",)) and first.nouns[-1:] != () and first.nouns[-1] in KIN
    is_year = after[1:2] == ["in"] and after[2:3] != [] and after[2].isdigit() and len(after[2]) == 4
    is_told = (
        is_old
        or (is_kin and is_year)
        or any(w in NATURAL and not _is_other_cause(after, k) for k, w in enumerate(after))
    )
    others = (w for k, w in enumerate(words) if words[k - 1 : k] != ["heart"])
    return is_told and VIOLENT.isdisjoint(w.removesuffix("s") for w in others)


def _is_other_cause(words: Sequence[str], k: int) -> bool:
    """Whether "heart" or "natural" names no illness here: 'died in the heart of the city', 'in a natural disaster'."""
    after = words[k + 1] if k + 1 < len(words) else ""
    needed = {"heart": HEART, "natural": frozenset({"causes"}), "old": frozenset({"age"})}
    return words[k] in needed and after not in needed[words[k]]


def is_freed(words: Sequence[str], trigger: Trigger, victims: Sequence[Phrase]) -> bool:
    """'The three who had been held since May walked free': the end of a captivity, which is only mentioned."""
    end = victims[-1].end
    is_clause = end < trigger.start and words[end] in RELATIVE
    after = " ".join(words[trigger.end : trigger.end + REACH])
    return trigger.outcome == "captured" and is_clause and any(verb in after for verb in FREED)
