"""The matcher: words of a sentence against the patterns of `seeds/lexicons/date_phrases.csv`, the longest winning.

What a phrase means is not here but in `readings.py`; which words belong to a class is in `date_words.csv`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product

from tasks.extract import lexicons
from warehouse.dates import EARLIEST_YEAR, LATEST_YEAR, MONTHS, ExplicitDate, explicit_dates

CAPITALISED_CLASSES = frozenset({"WEEKDAY", "MONTH", "HOLIDAY"})
"""Classes whose words are written with a capital: "they may", "to march", "he sat" are none of them."""

_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:[.,:]\d+)*|[^\sA-Za-z\d]")
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})


@dataclass(slots=True)
class Token:
    """A word, number or mark of the sentence; `explicit` is set on the one token that stands for a whole date."""

    text: str
    start: int
    end: int
    explicit: ExplicitDate | None = None

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(slots=True)
class Match:
    """A phrase found: tokens `first` to `last` (inclusive), its reading's name and argument, its words by class."""

    first: int
    last: int
    reading: str
    argument: str
    words: list[tuple[str, Token]]

    def tokens(self, of: str) -> list[Token]:
        return [token for name, token in self.words if name == of]

    def value(self, of: str) -> str | None:
        """The lexicon's value of the first word of that class; None where the phrase has no such word."""
        token = next(iter(self.tokens(of)), None)
        return None if token is None else word_values().get((of, token.lower), token.text)


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    reading: tuple[str, str] | None = None


@cache
def word_values() -> dict[tuple[str, str], str]:
    """(class, word) to the word's value."""
    return {(row["class"], row["term"].lower()): row["value"] for row in lexicons.read("date_words")}


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """Word to its classes."""
    classes: dict[str, tuple[str, ...]] = {}
    for name, word in word_values():
        classes[word] = (*classes.get(word, ()), name)
        if name == "WEEKDAY":
            classes[word + "s"] = ("WEEKDAYS",)
    return classes


@cache
def _trie() -> _Node:
    root = _Node()
    for row in lexicons.read("date_phrases"):
        for words in product(*(part.split("|") for part in row["pattern"].split())):
            node = root
            for word in words:
                node = node.children.setdefault(word if word.isupper() else word.lower(), _Node())
            node.reading = (row["reading"], row["argument"])
    return root


@cache
def _first_words() -> frozenset[str]:
    """Every lower-cased word that can begin a phrase: most words of most texts are none, and cost one look-up."""
    starts = set(_trie().children)
    return frozenset(
        {s for s in starts if not s.isupper()} | {w for w, names in _classes().items() if starts & {*names}}
    )


WEAK_WORDS = frozenset(
    {
        "a", "an", "the", "in", "on", "at", "of", "or", "so", "to", "and", "this", "that", "same", "last", "next",
        "early", "late", "later", "earlier", "few", "several", "some", "many", "couple", "first", "second", "third",
        "less", "than", "each", "every", "beginning", "middle", "start", "begin", "end", "good", "s", "by", "more",
        "after", "before", "new", "these", "while", "over", "near", "during", "following", "right", "coming",
        "recent", "short", "international", "women",
    }
)  # fmt: skip
"""Words of date phrases that are in every second sentence: each phrase has another one, or figures."""

WITH_FIGURES = frozenset({"YEAR", "DECADES", "DAYDATE", "MONTHYEAR"})


@cache
def _strong_words() -> frozenset[str]:
    """Words of which each phrase without figures has at least one: of every pattern one element, as few as will do."""
    of_class: dict[str, frozenset[str]] = {"ORDINALS": WEAK_WORDS}  # "19th"
    for word, names in _classes().items():
        for name in names:
            of_class[name] = of_class.get(name, frozenset()) | {word}
    strong = {month[:length] for month in MONTHS for length in (3, 4)}  # "Sept. 30" is read by `explicit_dates`
    told = (row for row in lexicons.read("date_phrases") if row["reading"] != "day_of_last")  # told by its figures
    patterns = [row["pattern"].split() for row in told]
    for pattern in sorted(patterns, key=len):
        if not WITH_FIGURES.isdisjoint(pattern):
            continue
        elements = [
            {w.lower() for part in element.split("|") for w in of_class.get(part, {part})} for element in pattern
        ]
        if not any(words <= strong for words in elements):
            strong |= min(elements, key=lambda words: (len(words & WEAK_WORDS) / len(words), len(words)))
    return frozenset(strong)


_WORD = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d{4}|\d[-/.]\d|\b[Oo]n the \d+(?:st|nd|rd|th)\b")


def may_hold_date(text: str) -> bool:
    """A quick look that spares most sentences the search: False only where no date phrase can be."""
    return not _strong_words().isdisjoint(_WORD.findall(text.lower())) or _FIGURES.search(text) is not None


def tokens_of(text: str, day_first: bool | None = None) -> list[Token]:
    """The sentence's tokens. A date in full is one token; a hyphen inside a word ("mid-November") is none."""
    dates = list(explicit_dates(text, day_first)) if _DIGIT.search(text) else []
    tokens: list[Token] = []
    pending = iter(dates)
    date = next(pending, None)
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        while date and start >= date.end:
            date = next(pending, None)
        if date and date.start <= start:
            if start == date.start or not tokens or tokens[-1].explicit is not date:
                tokens.append(Token(text[date.start : date.end], date.start, date.end, date))
            continue
        word = match.group()
        if word == "-" and start > 0 and end < len(text) and text[start - 1].isalpha() and text[end].isalnum():
            continue
        if word == "’":
            word = "'"
        if (
            (word == "s" or word.lower() in _ORDINAL_ENDINGS)
            and tokens
            and tokens[-1].end == start
            and tokens[-1].text.isdigit()
        ):
            tokens[-1] = Token(tokens[-1].text + word, tokens[-1].start, end)
            continue
        tokens.append(Token(word, start, end))
    return tokens


def _symbols(tokens: list[Token], i: int) -> tuple[str, ...]:
    """What the token can stand for in a pattern: itself and its classes."""
    token = tokens[i]
    if token.explicit:
        return ("DAYDATE",) if token.explicit.day else ("MONTHYEAR",)
    word = token.lower
    if word[0].isdigit():
        return _number_symbols(word)
    classes = _classes().get(word, ())
    if classes and not token.text[0].isupper():
        classes = tuple(c for c in classes if c not in CAPITALISED_CLASSES)
    return (word, *classes)


def _number_symbols(word: str) -> tuple[str, ...]:
    if word[-1].isalpha():
        return ("DECADES",) if word.endswith("0s") and len(word) == 5 else ("ORDINAL", "ORDINALS")
    if len(word) == 4 and word.isdigit() and EARLIEST_YEAR <= int(word) <= LATEST_YEAR:
        return ("YEAR", "NUMBER")
    return ("NUMBER",) if word.isdigit() else ()


def phrases(tokens: list[Token]) -> Iterator[Match]:
    """The date phrases of a sentence, in order, none overlapping; at each word the longest pattern wins."""
    first_words, root = _first_words(), _trie()
    i = 0
    while i < len(tokens):
        token = tokens[i]
        found = None
        if token.explicit or token.text[0].isdigit() or token.text.lower() in first_words:
            found = _longest(tokens, i, root)
        if found:
            yield found
            i = found.last + 1
        else:
            i += 1


def _longest(tokens: list[Token], first: int, root: _Node) -> Match | None:
    best: Match | None = None
    paths: list[tuple[int, _Node, list[tuple[str, Token]]]] = [(first, root, [])]
    while paths:
        i, node, words = paths.pop()
        if node.reading and (best is None or i - 1 > best.last):
            best = Match(first, i - 1, *node.reading, words)
        if i < len(tokens):
            for symbol in reversed(_symbols(tokens, i)):  # popped last to first: the written word before its class
                child = node.children.get(symbol)
                if child:
                    paths.append((i + 1, child, [*words, (symbol, tokens[i])]))
    return best
