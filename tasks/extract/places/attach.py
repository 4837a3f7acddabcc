"""Which of the article's places a claim's event was at: its clause, its sentence, the incident's context, the dateline.

Takes places already resolved. Never gives a speaker's place, a promo line's, or the outlet's.
"""

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tasks.extract import lexicons
from tasks.extract.again import own_part
from tasks.extract.dates.clauses import TIMES
from tasks.extract.dates.finding import joined
from tasks.extract.places.around import (
    AHEAD,
    AHEAD_OF_DATELINE,
    LEAD,
    SOME_PLACE,
    capital_of,
    country_only,
    finer_from_context,
    from_ahead,
    from_context,
    only_province,
    spreads,
    told_around,
    with_people,
)
from tasks.extract.places.gazetteer import Gazetteer
from tasks.extract.places.scenes import (
    dateline_of,
    is_no_scene,
    is_of_suburb,
    is_with_people,
    line_end,
    possible_scenes,
    scenes_of,
)
from tasks.extract.places.shown import FINENESS, as_mention, finest, listed_with, over_several, phrase_of, shown_as
from tasks.extract.places.standing import WITH_PEOPLE, is_capital, standing_of
from tasks.extract.records import Context, PlaceMention, Placing, Seed, Sentence
from tasks.extract.words import word_class

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TIMES = TIMES | {"soon", "shortly"}
_KINDS = frozenset(("town", "city", "village", "port", "camp", "capital", "district", "province"))
# What the story tells of: "have fled the regime's advance".
_THE_BATTLE = re.compile(
    r"(?i)\b(?:the|this|that) (?:[\w'’-]+ )?(?:advance|offensive|fighting|clashes|violence|assault|operation)\b"
)
_THE_CAPITAL = re.compile(
    r"(?i)\b(?:in|at|near|outside|of|on|through|across) the (?:country['’]s |(?!provincial|regional|state)[\w-]+ )?"
    r"capital\b(?! (?:city )?of\b)(?!,? (?-i:[A-Z]))"
)
_MILLIONS = re.compile(r"(?i)(?<!half a )\bmillions?\b|\b\d{1,3},\d{3},\d{3}\b")
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
PERIOD = timedelta(days=31)
"""What was counted over longer is of no one town."""
OF_PEOPLE = 3
"""The rank of a sentence's place that is only where people of the story were: see `_rank`."""


def attach(seed: Seed, context: Context, gazetteer: Gazetteer) -> Placing:
    """Where the claim's event was."""
    sentence = seed.parsed.sentence
    ranked = _rank(seed, context)
    scenes = [(tier, m) for tier, m in ranked if tier < OF_PEOPLE]
    if scenes:
        return _of_sentence(ranked, seed, context, gazetteer)
    around, dateline = from_context(seed, context, gazetteer), context.once(dateline_of)
    if told := _by_its_kind(around or dateline, sentence, context, gazetteer):
        return told
    if ranked and _is_better(ranked, around or dateline, seed, context):
        return _of_sentence(ranked, seed, context, gazetteer)
    if _is_of_war(seed, context):
        return country_only(sentence, context, gazetteer)
    around = around or from_ahead(seed, context, gazetteer, AHEAD if dateline is None else AHEAD_OF_DATELINE)
    if around is not None:
        return Placing(None, shown_as(around, context, gazetteer), basis="context")
    if dateline is not None:
        return Placing(None, shown_as(dateline, context, gazetteer), basis="dateline")
    if seed.scope != "cumulative" and (town := with_people(sentence, context)):
        return Placing(None, shown_as(town, context, gazetteer), basis="context")
    return country_only(sentence, context, gazetteer)


def _is_of_war(seed: Seed, context: Context) -> bool:
    """Whether the claim is a running total of a war, or of no one place that the article tells of."""
    if seed.outcome == "displaced":  # no town has so many inhabitants
        text = seed.parsed.sentence.text
        is_uprooting = (
            seed.scope == "cumulative"
            and context.once(spreads)
            and not SOME_PLACE.search(text)
            and not _THE_BATTLE.search(text)
        )
        return is_uprooting or _MILLIONS.search(context.article.text[seed.start : seed.end]) is not None
    if seed.scope != "cumulative" or SOME_PLACE.search(seed.parsed.sentence.text):
        return False
    return seed.event_type == "other" or context.once(spreads)


def _is_in_clause(m: PlaceMention, seed: Seed) -> bool:
    token = _token_at(seed.parsed.doc, seed.parsed.within(m.start))
    return token is not None and _clause(token) == _clause(seed.trigger)


def _is_better(
    ranked: list[tuple[int, PlaceMention]], around: PlaceMention | None, seed: Seed, context: Context
) -> bool:
    """Whether the place of those who tell of it or suffered says more than what is told around: it lies in another
    country, or is finer, or dateline and context tell nothing. Not so where somebody only went or lived."""
    best = finest([m for _, m in ranked], seed)
    if around is None or (around is context.once(dateline_of) and is_capital(around)):
        return True  # correspondents in capitals write of elsewhere
    stands = standing_of(best, context)
    if stands in ("goal", "home"):
        return False
    if stands not in WITH_PEOPLE and best.admin1_code and best.admin1_code != around.admin1_code:
        return True
    is_finer = FINENESS[best.precision] > max(1.0, FINENESS[around.precision])
    return best.country != around.country or (is_finer and around.precision == "country")


def _by_its_kind(
    around: PlaceMention | None, sentence: Sentence, context: Context, gazetteer: Gazetteer
) -> Placing | None:
    """The place that the sentence names by its kind only: "the capital", "across the country", "in the state"."""
    if _THE_CAPITAL.search(sentence.text) and (capital := capital_of(around, sentence, context, gazetteer)):
        return Placing("the capital", capital, basis="sentence")
    if around is None:
        return None
    over = None
    if _THE_PROVINCE.search(sentence.text):
        codes = (m.admin1_code for s in context.sentences[: sentence.index][::-1] for m in scenes_of(s, context))
        over = gazetteer.admin1(around.admin1_code or next((code for code in codes if code), None))
    if _WHOLE_COUNTRY.search(sentence.text):
        over = gazetteer.country(around.country)
    return Placing(None, as_mention(over, around, gazetteer), basis="context") if over is not None else None


def _of_sentence(ranked: list[tuple[int, PlaceMention]], seed: Seed, context: Context, gazetteer: Gazetteer) -> Placing:
    """The place of the sentence that stands nearest to the claim, or what the context tells where it is too coarse."""
    sentence, tier = seed.parsed.sentence, ranked[0][0]
    near = [m for t, m in ranked if t == tier]
    known = [m for _, m in ranked if FINENESS[m.precision] >= 2.0]
    best = finest(near, seed)
    scenes = [m for t, m in ranked if t < OF_PEOPLE] or near
    listed = listed_with(best, scenes, context)
    basis = "clause" if tier == 0 or (tier == OF_PEOPLE and _is_in_clause(best, seed)) else "sentence"
    if len(listed) > 1:
        several = over_several(listed, context, gazetteer, basis)
        around = None if several.place else told_around(seed, context, gazetteer)
        if around is None:
            return several
        return replace(several, place=shown_as(around, context, gazetteer), places=(), basis="context")
    if best.precision == "country" or (best.precision == "none" and best.country is None):
        finer = [m for m in scenes if FINENESS[m.precision] > 1.5 and best.country in (None, m.country)]
        if finer and best.country:
            best, basis = finest(finer, seed), "sentence"
        elif best.lat is None and not known and _is_of_lead(sentence, context) and (city := context.once(dateline_of)):
            return Placing(phrase_of(best, context), city, basis="context")  # "in the suburb of Dobrinja"
        elif not _is_wide(best, seed, context) and (place := finer_from_context(seed, context, best, gazetteer)):
            return Placing(phrase_of(best, context), shown_as(place, context, gazetteer), basis="context")
    if best.lat is not None and is_of_suburb(best, context):
        return Placing(phrase_of(best, context), context.once(dateline_of), basis="context")
    if best.lat is not None:
        return Placing(phrase_of(best, context), shown_as(best, context, gazetteer), basis=basis)
    # a quarter that no list has: its city is named before, or by its police in the same sentence
    around = told_around(seed, context, gazetteer) or (finest(known, seed) if known else context.once(dateline_of))
    if around is not None:
        return Placing(phrase_of(best, context), shown_as(around, context, gazetteer), basis="context")
    over = context.once(only_province) or country_only(sentence, context, gazetteer).place
    if over is not None:  # "an unknown village in a known province falls back to admin1"
        return Placing(phrase_of(best, context), shown_as(over, context, gazetteer), basis="context")
    return Placing(phrase_of(best, context), best, basis=basis)


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
    return sum(s.kind == "body" for s in context.sentences if s.start < sentence.start) < LEAD


def _rank(seed: Seed, context: Context) -> list[tuple[int, PlaceMention]]:
    """The sentence's places with their nearness: 0 in the trigger's clause, 1 in one around it, 2 elsewhere."""
    sentence, doc = seed.parsed.sentence, seed.parsed.doc
    own = _clause(seed.trigger)
    around = _governors(seed.trigger)
    story = max(sentence.start, line_end(sentence))
    ranked = []
    for m in context.once(possible_scenes):
        if not story <= m.start < sentence.end:
            continue
        token = _token_at(doc, seed.parsed.within(m.start))
        if token is None or is_no_scene(m, context) or _is_of_day_before(token, seed.trigger):
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


def _is_of_people(token: "Token", m: PlaceMention, seed: Seed, context: Context) -> bool:
    """Whether it is only where those who suffered or tell of it lived, went, lay or work: "residents of al-Foua were
    killed", "on his way to Homs", "officials in Quetta put the toll at 149"."""
    if _is_goal(token):
        return True
    if seed.outcome == "displaced":  # where they lived is where they fled from
        return False
    if standing_of(m, context) == "custody" and seed.outcome == "captured":
        return False
    is_of_people = is_with_people(m, context) or _is_victims_home(token) or _is_origin(token)
    return is_of_people or _is_tellers(token, seed.trigger)


def _of_name(token: "Token") -> "Token":
    """The head of the noun phrase that a place's name stands in."""
    while token.dep_ in ("compound", "nmod", "amod", "poss", "appos", "conj") and token.head != token:
        token = token.head
    return token


def _is_origin(token: "Token") -> bool:
    """ "Three men from Homs": where they came from; but "the road from Homs"."""
    head = _of_name(token)
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
    head = _of_name(token)
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
