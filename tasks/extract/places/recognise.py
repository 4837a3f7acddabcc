"""Finds what may be a place name in plain text, with the signs for and against it. Which place it is: `resolve.py`.

No parse is needed: capitals, the gazetteer, and the words beside a name decide.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tasks.extract.places import words
from tasks.extract.places.gazetteer import Entry, Gazetteer
from tasks.extract.places.keys import key
from tasks.extract.records import Context, Sentence

# A word; a possessive s is left outside ("Syria's"), an inner apostrophe inside ("Ma'arrat").
_WORD = re.compile(r"((?:[A-Z]\.){2,}|[^\W\d_]+(?:['’‘`ʿʻ](?!s\b)[^\W\d_]+)*)(['’]s\b|['’](?=\s))?")
_LONGEST = 6
_TAIL = 3  # so many words without capitals may end the name of a facility
_AGED = re.compile(r", \d{1,2}, (?:both )?(?:of )?$")  # "Anna Berg, 41, Grapeland, was charged"
_JOINTS = frozenset((" ", "-", "‑", "–", "\n", "/"))
_ABBREVIATIONS = frozenset(("st", "ste", "mt", "ft"))
_DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][\w'’.‘-]+(?:[ -][A-Z][\w'’.‘-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
    r",?(?: \d{1,2} \w{3,9}\.?| \w{3,9}\.? \d{1,2})?\s*(?:\([^)\n]{2,40}\))?\s*(?:--|[-–—:�])(?=\s)"
)


@dataclass(slots=True)
class Word:
    start: int
    end: int
    text: str
    lower: str
    is_name: bool  # has a capital
    joined: bool  # only a space or hyphen stands between it and the word before
    possessive: bool = False


@dataclass(slots=True)
class Candidate:
    """A stretch of text that may name a place, the places of that name, and the signs around it."""

    start: int
    end: int
    text: str
    key: str
    sentence: Sentence
    entries: tuple[Entry, ...] = ()
    signs: set[str] = field(default_factory=set)
    is_demonym: bool = False
    is_unknown: bool = False  # no place of that name is known
    container: str | None = None  # GeoNames code or country that the phrase itself puts it in
    chosen: Entry | None = None
    odds: float = -9.0
    score: float = 0.0


def candidates(context: Context, gazetteer: Gazetteer) -> list[Candidate]:
    """Everything in the article that may name a place, in reading order."""
    found: list[Candidate] = []
    pending: list[tuple[Sentence, list[Word], list[tuple[int, int]]]] = []
    keys: dict[tuple[int, int], str] = {}
    for sentence in context.sentences:
        tokens = _tokens(sentence)
        runs = list(_runs(tokens))
        if runs:
            pending.append((sentence, tokens, runs))
            for first, last in runs:
                for i, j in _spans(tokens, first, last):
                    a, b = tokens[i].start, tokens[j].end
                    keys[a, b] = key(sentence.text[a - sentence.start : b - sentence.start])
    entries = gazetteer.keyed(set(keys.values()))
    seen_lower = _lower_words(pending)
    has_apostrophes = any(t.possessive for _, tokens, _ in pending for t in tokens)
    for sentence, tokens, runs in pending:
        style, before = _style(sentence, tokens), len(found)
        for first, last in runs:
            found.extend(_match_run(sentence, tokens, first, last, keys, entries, gazetteer, has_apostrophes))
        found[before:] = sorted(found[before:], key=lambda c: c.start)
        _mark(found[before:], sentence, tokens, style, seen_lower)
    return found


def _tokens(sentence: Sentence) -> list[Word]:
    found: list[Word] = []
    text, base, before = sentence.text, sentence.start, 0
    for match in _WORD.finditer(text):
        start, end = match.span(1)
        word = match[1]
        gap = text[before:start]
        joined = gap in _JOINTS or (
            gap == ". " and bool(found) and (found[-1].lower in _ABBREVIATIONS or len(found[-1].text) == 1)
        )
        is_name = word[0].isupper() or (word[1:2] in ("'", "’") and word[2:3].isupper())  # "d'Ivoire"
        joined = joined and bool(found) and not found[-1].possessive
        found.append(Word(base + start, base + end, word, word.lower(), is_name, joined, match[2] is not None))
        before = match.end()
    return found


def _runs(tokens: list[Word]) -> Iterator[tuple[int, int]]:
    """Stretches of names: capitalised words with particles between them; an article may begin one."""
    i, n = 0, len(tokens)
    while i < n:
        if not tokens[i].is_name:
            i += 1
            continue
        first = last = i
        if first and tokens[first].joined and tokens[first - 1].lower in words.ARTICLES:
            first -= 1
        j = i + 1
        while j < n and tokens[j].joined:
            if tokens[j].is_name:
                last = j
            elif tokens[j].lower not in words.PARTICLES or j - last > 2:
                break
            j += 1
        yield first, last
        i = last + 1


def _spans(tokens: list[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    for i in range(first, last + 1):
        if not tokens[i].is_name and tokens[i].lower not in words.ARTICLES:
            continue
        for j in range(i, min(last, i + _LONGEST - 1) + 1):
            if tokens[j].is_name:
                yield i, j
        for j in range(last + 1, min(last + _TAIL, len(tokens) - 1) + 1):
            if not tokens[j].joined:
                break
            if tokens[j].lower == "city" or words.classes().get(tokens[j].lower) == "facility":
                yield i, j  # "Guatemala city", where a machine restored the capitals; "Taftanaz military airport"


def _lower_words(pending: list[tuple[Sentence, list[Word], list[tuple[int, int]]]]) -> frozenset[str]:
    return frozenset(t.lower for _, tokens, _ in pending for t in tokens if not t.is_name)


def _style(sentence: Sentence, tokens: list[Word]) -> str:
    """How the sentence writes capitals: "upper", "title" (headlines), or "sentence" where they mean names."""
    letters = [t for t in tokens if len(t.text) > 3]
    if len(letters) >= 3:
        if sum(t.text.isupper() for t in letters) > 0.8 * len(letters):
            return "upper"
        if sum(t.is_name for t in letters) > 0.7 * len(letters):
            return "title"
    return "sentence"


def _match_run(
    sentence: Sentence, tokens: list[Word], first: int, last: int, keys: dict[tuple[int, int], str],
    entries: dict[str, tuple[Entry, ...]], gazetteer: Gazetteer, has_apostrophes: bool,
) -> Iterator[Candidate]:  # fmt: skip
    """The longest known names of a run, from left to right; unknown ones stay as they are if a cue names them."""
    demonyms, actors, text, base = words.demonyms(), words.actors(), sentence.text, sentence.start
    known: set[int] = set()  # tokens of names found, of whatever kind
    sure: set[int] = set()  # tokens that belong to nothing longer: actors, peoples, countries, provinces
    i = first
    while i <= last:
        for j in range(min(last + _TAIL, len(tokens) - 1, i + _LONGEST - 1), i - 1, -1):
            a, b = tokens[i].start, tokens[j].end
            name = keys.get((a, b))
            if name is None:
                continue
            written = text[a - base : b - base]
            found: Candidate | None = None
            if name in demonyms:
                home = next((e for e in gazetteer.named(demonyms[name]) if e.kind in _HOMES), None)
                if home is not None:
                    found = Candidate(a, b, written, name, sentence, (home,), is_demonym=True)
            elif (
                name not in actors
                and entries[name]
                and not _wrong_case(name, written)
                and (not _says_kind(name) or _is_named_unit(tokens, j))
            ):
                found = Candidate(a, b, written, name, sentence, entries[name])
            elif has_apostrophes or name in actors:
                pass
            elif i == j and name.endswith("s") and len(name) > 4 and not written[:-1].isupper():
                places = tuple(e for e in gazetteer.named(name[:-1]) if e.main and e.population > 50_000)
                if places:  # lost apostrophe: "Syrias Aleppo"
                    found = Candidate(a, b - 1, written[:-1], name[:-1], sentence, places)
            if found or name in actors:
                known.update(range(i, j + 1))
                if found is None or found.is_demonym or found.entries[0].kind in _HOMES:
                    sure.update(range(i, j + 1))
                if found:
                    yield found
                i = j
                break
        i += 1
    for start, end in _segments(tokens, first, last):
        own = set(range(start, end + 1))
        in_one = any(tokens[k].lower in words.ARTICLES for k in range(start + 1, end))
        if not own & known or (in_one and not own <= known and not own & sure):
            yield from _unknown(sentence, tokens, start, end)


def _segments(tokens: list[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a run between the words that join names rather than belong to one: "Umm Zarzur in Hama"."""
    start = first
    for k in range(first, last + 2):
        if k > last or (tokens[k].lower in words.PARTICLES and tokens[k].lower not in _GOING_ON | words.ARTICLES):
            if start < k:
                yield start, k - 1
            start = k + 1


def _unknown(sentence: Sentence, tokens: list[Word], first: int, last: int) -> Iterator[Candidate]:
    """A short name that no list has: "the village of Thalthana". Only its neighbours can make it a place."""
    while first < last and (tokens[first].lower in words.OPENERS or tokens[first].lower in words.classes()):
        first += 1
    while last > first and tokens[last].lower in words.classes():
        last -= 1
    a, b = tokens[first].start, tokens[last].end
    written = sentence.text[a - sentence.start : b - sentence.start]
    name = key(written)
    if last - first < 4 and len(name) > 3 and not _says_kind(name) and not written.isupper():
        yield Candidate(a, b, written, name, sentence, is_unknown=True)


# What a people's name may stand for.
_HOMES = frozenset(("country", "continent", "region", "admin1"))


def _says_kind(name: str) -> bool:
    """Words that say what a name is ("University") or open a sentence are no names, though some towns have them."""
    return name in words.classes() or name in words.OPENERS


def _is_named_unit(tokens: list[Word], j: int) -> bool:
    """ "Bay region", "Rivers State": the word that says a kind is a name before another one."""
    after = tokens[j + 1] if j + 1 < len(tokens) and tokens[j + 1].joined else None
    return after is not None and words.classes().get(after.lower) in ("admin1", "region")


def _wrong_case(name: str, written: str) -> bool:
    """An acronym needs its capitals ("us", "car"), a short name in capitals is an acronym of something else ("IS")."""
    letters = written.replace(".", "")
    if name in words.acronyms():
        return not letters.isupper()
    return len(letters) <= 3 and letters.isupper()


def _mark(
    found: list[Candidate], sentence: Sentence, tokens: list[Word], style: str, seen_lower: frozenset[str]
) -> None:
    """Put the signs for and against a place onto the sentence's candidates."""
    at_start = {t.start: n for n, t in enumerate(tokens)}
    at_end = {t.end: n for n, t in enumerate(tokens)} | {
        t.end - 1: n for n, t in enumerate(tokens) if t.lower.endswith("s")
    }
    own = {c.start for c in found}
    for c in found:
        if c.is_demonym or (c.entries and c.entries[0].kind in _HOMES and c.entries[0].main):
            own |= {c.end, c.end + 1}  # one more for the lost apostrophe of "Syrias Aleppo"
    at_once = {d.start: d for d in found}
    line_end = dateline_end(sentence)
    classes, first_names = words.classes(), words.first_names()
    for c in found:
        i, j = at_start[c.start], at_end[c.end]
        signs = c.signs
        if style != "sentence":
            signs.add(style + " case")
        if c.start < line_end:
            signs.add("dateline")
        if i == 0:
            signs.add("first")
        reason = words.ambiguous().get(c.key)
        if reason:
            signs.add(reason)
        if all(classes.get(word) == "compass" for word in c.key.replace("-", " ").split()):
            signs.add("direction")  # "the North East" of the country, not the district of that name in Botswana
        if len(c.key) <= 3 and c.key not in words.acronyms():
            signs.add("short")
        if c.key in seen_lower and i == j:
            signs.add("seen lower")
        if style == "sentence" and c.text.isupper() and c.start >= line_end and _is_acronym(c):
            signs.add("acronym")  # SANA is an agency, not Sanaa
        if sentence.text[c.end - sentence.start :].startswith("$"):
            signs.add("org")  # US$5
        if tokens[j].possessive and c.key.startswith("saint ") and j + 1 < len(tokens) and tokens[j + 1].is_name:
            signs.add("org")  # "St. Patrick's Day", "St. John's Hospital"
        if _AGED.search(sentence.text[max(0, c.start - sentence.start - 12) : c.start - sentence.start]):
            signs.add("aged")
        _mark_left(c, i, tokens, classes, first_names, own)
        beside = at_once.get(c.end + 1)
        _mark_right(c, j, tokens, classes, own, beside is not None and _are_strangers(c, beside))
        if j + 1 < len(tokens) and tokens[j + 1].lower in words.SPEECH:
            signs.add("speaks")


def _are_strangers(c: Candidate, d: Candidate) -> bool:
    """Whether two names side by side can't be a place and what it lies in: they have no country in common."""
    if not c.entries or not d.entries or c.is_demonym or d.is_demonym or c.entries[0].main:
        return False
    return {e.country for e in c.entries}.isdisjoint(e.country for e in d.entries)


# Particles that carry a name on; "of", "and", "in" begin something else.
_GOING_ON = frozenset(("de", "del", "la", "di", "da", "do", "dos", "al", "el", "ul", "ibn", "bin"))


_PAPERS_ARTICLES = frozenset(("The", "La", "El", "Le", "Il", "Der", "Die"))


def _last_name(tokens: list[Word], k: int) -> bool:
    return tokens[k].is_name or (tokens[k].lower in _GOING_ON and k + 1 < len(tokens) and tokens[k + 1].is_name)


def _is_acronym(c: Candidate) -> bool:
    if c.key in words.acronyms() or len(c.text) > 6:
        return False
    return len(c.text) <= 4 or not any(e.main for e in c.entries)


# Classes of neighbours that don't say which kind of place a name is.
_NO_KINDS = frozenset(("org", "street", "title", "compass", "local", "date", "other", "dweller"))


def _mark_left(
    c: Candidate, i: int, tokens: list[Word], classes: dict[str, str], first_names: frozenset[str], own: set[int]
) -> None:
    if i == 0:
        return
    k, joined = i - 1, tokens[i].joined
    is_paper = classes.get(tokens[k].lower) == "org" or (k and tokens[k - 1].text in _PAPERS_ARTICLES)
    if is_paper and tokens[k].is_name and c.start - tokens[k].end == 2:
        between = c.sentence.text[tokens[k].end - c.sentence.start : c.start - c.sentence.start]
        c.signs.update(("paper",) if between == " (" else ())  # "The Guardian (Lagos)"
    before = tokens[k]
    kind = classes.get(before.lower)
    over = classes.get(tokens[k - 1].lower) if joined and k and before.lower in ("of", "de") else None
    if over in ("org", "local"):  # "University of Aleppo"
        c.signs.add("of org")
        return
    if over is not None and over not in _NO_KINDS:  # "the town of X"
        c.signs.add(f"kind {over}")
        return
    while joined and kind == "compass" and k:
        c.signs.add("compass")
        joined, k = tokens[k].joined, k - 1
        before, kind = tokens[k], classes.get(tokens[k].lower)
    if not joined:
        return
    if before.is_name and style_is_sentence(c):
        if before.text in ("R", "D", "I") and c.start == before.end + 1:  # a member's seat: "D-Beachwood"
            c.signs.add("locative")
        elif kind == "title":
            c.signs.add("title")
        elif k == 0 and before.lower in words.OPENERS:
            _preposition(c, before)
        elif before.end in own or before.lower in words.OPENERS:
            c.signs.add("beside place")
        elif kind in _NO_KINDS or kind is None:
            c.signs.add("after first name" if before.lower in first_names or len(before.text) == 1 else "after name")
        elif not c.is_unknown:
            c.signs.add(f"kind {kind}")  # "Lake Chad"; but of "County Manager Berg" nothing is a place
        return
    if kind and kind not in _NO_KINDS:
        c.signs.add(f"kind {kind}")  # "the capital Damascus", "the village Tokhar"
    elif kind == "title":
        c.signs.add("title")
    for _ in range(3):  # in [the besieged city of] X: look past articles and adjectives
        if before.is_name:
            break
        if _is_party(c, tokens, k):
            c.signs.add("party")
            break
        if before.lower in words.LOCATIVE or before.lower in words.WEAK_LOCATIVE:
            _preposition(c, before)
            break
        if before.lower not in words.BEFORE_NAME or not tokens[k].joined or not k:
            break
        k -= 1
        before = tokens[k]


def _is_party(c: Candidate, tokens: list[Word], k: int) -> bool:
    """Whether a name is somebody's or an origin's, by the preposition at `k` and the word before it: "occupied by
    Russia", "the border area with Thailand", "soldiers from Nepal", "countries like Spain", "fired from Gaza"."""
    word = tokens[k].lower
    before = [t.lower for t in tokens[max(0, k - 2) : k]]
    if word == "from" and not words.LAUNCHED.isdisjoint(before[-1:]):
        return True
    if not c.entries or c.entries[0].kind not in ("country", "continent"):
        return False
    if word == "with":
        return not words.AGENT_BEFORE.isdisjoint(before)
    if word in ("from", "like"):
        return not words.ORIGIN.isdisjoint(before[-1:])
    return word in words.AGENT or word == "since"  # "the worst loss since Vietnam"


def style_is_sentence(c: Candidate) -> bool:
    return "title case" not in c.signs and "upper case" not in c.signs


def _preposition(c: Candidate, word: Word) -> None:
    if word.lower in words.LOCATIVE:
        c.signs.add("locative")
    elif word.lower in words.WEAK_LOCATIVE:
        c.signs.add("weak locative")


def _mark_right(
    c: Candidate, j: int, tokens: list[Word], classes: dict[str, str], own: set[int], is_strange: bool
) -> None:
    if j + 1 >= len(tokens) or not tokens[j + 1].joined or tokens[j].possessive:
        if (
            j + 1 < len(tokens)
            and tokens[j].possessive
            and classes.get(tokens[j + 1].lower) in ("compass", "quarter", "city", "admin1")
        ):
            c.signs.add("owns part")
        return
    after = tokens[j + 1]
    kind = classes.get(after.lower)
    if (kind in ("org", "street") and after.is_name) or (kind == "street" and after.lower.endswith("s")):
        c.signs.add(kind)
    elif kind and kind not in _NO_KINDS:
        c.signs.add(f"kind {kind}")
    elif (
        kind is None and j + 2 < len(tokens) and tokens[j + 2].joined and classes.get(tokens[j + 2].lower) == "facility"
    ):
        c.signs.add("kind facility")  # "Taftinaz military airport"
    elif after.lower in _GOING_ON and j + 2 < len(tokens) and tokens[j + 2].joined and _last_name(tokens, j + 2):
        c.signs.add("goes on")  # Villa Maria del Triunfo is no Villa Maria
    elif after.is_name and style_is_sentence(c) and c.key in words.first_names():
        c.signs.add("full name")  # "Georgia Stevens"
    elif after.is_name and is_strange:
        c.signs.add("before name")  # "Caño Limón" is neither Kano nor Limón
    elif after.is_name and style_is_sentence(c) and after.start not in own:
        further = classes.get(tokens[j + 2].lower) if j + 2 < len(tokens) and tokens[j + 2].joined else None
        c.signs.add("org" if further == "org" else "before name")
    elif kind in ("local", "dweller"):
        c.signs.add(kind)
    elif not after.is_name and after.lower in ("based", "born", "backed", "led", "made", "registered"):
        c.signs.add("based")


def dateline_end(sentence: Sentence) -> int:
    """Where the place of a dateline ends ("BEIRUT, Lebanon (AP) --"); -1 without one."""
    if sentence.kind == "dateline":
        return sentence.end
    match = _DATELINE.match(sentence.text)
    return sentence.start + match.end("place") if match else -1


def group(found: list[Candidate]) -> dict[str, list[Candidate]]:
    """Candidates of the same name: one name means one place in an article, unless the phrase says otherwise."""
    grouped: dict[str, list[Candidate]] = defaultdict(list)
    for c in found:
        grouped[c.key].append(c)
    return grouped
