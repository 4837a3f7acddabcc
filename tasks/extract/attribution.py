"""Who says so, and how surely: a claim's source and certainty, read off its sentence and those beside it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.actors import find_actors
from tasks.extract.names import name_type
from tasks.extract.people import is_person_word
from tasks.extract.records import Sentence
from tasks.extract.words import ARTICLES, word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNNAMED = word_class("unnamed_source")  # "reports say", "it is said": nobody in particular
RELATIVES = frozenset({"which", "who", "that", "whom", "what"})
WE = frozenset({"we", "i"})
PERSONAL = frozenset({"he", "she", "it", "they", "i", "we"})
OPENING, CLOSING = '"“«', '"”»'
SPEAKERS = word_class("speaker")
FIGURES = word_class("figure_verb")
TELLING = frozenset({"told", "tells", "informed"})  # who follows is told
GIVEN = frozenset({"provided", "released", "issued", "given", "published", "compiled", "supplied"})
DENIALS = frozenset(
    {"denied", "denies", "deny", "denying", "rejected", "rejects", "refuted", "dismissed", "retracted", "withdrew"}
)
NOBODYS = frozenset({"information", "data", "figures", "estimates", "calculations"})
TALLIES = frozenset({"tally", "count", "estimate", "estimates", "figure", "figures", "account", "reckoning", "toll"})
CONTRASTS = frozenset({"while", "whereas", "whilst"})
TOLLS = frozenset(
    {"casualties", "fatalities", "deaths", "injuries", "dead", "injured", "wounded", "killed", "toll", "losses"}
)
PRESS = frozenset({"photographer", "reporter", "correspondent", "journalist", "reporters", "journalists", "cameraman"})
SEEING = frozenset({"saw", "counted", "found", "sees", "seen"})
VICTIMS = frozenset({"injured", "wounded", "killed", "dead", "others"})  # "tens of others injured | SANA reported"
WIDE = 8  # tokens, from which on a subject has mostly swallowed what stands before it
HARMED = frozenset({"and", ",", "dead", "killed", "wounded", "injured", "missing"})
BRACKETS = 8  # tokens of a source in brackets
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
    """Whether a word is a form of a reporting verb."""
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
    is_bracketed = doc[end - 1].text == ")" and any(t.text == "(" for t in doc[start:end])
    while not is_bracketed and end - 1 > start and (doc[end - 1].is_punct or doc[end - 1].lower_ in ("and", "that")):
        end -= 1
    while start < end - 1 and doc[start].is_punct:
        start += 1
    return start, end


def attribute(doc: "Doc", words: Sequence[str], trigger: int, start: int, end: int) -> Attribution:
    """The source that the claim's own sentence gives for a claim at tokens [start, end), trigger at `trigger`.

    What stands behind a semicolon tells nothing of what is before it: "Moscow said six had died; Kyiv denied it". What
    stands before one is the source where the claim's own half names none."""
    own = max((k + 1 for k in range(start) if _parts(words, k)), default=0)
    limit = next((k for k in range(end, len(words)) if _parts(words, k)), len(words))
    readings: tuple[Callable[[], Attribution | None], ...] = (
        lambda: _by_according(doc, words, own, limit),
        lambda: _by_inversion(doc, words, end),
        lambda: _by_verb(doc, words, trigger, start, end, limit),
        lambda: _by_order(doc, words, start, end),
        lambda: _by_colon(doc, words, start, end, own),
        lambda: _by_figure(doc, words, start),
        lambda: _by_tally(doc, words, start, limit),
        lambda: _by_whom(doc, words, start, end),
        lambda: _in_brackets(doc, words, end),
    )
    best: Attribution | None = None
    for reading in readings:
        found = reading()
        if found is None or (found.span is not None and found.span[0] >= limit):
            continue
        best = best or found
        if found.span is not None and found.span[0] >= own:
            return found
    if best is None:
        return Attribution(None, "unconfirmed") if _is_rumour(words, start) else ASSERTED
    return best


def _parts(words: Sequence[str], k: int) -> bool:
    """Whether token k parts two accounts: "the council put the dead at 168, while the army said ..."."""
    return words[k] == ";" or (words[k] in CONTRASTS and k > 0 and words[k - 1] == ",")


def _made(doc: "Doc", span: tuple[int, int], verb: int | None = None) -> Attribution:
    text = doc[span[0] : span[1]].text.lower().strip()
    last = text.split(" ")[-1] if text else ""
    if text in UNNAMED or (last in UNNAMED and len(text.split()) <= 2):
        return Attribution(span, "unconfirmed")
    if verb is not None and doc[verb].lower_ in DENIALS and not _is_negated(doc, verb):
        return Attribution(span, "denied")
    return Attribution(span, "attributed")


def _is_negated(doc: "Doc", verb: int) -> bool:
    return any(doc[k].lower_ in ("not", "n't", "didnt", "never") for k in range(max(0, verb - 3), verb))


def _by_according(doc: "Doc", words: Sequence[str], own: int, limit: int) -> Attribution | None:
    """'according to X', 'according to information provided by X', 'quoted X as saying'; in the claim's own half of the
    sentence, tokens [own, limit), else before it."""
    order = [*range(own, min(limit, len(words) - 2)), *range(own)]
    for i in order:
        if words[i] == "according" and words[i + 1] == "to":
            by = next(
                (k for k in range(i + 3, min(i + 8, len(words) - 1)) if words[k] == "by" and words[k - 1] in GIVEN),
                None,
            )
            if by is not None:
                return _made(doc, (by + 1, _right_edge(doc, by + 1)))
            target = next((c for c in doc[i + 1].children if c.dep_ == "pobj"), doc[i + 2])
            span = _phrase(doc, target)
            if span[1] <= i + 3:  # "according to the Rights Commission 4,700 persons have died": a comma was lost
                span = (i + 2, _right_edge(doc, i + 2))
            if target.lower_ in NOBODYS and span[1] - i <= 5 and not _is_speaker(doc, (i + 2, target.i)):
                continue  # "according to updated information": nobody's
            return _made(doc, (i + 2, max(span[1], i + 3)))
        if words[i] in ("quoted", "quoting", "cited", "citing") and "saying" in words[i : i + 12]:
            return _made(doc, (i + 1, words.index("saying", i) - (words[words.index("saying", i) - 1] == "as")))
    return None


def _right_edge(doc: "Doc", start: int) -> int:
    """One past the noun phrase that begins at `start`, with its "of", "for", "at" and names."""
    k = start
    while k < len(doc) and k - start < LONGEST:
        token = doc[k]
        if token.pos_ in ("NUM", "VERB", "AUX", "SCONJ", "PUNCT") and token.lower_ not in ("-", "'s"):
            break
        if token.pos_ == "ADP" and token.lower_ not in ("of", "for", "at"):
            break
        k += 1
    return max(k, start + 1)


def _left_edge(doc: "Doc", end: int, first: int) -> int:
    """The first token of the noun phrase that ends at `end`, not before `first`."""
    k = end
    while k > first and end - k < LONGEST:
        token = doc[k - 1]
        joins = token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "PART", "PRON") or token.lower_ in (
            "of",
            "for",
            "-",
            "'s",
            "and",
        )
        if not joins or token.lower_ in ("that", "who", "which") or (k < end and token.lower_ in VICTIMS):
            break
        k -= 1
        is_named = k > first and doc[k - 1].pos_ == doc[k + 1].pos_ == "PROPN"  # "Save the Children"
        if token.lower_ in ARTICLES and not is_named and not (k > first and doc[k - 1].lower_ in ("of", "for")):
            break  # "... the raid a monitoring group said"
    while k < end and doc[k].lower_ in ("and", "of", "for", "-"):
        k += 1
    return k


def _is_speaker(doc: "Doc", span: tuple[int, int]) -> bool:
    """Whether a noun phrase can speak: people, offices, agencies, states, papers; not blasts and cities."""
    for k in range(*span):
        word = doc[k].lower_
        if word in SPEAKERS or is_person_word(word) or name_type(doc[k]) in ("ORG", "PERSON", "NORP"):
            return True
    return name_type(doc[span[1] - 1]) == "GPE" or bool(find_actors(doc[span[0] : span[1]].text))


def _by_inversion(doc: "Doc", words: Sequence[str], end: int) -> Attribution | None:
    """'"..." said the Observatory': the verb right after the closing quotation mark, its subject behind it."""
    for k in range(max(1, end), len(words) - 1):
        is_closed = doc[k - 1].is_quote or words[k - 1] in CLOSING or words[k - 1] == ","
        if words[k] in TELLING:
            continue  # ", the governor, Ana Ruiz, told reporters"
        if words[k] in ("quoting", "citing") and any(is_reporting(word) for word in words[max(0, k - 3) : k]):
            continue  # "the agency said, quoting rescuers": the agency
        if words[k - 1] == "," and any(c.dep_ == "nsubj" and end <= c.i < k for c in doc[k].children):
            continue  # ", Ana Ruiz, the mayor, said the next day"
        if is_reporting(words[k]) and is_closed and doc[k + 1].pos_ in ("DET", "PROPN", "NOUN", "ADJ"):
            return _made(doc, (k + 1, _right_edge(doc, k + 1)), k)
    return None


def _by_verb(doc: "Doc", words: Sequence[str], trigger: int, start: int, end: int, limit: int) -> Attribution | None:
    """The subject of a reporting verb before `limit`, above the claim or beside it in parenthesis; names before
    pronouns."""
    token = doc[trigger]
    pronoun: Attribution | None = None
    for ancestor in [token, *token.ancestors]:
        verbs = [
            ancestor,
            *(c for c in ancestor.children if c.dep_ in ("ccomp", "parataxis", "conj", "advcl", "dep", "xcomp")),
        ]
        for verb in verbs:
            if verb is token or verb.i >= limit or not is_reporting(verb.lower_) or _claims_credit(verb):
                continue
            if verb is not ancestor and verb.dep_ == "conj" and token not in verb.subtree:
                continue  # "met the families of the nine killed and said help would come"
            if verb is not ancestor and verb.i < token.i and verb.dep_ == "advcl":
                continue
            subject = _subject(verb, token)
            if subject is None or token in subject.subtree:
                continue
            span = _phrase(doc, subject, verb.i)
            beside = _left_edge(doc, verb.i, 0)
            is_far = subject.i < beside or span[1] - span[0] > WIDE
            if (
                is_far
                and span[0] < beside < verb.i
                and words[beside - 1] in (",", ";")
                and _is_speaker(doc, (beside, verb.i))
            ):
                span = (beside, verb.i)  # "some of them seriously, 40 km from the capital, the ministry confirmed"
            if verb.lower_ == "told" and verb.i > 0 and doc[verb.i - 1].pos_ in ("NOUN", "PROPN"):
                span = (_left_edge(doc, verb.i, end if end < verb.i else 0), verb.i)
            if doc[span[0]].pos_ == "NUM" and SPEAKERS.isdisjoint(words[span[0] : span[1]]):
                continue  # "reported 1 militant killed and assessed that ..."
            if span[0] < end and start < span[1]:
                if verb.i <= end or not span[0] < verb.i:
                    continue
                span = (_left_edge(doc, verb.i, end), verb.i)  # the subject swallowed the claim: lost commas
                if span[0] == span[1]:
                    continue
            made = _made(doc, span, verb.i)
            if subject.lower_ not in PERSONAL:
                return made
            pronoun = pronoun or made
    return pronoun


def _subject(verb: "Token", claim: "Token") -> "Token | None":
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in RELATIVES:
        return verb.head if verb.dep_ == "relcl" else None
    if subject is None and verb.dep_ in ("conj", "xcomp", "advcl", "acl"):
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN"):
            return verb.head
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    return None if subject is None or subject.lower_ in RELATIVES else subject


def _claims_credit(verb: "Token") -> bool:
    """'claimed responsibility', 'claimed six lives' report nothing."""
    return verb.lemma_.lower() == "claim" and any(
        c.dep_ == "dobj" and c.lower_ in ("responsibility", "credit", "lives", "life", "victims") for c in verb.children
    )


def _by_order(doc: "Doc", words: Sequence[str], start: int, end: int) -> Attribution | None:
    """Where the parse is no help: '... a monitoring group said' at the end, 'X has said that ...' before the claim."""
    last = len(words)
    while last and not words[last - 1].isalnum():
        last -= 1
    for k in range(last - 1, max(end - 1, last - 14), -1):
        is_last = k == last - 1 and (words[k] == "found" or (is_reporting(words[k]) and words[k].endswith("s")))
        if is_last or (is_reporting(words[k]) and doc[k].pos_ in ("VERB", "AUX")):
            first = _left_edge(doc, k, end)
            is_apart = doc[k].pos_ in ("VERB", "AUX") or words[first - 1] == ","  # "..., the team estimates"
            if first < k and is_apart and _is_speaker(doc, (first, k)):
                return _made(doc, (first, k), k)
            break
    for k in range(start - 1, 0, -1):
        if words[k] != "that" and not (is_reporting(words[k]) and start - k <= 2 and doc[k].pos_ == "VERB"):
            continue
        verb = k - 1 if words[k] == "that" else k
        if is_reporting(words[verb]):
            right = verb
            while right > 0 and doc[right - 1].pos_ in ("AUX", "ADV"):
                right -= 1
            first = _left_edge(doc, right, 0)
            if first < right and words[right - 1] not in RELATIVES and _is_speaker(doc, (first, right)):
                return _made(doc, (first, right), verb)
        break
    return None


def _by_colon(doc: "Doc", words: Sequence[str], start: int, end: int, own: int) -> Attribution | None:
    """'Police: couple shot dead', '270,000 flee assault: UN', '... 50 dead - hospital director'."""
    for first in sorted({own, 0}, reverse=True):
        for k in range(first + 1, min(first + 7, start + 1)):
            is_label = words[k] == ":" and all(doc[j].pos_ not in ("VERB", "AUX", "NUM") for j in range(first, k))
            if is_label and _is_speaker(doc, (first, k)) and not _heads_note(doc, first, k):
                return _made(doc, (first, k))
    for k in range(len(words) - 2, max(end - 1, len(words) - 8), -1):
        is_name = all(token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PUNCT") for token in doc[k + 1 :])
        is_apart = words[k] == ":" or bool(doc[k - 1].whitespace_)  # not "a shoot-out"
        if words[k] in (":", "-", "--", "–") and is_apart and is_name and _is_speaker(doc, (k + 1, len(words))):
            last = max(k + 2, next(n for n in range(len(words), 0, -1) if not doc[n - 1].is_punct))
            return _made(doc, (k + 1, last))
    return None


def _heads_note(doc: "Doc", start: int, colon: int) -> bool:
    """ "Jaffna: A soldier was injured when he trod on a mine", "Mexico: 12 bodies found": the label is a place. Of
    whole sentences it is one unless it is somebody known to speak."""
    label = doc[start:colon]
    if label[-1].lower_ in TOLLS:
        return True  # "Casualties: 2 KIA, 5 WIA"
    if any(token.lower_ in SPEAKERS or is_person_word(token.lower_) for token in label):
        return False
    if any(token.text[0].isdigit() for token in label) or all(name_type(token) == "GPE" for token in label):
        return True
    return doc[-1].text == "." and not find_actors(label.text)


def _by_tally(doc: "Doc", words: Sequence[str], start: int, limit: int) -> Attribution | None:
    """'... took 240 hostages, by Israel's tally', 'the government's official figure was 98 dead', 'a reporter saw the
    bodies of five men'."""
    for k in range(len(words)):
        if words[k] not in TALLIES or k >= limit:
            continue
        owner = next((c for c in doc[k].children if c.dep_ == "poss"), None)
        if owner is None or not _is_speaker(doc, (owner.left_edge.i, owner.i + 1)):
            continue
        first = owner.left_edge.i
        is_behind = first > start and words[first - 1] == "by"
        is_before = k < start and doc[k].dep_ in ("nsubj", "nsubjpass")
        if is_behind or is_before:
            return Attribution((first, k + 1), "attributed")
    for k in range(max(0, start - 6), start):
        subject = next((c for c in doc[k].children if c.dep_ == "nsubj" and c.i < k), None)
        if words[k] in SEEING and subject is not None and subject.lower_ in PRESS:
            return _made(doc, _phrase(doc, subject, k))
    return None


def _by_whom(doc: "Doc", words: Sequence[str], start: int, end: int) -> Attribution | None:
    """'Al-Mudar claims to have killed nine', 'nine were killed, per the ministry', 'the toll, given by the police',
    'losses were put at nine by the command'."""
    for k in range(1, len(words) - 1):
        if words[k] in ("claims", "claimed") and words[k + 1 : k + 3] == ["to", "have"] and k < start:
            first = _left_edge(doc, k, 0)
            if first < k and _is_speaker(doc, (first, k)):
                return _made(doc, (first, k))
        is_per = words[k] == "per" and words[k + 1] == "the" and k >= end
        if not is_per and not (words[k] == "by" and (_is_given(words, k) or _is_put(doc, words, start, end, k))):
            continue
        span = (k + 1, _right_edge(doc, k + 1))
        if _is_speaker(doc, span):
            return _made(doc, span)
    return None


def _is_given(words: Sequence[str], by: int) -> bool:
    """'the toll, given by', 'figures published by'."""
    return words[by - 1] in GIVEN and not TALLIES.isdisjoint(words[max(0, by - 5) : by])


def _is_put(doc: "Doc", words: Sequence[str], start: int, end: int, by: int) -> bool:
    """'losses were put at three dead and nine wounded by'."""
    is_behind = by >= end and ["put", "at"] in [words[n : n + 2] for n in range(max(0, start - 9), start)]
    return is_behind and all(w in HARMED or doc[end + n].like_num for n, w in enumerate(words[end:by]))


def _in_brackets(doc: "Doc", words: Sequence[str], end: int) -> Attribution | None:
    """'50 killed (police figure)', 'nine killed (source: HRW)', '... in a suburb (Reuters)'."""
    for k in range(end, len(words) - 2):
        close = next((n for n in range(k + 2, min(k + BRACKETS, len(words))) if words[n] == ")"), None)
        if words[k] != "(" or close is None:
            continue
        first = k + 3 if words[k + 1] == "source" and words[k + 2] == ":" else k + 1
        if words[close - 1] in ("figure", "figures") and close - 1 > first:
            return _made(doc, (first, close - 1))
        is_known = bool(find_actors(doc[first:close].text)) and not any(token.like_num for token in doc[first:close])
        is_end = words[close + 1 : close + 2] in ([], ["."])
        if first < close and (first == k + 3 or (is_known and is_end)):
            return _made(doc, (first, close))
    return None


def _by_figure(doc: "Doc", words: Sequence[str], start: int) -> Attribution | None:
    """'The ministry had counted 492 dead', 'the council put the dead at 30', 'the mayor spoke of 19 dead'."""
    for k in range(min(start, len(words) - 1), max(0, start - 9), -1):
        if words[k] in FIGURES and doc[k].pos_ in ("VERB", "AUX", "NOUN"):
            subject = next((c for c in doc[k].children if c.dep_ == "nsubj" and c.i < k), None)
            if subject is None:
                continue
            span = _phrase(doc, subject, k)
            if subject.lower_ not in RELATIVES and (_is_speaker(doc, span) or subject.lower_ in PERSONAL):
                return _made(doc, span)
    return None


def is_unverified(words: Sequence[str]) -> bool:
    """'The death of 40 rebels could not be independently verified.'"""
    for i in range(len(words) - 3):
        if words[i : i + 3] == ["could", "not", "be"]:
            return bool({"verified", "confirmed", "corroborated"} & set(words[i + 3 : i + 6]))
    return False


def _is_rumour(words: Sequence[str], start: int) -> bool:
    """'we have received reports of at least 107 deaths'."""
    return any(w in ("reports", "rumours", "rumors") for w in words[max(0, start - 3) : start])


def hedge(words: Sequence[str], start: int, end: int) -> str | None:
    """The certainty that a hedge between tokens start and end lowers the claim to: 'reportedly' -> unconfirmed."""
    text = " " + " ".join(words[max(0, start) : end]) + " "
    for row in lexicons.read("hedges"):
        if f" {row['term']} " in text:
            return row["certainty"]
    return None


_SPEAKER = re.compile(
    r"(?P<who>(?:[A-Z][\w.'’-]*|an?|the|The|An?|his|her|their|its|of|for|and|from|\w+)(?: [\w.,'’()-]+){0,11}?) "
    r"(?:(?:also|later|earlier|then|however|meanwhile|has|had|have) )*"
    r"(?P<verb>said|says|spoke of|told|added|stated|reported|announced|explained|noted|stressed|confirmed|declared"
    r"|claimed|accused|alleged|insisted|acknowledged|admitted|denied|warned|wrote|blamed|condemned"
    r"|gave (?:a|its|no|another))\b"
)
_NAME = re.compile(r"(?:The |the |An? |an? )?(?:[\w-]+ )*?[\w.'’-]*[A-Z]|(?:The|the|its|their|his|her) ")
_APPOSITION = re.compile(r"(?:an? |\d|[a-z-]+ (?:of|for|at) )")


_MARKS = re.compile(r"[\"“«”»]")


def _is_open_after(text: str, is_open: bool) -> bool:
    """Whether a quotation is open at the text's end, from whether one was at its beginning."""
    for mark in _MARKS.findall(text):
        is_open = not is_open if mark == '"' else mark in "“«"
    return is_open


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
            is_open = _is_open_after(text, is_open)

    def is_quoted(self, sentence: Sentence, offset: int) -> bool:
        """Whether a character of a sentence stands in a quotation."""
        before = sentence.text[: max(0, offset - sentence.start) + 1]
        return _is_open_after(before, self.inside.get(sentence.index, False))

    def beside(self, sentence: Sentence, is_pronoun: bool = False) -> str | None:
        """The speaker named in the sentence after or before a quotation's: '..." the statement said.'; of a pronoun,
        before first."""
        for step in (-1, -2) if is_pronoun else (1, -1, 2, -2):
            other = self.sentences.get(sentence.index + step)
            if other is None or other.kind != "body" or abs(other.paragraph - sentence.paragraph) > 1:
                continue
            if who := speaker_in(other.text, self.inside.get(other.index, False)):
                return who
        return None


def speaker_in(text: str, starts_inside: bool = False) -> str | None:
    """The speaker that a sentence names outside its quotations: 'the statement' in '..., the statement said.'"""
    if starts_inside:
        text = re.sub(r"^[^\"”»]*[\"”»]", " | ", text)
    plain = re.sub(r"[\"“«][^\"”»]*[\"”»]?", " | ", text)
    plain = " ".join(plain.split()).split("] ")[-1].split(" -- ")[-1]
    for match in _SPEAKER.finditer(plain):
        who = _speaker_of(match["who"].split(" | ")[-1].strip(" ,|"))
        if who and who.lower() not in PERSONAL | RELATIVES:
            return who
    return None


def _speaker_of(words: str) -> str:
    """The noun phrase right before the verb, with the name that it is put beside: of "in clashes that left 20 dead, the
    military" the military, of "Anna Berg, a farmer" both."""
    parts = words.split(", ")
    last = len(parts) - 1
    while last and _APPOSITION.match(parts[last]):
        last -= 1
    return ", ".join(parts[last:]) if _NAME.match(parts[last]) else parts[-1]
