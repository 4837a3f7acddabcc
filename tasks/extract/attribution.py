"""Who says so, and how surely: a claim's source and certainty, read off its sentence and those beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.records import Sentence
from tasks.extract.words import word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNNAMED = word_class("unnamed_source")  # "reports say", "it is said": nobody in particular
RELATIVES = frozenset({"which", "who", "that", "whom", "what"})
PERSONAL = frozenset({"he", "she", "it", "they", "i", "we"})
OPENING, CLOSING = '"“«', '"”»'
LONGEST = 22  # tokens of a source's description


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, as token span or as text (from another sentence), and how sure that makes the claim."""

    span: tuple[int, int] | None
    certainty: str
    text: str | None = None


ASSERTED = Attribution(None, "asserted")


@cache
def _verbs() -> frozenset[str]:
    """Every form of the reporting verbs: 'say', 'says', 'said', 'saying'."""
    forms = set()
    for row in lexicons.read("reporting_verbs"):
        verb = row["term"]
        stem = verb.removesuffix("e")
        forms |= {verb, verb + "s", stem + "ed", stem + "ing"}
        if verb.endswith("y") and verb[-2] not in "aeou":
            forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
        forms |= set(row["irregular"].split())
    return frozenset(forms)


def is_reporting(word: str) -> bool:
    return word in _verbs()


def _phrase(doc: "Doc", token: "Token", before: int | None = None) -> tuple[int, int]:
    """The token span of a source: the noun's subtree, cut at its relative clause and at `before`."""
    inside = [t.i for t in token.subtree]
    start, end = min(inside), max(inside) + 1
    start = max(start, token.i - LONGEST)
    for child in token.children:
        if child.dep_ in ("relcl", "acl") and child.i > token.i and child.left_edge.i > start:
            end = min(end, child.left_edge.i)
    if before is not None and token.i < before:
        end = min(end, before)
    end = min(end, token.i + LONGEST)
    while end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].lower_ in ("and", "that")):
        end -= 1
    while start < end - 1 and doc[start].is_punct:
        start += 1
    return start, end


def attribute(doc: "Doc", words: Sequence[str], trigger: int, start: int, end: int) -> Attribution:
    """The source that the claim's own sentence gives for a claim at tokens [start, end), trigger at `trigger`."""
    return _by_according(doc, words) or _by_verb(doc, words, trigger) or _by_order(doc, words, start, end) or ASSERTED


def _made(doc: "Doc", span: tuple[int, int]) -> Attribution:
    text = doc[span[0] : span[1]].text.lower().strip()
    first = text.split(" ")[-1] if text else ""
    if text in UNNAMED or (first in UNNAMED and len(text.split()) <= 2):
        return Attribution(span, "unconfirmed")
    return Attribution(span, "attributed")


def _by_according(doc: "Doc", words: Sequence[str]) -> Attribution | None:
    """'according to X', 'X was quoted as saying'."""
    for i in range(len(words) - 2):
        if words[i] == "according" and words[i + 1] == "to":
            target = next((c for c in doc[i + 1].children if c.dep_ == "pobj"), doc[i + 2])
            span = _phrase(doc, target)
            return _made(doc, (i + 2, max(span[1], i + 3)))
    return None


def _by_verb(doc: "Doc", words: Sequence[str], trigger: int) -> Attribution | None:
    """The subject of a reporting verb above the claim, or beside it in parenthesis."""
    token = doc[trigger]
    for ancestor in [token, *token.ancestors]:
        verbs = [ancestor, *(c for c in ancestor.children if c.dep_ in ("ccomp", "parataxis", "conj", "advcl", "dep"))]
        for verb in verbs:
            if verb is token or not is_reporting(verb.lower_):
                continue
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is None and verb.dep_ in ("conj", "xcomp", "advcl", "acl") and verb.i < token.i:
                subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
                if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
                    subject = verb.head
            if subject is None or token in subject.subtree or subject.lower_ in RELATIVES:
                continue
            if verb is not ancestor and verb.i < token.i and verb.dep_ in ("conj", "advcl"):
                continue
            return _made(doc, _phrase(doc, subject, verb.i))
    return None


def _by_order(doc: "Doc", words: Sequence[str], start: int, end: int) -> Attribution | None:
    """Where the parse is no help: a reporting verb at the sentence's end ('... a monitoring group said') or before 'that'."""
    last = len(words)
    while last and not words[last - 1].isalnum():
        last -= 1
    for k in range(last - 1, max(end - 1, last - 14), -1):
        if is_reporting(words[k]) and doc[k].pos_ in ("VERB", "AUX"):
            first = k
            while (
                first > end
                and doc[first - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "PART", "PRON")
                and doc[first - 1].lower_ != "in"
            ) or (first > end and words[first - 1] in ("-", "'s")):
                first -= 1
            if first < k and any(doc[j].pos_ in ("NOUN", "PROPN") for j in range(first, k)):
                return _made(doc, (max(first, k - 9), k))
            break
    for k in range(start - 1, 0, -1):
        if (words[k] == "that" and is_reporting(words[k - 1])) or (
            is_reporting(words[k]) and start - k <= 2 and doc[k].pos_ == "VERB"
        ):
            verb = doc[k - 1] if words[k] == "that" else doc[k]
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ not in RELATIVES:
                return _made(doc, _phrase(doc, subject, verb.i))
            break
    return None


def hedge(words: Sequence[str], start: int, end: int) -> str | None:
    """The certainty that a hedge between tokens start and end lowers the claim to: 'reportedly' -> unconfirmed."""
    text = " " + " ".join(words[max(0, start) : end]) + " "
    for row in lexicons.read("hedges"):
        if f" {row['term']} " in text:
            return row["certainty"]
    return None


_SPEAKER = re.compile(
    r"(?P<who>(?:[A-Z][\w.'’-]*|an?|the|The|An?|his|her|their|its|of|for|and|from|\w+)(?: [\w.,'’()-]+){0,11}?) "
    r"(?P<verb>said|says|told|added|stated|reported|announced|explained|noted|stressed|confirmed|declared|claimed)\b"
)


class Speakers:
    """Who is quoted where, over the sentences of one article: a quotation goes on until its closing mark."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.inside: dict[int, bool] = {}
        self.sentences = {s.index: s for s in sentences}
        is_open, paragraph = False, -1
        for sentence in sentences:
            if sentence.kind not in ("body", "headline"):
                continue
            text = sentence.text
            if sentence.paragraph != paragraph and text.lstrip()[:1] not in OPENING + '"':
                is_open = False  # a quotation that goes on opens each paragraph anew
            starts_open = is_open
            if sentence.paragraph != paragraph and text.lstrip()[:1] in OPENING and is_open:
                starts_open = is_open = False
            paragraph = sentence.paragraph
            self.inside[sentence.index] = starts_open
            for ch in text:
                if ch == '"':
                    is_open = not is_open
                elif ch in "“«":
                    is_open = True
                elif ch in "”»":
                    is_open = False

    def is_quoted(self, sentence: Sentence, offset: int) -> bool:
        """Whether a character of a sentence stands in a quotation."""
        is_open = self.inside.get(sentence.index, False)
        for ch in sentence.text[: max(0, offset - sentence.start) + 1]:
            if ch == '"':
                is_open = not is_open
            elif ch in "“«":
                is_open = True
            elif ch in "”»":
                is_open = False
        return is_open

    def beside(self, sentence: Sentence) -> str | None:
        """The speaker named in the sentence after or before a quotation's: '..." the statement said.'"""
        for step in (1, -1, 2, -2):
            other = self.sentences.get(sentence.index + step)
            if other is None or other.kind != "body" or abs(other.paragraph - sentence.paragraph) > 1:
                continue
            if who := speaker_in(other.text):
                return who
        return None


def speaker_in(text: str) -> str | None:
    """The speaker that a sentence names outside its quotations: 'the statement' in '..., the statement said.'"""
    plain = re.sub(r"[\"“«][^\"”»]*[\"”»]?", " | ", text)
    plain = re.sub(r"^[^\"]*\"", " | ", plain) if plain.count('"') == 1 else plain
    for match in _SPEAKER.finditer(plain):
        who = match["who"].split(" | ")[-1].strip(" ,|")
        if who and who.lower() not in PERSONAL | RELATIVES:
            return who
    return None
