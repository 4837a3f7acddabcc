"""Where things can have happened in an article: its mentions without speakers' places, homes, doubtful names, and its
dateline. Article by article, without a parse; which of them a claim takes is `attach.py`'s."""

import math
import re
from collections import Counter
from dataclasses import replace

from tasks.extract.places import words
from tasks.extract.places.keys import key, skeleton
from tasks.extract.places.recognise import dateline_end
from tasks.extract.places.resolve import kilometres
from tasks.extract.places.standing import NO_SCENES, SCENE, WITH_PEOPLE, is_capital, standing_of
from tasks.extract.records import Context, PlaceMention, Sentence

STORY_KINDS = ("body", "headline", "caption")
# "Rawalpindi, 5 March 2025: On the evening ...", "COLOMBO, May 15 (PTI) Gunmen ...": datelines without a dash.
_DATED_LINE = re.compile(
    r"\s*\(?(?P<place>[A-Z][\w'’.-]+(?:[ -][A-Z][\w'’.-]+){0,3}),? "
    r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][A-Za-z]{2,8}\.? \d{1,2})(?:,? \d{4})?(?::| \([A-Z][^)\n]{1,30}\))\s"
)
_BEARING = re.compile(
    r",? (?:a (?:town|village|city) )?(?:(?:some|about) )?(?:[\d.]+ ?(?:km|kilomet(?:re|er)s?|miles?) )?(?:to the )?"
    r"(?:just )?(?:north|south|east|west)[\w-]* (?:of|from) (?:the (?:city|town) of )?"
)
_QUARTER_OF = re.compile(
    r" (?:quarter|neighbou?rhood|suburb|section|slum|ward) of (?:the )?(?:(?:city|[\w-]+ capital|capital) ?)?(?:of )?"
)
_SUBURB_OF = re.compile(r"(?i)\bthis (?:[\w-]+ )?suburb (?:of|outside) (?:the )?$")
SURE = 0.9
"""The score from which on a name may bring in a country of its own."""
MANY = 3
"""Places of one country that make a doubtful name in another a name of something else: "a Pilsen bar" in Chicago."""
DATELINES = 4
"""Sentences, with headlines and bylines, in which a dateline stands."""
QUARTER = 30.0
"""Kilometres within which a place may be the quarter of a city that its words make it."""
SUBURB = 60.0
"""Kilometres within which a dateline's town may be a city's suburb."""


def possible_scenes(context: Context) -> list[PlaceMention]:
    """The article's places where something can have happened. A doubtful name of the only place in a country of which
    the article tells nothing else is a place that no list has: "Raka" near Sokoto isn't Raqqa."""
    told = [m for m in context.places if m.is_event_place_candidate]
    named = Counter(m.country for m in context.places)
    told = [_unlisted(m) if _is_stranger(m, named) or _is_quarter(m, context) else m for m in told]
    return [_by_its_bearing(m, context) if m.lat is None else m for m in told]


def _is_quarter(m: PlaceMention, context: Context) -> bool:
    """Whether its words make it a part of a city: "the Cibitoke quarter of the capital" is no province."""
    found = _QUARTER_OF.match(context.article.text, m.end)
    if found is None or m.precision == "country":
        return False
    city = next((o for o in context.places if o.start == found.end()), None)
    return city is None or m.lat is None or m.lon is None or _apart(m, city) > QUARTER


def _apart(m: PlaceMention, other: PlaceMention) -> float:
    """Kilometres between two places; endless where one is not known."""
    if m.lat is None or m.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return kilometres(m.lat, m.lon, other.lat, other.lon)


def _is_stranger(m: PlaceMention, named: Counter[str | None]) -> bool:
    if m.score >= SURE or m.precision == "country" or named[m.country] > 1 or is_capital(m):
        return False
    most = max((n for country, n in named.items() if country != m.country), default=0)
    sound = skeleton(m.text)
    is_spelling = len(sound) > 2 and sound == skeleton(m.name or "")  # "Saraqeb" of Saraqib; of "Siloé" who knows
    if key(m.text) != key(m.name or "") and not is_spelling:
        return most > 0
    return most >= MANY


def _by_its_bearing(m: PlaceMention, context: Context) -> PlaceMention:
    """A place that no list has, by the province of the town that it lies beside: "Urum al-Kubra, west of Aleppo"."""
    found = _BEARING.match(context.article.text, m.end)
    beside = next((o for o in context.places if found and o.start == found.end() and o.admin1_code), None)
    if beside is None:
        return m
    return replace(
        m, name=beside.admin1, country=beside.country, admin1=beside.admin1, admin1_code=beside.admin1_code,
        lat=beside.lat, lon=beside.lon, precision="admin1",
    )  # fmt: skip


def _unlisted(m: PlaceMention) -> PlaceMention:
    return PlaceMention(m.start, m.end, m.text)


def is_no_scene(m: PlaceMention, context: Context) -> bool:
    """Whether its words say that nothing happened there, and no other mention of the same place or, for speakers', of
    the same province says the contrary: "In Lugansk, the governor said"."""
    return standing_of(m, context) in NO_SCENES and not _is_by_scene(m, context)


def is_with_people(m: PlaceMention, context: Context) -> bool:
    """Whether it is only where people of the story lived, went, lay or were caught. Those who govern a place tell of
    what happened in it, if it is not the capital."""
    stands = standing_of(m, context)
    if stands == "authority" and not is_capital(m):
        return False
    return stands in WITH_PEOPLE and (not _is_by_scene(m, context) or _is_beside_scene(m, context))


def _is_beside_scene(m: PlaceMention, context: Context) -> bool:
    """Whether its own sentence tells where it happened: "bombed in Sarmin, he died in Bab al-Hawa hospital"."""
    sentence = next((s for s in context.sentences if s.start <= m.start < s.end), None)
    scenes = context.once(_told_scenes)
    return sentence is not None and any(sentence.start <= o.start < sentence.end for o in scenes)


def _is_by_scene(m: PlaceMention, context: Context) -> bool:
    """Whether something happened in the same province: "treated in hospitals in Kaduna" after a raid near it."""
    return m.admin1_code in context.once(_provinces_of_scenes)


def _told_scenes(context: Context) -> list[PlaceMention]:
    """The mentions whose words say that something happened there."""
    return [m for m in context.places if m.is_event_place_candidate and standing_of(m, context) == SCENE]


def _provinces_of_scenes(context: Context) -> set[str]:
    return {m.admin1_code for m in context.once(_told_scenes) if m.admin1_code}


def is_of_suburb(m: PlaceMention, context: Context) -> bool:
    """ "HIGHLAND PARK, Ill. -- A gunman in this Chicago suburb": the dateline's town is the suburb."""
    text = context.article.text
    if not (text.startswith(" suburb", m.end) or _SUBURB_OF.search(text[max(0, m.start - 30) : m.start])):
        return False
    home = context.once(dateline_of)
    if home is None or home.name == m.name or home.precision != "town" or m.precision != "town":
        return False
    return _apart(m, home) < SUBURB


def scenes_of(sentence: Sentence, context: Context) -> list[PlaceMention]:
    """The resolved places of a sentence of the story where something can have happened."""
    return context.once(_scenes_by_sentence).get(sentence.index, [])


def _scenes_by_sentence(context: Context) -> dict[int, list[PlaceMention]]:
    """The scenes of each sentence that has some, by its index."""
    dateline = context.once(written_at)
    places = [
        m for m in context.once(possible_scenes)
        if m.lat is not None and m is not dateline
        and not is_no_scene(m, context) and not is_with_people(m, context) and not is_of_suburb(m, context)
    ]  # fmt: skip
    story = (s for s in context.sentences if s.kind in STORY_KINDS)
    own = {s.index: [m for m in places if s.start <= m.start < s.end] for s in story}
    return {index: scenes for index, scenes in own.items() if scenes}


def line_end(sentence: Sentence) -> int:
    """Where the place of a dateline ends, whatever sets it off; -1 without one."""
    dated = _DATED_LINE.match(sentence.text) if sentence.index < DATELINES else None
    return sentence.start + dated.end("place") if dated else dateline_end(sentence)


def dateline_of(context: Context) -> PlaceMention | None:
    """The place of the dateline, where the text has one and may tell of what happened there: a release from Geneva
    that names Sudan, and Switzerland nowhere else, doesn't."""
    place = context.once(written_at)
    if place is None or (place.name, place.country) not in words.newsrooms():
        return place
    countries = {m.country for m in context.once(but_dateline) if m.country}
    return None if countries and place.country not in countries else place


def written_at(context: Context) -> PlaceMention | None:
    """The place of the dateline, where the text has one."""
    for sentence in context.sentences[:DATELINES]:
        end = line_end(sentence)
        for m in context.places:
            if sentence.start <= m.start < end and m.precision in ("town", "admin1", "facility"):
                return m
    return None


def but_dateline(context: Context) -> list[PlaceMention]:
    """The places named outside the dateline."""
    ends = [(s.start, line_end(s)) for s in context.sentences[:DATELINES]]
    return [m for m in context.places if not any(start <= m.start < end for start, end in ends)]
