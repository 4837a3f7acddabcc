"""What a place mention stands for in its article: where something happened, or where somebody spoke, lived, lay, went
or was caught. The nearest cue around the name decides; the cues are `seeds/lexicons/place_standings.csv`.

Plain text only, for most sentences have no parse. Which place a claim takes is `attach.py`'s.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from tasks.extract import lexicons
from tasks.extract.places import words
from tasks.extract.places.keys import key
from tasks.extract.records import Context, PlaceMention

SCENE, DEATH, SPEAKS, UNKNOWN = "scene", "death", "speaks", "unknown"

NO_SCENES = frozenset({"said", "government", "threat", "street", "seat", "memory", "origin"})
"""Nothing that the article tells of happened there."""

WITH_PEOPLE = ("authority", "bed", "custody", "goal", "home", "border")
"""Where people of the story were before or after; the best first, for articles that name no scene."""

REACH = 12
"""Words before a name in which its cue may stand."""

PLANNED = 3
"""Words between an attack and those that say that it was only planned."""

STRUCK = 6
"""Words behind a name in which it is said that what stands there was struck."""

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[\w'’-]+|[^\w\s]")
_ENDS = frozenset(
    (".", ";", ":", ",", "“", "”", '"', "(", "—", "|", "«", "»", "!", "?", "that", "which", "who", "whom", "where",
     "when", "after", "before", "as", "while", "because", "but", "killing", "wounding", "leaving")
)  # fmt: skip
_PREPOSITIONS = frozenset(
    ("in", "at", "near", "from", "to", "on", "of", "by", "with", "for", "outside", "into", "toward", "towards",
     "against", "around", "across", "inside", "through", "via", "over", "and")
)  # fmt: skip
_BEING = frozenset(("was", "were", "been", "being", "under"))
_GOING = frozenset(("to", "into", "from", "for", "by"))  # "evacuated the wounded to a hospital in Hatay"
_KINDS = frozenset(
    ("town", "towns", "city", "village", "villages", "port", "camp", "capital", "district", "province", "state",
     "region", "area", "suburb", "suburbs", "outskirts", "neighbourhood", "neighborhood", "department", "part", "parts",
     "quarter", "island", "valley", "north", "south", "east", "west", "northeast", "northwest", "southeast",
     "southwest", "hamlet", "community", "communities", "streets", "centre", "center", "countryside")
)  # fmt: skip
_SMALL = frozenset(("a", "an", "the", "is", "was", "were", "are", "has", "had", "have", "it", "its", "this"))
_AGED_OF = re.compile(r"\b\d{1,3},? (?:of|from) (?:the )?$")
_FRONT = re.compile(r"(?:^|[.!?][\"”’']?\s+|\n)(?:In|At|From) (?:the )?(?:[\w-]+ ){0,3}$")
_THEN_SPEAKS = re.compile(
    r"(?s),? [^.;:\d\"“]{3,90}?(?<!\bwere )(?<!\bwas )(?<!\bare )"
    r"\b(?:said|told|says|called|condemned|warned|announced|vowed|urged)\b"
)
_AND = re.compile(r",?\s(?:and|or)\s(?:the )?(?:(?:towns?|cities|villages?) of )?")
_CONTAINERS = frozenset(("admin1", "country", "district"))
_WHERE = re.compile(r",? where\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell what the name beside them stands for. `prepositions` must introduce the name ("-": none may;
    empty: any); `reach` words may stand between. What `yields` may itself be struck: "a raid on a hospital in Homs"."""

    words: tuple[str, ...]
    prepositions: frozenset[str]
    reach: int
    standing: str
    yields: bool


def standing_of(mention: PlaceMention, context: Context) -> str:
    """What the mention stands for: a class of the lexicon, or "unknown"."""
    return context.once(_standings)[mention.start]


def _standings(context: Context) -> dict[int, str]:
    """The standing of each mention, by its first character."""
    found: dict[int, str] = {}
    before: PlaceMention | None = None
    sentences = iter(context.sentences)
    sentence = next(sentences, None)
    for mention in sorted(context.places, key=lambda m: m.start):
        while sentence is not None and sentence.end <= mention.start:
            sentence = next(sentences, None)
        start = sentence.start if sentence is not None and sentence.start <= mention.start else mention.start
        end = sentence.end if sentence is not None else mention.end
        gap = context.article.text[before.end : mention.start] if before and before.end > start else None
        is_joined = gap is not None and (_AND.fullmatch(gap) or (gap == ", " and mention.precision in _CONTAINERS))
        if before is not None and is_joined:
            found[mention.start] = found[before.start]  # "of Lakeland, Florida", "in Homs and Hama"
        else:
            stands = standing(context.article.text[start:end], mention.start - start, mention.end - start)
            if stands == SPEAKS:
                stands = "government" if mention.precision == "country" or is_capital(mention) else UNKNOWN
            found[mention.start] = stands
        before = mention
    return found


def standing(text: str, start: int, end: int) -> str:
    """What the name at those characters of a sentence stands for."""
    text = text.replace("\n", " ")
    where = _WHERE.match(text, end)
    if where and any(map(is_blow, takewhile(lambda word: word not in _ENDS, _words(text[where.end() :])))):
        return SCENE  # "a resident of Myingyan, where two were shot"
    before, after = _before(text, start), _after(text, end)
    if after in NO_SCENES or after in ("authority", "border") or (after == SPEAKS and before == UNKNOWN):
        return after
    if after in ("local", "bed") and before != SCENE and (after == "bed" or before != DEATH):
        return after  # "died in Homs hospital", but "a raid on Homs hospital", "killed a Homs man"
    if before == UNKNOWN and _FRONT.search(text[:start][-40:]) and _opens_telling(text, end):
        return "said"  # "In Ankara, the prime minister said"
    if before == "authority" and not _is_said(text, end):
        return UNKNOWN  # "police in Homs retook the port"
    is_struck = before in ("bed", "said", "authority", "seat") and _is_struck(text, end)  # "a clinic in Homs was hit"
    return SCENE if before == DEATH or is_struck else before


def _opens_telling(text: str, end: int) -> bool:
    """Whether behind the name somebody speaks, before anything happens."""
    told = _THEN_SPEAKS.match(text[end : end + 120])
    return told is not None and not any(is_blow(word) for word in _words(told[0]))


def is_blow(word: str) -> bool:
    """Whether the lower-case word says by itself that something happened where it stands: "shelled", "raid"."""
    return any(c.standing in (SCENE, DEATH) and len(c.words) == 1 for c in _cues("before", word))


def _is_struck(text: str, end: int) -> bool:
    """Whether what stands in the place was attacked."""
    told = _words(text[end : end + 60])[:STRUCK]
    at = next((n for n, word in enumerate(told) if word in _BEING), None)
    if at is None or not _ENDS.isdisjoint(told[:at]):
        return False
    return any(is_blow(word) for word in told[at + 1 : at + 3])


def _is_said(text: str, end: int) -> bool:
    """Whether those who work in the place tell of something."""
    return any(c.standing == SPEAKS for word in _words(text[end : end + 60])[:STRUCK] for c in _cues("after", word))


def is_capital(mention: PlaceMention) -> bool:
    """Whether it is a country's capital: its officials tell of everywhere."""
    return (key(mention.name or ""), mention.country) in words.capitals()


def _after(text: str, end: int) -> str | None:
    """What the words behind the name say: "Memphis police", "Iran's ambassador"."""
    told = _words(re.sub(r"^(?:['’]s?)?-?", "", text[end : end + 60]))
    for skipped, word in enumerate(told[:3]):
        for cue in _cues("after", word):
            if skipped <= cue.reach and tuple(told[skipped : skipped + len(cue.words)]) == cue.words:
                return cue.standing
        if not word[0].isalnum() or word in _PREPOSITIONS | _ENDS | _SMALL or word.endswith("ed"):
            break
    return None


def _before(text: str, start: int) -> str:
    """What the nearest cue before the name says: "he was flown to", "a monitor based in", "five were killed in"."""
    if _AGED_OF.search(text[max(0, start - 20) : start]):
        return "home"  # "Boyce, 59, of Lakeland"
    told = _words(text[max(0, start - 120) : start])[-REACH:]
    preposition, gap, found = "", 0, UNKNOWN
    for at in range(len(told) - 1, -1, -1):
        word = told[at]
        cue = next((c for c in _cues("before", word) if gap <= c.reach and _fits(c, told, at, preposition)), None)
        if cue is not None and found == UNKNOWN:
            found = cue.standing
            if found == SCENE and _is_planned(told, at):
                return "threat"
            if not cue.yields:
                return found
        elif cue is not None and not cue.yields:
            return SCENE if cue.standing == SCENE else found
        if word in _ENDS or (found != UNKNOWN and word in _GOING):
            break
        if preposition == "of" and word in _KINDS:
            preposition, gap = "", 0  # "in the town of"
        elif word in _PREPOSITIONS and not preposition:
            preposition, gap = word, 0
        else:
            gap += 1
    return found


def _is_planned(told: Sequence[str], at: int) -> bool:
    """ "Planning attacks on Tel Aviv", "threatened to bomb Seoul"."""
    near = told[max(0, at - PLANNED) : at]
    return any(c.standing == "threat" for word in near for c in _cues("before", word) if len(c.words) == 1)


def _fits(cue: Cue, told: Sequence[str], at: int, preposition: str) -> bool:
    first = at - len(cue.words) + 1
    if first < 0 or any(not _is_form(w, c) for w, c in zip(told[first : at + 1], cue.words, strict=True)):
        return False
    if "-" in cue.prepositions:
        return not preposition
    return not cue.prepositions or preposition in cue.prepositions


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())


def _is_form(word: str, cue: str) -> bool:
    return word.startswith(cue[:-1]) if cue.endswith("*") else word == cue


@cache
def _lexicon(side: str) -> dict[str, list[Cue]]:
    """The cues of a side by the word that stands next to the name, "resid*" for all that begin so."""
    found: dict[str, list[Cue]] = {}
    for r in lexicons.read("place_standings"):
        if r["side"] == side:
            words = tuple(r["cue"].split())
            prepositions = frozenset(filter(None, r["prepositions"].split("|")))
            cue = Cue(words, prepositions, int(r["reach"]), r["standing"], r["yields"] == "yes")
            found.setdefault(words[0 if side == "after" else -1], []).append(cue)
    return found


@lru_cache(maxsize=20_000)
def _cues(side: str, word: str) -> tuple[Cue, ...]:
    """The cues that begin with the word behind a name, or end with it before one; longer and whole ones first."""
    table = _lexicon(side)
    stems = (f"{word[:length]}*" for length in range(1, len(word) + 1))
    own = [cue for form in (word, *stems) for cue in table.get(form, ())]
    return tuple(sorted(own, key=lambda c: (-len(c.words), c.words[0].endswith("*"))))
