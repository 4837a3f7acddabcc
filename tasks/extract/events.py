"""What caused it: the event type of a casualty claim, from its own words, its sentence, then the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tasks.extract import lexicons

OF_OUTCOME = {"displaced": "displacement"}
FIXED = frozenset({"arrest", "abduction", "displacement"})  # the trigger itself says it
_WORD = re.compile(r"[\w'’]+|[^\w\s]")
# After these comes the cause, before them the claim: "killed when a car bomb exploded", "died in shelling".
CAUSE_LINKS = frozenset(
    {"in", "by", "when", "after", "as", "from", "during", "due", "because", "following", "under", "on"}
)


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


def article_event(sentences: Sequence[Sequence[str]]) -> str | None:
    """The finer event that an article is about: the first that its sentences name."""
    weak = None
    for words in sentences:
        for event in find_events(words):
            if event.grade == "fine" and event.event_type not in ("other", "killing"):
                return event.event_type
            if event.grade == "weak" and weak is None:
                weak = event.event_type
    return weak


def tokens(text: str) -> list[str]:
    """Lower-cased words of plain text, near enough to the parser's for event words."""
    return _WORD.findall(text.lower())
