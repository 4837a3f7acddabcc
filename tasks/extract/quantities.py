"""How many: numbers, number words, vague counts and their qualifiers, as bounds (the table in CLAIMS.md).

Reads tokens only, never the parse; what is counted is for `phrases` to say. Years, ages, times, money, weapons and unit
numbers are refused here where their own words show it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from tasks.extract import lexicons
from tasks.extract.people import is_person_word
from tasks.extract.words import BE, DETERMINERS, MONEY, MONTHS, NOT_PEOPLE, NUMBER_NAMES, word_class

UNITS = {row["term"]: int(row["value"]) for row in lexicons.read("number_words") if row["kind"] == "unit"}
TENS = {row["term"]: int(row["value"]) for row in lexicons.read("number_words") if row["kind"] == "ten"}
SCALES = {row["term"]: int(row["value"]) for row in lexicons.read("number_words") if row["kind"] == "scale"}
# "twenty-one" in one token, also with its hyphen lost
JOINED = {f"{t}{dash}{u}": TENS[t] + UNITS[u] for t in TENS for u in UNITS if 0 < UNITS[u] < 10 for dash in ("-", "")}
GROUPS = {row["term"]: int(row["value"]) for row in lexicons.read("number_words") if row["kind"] == "group"}
_DIGITS = re.compile(r"\d{1,3}(?:[,.'’]\d{3})+|\d{1,3}(?:,\d{2})+,\d{3}|\d+(?:\.\d+)?")  # "3,57,243" is India's way
_SHORT = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|bn)")
SHORT_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}
_RANGE = re.compile(r"(\d+)[-–](\d+)")
RANGING = frozenset({"range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying", "anywhere"})
NUMBERED_UNITS = word_class("numbered_unit")
RUN_ON = frozenset({"killed", "kills", "dead", "died", "injured", "wounded", "hurt", "missing", "captured"})
AT_THE_TIME = frozenset({"then", "now", "just", "only", "about", "aged"})
AFTER_MODAL = frozenset({"be", "have", "not", "well", "still", "also", "yet"})  # "12 may have died"
HITTING = frozenset({"bullet", "shell", "bomb", "mine", "rocket", "missile"})
SPELLED_OUT = ("year", "years", "month", "day", "hour", "week", "strong", "storey", "story", "point", "mile", "km",
               "percent")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count in tokens [start, end) of a sentence; `low`/`high` are bounds in people, null `high` is open.

    `core` is where the number itself begins, after its qualifier. `is_number` is False for "several", "a number of".
    """

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str
    core: int = 0
    is_number: bool = True


@cache
def _phrases(name: str) -> dict[str, list[tuple[tuple[str, ...], dict[str, str]]]]:
    """A lexicon's terms as word tuples, by first word, longest first."""
    table: dict[str, list[tuple[tuple[str, ...], dict[str, str]]]] = {}
    for row in lexicons.read(name):
        words = tuple(row["term"].lower().split())
        table.setdefault(words[0], []).append((words, row))
    for rows in table.values():
        rows.sort(key=lambda item: -len(item[0]))
    return table


def _match(name: str, words: Sequence[str], i: int) -> tuple[int, dict[str, str]] | None:
    for term, row in _phrases(name).get(words[i], ()):
        if tuple(words[i : i + len(term)]) == term:
            return i + len(term), row
    return None


@cache
def _openers() -> frozenset[str]:
    """The words that a count can begin with, qualified or not."""
    numbers = {"half", "quarter", "between", "from", *UNITS, *TENS, *JOINED}
    return frozenset(numbers | _phrases("vague_counts").keys() | _phrases("qualifiers").keys())


def may_open(word: str) -> bool:
    """Whether a count can begin with this word; almost all words stop here."""
    return word in _openers() or word[0].isdigit() or "-" in word


def number_at(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """(end, value) of the plain number at token i: '1,400', 'twenty-one', 'two hundred and six', '2.5 million'."""
    if words[i] == "a" and words[i + 1 : i + 2] in (["hundred"], ["thousand"]):
        rest = number_at(["one", *words[i + 1 : i + 8]], 0)  # "a hundred and ten"
        return (i + rest[0], rest[1]) if rest and rest[0] > 2 else None
    word = words[i].removesuffix("+")
    if part := _part_of_million(words, i):
        return part
    if (short := _SHORT.fullmatch(word)) and _counts_people(words, i + 1):
        return i + 1, round(float(short[1]) * SHORT_SCALES[short[2]])  # "10k people"
    if re.fullmatch(r"\d{1,3},\d{1,2}", word) and words[i + 1 : i + 2] in (["million"], ["billion"]):
        return i + 2, round(float(word.replace(",", ".")) * SCALES[words[i + 1]])  # "1,5 million"
    if match := _DIGITS.fullmatch(word):
        text = match.group().replace("'", "").replace("’", "")
        if text[0] == "0" and text.isdigit() and len(text) == 3:
            return None  # "12 000" has begun before; "007"
        if spaced := _spaced(words, i):
            return spaced
        value = float(text.replace(",", "")) if "," in text else float(text)
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text) and not (i + 1 < len(words) and words[i + 1] in SCALES):
            value = float(text.replace(".", ""))
        end = i + 1
        if words[end : end + 1] and words[end] in SHORT_SCALES and _counts_people(words, end + 1):
            return end + 1, round(value * SHORT_SCALES[words[end]])  # "1.5m people"
        if end < len(words) and words[end] in SCALES:
            return end + 1, round(value * SCALES[words[end]])
        if end < len(words) and words[end] in GROUPS:
            return end + 1, round(value * GROUPS[words[end]])
        return (end, int(value)) if value == int(value) else None
    total, current, end, seen = 0, 0, i, False
    while end < len(words):
        word = words[end]
        if word in UNITS:
            if seen and words[end - 1] in UNITS:
                break
            current += UNITS[word]
        elif word in TENS:
            if seen and (words[end - 1] in TENS or words[end - 1] in UNITS):
                break
            current += TENS[word]
        elif word in SCALES and seen:
            if word == "hundred":
                current = max(current, 1) * 100
            else:
                total, current = total + max(current, 1) * SCALES[word], 0
        elif word in GROUPS and seen:
            return end + 1, (total + current) * GROUPS[word]
        elif (word == "-" and seen and words[end - 1] in TENS and end + 1 < len(words) and words[end + 1] in UNITS) or (
            word == "and"
            and seen
            and words[end - 1] in ("hundred", "thousand")
            and end + 1 < len(words)
            and (words[end + 1] in UNITS or words[end + 1] in TENS)
        ):
            pass
        elif word in JOINED and not (seen and (words[end - 1] in TENS or words[end - 1] in UNITS)):
            current += JOINED[word]
        else:
            break
        seen = True
        end += 1
    return (end, total + current) if seen else None


def _spaced(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """(end, value) of a number whose thousands a space sets off: '12 000 people', '2 300 000'."""
    end = i + 1
    while end < len(words) and len(words[end]) == 3 and words[end].isdigit():
        end += 1
    if end == i + 1 or not words[i].isdigit() or len(words[i]) > 3 or words[i] == "0":
        return None
    before = words[i - 1] if i else ""
    after = words[end] if end < len(words) else ""
    is_run_on = (before in RUN_ON or before.endswith("ing")) and after in RUN_ON  # "killing 23 150 injured"
    if before in MONTHS or before == "may" or before in NUMBERED_UNITS or before in NUMBER_NAMES or is_run_on:
        return None  # "on June 12 200 people were killed", "Team 7 120 men"
    return end, int("".join(words[i:end]))


def _counts_people(words: Sequence[str], i: int) -> bool:
    return i < len(words) and (is_person_word(words[i]) or words[i] in ("displaced", "internally", "homeless"))


def _part_of_million(words: Sequence[str], i: int) -> tuple[int, int] | None:
    """'half a million', 'a quarter of a million', 'a quarter million'."""
    k = i + (words[i] == "a")
    if words[k : k + 1] not in (["half"], ["quarter"]):
        return None
    value = 500_000 if words[k] == "half" else 250_000
    k += 1
    k += words[k : k + 1] == ["of"]
    k += words[k : k + 1] == ["a"]
    return (k + 1, value) if words[k : k + 1] == ["million"] else None


def _is_listed_age(words: Sequence[str], start: int) -> bool:
    """Whether the number ends a list of ages: "three men aged 19, 22 and 31"."""
    if not words[start].isdigit():
        return False  # "three students died, aged 12 to 17, and eight others were hurt"
    k = start - 1
    while k > 0 and (words[k] in (",", "and", "or", "to") or words[k].isdigit()):
        k -= 1
    return 0 <= k < start - 1 and words[k] in ("aged", "ages")


def _is_on(words: Sequence[str], start: int) -> bool:
    """Whether "may" before a number is the month: 'on May 12'."""
    return start > 1 and words[start - 2] in ("on", "since", "until", "from", "of", "by")


def _is_average(words: Sequence[str], start: int) -> bool:
    """'an average of 12 deaths a day' tells no deaths."""
    before = " ".join(words[max(0, start - 5) : start])
    return "average of" in before or before.endswith(("average", "averaging", "on average"))


def _is_time(words: Sequence[str], start: int, end: int) -> bool:
    """A time of day: '0030', 'at 1215 (1515 GMT)', 'at 1830 hours'."""
    word = words[start]
    if end != start + 1 or not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", word):
        return False
    after = list(words[end : end + 3])
    return (
        word[0] == "0" or after[:1] in (["gmt"], ["hours"], ["hrs"], ["local"]) or after[:1] + after[2:] == ["(", "gmt"]
    )


def _refused(words: Sequence[str], start: int, end: int, value: int) -> bool:
    """Whether the words around a number show that it counts no people."""
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    after2 = words[end + 1] if end + 1 < len(words) else ""
    is_thing = after in NOT_PEOPLE and not (after in HITTING and after2 == "-")  # "six bullet-riddled bodies"
    if is_thing or (after == "per" and after2 == "cent"):
        return True
    if before in MONEY or before in NUMBER_NAMES or after in MONEY:
        return True
    is_after_unit = before in NUMBERED_UNITS and words[start].isdigit()
    if is_after_unit and not (start > 1 and words[start - 2] in DETERMINERS):
        return True  # "Team 7 died"; but "of the team 7 died"
    if after in ("-", "–") and after2.removesuffix("-") in SPELLED_OUT:
        return True
    if before == "not" or _is_average(words, start) or _is_time(words, start, end):
        return True  # "seven soldiers, not six, were wounded"
    is_year = 1900 <= value <= 2099
    has_day = start > 1 and words[start - 2].isdigit() and len(words[start - 2]) <= 2
    is_day = is_year or value <= 31
    if before in MONTHS and (is_year or (value <= 31 and not has_day)):
        return True  # "on 5 May"; but "on 23 September 28 bodies were found"
    if (
        after in MONTHS
        or (after == "may" and after2 not in AFTER_MODAL)
        or (is_day and before == "may" and _is_on(words, start))
    ):
        return True
    if _is_listed_age(words, start):
        return True
    is_set_off = before == "," or (before in AT_THE_TIME and words[start - 2 : start - 1] == [","])
    if is_set_off and after in (",", ";") and value <= 110:
        return True  # an age: "the gunman, 18, was killed", "Vole, then 18, was killed", "Vole, 53; Ruiz, 24"
    if before == "and" and after == "," and start > 2 and words[start - 2].isdigit() and words[start - 3] == ",":
        return True  # "two brothers, 11 and 8, were killed"
    return bool(
        is_year
        and words[start].isdigit()
        and (before in ("in", "since", "of", "by", "from", "") or after in ("", ",", ".", ")", "and"))
    )


def _joins_two(words: Sequence[str], start: int) -> bool:
    """Whether "both" joins two kinds rather than counting two: 'both soldiers and civilians were killed'."""
    for word in words[start : start + 8]:
        if word in BE or word in ("have", "has", "had", "who", ",", ".", ";"):
            return False
        if word == "and":
            return True
    return False


def _core(words: Sequence[str], i: int) -> Quantity | None:
    """The count at token i without what qualifies it."""
    found = _match("vague_counts", words, i)
    number = number_at(words, i)
    if hyphened := _RANGE.fullmatch(words[i]):
        low, high = int(hyphened[1]), int(hyphened[2])
        return Quantity(i, i + 1, low, high, "range", i) if low < high and not _refused(words, i, i + 1, high) else None
    if found and not (number and number[0] >= found[0]):
        end, row = found
        most = int(row["high"]) if row["high"] else None
        if (
            row["term"] in ("no", "another", "some")
            and end < len(words)
            and (number_at(words, end) or words[end] == "longer")
        ):
            return None
        if row["qualifier"] == "indefinite" and words[end - 1] == "of" and end < len(words):
            inner = quantity_at(words, end)
            if inner is not None and inner.is_number:
                return replace(inner, start=i)  # "a group of six militants"
        if row["term"] == "both" and _joins_two(words, end):
            return None
        if most == 0 and i and words[i - 1] in ("almost", "nearly", "virtually", "practically"):
            return None  # "almost no one"
        if row["term"] in ("many", "few") and i and words[i - 1] in ("how", "as", "so", "too"):
            return None
        if row["term"] == "few" and i and words[i - 1] in ("past", "last", "next"):
            return None
        return Quantity(i, end, int(row["low"]), most, row["qualifier"], i, row["qualifier"] == "exact")
    if number is None:
        return None
    end, value = number
    if words[i].endswith("+") or words[end : end + 1] == ["+"]:
        return Quantity(i, end + (words[end : end + 1] == ["+"]), value, None, "at_least", i)
    if (
        end + 1 < len(words)
        and words[end] in ("to", "-", "–", "or")
        and (second := number_at(words, end + 1))
        and second[1] > value
    ):
        if _refused(words, i, second[0], second[1]):
            return None
        return Quantity(i, second[0], value * _shared_scale(words, end, value, second), second[1], "range", i)
    if _refused(words, i, end, value):
        return None
    end = _past_figure(words, end, value)
    return Quantity(i, _past_change(words, end), value, value, "exact", i)


def _shared_scale(words: Sequence[str], end: int, low: int, second: tuple[int, int]) -> int:
    """What the second number's last word multiplies the first by: 'two to three dozen', '4 to 5 million'."""
    last = words[second[0] - 1]
    scale = SCALES.get(last) or GROUPS.get(last) or 1
    is_shared = words[end - 1] != last and second[0] > end + 2 and low < second[1] // scale
    return scale if is_shared else 1


def _past_figure(words: Sequence[str], end: int, value: int) -> int:
    """The token after a number said again in figures: 'seven (7) soldiers', 'five (05) others'."""
    is_again = words[end : end + 1] == ["("] and words[end + 2 : end + 3] == [")"] and words[end + 1].isdigit()
    return end + 3 if is_again and int(words[end + 1]) == value else end


def _past_change(words: Sequence[str], end: int) -> int:
    """The token after a change since the last report, which counts nobody anew: '40 (+2) persons'."""
    if words[end : end + 1] != ["("]:
        return end
    close = next((k for k in range(end + 1, min(end + 5, len(words))) if words[k] == ")"), None)
    is_change = close is not None and re.fullmatch(r"\+\d[\d,]*", "".join(words[end + 1 : close]))
    return close + 1 if close is not None and is_change else end


def _bounded(count: Quantity, qualifier: str) -> Quantity:
    """A count under a qualifier: 'more than' 20 is 21 or more. A vague count keeps its own bounds."""
    if count.qualifier not in ("exact", "about", "range") or not count.is_number:
        return replace(count, high=None if qualifier == "at_least" else count.high)
    low, high = count.low, count.high
    match qualifier:
        case "at_least":
            return replace(count, high=None, qualifier=qualifier)
        case "more_than":
            return replace(count, low=None if high is None else high + 1, high=None, qualifier=qualifier)
        case "at_most":
            return replace(count, low=None, qualifier=qualifier)
        case "less_than":
            return replace(count, low=None, high=None if low is None else low - 1, qualifier=qualifier)
        case "about":
            return replace(count, qualifier=count.qualifier if count.qualifier == "range" else qualifier)
    return count


def _most_after(words: Sequence[str], least: Quantity) -> Quantity | None:
    """The upper of two bounds: 'at least 105 and as many as 240', 'at least 20 and possibly up to 30'."""
    k = least.end
    while k < len(words) and words[k] in ("and", "but", "or", ",", "possibly", "perhaps", "maybe"):
        k += 1
    if k == least.end or k >= len(words):
        return None
    most = quantity_at(words, k)
    if most is None or most.high is None or least.low is None or most.qualifier != "at_most" or most.high <= least.low:
        return None
    is_closed = words[least.end] == "," and words[most.end : most.end + 1] == [","]
    return replace(most, end=most.end + 1) if is_closed else most


def quantity_at(words: Sequence[str], i: int) -> Quantity | None:
    """The count, with its qualifiers, that begins at token i. `words` are lower-cased tokens."""
    if not may_open(words[i]):
        return None
    if words[i] == "between" and i + 1 < len(words) and (first := number_at(words, i + 1)):
        end, low = first
        if end + 1 < len(words) and words[end] == "and" and (second := number_at(words, end + 1)) and second[1] > low:
            if _refused(words, i, second[0], second[1]):
                return None
            low *= _shared_scale(words, end, low, second)
            return Quantity(i, second[0], low, second[1], "range", i + 1)
    if words[i] == "from" and i and words[i - 1] in RANGING and i + 1 < len(words):
        return _core(words, i + 1)  # "ranging from 95 to 250", but not "rose from 95 to 250"
    if (found := _match("qualifiers", words, i)) and found[0] < len(words):
        end, row = found
        inner = quantity_at(words, end)
        if inner is None:
            return _core(words, i)
        if row["qualifier"] == "about" and row["term"] == "some" and not inner.is_number:
            return _core(words, i)
        if row["qualifier"] == "at_least" and (top := _most_after(words, inner)):
            return Quantity(i, top.end, inner.low, top.high, "range", inner.core)
        return replace(_bounded(inner, row["qualifier"]), start=i)
    count = _core(words, i)
    if count is None:
        return None
    is_open = tuple(words[count.end : count.end + 2]) in (("or", "more"), ("and", "more"), ("or", "so"))
    if is_open and words[count.end + 2 : count.end + 3] != ["than"]:  # "since May 24 and more than five million have"
        more = words[count.end + 1] == "more"
        return replace(_bounded(count, "at_least" if more else "about"), end=count.end + 2)
    return count
