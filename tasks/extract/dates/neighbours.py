"""The date of a claim's incident when its own sentence has none: from the sentences that tell of the same event.

Plain text only. Better no date than another event's: a sentence must resemble the claim's, or stand right before it.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from tasks.extract import gate, lexicons
from tasks.extract.dates.finding import day_of_report, joined, masthead, names_weekday
from tasks.extract.dates.notes import heading_at, is_item, line_at, no_events
from tasks.extract.dates.past import LONG_AGO, is_long_ago
from tasks.extract.dates.tense import is_told
from tasks.extract.dates.totals import days_of
from tasks.extract.people import is_person_word
from tasks.extract.places.standing import NO_SCENES, WITH_PEOPLE, standing_of
from tasks.extract.records import Context, DateMention, PlaceMention, Seed, Sentence
from warehouse.dates import month_number

ENOUGH = 3.0
"""The least likeness that lends a date; weights and bound were set on the Syrian and Latin American gold."""

LONGEST_DAYS = 31
ASIDE = 90
"""Characters of a sentence in which "meanwhile" says that it is of another event."""

WINDOW = 160
"""Characters to either side of a date in which its event must be named."""

BESIDE = 16
"""Characters to either side of a date in which a funeral makes it the funeral's."""

NOTE_SENTENCES = 10
"""A longer paragraph is an article that has lost its line breaks, not a note about one day."""

STORY_SENTENCES = 12
"""So far a report goes on about the event of its first sentences."""

SCENE_SENTENCES = 3
"""So far back the scene of a claim lends its day."""

PERIOD_SENTENCES = 3
"""A bulletin says in its first sentences which days it covers."""

LEAD_SENTENCES = 4
TOLD_NEXT = 2
FURTHER_LEAD = 5
NOTE_OPENING = 12
FINE_PLACES = frozenset({"facility", "town", "district", "admin1"})
REMEMBERED = 4096
"""Texts: every claim of an article asks the same of all its sentences."""

PERIODS = frozenset({"month", "year", "interval"})

FAR = 3
RIGHT_BEFORE, NEAR, LEAD, NUMBER, SMALL_NUMBER, LINK, MOST_WORDS = 3.0, 1.0, 1.0, 3.0, 1.0, 1.0, 4.0
COARSE, LATER, OTHER_NUMBER, EACH_FAR = -1.0, -1.0, -2.0, -0.25
NAME, KNOWN = 0.5, 2.0

_WORD = re.compile(r"[A-Za-z]+|\d[\d,]*")
_RUNNING_TOTAL = re.compile(
    r"\b(war|conflict|crisis|uprising|rebellion|insurgency|revolt|offensive)\b.{0,30}\b(has|have)\b"
)
_TOLL_ROSE = re.compile(
    r"\b(?:toll|number|tally)\b.{0,120}\b(?:rose|risen|climbed|grew|grown|increased|jumped)\b[^.;]{0,40}$"
)
_OPENS_IN = re.compile(r"(?:In|At|Near) (?:the )?(?:[\w-]+ ){0,4}$")
_BLOWS = (
    "attack|ambush|assault|incident|raid|blast|explosion|shooting|killings?|massacre|clash(?:es)?|strikes?|bombing"
    "|fighting|shelling|battle|firefight"
)
_TOOK_PLACE = re.compile(
    rf"(?:The|This) (?:[\w-]+ ){{0,2}}?(?:{_BLOWS}) (?:occurred|took place|happened|was carried out|began"
    r"|broke out|came)\b(?! (?:after|as|amid|a|one|two|three|hours|days)\b)"
    r"|(?:The|These) (?:[\w-]+ )?(?:attackers|gunmen|assailants|raiders|bombers?|killers|intruders) (?:had )?"
    r"(?:come|came|struck|arrived|stormed|attacked|entered|opened fire|broke into|burst into)\b"
)
_CAME_AFTER = re.compile(rf"(?:The|This) (?:[\w-]+ ){{0,2}}?(?:{_BLOWS}) (?:came|comes|follows|followed)\b")
_ASIDE = re.compile(r",? (?:meanwhile|separately|elsewhere),")
_DAYS_BLOW = re.compile(rf"['’]s? (?:[\w-]+ )?(?:{_BLOWS}|raids?|strikes|attacks|bombings)\b", re.IGNORECASE)
_HAS = re.compile(r"\b(?:has|have)\b")
_LASTING = re.compile(r"\b(?:remain(?:s|ed)?|being treated|recovering|still in)\b[^.;]{0,60}$")
_BURIAL = re.compile(r"\b(?:bur(?:y|ied|ies|ying|ial)|funerals?|mourn\w*|laid to rest)\b")
_SMALL = frozenset(
    {
        "with", "from", "were", "have", "been", "that", "this", "their", "they", "them", "into", "over", "after",
        "said", "also", "according", "people",
    }
)  # fmt: skip


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of `date_context.csv` of that class: break, link, background."""
    return frozenset(row["term"] for row in lexicons.read("date_context") if row["class"] == kind)


def date_of_incident(seed: Seed, context: Context) -> DateMention | None:
    """The date of the sentence most like the seed's own, if it is like enough; None else, and for running totals."""
    own = seed.parsed.sentence
    if _is_running_total(seed):
        return None
    counts = _numbers(own.text)
    alike = " ".join(s.text for s in context.sentences if s.index == own.index or _tells_same(s, counts))
    breaks = context.once(_breaks)
    place = context.once(_positions)
    lines = [s for s in context.sentences if s.kind in gate.CLAIM_KINDS] if own.kind == "headline" else []
    under = {s.index for s in _under(own, lines)} if lines and own != lines[0] else None
    best: tuple[float, DateMention] | None = None
    for sentence, mention in context.once(_dated_sentences):
        if sentence.index == own.index or _is_of_other_item(own, sentence, context):
            continue
        if under is not None and sentence.index not in under:
            continue  # the headline of another item
        if _opens_elsewhere(own, sentence, context):
            continue
        shared = counts & _numbers(sentence.text)
        is_parted = any(sentence.index < i <= own.index for i in breaks)
        if is_parted and not any(len(c) > 1 for c in shared):
            continue
        if seed.outcome == "displaced" and not shared:
            continue  # flight goes on for weeks: the date of the clash before it isn't its own
        score = _likeness(own, alike, counts, sentence, mention, place)
        if score >= ENOUGH and (best is None or score > best[0]):
            best = (score, mention)
    return _with_taking(best[1], seed, context) if best else None


def _breaks(context: Context) -> list[int]:
    """The indices of the sentences that turn to another event."""
    return [s.index for s in context.sentences if _opens_anew(s.text)]


def _positions(context: Context) -> dict[int, int]:
    """The sentences' places in the story, by their index: without the lines between."""
    told = (s.index for s in context.sentences if s.kind in gate.CLAIM_KINDS)
    return {index: n for n, index in enumerate(told)}


def _with_taking(found: DateMention, seed: Seed, context: Context) -> DateMention:
    """ "The bodies were found today after the two were kidnapped yesterday": they were killed between the two days."""
    if seed.outcome != "killed" or found.precision != "day" or found.start_date is None:
        return found
    sentence = next((s for s in context.sentences if s.start <= found.start < s.end), None)
    words = {w.lower() for w in _WORD.findall(sentence.text)} if sentence else set()
    if sentence is None or words.isdisjoint(words_of("finding")) or words.isdisjoint(words_of("taking")):
        return found
    within = [m for m in context.dates if sentence.start <= m.start < sentence.end and m.precision == "day"]
    days = [m.start_date for m in within if m.start_date]
    if len(days) != 2 or days[0] == days[1]:
        return found
    return replace(found, start_date=min(days), end_date=max(days), precision="interval")


def date_of_note(seed: Seed, context: Context) -> DateMention | None:
    """The date told right above in the same paragraph, where that is a note about one day: "On 12 March 2021, gunmen
    attacked a market. Three were wounded. Two died." None in long paragraphs, and where the sentence opens anew."""
    own = seed.parsed.sentence
    line = line_at(context.article, own.start)
    if line is None or _is_running_total(seed):
        return None
    above = [s for s in context.sentences if line.start <= s.start < own.start and s.kind in gate.CLAIM_KINDS]
    of_line = sum(line.start <= s.start < line.end for s in context.sentences)
    if of_line > NOTE_SENTENCES or any(_opens_anew(s.text) for s in (*above[1:], own)):
        return None
    starts = {s.index for s in above}
    dated = [m for s, m in context.once(_dated_sentences) if s.index in starts]
    named = [n for n, m in enumerate(dated) if _names_month(m)]
    if not named:
        return None
    after = [m for m in dated[named[-1] :] if not names_weekday(m)]  # "The following day" counts from the day named
    return after[-1]


def date_of_scene(seed: Seed, context: Context) -> DateMention | None:
    """The day told with the place where the claim's people last were: "Rebels stopped a bus near Soccos on Saturday.
    They shot 12 passengers." None where the claim's sentence names a scene of its own, or another event comes between.
    """
    own = seed.parsed.sentence
    if _is_running_total(seed) or _opens_anew(own.text) or context.once(_scenes_of).get(own.index):
        return None
    if own.kind == "headline":
        return None
    above = [s for s in context.sentences if s.index < own.index and s.kind in gate.CLAIM_KINDS][::-1]
    reach = 1 if seed.outcome == "displaced" else SCENE_SENTENCES
    for sentence in above[:reach]:
        if _is_of_other_item(own, sentence, context) or (sentence.kind == "headline" and sentence is not above[-1]):
            return None
        days = context.once(_days_told).get(sentence.index, [])
        if context.once(_scenes_of).get(sentence.index):
            is_one = len({(d.start_date, d.end_date) for d in days}) == 1
            return days[0] if is_one and not is_long_ago(sentence, context) else None
        if days and reach > 1 and sentence is above[0] and not _places(sentence, context):
            return days[0] if len(days) == 1 and not is_long_ago(sentence, context) else None
        if days or _opens_anew(sentence.text):
            return None
    return None


def _scenes_of(context: Context) -> dict[int, list[PlaceMention]]:
    """The places of each sentence, by its index, where something can have happened."""
    told = {s.index: [m for m in _places(s, context) if _is_scene(m, context)] for s in context.sentences}
    return {index: places for index, places in told.items() if places}


def _is_scene(m: PlaceMention, context: Context) -> bool:
    is_fine = m.precision in FINE_PLACES and m.is_event_place_candidate
    stands = standing_of(m, context) if is_fine else None
    return is_fine and stands not in NO_SCENES and stands not in WITH_PEOPLE


def _days_told(context: Context) -> dict[int, list[DateMention]]:
    """The days in each sentence, by its index, on which something happened: no teller's, none ahead."""
    published = day_of_report(context.article)
    heads = no_events(context.article)
    own_date = masthead(context.article)
    found: dict[int, list[DateMention]] = {}
    dates = [d for d in joined(context) if d.start_date and (d.precision == "day" or _is_night(d))]
    for sentence in context.sentences:
        for mention in dates:
            if not sentence.start <= mention.start < sentence.end or mention.start in heads:
                continue
            if own_date and own_date[0] < mention.end and mention.start < own_date[1]:
                continue
            at, end = mention.start - sentence.start, mention.end - sentence.start
            before = sentence.text[:at]
            is_ahead = published is not None and mention.start_date is not None and mention.start_date > published
            is_other = _is_beginning(before) or _is_until(before) or opens_report(sentence.text, at, end)
            is_other = is_other or _TOLL_ROSE.search(before) is not None or _LASTING.search(before) is not None
            if not (is_ahead or is_other or is_told(sentence.text, at, end)):
                found.setdefault(sentence.index, []).append(mention)
    return found


def _is_night(mention: DateMention) -> bool:
    """ "Between Friday night and the early hours of Saturday": one event's, though of two days."""
    if mention.kind == "DURATION" or mention.start_date is None or mention.end_date is None:
        return False
    return mention.precision == "interval" and (mention.end_date - mention.start_date).days == 1


def date_of_story(seed: Seed, context: Context) -> DateMention | None:
    """The one day on which all that a short report has told so far happened: "A truck bomb killed 30 on Tuesday. ...
    At least 200 were wounded." A headline stands for all. None once it tells of two days, or of another event."""
    own = seed.parsed.sentence
    is_taken = seed.outcome == "captured" and seed.trigger.lower_ in words_of("taking")
    if seed.outcome in ("displaced", "captured") and not (is_taken or _is_of_same_group(own)):
        return None
    if _is_running_total(seed):
        return None
    lines = [s for s in context.sentences if s.kind in gate.CLAIM_KINDS]
    above = [s for s in lines if s.index <= own.index]
    if own.kind == "headline":
        above = _under(own, lines)
    elif own in lines[:LEAD_SENTENCES] and _tells_when_told(own, context):
        further = [s for s in lines[len(above) : FURTHER_LEAD] if not _opens_note(s, context)]
        above = [*above, *further]  # the lead says what happened, the next sentences when
    if len(above) > STORY_SENTENCES or any(_opens_anew(s.text) for s in above):
        return None
    others = {s.index for s in above if s.index != own.index and not _is_of_other_item(own, s, context)}
    found = [(s, m) for s, m in context.once(_dated_sentences) if s.index in others and not _is_rolling(m)]
    if any(_opens_elsewhere(own, s, context) for s, _ in found):
        return None
    told = [m for s, m in found if not is_long_ago(s, context)] or [m for _, m in found]
    days = {(m.start_date, m.end_date) for m in told}
    if len(days) != 1:
        return None
    opening = above[min(PERIOD_SENTENCES, len(above)) - 1].end
    is_release = told[0].precision == "month" and told[0].start < opening
    return told[0] if is_release or told[0].precision in ("day", "interval") else None


def _under(headline: Sentence, lines: list[Sentence]) -> list[Sentence]:
    """What stands under a headline, with it: in a digest up to the next headline."""
    at = lines.index(headline)
    body = next((n for n, s in enumerate(lines) if n > at and s.kind != "headline"), len(lines))
    end = next((n for n, s in enumerate(lines) if n > body and s.kind == "headline"), len(lines))
    first = 0 if all(s.kind == "headline" for s in lines[:at]) else at
    return lines[first : min(end, first + STORY_SENTENCES)]


def opens_report(text: str, start: int, end: int) -> bool:
    """Whether the date at those characters is the report's own: "March 28 - The army killed six on Saturday"."""
    return start == 0 and re.match(r"\s*(?:--?|[–—])\s", text[end:]) is not None


def _opens_elsewhere(own: Sentence, other: Sentence, context: Context) -> bool:
    """ "In Granada, a peasant lost a leg", after a fight near San Luis: the other town's day isn't this one's."""
    here = next((p for p in _places(own, context) if _OPENS_IN.match(own.text[: p.start - own.start])), None)
    there = [p for p in _places(other, context) if p.precision in FINE_PLACES] if here else []
    if here is None or not there or here.precision not in FINE_PLACES:
        return False
    return all(here.name != p.name and here.name not in (p.admin1, p.country) for p in there)


def _places(sentence: Sentence, context: Context) -> list[PlaceMention]:
    return context.once(_places_by_sentence).get(sentence.index, [])


def _places_by_sentence(context: Context) -> dict[int, list[PlaceMention]]:
    """The article's places by the sentence that they stand in."""
    own: dict[int, list[PlaceMention]] = {}
    rest = iter(context.sentences)
    sentence = next(rest, None)
    for place in sorted(context.places, key=lambda p: p.start):
        while sentence is not None and sentence.end <= place.start:
            sentence = next(rest, None)
        if sentence is not None and sentence.start <= place.start:
            own.setdefault(sentence.index, []).append(place)
    return own


def _opens_note(sentence: Sentence, context: Context) -> bool:
    """ "On 28 February 2019, gunmen ...": a note of its own."""
    return any(sentence.start <= m.start < sentence.start + NOTE_OPENING and _names_month(m) for m in context.dates)


def _tells_when_told(own: Sentence, context: Context) -> bool:
    """Whether the sentence's only dates are those of the telling: "killed 60, the army said Sunday", "the toll rose on
    Tuesday". When it happened then stands further on."""
    dates = [m for m in context.dates if own.start <= m.start < own.end and m.precision == "day"]
    places = [(m.start - own.start, m.end - own.start) for m in dates]
    return bool(places) and all(
        is_told(own.text, *at) or _TOLL_ROSE.search(own.text[: at[0]]) or opens_report(own.text, *at) for at in places
    )


def _is_of_same_group(sentence: Sentence) -> bool:
    """ "Ten other soldiers were taken prisoner", "Two other colleagues are missing": of the event told before."""
    opening = [w.lower() for w in _WORD.findall(sentence.text)[:4]]
    return not {"other", "others"}.isdisjoint(opening)


def date_told_next(seed: Seed, context: Context) -> DateMention | None:
    """The day that the next sentences tell for what this one told: "The attack occurred before dawn on Saturday." """
    own = seed.parsed.sentence
    if _is_running_total(seed) or seed.outcome in ("displaced", "missing"):
        return None
    for sentence, mention in context.once(_dated_sentences):
        if own.index < sentence.index <= own.index + TOLD_NEXT and _TOOK_PLACE.match(sentence.text):
            between = [s for s in context.sentences if own.index < s.index < sentence.index and s.kind == "body"]
            return None if any(_opens_anew(s.text) for s in between) else mention
    return None


def date_of_blow(seed: Seed, context: Context) -> DateMention | None:
    """For the first sentences, the day of what the article takes as known: "Forty have died in a strike on Dnipro. ...
    Three children are among the dead in Saturday's strike." """
    lines = [s for s in context.sentences if s.kind in gate.CLAIM_KINDS][:LEAD_SENTENCES]
    if seed.parsed.sentence not in lines or seed.outcome == "displaced" or _is_running_total(seed):
        return None
    return context.once(_day_of_blow)


def _day_of_blow(context: Context) -> DateMention | None:
    """The one day of blows that the article names by it; None where it speaks of two, or of old ones."""
    published = day_of_report(context.article)
    first = published - LONG_AGO if published else date.min
    days = [d for d in context.dates if d.precision == "day" and d.start_date and d.start_date > first]
    found = [d for d in days if _DAYS_BLOW.match(context.article.text[d.end : d.end + ASIDE])]
    return found[0] if len({d.start_date for d in found}) == 1 else None


def date_of_lead(seed: Seed, context: Context) -> DateMention | None:
    """The day of what the article is about, where the sentence says what went before it: "The massacre came a day after
    shells killed nine"."""
    if not _CAME_AFTER.match(seed.parsed.sentence.text):
        return None
    lead = (m for s, m in context.once(_dated_sentences) if s.index < LEAD_SENTENCES)
    return next((m for m in lead if m.precision == "day"), None)


def date_of_period(seed: Seed, context: Context) -> DateMention | None:
    """The days that a bulletin covers, as its first sentences say: "Weekly bulletin, 1-7 August 2009"."""
    if _is_running_total(seed) and seed.scope != "cumulative":
        return None
    told = [s for s in context.sentences if s.kind in gate.CLAIM_KINDS][:PERIOD_SENTENCES]
    reach = max((s.end for s in told), default=0)
    found = joined(context)
    periods = (m for m in found if m.end <= reach and m.value is None and m.kind != "DURATION")
    return next((m for m in periods if m.start_date and m.precision == "interval" and not _is_long(m)), None)


def _names_month(mention: DateMention) -> bool:
    """Whether the date is more than a weekday: those are told again in every paragraph of a report."""
    return any(word.isalpha() and month_number(word) for word in _WORD.findall(mention.text)) or (
        mention.text[:1].isdigit() and mention.precision == "day"
    )


def _is_running_total(seed: Seed) -> bool:
    return seed.scope == "cumulative" or _RUNNING_TOTAL.search(seed.parsed.sentence.text) is not None


def _tells_same(sentence: Sentence, counts: frozenset[str]) -> bool:
    """Whether the sentence has one of the claim's counts of ten or more: small ones are everywhere."""
    return any(len(count) > 1 and count in _numbers(sentence.text) for count in counts)


@lru_cache(maxsize=REMEMBERED)
def _opens_anew(text: str) -> bool:
    """ "Meanwhile", "Elsewhere", "In the same context": what follows is another event."""
    opening = [w.lower() for w in _WORD.findall(text)[:3]]
    if _ASIDE.search(text[:ASIDE]):
        return True  # "In Belgorod, meanwhile, three soldiers were killed"
    if opening[:2] in (["in", "a"], ["in", "another"]):
        return not words_of("break").isdisjoint(opening[1:])  # "In a separate incident"
    if opening[:1] == ["another"] and len(opening) > 1 and (_numbers(opening[1]) or is_person_word(opening[1])):
        return False  # "another four people were wounded", "another soldier was wounded": in the same event
    return not words_of("break").isdisjoint(opening[:2]) or opening == ["in", "the", "same"]


def _is_of_other_item(own: Sentence, other: Sentence, context: Context) -> bool:
    """Whether either stands in a note or a list's item of its own: those lend each other nothing."""
    article = context.article
    if heading_at(article, own.start) != heading_at(article, other.start):
        return True
    if not (is_item(article, own.start) and is_item(article, other.start)):
        return False
    return line_at(article, own.start) != line_at(article, other.start)


def _dated_sentences(context: Context) -> list[tuple[Sentence, DateMention]]:
    """Sentences of violence with the first date in each that is an event's: no teller's, no beginning, none ahead."""
    published = day_of_report(context.article)
    own_date = masthead(context.article)
    found: list[tuple[Sentence, DateMention]] = []
    heads = no_events(context.article)
    all_dates = joined(context)
    dates = [m for m in all_dates if m.start_date is not None and m.start not in heads]
    for sentence in context.sentences:
        if sentence.kind in ("promo", "footer", "byline"):
            continue
        for mention in dates:
            if not sentence.start <= mention.start < sentence.end or _is_long(mention):
                continue
            if own_date and own_date[0] < mention.end and mention.start < own_date[1]:
                continue
            if mention.start_date is None or (published and mention.start_date > published):
                continue
            at = mention.start - sentence.start
            before = sentence.text[:at]
            if _is_of_burial(sentence.text, at, mention.end - sentence.start):
                continue
            is_teller = is_told(sentence.text, at, mention.end - sentence.start)
            if is_teller and not (mention.precision in PERIODS and _counts(sentence.text)):
                continue
            if _is_beginning(before) or _is_until(before):
                continue
            if opens_report(sentence.text, at, mention.end - sentence.start):
                continue
            if _LASTING.search(before):
                continue  # "seven remained in hospital on Sunday"
            if _TOLL_ROSE.search(sentence.text[:at]):
                continue  # "the toll rose to 38 on Tuesday": the dead are of an earlier day
            if _is_of_violence(sentence.text[max(0, at - WINDOW) : at + WINDOW]):
                own = found[-1] if found and found[-1][0] is sentence else None
                if own is None:
                    found.append((sentence, mention))
                elif _is_day_within(mention, own[1]):
                    found[-1] = (sentence, mention)  # "at a July 4 weekend party late on Saturday"
        span = days_of(sentence.text, published) if published and _HAS.search(sentence.text) else None
        if span and not (found and found[-1][0] is sentence):
            at = sentence.start
            days = DateMention(at, at, "", "DURATION", None, *span, "interval")
            found.append((sentence, days))  # "have been killed in three days of fighting"
    return found


def _is_rolling(mention: DateMention) -> bool:
    """ "In the past 24 hours" is a bulletin's count; what else it tells may lie before."""
    return mention.kind == "DURATION" and (mention.value or "").startswith("PT")


@lru_cache(maxsize=REMEMBERED)
def _counts(text: str) -> bool:
    """Whether somebody counts what a time brought: "In April the mission documented 26 deaths"."""
    return any(w.startswith(verb) for w in text.lower().split() for verb in words_of("counting"))


def _is_day_within(mention: DateMention, coarse: DateMention) -> bool:
    if coarse.precision == "day" or mention.precision != "day" or not coarse.start_date or not coarse.end_date:
        return False
    return mention.start_date is not None and coarse.start_date <= mention.start_date <= coarse.end_date


@cache
def _violence() -> re.Pattern[str]:
    terms = lexicons.terms("incident_nouns") | lexicons.terms("incident_triggers")
    stems = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    words = "|".join(map(re.escape, sorted(lexicons.terms("event_words"), key=len, reverse=True)))
    return re.compile(rf"\b(?:{stems})|\b(?:{words})\b")


@cache
def _known() -> re.Pattern[str]:
    nouns = "|".join(
        map(re.escape, sorted(lexicons.terms("incident_nouns") | words_of("known"), key=len, reverse=True))
    )
    return re.compile(rf"\b(?:the|this|that|these|those) (?:\w+ )?(?:{nouns})(?:s|es)?\b")


def _speaks_of_known(text: str) -> bool:
    """ "six were wounded in the blast": an event that the reader knows of already."""
    return _known().search(" ".join(text.lower().split())) is not None


@lru_cache(maxsize=REMEMBERED)
def _is_of_violence(text: str) -> bool:
    return gate.passes(text) or _violence().search(text.lower()) is not None


def _is_long(mention: DateMention) -> bool:
    """A year or a decade is when a war was, not when an incident was."""
    if mention.start_date is None or mention.end_date is None:
        return True
    return (mention.end_date - mention.start_date).days > LONGEST_DAYS


def _is_of_burial(text: str, start: int, end: int) -> bool:
    """ "Turkey on Tuesday buried five soldiers": the day of the funeral."""
    return _BURIAL.search(text[max(0, start - BESIDE) : end + BESIDE].lower()) is not None


def _is_until(before: str) -> bool:
    """ "136 bodies had been found by March 24": until then they were counted."""
    return re.search(r"\b(?:by|as of|as at)(?: (?:late|early|the end of))?(?: the)? $", before.lower()) is not None


def _is_beginning(before: str) -> bool:
    """ "since the army began an offensive two weeks ago" """
    return re.search(r"\bsince\b[^,;]*$", before.lower()) is not None


@lru_cache(maxsize=REMEMBERED)
def _numbers(text: str) -> frozenset[str]:
    """The numbers over 1 in a text, as digits."""
    from tasks.extract.dates.readings import count_of

    return frozenset(
        str(n) for n in (count_of(w.lower()) for w in _WORD.findall(text) if w.lower() not in ("a", "an")) if n > 1
    )


@lru_cache(maxsize=REMEMBERED)
def _stems(text: str) -> frozenset[str]:
    """Beginnings of the content words; names keep their capital, for a place or a person is in many stories."""
    words = _WORD.findall(text)
    return frozenset(w[:5] for w in words if len(w) > 3 and w[0].isalpha() and w.lower() not in _SMALL)


def _likeness(
    own: Sentence, alike: str, counts: frozenset[str], other: Sentence, mention: DateMention, place: dict[int, int]
) -> float:
    """How surely the other sentence tells of the same event. `place` are `_positions`."""
    at, other_at = place.get(own.index, own.index), place.get(other.index, other.index)
    apart = at - other_at
    theirs = _numbers(other.text)
    shared = _stems(alike) & _stems(other.text)
    score = min(MOST_WORDS, sum(NAME if stem[0].isupper() else 1.0 for stem in shared))
    score += RIGHT_BEFORE if apart == 1 else NEAR if apart in (2, -1) else 0.0
    score += LEAD if other_at < LEAD_SENTENCES else 0.0
    score += COARSE if mention.precision not in ("day", "interval") else 0.0
    if _speaks_of_known(own.text):
        score += KNOWN
    elif not words_of("link").isdisjoint(w.lower() for w in _WORD.findall(own.text)):
        score += LINK
    if any(len(c) > 1 for c in counts & theirs):
        return score + NUMBER
    score += SMALL_NUMBER if counts & theirs else 0.0
    score += EACH_FAR * max(0, abs(apart) - FAR)
    if apart < 0:
        score += LATER + (OTHER_NUMBER if counts and theirs and not counts & theirs else 0.0)
    return score
