"""What the words around the victims tell of their role: whose losses they are, members of what, who speaks of them.

Roles that the victims' own nouns tell are `victims.py`'s.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.actors import actors, find_actors
from tasks.extract.people import persons, singular
from tasks.extract.records import Draft
from tasks.extract.words import PRONOUNS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LOSSES = frozenset({"losses", "loss", "casualties", "casualty", "dead", "deaths", "fatalities"})
NEAR = 10
"""Words around the victims in which the losses are named."""
SUFFER = frozenset({"suffer", "sustain", "lose", "take", "acknowledge", "admit", "count", "report"})
OUTCOMES = frozenset({"killed", "dead", "wounded", "injured", "missing", "captured", "deaths"})
MEMBERS = frozenset({"member", "members", "people", "men", "man", "person", "persons", "individuals", "others"})
INFLICT = frozenset({"inflict", "cause"})
BELONGING = frozenset({"of", "from", "suspected", "belonging", "believed", "alleged"})
COUNTED = frozenset({"number", "figure", "toll", "total", "tally"})
STOPS = frozenset({",", ".", ";", ":", "in", "were", "was", "on", "at", "and", "when", "who", "killed", "near"})
FORCES = frozenset({"armed_group", "state_force"})
REACH = 8
"""Words after the victims in which their group is named: "members of the illegal armed groups"."""
FAR = 25
"""Words before "of them" in which those are named."""
BEFORE_COUNT = 5
"""Words after "the number of" in which the noun stands."""


@cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("roles") if row["class"] == kind)


def settle(drafts: Sequence[Draft]) -> None:
    """Gives roles to victims whose own nouns have none, and mends those that a name or a pronoun guessed."""
    for n, draft in enumerate(drafts):
        words = draft.seed.parsed.words
        victims = (draft.victim_text or "").lower().split()
        is_mixed_of_force = draft.role == "mixed" and not MEMBERS.isdisjoint(victims) and _is_of_force(draft, words)
        if is_mixed_of_force:
            draft.role = "combatant"  # "three suspected members, among them a commander": the commander made it mixed
        elif draft.role == "unknown":
            told = _told(draft, words, victims) or _of_next(draft, drafts[n + 1 : n + 2], words)
            draft.role = told or _of_last(draft, drafts[:n]) or draft.role
        elif draft.role == "civilian" and draft.high == 1:
            draft.role = _of_one(draft, words, victims, drafts[:n])
        _with_whole(draft)
        if draft.role == "combatant" and draft.group == "men":
            draft.group = None  # the men of a force are its soldiers, of any sex


def _told(draft: Draft, words: Sequence[str], victims: Sequence[str]) -> str | None:
    """The role of victims without one, as the sentence tells it."""
    if draft.rule.partition(":")[0] in _words_of("foes"):
        return "combatant"
    if draft.seed.outcome == "captured" and _words_of("taking") & set(words[slice(*draft.tokens)]):
        return "combatant"
    if _is_of_enemy(draft, words) or _is_in_action(draft, words):
        return "combatant"
    if _is_loss_of_force(draft, words) or _is_of_own_men(draft, words, victims):
        return "combatant"
    if not victims and _cost_force(draft, words):
        return "combatant"
    if not MEMBERS.isdisjoint(victims) and _is_of_force(draft, words):
        return "combatant"
    if draft.rule.startswith("toll") and (counted := _of_counted(words)):
        return counted
    return _of_them(draft, words) or _of_label(draft, words, victims) or _of_all(words, draft.tokens[1])


def _of_next(draft: Draft, following: Sequence[Draft], words: Sequence[str]) -> str | None:
    """The role of the noun that two counts share: 'killing three and wounding four soldiers'."""
    last = draft.tokens[1]
    for other in following:
        is_joined = words[last : last + 1] == ["and"] and other.seed.trigger.i == last + 1 and other.victim_text
        is_object = draft.rule.endswith(": object") and other.rule.endswith(": object")
        if is_joined and is_object and not draft.victim_text and other.seed.parsed is draft.seed.parsed:
            return other.role
    return None


def _of_last(draft: Draft, earlier: Sequence[Draft]) -> str | None:
    """The role of those told of last in the sentence, of a count without a noun: 'federal losses were put at three dead
    and nine wounded'."""
    if draft.victim_text or draft.subset_of is not None or not earlier or earlier[-1].subset_of is not None:
        return None
    return earlier[-1].role if earlier[-1].seed.parsed is draft.seed.parsed else None


def _is_of_enemy(draft: Draft, words: Sequence[str]) -> bool:
    """ "88 enemy bodies", "enemy dead were put at 90", "the enemy left 203 dead": the dead of those who are fought."""
    first, last = draft.tokens
    if draft.rule.partition(":")[0] not in ("body", "dead", "toll") or draft.rule.endswith("attributive"):
        return False
    is_left = "enemy" in words[max(0, first - 3) : first] and words[first - 1] in ("left", "lost", "behind")
    return is_left or "enemy" in words[max(0, first - 1) : last]


def _of_them(draft: Draft, words: Sequence[str]) -> str | None:
    """The role of the people nearest before "three of them": 'repelled bandits, killing three of them'."""
    of = next((k for k in range(*draft.tokens) if words[k : k + 2] == ["of", "them"]), None)
    if of is None or draft.subset_of is not None:
        return None
    for k in range(of - 1, max(-1, of - FAR), -1):
        row = persons().get(singular(words[k]))
        if row is not None and singular(words[k]) != words[k] and row["role"] != "unknown":
            return row["role"]
    return None


def _is_in_action(draft: Draft, words: Sequence[str]) -> bool:
    """ "12 Americans were killed in action", "the number killed in combat": of soldiers."""
    rest = words[draft.seed.trigger.i : draft.tokens[1] + 3]
    at = next((k for k in range(len(rest) - 2) if rest[k + 1 : k + 3] in (["in", "action"], ["in", "combat"])), None)
    return at is not None and rest[at] in OUTCOMES


def _is_loss_of_force(draft: Draft, words: Sequence[str]) -> bool:
    """ "the army suffered 40 casualties", "Russia's own losses", "inflicted 40 casualties on the rebels", "no
    casualties among the soldiers", "the battalion lost three men"."""
    doc = draft.seed.parsed.doc
    first, last = draft.tokens
    if draft.rule.startswith("lose/"):
        return _names_force(doc, draft.seed.trigger)
    near = [token for token in doc[max(0, first - NEAR) : last + NEAR] if token.lower_ in LOSSES]
    return any(_is_of_side(doc, loss) for loss in near)


def _cost_force(draft: Draft, words: Sequence[str]) -> bool:
    """ "the rebels sustained 20 killed and 10 wounded", "the clash cost the army 29 dead", "inflicted two dead and
    three wounded on the guards": a count without a noun, of a force's people."""
    doc = draft.seed.parsed.doc
    first, last = draft.tokens
    k = first - 1
    while k >= 0 and (words[k] in OUTCOMES or words[k] in (",", "and", "least", "at", "some") or doc[k].pos_ == "NUM"):
        k -= 1
    if k < 0:
        return False
    lemma = doc[k].lemma_.lower()
    if lemma in INFLICT:
        on = next((n for n in range(last, min(last + NEAR, len(doc))) if words[n] in ("on", "upon")), None)
        return on is not None and not _words_of("side").isdisjoint(words[on + 1 : on + 5])
    if lemma in SUFFER or lemma == "have":
        return _names_force(doc, doc[k])
    cost = next((n for n in range(k, max(-1, k - BEFORE_COUNT), -1) if doc[n].lemma_.lower() == "cost"), None)
    whose = words[cost + 1 : first] if cost is not None else []
    return cost is not None and not (_words_of("side").isdisjoint(whose) and not _has_force(doc[cost:first].text))


def _is_of_side(doc: "Doc", loss: "Token") -> bool:
    """Whether the losses are a force's: its own, suffered by it, inflicted on it."""
    own = {child.lower_ for child in loss.children if child.dep_ in ("amod", "compound", "poss", "nmod")}
    if loss.lower_ in ("losses", "loss") and {"own", "combat", "military"} & own:
        return True
    if own & _words_of("side"):
        return True
    verb = loss.head
    if verb.lemma_.lower() in SUFFER and loss.dep_ == "dobj" and _names_force(doc, verb):
        return True
    for k in range(max(0, loss.i - REACH), min(len(doc), loss.i + REACH)):
        is_inflicted = doc[k].lower_ == "on" and (doc[k - 1].lemma_.lower() in INFLICT or 0 < k - loss.i < 3)
        if is_inflicted or doc[k].lower_ in ("among", "amongst"):
            return not _words_of("side").isdisjoint(token.lower_ for token in doc[k + 1 : k + 4])
    return False


def _names_force(doc: "Doc", verb: "Token") -> bool:
    """Whether the verb's subject is a force: "the British army", "ECOMOG", "the army and the rebels"."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            phrase = doc[child.left_edge.i : child.right_edge.i + 1]
            return child.lower_ in _words_of("side") or _has_force(phrase.text)
    return False


def _has_force(text: str) -> bool:
    return any(actors()[actor_id].kind in FORCES for _, _, actor_id, _ in find_actors(text) if actor_id)


def _is_of_own_men(draft: Draft, words: Sequence[str], victims: Sequence[str]) -> bool:
    """ "The guards said that eight of their own men had died", "one dead on our side": of a force that speaks."""
    first, last = draft.tokens
    is_ours = words[last : last + 3] in (["on", "our", "side"], ["in", "our", "ranks"])
    of_own = "men" in victims and not {"own", "our", "their", "its", "his"}.isdisjoint(words[max(0, first - 3) : last])
    is_leaders = victims[-1:] == ["men"] and (victims[0] in ("his", "its") or any("'s" in v for v in victims[:-1]))
    at = next((k for k in range(first, last) if words[k] == "men"), last)
    if is_leaders and "and" not in (words[max(0, at - 3)], *words[at + 1 : at + 2]):
        return True  # "15 of General Vole's men"
    speaker = (draft.source_text or "").lower().split()
    return is_ours or (of_own and (not _words_of("side").isdisjoint(speaker) or _has_force(draft.source_text or "")))


def _is_of_force(draft: Draft, words: Sequence[str]) -> bool:
    """ "five members of the ELN's northern front", "80 people suspected of being Taliban"."""
    doc = draft.seed.parsed.doc
    nouns = [k for k in range(*draft.tokens) if words[k] in MEMBERS]
    if any(words[k - 1] in ("suspected", "presumed") and words[k].startswith("member") for k in nouns if k):
        return True  # "three suspected members killed"
    for k in nouns:
        if words[k + 1 : k + 2] and words[k + 1] in BELONGING:
            group: list[str] = []
            for word in words[k + 2 : k + 2 + REACH]:
                if word in STOPS and group:
                    break
                group.append(word)
            end = k + 2 + len(group)
            is_armed = "armed" in group and not {"group", "groups"}.isdisjoint(group)
            if is_armed or not _words_of("side").isdisjoint(group):
                return True
            return _has_force(doc[k + 2 : end].text)
    return False


def _of_counted(words: Sequence[str]) -> str | None:
    """ "the number of foreign troops killed", "the toll among civilians": the role that the toll's noun has."""
    for k, word in enumerate(words[:-2]):
        if word in COUNTED and words[k + 1] in ("of", "among"):
            for noun in words[k + 2 : k + 2 + BEFORE_COUNT]:
                row = persons().get(singular(noun))
                if noun in STOPS:
                    break
                if row and row["role"] != "unknown":
                    return row["role"]
    return None


def _of_label(draft: Draft, words: Sequence[str], victims: Sequence[str]) -> str | None:
    """ "Civilians killed: 105-240": the noun of a form's field."""
    at = draft.seed.trigger.i
    if victims or at == 0 or words[at + 1 : at + 2] != [":"]:
        return None
    row = persons().get(singular(words[at - 1]))
    return row["role"] if row and row["role"] != "unknown" else None


def _of_all(words: Sequence[str], end: int) -> str | None:
    """ "seven people were hurt by the shell, all of them children", "11 killed (all civilians)"."""
    for k in range(end, min(end + REACH, len(words) - 1)):
        if words[k] in (".", ";"):
            return None
        if words[k] == "all":
            following = [w for w in words[k + 1 : k + 5] if w not in ("of", "them", "whom", "were", "the")]
            row = persons().get(singular(following[0])) if following else None
            return row["role"] if row and row["role"] != "unknown" else None
    return None


def _of_one(draft: Draft, words: Sequence[str], victims: Sequence[str], earlier: Sequence[Draft]) -> str:
    """One person taken for a civilian by a name or a pronoun: an officer by rank, or the man who was told of last."""
    titles = {word.strip(".,") for word in (*victims, *_before(victims, words, draft.tokens))}
    if not _words_of("rank").isdisjoint(titles) or _is_deputy_sheriff(victims):
        return "combatant"
    if len(victims) == 1 and victims[0] in PRONOUNS:
        if _is_officer(draft):
            return "combatant"
        before = (d for d in reversed(earlier) if d.high == 1 and d.seed.parsed != draft.seed.parsed)
        last = next(before, None)
        if last is not None and (last.role == "combatant" or _is_anybody(last)):
            return last.role
    return draft.role


def _is_officer(draft: Draft) -> bool:
    """Whether "he" of a clause is the officer of the main one: 'a deputy is recovering after he was shot'."""
    verb = draft.seed.trigger
    while verb.dep_ not in ("ROOT", "advcl") and verb.head != verb:
        verb = verb.head
    subject = next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if verb.dep_ != "advcl" or subject is None or subject.i > draft.tokens[0]:
        return False
    phrase = [token.lower_ for token in subject.subtree]
    row = persons().get(singular(subject.lower_))
    return _is_deputy_sheriff(phrase) or (row is not None and row["role"] == "combatant" and row["is_weak"] != "yes")


def _before(victims: Sequence[str], words: Sequence[str], tokens: tuple[int, int]) -> Sequence[str]:
    """The two words before the victim's name, where its rank stands; not another victim's beyond an "and"."""
    at = next((k for k in range(*tokens) if victims and words[k] == victims[0]), None)
    before = words[max(0, at - 2) : at] if at is not None else []
    return [] if {"and", ","} & set(before) else before


def _is_anybody(draft: Draft) -> bool:
    """ "a 24-year-old man": of no role, and so is "he"."""
    return draft.role == "unknown" and not {"man", "woman", "person"}.isdisjoint((draft.victim_text or "").split())


def _is_deputy_sheriff(victims: Sequence[str]) -> bool:
    return "deputy" in victims and any(word.startswith("sheriff") for word in victims)


def _with_whole(part: Draft) -> None:
    """A part of fighters is of fighters, of whatever age; people with fighters among them are mixed."""
    whole = part.subset_of
    if whole is None or whole.seed.outcome != part.seed.outcome:
        return
    if whole.role == "combatant" and (part.role == "unknown" or part.rule.endswith("of them")):
        part.role = "combatant"
    elif whole.role == "civilian" and part.role == "combatant":
        whole.role = "mixed"
