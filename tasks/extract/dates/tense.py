"""Whether a date lies behind or ahead, told by the words around it: no parse, for most sentences never get one."""

from functools import cache, lru_cache

from tasks.extract import lexicons
from tasks.extract.dates.phrases import Token, tokens_of

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
            return cue, first - i == 1 or (first - i == 2 and tokens[i + 1].text in ("on", "in"))
    for i in range(last + 1, min(len(tokens), last + 1 + REACH)):
        if tokens[i].text in _STOPS:
            break
        cue = _cue(tokens, i, i - last)
        if cue:
            return cue, i - last <= 1
    return None, False


@cache
def _telling() -> frozenset[str]:
    own = {row["term"] for row in lexicons.read("date_statements") if row["class"] == "verb"}
    irregular = {"said": "say", "told": "tell", "spoke": "speak", "wrote": "write", "heard": "hear"}
    lemmas = own | lexicons.terms("reporting_verbs")
    nouns = {"state", "post", "report", "claim", "comment", "note", "call", "address", "document"}  # "in Punjab state"
    endings = {form for verb in lemmas for form in _forms(verb)} - nouns
    endings.discard("alleged")  # "alleged members": nobody tells
    return frozenset(endings | {form for form, lemma in irregular.items() if lemma in lemmas})


def _forms(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"


_BETWEEN = frozenset(
    {
        "in", "on", "at", "to", "of", "by", "a", "an", "the", "its", "his", "her", "their", "late", "early", "earlier",
        "reporters", "journalists", "parliament", "state", "television", "tv", "radio", "news", "agency", "press",
        "this", "our", "reporter", "correspondent", "newspaper", "channel",
    }
)  # fmt: skip


@cache
def _telling_nouns() -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("date_statements") if row["class"] == "noun")


TELLING_REACH = 5
"""Words between a verb of telling and its date: "said in a statement on Thursday"."""


@lru_cache(maxsize=4096)
def is_told(text: str, start: int, end: int) -> bool:
    """Whether the date at those characters is the teller's ("said on Thursday"; "On Thursday, the group said"), by
    the order of words alone."""
    if text[end:].lstrip().startswith("(as reported)"):
        return False  # the event's day, as far as anybody reported it
    before = tokens_of(text[:start])
    for token in reversed(before[-TELLING_REACH - 1 :]):
        word = token.text.lower()
        if word in _telling():
            return True
        if word not in _BETWEEN | _telling_nouns() and not token.text[0].isupper():
            break  # "reported an attack on Monday": it is the attack's day
    after = tokens_of(text[end:])[:REACH]
    if after and after[0].text.lower() in _telling():
        return True  # "the group on Monday claimed responsibility"
    if len(before) > 2:
        return False
    for token in after:
        word = token.text.lower()
        if word in _telling():
            return True
        if _tenses().get(word) == "past" or (len(word) > 3 and word.endswith("ed")):
            return False
    return False
