"""Whether the sentence says that it happened: no wishes, plans, threats, conditions, questions, negations.

'The army shelled the town' happened; 'vowed to shell', 'if they shell', 'stop shelling', 'did not shell' didn't.
"""

from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.incidents.phrases import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs whose infinitive did happen: "began to shell", "are reported to have entered".
REALISING = {
    *("begin", "start", "continue", "manage", "proceed", "go", "succeed", "report", "say", "appear", "seem", "claim"),
    *("use", "resume", "keep", "return", "come", "force", "lead", "prompt", "compel", "oblige", "rush"),
}
# Their clause speaks of what happened although they are in the list: "warned that rebels had entered the town".
FACTUAL_WITH_THAT = {"warn", "suggest", "agree", "remember", "accuse", "blame", "condemn", "mark", "stop"}
LASTING = {"besiege", "surround", "encircle", "blockade", "deploy", "occupy"}
POSSIBLE = {"may", "might", "could"}
HAPPENED_BEFORE = {"by", "after", "while", "when", "in", "with", "since"}
NOBODY = {"no", "neither", "nor", "nobody", "none"}
RUMOURS = {"accusation", "allegation", "claim", "rumour", "rumor", "report", "suggestion", "assertion"}
UNREAL_ADJECTIVES = {
    *("possible", "potential", "planned", "imminent", "future", "likely", "impending", "looming", "expected", "foiled"),
    *("attempted", "alleged", "feared", "threatened", "hypothetical", "next", "upcoming", "failed"),
}


@cache
def _unreal(kind: str) -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("irrealis") if row["kind"] == kind)


def is_unreal(verb: "Token") -> bool:
    """Whether what hangs on the verb didn't happen by its word: plotting, threatening, urging."""
    return lemma(verb) in _unreal("verb")


def _auxiliaries(verb: "Token") -> "list[Token]":
    own = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if not own and verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
        return [] if has_subject else _auxiliaries(verb.head)
    return own


def _is_negated(verb: "Token") -> bool:
    """'did not', 'no group claimed', 'neither the rebels nor the army has'."""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
            words = {child.lower_} | {c.lower_ for c in child.children if c.dep_ in ("det", "neg", "cc", "preconj")}
            if words & NOBODY:
                return True
    return False


def _mark(verb: "Token") -> bool:
    return any(
        child.lower_ in _unreal("marker") and child.dep_ in ("mark", "advmod", "prep") for child in verb.children
    )


def certainty_of_verb(verb: "Token", is_headline: bool = False) -> str | None:
    """None where the clause doesn't say that it happened; "possible" for may have, could have; else "asserted"."""
    if verb.doc[-1].text == "?" or verb.doc[-1].text.startswith("?"):
        return None
    certainty = "asserted"
    token = verb
    for depth in range(8):
        if token.pos_ not in ("VERB", "AUX") and token.tag_[:2] != "VB":
            break
        if _is_negated(token) or _mark(token):
            return None
        words = [aux.lower_ for aux in _auxiliaries(token)]
        modals = [word for word in words if word in _unreal("modal")]
        if modals:
            if depth == 0 and modals[0] in POSSIBLE and "have" in words:
                certainty = "possible"
            elif not ("have" in words and modals[0] in POSSIBLE):
                return None
        infinitive = "to" in words or (token.tag_ == "VB" and not words)
        governor = token.head
        if infinitive and not modals:
            own_do = any(word in ("do", "does", "did") for word in words)
            headline_verb = is_headline and "to" not in words and depth == 0
            if not own_do and not headline_verb:
                governs = lemma(governor) in REALISING and governor.i != token.i and token.dep_ in ("xcomp", "ccomp")
                if not (governs and "to" in words):
                    return None
        if depth == 0 and not is_headline and _is_habit(token, words):
            return None
        if token.dep_ == "ROOT" or governor.i == token.i:
            break
        if token.dep_ == "pcomp" or (token.tag_ == "VBG" and token.dep_ == "pobj"):
            if governor.lower_ not in HAPPENED_BEFORE:
                return None
            governor = governor.head
        elif token.dep_ in ("ccomp", "xcomp", "advcl"):
            finite = token.tag_ in ("VBD", "VBZ", "VBP") or "have" in words or "had" in words or "has" in words
            factual = finite and lemma(governor) in FACTUAL_WITH_THAT
            if token.dep_ != "advcl" and lemma(governor) in _unreal("verb") and not factual:
                return None
        elif token.dep_ in ("acl", "relcl"):
            if token.dep_ == "acl" and lemma(governor) in _unreal("noun"):
                return None
            if token.dep_ == "acl" and lemma(governor) in RUMOURS:
                above = governor.head
                if lemma(above) in _unreal("verb") or (above.pos_ == "VERB" and _mark(above)):
                    return None  # "if allegations that the army shelled the town prove true"
                return "unconfirmed"
            break
        elif token.dep_ != "conj":
            break
        token = governor
    return certainty


def _is_habit(verb: "Token", auxiliaries: list[str]) -> bool:
    """In running text the bare present tells habits and backgrounds, no incident: 'the group attacks convoys',
    'the town is targeted regularly'. A siege lasts: 'the town is besieged' is one."""
    if verb.tag_ in ("VBZ", "VBP"):
        return not auxiliaries
    if verb.tag_ == "VBN" and verb.dep_ not in ("acl", "amod"):
        present = {"is", "are"} & set(auxiliaries) and not {"been", "being", "has", "have"} & set(auxiliaries)
        return bool(present) and lemma(verb) not in LASTING
    return False


def noun_is_real(noun: "Token", is_headline: bool = False) -> bool:
    """Whether an event noun is told as having happened, by its own words and by what it hangs on."""
    for child in noun.children:
        if child.dep_ in ("det", "neg", "amod", "compound") and child.lower_ in NOBODY | {"any"} | UNREAL_ADJECTIVES:
            return False
    token = noun
    for _ in range(6):
        governor = token.head
        if governor.i == token.i:
            return True
        if token.dep_ in ("pobj", "prep", "conj", "poss", "compound", "nmod", "appos"):
            if governor.pos_ == "NOUN" and lemma(governor) in _unreal("noun"):
                return False
            if governor.lower_ in ("without", "against", "since", "like", "than", "before", "until", "if", "about"):
                return False
        if governor.pos_ in ("VERB", "AUX"):
            if lemma(governor) in _unreal("verb"):
                return False
            return certainty_of_verb(governor, is_headline) is not None
        token = governor
    return True
