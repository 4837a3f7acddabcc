"""Who and what stands around a verb or an event noun: subjects, objects, their words and their classes.

Reads the parse; knows the lexicons of forces and objects. What happened is for `events` to say.
"""

from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.actors import actors, find_actors, link_actor
from tasks.extract.names import is_of_time, name_type

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MODIFIERS = {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "advmod", "npadvmod"}
RELATIVES = {"which", "that", "who", "whom"}
PRONOUNS = {
    "her",
    "you",
    "me",
    "it",
    "they",
    "he",
    "she",
    "we",
    "i",
    "them",
    "him",
    "us",
    "this",
    "that",
    "these",
    "those",
    "one",
    "some",
}
ARMED = {"armed", "masked", "hooded", "unidentified", "unknown", "gunned", "uniformed", "heavily"}
QUANTITIES = {
    *("dozen", "dozens", "scores", "hundred", "hundreds", "number", "series", "barrage", "volley", "salvo", "lot"),
    *("some", "several", "many", "one", "two", "three", "couple", "pair", "most", "majority", "contingent", "member"),
    *("team", "handful", "band", "thousand"),
}
QUALIFIERS = {"at least", "at most", "more than", "fewer than", "up to", "about", "nearly", "almost", "around", "over"}
FIGHTING_KINDS = {"state_force", "government", "armed_group", "coalition", "un_body"}


@cache
def _forces() -> dict[str, tuple[str, bool]]:
    """Noun -> class (force, air, artillery, explosive), and whether it can be named as the one who did it."""
    table = {row["term"].lower(): ("force", True) for row in lexicons.read("persons") if row["role"] == "combatant"}
    table |= {row["term"]: (row["class"], row["is_actor"] == "yes") for row in lexicons.read("force_nouns")}
    return table


@cache
def _persons() -> frozenset[str]:
    return frozenset(row["term"].lower() for row in lexicons.read("persons"))


@cache
def _objects() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for row in lexicons.read("incident_objects"):
        table.setdefault(row["term"], set()).add(row["class"])
    return {term: frozenset(classes) for term, classes in table.items()}


@cache
def countries() -> frozenset[str]:
    """Countries and their adjectives, lower-cased."""
    return frozenset(row["term"].lower() for row in lexicons.read("country_adjectives"))


@cache
def _verbs() -> frozenset[str]:
    """The verbs of the incident lexicons."""
    names = ("incident_triggers", "responsibility_triggers", "violence_words", "irrealis")
    terms = {row["term"] for name in names for row in lexicons.read(name)}
    return frozenset(
        terms | {row["verb"] for n in ("incident_phrases", "incident_occurrences") for row in lexicons.read(n)}
    )


def lemma(token: "Token") -> str:
    """The lemma; the model takes 'raged' for a form of 'rag'."""
    word = token.lemma_.lower()
    if token.tag_ in ("VBD", "VBN") and word not in _verbs() and token.lower_[:-1] in _verbs():
        return token.lower_[:-1]
    return word


def named(token: "Token") -> str:
    """The noun's form in the lexicons; the tagger takes capitalised plurals for names and leaves their s."""
    word = lemma(token)
    for form in (word, token.lower_, token.lower_.removesuffix("s"), token.lower_.removesuffix("men") + "man"):
        if form in _forces() or form in _objects() or form in _persons():
            return form
    return word


def compound(token: "Token") -> str:
    """The noun with the noun before it: 'air force', 'barrel bomb'."""
    before = token.nbor(-1).lower_ if token.i else ""
    return f"{before} {named(token)}"


def span_of(head: "Token", limit: int = 14) -> tuple[int, int]:
    """Token bounds of a noun's phrase: its modifiers, what it is "of", what is joined to it by "and"."""
    start, end = head.i, head.i + 1
    for child in head.lefts:
        if child.dep_ in MODIFIERS:
            start = min(start, child.left_edge.i)
    while start > 1 and head.doc[start - 1].lower_ in ("and", "or") and _belongs(head.doc[start - 2]):
        start -= 2  # "regime and Russian" bombing: the parser hangs the first on something else
    is_modifier = head.dep_ in ("amod", "compound", "nmod", "poss")
    if is_modifier and [t.lower_ for t in head.doc[end : end + 1]] in (["and"], ["or"]) and _belongs(head.doc[end + 1]):
        return start, end + 2  # "army and Russian" bombing
    for child in head.rights:
        if child.i > end + 4 or end - start > limit:
            break
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end:
            pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
            if pobj is not None:
                end = max(end, span_of(pobj, limit - 4)[1])
        elif child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "ADJ"):
            inner = span_of(child, limit - 4)
            if inner[1] - start <= limit:
                end = max(end, inner[1])
    return start, end


def _belongs(token: "Token") -> bool:
    return token.lower_ in countries() or named(token) in _forces()


def trimmed(span: tuple[int, int], doc: "Doc") -> tuple[int, int]:
    """A span without outer marks, an opening adverbial or date, a closing possessive."""
    start, end = span
    first = doc[start : start + 2].text.lower()
    is_qualified = first in QUALIFIERS or doc[start].lower_ in QUALIFIERS  # "at least two gunmen"
    if doc[start].pos_ == "ADP" and not is_qualified:  # "On 1 February, another convoy", "In addition, troops"
        start = next((i + 1 for i in range(start, end - 1) if doc[i].text == ","), start)
    while start < end - 1 and not is_qualified and _is_aside(doc[start]):
        start += 1  # "Saturday evening the harbour district": the parser hangs the date on the place
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].tag_ == "POS"):
        end -= 1
    return start, end


def text_of(span: tuple[int, int] | None, doc: "Doc") -> str | None:
    """The words of a span, trimmed."""
    if span is None:
        return None
    start, end = trimmed(span, doc)
    return doc[start:end].text


def _is_aside(token: "Token") -> bool:
    return is_of_time(token) or token.is_punct or token.pos_ in ("ADV", "ADP") or token.tag_ == "POS"


def phrase(head: "Token") -> str:
    return text_of(span_of(head), head.doc) or head.text


def is_time(token: "Token") -> bool:
    """Whether a noun is of time, or a mere number: 'on Saturday', 'by 20'."""
    return is_of_time(token) or token.pos_ == "NUM"


def kernel(head: "Token") -> "Token":
    """What is counted: 'rockets' of "dozens of rockets", else the noun itself."""
    if lemma(head) in QUANTITIES:
        of = next((c for c in head.children if c.lower_ == "of"), None)
        counted = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        return counted if counted is not None else head
    return head


def classes(head: "Token") -> frozenset[str]:
    """What a noun can be: force, air, artillery, explosive; place, thing, ... of incident_objects; person; name."""
    found: set[str] = set()
    noun = named(head)
    if kernel(head) is not head:
        return classes(kernel(head))
    if noun == "man":
        if any(child.lower_ in ARMED or child.tag_ == "PRP$" for child in head.lefts):
            found.add("force")
        found.add("person")
    elif compound(head) in _forces():
        found.add(_forces()[compound(head)][0])
    elif noun in _forces():
        found.add(_forces()[noun][0])
    found |= _objects().get(compound(head), frozenset()) | _objects().get(noun, frozenset())
    if noun in _persons():
        found.add("person")
    whole = phrase(head)
    if head.lower_ in countries() or head.lower_.removesuffix("s") in countries():
        found |= {"force", "name"} if head.tag_ == "NNP" else {"force"}  # "Turkey", but not "Turks" or "Turkish"
    elif head.pos_ == "PROPN" or head.tag_ in ("NNP", "NNPS"):
        found.add("name")
        actor_id = link_actor(whole)
        if actor_id is None:
            inside = find_actors(whole)
            actor_id = inside[0][2] if inside and whole[inside[-1][0] : inside[-1][1]].endswith(head.text) else None
        if actor_id and actors()[actor_id].kind in FIGHTING_KINDS:
            found.add("force")
            found.discard("name")
    elif name_type(head) == "NORP":
        found.add("force")
    elif not found or found == {"person"}:  # "members of the Shining Path", "a FARC squad"
        actor_id = link_actor(whole)
        if actor_id and actors()[actor_id].kind in FIGHTING_KINDS:
            found.add("force")
    if head.lower_ in PRONOUNS:
        found.add("pronoun")
    return frozenset(found)


def can_act(head: "Token") -> bool:
    """Whether the noun names who did it: soldiers and warplanes do, shells and blasts don't."""
    head = kernel(head)
    entry = _forces().get(compound(head)) or _forces().get(named(head))
    if entry is None:
        return not classes(head) & {"projectile", "air_bomb", "grenade"}
    return entry[1]


def _antecedent(verb: "Token") -> "Token | None":
    """The noun that a relative clause hangs on: 'the soldiers who shelled ...'."""
    return verb.head if verb.dep_ == "relcl" and verb.head.pos_ in ("NOUN", "PROPN", "PRON") else None


def is_passive(verb: "Token") -> bool:
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
        return not any(child.dep_ in ("nsubj", "aux") for child in verb.children)
    own_auxiliary = any(child.dep_ == "aux" for child in verb.children)
    return verb.tag_ == "VBN" and verb.dep_ == "conj" and not own_auxiliary and is_passive(verb.head)


def _agent(verb: "Token") -> "Token | None":
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _grammatical_subject(verb: "Token", depth: int = 0) -> "Token | None":
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            if child.lower_ in RELATIVES:
                return _antecedent(verb) or child
            return child
    if depth > 4:
        return None
    if verb.dep_ == "acl":
        above = next((t for t in verb.head.ancestors if t.pos_ == "VERB"), None)
        if verb.tag_ == "VBG" and above is not None and verb.doc[verb.i - 1].lower_ in ("and", ","):
            # "destroyed a base, killing five fighters and destroying a car": not the fighters did.
            return _grammatical_subject(above, depth + 1)
        return verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        return _grammatical_subject(verb.head, depth + 1)
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):
        return _grammatical_subject(verb.head.head, depth + 1)
    return None


def actor_of(verb: "Token") -> "Token | None":
    """Who does what the verb says: the subject, or the agent of a passive."""
    return _agent(verb) if is_passive(verb) else _grammatical_subject(verb)


def object_of(verb: "Token") -> "Token | None":
    """What the verb is done to: the object, or the subject of a passive."""
    if is_passive(verb):
        return _grammatical_subject(verb)
    return next((c for c in verb.children if c.dep_ in ("dobj", "obj")), None)


def prepositional(head: "Token", prepositions: set[str]) -> "Token | None":
    """The noun after one of the prepositions that hang on `head`; dates left out ("on Monday")."""
    for child in head.children:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in prepositions:
            pobj = next((c for c in child.children if c.dep_ == "pobj"), None)
            if pobj is not None and not is_time(pobj):
                return pobj
    return None
