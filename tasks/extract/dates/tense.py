"""Whether a date lies behind or ahead, told by the words around it: no parse, for most sentences never get one."""

from functools import cache

from tasks.extract import lexicons
from tasks.extract.dates.phrases import Token

REACH = 18
"""Words to either side that are looked at: a clause with its object and adverbials."""

_STOPS = frozenset({";", ":", "--", "—"})
_BEFORE_NOUN = frozenset({"a", "an", "the", "its", "his", "her", "their", "this", "these", "those", "of", "still"})
"""After these "-ed" is an adjective: "a still unspecified date"."""

_FUTURE_AUXILIARIES = frozenset(
    {"will", "shall", "would", "ll", "to", "may", "might", "could", "should", "must", "can"}
)


@cache
def _tenses() -> dict[str, str]:
    return {row["term"]: row["tense"] for row in lexicons.read("date_tense")}


def _cue(tokens: list[Token], i: int, distance: int) -> str | None:
    """The tense that the word tells, or None. "will be held", "to be tried" are future, "may have died" past."""
    word = tokens[i].text.lower()
    tense = _tenses().get(word)
    if tense == "modal":
        after = {t.text.lower() for t in tokens[i + 1 : i + 3]}
        return None if "have" in after or tokens[i].text == "May" else "future"
    if tense == "reporting" and abs(distance) > 2:
        return None  # "said it would meet on Friday": only right beside the date is it the saying that is dated
    if tense == "governor":
        return "future" if i + 1 < len(tokens) and tokens[i + 1].text in ("to", "for") else None
    if tense is None and i and tokens[i - 1].text.lower() in _BEFORE_NOUN:
        return None
    if tense is None and len(word) > 3 and word.endswith("ed"):
        tense = "past"
    if tense in ("past", "reporting"):
        before = [t.text.lower() for t in tokens[max(0, i - 3) : i]]
        if tense == "reporting" or word in ("have", "has", "had", "was", "were"):
            return "past"
        if ("be" in before or "to" in before[-1:]) and _FUTURE_AUXILIARIES & {*before} and "have" not in before:
            return "future"
    return tense if tense in ("past", "future") else None


def direction(tokens: list[Token], first: int, last: int) -> tuple[str | None, bool]:
    """The tense around tokens `first` to `last`, of the nearest verb before them in the sentence, else after them, and
    whether that verb stands right beside them."""
    for i in range(first - 1, max(-1, first - 1 - REACH), -1):
        if tokens[i].text in _STOPS:
            break
        cue = _cue(tokens, i, first - i)
        if cue:
            return cue, first - i <= 1
    for i in range(last + 1, min(len(tokens), last + 1 + REACH)):
        if tokens[i].text in _STOPS:
            break
        cue = _cue(tokens, i, i - last)
        if cue:
            return cue, i - last <= 1
    return None, False
