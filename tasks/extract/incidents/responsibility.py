"""Who is said to have done it: accusations, admissions, denials, and who wouldn't comment.

Only of violence that happened; "accused of corruption" and "threatened to blame" are nothing. Casualty claims with an
actor ("killed by gunmen") are `frames`' business, unless they are only held possible.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.events import find_events as event_words
from tasks.extract.incidents.events import event_noun
from tasks.extract.incidents.phrases import (
    actor_of,
    classes,
    is_passive,
    lemma,
    object_of,
    prepositional,
    span_of,
)
from tasks.extract.incidents.reality import RUMOURS, certainty_of_verb, is_unreal
from tasks.extract.names import name_type

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AGENTIVE = {"force", "air", "artillery", "person", "name", "pronoun"}
OWN = {"it", "its", "they", "their", "he", "his", "she", "her", "we", "our", "i", "my"}
BREAKING = {"break", "violate", "breach", "violation"}
LINKS = {"of", "on", "against", "in", "at", "near", "by", "to", "between"}
LIKELY = {"probably", "likely", "possibly", "apparently", "presumably", "perhaps"}


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One claim about who did it. Spans are token bounds; `source` is the one who accuses, admits, denies."""

    trigger: "Token"
    stance: str
    event_type: str
    actor: tuple[int, int] | None
    target: tuple[int, int] | None
    source: tuple[int, int] | None
    certainty: str
    rule: str
    start: int
    end: int


@cache
def _rows() -> dict[str, list[dict[str, str]]]:
    table: dict[str, list[dict[str, str]]] = {}
    for row in lexicons.read("responsibility_triggers"):
        table.setdefault(row["term"], []).append(row)
    return table


@cache
def _violence() -> dict[str, str]:
    table = {row["term"]: row["event_type"] for row in lexicons.read("incident_triggers") if not row["preposition"]}
    return table | {row["term"]: row["event_type"] for row in lexicons.read("violence_words")}


def violence_in(tokens: "list[Token]") -> str | None:
    """The event type of the first violent word, an event noun before a looser word: None where there is none."""
    loose = None
    for token in tokens:
        found = event_noun(token)
        if found and token.dep_ != "compound":
            return found[0]["event_type"]
        if loose is None and token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ"):
            loose = _violence().get(lemma(token)) or _violence().get(token.lower_.removesuffix("s"))
    return loose


def _what_span(head: "Token", limit: int = 16) -> tuple[int, int]:
    """A noun with what hangs on it, up to the first comma or relative clause."""
    start, end = span_of(head)
    for token in head.subtree:
        if token.i < end:
            continue
        if token.i != end or token.is_punct or token.dep_ == "relcl" or token.pos_ == "PRON" or end - start > limit:
            break
        if token.pos_ == "ADP" and token.lower_ not in LINKS:
            break
        end = token.i + 1
    while end > start + 1 and head.doc[end - 1].pos_ in ("ADP", "CCONJ", "DET", "PUNCT"):
        end -= 1
    return start, end


def _complement(head: "Token", preposition: str) -> "Token | None":
    """The noun or gerund after the preposition: 'for the shelling', 'of shelling the town'."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == preposition:
            inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None:
                return inner
    return None


def _chain(head: "Token", depth: int = 0) -> "list[Token]":
    """A noun and the nouns that hang on it: 'the collapse of the talks on the siege'. Not those within its compound:
    a "missile system" is no missile attack."""
    found = [head]
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in LINKS and depth < 3:
            found += [t for inner in child.children if inner.dep_ == "pobj" for t in _chain(inner, depth + 1)]
        elif child.dep_ == "conj":
            found.append(child)
    return found


def _told(what: "Token | None") -> tuple[str, tuple[int, int] | None] | None:
    """Event type and target of what someone is blamed for; None where it is no violence."""
    told = _violence_told(what)
    if told is None or what is None or told[0] != "attack":
        return told
    words = [token.lower_ for token in what.subtree]
    finer = next((e.event_type for e in event_words(words) if e.grade == "fine" and e.event_type != "other"), "attack")
    return finer, told[1]


def _violence_told(what: "Token | None") -> tuple[str, tuple[int, int] | None] | None:
    if what is None:
        return None
    if what.tag_[:2] == "VB":
        if any(child.lower_ in ("us", "me") and child.dep_ == "dobj" for child in what.children):
            return None  # "they murdered us in midfield": who tells it lives
        goal = object_of(what) or next(
            (c for child in what.children if child.dep_ == "prep" for c in child.children if c.dep_ == "pobj"), None
        )
        event_type = _deed(what, goal)
        return (event_type, _what_span(goal) if goal is not None else None) if event_type else None
    if lemma(what) in RUMOURS:  # "denied allegations that it was behind the attack"
        inner = next((c for c in what.children if c.dep_ in ("acl", "relcl") and c.tag_[:2] == "VB"), None)
        return _violence_told(_complement(inner, "behind") or inner) if inner is not None else None
    event_type = "ceasefire" if _is_truce_broken(what, _chain(what)) else violence_in(_chain(what))
    return (event_type, _what_span(what)) if event_type else None


def _deed(verb: "Token", goal: "Token | None") -> str | None:
    """The event type of a verb with its object: 'using chlorine', 'firing rockets', 'breaking the truce', 'killing'."""
    if is_unreal(verb):
        return None  # "accused of plotting attacks"
    kinds = classes(goal) if goal is not None else frozenset()
    if lemma(verb) == "use":
        return "attack" if "chemical" in kinds else None
    if lemma(verb) in ("fire", "launch", "lob") and "projectile" in kinds:
        return "shelling"
    if goal is not None and _is_truce_broken(verb, [goal]):
        return "ceasefire"
    return violence_in([verb, *(_chain(goal) if goal is not None else ())])


def _is_truce_broken(word: "Token", nouns: "list[Token]") -> bool:
    return lemma(word) in BREAKING and any("ceasefire" in classes(noun) for noun in nouns)


def _head_span(head: "Token | None") -> tuple[int, int] | None:
    return span_of(head) if head is not None else None


def speaker_span(head: "Token | None") -> tuple[int, int] | None:
    """'A statement from the foreign ministry', 'a spokesman for the army'."""
    if head is None:
        return None
    start, end = span_of(head)
    for child in head.rights:
        if child.dep_ == "prep" and child.i == end and child.lower_ in ("from", "for", "of", "in", "at"):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None:
                end = span_of(inner)[1]
    return start, end


def _can_speak(head: "Token") -> bool:
    return bool(classes(head) & AGENTIVE) or name_type(head) != "" or lemma(head) in ("statement", "spokespeople")


def _stance(verb: "Token", row: dict[str, str]) -> Responsibility | None:
    subject = actor_of(verb)
    certainty = certainty_of_verb(verb, is_headline=True)
    if certainty is None:
        return None
    if row["stance"] != "accusation" and subject is not None and not _can_speak(subject):
        return None
    build = {"accusation": _accusation, "admission": _admission, "denial": _denial, "no_comment": _no_comment}
    return build[row["stance"]](verb, row, subject)


def _is_place(head: "Token") -> bool:
    """'Smith, of 12 Park Street, Leeds, is accused': the parser takes the address for the accused."""
    return name_type(head) in ("GPE", "LOC", "FAC") and "force" not in classes(head)


def _accusation(verb: "Token", row: dict[str, str], subject: "Token | None") -> Responsibility | None:
    goal = object_of(verb)
    if goal is None:
        return None
    what: Token | None
    if row["term"] == "hold":
        blamed = next(
            (
                c
                for c in verb.subtree
                if c.lower_ == "responsible" and c.dep_ in ("oprd", "acomp", "ccomp", "amod", "xcomp")
            ),
            None,
        )
        if blamed is None:
            return None
        accused = goal if goal.lower_ != "responsible" else next((c for c in goal.children if c.dep_ == "nsubj"), None)
        what = _complement(blamed, "for") or _complement(verb, "for")
    elif row["preposition"] in ("on", "to") and row["term"] in ("blame", "attribute"):
        accused, what = prepositional(verb, {row["preposition"]}), goal
    else:
        accused = goal
        what = _complement(verb, row["preposition"]) or _complement(goal, row["preposition"]) or _far_off(goal, row)
    told = _told(what)
    if told is None or accused is None or what is None or not classes(accused) & AGENTIVE:
        return None
    if accused.lower_ in ("i", "we", "me", "us") or _is_place(accused):
        return None
    span = span_of(accused)
    preposition = next((c for c in accused.children if c.lower_ == row["preposition"] and what in c.subtree), None)
    if preposition is not None:
        span = span[0], min(span[1], preposition.i)  # "the air force | of dropping bombs"
    return Responsibility(
        verb, "accusation", told[0], span, told[1], speaker_span(subject), "attributed",
        f"{row['term']} {row['preposition']}", min(verb.i, accused.i), max(verb.i, what.i) + 1,
    )  # fmt: skip


def _far_off(accused: "Token", row: dict[str, str]) -> "Token | None":
    """'blamed "terrorists" - probably this or that group - for the deaths': behind an aside the parser loses it."""
    for token in accused.doc[accused.i + 1 : accused.i + 30]:
        if token.lower_ == row["preposition"] and token.dep_ == "prep":
            inner = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and _told(inner):
                return inner
    return None


def _admission(verb: "Token", row: dict[str, str], subject: "Token | None") -> Responsibility | None:
    if subject is None:
        return None
    told: tuple[str, tuple[int, int] | None] | None
    what: Token | None
    if row["noun"]:
        goal = object_of(verb)
        if goal is None or lemma(goal) != row["noun"]:
            return None
        actor: Token | None = subject
        what = _complement(goal, "for") or _complement(verb, "for") or goal
        told = ("attack", None) if what is goal else _told(what)
    else:
        what = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_[:2] == "VB"), None)
        what = what or (_complement(verb, row["preposition"]) if row["preposition"] else None)
        own = _own_deed(what, subject) if what is not None else False
        told = _told(what) if own else None
        actor = subject
    if told is None or what is None:
        return None
    return Responsibility(
        verb, "admission", told[0], _head_span(actor), told[1], speaker_span(subject), "attributed",
        f"{row['term']} {row['noun']}".strip(), verb.i, what.i + 1,
    )  # fmt: skip


def _own_deed(what: "Token", subject: "Token") -> bool:
    """Whether the admitted deed is the speaker's own: 'admitted shelling', 'admitted that its planes had bombed'."""
    if what.tag_ == "VBG" and what.dep_ in ("xcomp", "pcomp"):
        return True
    doer = actor_of(what)
    if doer is None or not _told(what):
        return False
    words = {doer.lower_, *(child.lower_ for child in doer.lefts)}
    return bool(words & OWN) or lemma(doer) == lemma(subject)


def _denial(verb: "Token", row: dict[str, str], subject: "Token | None") -> Responsibility | None:
    if subject is None:
        return None
    goal = object_of(verb)
    actor = subject
    what: Token | None
    if row["noun"]:
        if goal is None or lemma(goal) != row["noun"]:
            return None
        what = _complement(goal, row["preposition"]) if row["preposition"] else goal
        told = _told(what) if what is not None else ("attack", None)
        if told is None and row["noun"] in ("responsibility", "involvement"):
            told = ("attack", None)
        if told is not None and not row["preposition"]:
            told = (told[0], None)
    else:
        what = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_[:2] == "VB"), None)
        if what is None and goal is not None:
            what = goal
        told = _told(what)
        doer = actor_of(what) if what is not None and what.dep_ == "ccomp" else None
        if doer is not None and classes(doer) & AGENTIVE and doer.lower_ not in OWN:
            actor = doer
    if told is None:
        return None
    last = what.i if what is not None else verb.i
    return Responsibility(
        verb, "denial", told[0], _head_span(actor), told[1], speaker_span(subject), "denied",
        f"{row['term']} {row['noun']}".strip(), verb.i, last + 1,
    )  # fmt: skip


def _no_comment(verb: "Token", row: dict[str, str], subject: "Token | None") -> Responsibility | None:
    if subject is None or is_passive(verb):
        return None
    goal = object_of(verb)
    if row["preposition"]:
        words = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 6]]
        if "to" not in words or "comment" not in words:
            return None
        last = verb.i + 1 + words.index("comment")
    elif goal is not None and goal.lower_ == "comment":
        last = goal.i
    else:
        return None
    return Responsibility(
        verb, "no_comment", "other", None, None, _head_span(subject), "asserted", f"{row['term']} comment",
        verb.i, last + 1,
    )  # fmt: skip


def _held_possible(verb: "Token") -> Responsibility | None:
    """'The officers could have been killed by militiamen': who did it is only held possible."""
    if not is_passive(verb) or lemma(verb) not in _violence() or verb.dep_ == "amod":
        return None
    agent = next(
        (c for child in verb.children if child.dep_ == "agent" for c in child.children if c.dep_ == "pobj"), None
    )
    victim = object_of(verb)
    if agent is None or victim is None or "force" not in classes(agent):
        return None
    adverbs = {child.lower_ for child in verb.children if child.dep_ == "advmod"}
    certainty = certainty_of_verb(verb)
    if certainty != "possible" and not (certainty == "asserted" and adverbs & LIKELY):
        return None
    return Responsibility(
        verb, "accusation", _violence()[lemma(verb)], span_of(agent), span_of(victim), None, "possible",
        "possible agent", min(victim.i, verb.i), agent.i + 1,
    )  # fmt: skip


def _behind(verb: "Token") -> Responsibility | None:
    """'The rebels were behind the attack', 'the army was responsible for the shelling'."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or not classes(subject) & {"force", "name"}:
        return None
    what = prepositional(verb, {"behind"})
    if what is None:
        quality = next((c for c in verb.children if c.dep_ == "acomp" and c.lower_ == "responsible"), None)
        what = _complement(quality, "for") if quality is not None else None
    told = _told(what)
    if told is None or what is None:
        return None
    certainty = certainty_of_verb(verb, is_headline=True)
    suspected = verb.dep_ == "xcomp" and lemma(verb.head) in ("believe", "suspect", "think", "presume")
    if certainty is None and not suspected:
        return None
    return Responsibility(
        verb, "accusation", told[0], span_of(subject), told[1], None, "possible" if suspected else "asserted",
        "behind", min(subject.i, verb.i), what.i + 1,
    )  # fmt: skip


def question_of(doc: "Doc") -> tuple["Token", str, tuple[int, int] | None] | None:
    """A question about the culprit, "Who attacked our soldiers?": its verb, event type and target."""
    if doc[-1].text[:1] != "?" or next((t.lower_ for t in doc if not t.is_punct), "") != "who":
        return None
    verb = next((t for t in doc if t.dep_ == "ROOT" and t.tag_[:2] == "VB"), None)
    if verb is None:
        return None
    event_type = violence_in([verb, *(t for t in doc if t.i > verb.i)])
    goal = object_of(verb)
    return (verb, event_type, span_of(goal) if goal is not None else None) if event_type else None


def find_responsibilities(doc: "Doc") -> Iterator[Responsibility]:
    """All responsibility claims of a sentence in reading order."""
    words = {token.lower_ for token in doc}
    may_be_behind = not words.isdisjoint({"behind", "responsible"})
    may_be_possible = "by" in words and not words.isdisjoint(LIKELY | {"may", "might", "could"})
    for token in doc:
        if token.tag_[:2] != "VB":
            continue
        word = lemma(token)
        found = next(filter(None, (_stance(token, row) for row in _rows().get(word, ()))), None)
        if found is None and word == "be" and may_be_behind:
            found = _behind(token)
        if found is None and may_be_possible:
            found = _held_possible(token)
        if found is not None:
            yield found
