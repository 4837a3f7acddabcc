"""What caused it: the event type of a casualty claim, from its own words, its sentence, then the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tasks.extract import lexicons

OF_OUTCOME = {"displaced": "displacement"}
FIXED = frozenset({"arrest", "abduction", "displacement"})  # the trigger itself says it
WARS = frozenset({"war", "conflict", "uprising", "insurgency"})
FROM_AFAR = frozenset({"airstrike", "shelling"})
BOMBING = frozenset({"bombing", "bombings", "bombardment", "bombardments"})
BOMBERS = frozenset({"bomber", "bombers"})
_WORD = re.compile(r"[\w'’]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that names an event, at tokens [start, end). `grade`: fine, weak ("strike") or coarse ("attack")."""

    start: int
    end: int
    event_type: str
    grade: str


@cache
def _terms() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    grades = {"yes": "fine", "weak": "weak", "no": "coarse"}
    for row in lexicons.read("event_words"):
        words = tuple(row["term"].split())
        table.setdefault(words[0], []).append((words, row["event_type"], grades[row["is_fine"]]))
    for rows in table.values():
        rows.sort(key=lambda item: -len(item[0]))
    return table


def find_events(words: Sequence[str]) -> list[EventWord]:
    """The event words of a sentence, left to right; the longest name wins: 'bomb attack' over 'bomb'."""
    found, i = [], 0
    while i < len(words):
        for term, event_type, grade in _terms().get(words[i], ()):
            if tuple(words[i : i + len(term)]) == term:
                found.append(EventWord(i, i + len(term), event_type, grade))
                i += len(term) - 1
                break
        i += 1
    return found


def own_event(words: Sequence[str], start: int, end: int) -> tuple[str, str] | None:
    """(event type, grade) of the event word that belongs to a claim at tokens [start, end): the first that follows it
    as its cause, else the nearest."""
    found = find_events(words)
    if not found:
        return None
    best = {grade: [e for e in found if e.grade == grade] for grade in ("fine", "weak", "coarse")}
    for grade in ("fine", "weak", "coarse"):
        if best[grade]:
            near = min(best[grade], key=lambda e: _distance(e, start, end))
            return near.event_type, grade
    return None


def _distance(event: EventWord, start: int, end: int) -> float:
    if event.start >= end:
        return event.start - end
    if event.end <= start:
        return 1.2 * (start - event.end)
    return 0


def choose(
    own: tuple[str, str] | None, told: str | None, about: str | None, scope: str, words: Sequence[str]
) -> str | None:
    """The event type of a claim from its `own` word and grade, what was `told` just before, and what the article is
    `about`. A running total of a war takes nobody's."""
    if scope == "cumulative" and WARS & set(words) and (own is None or own[1] != "fine"):
        return "other"
    if own and own[1] == "fine":
        return own[0]
    if scope == "cumulative":
        return own[0] if own else None
    if own and own[1] == "weak":
        return about if about in FROM_AFAR else own[0]
    finer = told if told not in (None, "attack", "other") else about
    if own and BOMBING & set(words) and finer not in FROM_AFAR | {"explosion"}:
        return own[0]
    return finer or told or (own[0] if own else None)


def article_event(sentences: Sequence[Sequence[str]]) -> str | None:
    """The finer event that an article's beginning is about. Clashes are everywhere in a war: they explain nothing."""
    weak = None
    for words in sentences:
        for event in find_events(words):
            if (
                event.grade == "fine"
                and event.event_type not in ("other", "killing", "armed_clash")
                and words[event.end - 1] not in BOMBERS
            ):
                return event.event_type if event.event_type != "attack" else None
            if event.grade == "weak" and weak is None:
                weak = event.event_type
    return weak


def tokens(text: str) -> list[str]:
    """Lower-cased words of plain text, near enough to the parser's for event words."""
    return _WORD.findall(text.lower())
