"""The place of a claim's event from the sentences around: told before, ahead, or by the country that all lie in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tasks.extract.dates.notes import heading_at, is_item
from tasks.extract.dates.past import is_long_ago
from tasks.extract.places import words
from tasks.extract.places.gazetteer import Gazetteer
from tasks.extract.places.scenes import (
    STORY_KINDS,
    but_dateline,
    dateline_of,
    is_with_people,
    possible_scenes,
    scenes_of,
    written_at,
)
from tasks.extract.places.shown import FINENESS, as_mention, listed_with, over_several
from tasks.extract.places.standing import NO_SCENES, SCENE, WITH_PEOPLE, standing_of
from tasks.extract.records import Context, PlaceMention, Placing, Seed, Sentence

# How far back a sentence without a place looks for one, in sentences.
_BACK, AHEAD, AHEAD_OF_DATELINE, LEAD = 4, 6, 3, 3
# A place that the sentence takes as known: the article names it elsewhere.
SOME_PLACE = re.compile(
    r"(?i)\b(?:the|a|an) (?:[\w-]+ )?(?:districts?|neighbou?rhoods?|village|town|city|area|market|hospital|clinic"
    r"|school|mosque|church|camp|site|building|base|airport|checkpoint|prison|station|garrison|enclave|centre|center)\b"
)
_SAME_PLACE = re.compile(r"\bin the same (?:\w+ )?(?:district|town|village|area|province|city|place)\b")
_PEOPLES_CAPITAL = re.compile(r"\bthe (?P<people>[A-Z][\w-]+) capital\b")
_OPENS_IN = re.compile(r"(?i)(?:in|at|near|elsewhere|meanwhile)\b[^,.]{0,40},")
_VIOLENCE = re.compile(r"(?i)\b(?:kill|die|dead|death|injur|wound|attack|strike|bomb|shell|clash|blast|explo|massacre)")
_APART = frozenset(("PS",))
"""Countries in parts that news never take together: a war in Gaza is not one of the Palestinian Territories."""


def from_context(seed: Seed, context: Context, gazetteer: Gazetteer) -> PlaceMention | None:
    """The incident's place from the sentences before: the nearest, then the lead."""
    story = [s for s in context.sentences if s.kind in STORY_KINDS]
    here = next((n for n, s in enumerate(story) if s.index == seed.parsed.sentence.index), 0)
    before = story[max(0, here - _BACK) : here][::-1]
    before.sort(key=lambda s: is_long_ago(s, context))
    heading = heading_at(context.article, seed.parsed.sentence.start)
    note = context.article.text[heading.reach_start : heading.reach_end] if heading else ""
    if heading is not None and not _SAME_PLACE.search(note):  # a dated note tells of its own place
        before = [s for s in before if s.start >= heading.reach_start]
        story = before[::-1]
    lead = [s for s in story[:LEAD] if s not in before and s.index < seed.parsed.sentence.index]
    countries: list[PlaceMention] = []
    officials: list[PlaceMention] = []  # "the governor of Borno said": where nothing else is told
    for sentence in (*before, *lead):
        scenes = scenes_of(sentence, context)
        officials += [m for m in scenes if standing_of(m, context) == "authority"]
        scenes = [m for m in scenes if m not in officials]
        fine = [m for m in scenes if FINENESS[m.precision] >= 2.0]
        if fine:  # a base or hospital named beside a town is as a rule another matter
            best = _told_first(fine, context)
            if countries and countries[0].country != best.country:
                return countries[0]  # told nearer
            best = _scene_of(best, (*before, *lead), context)
            listed = listed_with(best, fine, context)
            return (over_several(listed, context, gazetteer, "context").place or best) if len(listed) > 1 else best
        if sentence in before and sentence.text.startswith("In the capital"):
            capital = capital_of(context.once(dateline_of), sentence, context, gazetteer)
            if capital is not None:
                return capital
        if sentence in before and _has_unlisted(sentence, context) and (city := context.once(dateline_of)):
            return city
        if scenes and sentence in before and standing_of(scenes[0], context) == SCENE:
            return scenes[0]
        if _VIOLENCE.search(sentence.text):
            countries += scenes
    return next(iter((*officials, *countries)), None)


def _told_first(fine: list[PlaceMention], context: Context) -> PlaceMention:
    """Of a sentence's places a town before its province, one where it is said to have happened, the first told."""

    def rank(m: PlaceMention) -> tuple[float, bool, int]:
        return min(3.0, FINENESS[m.precision]), standing_of(m, context) == SCENE, -m.start

    return max(fine, key=rank)


def told_around(seed: Seed, context: Context, gazetteer: Gazetteer) -> PlaceMention | None:
    """The incident's place from the sentences before or, for one of the first, after."""
    return from_context(seed, context, gazetteer) or from_ahead(seed, context, gazetteer)


def from_ahead(seed: Seed, context: Context, gazetteer: Gazetteer, reach: int = AHEAD) -> PlaceMention | None:
    """The incident's place from the sentences after one of the first, in a country named up to there. A total of a
    longer time is of more than the first town that follows."""
    story = [s for s in context.sentences if s.kind in STORY_KINDS]
    here = next((n for n, s in enumerate(story) if s.index == seed.parsed.sentence.index), 0)
    start = seed.parsed.sentence.start
    is_alone = heading_at(context.article, start) is not None or is_item(context.article, start)
    if here >= LEAD or seed.scope == "cumulative" or is_alone:
        return None
    home = context.once(dateline_of)
    told = {m.country for m in context.places if m.country and m.start < seed.parsed.sentence.end}
    countries = {home.country} if home is not None else told
    found: list[PlaceMention] = []
    for sentence in story[here + 1 : here + 1 + reach]:
        if home is not None and _OPENS_IN.match(sentence.text):
            continue  # "In the north, duels around Tripoli left nine dead": another matter than the dateline's
        scenes = [m for m in scenes_of(sentence, context) if not countries or m.country in countries]
        fine = [m for m in scenes if FINENESS[m.precision] >= 2.0]
        if fine:
            best = _told_first(fine, context)
            listed = listed_with(best, fine, context)
            return (over_several(listed, context, gazetteer, "context").place or best) if len(listed) > 1 else best
        if _VIOLENCE.search(sentence.text):
            found += scenes
    return found[0] if found else None


def _scene_of(m: PlaceMention, told: Sequence[Sentence], context: Context) -> PlaceMention:
    """For a place that only its province makes a scene, the town of that province where it was told to have happened:
    of "shots near Maiduguri. The men walked back from a burial in Nganzai" Maiduguri."""
    stands = standing_of(m, context)
    if stands not in NO_SCENES and stands not in WITH_PEOPLE:
        return m
    scenes = (o for s in told for o in scenes_of(s, context) if standing_of(o, context) == SCENE)
    return next((o for o in scenes if o.precision == "town" and o.admin1_code == m.admin1_code), m)


def only_province(context: Context) -> PlaceMention | None:
    """The province of all the article's scenes, if they lie in one."""
    scenes = [m for s in context.sentences for m in scenes_of(s, context) if m.admin1_code]
    if len({m.admin1_code for m in scenes}) != 1:
        return None
    return replace(scenes[0], precision="admin1")


def _has_unlisted(sentence: Sentence, context: Context) -> bool:
    """Whether the sentence tells of a quarter or village that no list has."""
    return any(m.lat is None for m in context.once(possible_scenes) if sentence.start <= m.start < sentence.end)


def spreads(context: Context) -> bool:
    """Whether the article's scenes lie in several provinces: a running total without a place is of none of them."""
    scenes = [m for s in context.sentences for m in scenes_of(s, context)]
    return len({m.admin1_code for m in scenes if m.admin1_code}) > 1


def capital_of(
    around: PlaceMention | None, sentence: Sentence, context: Context, gazetteer: Gazetteer
) -> PlaceMention | None:
    """The capital of the country that the sentence names, or its surroundings lie in: "the Yemeni capital"."""
    of_people = _PEOPLES_CAPITAL.search(sentence.text)
    home = words.demonyms().get(of_people["people"].lower()) if of_people else None
    country = next((e.country for e in gazetteer.named(home) if e.kind == "country"), None) if home else None
    if country is None and around is not None:
        country = around.country
    if country is None:
        over = country_only(sentence, context, gazetteer).place
        country = over.country if over is not None else None
    name = next((name for name, own in words.capitals() if own == country), None)
    towns = [e for e in gazetteer.named(name) if e.country == country and e.kind == "city"] if name else []
    if not towns or not context.places:
        return None
    return as_mention(max(towns, key=lambda e: e.population), around or context.places[0], gazetteer)


def finer_from_context(seed: Seed, context: Context, coarse: PlaceMention, gazetteer: Gazetteer) -> PlaceMention | None:
    """A finer place of the same event, for a claim of the lead or headline that names only a country or region."""
    story = [s for s in context.sentences if s.kind in STORY_KINDS]
    here = next((n for n, s in enumerate(story) if s.index == seed.parsed.sentence.index), 0)
    if seed.scope == "cumulative":
        return None
    if here >= LEAD:
        if not SOME_PLACE.search(seed.parsed.sentence.text):
            return None
        around = from_context(seed, context, gazetteer)
        return around if around is not None and coarse.country in (None, around.country) else None
    for sentence in (*story[:here], *story[here + 1 : here + 1 + AHEAD]):
        fine = [
            m for m in scenes_of(sentence, context)
            if FINENESS[m.precision] > max(1.0, FINENESS[coarse.precision] if coarse.lat is not None else 1.0)
            and coarse.country in (None, m.country)
        ]  # fmt: skip
        if fine and _VIOLENCE.search(sentence.text):
            return max(fine, key=lambda m: (FINENESS[m.precision], -m.start))
    return None


def with_people(sentence: Sentence, context: Context) -> PlaceMention | None:
    """The town of those who tell of it or suffered, in the sentence or, where there is one only, in the article."""
    for stands in ("authority", "bed"):
        towns = [m for m in context.places if m.precision == "town" and standing_of(m, context) == stands]
        own = next((m for m in towns if sentence.start <= m.start < sentence.end), None)
        if own or len({m.place_id for m in towns}) == 1:
            return own or towns[0]
    return None


def country_only(sentence: Sentence, context: Context, gazetteer: Gazetteer) -> Placing:
    """The one country that the article's places lie in, if they lie in one. Of a text from another country's newsroom,
    the only one that it names in any way: "DAKAR - Mali's army said"."""
    is_elsewhere = context.once(written_at) is not context.once(dateline_of)
    places = context.once(but_dateline) if is_elsewhere else context.places
    starts = {m.start for m in places}
    told = [m for m in context.once(possible_scenes) if m.country and m.start in starts]
    scenes = [m for m in told if standing_of(m, context) not in NO_SCENES and not is_with_people(m, context)]
    counts = Counter(m.country for m in scenes or told)
    if not counts and is_elsewhere:
        named = {m.country for m in places if m.country}
        counts = Counter(named if len(named) == 1 else ())
    if not counts:
        return Placing()
    top = max(counts, key=lambda c: counts[c])
    country = gazetteer.country(top)
    if country is None or counts[top] < 0.6 * sum(counts.values()):
        return Placing()
    at = next(m for m in context.places if m.country == top)
    parts = {m.admin1_code for m in scenes if m.country == top and m.admin1_code}
    if top in _APART and len(parts) == 1 and (part := gazetteer.admin1(parts.pop())):
        return Placing(None, as_mention(part, at, gazetteer), basis="context")
    return Placing(None, as_mention(country, at, gazetteer), basis="context")
