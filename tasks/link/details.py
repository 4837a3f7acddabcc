"""The details by which two reports of one event are told from two reports of like events in one town: the street, the
side of the town, the hour, the persons by name, the day of the calendar.

Works on plain text, as `words.py` does. What two texts share of them is `compare.py`'s.
"""

import re
from dataclasses import dataclass
from typing import Any

from tasks.link.lexicon import compass_words, street_words

# Minutes since midnight; "noon" and "midnight" are hours, too.
_NAMED_HOURS = {"noon": 720, "midnight": 0}
# From when to when a part of the day may reach, in the words of reporters: "night" until three.
_PARTS = {"morning": (0, 720), "afternoon": (720, 1080), "evening": (1020, 1380), "night": (1080, 1620)}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Details:
    """Streets by their bare names, sides of a town ("west"), hours in minutes since midnight, parts of the day as the
    minutes from when to when, persons as (first, last), calendar days as (month, day)."""

    streets: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    hours: frozenset[int] = frozenset()
    parts: frozenset[tuple[int, int]] = frozenset()
    persons: frozenset[tuple[str, str]] = frozenset()
    calendar: frozenset[tuple[int, int]] = frozenset()


def details_of(text: str) -> Details:
    """The details that a text gives."""
    return Details(
        streets=streets_of(text),
        sides=sides_of(text),
        hours=hours_of(text),
        parts=parts_of(text),
        persons=persons_of(text),
        calendar=calendar_of(text),
    )


def ahead_of(end: re.Pattern[str], start: re.Pattern[str], text: str) -> list[str]:
    """What `start` finds right before each `end`. To look for the rarer end first takes a tenth of the time that one
    pattern for both needs, which tries every word of the text."""
    places = (found.start() for found in end.finditer(text))
    return [found[1] for place in places if (found := start.search(text, max(0, place - 50), place))]


def found_in(text: str, pattern: re.Pattern[str], *hints: str) -> list[Any]:
    """What `findall` finds, looked for only where the text has one of the hints, without which there is nothing."""
    return pattern.findall(text) if any(hint in text for hint in hints) else []


def streets_of(text: str) -> frozenset[str]:
    """The streets that a text names, without direction and kind; of a crossing both.

    >>> sorted(streets_of("in the 900 block of N. Rosa Parks Ave. near 65th and Thurston, off Main Street"))
    ['65th', 'main', 'rosa parks', 'thurston']
    """
    told = ahead_of(_KIND, _NAMES_BEFORE, text) + found_in(text, _BLOCK, "block of")
    told += ahead_of(_AND_ORDINAL, _NAME_BEFORE, text) + _AND_ORDINAL.findall(text)
    found = [_bare(name) for name in told]
    crossings = _CROSSING.findall(text) + found_in(text, _CORNER, "corner of", "intersection of")
    found += [_bare(name) for crossing in crossings for name in crossing]
    return frozenset(name for name in found if name)


def _bare(name: str) -> str:
    words = [word.strip(".'’").lower() for word in name.split()]
    end = next((i for i, word in enumerate(words) if i and word in street_words), len(words))
    return " ".join(word for word in words[:end] if word and word not in compass_words and word not in _LETTERS)


_LETTERS = frozenset({"n", "s", "e", "w", "ne", "nw", "se", "sw", "the"})
# The first digit of a number. A pattern that begins with it is ten times as fast as one that begins with \b.
_FIRST_DIGIT = r"\d(?<!\w\d)"
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_NAME = rf"(?:[A-Z][\w'’-]*\.?|{_ORDINAL})"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,2}}"
_KINDS = "|".join(sorted({word.capitalize() for word in street_words}, key=len, reverse=True))
# "North St. Louis" is no street: nothing capital may follow "St.".
_KIND = re.compile(rf" (?:{_KINDS})\b(?!\. [A-Z])")
_NAMES_BEFORE = re.compile(rf"\b({_NAMES})$")
_BLOCK = re.compile(rf"\bblock of ({_NAMES})")
_AND_ORDINAL = re.compile(rf" (?:and|&) ({_ORDINAL})\b")
_NAME_BEFORE = re.compile(r"\b([A-Z][a-z]+)$")
_CROSSING = re.compile(rf"({_FIRST_DIGIT}\d{{0,2}}(?:st|nd|rd|th)(?: [A-Z][a-z]+)?) (?:and|&) ({_NAME})")
_CORNER = re.compile(rf"\b(?:corner|intersection) of ({_NAMES}) (?:and|&) ({_NAMES})")


def sides_of(text: str) -> frozenset[str]:
    """The sides of its town that a text names.

    >>> sorted(sides_of("on the city's west side; police of the Southside; in Northwest Philadelphia"))
    ['northwest', 'south', 'west']
    """
    told = (ahead_of(_SIDE, _COMPASS_BEFORE, text) if "ide" in text else []) + _PART_OF_TOWN.findall(text)
    return frozenset(side.lower().replace("-", "") for side in told)


_COMPASS = r"(?:[nN]orth|[sS]outh)-?(?:[eE]ast|[wW]est)|[nN]orth|[sS]outh|[eE]ast|[wW]est"
_SIDE = re.compile(r"[ -]?[sS]ide\b")
_COMPASS_BEFORE = re.compile(rf"\b({_COMPASS})$")
_PART_OF_TOWN = re.compile(rf"\bin ({_COMPASS}) (?=[A-Z])")


def hours_of(text: str) -> frozenset[int]:
    """The times of day that a text gives, in minutes since midnight.

    >>> sorted(hours_of("It happened at 8:30 p.m.; at 9PM and about noon police came."))
    [720, 1230, 1260]
    """
    told = set()
    for hour, minute, half in _CLOCK.findall(text):
        if 1 <= int(hour) <= 12 and int(minute or 0) < 60:
            told.add(int(hour) % 12 * 60 + int(minute or 0) + (720 if half in "pP" else 0))
    told |= {_NAMED_HOURS[word] for word in found_in(text, _HOUR_WORDS, "noon", "midnight")}
    return frozenset(told)


def parts_of(text: str) -> frozenset[tuple[int, int]]:
    """The parts of the day that a text names beside a day of the week, each as its minutes; "night" ends after 1440.

    >>> sorted(parts_of("on Friday night, police said on Saturday morning; good evening"))
    [(0, 720), (1080, 1620)]
    """
    return frozenset(_PARTS[part] for part in _PART.findall(text))


_PART = re.compile(rf"day,? ({'|'.join(_PARTS)})\b")
_CLOCK = re.compile(rf"({_FIRST_DIGIT}\d?)(?:[:.](\d\d))? ?([aApP])\.?[mM]\b")
_HOUR_WORDS = re.compile(r"\b(?:about|around|at|near|before|after|shortly after|just after) (noon|midnight)\b")


def persons_of(text: str) -> frozenset[tuple[str, str]]:
    """The persons that a text names with their age or as identified: victims and suspects, not those who speak.

    >>> sorted(persons_of("Ann B. Poe, 64, died; police identified him as Lee Ray Ruiz Jr. Chief Jim Doe spoke."))
    [('ann', 'poe'), ('lee', 'ruiz')]
    """
    told = ahead_of(_AGE, _PERSON_BEFORE, text) + found_in(text, _OLD_PERSON, "old ")
    told += found_in(text, _IDENTIFIED, "identified", "named")
    return frozenset(
        (names[0], names[-1])
        for found in told
        if len(names := [n for word in found.split() if (n := word.strip(".'’,").lower()) not in _SUFFIXES]) > 1
    )


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "the"})
# Only an initial has a full stop: "Bettie Jones. One of" names nobody called One.
_PERSON = r"[A-Z][\w'’-]+(?: (?:[A-Z]\.|[A-Z][\w'’-]*)){1,3}"
_AGE = re.compile(r"(?:, | \(|,? aged? )\d{1,2}(?=[,.;)])")
_PERSON_BEFORE = re.compile(rf"({_PERSON})$")
_OLD_PERSON = re.compile(rf"\byears?[- ]old ({_PERSON})")
_IDENTIFIED = re.compile(rf"\b(?:identified|named) (?:\w+ ){{0,3}}as (?:\d{{1,2}}-year-old )?({_PERSON})")


def calendar_of(text: str) -> frozenset[tuple[int, int]]:
    """The days of the calendar that a text names, as (month, day): without a year, a text without a date has them.

    >>> sorted(calendar_of("Sunday, Jan. 24th, not 3 July; Mark 7 is no day"))
    [(1, 24), (7, 3)]
    """
    told = [(month, day) for month, day in _MONTH_DAY.findall(text)]
    told += [(month, day) for day, month in _DAY_MONTH.findall(text)]
    return frozenset((_MONTHS.index(month[:3].lower()) + 1, int(day)) for month, day in told if 1 <= int(day) <= 31)


_MONTH = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_MONTH_DAY = re.compile(rf"{_MONTH}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b")
_DAY_MONTH = re.compile(rf"({_FIRST_DIGIT}\d?)(?:st|nd|rd|th)? (?:of )?\b{_MONTH}")
