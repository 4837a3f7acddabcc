"""What happened on the ground: airstrikes, sieges, clashes, advances, ceasefires ... as the sentence states them.

Casualties are `frames`' business, who is to blame `responsibility`'s; places and dates are attached later.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.incidents.phrases import (
    PRONOUNS,
    RELATIVES,
    actor_of,
    can_act,
    classes,
    compound,
    countries,
    is_passive,
    lemma,
    named,
    object_of,
    phrase,
    prepositional,
)
from tasks.extract.incidents.reality import certainty_of_verb, noun_is_real
from tasks.extract.names import name_type

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FIGHTERS = frozenset({"force", "air", "artillery"})
WEAPONS = frozenset({"air", "artillery", "explosive", "projectile"})  # what these hit was hit, whatever it was
BY_MEANS = {"air": "airstrike", "artillery": "shelling", "explosive": "explosion"}
REFINED = {"attack"}  # event types that the means make finer: planes that attack make an airstrike
TARGETS = frozenset({"place", "thing", "force", "person", "name", "installation", "aircraft"})
OBJECTS = {
    "place": frozenset({"place", "name"}),
    "locality": frozenset({"locality", "name"}),
    "target": TARGETS,
    "people": frozenset({"force", "person", "reinforcement"}),
    "thing": frozenset({"thing", "place"}),
    "military": frozenset({"reinforcement", "projectile", "installation", "force"}),
    "weapon": frozenset({"projectile", "explosive", "air_bomb", "aircraft", "air", "artillery"}),
}
NOUN_PLACES = {"amod", "compound", "nsubj", "nsubjpass", "dobj", "pobj", "attr"}  # "shelling of the town continued"
NOT_TARGETS = {"in", "along", "near", "over", "under", "around"}  # they say where, for the place part
FOLLOWED = {"amid", "amidst", "during", "after", "following", "in", "under", "from", "with", "by", "as", "over"}
SPELLS = {"intensification", "wave", "series", "day", "week", "hour", "night", "month", "round", "surge", "barrage",
          "escalation", "campaign", "spate", "minute", "outbreak", "resumption"}  # fmt: skip
PRESENT = {"already", "now", "inside"}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the sentence says happened. `actor` and `target` are the heads of their phrases.

    `nominal`: told by a noun in passing ("amid shelling of the town"), not by a verb.
    """

    trigger: "Token"
    event_type: str
    actor: "Token | None"
    target: "Token | None"
    certainty: str
    rule: str
    start: int
    end: int
    nominal: bool = False


@cache
def _verbs() -> dict[str, list[dict[str, str]]]:
    table: dict[str, list[dict[str, str]]] = {}
    for row in lexicons.read("incident_triggers"):
        table.setdefault(row["term"], []).append(row)
    return table


@cache
def _verb_phrases() -> dict[str, list[dict[str, str]]]:
    table: dict[str, list[dict[str, str]]] = {}
    for row in lexicons.read("incident_phrases"):
        table.setdefault(row["verb"], []).append(row)
    return table


@cache
def _nouns() -> dict[tuple[str, ...], dict[str, str]]:
    return {tuple(row["term"].split()): row for row in lexicons.read("incident_nouns")}


@cache
def _occurrences() -> dict[tuple[str, str], str]:
    return {(row["verb"], row["particle"]): row["role"] for row in lexicons.read("incident_occurrences")}


@cache
def _endings() -> frozenset[str]:
    """The last words of the event nouns, singular and plural."""
    lasts = {term[-1] for term in _nouns()}
    return frozenset(lasts | {last + "s" for last in lasts} | {last + "es" for last in lasts})


def event_noun(token: "Token") -> tuple[dict[str, str], int] | None:
    """The lexicon's row of an event noun that ends at the token, and where it begins; the longest one."""
    if token.lower_ not in _endings():
        return None
    if token.pos_ not in ("NOUN", "PROPN") and token.tag_ not in ("NN", "NNS", "NNP", "NNPS", "VBG"):
        return None
    doc = token.doc
    forms = {lemma(token), token.lower_, token.lower_.removesuffix("es"), token.lower_.removesuffix("s")}
    for size in (3, 2, 1):
        start = token.i - size + 1
        if start < 0:
            continue
        before = tuple(doc[i].lower_ for i in range(start, token.i))
        joined = tuple(word for word in before if word != "-")
        for form in forms:
            row = _nouns().get((*joined, form))
            if row:
                return row, start
    return None


def _particle(verb: "Token") -> str:
    for child in verb.children:
        if child.dep_ == "prt" or (child.dep_ == "advmod" and child.lower_ in ("up", "out", "down", "back")):
            return child.lower_
    return ""


def _object_fits(wanted: str, head: "Token | None") -> bool:
    if wanted in ("place", "locality", "target") and head is not None and head.lower_ == "it":
        return True
    if wanted == "any":
        return True
    if wanted == "none":
        return head is None
    return head is not None and bool(OBJECTS[wanted] & classes(head))


def _actor_fits(wanted: str, actor: "Token | None", passive: bool) -> bool:
    if actor is None:
        return passive or wanted == "any"
    kinds = classes(actor)
    if wanted == "people":
        return bool(kinds & (FIGHTERS | {"person", "pronoun", "name"})) or lemma(actor) in ("majority", "most", "all")
    if wanted == "weapon":
        return bool(kinds & (FIGHTERS | {"explosive", "projectile"}))
    if wanted == "any":
        # A person by name starts no air raid, but "Smith opened fire" (wanted "anyone") is told like that.
        named_group = "name" in kinds and name_type(actor) != "PERSON"
        return named_group or bool(kinds & (FIGHTERS | {"explosive", "projectile", "pronoun"}))
    if wanted == "anyone":
        return bool(kinds & (FIGHTERS | {"person", "explosive", "name", "pronoun"}))
    return bool(kinds & FIGHTERS) or ("pronoun" in kinds and actor.lower_ in ("they", "it", "we"))


def _finer(event_type: str, verb: "Token", actor: "Token | None") -> str:
    """The event type by its means: the actor's kind, else "with artillery", "using barrel bombs"."""
    if event_type == "explosion" and actor is not None and "projectile" in classes(actor):
        return "shelling"  # "a mortar shell exploded in the yard"
    if event_type not in REFINED:
        return event_type
    heads = [actor] if actor is not None else []
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("with", "by", "using", "from", "in"):
            heads += [c for c in child.children if c.dep_ == "pobj"]
        elif child.lower_ == "using" and child.dep_ in ("advcl", "prep"):
            heads += [c for c in child.children if c.dep_ in ("dobj", "pobj")]
    heads += _means_after(verb)
    if actor is not None and compound(actor).startswith("suicide "):
        return "explosion"
    for head in heads:
        found = event_noun(head)
        if found and found[0]["event_type"] in ("airstrike", "shelling"):
            return found[0]["event_type"]
        kinds = classes(head)
        for means, finer in BY_MEANS.items():
            if means in kinds:
                return finer
        if "projectile" in kinds:
            return "shelling"
        if "air_bomb" in kinds and compound(head) == "barrel bomb":
            return "airstrike"
    return event_type


def _means_after(verb: "Token") -> "list[Token]":
    """'targeted the quarter in the city with rocket shells': the parser hangs the means on the place."""
    for token in verb.doc[verb.i + 1 : verb.i + 20]:
        if token.tag_ in ("VBD", "VBZ", "VBP"):
            break
        if token.lower_ in ("with", "using"):
            return [c for c in token.children if c.dep_ in ("pobj", "dobj")]
    return []


def _doer(actor: "Token | None") -> "Token | None":
    """The one who can be named. Shells and raids can't, but whose they are: 'Russian air strikes', 'an army shell'."""
    if actor is None:
        return None
    found = event_noun(actor)
    if found is not None or not can_act(actor):
        return _noun_actor(actor, found[1] if found is not None else actor.i)
    return actor


def _pieces(verb: "Token", *others: "Token | None") -> tuple[int, int]:
    """Token bounds of the trigger with its particle or object, where they stand close."""
    indices = [verb.i, *(t.i for t in others if t is not None and abs(t.i - verb.i) <= 8)]
    return min(indices), max(indices) + 1


def _verbs_of(doc: "Doc") -> "list[tuple[Token, str]]":
    return [(token, lemma(token)) for token in doc if token.tag_[:2] == "VB"]


def by_verb(verbs: "list[tuple[Token, str]]", is_headline: bool) -> Iterator[Event]:
    """Events that a verb states: 'Rebels shelled the town', 'The town was besieged', 'Troops entered the city'."""
    for verb, word in verbs:
        rows = _verbs().get(word)
        if not rows or verb.dep_ in NOUN_PLACES:
            continue
        passive = is_passive(verb)
        actor, goal = actor_of(verb), object_of(verb)
        for row in rows:
            target = goal
            if row["preposition"]:
                if goal is not None and not passive and goal.lower_ not in RELATIVES:
                    continue
                target = prepositional(verb, {row["preposition"]})
                if target is None:
                    continue
                if passive:  # "rockets were fired at the port": who was shot at a checkpoint wasn't fired at
                    if goal is None or "projectile" not in classes(goal):
                        continue
                    row = row | {"event_type": "shelling"}
            elif row["object"] == "none" and passive:
                continue
            by_weapon = row["subject"] == "weapon" and actor is not None and bool(classes(actor) & WEAPONS)
            if _particle(verb) or not (_object_fits(row["object"], target) or (by_weapon and target is not None)):
                continue
            if row["needs_actor"] == "yes" and actor is None:
                continue
            if not _actor_fits(row["subject"], actor, passive) and not _is_headless(verb, actor, target, row):
                continue
            certainty = certainty_of_verb(verb, is_headline)
            if certainty is None:
                break
            kind = _finer(row["event_type"], verb, actor)
            if kind == "displacement" and actor is not None and not classes(actor) & FIGHTERS:
                actor = None  # who leaves isn't who did it
            if row["object"] in ("people", "military") and kind in ("retreat", "other"):
                # Troops that were withdrawn or deployed are who moved, nobody's target.
                actor, target = actor or target, None
            if row["object"] == "weapon" and kind == "explosion":
                target = None
            if row["term"] in ("capture", "seize") and target is not None and name_type(target) == "PERSON":
                break
            if row["term"] == "occupy" and verb.dep_ == "acl":
                break  # "in 18 settlements occupied by the army": so it is, nothing happened
            if row["term"] == "enter" and actor is not None and actor.lower_ in PRONOUNS:
                break  # "as they were entering the country" is mostly no advance
            preposition = next((c for c in verb.children if c.lower_ == row["preposition"]), None)
            yield Event(
                verb, kind, _doer(actor), target, certainty, f"verb {row['term']} {row['preposition']}".strip(),
                *_pieces(verb, preposition),
            )  # fmt: skip
            break


def _is_headless(verb: "Token", actor: "Token | None", target: "Token | None", row: dict[str, str]) -> bool:
    """Where the text itself has no subject for the verb ("while besieging the town"), a certain object is enough."""
    return actor is None and row["subject"] == "any" and target is not None


def by_phrase(verbs: "list[tuple[Token, str]]", is_headline: bool) -> Iterator[Event]:
    """Events that a verb and its object state together: 'opened fire on', 'took control of', 'blew up a bridge'."""
    for verb, word in verbs:
        rows = _verb_phrases().get(word)
        if not rows or verb.dep_ in ("amod", "compound"):
            continue
        particle, passive = _particle(verb), is_passive(verb)
        for row in rows:
            hit = _phrase_object(verb, row, particle, passive)
            if hit is None:
                continue
            head, event_type = hit
            actor = actor_of(verb)
            if actor is not None and actor == head:
                actor = None
            if not _actor_fits(row["subject"], actor, passive):
                continue
            if actor is None and not passive:
                continue
            certainty = certainty_of_verb(verb, is_headline)
            if certainty is None or (row["object"] == "EVENT" and not _own_words_real(head)):
                break
            target = _phrase_target(verb, head, row)
            if row["object"] == "EVENT" and actor is None and target is None and _is_definite(head):
                break  # "the attack was carried out with mortars": told before, and nothing new of it
            kind = _finer(event_type, verb, actor)
            yield Event(verb, kind, _doer(actor), target, certainty, f"phrase {row['verb']} {row['object']}".strip(),
                        *_pieces(verb, head))  # fmt: skip
            break


def _is_definite(noun: "Token") -> bool:
    return any(child.lower_ in ("the", "this", "that", "these", "those") for child in noun.lefts)


def _own_words_real(noun: "Token") -> bool:
    return not any(child.lower_ in ("no", "any", "possible", "potential") for child in noun.children)


def _phrase_object(verb: "Token", row: dict[str, str], particle: str, passive: bool) -> "tuple[Token, str] | None":
    """The object that completes the phrase, and the event type that it makes."""
    wanted, want_particle = row["object"], row["particle"]
    goal = object_of(verb)
    if goal is None:
        # "set up jamming equipment": the parser makes a verb of the participle before the noun.
        participle = next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VBG"), None)
        if participle is not None:
            goal = next((c for c in participle.children if c.dep_ == "dobj" and c.i == participle.i + 1), None)
    if want_particle and want_particle != particle:
        # "agreed to a truce", "broke into the district", "set fire to": the particle is a preposition with its noun.
        if want_particle == "fire":
            fire = next((c for c in verb.children if c.lower_ == "fire"), None)
            if fire is None:
                return None
            return fire, row["event_type"]
        goal = prepositional(verb, {want_particle})
        if goal is None:
            out = next((c for c in verb.children if c.lower_ == want_particle and c.dep_ in ("advmod", "prep")), None)
            inner = prepositional(out, {"of", "from"}) if out is not None else None
            if inner is None:
                return None
            goal = inner
    elif particle and not want_particle:
        return None
    if not wanted:
        return (verb, row["event_type"]) if goal is None and want_particle == particle and particle else None
    if want_particle == particle and want_particle in ("out", "back") and goal is None:
        goal = prepositional(verb, set(row["place_preposition"].split()))
    if goal is None:
        return None
    if wanted == "EVENT":
        found = event_noun(goal)
        return (goal, found[0]["event_type"]) if found else None
    if wanted.islower():
        return (goal, row["event_type"]) if lemma(goal) == wanted else None
    kinds = classes(goal)
    if wanted == "THING":
        fits = bool(kinds & {"thing", "place", "installation", "aircraft"})
    elif wanted == "PLACE":
        fits = bool(kinds & {"place", "name"})
    elif wanted == "CHEMICAL":
        fits = "chemical" in kinds and _is_chemical(goal)
    elif wanted == "CEASEFIRE":
        fits = "ceasefire" in kinds and (goal.tag_ not in ("NNS", "NNPS"))
    elif wanted == "REINFORCEMENT":
        fits = "reinforcement" in kinds
    elif wanted == "AIR_BOMB":
        fits = bool({"air_bomb", "explosive"} & kinds)
    else:
        fits = wanted.lower() in kinds
    return (goal, row["event_type"]) if fits else None


def _is_chemical(noun: "Token") -> bool:
    if named(noun) in ("weapon", "munition", "agent"):
        return any(child.lower_ in ("chemical", "cluster", "nerve", "phosphorus", "toxic") for child in noun.lefts)
    if named(noun) == "gas":
        return not any(child.lower_ in ("tear", "natural") for child in noun.lefts)
    return True


def _phrase_target(verb: "Token", head: "Token", row: dict[str, str]) -> "Token | None":
    wanted = set(row["place_preposition"].split())
    if row["object"] in ("THING", "PLACE", "AIRCRAFT"):
        return head
    if row["object"] in ("INSTALLATION", "REINFORCEMENT", "CEASEFIRE"):
        return None
    target = prepositional(head, wanted - NOT_TARGETS) or prepositional(verb, wanted - NOT_TARGETS)
    return target if target is not None and target != head else None


def _noun_actor(noun: "Token", start: int) -> "Token | None":
    """Who an event noun belongs to: 'regime shelling', 'the army's offensive', 'attack by gunmen', 'Russian raids'."""
    by = next((c for c in noun.children if c.lower_ == "by" and c.dep_ in ("prep", "agent")), None)
    if by is not None:
        return next((c for c in by.children if c.dep_ == "pobj"), None)
    for child in noun.lefts:
        if child.i >= start:
            continue
        if child.dep_ in ("poss", "compound", "amod", "nmod"):
            kinds = classes(child)
            adjective = child.lower_ in countries()
            if adjective or ("force" in kinds and event_noun(child) is None and "projectile" not in kinds):
                return child
    before = noun.doc[start - 1] if start else None
    if before is not None and before.pos_ in ("NOUN", "PROPN") and "force" in classes(before):
        return before
    return None


def _between(noun: "Token") -> "tuple[Token | None, Token | None]":
    """The sides of a clash: 'between A and B' is one phrase; 'with B' names the other side."""
    inside = prepositional(noun, {"between", "among"})
    other = prepositional(noun, {"with", "against"})
    return inside, other


def by_noun(doc: "Doc", is_headline: bool, used: set[int]) -> Iterator[Event]:
    """Events that a noun tells: as the subject of its happening, in "there were clashes", or in passing."""
    for token in doc:
        if token.i in used:
            continue
        found = event_noun(token)
        if not found or token.dep_ in ("compound", "amod"):
            continue
        row, start = found
        actor = _noun_actor(token, start)
        target = prepositional(token, {"on", "against", "of", "upon"})
        if row["event_type"] == "armed_clash":
            sides, other = _between(token)
            if sides is None and other is None and token.dep_ == "nsubj":
                sides, other = _between(token.head)
            if sides is None and other is None:
                apart = next((t for t in doc if t.lower_ == "between" and t.i > token.i), None)
                sides = next((c for c in apart.children if c.dep_ == "pobj"), None) if apart is not None else None
            actor, target = sides or actor, other
        if target is not None and not classes(target) & TARGETS:
            target = None
        event = _happening(token, row, actor, target, is_headline) or _in_passing(
            token, row, actor, target, is_headline
        )
        if event is not None:
            yield event


def _happening(
    noun: "Token", row: dict[str, str], actor: "Token | None", target: "Token | None", is_headline: bool
) -> Event | None:
    verb = noun.head
    role = None
    if noun.dep_ in ("nsubj", "nsubjpass") and verb.pos_ in ("VERB", "AUX"):
        particle = _particle(verb)
        if not particle:
            particle = next(
                (c.lower_ for c in verb.children if (lemma(verb), c.lower_) in _occurrences() and c.i > verb.i), ""
            )
        role = _occurrences().get((lemma(verb), particle))
        if role == "passive" and noun.dep_ != "nsubjpass":
            role = None
        if role in ("strikes", "happens") and noun.dep_ == "nsubjpass":
            role = None
    elif noun.dep_ == "attr" and any(child.dep_ == "expl" for child in verb.children):
        role = "there"
    elif noun.dep_ == "pobj" and noun.head.lower_ == "under" and lemma(noun.head.head) == "come":
        verb, role = noun.head.head, "under"
    if role is None or not noun_is_real(noun, is_headline):
        return None
    certainty = certainty_of_verb(verb, is_headline)
    if certainty is None:
        return None
    if role == "strikes":
        goal = object_of(verb) or prepositional(verb, {"through"})
        if goal is None or not classes(goal) & TARGETS:
            return None
        target = goal
    elif role == "passive":
        actor = actor_of(verb) or actor
        target = target or prepositional(verb, {"on", "against"})
    elif role == "under":
        target = object_of(verb) or actor_of(verb)
    known = actor is not None or target is not None
    if not known and (_is_definite(noun) or row["is_specific"] == "no"):
        return None
    return Event(noun, row["event_type"], actor and _doer(actor), target, certainty, f"noun {row['term']} {role}",
                 *_pieces(noun, verb), nominal=role == "there")  # fmt: skip


def _in_passing(
    noun: "Token", row: dict[str, str], actor: "Token | None", target: "Token | None", is_headline: bool
) -> Event | None:
    """'... amid an intensification of regime bombing of the province': only with both sides named."""
    if noun.dep_ not in ("pobj", "conj", "dobj"):
        return None
    top = noun
    while (top.dep_ in ("pobj", "conj") and top.head.lower_ in ("of", "and")) or top.dep_ == "conj":
        above = top.head.head if top.dep_ == "pobj" else top.head
        if top.dep_ == "pobj" and lemma(above) not in SPELLS:
            break
        top = above
    if not (top.dep_ == "pobj" and top.head.lower_ in FOLLOWED):
        return None
    is_clash = row["event_type"] == "armed_clash"
    if is_clash:
        if target is None and actor is None:
            return None
        if actor is None:
            governor = top.head.head
            subject = actor_of(governor) if governor.pos_ == "VERB" else None
            actor = subject if subject is not None and classes(subject) & FIGHTERS else None
    elif actor is None or target is None:
        return None
    if not noun_is_real(noun, is_headline):
        return None
    return Event(noun, row["event_type"], actor and _doer(actor), target, "asserted", f"noun {row['term']} in passing",
                 noun.i, noun.i + 1, nominal=True)  # fmt: skip


def by_presence(verbs: "list[tuple[Token, str]]") -> Iterator[Event]:
    """'The troops were already in the city': that they have entered it."""
    for verb, word in verbs:
        if word != "be" or verb.tag_ not in ("VBD", "VBN", "VBP"):
            continue
        words = {child.lower_ for child in verb.children}
        if not words & PRESENT:
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        goal = prepositional(verb, {"in", "inside"})
        if subject is None or goal is None or "force" not in classes(subject) or subject.lower_ in PRONOUNS:
            continue
        if subject.lower_ in countries() or "place" not in classes(goal):
            continue
        certainty = certainty_of_verb(verb)
        if certainty:
            yield Event(verb, "advance", subject, goal, certainty, "presence", *_pieces(verb, goal))


def find_events(doc: "Doc", is_headline: bool = False) -> list[Event]:
    """All events of a sentence in reading order, each trigger once."""
    verbs = _verbs_of(doc)
    found = [*by_phrase(verbs, is_headline)]
    taken = {i for event in found for i in range(event.start, event.end)}
    for event in by_verb(verbs, is_headline):
        if event.trigger.i not in taken:
            found.append(event)
            taken.add(event.trigger.i)
    found += by_noun(doc, is_headline, taken)
    found += by_presence(verbs)
    kept: dict[tuple[str, str | None, str | None], Event] = {}
    for event in sorted(found, key=lambda e: e.trigger.i):
        key = (
            event.event_type,
            phrase(event.actor).lower() if event.actor is not None else None,
            phrase(event.target).lower() if event.target is not None else None,
        )
        kept.setdefault(key, event)
    return sorted(kept.values(), key=lambda e: e.trigger.i)
