"""Who: the noun phrases of a sentence that can be people, with their counts.

Chunks by tokens and tags rather than by the parse, because news without commas breaks the parse first and the order of
its words last. What befell them is for `frames` to say.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.names import name_type
from tasks.extract.people import is_person_word, looks_like_people, persons, singular
from tasks.extract.quantities import Quantity, may_open, number_at, quantity_at
from tasks.extract.words import ADVERBS, ARTICLES, COLLECTIVE, DEFINITE, PRONOUNS, word_class

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
WHEN = frozenset(
    {"yesterday", "today", "tonight", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
    | {"sunday"}
)
ANIMALS = word_class("animal")
OF_DAYS = frozenset({"last", "next", "early", "earlier", "late"})  # "three wounded last night"
CAPTIVES = (["prisoner"], ["prisoners"], ["captive"], ["hostage"], ["hostages"])
OF_THE = frozenset({"own", "walking", "civilian", "seriously", "severely", "critically"})
NO_START = frozenset({"including", "according", "following", "'s", "’s", "and", "or", "to", "of"})
INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
KIN = word_class("kin")
RELATED = frozenset({"mother", "father", "husband", "wife", "brother", "sister", "son", "daughter"})
OLDEST = 115  # years
PLACES_AND_BODIES = frozenset({"ORG", "GPE", "FAC", "LOC"})
PEOPLES_AND_BODIES = frozenset({"NORP", "ORG", "GPE"})
NOT_NAMES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE", "TIME", "EVENT", "CARDINAL", "ORDINAL"})
LINKING = frozenset({"'s", "’s", "'", "’", "-", "/"})
MODIFYING = ("ed", "shot", "hurt", "slain", "dead", "missing")
BODIES = COLLECTIVE | {"garrison", "enemy", "regiment", "congregation", "workforce"}
MAINLY = frozenset({"mostly", "mainly", "largely", "predominantly"})  # "700 mostly Muslim villagers"
IN_BODY = frozenset({"in", "to", "through", "on"})
QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "``", "''"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [start, end) of a noun phrase; `head` is None where the noun is elided ("dozens were wounded").

    `nouns` are the lexicon's forms of its nouns, the head's last; `words` all its words, lower-cased; `text` as is.
    `is_known`: its noun is one for people; `name`: the head where it may be a name, asked only when that matters;
    `title`: the office before the name; `is_aged`: an age behind it shows that it is a person's ("Smith, 45,");
    `is_part`: "three of them"; `fraction`: "a third of them"; `of_outcome`: "two of the dead"; `whole`: the
    count that this is a share of, "two of the five men".
    """

    start: int
    end: int
    head: int | None
    count: Quantity | None
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    text: str = ""
    is_known: bool = False
    is_plural: bool = False
    name: "Token | None" = None
    title: "Token | None" = None
    is_aged: bool = False
    is_part: bool = False
    fraction: float | str | None = None
    of_outcome: str | None = None
    whole: Quantity | None = None

    @property
    def is_person(self) -> bool:
        return self.is_known or self.is_named or self._is_nation

    @property
    def _is_nation(self) -> bool:
        """Whether its head is of a people, a faith, a party: 'three Yazidis', 'a Colombian'."""
        return (
            (self.is_plural or self.words[:1] in (("a",), ("an",)))
            and self.name is not None
            and name_type(self.name) == "NORP"
        )

    @property
    def is_named(self) -> bool:
        """Whether it names a person: 'Li Ormeno'; 'Deputy Li Ormeno' even where the model knows no person."""
        if self.name is None or self.is_plural or self.count is not None:
            return False
        kind = "PERSON" if self.is_aged else name_type(self.name)
        if kind == "PERSON":
            return True
        is_titled = self.title is not None and self.name.pos_ == "PROPN" and kind not in PLACES_AND_BODIES
        return is_titled and name_type(self.title) not in PEOPLES_AND_BODIES  # type: ignore[arg-type]

    @property
    def is_proper(self) -> bool:
        """Whether it is a name that may be a person's."""
        if self.name is None or self.is_plural or self.count is not None:
            return False
        return self.name.pos_ == "PROPN" and name_type(self.name) not in NOT_NAMES


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


@cache
def _share_openers() -> frozenset[str]:
    """The words, beside figures, that a share can begin with."""
    return frozenset({"more", "at", "less", "over", "about", "nearly", "almost", "around", *_fractions()})


def _opens_share(word: str) -> bool:
    return word in _share_openers() or word.isdigit()


def may_count(word: str) -> bool:
    """Whether a count or a share can begin with this word."""
    return may_open(word) or _opens_share(word)


def fraction_at(words: Sequence[str], i: int) -> tuple[int, float | str] | None:
    """(end, fraction) of the share that begins at token i: 'more than half', '60 percent', 'most'."""
    if not _opens_share(words[i]):
        return None
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
    if fraction and k < len(words) and words[k] in ("were", "are", "women", "children"):
        return Phrase(i, k, None, None, is_plural=True, is_part=True, fraction=fraction[1])
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
        noun, whole = k + 1, None
        while noun + 1 < len(words):
            inner = None if words[noun] in OF_THE else quantity_at(words, noun)
            if inner is None and words[noun] not in OF_THE:
                break
            whole = inner if inner is not None and inner.is_number else whole
            noun += 1  # "two of the five victims", "seven of their own dead"
        if words[noun] in WHOLES:
            outcome = WHOLES[words[noun]]
            part = Phrase(i, noun + 1, None, count, is_plural=True, is_part=True, fraction=share, of_outcome=outcome)
            return replace(part, whole=whole)
    return None


def age_at(words: Sequence[str], i: int) -> int | None:
    """The end of an age that describes people: '19-year-old', '14 year old', 'two-month-old'; None: there is none."""
    if i + 2 >= len(words) or not may_open(words[i]):
        return None
    if re.fullmatch(r"\d+-(?:year|month|week|day)s?-olds?", words[i]):
        return i + 1
    number = number_at(words, i)
    if number is None:
        return None
    rest = [word.removesuffix("-") or "-" for word in words[number[0] : number[0] + 5]]  # "65-year- old"
    k = 0
    k += rest[k : k + 1] == ["-"]
    if rest[k : k + 1] not in (["year"], ["years"], ["month"], ["months"], ["week"], ["day"]):
        return None
    k += 1
    k += rest[k : k + 1] == ["-"]
    return number[0] + k + 1 if rest[k : k + 1] in (["old"], ["olds"]) else None


def phrase_at(doc: "Doc", words: Sequence[str], i: int, triggers: frozenset[int]) -> Phrase | None:
    """The noun phrase that begins at token i. `triggers` are the tokens that say what befell people."""
    n = len(words)
    if words[i] in PRONOUNS and not (words[i] == "her" and i + 1 < n and doc[i + 1].pos_ in INSIDE):
        return Phrase(i, i + 1, i, None, (words[i],), (words[i],), is_known=True)
    is_counted = may_count(words[i])
    if is_counted and (part := part_at(words, i)):
        return part
    count, whole, j = _count_at(words, i) if is_counted else (None, None, i)
    if count is None:
        if words[i] == "that" and doc[i].tag_ in ("IN", "WDT"):
            return None  # "learned that Ana Ruiz was killed"
        if words[i] in ARTICLES or words[i] in DEFINITE:
            j = i + 1
        elif words[i] in NO_START or doc[i].is_punct or _is_verb(doc[i]) or _is_may(doc, i):
            return None
    run = _noun_run(doc, words, j, count is not None, triggers)
    if run is None:
        return None
    head, nouns, has_age = run
    if head is None:
        if count is None:
            return None
        return None if _is_age_of(words, i) else _elided(words, i, count)
    return replace(_with_head(doc, words, i, j, count, head, nouns, has_age), whole=whole)


def _is_may(doc: "Doc", i: int) -> bool:
    """The month, before people of whom the sentence tells: 'on 5 May villagers were killed'."""
    return i > 0 and doc[i].text == "May" and doc[i - 1].text.isdigit()


def _is_verb(token: "Token") -> bool:
    """Whether a participle governs what follows rather than describing it: 'forcing residents to flee'."""
    return token.tag_ == "VBG" and token.pos_ == "VERB" and token.dep_ not in ("amod", "compound")


def _count_at(words: Sequence[str], i: int) -> tuple[Quantity | None, Quantity | None, int]:
    """The count at token i, what it is a share of, and where its noun begins: 'four of the six missing workers',
    'most of the 75'."""
    n = len(words)
    fraction = fraction_at(words, i)
    if fraction and words[fraction[0] : fraction[0] + 2] in (
        ["of", "the"],
        ["of", "its"],
        ["of", "their"],
        ["of", "some"],
    ):
        whole = quantity_at(words, fraction[0] + 2)
        if whole and whole.low is not None:
            low, high, qualifier = share_of(fraction[1], whole.low, whole.high, whole.qualifier)
            return Quantity(i, whole.end, low, high, qualifier, i), whole, whole.end
    count = quantity_at(words, i) if age_at(words, i) is None else None
    if count is None:
        return None, None, i
    j = count.end
    share_of_count = None
    if words[j : j + 1] == ["of"] or words[j - 1] == "of":
        j += words[j] == "of" if j < n else 0
        j += j < n and words[j] in DEFINITE
        inner = quantity_at(words, j) if j < n else None
        if inner and inner.is_number:
            share_of_count, j = inner, inner.end
    return count, share_of_count, j


def share_of(fraction: float | str, low: int, high: int | None, qualifier: str) -> tuple[int, int | None, str]:
    """The bounds of a share: 'a third' of more than 1,127 is 376 or more; 'most' of 85 is 43 to 85."""
    if isinstance(fraction, str):
        return low // 2 + 1, high, "vague"
    if low == high:
        share = round(low * fraction)
        return share, share, qualifier
    top = None if high is None else math.floor(high * fraction + 1e-6)
    return math.ceil(low * fraction - 1e-6), top, qualifier


def _noun_run(
    doc: "Doc", words: Sequence[str], j: int, is_counted: bool, triggers: frozenset[int]
) -> tuple[int | None, list[str], bool] | None:
    """(head, nouns, whether an age describes them) of nouns and modifiers from token j on; None: no phrase."""
    n = len(words)
    head: int | None = None
    nouns: list[str] = []
    has_age = False
    k = j
    while k < n:
        token, word = doc[k], words[k]
        follows_noun = k + 1 < n and (_is_noun(doc[k + 1]) or is_person_word(words[k + 1]))
        age = age_at(words, k)
        if age is not None and head is None:
            # "A 19-year-old was shot": the age is all that is said of the person
            has_age, head, k = True, age - 1, age - 1
            nouns.append("person")
        elif k in triggers and not word.endswith(MODIFYING) and head is None and is_counted and not nouns:
            break  # "270,000 flee"
        elif word in ("taken", "held") and head is None and is_counted and words[k + 1 : k + 2] in CAPTIVES:
            break  # "and nine taken prisoner"
        elif k in triggers:
            # "wounded soldiers", but not "19 civilians killed 30 injured", "62 dead half of them"
            is_modifier = k + 1 < n and (
                is_person_word(words[k + 1])
                or looks_like_people(words[k + 1])
                or (doc[k + 1].pos_ == "ADJ" and words[k + 1] not in OF_DAYS)
            )
            if (
                (head is not None and not has_age)
                or not is_modifier
                or k + 1 in triggers
                or not word.endswith(MODIFYING)
            ):
                break
        elif (head is not None or not is_counted) and word not in ("no", "a", "an", "the") and quantity_at(words, k):
            if head is None:
                return None  # "that four officers": the phrase begins at its number
            break
        elif word in ELIDED:
            if head is not None:
                break
            nouns.append("other")
            if word == "others":
                return k, nouns, has_age
        elif is_counted and head is None and _is_half_of_word(doc, words, k):
            pass
        elif head is None and word in WHEN and k > j - 1 and is_counted and not nouns:
            break  # "killed at least a dozen yesterday"
        elif word == "police" and head is not None and doc[head].tag_ == "NN" and is_person_word(words[head]):
            break  # "a man police called a robber"
        elif (
            _is_noun(token)
            or (is_person_word(word) and (token.pos_ != "ADJ" or word in RELATED or words[k + 1 : k + 2] == [","]))
            # "Mother child killed", "Teen, man shot"
            or (token.text == "IS" and follows_noun)
        ):
            if head is not None and _is_pair(words, head, k):
                break  # "Mother child killed"
            if head is not None and (token.pos_ == "VERB" or _ends_before(doc, words, head, k)):
                break
            if has_age and nouns == ["person"]:
                nouns = []
            head = k
            nouns.append(singular(word))
        elif head is None and k == j and words[k - 1] in ("a", "an") and _is_of_people(doc, words, k):
            head = k
            nouns.append("person")
        elif token.pos_ == "ADJ" or token.tag_ in ("VBN", "VBG", "JJ", "POS") or word in LINKING:
            joins = word in LINKING or token.pos_ == "ADJ"
            if head is not None and not has_age and not (joins and follows_noun):
                break
        elif (
            word in ("and", "or")
            and head is None
            and k > j
            and k + 1 < n
            and doc[k + 1].pos_ in ("ADJ", "NOUN", "PROPN")
        ) or (word == "and" and head is not None and is_counted and _shares_head(doc, words, head, k)):
            pass
        elif (token.pos_ == "ADV" or word in ADVERBS) and head is None and k + 1 < n:
            describes = doc[k + 1].pos_ in ("ADJ", "VERB") or (word in MAINLY and doc[k + 1].pos_ == "PROPN")
            if not (describes or k + 1 in triggers or words[k + 1] == "-"):
                break
        elif not (word in QUOTES and head is None and (k > j or is_counted)):
            break
        k += 1
    return head, nouns, has_age


def _is_half_of_word(doc: "Doc", words: Sequence[str], k: int) -> bool:
    """Whether a noun only begins an adjective: 'six bullet-riddled bodies', 'nine Orsk-backed rebels'."""
    is_joined = words[k + 1 : k + 2] == ["-"] and not doc[k].whitespace_ and k + 2 < len(words)
    return is_joined and doc[k + 2].tag_ in ("VBN", "JJ")  # but "nine children - dead"


@cache
def _peoples() -> frozenset[str]:
    return frozenset(row["term"].lower() for row in lexicons.read("country_adjectives"))


def _is_of_people(doc: "Doc", words: Sequence[str], k: int) -> bool:
    """Whether an adjective stands for a person: 'a Colombian killed, and an Ecuadorean wounded'."""
    is_people = doc[k].pos_ == "ADJ" and words[k] in _peoples()
    return is_people and (k + 1 == len(words) or doc[k + 1].pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "ADP"))


def _shares_head(doc: "Doc", words: Sequence[str], head: int, k: int) -> bool:
    """Whether "and" at k joins two modifiers of one noun: '70 regime and rebel fighters'."""
    if is_person_word(words[head]) and doc[head].tag_ == "NNS":
        return False
    after = k + 2 if k + 2 < len(words) else k
    return doc[k + 1].pos_ in ("NOUN", "PROPN", "ADJ") and doc[after].tag_ == "NNS" and is_person_word(words[after])


def _is_pair(words: Sequence[str], head: int, k: int) -> bool:
    """Whether two nouns side by side are two of a family, not one person ("girl child")."""
    return words[head] in KIN and words[k] in KIN and f"{words[head]} {words[k]}" not in persons()


def _ends_before(doc: "Doc", words: Sequence[str], head: int, k: int) -> bool:
    """Whether a plural of people ends its phrase before the noun at k: '1400 people Human Rights Watch said'."""
    is_plural = doc[head].tag_ == "NNS" and is_person_word(words[head])
    return is_plural and not is_person_word(words[k]) and (words[head] == "people" or words[head] not in COLLECTIVE)


def _elided(words: Sequence[str], i: int, count: Quantity) -> Phrase:
    """A count without its noun: 'dozens', '11 others', '130 at least'."""
    end = count.end
    if end < len(words) and words[end] in ELIDED:
        end += 1
    elif count.qualifier == "exact" and words[end : end + 2] == ["at", "least"]:
        count, end = replace(count, end=end + 2, high=None, qualifier="at_least"), end + 2
    return Phrase(i, end, None, count, (), tuple(words[i:end]), is_plural=True)


def _is_age_of(words: Sequence[str], i: int) -> bool:
    """Whether a number is the age of the people before it: 'two sisters of 14 and 16', 'two children of 5'."""
    k = i
    while k > 2 and words[k - 1] in ("and", ",") and words[k - 2].isdigit():
        k -= 2
    is_of_people = k > 1 and words[k - 1] == "of" and is_person_word(words[k - 2]) and words[k - 2] not in COLLECTIVE
    is_last = words[i + 1 : i + 2] in ([","], ["."], ["and"], ["was"], ["were"], ["had"], [")"], [])
    return is_of_people and is_last and words[i].isdigit() and int(words[i]) < OLDEST


def _is_age_behind(words: Sequence[str], end: int) -> bool:
    """Whether an age stands behind a name: 'Smith, 45, was shot', 'Smith (45)'."""
    around = (words[end : end + 1], words[end + 2 : end + 3])
    is_set_off = around in (([","], [","]), ([","], ["."]), ([","], [";"]), (["("], [")"]))
    return is_set_off and words[end + 1].isdigit() and 0 < int(words[end + 1]) < OLDEST


def _with_head(
    doc: "Doc",
    words: Sequence[str],
    i: int,
    j: int,
    count: Quantity | None,
    head: int,
    nouns: list[str],
    has_age: bool,
) -> Phrase:
    n = len(words)
    two = f"{nouns[-2]} {nouns[-1]}" if len(nouns) > 1 else ""
    if two in persons():
        nouns[-1] = two
    last, token, end = words[head], doc[head], head + 1
    if words[end : end + 2] == ["-", "by"]:
        end, nouns[-1] = end + 2, "passer-by"
    many = count is not None and count.high != 1
    is_plural = (
        many
        or token.tag_ in ("NNS", "NNPS")
        or last in COLLECTIVE
        or last == "olds"
        or (is_person_word(last) and singular(last) != last)
    )
    if nouns[-1] == "by" and words[head - 2 : head] in (["passers", "-"], ["passer", "-"]):
        nouns[-1] = "passer-by"
    if last == "forces" and count is not None:
        nouns[-1] = "troop"  # "nine security forces were killed"
    is_body = count is not None and count.is_number and last in BODIES and words[count.end : count.end + 1] == ["of"]
    is_hit = last == "head" and count is None and i and words[i - 1] in IN_BODY  # "shot through the head"
    known = not is_hit and (nouns[-1] in persons() or is_person_word(last) or is_body)  # "nineteen of the garrison"
    known = known or (words[i] in ARTICLES and last in _peoples() and not is_plural)  # "a Greek Cypriot was shot"
    may_name = not has_age and token.text[0].isupper()
    is_aged = may_name and token.pos_ == "PROPN" and count is None and _is_age_behind(words, end)
    looks = looks_like_people(last) and token.pos_ != "PROPN" and (is_plural or count is not None)
    if count is None and last in COLLECTIVE and words[end : end + 1] == ["of"] and end + 1 < n:
        # "a family of five", "an entire company of about 100 soldiers"
        inner = quantity_at(words, end + 1)
        if inner and inner.is_number and inner.low != 1:
            noun = inner.end if inner.end < n and is_person_word(words[inner.end]) else None
            end = inner.end if noun is None else noun + 1
            name = "people" if noun is None else singular(words[noun])
            return Phrase(i, end, noun or head, inner, (name,), tuple(words[i:end]), is_known=True, is_plural=True)
    is_open = words[end : end + 2] == ["at", "least"] and not (end + 2 < n and quantity_at(words, end + 2))
    if count and count.qualifier == "exact" and is_open:
        count, end = replace(count, end=end + 2, high=None, qualifier="at_least"), end + 2
    return Phrase(
        i,
        end,
        head,
        count,
        tuple(nouns),
        tuple(words[i:end]),
        doc[i:end].text,
        is_known=known or looks or (has_age and last not in ANIMALS),
        is_aged=is_aged,
        is_plural=is_plural,
        name=token if may_name else None,
        title=doc[j] if may_name and not known and is_person_word(words[j]) else None,
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
