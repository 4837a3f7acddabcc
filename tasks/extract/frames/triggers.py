"""Words and expressions that say what befell people, found by form: `triggers.csv` and `expressions.csv`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.frames.positions import chain_from
from tasks.extract.frames.records import Trigger
from tasks.extract.people import singular
from tasks.extract.phrases import Phrase, may_count
from tasks.extract.quantities import number_at, quantity_at
from tasks.extract.words import ADVERBS, BE, DETERMINERS

if TYPE_CHECKING:
    from spacy.tokens import Doc

IRREGULAR = {  # third person, past, participle, -ing
    "slay": ("slays", "slew", "slain", "slaying"),
    "hurt": ("hurts", "hurt", "hurt", "hurting"),
    "flee": ("flees", "fled", "fled", "fleeing"),
    "die": ("dies", "died", "died", "dying"),
    "kidnap": ("kidnaps", "kidnapped", "kidnapped", "kidnapping"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "stab": ("stabs", "stabbed", "stabbed", "stabbing"),
}
GAP = 4  # tokens that "~" may stand for in an expression
BREAKING = frozenset({",", ".", ";", "and", "no", "without"})  # none of them


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of `expressions.csv`: its words, each a set of alternatives, and its fields."""

    items: tuple[tuple[str, frozenset[str]], ...]  # (kind, words); kinds: word, optional, gap, victim, counted
    row: dict[str, str]


def inflections(verb: str) -> dict[str, str]:
    """Form -> base, s, past or ing: {'kill': 'base', 'kills': 's', 'killed': 'past', 'killing': 'ing'}."""
    if verb in IRREGULAR:
        s, past, participle, ing = IRREGULAR[verb]
        return {verb: "base", s: "s", past: "past", participle: "past", ing: "ing"}
    stem = verb.removesuffix("e")
    s = verb + ("es" if verb.endswith(("sh", "ss", "ch", "x")) else "s")
    return {verb: "base", s: "s", stem + "ed": "past", stem + "ing": "ing"}


@cache
def forms() -> dict[str, list[tuple[dict[str, str], str]]]:
    """Every form of every trigger, with its rows of `triggers.csv` and what form it is."""
    table: dict[str, list[tuple[dict[str, str], str]]] = {}
    for row in lexicons.read("triggers"):
        term = row["term"]
        if row["frame"] in ("transitive", "intransitive", "destroyed"):
            forms = inflections(term)
        elif row["frame"] == "nominal":
            plural = term[:-1] + "ies" if term.endswith("y") else term + ("es" if term.endswith("s") else "s")
            forms = {term: "noun", plural: "noun"}
        else:
            forms = {term: row["frame"]}
        for form, kind in forms.items():
            table.setdefault(form, []).append((row, kind))
    return table


def _item(word: str) -> tuple[str, frozenset[str]]:
    if word == "~":
        return "gap", frozenset()
    if word == "V+":
        return "counted", frozenset()
    if word.startswith("V"):
        return "victim", frozenset(word[2:-1].split(",")) if len(word) > 1 else frozenset()
    if word.startswith("?"):
        return "optional", frozenset({word[1:]})
    return "word", frozenset(word.split("/"))


@cache
def patterns() -> dict[str, list[Pattern]]:
    """The expressions by their possible first words."""
    table: dict[str, list[Pattern]] = {}
    for row in lexicons.read("expressions"):
        pattern = Pattern(tuple(_item(word) for word in row["pattern"].split()), row)
        for word in pattern.items[0][1]:
            table.setdefault(word, []).append(pattern)
    return table


def _is_run_on(words: Sequence[str], i: int) -> bool:
    """'kills 14 wounds dozens': a second verb, with a count of its own."""
    first = forms().get(words[i - 2], ()) if i > 1 else ()
    return (
        any(kind in ("s", "base") for _, kind in first) and i + 1 < len(words) and quantity_at(words, i + 1) is not None
    )


def quantity_before(words: Sequence[str], i: int) -> bool:
    """Whether a number stands right before token i, so that the word is a noun."""
    return i > 0 and number_at(words, i - 1) is not None


def find_words(doc: "Doc", words: Sequence[str]) -> list[Trigger]:
    """The triggers of one word, left to right: verb or noun as the words around tell."""
    found = []
    for i, word in enumerate(words):
        rows = forms().get(word)
        if not rows:
            continue
        before = words[i - 1] if i else ""
        after = words[i + 1] if i + 1 < len(words) else ""
        nouns = [r for r in rows if r[1] == "noun"]
        verbs = [r for r in rows if r[1] in ("base", "s", "past", "ing")]
        if rows[0][1] == "s" and quantity_before(words, i) and not _is_run_on(words, i):
            if not nouns:
                continue  # "three bullet wounds"
            verbs = []  # "3,151 murders"
        if nouns and verbs:
            is_noun = after == "of" or before in DETERMINERS or before in ("of", "'s") or doc[i].pos_ == "NOUN"
            # "accused of killing twelve", "killing 11 and kidnapping 3"
            is_counting = i + 1 < len(words) and number_at(words, i + 1) is not None
            is_gerund = verbs[0][1] == "ing" and after != "of" and (before == "of" or is_counting)
            is_verb = is_gerund or (before in BE and doc[i - 1].tag_ != "POS")  # not "yesterday's killing of two"
            row, form = nouns[0] if is_noun and not is_verb else verbs[0]
        else:
            row, form = rows[0] if verbs else (nouns or rows)[0]
        strong = row["strength"] == "strong"
        found.append(Trigger(i, i + 1, row["term"], row["frame"], row["outcome"], row["event_type"], form, strong))
    return found


def find_expressions(words: Sequence[str], phrases: Sequence[Phrase]) -> list[Trigger]:
    """The triggers of several words, longest first where they overlap."""
    at = {phrase.start: n for n, phrase in enumerate(phrases)}
    found: list[Trigger] = []
    i = 0
    while i < len(words):
        best: Trigger | None = None
        for pattern in patterns().get(words[i], ()):
            matched = _match(pattern, words, i, phrases, at)
            if matched and (best is None or matched.end > best.end):
                best = matched
        if best:
            found.append(best)
            i = best.start + 1 if best.victim is not None else best.end
        else:
            i += 1
    return found


def _match(
    pattern: Pattern, words: Sequence[str], i: int, phrases: Sequence[Phrase], at: dict[int, int]
) -> Trigger | None:
    k, victim = i, None
    gap = 0
    for kind, choice in pattern.items:
        if kind == "gap":
            gap += GAP
            continue
        if kind == "optional":
            if k < len(words) and words[k] in choice:
                k += 1
            continue
        if kind in ("victim", "counted"):
            while k < len(words) and words[k] in ADVERBS and k not in at:
                k += 1
            n = at.get(k)
            if n is None or not _fits(phrases[n], kind, choice):
                return None
            victim, k = n, phrases[n].end
            if words[k : k + 1] == [","] and words[k + 2 : k + 3] == [","] and words[k + 1].isdigit():
                k += 3  # "left Ana Vole, 31, paralysed"
            elif words[k : k + 1] in ([","], ["and"]):
                k = chain_from(phrases, words, n, 1)[-1].end  # "shot his wife and two sons dead"
            continue
        reach = next((k + g for g in range(gap + 1) if k + g < len(words) and words[k + g] in choice), None)
        if reach is None or not BREAKING.isdisjoint(words[k:reach]):
            return None
        k, gap = reach + 1, 0
    row = pattern.row
    return Trigger(i, k, row["pattern"], row["frame"], row["outcome"], row["event_type"], "phrase", True, victim)


def may_match(pattern: Pattern, words: Sequence[str], i: int) -> bool:
    """Whether an expression may begin at token i as far as the words alone tell: what stands where its victims stand
    only has to begin as they do, and may be of any length."""
    k, gap, is_behind_victim = i, 0, False
    for kind, choice in pattern.items:
        if kind == "gap":
            gap += GAP
        elif kind == "optional":
            k += k < len(words) and words[k] in choice
        elif kind in ("victim", "counted"):
            while k < len(words) and words[k] in ADVERBS:
                k += 1
            if k >= len(words) or ((choice or kind == "counted") and not may_count(words[k])):
                return False
            if choice and not any(singular(word) in choice for word in words[k:]):
                return False  # "took lives"
            k, gap, is_behind_victim = k + 1, len(words), True
        else:
            reach = next((j for j in range(k, min(k + gap + 1, len(words))) if words[j] in choice), None)
            if reach is None or not (is_behind_victim or BREAKING.isdisjoint(words[k:reach])):
                return False
            k, gap, is_behind_victim = reach + 1, 0, False
    return True


def _fits(phrase: Phrase, kind: str, nouns: frozenset[str]) -> bool:
    if kind == "counted":
        # "lost three soldiers", not "lost three wars", "lost him"
        return phrase.is_person and phrase.count is not None and phrase.nouns[-1:] != ("life",)
    if nouns:
        return phrase.count is not None and phrase.nouns[-1:] != () and phrase.nouns[-1] in nouns
    return phrase.is_person or phrase.head is None


def find_triggers(
    doc: "Doc", words: Sequence[str], phrases: Sequence[Phrase], single: Sequence[Trigger]
) -> list[Trigger]:
    """All triggers; a word inside an expression ("dead" in "shot dead") is none of its own."""
    longer = find_expressions(words, phrases)
    covered: set[int] = set()
    for trigger in longer:
        victim = phrases[trigger.victim] if trigger.victim is not None else None
        inner = range(trigger.start, trigger.end)
        covered.update(k for k in inner if victim is None or not victim.start <= k < victim.end)
    rest = [trigger for trigger in single if trigger.start not in covered]
    return sorted([*longer, *rest], key=lambda t: (t.start, t.end))
