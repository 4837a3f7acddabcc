"""How a claim shows its place: as written, a quarter as its city, several as the unit that holds them all."""

import re
from dataclasses import replace

from tasks.extract.places.gazetteer import Entry, Gazetteer
from tasks.extract.places.resolve import kilometres
from tasks.extract.records import Context, PlaceMention, Placing, Seed

FINENESS = {"facility": 4.0, "town": 3.0, "district": 2.5, "admin1": 2.0, "country": 1.0, "none": 1.5}
_PARTS = re.compile(r"(?i)\b(?:countryside|rural parts?|hinterland)\b")
_PART_OF = re.compile(r"(?i)\b(?:countryside|rural parts?|hinterland) (?:of|around) (?:the )?$")
_WORDS_BEFORE = re.compile(
    r"(?i)(?:\b(?:the )?(?:(?:besieged|rebel-held|nearby) )?(?:town|city|village|district|province|region"
    r"|outskirts|suburbs?|countryside|neighbou?rhoods?|area|port|camp) of (?:the )?)?"
    r"(?:\b(?:near|outside) )?(?:\b(?:north|south|east|west|central|rural)[\w-]* )?$"
)
_WORDS_AFTER = re.compile(
    r"(?i)(?:['’]s)?(?: (?:northern|southern|eastern|western))?(?: (?:province|governorate|countryside|district|region"
    r"|city|town|state|department|neighbou?rhood|camp|airport|outskirts|suburbs?))?"
)
# Between the members of a list none of these stands: "in Homs, killing ...", "from Homs to Hama".
_NO_LIST = frozenset(
    ("in", "killing", "where", "when", "while", "who", "which", "was", "were", "to", "between", "from", "on")
)


def finest(places: list[PlaceMention], seed: Seed) -> PlaceMention:
    """The finest unit; of several the one nearest to the trigger."""
    at = seed.parsed.offset(seed.trigger)
    return max(places, key=lambda m: (FINENESS[m.precision], -abs(m.start - at)))


def listed_with(best: PlaceMention, places: list[PlaceMention], context: Context) -> list[PlaceMention]:
    """The places that stand in one list with the best one: "in Idlib and Aleppo provinces"."""
    text = context.article.text
    least = min(2.0, FINENESS[best.precision])
    row = sorted((m for m in places if FINENESS[m.precision] >= least), key=lambda m: m.start)
    listed = [best]
    for step in (1, -1):
        at = row.index(best) if best in row else -1
        while at >= 0 and 0 <= at + step < len(row):
            a, b = sorted((row[at], row[at + step]), key=lambda m: m.start)
            gap = text[a.end : b.start].replace("\n", " ")
            if len(gap) > 60 or not _is_list_gap(gap):
                break
            listed.append(row[at + step])
            at += step
    joined = sorted((m for m in listed if m.lat is not None), key=lambda m: m.start) or [best]
    if len(joined) > 1 and not re.search(r"\b(?:and|or)\b|as well as", text[joined[0].end : joined[-1].start]):
        return [best]  # "Homs, Syria": a comma alone is no list
    return joined


def _is_list_gap(gap: str) -> bool:
    words = set(gap.replace("'s", "").replace("’s", "").replace(",", " , ").split())
    return bool(words) and (words == {","} or bool(words & {"and", "or"})) and not words & _NO_LIST


def over_several(listed: list[PlaceMention], context: Context, gazetteer: Gazetteer, basis: str) -> Placing:
    """One count over several places: the smallest unit that holds them all, and the places themselves."""
    last = _WORDS_AFTER.match(context.article.text[listed[-1].end :][:40])
    text = context.article.text[listed[0].start : listed[-1].end + len(last[0] if last else "")]
    codes = {m.admin1_code for m in listed}
    countries = {m.country for m in listed}
    over: Entry | None = None
    if len(codes) == 1 and None not in codes:
        towns = {shown_as(m, context, gazetteer).place_id for m in listed}
        if len(towns) == 1 and None not in towns:
            return Placing(text, shown_as(listed[0], context, gazetteer), tuple(listed), basis)
        over = gazetteer.admin1(codes.pop())
    elif len(countries) == 1 and None not in countries:
        over = gazetteer.country(countries.pop())
    if over is None:
        return Placing(text, None, tuple(listed), basis)
    first = listed[0]
    return Placing(text, as_mention(over, first, gazetteer), tuple(listed), basis)


def as_mention(e: Entry, at: PlaceMention, gazetteer: Gazetteer) -> PlaceMention:
    """A country, a province, at its seat, or a town, as if named where `at` is."""
    lat, lon = e.lat, e.lon
    if e.kind == "admin1" and (seat := gazetteer.seat(e.admin1)):
        lat, lon = seat.lat, seat.lon
    province = gazetteer.admin1(e.admin1)
    return replace(
        at, name=e.name, place_id=e.id if e.id > 0 else None, country=e.country, admin1_code=e.admin1, lat=lat, lon=lon,
        admin1=province.name if province else None, precision="town" if e.kind == "city" else e.kind,
    )  # fmt: skip


def phrase_of(m: PlaceMention, context: Context) -> str:
    """The place as written, with the words for its part or kind: "the village of Tokhar", "western Aleppo"."""
    text = context.article.text
    before = _WORDS_BEFORE.search(text[max(0, m.start - 60) : m.start])
    after = _WORDS_AFTER.match(text[m.end : m.end + 40])
    start = m.start - (len(before[0]) if before else 0)
    tail = after[0] if after and after[0].strip("'’s ") else ""
    return " ".join(text[start : m.end + len(tail)].split())


def shown_as(m: PlaceMention, context: Context, gazetteer: Gazetteer) -> PlaceMention:
    """As a claim shows it: a quarter as its city, a town's countryside as a district, a province at its seat."""
    if m.lat is None or m.lon is None:
        return m
    entry = gazetteer.at(m.name or "", m.lat, m.lon)
    if entry is not None and entry.kind == "quarter":
        city = _city_of(m, context, gazetteer)
        if city is not None:
            return city
    text = context.article.text
    after, before = text[m.end :].lstrip("'’s "), text[max(0, m.start - 40) : m.start]
    if m.precision == "town" and (_PARTS.match(after) or _PART_OF.search(before)):
        province = gazetteer.admin1(m.admin1_code)
        if province is not None and province.name == m.name:
            return as_mention(province, m, gazetteer)
        return replace(m, precision="district")
    if m.precision == "admin1" and m.admin1_code and (province := gazetteer.admin1(m.admin1_code)):
        return as_mention(province, m, gazetteer)
    return m


def _city_of(m: PlaceMention, context: Context, gazetteer: Gazetteer) -> PlaceMention | None:
    """The city that a quarter belongs to: one that the article names, else the largest within twenty kilometres."""
    if m.lat is None or m.lon is None:
        return None
    for other in context.places:
        if other.precision != "town" or other.lat is None or other.lon is None or other.name == m.name:
            continue
        entry = gazetteer.at(other.name or "", other.lat, other.lon)
        near = kilometres(m.lat, m.lon, other.lat, other.lon) < 25
        if near and entry and entry.kind == "city" and entry.population > 100_000:
            return replace(other, start=m.start, end=m.end, text=m.text)
    city = gazetteer.largest_near(m.country or "", m.lat, m.lon)
    return as_mention(city, m, gazetteer) if city is not None else None
