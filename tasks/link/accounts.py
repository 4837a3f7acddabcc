"""Accounts: what one article version tells of one event. The unit that is linked into incidents.

An article tells of several events ("five died in Jadariya on Wednesday ... clashes on Monday in which more than 20
died"), and of each in several claims. Here claims become accounts; comparing and clustering them is done elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tasks.link.blows import face_answers, is_reply, is_strike_back, nations_of, strikers_of, struck_of
from tasks.link.lexicon import families, sexes
from tasks.link.tolls import has_number, is_vague, total_of
from tasks.link.words import Reading, ages_of, read, words_of

# An undated event in a report is one of the last days: the dead of "an airstrike killed five" are not last month's.
UNDATED_DAYS = 4
# Somebody is arrested for what happened days before.
FOLLOW_UP_DAYS = 10
Interval = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Text:
    """What the comparison may read of an article: its title and the beginning of its text."""

    title: str = ""
    body: str = ""


@dataclass(slots=True)
class Account:
    """One article version's account of one event.

    `wire_id` and `wire_source` are those of the first of the near-duplicates, or its own. `is_total`: it tells
    running totals only. `start`/`end` bound the event's days (None: not known at all), `is_guessed` being the days
    before publication, where no claim tells any. `tolls` holds, per outcome, the
    sum of the claims that are neither part nor repeat of another, as (low, high or None). `claims` are the claims'
    rows, in reading order; `reading` is what the text has by which the account can be recognised, `place_terms` holds
    the words of its place, `victim_sexes`, `victim_ages` and `victim_nations` who the dead and hurt are, as far as
    their claims say, `victim_roles` whether they are civilians or combatants, where each count says so; `strikers` and
    `struck` which parties struck and which states' men were struck, but for clashes; `is_answer` that the text calls
    it the answer to another blow.
    """

    account_id: str
    article_id: str
    version_id: str
    source: str
    published_on: date | None
    known_at: datetime | None
    wire_id: str
    wire_source: str
    is_main: bool = False
    is_total: bool = False
    event_type: str = "other"
    start: date | None = None
    end: date | None = None
    is_day_known: bool = False
    is_guessed: bool = False
    country: str | None = None
    admin1_code: str | None = None
    place_id: int | None = None
    place_name: str | None = None
    place_text: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "none"
    tolls: dict[str, Interval] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    victim_sexes: frozenset[str] = frozenset()
    victim_ages: frozenset[int] = frozenset()
    victim_nations: frozenset[str] = frozenset()
    victim_roles: frozenset[str] = frozenset()
    strikers: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    is_answer: bool = False
    place_terms: frozenset[str] = frozenset()
    claims: list[dict] = field(default_factory=list)


def accounts_of(
    claims: Sequence[dict],
    *,
    source: str,
    text: Text | None = None,
) -> list[Account]:
    """The accounts of one article version, the main one first, from its claims in reading order.

    Each claim stands in exactly one account; running totals and denials belong to an account too, but never to its
    tolls.
    """
    if not claims:
        return []
    groups: list[list[dict]] = []
    of_claim: dict[str, list[dict]] = {}
    changes = _numbers_first(claims)
    changes |= _fuller_first([c | {"repeat_of": changes.get(c["claim_id"], c.get("repeat_of"))} for c in claims])
    for claim in _answers_marked(claims):
        whole = claim.get("subset_of") or claim.get("repeat_of")
        group = of_claim.get(whole) if whole else None
        if group is None:
            group = next((g for g in groups if _same_event(g, claim)), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(claim | {"repeat_of": changes[claim["claim_id"]]} if claim["claim_id"] in changes else claim)
        of_claim[claim["claim_id"]] = group
    title = {w.plain for w in words_of(_LATER.split(text.title)[0]) if len(w.plain) > 3} if text else set()
    main = max(groups, key=lambda g: (_weight(g, title), -groups.index(g)))
    ordered = [main, *(g for g in groups if g is not main)]
    own = _without_background(text, ordered) if text else None
    told = [_account(g, i, source, own) for i, g in enumerate(ordered)]
    face_answers(told)
    return told


def _without_background(text: Text, groups: list[list[dict]]) -> Text:
    """The text without the sentences that count the dead of another place or day than the first group's: of a week's
    review, the names in the paragraph on Sarmin say nothing of who died at Saraqeb."""
    main, *others = groups
    own = {c.get("sentence") for c in main}
    told = [c for group in others if _is_elsewhere(main, group) for c in group]
    body = text.body
    for sentence in dict.fromkeys(c.get("sentence") for c in told):
        if sentence and sentence not in own:
            body = body.replace(sentence, " ")
    return Text(text.title, body)


def _is_elsewhere(main: list[dict], group: list[dict]) -> bool:
    """Whether a group counts casualties in another town than the main one does, or on another day."""
    pairs = [(a, b) for a in main if is_counted(a) for b in group if is_counted(b) and b["outcome"] != "captured"]
    towns = any(_precision(a) in FINE and _precision(b) in FINE for a, b in pairs)
    return towns and not any(_compatible(a, b) for a, b in pairs)


def _numbers_first(claims: Sequence[dict]) -> dict[str, str | None]:
    """What changes in the claims' `repeat_of`, so that a number stands for its vague mention, whichever comes first:
    "Kramatorsk buries its dead", a headline says, and the text that they are 57. Where the text has several numbers
    for the headline's dozens, each stands."""
    vague = {c["claim_id"] for c in claims if is_vague(c) and not c.get("repeat_of") and not c.get("subset_of")}
    changes: dict[str, str | None] = {}
    numbers: dict[tuple[str, int | None, int | None], str] = {}
    for claim in claims:
        whole = claim.get("repeat_of") or ""
        if whole not in vague or not has_number(claim) or is_vague(claim):
            continue
        changes.setdefault(whole, claim["claim_id"])
        told = numbers.setdefault((whole, claim.get("count_low"), claim.get("count_high")), claim["claim_id"])
        changes[claim["claim_id"]] = told if told != claim["claim_id"] else None
    return changes


def _fuller_first(claims: Sequence[dict]) -> dict[str, str | None]:
    """What changes in the claims' `repeat_of`, so that the sentence with more of the toll tells it: "a blast killed 12
    Americans, dozens of Afghans", a headline says, and the text "12 Americans and at least 60 Afghans"."""
    wholes = {c["claim_id"]: c for c in claims if is_counted(c)}
    numbered = [c for c in wholes.values() if has_number(c) and not is_vague(c)]
    others = Counter((c.get("sentence_index"), c["outcome"]) for c in numbered)
    changes: dict[str, str | None] = {}
    for claim in claims:
        whole = wholes.get(claim.get("repeat_of") or "")
        if whole is None or whole["claim_id"] in changes:
            continue
        here, there = ((c.get("sentence_index"), c["outcome"]) for c in (claim, whole))
        if here != there and others[here] > others[there] - 1:
            repeats = (c["claim_id"] for c in claims if c.get("repeat_of") == whole["claim_id"])
            changes |= dict.fromkeys((whole["claim_id"], *repeats), claim["claim_id"])
            changes[claim["claim_id"]] = None
    return changes


def _answers_marked(claims: Sequence[dict]) -> list[dict]:
    """The claims; where the text tells that a toll was taken in return, the headline's same toll is marked so, too."""
    in_return = {c["repeat_of"] for c in claims if c.get("repeat_of") and is_reply(c)}
    return [c | {"is_reply": True} if c["claim_id"] in in_return else c for c in claims]


def bare_account(article_id: str, source: str, published_on: date | None, text: Text) -> Account:
    """The account of an article without claims: known by its words and its date only."""
    return Account(
        account_id=f"{article_id}:0",
        article_id=article_id,
        version_id="",
        source=source,
        published_on=published_on,
        known_at=None,
        wire_id=article_id,
        wire_source=source,
        is_main=True,
        is_guessed=True,
        start=published_on - timedelta(days=UNDATED_DAYS) if published_on else None,
        end=published_on,
        reading=read(text.title, text.body, published_on),
    )


def _weight(group: list[dict], title: set[str]) -> float:
    """How much of the article is about this event: the dead before the displaced, today's before background's, what
    is told first, and with the title's words, before the rest."""
    told = sum(_OUTCOME_WEIGHT.get(c["outcome"], 0.3) for c in group if is_counted(c) and c.get("count_high") != 0)
    first = group[0]
    lead = _LEAD.get(first.get("sentence_index", 0), 0.0)
    said = {word.plain for c in group for word in words_of(c.get("sentence") or "")} if title else set()
    in_title = 3.0 * len(said & title) / (len(title) or 1)
    return (min(told, 4.0) + 0.2 * len(group) + lead + in_title) * _freshness(first)


# "Boy shoots two a day after synagogue attack" is about the boy.
_LATER = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?) after\b")
# The event of the first sentence is the news; "a day after seven had been shot dead at a synagogue" comes behind it.
_LEAD = {0: 2.5, 1: 1.2, 2: 0.8}
_OUTCOME_WEIGHT = {"killed": 1.0, "injured": 0.8, "killed_or_injured": 0.8, "missing": 0.6, "captured": 0.4}


def _freshness(claim: dict) -> float:
    """1 for news, less for background: no date at all, or one of weeks ago."""
    if claim.get("date_end") is None or _is_long_total(claim):
        return 0.3
    age = (claim["published_on"] - claim["date_end"]).days if claim.get("published_on") else 0
    return 1.0 if age <= 10 else 0.3


def is_counted(claim: dict) -> bool:
    """Whether a claim's number may stand for its event: neither part, repeat, running total nor denial."""
    return (
        claim["kind"] == "casualty"
        and not claim.get("subset_of")
        and not claim.get("repeat_of")
        and claim.get("scope") != "cumulative"
        and claim.get("certainty") != "denied"
    )


def _same_event(group: list[dict], claim: dict) -> bool:
    """Whether a claim of the same article can speak of the group's event: places, days and kinds agree."""
    return all(_compatible(other, claim) for other in group[:6]) and any(_related(other, claim) for other in group)


def _related(a: dict, b: dict) -> bool:
    """Whether anything says that two claims speak of one event: told within two sentences, or one province or day."""
    apart = abs(a.get("sentence_index", 0) - b.get("sentence_index", 0))
    if ("incident" in (a["kind"], b["kind"])) and "casualty" in (a["kind"], b["kind"]):
        # A siege told elsewhere in the article says nothing of who was bombed on that day.
        return apart <= 1 or (a.get("place_id") is not None and a["place_id"] == b.get("place_id"))
    if apart <= 2 or (a.get("admin1_code") and a["admin1_code"] == b.get("admin1_code")):
        return True
    return bool(_day(a) and _day(a) == _day(b))


def _day(claim: dict) -> date | None:
    """The one day that a claim is dated to, if it is."""
    return claim["date_start"] if claim.get("date_start") and claim["date_start"] == claim.get("date_end") else None


def is_possibly_same(a: dict, b: dict) -> bool:
    """Whether one claim of an article counts what the other leaves open, of like victims and of days that may be one:
    the "number of specialists" may be the "four officers" of a later paragraph."""
    if "casualty" not in (a["kind"], b["kind"]) or a["kind"] != b["kind"] or a["outcome"] != b["outcome"]:
        return False
    if _day(a) or _day(b) or families.distance(a["event_type"], b["event_type"]) == "far":
        return False
    is_open = [c.get("count_qualifier") in ("vague", "indefinite") for c in (a, b)]
    known = [c.get("victim_role") for c in (a, b)]
    return is_open[0] != is_open[1] and known[0] == known[1] != "unknown"


def _compatible(a: dict, b: dict) -> bool:
    if families.distance(a["event_type"], b["event_type"]) == "far":
        return False
    if (a.get("scope") == "cumulative") != (b.get("scope") == "cumulative"):
        return False
    if a.get("date_start") and b.get("date_start"):
        if a["date_start"] > b["date_end"] or b["date_start"] > a["date_end"]:
            return False
    elif (a.get("date_precision") == "unknown") != (b.get("date_precision") == "unknown"):
        return False
    if is_strike_back(a, b) or _is_of_country(a, b) or _is_of_country(b, a):
        return False
    if _precision(a) in FINE and _precision(b) in FINE:
        return a.get("place_id") == b.get("place_id") or a.get("place_name") == b.get("place_name")
    if a.get("admin1_code") and b.get("admin1_code"):
        return a["admin1_code"] == b["admin1_code"]
    return not (a.get("country") and b.get("country")) or a["country"] == b["country"]


def _is_of_country(whole: dict, one: dict) -> bool:
    """Whether one toll is a whole country's and the other that of something else in one town: "fighting killed 56
    across Sudan on Saturday", "three were shot dead on Saturday in Kabkabiya"."""
    if not (is_counted(whole) and is_counted(one)) or whole["outcome"] != one["outcome"]:
        return False
    is_wide = whole.get("place_precision") == "country" and whole.get("place_basis") in ("clause", "sentence")
    differs = whole["event_type"] != one["event_type"] and (whole.get("count_low") or 0) > (one.get("count_low") or 0)
    return is_wide and differs and _precision(one) in FINE and not (is_vague(whole) or is_vague(one))


def _precision(claim: dict) -> str:
    """How finely a claim is placed. Where a province bears a town's name, "four killed in Idlib", in a headline, says
    the province, and "in southern Idlib" anywhere: the text may tell of Saraqeb."""
    precision = claim.get("place_precision") or "none"
    bears_province = claim.get("place_name") is not None and claim["place_name"] == claim.get("admin1")
    if precision != "town" or not bears_province:
        return precision
    is_wide = claim.get("sentence_index") == 0 or _SIDE_OF.match(claim.get("place_text") or "")
    return "admin1" if is_wide else precision


_SIDE_OF = re.compile(r"(?i)(?:north|south|east|west|central)\w*(?: (?:north|south|east|west))? ")


def _is_long_total(claim: dict) -> bool:
    """A sum over more than a week; a shorter one may be one event's toll, misread."""
    start, end = claim.get("date_start"), claim.get("date_end")
    return claim.get("scope") == "cumulative" and bool(start and end) and (end - start).days > 7  # type: ignore[operator]


def _account(group: list[dict], number: int, source: str, text: Text | None) -> Account:
    first = group[0]
    # The day of a shooting, not that of the arrest, where an account has both; a sentence's own day, not its context's.
    by_day = sorted(group, key=lambda c: (c.get("outcome") == "captured", c.get("date_basis") != "sentence"))
    dated = next((c for c in by_day if c.get("date_start")), None)
    dated = dated or next((c for c in by_day if c.get("date_end")), None)
    start, end = _window(dated, first["published_on"], FOLLOW_UP_DAYS if _is_follow_up(group) else UNDATED_DAYS)
    placed = placing_claim(group)
    told = text if text and number == 0 else Text(body=_sentences(group))
    harmed = [c for c in group if c.get("outcome") in _HARMED and c.get("count_high") != 0]
    victims = [c.get("victim_text") or "" for c in harmed]
    is_clash = any(c["event_type"] == "armed_clash" for c in group)
    # A shooting of which somebody was arrested is a shooting.
    types = (c["event_type"] for c in (*harmed, *group) if families.of(c["event_type"]) != "any")
    typed = next(types, first["event_type"])
    return Account(
        account_id=f"{first['article_id']}:{first['version_id']}:{first['claim_id']}",
        article_id=first["article_id"],
        version_id=first["version_id"],
        source=source,
        published_on=first["published_on"],
        known_at=first.get("known_at"),
        wire_id=first["article_id"],
        wire_source=source,
        is_main=number == 0,
        is_total=all(_is_long_total(c) for c in group),
        event_type=typed,
        start=start,
        end=end,
        is_guessed=not (dated and dated.get("date_start")),
        is_day_known=bool(dated and dated.get("date_start") and dated["date_start"] == dated["date_end"]),
        country=placed.get("country"),
        admin1_code=placed.get("admin1_code"),
        place_id=placed.get("place_id"),
        place_name=placed.get("place_name"),
        place_text=placed.get("place_text"),
        lat=placed.get("lat"),
        lon=placed.get("lon"),
        precision=placed.get("place_precision") or "none",
        tolls=tolls_of(group),
        reading=read(told.title, told.body, first["published_on"]),
        victim_sexes=sexes_of(victims),
        victim_ages=frozenset(age for text in victims for age in ages_of(text)),
        victim_nations=nations_of(harmed),
        victim_roles=_roles_of(harmed),
        strikers=frozenset() if is_clash else strikers_of(group),
        struck=frozenset() if is_clash else struck_of(harmed),
        is_answer=any(is_reply(c) for c in group),
        place_terms=_place_terms(placed),
        claims=list(group),
    )


_HARMED = ("killed", "injured", "killed_or_injured", "missing")


def _roles_of(harmed: list[dict]) -> frozenset[str]:
    """Civilians, combatants or both, if every counted claim says so of its own."""
    roles = frozenset(c.get("victim_role") or "unknown" for c in harmed if is_counted(c) and has_number(c))
    return roles if roles <= {"civilian", "combatant"} else frozenset()


def sexes_of(victims: Iterable[str]) -> frozenset[str]:
    """The sexes that the words for victims tell, pronouns among them.

    >>> sorted(sexes_of(["a 42-year-old woman", "him", "two people"]))
    ['female', 'male']
    """
    return frozenset(sexes[w.plain] for text in victims for w in words_of(text) if w.plain in sexes)


# Places as fine as these have coordinates worth comparing.
FINE = ("facility", "town", "district")
_FINENESS = {"none": 0, "country": 1, "admin1": 2, "district": 3, "town": 4, "facility": 5}


def fineness(claim: dict) -> int:
    """How finely a claim is placed, 0 for not at all; a headline's "in Idlib" as the province."""
    return _FINENESS[_precision(claim)]


def placing_claim(claims: list[dict]) -> dict:
    """The claim that says where one account's event was: the first of those that are placed most finely."""
    return max(claims, key=lambda c: (fineness(c), -claims.index(c)))


def _is_follow_up(group: list[dict]) -> bool:
    """Whether an account tells only who was caught for something that happened earlier: "arrested over a shooting"."""
    casualties = [c for c in group if c["kind"] == "casualty"]
    are_arrests = bool(casualties) and all(c["outcome"] == "captured" for c in casualties)
    return are_arrests and any(_CAUGHT_FOR.search(c.get("sentence") or "") for c in casualties)


_CAUGHT_FOR = re.compile(
    r"\b(?:in connection with|charged (?:with|in)|accused of|suspected of|(?:arrested|detained|held) (?:over|for))"
    r" (?:\w+ ){0,4}?(?:shooting|murder|killing|death|attack|bombing|homicide|stabbing|massacre)"
)


def _window(claim: dict | None, published_on: date | None, days: int) -> tuple[date | None, date | None]:
    """The days on which the event can have happened, an undated one being of the `days` before publication."""
    if claim and claim.get("date_start"):
        return claim["date_start"], claim["date_end"] or claim["date_start"]
    end = (claim or {}).get("date_end") or published_on
    return (end - timedelta(days=days), end) if end else (None, None)


def tolls_of(claims: Iterable[dict]) -> dict[str, Interval]:
    """Per outcome, what the counted claims come to: three soldiers and two civilians are five."""
    of_outcome: dict[str, list[dict]] = {}
    for claim in claims:
        if is_counted(claim) and has_number(claim):
            of_outcome.setdefault(claim["outcome"], []).append(claim)
    return {outcome: total_of(said) for outcome, said in of_outcome.items()}


def _sentences(group: list[dict]) -> str:
    """The sentences of the claims, each once."""
    return "\n".join(dict.fromkeys(c.get("sentence") or "" for c in group))


def _place_terms(claim: dict) -> frozenset[str]:
    """The words of a claim's place, as a text has them: "Maidan Shahr", by the gazetteer or by the article."""
    if claim.get("place_precision") not in ("admin1", "district", "town", "facility"):
        return frozenset()
    names = f"{claim.get('place_name') or ''} {claim.get('place_text') or ''}"
    return frozenset(f"@{w.plain}" for w in words_of(names) if len(w.plain) > 2)
