"""Victims as claims count them: bounds, role and group of one or more coordinated phrases."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.extract.frames.records import Frame
from tasks.extract.phrases import ELIDED, Phrase, persons, singular
from tasks.extract.words import ARTICLES, PRONOUNS


@dataclass(frozen=True, slots=True)
class Victims:
    """One count of people: bounds, qualifier, role and group, and the token spans of count and noun.

    `is_elided`: the noun stands elsewhere ("dozens were wounded", "12 others"). `name`: the lemmas that tell a person.
    """

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str
    count_span: tuple[int, int] | None
    noun_span: tuple[int, int] | None
    role: str
    group: str | None
    is_elided: bool = False
    is_pronoun: bool = False
    is_named: bool = False


def role_of(phrase: Phrase) -> tuple[str, str | None]:
    """(role, group) of one phrase: its head noun's, where that says one; else what a modifier says ("rebel leaders")."""
    table = persons()
    head = table.get(phrase.nouns[-1]) if phrase.nouns else None
    others = [table[s] for w in phrase.words[:-1] if (s := singular(w)) in table]
    group = (head["group"] or None) if head else None
    if head and head["role"] != "unknown" and head["is_weak"] != "yes":
        return head["role"], group
    said = [row["role"] for row in others if row["role"] != "unknown" and row["is_weak"] != "yes"]
    if "combatant" in said:
        return "combatant", group
    if said:
        return said[-1], group
    if head and head["role"] != "unknown":
        return head["role"], group
    weak = [row["role"] for row in others if row["role"] != "unknown"]
    if weak:
        return weak[-1], group
    return ("civilian" if phrase.is_named else "unknown"), group


def _single(phrase: Phrase, words: Sequence[str]) -> Victims:
    role, group = role_of(phrase)
    if phrase.nouns and phrase.nouns[-1] == "couple" and phrase.count is None:
        return Victims(phrase.start, phrase.end, 2, 2, "exact", None, (phrase.start, phrase.end), role, None)
    noun = (phrase.start, phrase.end) if phrase.head is not None else None
    elided = phrase.head is None or words[phrase.head] in ELIDED
    named = phrase.is_named
    pronoun = phrase.words[:1] != () and phrase.words[0] in PRONOUNS and len(phrase.words) == 1
    if phrase.count:
        count = phrase.count
        low, high, qualifier = count.low, count.high, count.qualifier
        if noun:
            noun = (count.end, phrase.end) if count.end < phrase.end else (count.end - 3, count.end - 2)
        if phrase.nouns[-1:] in (("family",), ("household",)) and low is not None:
            low, high, qualifier = low * 2, None if high else high, "indefinite"
        span = (count.start, count.end)
        return Victims(phrase.start, phrase.end, low, high, qualifier, span, noun, role, group, elided)
    if words[phrase.start] in ARTICLES and not phrase.is_plural:
        span, noun = (phrase.start, phrase.start + 1), (phrase.start + 1, phrase.end)
        return Victims(phrase.start, phrase.end, 1, 1, "exact", span, noun, role, group, elided)
    if phrase.is_plural:
        return Victims(phrase.start, phrase.end, 2, None, "indefinite", None, noun, role, group, elided)
    if pronoun:
        role = "civilian" if role == "unknown" else role
    return Victims(phrase.start, phrase.end, 1, 1, "exact", None, noun, role, group, False, pronoun, named)


def count_victims(chain: Sequence[Phrase], words: Sequence[str]) -> list[Victims]:
    """The claims that coordinated phrases make: one a role; singular victims of one role are one enumerated claim."""
    singles = [_single(phrase, words) for phrase in chain]
    if len(singles) > 1 and _is_enumeration(chain, singles):
        groups = {v.group for v in singles}
        span = (singles[0].start, singles[-1].end)
        total = sum(v.low or 0 for v in singles)
        group = groups.pop() if len(groups) == 1 else None
        return [Victims(*span, total, total, "enumerated", span, span, singles[0].role, group)]
    merged: list[Victims] = []
    for v in singles:
        last = merged[-1] if merged else None
        if last and v.count_span is None and v.qualifier == "indefinite" and (last.count_span or last.role == v.role):
            if last.low == 1 and last.high == 1:
                merged.append(v)
                continue
            role = last.role if last.role == v.role else "mixed"
            group = last.group if last.group == v.group else None
            noun = (last.noun_span[0] if last.noun_span else v.start, v.end)
            merged[-1] = replace(last, end=v.end, noun_span=noun, role=role, group=group)
            continue
        merged.append(v)
    return merged


def _is_enumeration(chain: Sequence[Phrase], singles: Sequence[Victims]) -> bool:
    """'a woman and a child', 'A, B and C', 'the couple and their three children'."""
    exact = all(v.low == v.high and v.low is not None and v.qualifier == "exact" for v in singles)
    if not exact or len({v.role for v in singles}) > 1:
        return False
    if all(v.low == 1 for v in singles):
        return True
    return all(
        v.low == 1
        or (chain[0].nouns[-1:] == ("couple",) and n == 0)
        or "their" in p.words[:1]
        or "her" in p.words[:1]
        or "his" in p.words[:1]
        for n, (p, v) in enumerate(zip(chain, singles, strict=True))
    )


def count_part(frame: Frame, words: Sequence[str], whole: Victims | None) -> list[Victims]:
    """A partitive's one claim: 'three of them children', 'a third of them women', 'four of them critically'."""
    part, nouns = frame.victims[0], frame.victims[1:]
    role, group = (whole.role if whole else "unknown"), None
    span: tuple[int, int] | None = None
    end = part.end
    if nouns:
        kinds = [role_of(p) for p in nouns]
        roles, groups = {k[0] for k in kinds}, {k[1] for k in kinds}
        role = roles.pop() if len(roles) == 1 else "mixed"
        group = groups.pop() if len(groups) == 1 else None
        span = (nouns[0].start, nouns[-1].end)
        end = nouns[-1].end
    if part.count is not None:
        count = part.count
        low, high, qualifier = count.low, count.high, count.qualifier
        counted = (count.start, count.end)
    else:
        if whole is None:
            return []
        share = share_of(frame.fraction, whole)
        if share is None:
            return []
        low, high, qualifier = share
        counted = (part.start, part.end)
    return [Victims(part.start, end, low, high, qualifier, counted, span, role, group)]


def share_of(fraction: float | str | None, whole: Victims) -> tuple[int | None, int | None, str] | None:
    """The bounds of a share: 'a third' of more than 1,127 is 376 or more; 'most' of 85 is 43 to 85."""
    if whole.low is None or fraction is None:
        return None
    if fraction == "most":
        return whole.low // 2 + 1, whole.high, "vague"
    assert isinstance(fraction, float)
    high = None if whole.high is None else math.floor(whole.high * fraction + 1e-6)
    low = math.ceil(whole.low * fraction - 1e-6)
    if whole.high is not None and high is not None:
        low = min(low, high) if whole.low != whole.high else round(whole.low * fraction)
        high = low if whole.low == whole.high else high
    return low, high, whole.qualifier
