"""One incident, or a running total: the scope of a count, from the words of time around it."""

import re
from collections.abc import Sequence
from functools import cache

from tasks.extract import lexicons
from tasks.extract.events import find_events
from tasks.extract.quantities import number_at
from tasks.extract.words import MONTHS

_SINCE = re.compile(
    r"\bsince (?!(?:dawn|morning|midnight|yesterday|the raid|the attack|early today"
    r"|\w+day (?:morning|afternoon|evening|night)|(?:early|late) \w+day"
    r"|many|most|some|few|both|all|none|no|several|there)\b)"
    r"\S+(?! , when)"
)
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"\b(?:between|from) [^,;]{{0,30}}?{_YEAR} (?:and|to|until) "
    rf"|\b(?:from|between) [^,;]{{1,40}}? (?:to|and) [^,;]{{1,25}}? {_YEAR}\b|\bin {_YEAR}\b"
)
_MONTH = "|".join(sorted(MONTHS | {"may"}))
_BETWEEN = re.compile(rf"\bbetween \d{{1,2}} (?:\w+ )?(?:and|to) \d{{1,2}} (?:{_MONTH})\b")
_LAST = re.compile(r" last (?:month|year) (?!['’]s)")
_SUPERLATIVE = re.compile(r"\b(?:\w+iest|deadliest|worst|biggest|largest|heaviest|highest|first|most \w+) .{0,60}$")
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART = r"(?:(?:early|late|morning|afternoon|evening|night|midnight|noon|on|of|,) )*"
_BETWEEN_DAYS = re.compile(rf"\b(?:between|from) {_PART}({_DAYS}) {_PART}(?:and|to|until|through) {_PART}({_DAYS})\b")
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMERIC_DATE = r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
_NUMERIC_RANGE = re.compile(rf"\bfrom {_NUMERIC_DATE} (?:to|until|through) {_NUMERIC_DATE}\b")
# "two were killed on Thursday, taking the number of dead since May to 91": each part has its own time
_TURNS = frozenset({"taking", "bringing", "raising", "pushing"})
_ONE_EVENT = re.compile(
    r"\b(?:(?:an?|one|another|the) (?:\S+ ){0,4}?|(?:twin|coordinated|simultaneous|double|triple) (?:\S+ ){0,2}?)$"
)
_AT_ONCE = frozenset({"twin", "coordinated", "simultaneous", "double", "triple"})
_AT_ONE_BLOW = frozenset({"massacred", "ambushed", "crashed", "sank", "capsized", "derailed"})
_ONE_MAN = re.compile(
    r"\b(?:an?|one|lone) (?:\S+ ){0,2}?(?:gunman|bomber|attacker|settler|man|soldier|student|extremist|driver"
    r"|assailant|militant|supremacist|teenager) (?:\S+ ){0,2}?"
    r"(?:shot|killed|murdered|stabbed|gunned|opened|rammed|detonated)\b"
)
_WHEN = re.compile(rf"\bin (?:{_MONTH})(?: {_YEAR})? , when\b")
SPANNING = frozenset({"in", "within", "over", "during", "throughout"})
BETWEEN_WORDS = frozenset(
    [
        "the",
        "last",
        "past",
        "first",
        "previous",
        "about",
        "just",
        "only",
        "less",
        "more",
        "than",
        "these",
        "those",
        "of",
        "under",
        "fewer",
        "as",
        "little",
        "second",
        "half",
        "quarter",
        "course",
    ]
)
ORDINALS = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "another", "latest"}
)
LONG_UNITS = frozenset({"days", "weeks", "months", "years", "decades", "week", "month", "year", "decade", "weekend"})
_WAR_HAS = re.compile(
    r"\b(?:war|conflict|offensive|insurgency|uprising|revolt|rebellion)\b[^;]{0,70}? (?:has|have|had) "
    r"(?:\w+ly |so far |already )?(?:left|killed|claimed|cost|yielded|caused|taken|resulted|produced)\b"
)
_IN_WAR = re.compile(  # "lost two sons in the war", right behind the count and its verb
    r"(?:in|during|throughout) (?:the|this|that|a) (?:\S+ ){0,2}?(?:war|conflict|insurgency|uprising|rebellion) "
    r"(?!zone|area|region|crimes?|front|-)"
)
_LONG = re.compile(
    r"\b(?:week|month|year|decade)s? - (?:long|old war|old conflict)\b|\b(?:week|month|year) "
    r"(?:war|conflict|period|campaign|offensive|siege|insurgency|uprising|occupation|crackdown|rebellion)\b"
    r"|\blasted (?:\S+ ){0,3}(?:weeks|months|years|decades?)\b"
    r"|\b(?:for|of|over|in|after) (?:a|more than a|over a) decade\b"
)
# "the bodies of 410 civilians have been removed from towns retaken around Kyiv" are of weeks, not of one attack
_GATHERED = re.compile(
    r"\bbod(?:y|ies)\b.* (?:removed|recovered|retrieved|exhumed|collected|found|counted) (?:\S+ ){0,4}?"
    r"(?:from|in|across|around) (?:\S+ ){0,3}?(?:towns|villages|settlements|suburbs|cities|communities|districts)\b"
)
_DISASTER = re.compile(r"\b(?:earth)?quakes?\b|\btsunami|\bfloods?\b|\bcyclone|\bhurricane|\bvolcan")
_ONE_DAY = re.compile(rf"\b(?:first|opening|single|one|that|same) day\b|\bon (?:\d+ (?:{'|'.join(MONTHS)})|\w+day)\b")
WAR = 10_000  # killed
MANY = 100  # killed "last year": a year's, not one attack's
STATES = frozenset({"missing", "captured"})


@cache
def _spans() -> list[tuple[str, str]]:
    rows = [(row["term"], row["scope"]) for row in lexicons.read("spans")]
    return sorted(rows, key=lambda row: row[1] != "incident")


def scope_of(
    words: Sequence[str], low: int | None, high: int | None, outcome: str, frame: str, at: tuple[int, int] | None = None
) -> str:
    """'cumulative' where a count of people runs over more than a day, else 'incident'. One person is no total.

    `at`: where the claim's words stand; what is said beside another toll of the sentence doesn't touch it."""
    if high == 1:
        return "incident"
    if at is not None and _IN_WAR.match(" ".join(words[at[1] : at[1] + 8]) + " "):
        return "cumulative"
    words = _own_part(words, at)
    text = " " + " ".join(words) + " "
    for term, scope in _spans():
        if f" {term} " in text:
            return scope
    if (low or 0) >= MANY and outcome not in STATES and _LAST.search(text):
        return "cumulative"
    if _runs_since(text, words, outcome) or _is_of_war(text, low, outcome):
        return "cumulative"
    if _lasts_days(words) or _lasts_between_days(text) or _BETWEEN.search(text) or _NUMERIC_RANGE.search(text):
        return "cumulative"
    if (_bare_month(words) or (_YEARS.search(text) and outcome not in STATES)) and (
        frame == "toll" or not _is_one_event(words)
    ):
        return "cumulative"
    if (
        outcome == "displaced"
        and (low or 0) >= 10_000
        and any(f" {w} " in text for w in ("have", "has", "had", "exodus"))
    ):
        return "cumulative"
    if (low or 0) >= MANY and outcome == "killed" and _GATHERED.search(text) and not _ONE_DAY.search(text):
        return "cumulative"
    is_growing = any(f" {w} " in text for w in ("has grown", "have grown", "has risen into", "has passed"))
    return "cumulative" if frame == "toll" and is_growing and "into" in words else "incident"


def _own_part(words: Sequence[str], at: tuple[int, int] | None) -> Sequence[str]:
    """The part of the sentence that the claim's time stands in: "two were killed, [taking the toll to 91]"."""
    if at is None:
        return words
    turns = [i for i, word in enumerate(words) if word in _TURNS]
    start = max((i for i in turns if i < at[0]), default=0)
    end = min((i for i in turns if i >= at[1]), default=len(words))
    return words[start:end]


def _runs_since(text: str, words: Sequence[str], outcome: str) -> bool:
    """ "have arrested 440 since Saturday"; not "held since Saturday", "the bloodiest day since the coup"."""
    since = _SINCE.search(text)
    if since is None or _SUPERLATIVE.search(text[: since.start()]):
        return False
    is_state = "missing" in words or "held" in words or not {"have", "has", "had"} & set(words)
    return outcome not in STATES or (outcome == "captured" and not is_state)


def _is_of_war(text: str, low: int | None, outcome: str) -> bool:
    """Whether a large count is a war's: 'the war that began ten years ago has left 70,000 dead', 'a decade-long war';
    no day of attacks kills ten thousand, where the sentence names none, which an earthquake may."""
    if outcome in ("captured", "displaced") or (low or 0) < MANY:
        return False
    is_of_years = _WAR_HAS.search(text) is not None or _LONG.search(text) is not None
    if outcome in STATES:
        return is_of_years
    return is_of_years or ((low or 0) >= WAR and not _DISASTER.search(text) and not _ONE_DAY.search(text))


def _lasts_between_days(text: str) -> bool:
    """ "between Friday evening and early Monday"; not "between Thursday night and Friday morning"."""
    found = _BETWEEN_DAYS.search(text)
    return found is not None and (_WEEK.index(found[2]) - _WEEK.index(found[1])) % 7 > 1


def _is_one_event(words: Sequence[str]) -> bool:
    """ "In April a bombing took 63 lives", "in June 86 were massacred at Orsk", "in August 2011, when 30 died": a month
    or a year, but one attack."""
    text = " ".join(words)
    if not _AT_ONE_BLOW.isdisjoint(words) or _WHEN.search(text) or _ONE_MAN.search(text):
        return True
    for event in find_events(words):
        name = words[event.end - 1]
        opening = _ONE_EVENT.search(" ".join(words[max(0, event.start - 5) : event.start]) + " ")
        if opening is None or name not in _single():
            continue
        if not name.endswith("s") or opening[0].split()[0] in _AT_ONCE:
            return True
    return False


@cache
def _single() -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("event_context") if row["class"] == "single")


def _lasts_days(words: Sequence[str]) -> bool:
    """'in five days', 'over the weekend', 'within less than 72 hours', 'during the first week of March'."""
    for i, word in enumerate(words):
        if word not in SPANNING or _is_ordinal(words[max(0, i - 4) : i]):
            continue
        k = i + 1
        while k < len(words) and words[k] in BETWEEN_WORDS:
            k += 1
        if k >= len(words):
            return False
        number = number_at(words, k)
        count = number[1] if number else None
        k = number[0] if number else k + (words[k] in ("a", "an", "several", "few", "many", "some"))
        unit = words[k] if k < len(words) else ""
        is_long = (unit in LONG_UNITS and k > i + 1) or (unit == "hours" and count is not None and count > 24)
        if is_long and not (unit in ("days", "week", "month", "year") and words[i + 1 : i + 2] == [unit]):
            return True
    return False


def _is_ordinal(words: Sequence[str]) -> bool:
    """ "a second shooting [in two days]", "the third attack [in a week]": one event, counted among others."""
    return any(w in ORDINALS for w in words) and not any(w in ("killed", "died", "dead", "left") for w in words)


def _bare_month(words: Sequence[str]) -> bool:
    """'in August' without a day."""
    for i, word in enumerate(words):
        if word in MONTHS and word not in ("may", "march") and i and words[i - 1] == "in":
            following = words[i + 1] if i + 1 < len(words) else ""
            if not following.isdigit() or len(following) == 4:
                return True
    return False
