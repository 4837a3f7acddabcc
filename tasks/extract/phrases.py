"""Who: the noun phrases of a sentence that can be people, with their counts.

Chunks by tokens and tags rather than by the parse, because news without commas breaks the parse first and the order of
its words last. What befell them is for `frames` to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.quantities import Quantity, quantity_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

ARTICLES = frozenset({"a", "an"})
DEFINITE = frozenset(["the", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your"])
PRONOUNS = frozenset(["he", "she", "him", "her", "i", "me"])
COLLECTIVE = frozenset(
    [
        "police",
        "troops",
        "family",
        "crew",
        "personnel",
        "staff",
        "people",
        "militia",
        "army",
        "infantry",
        "cattle",
        "clergy",
        "crowd",
        "household",
    ]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [start, end) of a noun phrase; `head` is None where the noun is elided ("dozens were wounded").

    `nouns` are the lemmas that say who it is, the last one the head's.
    """

    start: int
    end: int
    head: int | None
    count: Quantity | None
    nouns: tuple[str, ...] = field(default=())
    is_person: bool = False
    is_plural: bool = False
    is_named: bool = False


@cache
def persons() -> dict[str, dict[str, str]]:
    return {row["term"]: row for row in lexicons.read("persons")}


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
    if word == "people":
        candidates.append("person")
    return next((c for c in candidates if c in table), word)


def _noun_like(token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def phrase_at(doc: "Doc", words: Sequence[str], i: int, triggers: frozenset[int]) -> Phrase | None:
    """The noun phrase that begins at token i. `triggers` are tokens that say what befell people ("killed", "dead")."""
    n = len(words)
    if words[i] in PRONOUNS and not (words[i] == "her" and i + 1 < n and _noun_like(doc[i + 1])):
        return Phrase(i, i + 1, i, None, (words[i],), is_person=True)
    count = quantity_at(words, i)
    j = count.end if count else i
    if count is None and (words[i] in ARTICLES or words[i] in DEFINITE):
        j = i + 1
    if count and words[j : j + 1] == ["of"]:
        j += 1
        if j < n and words[j] in DEFINITE:
            j += 1
    head, nouns, k = None, [], j
    while k < n:
        token, word = doc[k], words[k]
        if k in triggers:
            if head is not None or not (k + 1 < n and _noun_like(doc[k + 1]) and k + 1 not in triggers):
                break
            k += 1
        elif _noun_like(token) or (head is None and singular(word) in persons()) or token.tag_ in ("NNS", "NNPS"):
            if head is not None and quantity_at(words, k) and token.pos_ != "PROPN":
                break
            head = k
            nouns.append(singular(word))
            k += 1
        elif (
            token.pos_ == "ADJ"
            or token.tag_ in ("VBN", "VBG", "JJ", "POS")
            or word in ("'s", "other", "more", "-", "/")
        ):
            if (
                head is not None
                and word not in ("'s", "-", "/")
                and not (k + 1 < n and _noun_like(doc[k + 1]) and token.pos_ == "ADJ" and doc[k + 1].pos_ != "PROPN")
            ):
                break
            k += 1
        elif (
            (
                word in ("and", "or")
                and head is None
                and k > j
                and k + 1 < n
                and (doc[k + 1].pos_ in ("ADJ", "NOUN", "PROPN"))
            )
            or (token.pos_ == "ADV" and head is None and k + 1 < n and (doc[k + 1].pos_ == "ADJ" or k + 1 in triggers))
            or (word in ('"', "'", "“", "”", "‘", "’", "``", "''") and head is None and k > i)
        ):
            k += 1
        else:
            break
    if head is None:
        if count is None:
            return None
        end = count.end
        if end < n and words[end] in ("more", "other", "others"):
            end += 1
        return Phrase(i, end, None, count, (), is_person=False, is_plural=True)
    tag = doc[head].tag_
    noun = nouns[-1]
    two = f"{nouns[-2]} {noun}" if len(nouns) > 1 else ""
    if two in persons():
        nouns[-1] = noun = two
    is_plural = (
        tag in ("NNS", "NNPS")
        or words[head] in COLLECTIVE
        or (singular(words[head]) != words[head] and singular(words[head]) in persons())
    )
    is_named = doc[head].ent_type_ == "PERSON" and count is None
    known = noun in persons() or any(x in persons() for x in nouns)
    demonym = doc[head].ent_type_ == "NORP" and is_plural
    return Phrase(i, head + 1, head, count, tuple(nouns), known or is_named or demonym, is_plural, is_named)


def find_phrases(doc: "Doc", words: Sequence[str], triggers: frozenset[int]) -> list[Phrase]:
    """All noun phrases and bare counts of a sentence, left to right, none overlapping."""
    found, i = [], 0
    while i < len(words):
        phrase = phrase_at(doc, words, i, triggers) if i not in triggers else None
        if phrase is None:
            i += 1
        else:
            found.append(phrase)
            i = max(phrase.end, i + 1)
    return found
