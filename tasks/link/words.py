"""The words by which two texts are recognised as telling of one event: names, numbers, days, and the rest.

Works on plain text, without a parse: linking reads the beginnings of thousands of articles. What the texts claim is
the extraction's; how common a word is, and what two texts share, is `compare.py`'s.
"""

import calendar
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from tasks.link.details import Details, ahead_of, details_of
from tasks.link.lexicon import targets

# Words of the text that take part in the comparison: the lead tells the event, the tail its background.
LEAD_WORDS = 300
# So many words are the first sentences, where a text without a title says what it is about.
FIRST_WORDS = 50
# So many words tell on which day of the week it happened.
WEEKDAY_WORDS = 130
# So many words tell what was struck; further on stands what else was struck once.
TARGET_WORDS = 70
# A headline with a larger share of capitals than this is in title case: its capitals say nothing.
TITLE_CASE = 0.6

_UNITS = {name: n for n, name in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1)}
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    name: 10 * n
    for n, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_NUMBERS = _UNITS | _TEENS | _TENS
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_ENDINGS = re.compile(r"(?<=\w{4})(ings?|ed|ers?|e?s|ions?)$")


class Word(NamedTuple):
    """One word of a text. `plain` is lower case without accents; `is_name`: a capital not due to its position; `term`:
    the number or stem that it counts as, empty for one of one or two letters."""

    plain: str
    is_name: bool
    term: str


def words_of(text: str) -> Iterator[Word]:
    """The words of a text. A possessive counts as its name, a capital that begins a sentence or line says nothing.

    >>> [w.plain + "*" * w.is_name for w in words_of("Gunmen in Chóco's hills. They fled.")]
    ['gunmen', 'in', 'choco*', 'hills', 'they', 'fled']
    """
    before = ""
    for gap, word in _GAP_AND_WORD.findall(_POSSESSIVE.sub("", text)):
        yield _word(word, word[0].isupper() and _is_name(before, gap))
        before = word


def _is_name(before: str, gap: str) -> bool:
    """Whether a capital is due to a name, by the word before it and what stands between."""
    mark = gap[-4:].rstrip(' "“‘(')
    if not mark:
        return bool(before) and len(gap) < 4
    return mark[-1] not in ".!?:\n" or (mark == "." and len(gap) < 3 and before.endswith(_SHORT))


# Behind these a name goes on: "St. Louis".
_SHORT = ("St", "Ft", "Mt")
_POSSESSIVE = re.compile(r"['’](?<=\w['’])s?\b")
_GAP_AND_WORD = re.compile(r"(\W*)(\w+)")


@lru_cache(maxsize=200_000)
def _word(word: str, is_name: bool) -> Word:
    plain = word.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    number = number_of(plain, "")
    term = f"#{number}" if number is not None else _ENDINGS.sub("", plain) if len(plain) > 2 else ""
    return Word(plain, is_name, term)


def terms_of(title: str, body: str) -> Counter[str]:
    """The terms of a text with their weights, those of the title twice.

    Words go without their endings; a name counts as "@name" besides, two names in a row as a pair, a number in
    letters or digits as "#number".

    >>> sorted(terms_of("Two die in Sarmin", "It was Cesar Sandino, 34."))
    ['#2', '#34', '@cesar', '@cesar_sandino', '@sandino', '@sarmin', 'cesar', 'die', 'sandino', 'sarmin', 'was']
    """
    lead = list(islice(words_of(body), LEAD_WORDS))
    return _terms(_title_words(title, lead), lead)


def _terms(headline: list[Word], lead: list[Word]) -> Counter[str]:
    terms: list[str] = []
    for words, weight in ((headline, 2), (lead, 1)):
        found = [word.term for word in words]
        for i, word in enumerate(words):
            if i and word.plain in _UNITS and words[i - 1].plain in _TENS:
                found[i] = f"#{number_of(word.plain, words[i - 1].plain)}"
            if word.is_name:
                if found[i] and found[i][0] != "#":
                    found.append(f"@{word.plain}")
                if i and words[i - 1].is_name:
                    found.append(f"@{words[i - 1].plain}_{word.plain}")
        terms += found * weight
    counts = Counter(terms)
    counts.pop("", None)
    return counts


def _title_words(title: str, body: list[Word]) -> list[Word]:
    """A title's words. Of "Two Shot Dead in Reno", all in capitals, those are names that the text has as names, too."""
    words = list(words_of(title))
    long = [w for w in words[1:] if len(w.plain) > 3]
    if len(long) > 2 and sum(w.is_name for w in long) > TITLE_CASE * len(long):
        known = {w.plain for w in body if w.is_name}
        return [w._replace(is_name=w.plain in known) for w in words]
    return words


def number_of(word: str, before: str) -> int | None:
    """The number that a word is, one in two words ("thirty-four") at its second word; None where it is none.

    >>> number_of("34", ""), number_of("four", "thirty"), number_of("four", "the"), number_of("fourth", "")
    (34, 34, 4, None)
    """
    if word.isdecimal():
        return int(word) if len(word) < 7 else None
    number = _NUMBERS.get(word)
    if number is not None and before in _TENS and word in _UNITS:
        return _TENS[before] + number
    return number


@dataclass(frozen=True, slots=True)
class Reading:
    """What linking reads of a text: its terms with their weights, the names that it is about (those of its title, else
    of its first sentences), the ages that it gives, the days that it names, and its other details."""

    terms: Counter[str] = field(default_factory=Counter)
    focus: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    weekdays: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()
    targets: frozenset[str] = frozenset()
    details: Details = field(default_factory=Details)


def read(title: str, body: str, published: date | None) -> Reading:
    """Reads a title and the beginning of a text."""
    headline, body = without_outlet(title, body)
    details = details_of(f"{headline}. {body}")
    lead = list(islice(words_of(body), LEAD_WORDS))
    titled = _title_words(headline, lead)
    named = {f"@{w.plain}" for w in titled if w.is_name} or {f"@{w.plain}" for w in lead[:FIRST_WORDS] if w.is_name}
    return Reading(
        terms=_terms(titled, lead),
        focus=frozenset(t for t in named if len(t) > 3),
        ages=ages_of(f"{headline}. {body}"),
        weekdays=frozenset(w.plain for w in lead[:WEEKDAY_WORDS] if w.plain in _WEEKDAYS),
        days=days_told(body, details.calendar, published),
        targets=frozenset(targets[w.plain] for w in (*titled, *lead[:TARGET_WORDS]) if _is_target(w)),
        details=details,
    )


def _is_target(word: Word) -> bool:
    """A market or a school, but not those of a name: "Rogers Park", "West Bank"."""
    return word.plain in targets and not word.is_name


def without_outlet(title: str, body: str) -> tuple[str, str]:
    """A page's title without the outlet's name behind a bar or dash, and the text without that title before it.

    >>> without_outlet("Two men shot in Reno | News - Home", "Two men shot in Reno | News - HomePolice said")
    ('Two men shot in Reno', 'Police said')
    """
    if title and body.startswith(title):
        body = body[len(title) :]
    headline = re.split(r" [|«»] | [-–—] ", title)[0]
    return (headline if headline.count(" ") >= 2 else title), body


def ages_of(text: str) -> frozenset[int]:
    """The ages that a text gives.

    >>> sorted(ages_of("A 19-year-old and Ann Poe, 64, were shot; a boy of 13 and a man aged thirty-one fled."))
    [13, 19, 31, 64]
    """
    told = [found for pattern in _AGES for found in pattern.findall(text)]
    told += ahead_of(_YEARS_OLD, _AGE_BEFORE, text)
    ages = set()
    for age in told:
        *before, last = age.lower().replace("-", " ").split()
        if number := number_of(last, before[-1] if before else ""):
            ages.add(number)
    return frozenset(age for age in ages if age < 110)


_AGE = r"(\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)"
_AGE_BEFORE = re.compile(rf"\b{_AGE}$")
_YEARS_OLD = re.compile(r"[- ]years?[- ]old")
_AGES = (
    re.compile(rf"\b(?:aged?|(?:boy|girl|man|woman) of) {_AGE}\b"),
    re.compile(r"[A-Z][a-z]+, (\d{1,2})(?=[,.;])"),
)


def days_told(text: str, calendar: frozenset[tuple[int, int]], published: date | None) -> frozenset[date]:
    """The days that a text names: "Tuesday" is the one on or before publication, "six days after" six before it, and
    of the `calendar` (months and days) of the text each is the latest such day.

    Whether anything happened on them it does not say: they only excuse two accounts whose own days disagree.

    >>> sorted(map(str, days_told("Shelled on Tuesday, as on 3 July.", frozenset({(7, 3)}), date(2016, 7, 8))))
    ['2016-07-03', '2016-07-05']
    """
    if published is None:
        return frozenset()
    days: set[date | None] = set()
    for name in re.findall(r"[A-Z][a-z]+day\b", text):
        if name.lower() in _WEEKDAYS:
            days.add(published - timedelta(days=(published.weekday() - _WEEKDAYS[name.lower()]) % 7))
    days |= {_latest(day, month, published) for month, day in calendar}
    lowered = text.lower()
    for end, days_each in _AGO:
        for number in ahead_of(end, _LAST_WORD, lowered):
            count = 1 if number in ("a", "one") else number_of(number, "")
            if count and count < 60:
                days.add(published - timedelta(days=count * days_each))
    return frozenset(day for day in days if day)


_LAST_WORD = re.compile(r"\b(\w+)$")
_AGO = (
    (re.compile(r" days? (?:after|ago|later|earlier|before)\b"), 1),
    (re.compile(r" weeks? (?:after|ago|later|earlier|before)\b"), 7),
)


def _latest(day: int, month: int, published: date) -> date | None:
    for year in (published.year, published.year - 1):
        try:
            if (found := date(year, month, day)) <= published:
                return found
        except ValueError:
            return None
    return None
