"""Decides which candidates are places, and which places: the article's countries, provinces and other places tell.

A score near 1 is a sure place; below `LEAST` there is no match rather than a wrong one.
"""

import math
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz

from tasks.extract.places import words
from tasks.extract.places.gazetteer import Entry, Gazetteer
from tasks.extract.places.keys import key
from tasks.extract.places.recognise import Candidate, group
from tasks.extract.records import Context, PlaceMention

LEAST = 0.5
ALIKE = 70.0  # of 100

_CONTAINS = re.compile(
    r",?(?: (?:neighbou?rhood|quarter|suburb|district|area|section|town|village|municipality|county|camp))?"
    r" (?:in|of) (?:the )?(?:(?:north|south|east|west|central|rural|upper|lower)[\w-]* )?"
    r"(?:(?:province|state|governorate|region|district|department|country|city|capital) (?:of )?)?(?:the )?$"
    r"|, (?:in )?$| ?\($"
)
_QUARTER_OF = re.compile(r" (?:neighbou?rhood|quarter|suburb|district|area|section|camp) (?:in|of) ")
# "in Mahmudiya, 30 km south of Baghdad": the second name only tells where the first one lies
_BEARING = re.compile(
    r", (?:(?:some|about|around|roughly|just) )?(?:[\d,.]+ ?(?:kilomet(?:er|re)s|miles|km|kms)\.? )?(?:to the )?"
    r"(?:north|south|east|west)[\w-]* of (?:the )?(?:(?:capital|city|town)(?: of)? )?$"
)
_ABBREVIATION = re.compile(r",? ?\(?([A-Z][A-Za-z]{0,4}\.(?:[A-Z]\.|[A-Z][a-z]\.)?|[A-Z]{2})(?![\w])")

# What each sign says for (+) or against (-) the candidate's being a place at all, in units of log-odds.
_SIGNS = {
    "locative": 1.6, "weak locative": 0.5, "contained": 3.0, "container": 2.0, "dateline": 2.5, "compass": 1.8,
    "beside place": 0.3, "owns part": 1.0, "based": 1.0, "listed": 0.8, "aged": 2.0, "local": 0.2, "dweller": 1.2,
    "kind city": 2.2, "kind admin1": 2.4, "kind admin2": 2.4, "kind district": 2.2, "kind quarter": 2.0,
    "kind region": 2.0, "kind facility": 1.5, "kind water": 1.0, "kind country": 2.0,
    "title": -4.0, "after first name": -4.0, "after name": -3.0, "before name": -2.0, "goes on": -3.5,
    "org": -6.0, "of org": -0.8,
    "street": -5.0, "speaks": -1.0, "first": -0.4, "word": -2.2, "surname": -1.6, "given name": -1.6,
    "seen lower": -2.0, "title case": -0.8, "upper case": -0.5, "person": -3.0, "acronym": -4.0,
    "short": -1.5, "full name": -5.0, "direction": -4.0,
}  # fmt: skip
# Signs by which one mention vouches for the others of the same name.
_VOUCHING = frozenset(("contained", "dateline", "kind city", "kind admin1", "locative"))
# Signs that say "a town, village or quarter" of a name that no list has.
_NAMED_AS_PLACE = frozenset(("kind city", "kind quarter", "kind district", "kind facility", "kind admin2", "contained"))
_NO_PLACE = frozenset(("title", "full name", "after first name", "street", "person", "org", "acronym"))


@dataclass(slots=True)
class Setting:
    """What the article as a whole speaks of: weights of countries and provinces, and what each name added to them."""

    countries: dict[str, float]
    provinces: dict[str, float]
    of_name: dict[str, tuple[dict[str, float], dict[str, float]]]

    def without(self, name: str) -> tuple[dict[str, float], dict[str, float], float]:
        """The weights without a name's own: "Georgia" must not vouch for Georgia. Countries: the first has 1; last,
        what that was before."""
        own_countries, own_provinces = self.of_name.get(name, ({}, {}))
        countries = {k: v - own_countries.get(k, 0.0) for k, v in self.countries.items()}
        top = max(countries.values(), default=0.0)
        countries = {k: v / top for k, v in countries.items() if v > 0.01} if top > 0.01 else {}
        provinces = {k: v - own_provinces.get(k, 0.0) for k, v in self.provinces.items()}
        return countries, provinces, top


def resolve(found: list[Candidate], context: Context, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The candidates that are places, each with its best entry, in reading order."""
    _pair(found, context, gazetteer)
    _persons(found)
    groups = group(found)
    setting = _setting(groups)
    _hear(groups, setting, gazetteer)
    known = {name: members for name, members in groups.items() if any(m.entries for m in members)}
    weights = {name: setting.without(name) for name in known}
    anchors: dict[str, list[Entry]] = {}
    for _ in range(2):  # the second time, the places of the first tell what lies near
        chosen: dict[str, list[Entry]] = {}
        for name, members in known.items():
            near = [e for other, entries in anchors.items() if other != name for e in entries]
            _choose(members, *weights[name], near)
            sure = {m.chosen.id: m.chosen for m in members if m.chosen and m.score > 0.6 and m.chosen.kind in _POINTS}
            if sure:
                chosen[name] = list(sure.values())
        anchors = chosen
    mentions = [m for c in found if (m := _mention(c, context, gazetteer)) is not None]
    return [m for m in mentions if not any(_holds(other, m) for other in mentions)]


def _holds(other: PlaceMention, m: PlaceMention) -> bool:
    """Whether a longer name holds this one: Maaret al-Numan is not Numan in Nigeria."""
    return other.start <= m.start and m.end <= other.end and other.end - other.start > m.end - m.start


def _pair(found: list[Candidate], context: Context, gazetteer: Gazetteer) -> None:
    """ "Jadariya in western Aleppo", "Paris, Texas", "Fresno, Calif.": the second place contains the first."""
    text = context.article.text
    abbreviations: list[Candidate] = []
    for n, a in enumerate(found):
        b = found[n + 1] if n + 1 < len(found) else None
        after = text[a.end : a.end + 12]
        if match := _ABBREVIATION.match(after):
            code = words.state_abbreviations().get(match[1]) or words.state_abbreviations().get(match[1].rstrip("."))
            if code and (inside := [e for e in a.entries if e.admin1 == code and e.kind != "admin1"]):
                a.entries, a.container = tuple(inside), code
                a.signs.add("contained")
                start = a.end + match.start(1)
                state = gazetteer.admin1(code)
                if state is not None and b is not None and b.start == start:
                    b.entries, b.end, b.text, b.key = (state,), a.end + match.end(1), match[1], key(state.name)
                    b.signs = {"container"}
                elif state is not None and (b is None or b.start > start):
                    of_state = Candidate(start, a.end + match.end(1), match[1], key(state.name), a.sentence, (state,))
                    of_state.signs.add("container")
                    abbreviations.append(of_state)
        if b is None or b.sentence is not a.sentence or a.is_demonym or b.is_unknown:
            continue
        gap = " ".join(text[a.end : b.start].split("\n"))
        if len(gap) < 60 and not b.is_demonym and _BEARING.fullmatch(gap):
            a.signs.add("kind city")
            b.signs.add("bearing")
        if len(gap) < 60 and not b.is_demonym and _CONTAINS.fullmatch(gap):
            _contain(a, b, gap)
        if gap in (", ", " and ", ", and ", " or ", " to ", " and the "):
            a.signs.add("listed")
            b.signs.add("listed")
    found += abbreviations
    found.sort(key=lambda c: c.start)


def _contain(a: Candidate, b: Candidate, gap: str) -> None:
    """Takes `b` for what holds `a`: of a's places only those inside stay, or none where `a` is another place of that
    name than those that are listed."""
    units = [e for e in sorted(b.entries, key=lambda e: -_likeness(e, b)) if e.kind in ("country", "admin1")]
    for over in units:
        if over.kind == "country":
            inside = [e for e in a.entries if e.country == over.country and e.kind != "country"]
        else:
            inside = [e for e in a.entries if e.admin1 == over.admin1 and e.id != over.id and e.kind != "admin1"]
        if inside and (over.main or max(e.population for e in inside) > 10_000):
            a.entries, a.container = tuple(inside), over.admin1 or over.country
            a.signs.add("contained")
            b.signs.add("container")
            towns = (e for e in b.entries if e.id != over.id and e.kind == "city" and e.admin1 == over.admin1)
            b.entries = (over, *towns)
            return
    is_elsewhere = _says_whose(gap, b) and all(e.country for e in a.entries)
    for over in units:
        is_named_so = over.main or over.kind == "country" or "kind admin1" in b.signs
        if (a.is_unknown or is_elsewhere) and is_named_so:
            a.entries, a.is_unknown = (), True  # a village of that name in another province is another one
            a.container = over.admin1 or over.country
            a.signs.add("contained")
            b.signs.add("container")
            return


def _says_whose(gap: str, over: Candidate) -> bool:
    """Whether the words between two names leave no doubt that the second holds the first: "the Yarmouk neighbourhood of
    Khartoum", "Pucayacu, in Huancavelica Department"."""
    return _QUARTER_OF.match(gap) is not None or (gap.lstrip(" ,(")[:3] in ("", "in ") and "kind admin1" in over.signs)


def _persons(found: list[Candidate]) -> None:
    """Whoever was named in full ("Denzel Washington") stays a person when only the surname follows."""
    surnames = {c.key for c in found if c.signs & {"after first name", "title", "full name"}}
    places = {c.key for c in found if c.signs & _VOUCHING}
    for c in found:
        if c.key in surnames - places:
            c.signs.add("person")


def _setting(groups: dict[str, list[Candidate]]) -> Setting:
    """The countries and provinces that the article's names speak for."""
    setting = Setting(defaultdict(float), defaultdict(float), {})
    for name, members in groups.items():
        countries: dict[str, float] = defaultdict(float)
        provinces: dict[str, float] = defaultdict(float)
        for c in members:
            if c.entries and not c.signs & _NO_PLACE:
                _speak_for(c, countries, provinces)
        for total, own in ((setting.countries, countries), (setting.provinces, provinces)):
            for k, v in own.items():
                total[k] += v
        setting.of_name[name] = countries, provinces
    return setting


def _speak_for(c: Candidate, countries: dict[str, float], provinces: dict[str, float]) -> None:
    """Add what one candidate says of where the article plays."""
    best = c.entries[0]
    over = next((e for e in c.entries if e.kind == "country" and e.main), None)
    if over is not None and over.country:
        countries[over.country] += 0.7 if c.is_demonym else 1.0
        if not any(_is_state(e) for e in c.entries):
            return
    if best.country and (c.container or "dateline" in c.signs):
        countries[best.country] += 1.0
    elif best.country and best.main and (best.population > 700_000 or _is_state(best)):
        countries[best.country] += 0.5
    elif best.country and len({e.country for e in c.entries}) == 1 and not c.signs & _UNSURE:
        countries[best.country] = max(countries[best.country], 0.4)  # "Rapides Parish" is in one country only
    named = [e for e in c.entries if e.admin1 and e.kind == "admin1" and e.main]
    if named and not c.is_demonym:
        provinces[named[0].admin1 or ""] = 1.0
        return
    homes = {e.admin1 for e in c.entries if e.admin1}
    if c.container and len(homes) == 1:
        provinces[homes.pop()] = 1.0
    elif len(homes) <= 25 and not c.signs & {"word", "surname", "given name"}:
        for home in homes:  # a name of few places tells more than "Springfield"
            provinces[home] = max(provinces[home], 0.6 / len(homes))


_UNSURE = frozenset(("word", "surname", "given name", "goes on", "before name", "after name"))


def _is_state(e: Entry) -> bool:
    return e.kind == "admin1" and e.country == "US"


def _hear(groups: dict[str, list[Candidate]], setting: Setting, gazetteer: Gazetteer) -> None:
    """Look up by sound, in the article's countries, the names that no list has, or has elsewhere only."""
    home = sorted(setting.countries, key=lambda k: -setting.countries[k])[:2]
    home = [country for country in home if country in words.transliterated()]
    if not home:
        return
    for members in groups.values():
        signs = set().union(*(m.signs for m in members))
        if not signs & (_NAMED_AS_PLACE | {"locative", "dateline", "compass"}) or signs & {
            "title",
            "person",
            "acronym",
        }:
            continue
        known = members[0].entries
        if known and (
            known[0].population > 200_000 or known[0].kind != "city" or any(e.country in home for e in known)
        ):
            continue
        if not known and "kind quarter" in signs:
            continue  # towns and provinces are listed, quarters hardly
        least = 76.0 if signs & _NAMED_AS_PLACE and not known else 82.0
        heard = [e for country in home for e, _ in gazetteer.sounding(members[0].text, country, least)[:3]]
        for m in members:
            m.entries = (*m.entries, *heard)


def _choose(
    members: list[Candidate], countries: dict[str, float], provinces: dict[str, float], top: float, anchors: list[Entry]
) -> None:
    """Pick one place for all mentions of a name, except where a phrase tells otherwise, and score each mention."""
    fixed = next((m for m in members if m.container), None)
    pool = {e.id: e for m in ([fixed] if fixed else members) for e in m.entries}
    fit = {i: _fit(e, countries, provinces, anchors) + _likeness(e, members[0]) for i, e in pool.items()}
    worth = {i: prior(e) + fit[i] for i, e in pool.items()}
    # "killed near Saraqeb", in an article that names no other place than Turkey
    is_placed = any("locative" in m.signs and "kind quarter" not in m.signs for m in members)
    is_only_one = is_placed and len({e.country for e in pool.values()}) == 1
    for m in members:
        own = pool.values() if fixed is None or not m.container else m.entries
        is_town_too = any(e.kind == "city" and e.main for e in own)
        best = _best(own, worth, m.signs & _OF_KINDS, is_town_too)
        is_settled = best is not None and top >= (1.9 if best.country in _ENGLISH else 1.0)
        is_settled = is_settled and not (is_only_one and best is not None and best.population > 20_000)
        if best is not None and best.population > LARGE_VILLAGE and _is_called_village(m):
            best = None
        if best is not None and not m.container and is_settled and _is_elsewhere(best, countries):
            best = None  # another place of that name than those that are listed
        m.chosen, m.score, m.odds = best, 0.0, -9.0
        if best is None:
            continue
        odds = _sureness(best) + min(1.6, 0.5 * fit.get(best.id, 0.0)) + sum(_SIGNS.get(s, 0.0) for s in m.signs)
        if m.is_demonym:
            odds += 3.0
        if "speaks" in m.signs and (key(best.name), best.country) in words.capitals():
            odds += 2.5  # "Washington said": a government, and a place of a kind
        if countries and best.country and best.country not in countries and best.kind in _POINTS and not m.container:
            odds -= _foreign(best, m)
        m.odds = odds
    surest = max((m.odds for m in members if m.signs & _VOUCHING), default=0.0)
    for m in members:
        if m.chosen is None:
            continue
        odds = m.odds
        if surest > 1.0 and not m.signs & (_VOUCHING | _NO_PLACE | {"after name"}):
            odds += min(2.0, surest)  # another mention of it stands where only places stand
        m.score = round(1 / (1 + math.exp(-odds)), 3)


def _best(own: Collection[Entry], worth: dict[int, float], signs: set[str], is_town_too: bool) -> Entry | None:
    """The place that is worth most, and fits best the kind that the words beside the name speak of."""
    return max(
        own,
        key=lambda e: (worth[e.id] if e.id in worth else prior(e)) + _kind_fit(e, signs, is_town_too),
        default=None,
    )


_VILLAGE_OF = re.compile(r"(?i)\b(?:the|a) (?:[\w-]+ )?(?:village|hamlet) of $")
LARGE_VILLAGE = 50_000
"""A place with more inhabitants is no "hamlet of Khrouba": that is another one, which no list has."""


def _is_called_village(m: Candidate) -> bool:
    return _VILLAGE_OF.search(m.sentence.text[: m.start - m.sentence.start]) is not None


def _is_elsewhere(best: Entry, countries: dict[str, float]) -> bool:
    """Whether a small place, or one by another name than its own, lies in none of the countries that the article
    speaks of: "Cholon" is a quarter in Vietnam, and in Hebrew Holon."""
    largest = 50_000 if best.main else 700_000
    return bool(countries) and best.country not in countries and best.kind in _SMALL and best.population < largest


_SMALL = frozenset(("city", "quarter", "admin2"))


def _foreign(best: Entry, m: Candidate) -> float:
    """What tells against a place of a country that the article doesn't speak of: less for large or well placed ones."""
    if best.main and best.population > 300_000:
        return 0.3
    return 0.7 if m.signs & _VOUCHING else 1.5


def prior(e: Entry) -> float:
    """How likely a bare name means this place, before any context: towns by size, other kinds as towns of some size."""
    size = {"country": 8.0, "continent": 7.0, "region": 5.2, "water": 5.0, "facility": 4.6}.get(e.kind)
    if size is None:
        size = math.log10(_people(e) + 300)
        if e.kind == "admin1":
            size = 6.3 if e.country == "US" else min(5.0, size + 0.5)
        elif e.kind == "admin2":
            size = max(3.0, size - 1.6)
        elif e.kind == "quarter":
            size -= 1.5
        elif e.id in _CAPITALS:
            size += 0.8
    if -10_000_000 < e.id < 0:
        size += 0.7  # in our files because conflict news names it
    is_known_by_it = e.country not in _ENGLISH or e.population > 50_000  # Derry is Londonderry to many
    return size - (0.0 if e.main else 0.7 if is_known_by_it else 2.0)


# Countries whose places English texts call by their own names, hardly ever by another.
_ENGLISH = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))


def _people(e: Entry) -> int:
    """Inhabitants; a town listed without any is a seat of administration, and so no hamlet."""
    return e.population or (4_000 if e.kind == "city" else 0)


# Capitals that share their name with a larger unit: "Washington" alone is the city.
_CAPITALS = frozenset((4140963,))


def _sureness(e: Entry) -> float:
    """How often a capitalised word equal to this place's name is a place name at all (log-odds)."""
    if e.kind in ("country", "continent"):
        return 3.5
    if e.kind in ("admin1", "region", "water"):
        return 2.0 if e.main else 0.0
    if e.kind == "admin2" and e.country == "US":
        return 1.0  # its name includes the word: "Granville County"
    other = 0.0 if e.main else 0.6 if e.country not in _ENGLISH else 1.6
    size = 0.9 * (math.log10(_people(e) + 300) - 4.3) - other
    return size - (0.5 if e.kind in ("quarter", "admin2") else 0.0)


def _fit(e: Entry, countries: dict[str, float], provinces: dict[str, float], anchors: list[Entry]) -> float:
    """How well a place fits what else the article names."""
    fit = 0.0
    if e.country in countries:
        fit += 1.0 + 1.2 * countries[e.country]
    if e.admin1 and e.kind != "admin1":
        fit += 1.5 * min(1.4, provinces.get(e.admin1, 0.0))
    if e.kind in _POINTS:
        near = sum(math.exp(-kilometres(e.lat, e.lon, a.lat, a.lon) / 80) for a in anchors if a.id != e.id)
        fit += 0.9 * min(2.0, near)
    return fit


def _likeness(e: Entry, c: Candidate) -> float:
    """Of two provinces that share another name the one whose own is like it: Uruzgan is Oruzgan, hardly Daykundi."""
    return 0.3 if e.kind == "admin1" and not e.main and fuzz.ratio(key(e.name), c.key) > ALIKE else 0.0


# Kinds of places that lie somewhere in particular, so that distances to them tell.
_POINTS = frozenset(("city", "quarter", "facility", "admin2", "admin1", "region"))


# Signs that tell which kind of place a name is, or how exact.
_OF_UNITS = frozenset(("kind admin1", "kind region", "kind district"))
_OF_TOWNS = frozenset(("kind city", "kind quarter"))
_OF_KINDS = _OF_UNITS | _OF_TOWNS | {"kind admin2", "dateline", "compass", "container"}


def _kind_fit(e: Entry, signs: set[str], is_town_too: bool) -> float:
    """How well a place fits the kind that its signs speak of, of those in `_OF_KINDS`."""
    fit = 0.0
    if signs:
        if signs & _OF_UNITS:
            fit += 4.0 if e.kind in ("admin1", "region") else 2.5 if e.kind == "admin2" else 0.0
        if signs & _OF_TOWNS:
            fit += 2.0 if e.kind in ("city", "quarter") else 0.0
        if "kind admin2" in signs and e.kind == "admin2":
            fit += 3.0
        if "dateline" in signs and (key(e.name), e.country) in words.capitals():
            fit += 1.2  # correspondents sit in capitals
    is_bare = not (signs & _OF_UNITS or "compass" in signs or "container" in signs)
    if e.kind == "admin1" and is_town_too and e.country != "US" and is_bare:
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


def _mention(c: Candidate, context: Context, gazetteer: Gazetteer) -> PlaceMention | None:
    """The candidate as a mention; None if it is too unsure to be a place."""
    e = c.chosen
    if e is not None and c.score >= LEAST:
        province = gazetteer.admin1(e.admin1)
        return PlaceMention(
            start=c.start, end=c.end, text=c.text, name=e.name, place_id=e.id if e.id > 0 else None, country=e.country,
            admin1=province.name if province else None, admin1_code=e.admin1, lat=e.lat, lon=e.lon,
            precision=_PRECISION.get(e.kind, "none") if e.country else "none", score=c.score,
            is_event_place_candidate=_can_be_scene(c),
        )  # fmt: skip
    if (
        e is None
        and c.signs & _NAMED_AS_PLACE
        and not c.signs & (_NO_PLACE | {"after name", "before name", "goes on", "word"})
    ):
        return _unlisted(c, gazetteer)
    return None


def _unlisted(c: Candidate, gazetteer: Gazetteer) -> PlaceMention:
    """A place that no list has: the province that the phrase puts it in, else only its name."""
    over = gazetteer.admin1(c.container) or gazetteer.country(c.container)
    if over is None:
        return PlaceMention(c.start, c.end, c.text, is_event_place_candidate=_can_be_scene(c))
    return PlaceMention(
        start=c.start, end=c.end, text=c.text, name=over.name, place_id=over.id if over.id > 0 else None,
        country=over.country, admin1=over.name if over.kind == "admin1" else None, admin1_code=over.admin1,
        lat=over.lat, lon=over.lon, precision=_PRECISION[over.kind], score=0.5,
        is_event_place_candidate=_can_be_scene(c),
    )  # fmt: skip


_OF_PEOPLE = re.compile(r"\s+(?:side|[Ss]tate|[Pp]rovince|[Rr]egion)\b")


def _is_region_of_people(c: Candidate) -> bool:
    """ "49 on the Israeli side", "a concert in Kachin state": a people's name, but of a place."""
    return _OF_PEOPLE.match(c.sentence.text, c.end - c.sentence.start) is not None


def _can_be_scene(c: Candidate) -> bool:
    """Whether things can have happened there: not a people, a government that speaks, or a name in a promo line."""
    if c.chosen is not None and c.chosen.country is None:
        return False  # "the Middle East", "the Black Sea": no scene that a record could hold
    if "bearing" in c.signs or (c.key in words.acronyms() and not c.signs & {"locative", "container"}):
        return False  # "US drones killed six"
    if c.is_demonym and _is_region_of_people(c):
        return True
    if c.is_demonym or c.sentence.kind in ("promo", "footer", "byline") or "based" in c.signs:
        return False
    return not ({"speaks", "paper", "party"} & c.signs and "locative" not in c.signs)
