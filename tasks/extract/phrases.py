"""Who: the noun phrases of a sentence that can be people, with their counts.

Chunks by tokens and tags rather than by the parse, because news without commas breaks the parse first and the order of
its words last. What befell them is for `frames` to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.quantities import Quantity, quantity_at
from tasks.extract.words import ADVERBS, ARTICLES, COLLECTIVE, DEFINITE, PRONOUNS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ELIDED = frozenset({"more", "other", "others"})  # "12 others were wounded": the noun stands before
PART_OF = frozenset({"them", "whom", "which", "these", "those", "us"})
WHOLES = {  # "two of the victims": outcome of the whole, None where any
    "victims": None,
    "casualties": None,
    "dead": "killed",
    "deceased": "killed",
    "killed": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "wounded": "injured",
    "injured": "injured",
    "detainees": "captured",
    "detained": "captured",
    "arrested": "captured",
    "hostages": "captured",
}
NO_START = frozenset({"including", "according", "following", "'s", "’s", "and", "or", "to", "of"})
QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "``", "''"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [start, end) of a noun phrase; `head` is None where the noun is elided ("dozens were wounded").

    `nouns` are the lexicon's forms of its nouns, the head's last; `words` all its words, lower-cased.
    `is_part`: "three of them"; `fraction`: "a third of them"; `of_outcome`: "two of the dead".
    """

    start: int
    end: int
    head: int | None
    count: Quantity | None
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    is_person: bool = False
    is_plural: bool = False
    is_named: bool = False
    is_part: bool = False
    fraction: float | str | None = None
    of_outcome: str | None = None


@cache
def persons() -> dict[str, dict[str, str]]:
    """The lexicon of nouns for people, by term."""
    return {row["term"]: row for row in lexicons.read("persons")}


@cache
def singular(word: str) -> str:
    """The lexicon's form of a noun, whatever its number: 'civilians' -> 'civilian', 'women' -> 'woman'."""
    table = persons()
    if word in table:
        return word
    candidates = [word.removesuffix("s"), word.removesuffix("es")]
    if word.endswith("ies"):
        candidates.append(word[:-3] + "y")
    if word.endswith("ves"):
        candidates += [word[:-3] + "f", word[:-3] + "fe"]
    if word.endswith("men"):
        candidates.append(word[:-3] + "man")
    if word.endswith("children"):
        candidates.append(word[:-3])
    if word.endswith("people"):
        candidates.append(word[:-6] + "person")
    return next((c for c in candidates if c in table), word)


def is_person_word(word: str) -> bool:
    return singular(word) in persons()


@cache
def _fractions() -> dict[str, list[tuple[tuple[str, ...], float | str]]]:
    table: dict[str, list[tuple[tuple[str, ...], float | str]]] = {}
    for row in lexicons.read("proportions"):
        words = tuple(row["term"].split())
        value = row["fraction"] if row["fraction"] == "most" else float(row["fraction"])
        table.setdefault(words[0], []).append((words, value))
    for rows in table.values():
        rows.sort(key=lambda item: -len(item[0]))
    return table


def fraction_at(words: Sequence[str], i: int) -> tuple[int, float | str] | None:
    """(end, fraction) of the share that begins at token i: 'more than half', '60 percent', 'most'."""
    k = i
    if words[k : k + 2] in (["more", "than"], ["at", "least"], ["less", "than"]):
        k += 2
    elif words[k] in ("over", "about", "nearly", "almost", "around"):
        k += 1
    if k >= len(words):
        return None
    for term, value in _fractions().get(words[k], ()):
        if tuple(words[k : k + len(term)]) == term:
            return k + len(term), value
    after = words[k + 1 : k + 3]
    if words[k].isdigit() and (after[:1] in (["percent"], ["%"]) or after == ["per", "cent"]):
        return k + (3 if after == ["per", "cent"] else 2), int(words[k]) / 100
    return None


def _is_noun(token: "Token") -> bool:
    return token.pos_ in ("NOUN", "PROPN") or token.tag_ in ("NNS", "NNPS")


def part_at(words: Sequence[str], i: int) -> Phrase | None:
    """A part of people named before: 'three of them', 'a third of whom', 'two of the victims'."""
    fraction = fraction_at(words, i)
    count = None if fraction else quantity_at(words, i)
    k = fraction[0] if fraction else count.end if count else i
    if not (fraction or count):
        return None
    has_of = words[k : k + 1] == ["of"] or (k and words[k - 1] == "of")
    if words[k : k + 1] == ["of"]:
        k += 1
    if not has_of or k >= len(words):
        return None
    share = fraction[1] if fraction else None
    if words[k] in PART_OF:
        end, outcome = k + 1, None
        if words[k] == "those" and k + 1 < len(words) and words[k + 1] in WHOLES:
            end, outcome = k + 2, WHOLES[words[k + 1]]
        return Phrase(i, end, None, count, is_plural=True, is_part=True, fraction=share, of_outcome=outcome)
    if words[k] in DEFINITE and k + 1 < len(words):
        noun = k + 1
        while noun + 1 < len(words) and quantity_at(words, noun):
            noun += 1  # "two of the five victims"
        if words[noun] in WHOLES:
            outcome = WHOLES[words[noun]]
            return Phrase(i, noun + 1, None, count, is_plural=True, is_part=True, fraction=share, of_outcome=outcome)
    return None


def phrase_at(doc: "Doc", words: Sequence[str], i: int, triggers: frozenset[int]) -> Phrase | None:
    """The noun phrase that begins at token i. `triggers` are tokens that say what befell people ("killed", "dead")."""
    n = len(words)
    if words[i] in PRONOUNS and not (
        words[i] == "her" and i + 1 < n and (_is_noun(doc[i + 1]) or doc[i + 1].pos_ == "ADJ")
    ):
        return Phrase(i, i + 1, i, None, (words[i],), (words[i],), is_person=True)
    if part := part_at(words, i):
        return part
    count = quantity_at(words, i)
    j = count.end if count else i
    if count is None and (words[i] in ARTICLES or words[i] in DEFINITE):
        j = i + 1
    elif count is None and (words[i] in NO_START or doc[i].is_punct):
        return None
    if count and words[j : j + 1] == ["of"]:
        j += 1
        if j < n and words[j] in DEFINITE:
            j += 1
    head: int | None = None
    nouns: list[str] = []
    k = j
    while k < n:
        token, word = doc[k], words[k]
        follows_noun = k + 1 < n and (_is_noun(doc[k + 1]) or is_person_word(words[k + 1]))
        if k in triggers:
            # "wounded soldiers", but not "19 civilians killed 30 injured"
            if head is not None or not follows_noun or k + 1 in triggers:
                break
        elif (head is not None or count is None) and word not in ("no", "a", "an", "the") and quantity_at(words, k):
            if head is None:
                return None  # "that four officers": the phrase begins at its number
            break
        elif word in ELIDED:
            if head is not None:
                break
            nouns.append("other")
            head = k if word == "others" else None
        elif _is_noun(token) or is_person_word(word):
            if head is not None and token.pos_ == "VERB":
                break
            head = k
            nouns.append(singular(word))
        elif token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG", "JJ", "POS") or word in ("'s", "’s", "-", "/"):
            joins = word in ("'s", "’s", "-", "/") or token.pos_ == "ADJ"
            if head is not None and not (joins and follows_noun):
                break
        elif (
            word in ("and", "or")
            and head is None
            and k > j
            and k + 1 < n
            and doc[k + 1].pos_ in ("ADJ", "NOUN", "PROPN")
        ):
            pass
        elif (
            (token.pos_ == "ADV" or word in ADVERBS)
            and head is None
            and k + 1 < n
            and (doc[k + 1].pos_ == "ADJ" or k + 1 in triggers)
        ):
            if not (k + 2 < n and (_is_noun(doc[k + 2]) or is_person_word(words[k + 2]))):
                break
        elif not (word in QUOTES and head is None and k > i):
            break
        k += 1
    if head is None:
        if count is None:
            return None
        end = count.end
        if end < n and words[end] in ELIDED:
            end += 1
        return Phrase(i, end, None, count, tuple(nouns[:1]), tuple(words[i:end]), is_plural=True)
    two = f"{nouns[-2]} {nouns[-1]}" if len(nouns) > 1 else ""
    if two in persons():
        nouns[-1] = two
    last = words[head]
    is_plural = (
        doc[head].tag_ in ("NNS", "NNPS") or last in COLLECTIVE or (is_person_word(last) and singular(last) != last)
    )
    is_named = doc[head].ent_type_ == "PERSON" and count is None and not is_plural
    known = nouns[-1] in persons() or is_person_word(last)
    if not known and doc[head].pos_ == "PROPN" and count is None:
        known = any(is_person_word(w) for w in words[j:head])  # "Deputy Pablo Li Ormeno"
        is_named = is_named or known
    demonym = doc[head].ent_type_ == "NORP" and is_plural
    end = head + 1
    is_open = count is not None and count.qualifier == "exact" and words[end : end + 2] == ["at", "least"]
    if count and is_open and not (end + 2 < n and quantity_at(words, end + 2)):
        count, end = replace(count, end=end + 2, high=None, qualifier="at_least"), end + 2
    return Phrase(
        i,
        end,
        head,
        count,
        tuple(nouns),
        tuple(words[i : head + 1]),
        known or is_named or demonym,
        is_plural,
        is_named,
    )


def find_phrases(doc: "Doc", words: Sequence[str], triggers: frozenset[int]) -> list[Phrase]:
    """All noun phrases and bare counts of a sentence, left to right, none overlapping."""
    found, i = [], 0
    while i < len(words):
        phrase = phrase_at(doc, words, i, triggers) if i not in triggers or words[i] in ("a",) else None
        if phrase is None:
            i += 1
        else:
            found.append(phrase)
            i = max(phrase.end, i + 1)
    return found
