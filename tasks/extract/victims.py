"""Victims as claims count them: bounds, role and group of one or more coordinated phrases."""

from collections.abc import Sequence
from dataclasses import dataclass

from tasks.extract.phrases import ARTICLES, Phrase, persons


@dataclass(frozen=True, slots=True)
class Victims:
    """One count of people: bounds, qualifier, role and group, and the tokens of count and noun."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str
    count_span: tuple[int, int] | None
    noun_span: tuple[int, int] | None
    role: str
    group: str | None


def role_of(phrase: Phrase) -> tuple[str, str | None]:
    """(role, group) of one phrase, by its nouns: the head's row, else the first noun that says a role."""
    rows = [persons()[noun] for noun in reversed(phrase.nouns) if noun in persons()]
    if not rows:
        return "unknown", None
    group = rows[0]["group"] or None
    role = rows[0]["role"]
    if role == "unknown":
        role = next((row["role"] for row in rows if row["role"] != "unknown"), "unknown")
    return role, group


def _single(phrase: Phrase) -> Victims | None:
    role, group = role_of(phrase)
    noun = (phrase.count.end if phrase.count else phrase.start, phrase.end) if phrase.head is not None else None
    if phrase.count:
        count = phrase.count
        span = (count.start, count.end)
        return Victims(phrase.start, phrase.end, count.low, count.high, count.qualifier, span, noun, role, group)
    if phrase.is_plural:
        return Victims(phrase.start, phrase.end, 2, None, "indefinite", None, noun, role, group)
    return Victims(phrase.start, phrase.end, 1, 1, "exact", None, noun, role, group)


def count_victims(chain: Sequence[Phrase], words: Sequence[str]) -> list[Victims]:
    """The claims that a chain of coordinated phrases makes: one a role, singular victims of one role enumerated."""
    singles: list[Victims] = []
    for phrase in chain:
        one = _single(phrase)
        if one is None:
            continue
        if one.count_span is None and words[phrase.start] in ARTICLES and one.qualifier == "exact":
            noun = (phrase.start + 1, phrase.end)
            one = Victims(
                one.start, one.end, 1, 1, "exact", (phrase.start, phrase.start + 1), noun, one.role, one.group
            )
        singles.append(one)
    enumerable = all((v.low, v.high, v.qualifier) == (1, 1, "exact") for v in singles)
    if len(singles) > 1 and enumerable and len({v.role for v in singles}) == 1:
        first, last = singles[0], singles[-1]
        groups = {v.group for v in singles}
        span = (first.start, last.end)
        n = len(singles)
        group = groups.pop() if len(groups) == 1 else None
        return [Victims(first.start, last.end, n, n, "enumerated", span, span, first.role, group)]
    merged: list[Victims] = []
    for v in singles:
        if merged and v.count_span is None and v.qualifier == "indefinite":
            last = merged[-1]
            if last.count_span or last.role == v.role:
                role = last.role if last.role == v.role else "mixed"
                group = last.group if last.group == v.group else None
                noun = (last.noun_span[0] if last.noun_span else v.start, v.end)
                merged[-1] = Victims(
                    last.start, v.end, last.low, last.high, last.qualifier, last.count_span, noun, role, group
                )
                continue
        merged.append(v)
    return merged
