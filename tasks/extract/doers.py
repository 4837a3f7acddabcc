"""Who did it, as the sentence says: the subject of an active verb, the passive's "by", the owner of the attack's name.

Gives words, not identities; `actors` links them.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.actors import find_actors, link_actor
from tasks.extract.attribution import is_reporting
from tasks.extract.events import find_events
from tasks.extract.frames.records import Frame
from tasks.extract.names import is_of_time, name_type
from tasks.extract.people import is_person_word, persons, singular
from tasks.extract.places.words import capitals
from tasks.extract.words import word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]
CARRY_OUT = word_class("carry_out")
HELD = word_class("held_by")
MEANS = word_class("means")
KEPT = frozenset({"run", "operated", "managed", "dominated", "owned", "organised", "organized", "staffed", "backed"})
"""Before "by": of a hospital run by somebody, a march organised by somebody, not of its bombing."""
LOSING = frozenset({"lose", "loses", "lost", "losing", "suffer", "sustain"})
BURYING = frozenset({"bury", "buries", "buried", "burying"})
BLAMING = frozenset({"blamed", "blames", "blaming", "accused", "accuses", "accusing"})
SPEAKING = frozenset({"we", "they", "he", "she"})
ATTACK_VERBS = word_class("attack_verb")


@cache
def _heads() -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("actor_heads")) | word_class("doer")


def _is_doer(doc: "Doc", span: Span, named: Sequence[Span]) -> bool:
    """Whether a noun phrase names someone who can attack: a known actor, a force, armed people, a state."""
    words = [doc[k].lower_ for k in range(*span)]
    if any(start < span[1] and end > span[0] for start, end in named):
        return True
    if any(word in _heads() for word in words):
        return True
    rows = [persons().get(singular(word)) for word in words]
    if any(row and row["role"] == "combatant" for row in rows):
        return True
    head = doc[span[1] - 1]
    if name_type(head) in ("GPE", "NORP"):
        # a state or its people, not the town that was struck: "Turkish raids", not "the Aleppo bombardment"
        return any(link_actor(doc[k].text) or name_type(doc[k]) == "NORP" for k in range(*span))
    return name_type(head) in ("ORG", "PERSON") and head.pos_ == "PROPN"


def _noun_span(token: "Token", stop: frozenset[int]) -> Span:
    """The base noun phrase around a head, with "of ..." behind it, coordinated ones included, relative clauses not."""
    left = right = token.i
    for child in token.children:
        if child.i < token.i and is_of_time(child):
            continue  # "on Sunday gunmen shot ..."
        if child.dep_ in ("det", "amod", "compound", "poss", "nmod", "nummod", "quantmod") and child.i < token.i:
            left = min(left, child.left_edge.i)
        elif (
            child.dep_ in ("prep", "conj", "cc")
            and child.i > token.i
            and child.lower_ not in ("in", "at", "on", "near", "for")
        ):
            edge = child.right_edge.i
            if edge - token.i <= 9 and not any(k in stop for k in range(token.i, edge + 1)):
                right = max(right, edge)
    while left < token.i and token.doc[left].is_punct:
        left += 1  # "March 28 - Myanmar's army"
    return left, right + 1


def doer(doc: "Doc", words: Sequence[str], frame: Frame, source: Span | None) -> Span | None:
    """The tokens of whoever did it according to the sentence; None where it doesn't say. "It" is who says so."""
    named = _named(doc)
    victims = frozenset(k for v in frame.victims for k in range(v.start, v.end))
    for span in _candidates(doc, words, frame, victims):
        start, end = span
        if victims & set(range(start, end)):
            continue
        if source and end - start == 1 and words[start] in ("it", "they", "we"):
            span = source
        if _is_doer(doc, span, named) or _kills_itself(doc, span, frame):
            return next((name for name in named if name[0] <= span[0] and span[1] < name[1]), span)
    return None


def _kills_itself(doc: "Doc", span: Span, frame: Frame) -> bool:
    """Whether a phrase is the subject of the very verb that kills: "Kamajors killed five", "they shot two". It need be
    no known force then, but people: "we", "a couple", or a name in the plural."""
    head = doc[span[0] : span[1]].root
    trigger = doc[frame.trigger.start]
    is_agent = head.head.lower_ == "by" and head.head.dep_ == "agent" and head.head.head == trigger
    is_found = trigger.i > 0 and doc[trigger.i - 1].lower_ == "found"  # "found shot dead by a farmer"
    if is_agent and is_person_word(head.lower_) and not is_found:
        return True  # "seized by pirates", "shot by her husband"
    if head.head != trigger or head.dep_ != "nsubj" or trigger.pos_ != "VERB":
        return False
    if head.lower_ in SPEAKING or head.tag_ == "NNPS" or any(child.lower_ == "our" for child in head.children):
        return True
    is_counted = any(token.like_num for token in doc[span[0] : span[1]])  # in run-on text they are the next victims
    return is_person_word(head.lower_) and not is_counted


def _named(doc: "Doc") -> list[Span]:
    spans = []
    for start, end, _, _ in find_actors(doc.text):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            spans.append((span.start, span.end))
    return spans


def _candidates(doc: "Doc", words: Sequence[str], frame: Frame, victims: frozenset[int]) -> list[Span]:
    """Noun phrases that may be the doer, the surest first."""
    trigger = doc[frame.trigger.start]
    found: list[Span] = []
    if trigger.lower_ in LOSING | BURYING:
        return found  # whose dead they are, the sentence says; who killed them is another matter
    if frame.rule == "object" or frame.trigger.frame == "object":
        token = trigger
        for _ in range(3):
            subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
            if subject is not None:
                if subject.lower_ in ("that", "which", "who") and token.dep_ == "relcl":
                    subject = token.head
                if subject.lower_ not in _heads():
                    found += _owners(doc, words, subject, victims)
                if subject.lower_ in _heads() or not find_events([subject.lower_]):
                    found.append(_noun_span(subject, victims))
                break
            if token.dep_ in ("acl", "relcl"):
                found += _owners(doc, words, token.head, victims)
                found.append(_noun_span(token.head, victims))
                break
            if token.dep_ in ("advcl", "conj", "xcomp"):
                token = token.head
            elif token.dep_ == "pcomp":
                token = token.head.head  # "staged its first action by murdering"
            else:
                break
    first = frame.end - (words[frame.end - 1] == "by")  # "seized by pirates": an expression
    for k in range(first, min(frame.end + 25, len(words) - 1)):
        if words[k] in (";", "."):
            break
        is_held = words[k - 1] in HELD | KEPT and k > frame.trigger.end  # "captured by rebels" is what befell them
        is_told = words[k] == "by" and is_reporting(doc[k].head.lower_)  # "told reporters by video"
        if words[k] == "by" and k + 1 not in victims and not is_held and not is_told:
            head = next((c for c in doc[k].children if c.dep_ in ("pobj", "pcomp")), doc[k + 1])
            found += _owners(doc, words, head, victims)
            found.append(_noun_span(head, victims))
    for token in doc[: frame.start]:
        if token.lower_ not in BLAMING or doc[frame.start - 1].lower_ in ("and", "after"):
            continue
        blamed = next((c for c in token.children if c.dep_ == "dobj" and token.i < c.i < frame.start), None)
        if blamed is not None and not any(t.tag_ == "VBG" for t in doc[blamed.i : frame.trigger.start]):
            found.append(_noun_span(blamed, victims))  # not "accused them of lying about the nine killed"
    for event in find_events(words):
        found += _owners(doc, words, doc[event.end - 1], victims)
        token = doc[event.end - 1]
        if token.pos_ == "VERB" and words[event.start] not in ("exploded", "blew"):
            subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
            if subject is not None:
                found.append(_noun_span(subject, victims))
    for token in doc:
        if token.lower_ in ATTACK_VERBS:
            subject = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
            if subject is not None:
                found.append(_noun_span(subject, victims))
    return found


@cache
def _capitals() -> frozenset[str]:
    return frozenset(name for name, _ in capitals())


def _owners(doc: "Doc", words: Sequence[str], event: "Token", victims: frozenset[int]) -> list[Span]:
    """Whose attack it is: 'regime bombing', 'Turkey's raids', 'attacks carried out by the army', 'raids by jets'."""
    found: list[Span] = []
    own = [c for c in event.children if c.dep_ in ("compound", "amod", "poss", "nmod") and c.i < event.i]
    # "the Kabul blast" is where it was, "Kabul's raids" who did it
    own = [c for c in own if c.lower_ not in MEANS and not (c.dep_ == "compound" and c.lower_ in _capitals())]
    if own:
        start, end = min(c.left_edge.i for c in own), max(c.right_edge.i for c in own) + 1
        while end - 1 > start and (words[end - 1] in MEANS or words[end - 1] == "'s"):
            end -= 1
        is_adjective = words[end - 1] == "based"  # "an intelligence-based operation"
        if not is_adjective and not any(words[k] in HELD for k in range(start, min(end + 2, len(words)))):
            found.append((start, end))
    for child in event.children:
        if child.lower_ == "between":
            found += [_noun_span(c, victims) for c in child.children if c.dep_ == "pobj"]
        if child.lower_ == "by" or child.lower_ in CARRY_OUT:
            by = child if child.lower_ == "by" else next((c for c in child.children if c.lower_ == "by"), None)
            if by is not None and words[by.i - 1] in HELD:
                continue
            head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
            if head is not None:
                found.append(_noun_span(head, victims))
    return found
