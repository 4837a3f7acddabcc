"""Which of the article's places a claim's event was at: its clause, its sentence, the incident's context, the dateline.

Takes places already resolved. Never gives a speaker's place, a promo line's, or the outlet's.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.again import own_part
from tasks.extract.dates.clauses import TIMES
from tasks.extract.dates.finding import joined
from tasks.extract.dates.notes import heading_at, is_item
from tasks.extract.dates.past import is_long_ago
from tasks.extract.places import words
from tasks.extract.places.gazetteer import Entry, Gazetteer
from tasks.extract.places.keys import key
from tasks.extract.places.recognise import dateline_end
from tasks.extract.places.resolve import kilometres
from tasks.extract.places.standing import NO_SCENES, SCENE, WITH_PEOPLE, is_capital, standing_of
from tasks.extract.records import Context, PlaceMention, Placing, Seed, Sentence
from tasks.extract.words import word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINENESS = {"facility": 4.0, "town": 3.0, "district": 2.5, "admin1": 2.0, "country": 1.0, "none": 1.5}
_STORY_KINDS = ("body", "headline", "caption")
# How far back a sentence without a place looks for one, in sentences.
_BACK, _AHEAD, _AHEAD_OF_DATELINE, _LEAD = 4, 6, 3, 3

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
_TIMES = TIMES | {"soon", "shortly"}
_KINDS = frozenset(("town", "city", "village", "port", "camp", "capital", "district", "province"))
# A place that the sentence takes as known: the article names it elsewhere.
_SOME_PLACE = re.compile(
    r"(?i)\b(?:the|a|an) (?:[\w-]+ )?(?:districts?|neighbou?rhoods?|village|town|city|area|market|hospital|clinic"
    r"|school|mosque|church|camp|site|building|base|airport|checkpoint|prison|station|garrison|enclave|centre|center)\b"
)
# What the story tells of: "have fled the regime's advance".
_THE_BATTLE = re.compile(
    r"(?i)\b(?:the|this|that) (?:[\w'’-]+ )?(?:advance|offensive|fighting|clashes|violence|assault|operation)\b"
)
_SAME_PLACE = re.compile(r"\bin the same (?:\w+ )?(?:district|town|village|area|province|city|place)\b")
_THE_CAPITAL = re.compile(
    r"(?i)\b(?:in|at|near|outside|of|on|through|across) the (?:country['’]s |(?!provincial|regional|state)[\w-]+ )?"
    r"capital\b(?! (?:city )?of\b)(?!,? (?-i:[A-Z]))"
)
_PEOPLES_CAPITAL = re.compile(r"\bthe (?P<people>[A-Z][\w-]+) capital\b")
_MILLIONS = re.compile(r"(?i)(?<!half a )\bmillions?\b|\b\d{1,3},\d{3},\d{3}\b")
_OPENS_IN = re.compile(r"(?i)(?:in|at|near|elsewhere|meanwhile)\b[^,.]{0,40},")
_WIDE = re.compile(
    r"(?i)\b(?:(?:across|throughout|all over|parts of)\b[^.;,]*|(?:south|north|east|west)\w* and [\w-]+ )$"
)
_THE_PROVINCE = re.compile(
    r"\b(?:in|across|throughout) the (?:\w+ )?(?:state|province|region|department|governorate|oblast)\b(?! of\b)"
)
_WHOLE_COUNTRY = re.compile(
    r"(?i)\b(?:in|across|throughout|around) the (?:whole )?(?:country|nation)\b|\bnationwide\b"
    r"|\ba country (?:in which|where)\b"
)
_VIOLENCE = re.compile(r"(?i)\b(?:kill|die|dead|death|injur|wound|attack|strike|bomb|shell|clash|blast|explo|massacre)")
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
PERIOD = timedelta(days=31)
"""What was counted over longer is of no one town."""

SURE = 0.9
"""The score from which on a name may bring in a country of its own."""

MANY = 3
"""Places of one country that make a doubtful name in another a name of something else: "a Pilsen bar" in Chicago."""

DATELINES = 4
"""Sentences, with headlines and bylines, in which a dateline stands."""

OF_PEOPLE = 3
"""The rank of a sentence's place that is only where people of the story were: see `_rank`."""

QUARTER = 30.0
"""Kilometres within which a place may be the quarter of a city that its words make it."""

SUBURB = 60.0
"""Kilometres within which a dateline's town may be a city's suburb."""


def attach(seed: Seed, context: Context, gazetteer: Gazetteer) -> Placing:
    """Where the claim's event was."""
    sentence = seed.parsed.sentence
    ranked = _rank(seed, context)
    scenes = [(tier, m) for tier, m in ranked if tier < OF_PEOPLE]
    if scenes:
        return _of_sentence(ranked, seed, context, gazetteer)
    around, dateline = _from_context(seed, context, gazetteer), context.once(_dateline)
    if told := _by_its_kind(around or dateline, sentence, context, gazetteer):
        return told
    if ranked and _is_better(ranked, around or dateline, seed, context):
        return _of_sentence(ranked, seed, context, gazetteer)
    if _is_of_war(seed, context):
        return _country_only(sentence, context, gazetteer)
    around = around or _from_ahead(seed, context, gazetteer, _AHEAD if dateline is None else _AHEAD_OF_DATELINE)
    if around is not None:
        return Placing(None, _shown(around, context, gazetteer), basis="context")
    if dateline is not None:
        return Placing(None, _shown(dateline, context, gazetteer), basis="dateline")
    if seed.scope != "cumulative" and (town := _with_people(sentence, context)):
        return Placing(None, _shown(town, context, gazetteer), basis="context")
    return _country_only(sentence, context, gazetteer)


def _is_of_war(seed: Seed, context: Context) -> bool:
    """Whether the claim is a running total of a war, or of no one place that the article tells of."""
    if seed.outcome == "displaced":  # no town has so many inhabitants
        text = seed.parsed.sentence.text
        is_uprooting = (
            seed.scope == "cumulative"
            and context.once(_spreads)
            and not _SOME_PLACE.search(text)
            and not _THE_BATTLE.search(text)
        )
        return is_uprooting or _MILLIONS.search(context.article.text[seed.start : seed.end]) is not None
    if seed.scope != "cumulative" or _SOME_PLACE.search(seed.parsed.sentence.text):
        return False
    return seed.event_type == "other" or context.once(_spreads)


def _is_in_clause(m: PlaceMention, seed: Seed) -> bool:
    token = _token_at(seed.parsed.doc, seed.parsed.within(m.start))
    return token is not None and _clause(token) == _clause(seed.trigger)


def _is_better(
    ranked: list[tuple[int, PlaceMention]], around: PlaceMention | None, seed: Seed, context: Context
) -> bool:
    """Whether the place of those who tell of it or suffered says more than what is told around: it lies in another
    country, or is finer, or dateline and context tell nothing. Not so where somebody only went or lived."""
    best = _finest([m for _, m in ranked], seed)
    if around is None or (around is context.once(_dateline) and is_capital(around)):
        return True  # correspondents in capitals write of elsewhere
    stands = standing_of(best, context)
    if stands in ("goal", "home"):
        return False
    if stands not in WITH_PEOPLE and best.admin1_code and best.admin1_code != around.admin1_code:
        return True
    is_finer = _FINENESS[best.precision] > max(1.0, _FINENESS[around.precision])
    return best.country != around.country or (is_finer and around.precision == "country")


def _by_its_kind(
    around: PlaceMention | None, sentence: Sentence, context: Context, gazetteer: Gazetteer
) -> Placing | None:
    """The place that the sentence names by its kind only: "the capital", "across the country", "in the state"."""
    if _THE_CAPITAL.search(sentence.text) and (capital := _capital(around, sentence, context, gazetteer)):
        return Placing("the capital", capital, basis="sentence")
    if around is None:
        return None
    over = None
    if _THE_PROVINCE.search(sentence.text):
        codes = (m.admin1_code for s in context.sentences[: sentence.index][::-1] for m in _scenes(s, context))
        over = gazetteer.admin1(around.admin1_code or next((code for code in codes if code), None))
    if _WHOLE_COUNTRY.search(sentence.text):
        over = gazetteer.country(around.country)
    return Placing(None, _as_mention(over, around, gazetteer), basis="context") if over is not None else None


def _of_sentence(ranked: list[tuple[int, PlaceMention]], seed: Seed, context: Context, gazetteer: Gazetteer) -> Placing:
    """The place of the sentence that stands nearest to the claim, or what the context tells where it is too coarse."""
    sentence, tier = seed.parsed.sentence, ranked[0][0]
    near = [m for t, m in ranked if t == tier]
    known = [m for _, m in ranked if _FINENESS[m.precision] >= 2.0]
    best = _finest(near, seed)
    scenes = [m for t, m in ranked if t < OF_PEOPLE] or near
    listed = _listed_with(best, scenes, context)
    basis = "clause" if tier == 0 or (tier == OF_PEOPLE and _is_in_clause(best, seed)) else "sentence"
    if len(listed) > 1:
        several = _several(listed, context, gazetteer, basis)
        around = None if several.place else _told_around(seed, context, gazetteer)
        if around is None:
            return several
        return replace(several, place=_shown(around, context, gazetteer), places=(), basis="context")
    if best.precision == "country" or (best.precision == "none" and best.country is None):
        finer = [m for m in scenes if _FINENESS[m.precision] > 1.5 and best.country in (None, m.country)]
        if finer and best.country:
            best, basis = _finest(finer, seed), "sentence"
        elif best.lat is None and not known and _is_of_lead(sentence, context) and (city := context.once(_dateline)):
            return Placing(_phrase(best, context), city, basis="context")  # "in the suburb of Dobrinja"
        elif not _is_wide(best, seed, context) and (place := _finer_from_context(seed, context, best, gazetteer)):
            return Placing(_phrase(best, context), _shown(place, context, gazetteer), basis="context")
    if best.lat is not None and _is_of_suburb(best, context):
        return Placing(_phrase(best, context), context.once(_dateline), basis="context")
    if best.lat is not None:
        return Placing(_phrase(best, context), _shown(best, context, gazetteer), basis=basis)
    # a quarter that no list has: its city is named before, or by its police in the same sentence
    around = _told_around(seed, context, gazetteer) or (_finest(known, seed) if known else context.once(_dateline))
    if around is not None:
        return Placing(_phrase(best, context), _shown(around, context, gazetteer), basis="context")
    over = context.once(_only_province) or _country_only(sentence, context, gazetteer).place
    if over is not None:  # "an unknown village in a known province falls back to admin1"
        return Placing(_phrase(best, context), _shown(over, context, gazetteer), basis="context")
    return Placing(_phrase(best, context), best, basis=basis)


def _is_wide(m: PlaceMention, seed: Seed, context: Context) -> bool:
    """Whether the claim is of more than one place of the country: "across southern and eastern Lebanon"."""
    before = context.article.text[max(0, m.start - 50) : m.start].replace("\n", " ")
    return _WIDE.search(before) is not None or _tells_of_period(seed, context)


def _tells_of_period(seed: Seed, context: Context) -> bool:
    """Whether the sentence names a long time: what was counted "between January and June" is of no one town."""
    sentence = seed.parsed.sentence
    told = (d for d in joined(context) if sentence.start <= d.start < sentence.end)
    return any(d.start_date and d.end_date and d.end_date - d.start_date > PERIOD for d in told)


def _is_of_lead(sentence: Sentence, context: Context) -> bool:
    """Whether it is one of the text's first sentences, whatever headline, date and byline stand before them."""
    return sum(s.kind == "body" for s in context.sentences if s.start < sentence.start) < _LEAD


# ---- the claim's own sentence ----------------------------------------------------------------------------------


def _rank(seed: Seed, context: Context) -> list[tuple[int, PlaceMention]]:
    """The sentence's places with their nearness: 0 in the trigger's clause, 1 in one around it, 2 elsewhere."""
    sentence, doc = seed.parsed.sentence, seed.parsed.doc
    own = _clause(seed.trigger)
    around = _governors(seed.trigger)
    story = max(sentence.start, _line_end(sentence))
    ranked = []
    for m in context.once(_candidates):
        if not story <= m.start < sentence.end:
            continue
        token = _token_at(doc, seed.parsed.within(m.start))
        if token is None or _is_no_scene(m, context) or _is_of_day_before(token, seed.trigger):
            continue
        if _is_speakers(token, seed.trigger):
            is_home = _is_fronted(token) and any(other.country == m.country for other in _others(m, context))
            if is_home or any(child.lower_ == "there" for child in seed.trigger.subtree):
                ranked.append((2, m))  # "police in Karachi said that gunmen killed a lawyer there"
            elif m.lat is not None and m.precision != "country" and not is_capital(m):
                ranked.append((OF_PEOPLE, m))
            continue
        if token in seed.trigger.ancestors:
            tier = 1  # "a resident of Myingyan, where two were shot"
        elif _is_of_people(token, m, seed, context):
            tier = OF_PEOPLE
        elif seed.trigger in token.ancestors or _clause(token) == own or token == seed.trigger:
            tier = 0
        elif _clause(token) in around or own in token.ancestors:
            tier = 1
        else:
            tier = 2
        ranked.append((tier, m))
    scenes = own_part(seed, [r for r in ranked if r[0] < OF_PEOPLE], lambda r: r[1].start)
    return sorted(scenes + [r for r in ranked if r[0] == OF_PEOPLE], key=lambda r: (r[0], r[1].start))


def _candidates(context: Context) -> list[PlaceMention]:
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
    if key(m.text) != key(m.name or ""):
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


def _is_of_people(token: "Token", m: PlaceMention, seed: Seed, context: Context) -> bool:
    """Whether it is only where those who suffered or tell of it lived, went, lay or work: "residents of al-Foua were
    killed", "on his way to Homs", "officials in Quetta put the toll at 149"."""
    if _is_goal(token):
        return True
    if seed.outcome == "displaced":  # where they lived is where they fled from
        return False
    if standing_of(m, context) == "custody" and seed.outcome == "captured":
        return False
    is_of_people = _is_with_people(m, context) or _is_victims_home(token) or _is_origin(token)
    return is_of_people or _is_tellers(token, seed.trigger)


def _is_origin(token: "Token") -> bool:
    head = token
    while head.dep_ in ("compound", "nmod", "amod", "poss", "appos", "conj") and head.head != head:
        head = head.head
    is_from = head.dep_ == "pobj" and head.head.lower_ == "from" and head.head.dep_ == "prep"
    left = head.head.head
    return is_from and left.pos_ in ("NOUN", "PROPN") and left.lower_ not in ("road", "highway")


def _is_victims_home(token: "Token") -> bool:
    """ "Residents of al-Foua were killed" tells where they lived, not where they died; not so "killed 32 people in
    Suruc", whatever the tree hangs the town on."""
    homes = lexicons.terms("place_inhabitants")
    child = token
    for head in token.ancestors:
        if head.pos_ in ("VERB", "AUX"):
            return False
        if head.lemma_.lower() in homes:
            return child.dep_ != "prep" or child.lower_ in ("of", "from")
        child = head
    return False


def _is_goal(token: "Token") -> bool:
    """ "On his way to Homs": where somebody was going."""
    head = token
    while head.dep_ in ("compound", "nmod", "amod", "poss", "appos", "conj") and head.head != head:
        head = head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in _KINDS:
        head = head.head.head  # "to the town of Homs"
    return head.dep_ == "pobj" and head.head.lower_ in ("to", "toward", "towards", "into")


def _is_of_day_before(token: "Token", trigger: "Token") -> bool:
    """ "15 died in the city, a day after a blast in Yola left 34 dead": Yola is the other event's place."""
    for above in token.ancestors:
        mark = next((c for c in above.children if c.dep_ == "mark" and c.lower_ in ("after", "before")), None)
        if mark is not None and mark.i and mark.doc[mark.i - 1].lemma_.lower() in _TIMES:
            return trigger != above and trigger not in above.subtree
    return False


def _is_fronted(token: "Token") -> bool:
    """ "In the enclave of Orsk, radio operators reported 16 dead": more often the scene than the speakers' place."""
    return any(head.dep_ == "prep" and head.i == 0 and head.lower_ in ("in", "at", "near") for head in token.ancestors)


def _others(m: PlaceMention, context: Context) -> list[PlaceMention]:
    """The article's other scenes."""
    return [other for other in context.places if other.is_event_place_candidate and other.name != m.name]


def _token_at(doc: "Doc", offset: int) -> "Token | None":
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span else None


def _clause(token: "Token") -> "Token":
    """The verb that a token hangs on, itself if it is one."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    while token.dep_ in ("aux", "auxpass", "xcomp") and token.head != token:
        token = token.head
    return token


def _governors(trigger: "Token") -> set["Token"]:
    """Clauses that the trigger's clause hangs on: by a relative clause the noun's verb, by "when" the main one."""
    found = set()
    token = _clause(trigger)
    while token.dep_ in ("relcl", "acl", "advcl", "conj", "xcomp", "pcomp") and token.head != token:
        token = _clause(token.head)
        found.add(token)
    return found


def _is_speakers(token: "Token", trigger: "Token") -> bool:
    """ "told reporters in Baku", "the governor of Homs said": the place belongs to the telling, not to what is told."""
    if trigger in token.ancestors or token in trigger.ancestors:
        return False  # "a resident of Myingyan, where two were shot"
    speech = lexicons.terms("place_speech_verbs")
    child = token
    for head in token.ancestors:
        if child.dep_ == "ccomp":
            return False  # what is told
        if head.lemma_.lower() in speech and head.pos_ == "VERB":
            if any(t.text == ";" for t in token.doc[min(token.i, head.i) : max(token.i, head.i)]):
                return False
            tells = child.dep_ in ("nsubj", "nsubjpass", "prep", "dobj", "dative")
            return head != trigger and (head in trigger.ancestors or tells)
        if head.pos_ == "VERB":
            return False
        child = head
    return False


def _is_tellers(token: "Token", trigger: "Token") -> bool:
    """ "Officials in Quetta put the toll of the blast in Mastung at 149", "police in Homs found nine bodies in Hama":
    the place of who tells or finds, unless it is the only one."""
    child = token
    for head in token.ancestors:
        if head.pos_ in ("VERB", "AUX"):
            return False
        is_subject = head.dep_ == "nsubj" and head != trigger and trigger not in head.subtree
        if is_subject and child.dep_ == "prep" and child.lower_ in ("in", "of", "at"):
            return head.lower_ in word_class("speaker")
        child = head
    return False


def _is_no_scene(m: PlaceMention, context: Context) -> bool:
    """Whether its words say that nothing happened there, and no other mention of the same place or, for speakers', of
    the same province says the contrary: "In Lugansk, the governor said"."""
    return standing_of(m, context) in NO_SCENES and not _is_by_scene(m, context)


def _is_with_people(m: PlaceMention, context: Context) -> bool:
    """Whether it is only where people of the story lived, went, lay or were caught. Those who govern a place tell of
    what happened in it, if it is not the capital."""
    stands = standing_of(m, context)
    if stands == "authority" and not is_capital(m):
        return False
    return stands in WITH_PEOPLE and not _is_by_scene(m, context)


def _is_by_scene(m: PlaceMention, context: Context) -> bool:
    """Whether something happened in the same province: "treated in hospitals in Kaduna" after a raid near it."""
    return m.admin1_code in context.once(_provinces_of_scenes)


def _provinces_of_scenes(context: Context) -> set[str]:
    scenes = (m for m in context.places if m.is_event_place_candidate and standing_of(m, context) == SCENE)
    return {m.admin1_code for m in scenes if m.admin1_code}


def _is_of_suburb(m: PlaceMention, context: Context) -> bool:
    """ "HIGHLAND PARK, Ill. -- A gunman in this Chicago suburb": the dateline's town is the suburb."""
    text = context.article.text
    if not (text.startswith(" suburb", m.end) or _SUBURB_OF.search(text[max(0, m.start - 30) : m.start])):
        return False
    home = context.once(_dateline)
    if home is None or home.name == m.name or home.precision != "town" or m.precision != "town":
        return False
    return _apart(m, home) < SUBURB


def _finest(places: list[PlaceMention], seed: Seed) -> PlaceMention:
    """The finest unit; of several the one nearest to the trigger."""
    at = seed.parsed.offset(seed.trigger)
    return max(places, key=lambda m: (_FINENESS[m.precision], -abs(m.start - at)))


def _listed_with(best: PlaceMention, places: list[PlaceMention], context: Context) -> list[PlaceMention]:
    """The places that stand in one list with the best one: "in Idlib and Aleppo provinces"."""
    text = context.article.text
    least = min(2.0, _FINENESS[best.precision])
    row = sorted((m for m in places if _FINENESS[m.precision] >= least), key=lambda m: m.start)
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


# Between the members of a list none of these stands: "in Homs, killing ...", "from Homs to Hama".
_NO_LIST = frozenset(
    ("in", "killing", "where", "when", "while", "who", "which", "was", "were", "to", "between", "from", "on")
)


def _is_list_gap(gap: str) -> bool:
    words = set(gap.replace("'s", "").replace("’s", "").replace(",", " , ").split())
    return bool(words) and (words == {","} or bool(words & {"and", "or"})) and not words & _NO_LIST


def _several(listed: list[PlaceMention], context: Context, gazetteer: Gazetteer, basis: str) -> Placing:
    """One count over several places: the smallest unit that holds them all, and the places themselves."""
    last = _WORDS_AFTER.match(context.article.text[listed[-1].end :][:40])
    text = context.article.text[listed[0].start : listed[-1].end + len(last[0] if last else "")]
    codes = {m.admin1_code for m in listed}
    countries = {m.country for m in listed}
    over: Entry | None = None
    if len(codes) == 1 and None not in codes:
        towns = {_shown(m, context, gazetteer).place_id for m in listed}
        if len(towns) == 1 and None not in towns:
            return Placing(text, _shown(listed[0], context, gazetteer), tuple(listed), basis)
        over = gazetteer.admin1(codes.pop())
    elif len(countries) == 1 and None not in countries:
        over = gazetteer.country(countries.pop())
    if over is None:
        return Placing(text, None, tuple(listed), basis)
    first = listed[0]
    return Placing(text, _as_mention(over, first, gazetteer), tuple(listed), basis)


def _as_mention(e: Entry, at: PlaceMention, gazetteer: Gazetteer) -> PlaceMention:
    lat, lon = e.lat, e.lon
    if e.kind == "admin1" and (seat := gazetteer.seat(e.admin1)):
        lat, lon = seat.lat, seat.lon
    province = gazetteer.admin1(e.admin1)
    return replace(
        at, name=e.name, place_id=e.id if e.id > 0 else None, country=e.country, admin1_code=e.admin1, lat=lat, lon=lon,
        admin1=province.name if province else None, precision="country" if e.kind == "country" else "admin1",
    )  # fmt: skip


# ---- what is shown -----------------------------------------------------------------------------------------------


def _phrase(m: PlaceMention, context: Context) -> str:
    """The place as written, with the words for its part or kind: "the village of Tokhar", "western Aleppo"."""
    text = context.article.text
    before = _WORDS_BEFORE.search(text[max(0, m.start - 60) : m.start])
    after = _WORDS_AFTER.match(text[m.end : m.end + 40])
    start = m.start - (len(before[0]) if before else 0)
    tail = after[0] if after and after[0].strip("'’s ") else ""
    return " ".join(text[start : m.end + len(tail)].split())


def _shown(m: PlaceMention, context: Context, gazetteer: Gazetteer) -> PlaceMention:
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
            return _as_mention(province, m, gazetteer)
        return replace(m, precision="district")
    if m.precision == "admin1" and m.admin1_code and (province := gazetteer.admin1(m.admin1_code)):
        return _as_mention(province, m, gazetteer)
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
    if city is None:
        return None
    province = gazetteer.admin1(city.admin1)
    return replace(
        m, name=city.name, place_id=city.id if city.id > 0 else None, admin1_code=city.admin1,
        admin1=province.name if province else None, lat=city.lat, lon=city.lon, precision="town",
    )  # fmt: skip


# ---- the article around it ---------------------------------------------------------------------------------------


def _scenes(sentence: Sentence, context: Context) -> list[PlaceMention]:
    """The resolved places of a sentence of the story where something can have happened."""
    return context.once(_scenes_by_sentence).get(sentence.index, [])


def _scenes_by_sentence(context: Context) -> dict[int, list[PlaceMention]]:
    """The scenes of each sentence that has some, by its index."""
    dateline = context.once(_written_at)
    places = [
        m for m in context.once(_candidates)
        if m.lat is not None and m is not dateline
        and not _is_no_scene(m, context) and not _is_with_people(m, context) and not _is_of_suburb(m, context)
    ]  # fmt: skip
    story = (s for s in context.sentences if s.kind in _STORY_KINDS)
    own = {s.index: [m for m in places if s.start <= m.start < s.end] for s in story}
    return {index: scenes for index, scenes in own.items() if scenes}


def _from_context(seed: Seed, context: Context, gazetteer: Gazetteer) -> PlaceMention | None:
    """The incident's place from the sentences around: the nearest before, the lead, then those after."""
    story = [s for s in context.sentences if s.kind in _STORY_KINDS]
    here = next((n for n, s in enumerate(story) if s.index == seed.parsed.sentence.index), 0)
    before = story[max(0, here - _BACK) : here][::-1]
    before.sort(key=lambda s: is_long_ago(s, context))
    heading = heading_at(context.article, seed.parsed.sentence.start)
    note = context.article.text[heading.reach_start : heading.reach_end] if heading else ""
    if heading is not None and not _SAME_PLACE.search(note):  # a dated note tells of its own place
        before = [s for s in before if s.start >= heading.reach_start]
        story = before[::-1]
    lead = [s for s in story[:_LEAD] if s not in before and s.index < seed.parsed.sentence.index]
    countries: list[PlaceMention] = []
    officials: list[PlaceMention] = []  # "the governor of Borno said": where nothing else is told
    for sentence in (*before, *lead):
        scenes = _scenes(sentence, context)
        officials += [m for m in scenes if standing_of(m, context) == "authority"]
        scenes = [m for m in scenes if m not in officials]
        fine = [m for m in scenes if _FINENESS[m.precision] >= 2.0]
        if fine:  # a base or hospital named beside a town is as a rule another matter
            best = _told_first(fine, context)
            if countries and countries[0].country != best.country:
                return countries[0]  # told nearer
            best = _scene_of(best, (*before, *lead), context)
            listed = _listed_with(best, fine, context)
            return (_several(listed, context, gazetteer, "context").place or best) if len(listed) > 1 else best
        if sentence in before and sentence.text.startswith("In the capital"):
            capital = _capital(context.once(_dateline), sentence, context, gazetteer)
            if capital is not None:
                return capital
        if sentence in before and _has_unlisted(sentence, context) and (city := context.once(_dateline)):
            return city
        if scenes and sentence in before and standing_of(scenes[0], context) == SCENE:
            return scenes[0]
        if _VIOLENCE.search(sentence.text):
            countries += scenes
    return next(iter((*officials, *countries)), None)


def _told_first(fine: list[PlaceMention], context: Context) -> PlaceMention:
    """Of a sentence's places a town before its province, one where it is said to have happened, the first told."""

    def rank(m: PlaceMention) -> tuple[float, bool, int]:
        return min(3.0, _FINENESS[m.precision]), standing_of(m, context) == SCENE, -m.start

    return max(fine, key=rank)


def _told_around(seed: Seed, context: Context, gazetteer: Gazetteer) -> PlaceMention | None:
    return _from_context(seed, context, gazetteer) or _from_ahead(seed, context, gazetteer)


def _from_ahead(seed: Seed, context: Context, gazetteer: Gazetteer, reach: int = _AHEAD) -> PlaceMention | None:
    """The incident's place from the sentences after one of the first, in a country named up to there. A total of a
    longer time is of more than the first town that follows."""
    story = [s for s in context.sentences if s.kind in _STORY_KINDS]
    here = next((n for n, s in enumerate(story) if s.index == seed.parsed.sentence.index), 0)
    start = seed.parsed.sentence.start
    is_alone = heading_at(context.article, start) is not None or is_item(context.article, start)
    if here >= _LEAD or seed.scope == "cumulative" or is_alone:
        return None
    home = context.once(_dateline)
    told = {m.country for m in context.places if m.country and m.start < seed.parsed.sentence.end}
    countries = {home.country} if home is not None else told
    found: list[PlaceMention] = []
    for sentence in story[here + 1 : here + 1 + reach]:
        if home is not None and _OPENS_IN.match(sentence.text):
            continue  # "In the north, duels around Tripoli left nine dead": another matter than the dateline's
        scenes = [m for m in _scenes(sentence, context) if not countries or m.country in countries]
        fine = [m for m in scenes if _FINENESS[m.precision] >= 2.0]
        if fine:
            best = _told_first(fine, context)
            listed = _listed_with(best, fine, context)
            return (_several(listed, context, gazetteer, "context").place or best) if len(listed) > 1 else best
        if _VIOLENCE.search(sentence.text):
            found += scenes
    return found[0] if found else None


def _scene_of(m: PlaceMention, told: Sequence[Sentence], context: Context) -> PlaceMention:
    """For a place that only its province makes a scene, the town of that province where it was told to have happened:
    of "shots near Maiduguri. The men walked back from a burial in Nganzai" Maiduguri."""
    stands = standing_of(m, context)
    if stands not in NO_SCENES and stands not in WITH_PEOPLE:
        return m
    scenes = (o for s in told for o in _scenes(s, context) if standing_of(o, context) == SCENE)
    return next((o for o in scenes if o.precision == "town" and o.admin1_code == m.admin1_code), m)


def _only_province(context: Context) -> PlaceMention | None:
    """The province of all the article's scenes, if they lie in one."""
    scenes = [m for s in context.sentences for m in _scenes(s, context) if m.admin1_code]
    if len({m.admin1_code for m in scenes}) != 1:
        return None
    return replace(scenes[0], precision="admin1")


def _has_unlisted(sentence: Sentence, context: Context) -> bool:
    """Whether the sentence tells of a quarter or village that no list has."""
    return any(m.lat is None for m in context.once(_candidates) if sentence.start <= m.start < sentence.end)


def _spreads(context: Context) -> bool:
    """Whether the article's scenes lie in several provinces: a running total without a place is of none of them."""
    scenes = [m for s in context.sentences for m in _scenes(s, context)]
    return len({m.admin1_code for m in scenes if m.admin1_code}) > 1


def _capital(
    around: PlaceMention | None, sentence: Sentence, context: Context, gazetteer: Gazetteer
) -> PlaceMention | None:
    """The capital of the country that the sentence names, or its surroundings lie in: "the Yemeni capital"."""
    of_people = _PEOPLES_CAPITAL.search(sentence.text)
    home = words.demonyms().get(of_people["people"].lower()) if of_people else None
    country = next((e.country for e in gazetteer.named(home) if e.kind == "country"), None) if home else None
    if country is None and around is not None:
        country = around.country
    if country is None:
        over = _country_only(sentence, context, gazetteer).place
        country = over.country if over is not None else None
    name = next((name for name, own in words.capitals() if own == country), None)
    towns = [e for e in gazetteer.named(name) if e.country == country and e.kind == "city"] if name else []
    if not towns or not context.places:
        return None
    town = max(towns, key=lambda e: e.population)
    province = gazetteer.admin1(town.admin1)
    return replace(
        around or context.places[0], name=town.name, place_id=town.id if town.id > 0 else None, country=country,
        admin1_code=town.admin1, admin1=province.name if province else None, lat=town.lat, lon=town.lon,
        precision="town",
    )  # fmt: skip


def _finer_from_context(
    seed: Seed, context: Context, coarse: PlaceMention, gazetteer: Gazetteer
) -> PlaceMention | None:
    """A finer place of the same event, for a claim of the lead or headline that names only a country or region."""
    story = [s for s in context.sentences if s.kind in _STORY_KINDS]
    here = next((n for n, s in enumerate(story) if s.index == seed.parsed.sentence.index), 0)
    if seed.scope == "cumulative":
        return None
    if here >= _LEAD:
        if not _SOME_PLACE.search(seed.parsed.sentence.text):
            return None
        around = _from_context(seed, context, gazetteer)
        return around if around is not None and coarse.country in (None, around.country) else None
    for sentence in (*story[:here], *story[here + 1 : here + 1 + _AHEAD]):
        fine = [
            m for m in _scenes(sentence, context)
            if _FINENESS[m.precision] > max(1.0, _FINENESS[coarse.precision] if coarse.lat is not None else 1.0)
            and coarse.country in (None, m.country)
        ]  # fmt: skip
        if fine and _VIOLENCE.search(sentence.text):
            return max(fine, key=lambda m: (_FINENESS[m.precision], -m.start))
    return None


def _line_end(sentence: Sentence) -> int:
    """Where the place of a dateline ends, whatever sets it off; -1 without one."""
    dated = _DATED_LINE.match(sentence.text) if sentence.index < DATELINES else None
    return sentence.start + dated.end("place") if dated else dateline_end(sentence)


def _dateline(context: Context) -> PlaceMention | None:
    """The place of the dateline, where the text has one and may tell of what happened there: a release from Geneva
    that names Sudan, and Switzerland nowhere else, doesn't."""
    place = context.once(_written_at)
    if place is None or (place.name, place.country) not in words.newsrooms():
        return place
    countries = {m.country for m in context.once(_but_dateline) if m.country}
    return None if countries and place.country not in countries else place


def _written_at(context: Context) -> PlaceMention | None:
    """The place of the dateline, where the text has one."""
    for sentence in context.sentences[:DATELINES]:
        end = _line_end(sentence)
        for m in context.places:
            if sentence.start <= m.start < end and m.precision in ("town", "admin1", "facility"):
                return m
    return None


def _but_dateline(context: Context) -> list[PlaceMention]:
    """The places named outside the dateline."""
    ends = [(s.start, _line_end(s)) for s in context.sentences[:DATELINES]]
    return [m for m in context.places if not any(start <= m.start < end for start, end in ends)]


def _with_people(sentence: Sentence, context: Context) -> PlaceMention | None:
    """The town of those who tell of it or suffered, in the sentence or, where there is one only, in the article."""
    for stands in ("authority", "bed"):
        towns = [m for m in context.places if m.precision == "town" and standing_of(m, context) == stands]
        own = next((m for m in towns if sentence.start <= m.start < sentence.end), None)
        if own or len({m.place_id for m in towns}) == 1:
            return own or towns[0]
    return None


_APART = frozenset(("PS",))
"""Countries in parts that news never take together: a war in Gaza is not one of the Palestinian Territories."""


def _country_only(sentence: Sentence, context: Context, gazetteer: Gazetteer) -> Placing:
    """The one country that the article's places lie in, if they lie in one. Of a text from another country's newsroom,
    the only one that it names in any way: "DAKAR - Mali's army said"."""
    is_elsewhere = context.once(_written_at) is not context.once(_dateline)
    places = context.once(_but_dateline) if is_elsewhere else context.places
    starts = {m.start for m in places}
    told = [m for m in context.once(_candidates) if m.country and m.start in starts]
    scenes = [m for m in told if standing_of(m, context) not in NO_SCENES and not _is_with_people(m, context)]
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
        return Placing(None, _as_mention(part, at, gazetteer), basis="context")
    return Placing(None, _as_mention(country, at, gazetteer), basis="context")
