"""Decides which candidates are places, and which places: the article's countries, provinces and other places tell.

A score near 1 is a sure place; below `LEAST` there is no match rather than a wrong one.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable

from tasks.extract.places import words
from tasks.extract.places.gazetteer import Entry, Gazetteer
from tasks.extract.places.recognise import Candidate, group
from tasks.extract.records import Context, PlaceMention

LEAST = 0.5

_CONTAINS = re.compile(
    r",? (?:in|of) (?:the )?(?:(?:north|south|east|west|central|rural|upper|lower)[\w-]* )?"
    r"(?:(?:province|state|governorate|region|district|department|country|city|capital) (?:of )?)?(?:the )?$"
    r"|, (?:in )?$| ?\($"
)
_ABBREVIATION = re.compile(r",? ?\(?([A-Z][A-Za-z]{0,4}\.(?:[A-Z]\.|[A-Z][a-z]\.)?|[A-Z]{2})(?![\w])")
_PARTS = ("admin2", "district", "quarter", "facility")

# What each sign says for (+) or against (-) the candidate's being a place at all, in units of log-odds.
_SIGNS = {
    "locative": 1.6, "weak locative": 0.5, "contained": 3.0, "container": 2.0, "dateline": 2.5, "compass": 1.8,
    "beside place": 0.3, "owns part": 1.0, "based": 1.0, "listed": 0.8,
    "kind city": 2.2, "kind admin1": 2.4, "kind admin2": 2.4, "kind district": 2.2, "kind quarter": 2.0,
    "kind region": 2.0,
    "kind facility": 1.5, "kind water": 1.0, "kind country": 2.0,
    "title": -4.0, "after first name": -4.0, "after name": -2.6, "before name": -2.0, "org": -4.0, "of org": -0.8,
    "street": -5.0, "speaks": -1.0, "first": -0.4, "word": -2.2, "surname": -1.6, "given name": -1.6,
    "seen lower": -2.0, "title case": -0.8, "upper case": -0.5, "person": -3.0,
}  # fmt: skip


def resolve(found: list[Candidate], context: Context, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The candidates that are places, each with its best entry, in reading order."""
    _pair(found, context, gazetteer)
    _persons(found)
    countries, provinces = _setting(found)
    groups = group(found)
    anchors: list[Entry] = []
    for _ in range(2):  # the second time, the places of the first tell what lies near
        chosen = []
        for members in groups.values():
            _choose(members, countries, provinces, anchors)
            chosen += [
                m.chosen
                for m in members
                if m.chosen and m.score > 0.6 and m.chosen.kind in ("city", "admin1", "admin2", "region")
            ]
        anchors = list({e.id: e for e in chosen}.values())
    return [_mention(c, gazetteer) for c in found if c.chosen is not None and c.score >= LEAST]


def _pair(found: list[Candidate], context: Context, gazetteer: Gazetteer) -> None:
    """ "Jadariya in western Aleppo", "Paris, Texas", "Fresno, Calif.": the second place contains the first."""
    text = context.article.text
    for n, a in enumerate(found):
        b = found[n + 1] if n + 1 < len(found) else None
        after = text[a.end : a.end + 12]
        if match := _ABBREVIATION.match(after):
            code = words.state_abbreviations().get(match[1]) or words.state_abbreviations().get(match[1].rstrip("."))
            if code and (inside := [e for e in a.entries if e.admin1 == code and e.kind != "admin1"]):
                a.entries, a.container = tuple(inside), code
                a.signs.add("contained")
        if b is None or b.sentence is not a.sentence or a.is_demonym:
            continue
        gap = text[a.end : b.start]
        if len(gap) < 60 and not b.is_demonym and _CONTAINS.fullmatch(gap):
            for over in b.entries:
                if over.kind == "country":
                    inside = [e for e in a.entries if e.country == over.country and e.kind != "country"]
                elif over.kind == "admin1":
                    inside = [
                        e for e in a.entries if e.admin1 == over.admin1 and e.id != over.id and e.kind != "admin1"
                    ]
                else:
                    continue
                if inside and (over.main or max(e.population for e in inside) > 10_000):
                    a.entries, a.container = tuple(inside), over.admin1 or over.country
                    a.signs.add("contained")
                    b.signs.add("container")
                    b.entries = (
                        over,
                        *(e for e in b.entries if e.id != over.id and e.kind == "city" and e.admin1 == over.admin1),
                    )
                    break
        if gap in (", ", " and ", ", and ", " or ", " to ", " and the "):
            a.signs.add("listed")
            b.signs.add("listed")


def _persons(found: list[Candidate]) -> None:
    """Whoever was named in full ("Denzel Washington") stays a person when only the surname follows."""
    surnames = {c.key for c in found if c.signs & {"after first name", "title"}}
    places = {c.key for c in found if c.signs & {"contained", "dateline", "kind city", "kind admin1"}}
    for c in found:
        if c.key in surnames - places:
            c.signs.add("person")


def _setting(found: list[Candidate]) -> tuple[dict[str, float], set[str]]:
    """The countries that the article speaks of, with their weight (the first has 1), and its provinces."""
    countries: dict[str, float] = defaultdict(float)
    provinces: set[str] = set()
    for c in found:
        if c.signs & {"title", "after first name", "street", "person"} or not c.entries:
            continue
        best = c.entries[0]
        overs = [e for e in c.entries if e.kind == "country" and e.main]
        if overs and overs[0].country:
            countries[overs[0].country] += 0.7 if c.is_demonym else 1.0
            continue
        if c.container or "dateline" in c.signs:
            if best.country:
                countries[best.country] += 1.0
        elif (
            best.country
            and best.main
            and (best.population > 700_000 or (best.kind == "admin1" and best.country == "US"))
        ):
            countries[best.country] += 0.5
        sure = [e for e in c.entries if e.admin1 and (c.container or (e.kind == "admin1" and e.main))]
        provinces.update(e.admin1 for e in sure[:1] if e.admin1)
    top = max(countries.values(), default=1.0)
    return {k: v / top for k, v in countries.items()}, provinces


def _is_state(e: Entry) -> bool:
    return e.kind == "admin1" and e.country == "US"


def _choose(members: list[Candidate], countries: dict[str, float], provinces: set[str], anchors: list[Entry]) -> None:
    """Pick one place for all mentions of a name, except where a phrase tells otherwise, and score each mention."""
    signs = set().union(*(m.signs for m in members))
    fixed = next((m for m in members if m.container), None)
    pool: dict[int, Entry] = {e.id: e for m in ([fixed] if fixed else members) for e in m.entries}
    context = {i: _fit(e, countries, provinces, anchors) for i, e in pool.items()}
    for m in members:
        own = pool.values() if fixed is None or not m.container else m.entries
        ranked = sorted(own, key=lambda e: -(_prior(e) + context.get(e.id, 0.0) + _kind_fit(e, m.signs)))
        if not ranked:
            m.chosen, m.score = None, 0.0
            continue
        best = ranked[0]
        m.chosen = best
        odds = _sureness(best) + 0.5 * context.get(best.id, 0.0) + sum(_SIGNS.get(s, 0.0) for s in m.signs)
        if m.is_demonym:
            odds += 3.0
        shared = signs & {"contained", "dateline", "kind city", "kind admin1", "locative"}
        if shared and not m.signs & shared:
            odds += 1.0  # another mention of it stands where only places stand
        m.score = round(1 / (1 + math.exp(-odds)), 3)


def _prior(e: Entry) -> float:
    """How likely a bare name means this place, before any context: towns by size, other kinds as towns of some size."""
    size = {"country": 8.0, "continent": 7.0, "region": 5.2, "water": 5.0, "facility": 4.0, "admin2": 3.4}.get(e.kind)
    if size is None:
        size = math.log10(e.population + 300)
        if e.kind == "admin1":
            size = 5.0 if e.country != "US" else 6.3
        elif e.kind == "quarter":
            size -= 1.5
    return size - (0.0 if e.main else 0.7)


def _sureness(e: Entry) -> float:
    """How often a capitalised word equal to this place's name is a place name at all (log-odds)."""
    if e.kind in ("country", "continent"):
        return 3.5
    if e.kind in ("admin1", "region", "water"):
        return 2.0 if e.main else 0.0
    if e.kind == "admin2":
        return 1.0
    size = 0.9 * (math.log10(e.population + 300) - 4.3) - (0.0 if e.main else 0.6)
    return size - (0.5 if e.kind == "quarter" else 0.0)


def _fit(e: Entry, countries: dict[str, float], provinces: set[str], anchors: list[Entry]) -> float:
    """How well a place fits what else the article names."""
    fit = 0.0
    if e.country in countries:
        fit += 1.0 + 1.2 * countries[e.country]
    if e.admin1 and e.admin1 in provinces and e.kind != "admin1":
        fit += 1.3
    near = min((kilometres(e.lat, e.lon, a.lat, a.lon) for a in anchors if a.id != e.id), default=9_999.0)
    if near < 60:
        fit += 1.0
    elif near < 200:
        fit += 0.5
    return fit


def _kind_fit(e: Entry, signs: set[str]) -> float:
    fit = 0.0
    if signs & {"kind admin1", "kind region", "kind district"}:
        fit += 2.5 if e.kind in ("admin1", "region", "admin2") else 0.0
    if signs & {"kind city", "kind quarter"}:
        fit += 2.0 if e.kind in ("city", "quarter") else 0.0
    if "kind admin2" in signs and e.kind == "admin2":
        fit += 3.0
    if (
        e.kind == "admin1"
        and e.country != "US"
        and not signs & {"kind admin1", "kind region", "compass", "container", "kind district"}
    ):
        fit -= 1.0  # a bare name that is both is the city
    return fit


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    p = math.pi / 180
    a = (
        0.5
        - math.cos((lat2 - lat1) * p) / 2
        + math.cos(lat1 * p) * math.cos(lat2 * p) * (1 - math.cos((lon2 - lon1) * p)) / 2
    )
    return 12_742 * math.asin(math.sqrt(min(1.0, a)))


_PRECISION = {"city": "town", "quarter": "town", "admin2": "district", "region": "district", "facility": "facility",
              "admin1": "admin1", "country": "country"}  # fmt: skip


def _mention(c: Candidate, gazetteer: Gazetteer) -> PlaceMention:
    e = c.chosen
    assert e is not None
    province = gazetteer.admin1(e.admin1)
    return PlaceMention(
        start=c.start, end=c.end, text=c.text, name=e.name, place_id=e.id if e.id > 0 else None, country=e.country,
        admin1=province.name if province else None, admin1_code=e.admin1, lat=e.lat, lon=e.lon,
        precision=_PRECISION.get(e.kind, "none"), score=c.score, is_event_place_candidate=_can_be_scene(c),
    )  # fmt: skip


def _can_be_scene(c: Candidate) -> bool:
    """Whether things can have happened there: not a people, a government that speaks, or a name in a promo line."""
    e = c.chosen
    if c.is_demonym or e is None or c.sentence.kind in ("promo", "footer", "byline"):
        return False
    return not ("speaks" in c.signs and not c.signs & {"locative"})


def nearest(places: Iterable[PlaceMention], lat: float, lon: float) -> float:
    """Kilometres from a point to the nearest of these places; infinite without any."""
    return min(
        (kilometres(lat, lon, p.lat, p.lon) for p in places if p.lat is not None and p.lon is not None),
        default=math.inf,
    )
