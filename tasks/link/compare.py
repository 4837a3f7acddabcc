"""Compares two accounts: how likely they speak of one event, and what speaks for and against it.

Pure and pairwise. Which pairs are compared, and what follows from the scores, is `cluster.py`'s.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import mul
from pathlib import Path

from tasks.link.accounts import FINE, Account, Interval
from tasks.link.corpus import Common, Sight
from tasks.link.details import Details
from tasks.link.lexicon import families

WEIGHTS = Path(__file__).parents[2] / "seeds" / "lexicons" / "link_weights.csv"

EARTH_KM = 6371.0
# Coordinates of one town differ between gazetteers by this much; beyond it two towns are two.
SAME_TOWN_KM = 4.0
# So near a town the next village's event may be told as the town's.
NEXT_TOWN_KM = 12.0
NEARBY_KM = 40.0
# Articles that are mainly about one event are published within about so many days of each other.
NEWS_DAYS = 30
# Of an account that spans a month, so many days are looked up.
LOOKED_BACK_DAYS = 10
# Two undated accounts must have names that hardly any other account has (the feature `rare`), or a person's age and
# some such name: in one city there is a shooting every day. Unless the texts are nearly the same.
OWN_NAMES = 0.25
OWN = {
    "rare": 1.0,
    "ages": 0.15,
    "street": 0.2,
    "person": 0.3,
    "hour": 0.1,
    "calendar": 0.15,
    "place": 0.1,
    "toll": 0.15,
    "target": 0.15,
}
# Two reports round the hour of one event by so much; reports of other hours are of other events.
SAME_MINUTES, APART_MINUTES = 15, 120
SAME_TEXT = 0.75
# Two texts that give one age each, and not the same, are further apart than texts with several.
LONE_AGES = 2.0
# Of few victims, one more or less is another shooting; of many it is a later count.
FEW_VICTIMS = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comes of comparing two accounts: a probability, the features behind it, and a veto where there is one."""

    score: float
    features: dict[str, float]
    veto: str | None = None

    def reasons(self) -> list[str]:
        """The features that speak loudest, as `name: value`, strongest first."""
        told = sorted(self.features.items(), key=lambda item: -abs(item[1] * weights()[item[0]]))
        return [f"{name}: {value:.2f}" for name, value in told if value] + ([f"veto: {self.veto}"] if self.veto else [])


@cache
def weights() -> dict[str, float]:
    """Weights of the features, `bias` among them: set by hand, held against our gold by `tests.link.fit`."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}


def compare(
    a: Account,
    b: Account,
    sight_a: Sight,
    sight_b: Sight,
    common: Common,
    known: Mapping[str, float] | None = None,
) -> Comparison:
    """How likely two accounts of different articles speak of one event. `known`: other weights."""
    if veto := veto_of(a, b):
        return Comparison(0.0, {}, veto)
    features = features_of(a, b, sight_a, sight_b, common)
    if features["undated"] and not features["wire"] and features["text"] < SAME_TEXT:
        own = sum(weight * features[name] for name, weight in OWN.items())
        if own < OWN_NAMES:
            return Comparison(0.0, features, "undated, and no name of their own in common")
    known = known or weights()
    z = known["bias"] + sum(map(mul, map(known.__getitem__, features), features.values()))
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
    return Comparison(round(score, 4), features)


def features_of(a: Account, b: Account, seen_a: Sight, seen_b: Sight, common: Common) -> dict[str, float]:
    """The features of a pair, each 0 where nothing is known that speaks for or against."""
    toll, toll_apart = _tolls(a.tolls, b.tolls)
    near, far = _places(a, b)
    named = 0.0 if _titles_place(a) and _titles_place(b) else (_names_place(a, b) + _names_place(b, a)) / 2
    day, day_apart, day_told = _days(a, b)
    distance = families.distance(a.event_type, b.event_type)
    ages, ages_apart = _shared_or_apart(a.reading.ages, b.reading.ages)
    if ages_apart and len(a.reading.ages) == len(b.reading.ages) == 1:
        # The one person of each text; but for the suspect of the one, and the victim of the other.
        ages_apart = LONE_AGES if _captured(a) == _captured(b) else 1.0
    street, streets_apart = _shared_or_apart(a.reading.details.streets, b.reading.details.streets)
    person, persons_apart = _shared_or_apart(a.reading.details.persons, b.reading.details.persons)
    target, targets_apart = _shared_or_apart(a.reading.targets, b.reading.targets)
    side, sides_apart = _shared_or_apart(a.reading.details.sides, b.reading.details.sides)
    hour, hours_apart = _hours(a.reading.details, b.reading.details)
    calendar, calendar_apart = _calendar(a, b)
    weekday, weekday_apart = _weekdays(a, b)
    is_one_unplaced = bool(a.place_terms) != bool(b.place_terms)
    return {
        "text": common.text,
        "names": common.names,
        "numbers": common.numbers,
        "rare": common.rare,
        "ages": ages,
        "ages_apart": ages_apart,
        # A street of that name in another town, or in one that isn't known, is hardly the same.
        "street": street * (1.0 - far) * (1.0 if near else 0.5),
        "streets_apart": streets_apart,
        "target": target,
        "targets_apart": targets_apart,
        "side": side,
        "sides_apart": sides_apart,
        "victims_apart": _victims_apart(a, b),
        "roles_apart": _shared_or_apart(a.victim_roles, b.victim_roles)[1],
        "opposed": float(not (a.strikers.isdisjoint(b.struck) and b.strikers.isdisjoint(a.struck))),
        "same_blow": _same_blow(a, b) * day,
        "busy": max(seen_a.busyness, seen_b.busyness) * (1.0 - far),
        "hour": hour,
        "hours_apart": hours_apart,
        "person": person,
        "persons_apart": persons_apart,
        "calendar": calendar,
        "calendar_apart": calendar_apart,
        "focus": common.focus,
        "focus_apart": float(bool(seen_a.focus_sum and seen_b.focus_sum) and not common.focus),
        "wire": float(a.wire_id == b.wire_id),
        "toll": toll,
        "toll_apart": toll_apart,
        "toll_fell": _toll_fell(a, b),
        "telling": _telling(a.tolls, b.tolls) * max(near, named) * day,
        "deaths_apart": _deaths_apart(a.tolls, b.tolls),
        "number_apart": _number_apart(a.tolls, b.tolls),
        "place": near,
        "place_apart": 0.0 if named else far,
        "place_named": far * named,
        "place_told": float(is_one_unplaced and named > 0),
        "place_untold": float(is_one_unplaced and named == 0),
        "place_and_day": near * day,
        "day": day,
        "day_apart": day_apart,
        "day_told": day_told,
        "undated": float(not (a.end and b.end)),
        "weekday": weekday,
        "weekday_apart": weekday_apart,
        "published_apart": _published_apart(a, b),
        "type": {"same": 1.0, "near": 0.7, "open": 0.4}.get(distance, 0.0),
        "type_apart": {"apart": 1.0, "far": 2.0}.get(distance, 0.0),
        "type_and_toll_apart": float(distance == "apart" and _other_dead(a.tolls, b.tolls)),
    }


def _shared_or_apart(a: frozenset, b: frozenset) -> tuple[float, float]:
    """Whether the texts share any of the details of one kind, and whether both have some, but none in common."""
    if not a or not b:
        return 0.0, 0.0
    return (0.0, 1.0) if a.isdisjoint(b) else (1.0, 0.0)


def _hours(a: Details, b: Details) -> tuple[float, float]:
    """Whether the texts give a time of day alike, and whether all times of the one are hours from those of the other,
    parts of the day standing for the hours where a text gives none."""
    if a.hours and b.hours:
        gap = min(min((x - y) % 1440, (y - x) % 1440) for x in a.hours for y in b.hours)
        return float(gap <= SAME_MINUTES), float(gap >= APART_MINUTES)
    spans_a, spans_b = ({(hour, hour) for hour in d.hours} or d.parts for d in (a, b))
    if not spans_a or not spans_b:
        return 0.0, 0.0
    return 0.0, float(all(_is_between(x, y) for x in spans_a for y in spans_b))


def _is_between(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether hours lie between two parts of a day, either of which may reach into the next."""
    return all(a[0] + day >= b[1] + APART_MINUTES or b[0] >= a[1] + day + APART_MINUTES for day in (-1440, 0, 1440))


def _victims_apart(a: Account, b: Account) -> float:
    """Whether those who were harmed are others: a man of 19 and one of 34 count 1, a man and a woman too,
    or Turkish and Syrian soldiers."""
    pairs = ((a.victim_sexes, b.victim_sexes), (a.victim_ages, b.victim_ages), (a.victim_nations, b.victim_nations))
    return max(_shared_or_apart(mine, other)[1] for mine, other in pairs)


def _same_blow(a: Account, b: Account) -> float:
    """Whether the same side struck the same, or both texts tell of an answer to those who had struck."""
    is_same = (a.is_answer and b.is_answer) or not a.strikers.isdisjoint(b.strikers)
    return float(is_same and not a.struck.isdisjoint(b.struck))


def _calendar(a: Account, b: Account) -> tuple[float, float]:
    """Whether two texts of which one cannot be dated name a day of the calendar in common, or none, but others."""
    if a.end and b.end:
        return 0.0, 0.0
    return _shared_or_apart(a.reading.details.calendar, b.reading.details.calendar)


def _weekdays(a: Account, b: Account) -> tuple[float, float]:
    """Whether two texts that cannot be dated begin with a day of the week in common, or with others; of dated ones
    whether they do where their days are apart, too."""
    shared, apart = _shared_or_apart(a.reading.weekdays, b.reading.weekdays)
    return (0.0, apart * float(_gap(a, b) > 0)) if a.end and b.end else (shared, apart)


def _titles_place(account: Account) -> bool:
    """Whether an article is about its account's place: "Shelling of block in Avdiivka" is not the one of Bakhmut,
    though both texts name both."""
    return not account.place_terms.isdisjoint(account.reading.focus)


def _names_place(a: Account, b: Account) -> bool:
    """Whether b's text names the place of a's account."""
    return not b.reading.terms.keys().isdisjoint(a.place_terms)


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine)."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def veto_of(a: Account, b: Account) -> str | None:
    """What makes one event impossible, whatever else agrees."""
    if a.is_total != b.is_total:
        return "a running total"
    gap = _gap(a, b)
    # Some days off are forgiven, at a price: "overnight", a day misread, an attack that went on.
    most = 3 if a.is_day_known and b.is_day_known else 7
    return "days" if gap > most and not _tells_day(a, b) else None


def _gap(a: Account, b: Account) -> int:
    """Days between the two intervals; 0 where they overlap."""
    if not (a.start and a.end and b.start and b.end):
        return 0
    return max(0, (b.start - a.end).days, (a.start - b.end).days)


def _tells_day(a: Account, b: Account) -> bool:
    """Whether one text names the day of the other's account: a burial on Friday, of those killed on Wednesday."""
    return (a.is_day_known and a.start in b.reading.days) or (b.is_day_known and b.start in a.reading.days)


def _days(a: Account, b: Account) -> tuple[float, float, float]:
    """How well the days agree, how far they are apart, and whether apart days are told by the other text."""
    if not (a.start and b.start):
        return 0.0, 0.0, 0.0
    gap = _gap(a, b)
    if gap:
        if (a.is_guessed and b.is_day_known and b.start in a.reading.days) or (
            b.is_guessed and a.is_day_known and a.start in b.reading.days
        ):
            # "Six days after the strike" names the day better than our guess of the days before publication.
            return 0.7, 0.0, 0.0
        return (0.0, 0.0, 1.0) if _tells_day(a, b) else (0.0, min(1.0, gap / 3), 0.0)
    if a.is_day_known and b.is_day_known:
        return 1.0, 0.0, 0.0
    return 0.5, 0.0, 0.0


def _published_apart(a: Account, b: Account) -> float:
    if not (a.published_on and b.published_on):
        return 0.0
    return min(2.0, abs((a.published_on - b.published_on).days) / NEWS_DAYS)


def _places(a: Account, b: Account) -> tuple[float, float]:
    """How near the places are (1: the same town), and how surely apart."""
    if a.precision in FINE and b.precision in FINE:
        if a.place_id is not None and a.place_id == b.place_id:
            return 1.0, 0.0
        if None not in (a.lat, a.lon, b.lat, b.lon):
            distance = kilometres(a.lat, a.lon, b.lat, b.lon)  # type: ignore[arg-type]
            if distance <= SAME_TOWN_KM:
                return 0.9, 0.0
            if a.place_text and a.place_text == b.place_text:
                # One name as written, read as two places: one of the readings is wrong.
                return 0.7, 0.0
            if distance <= NEXT_TOWN_KM:
                return 0.5, 0.2
            return (0.3, 0.3) if distance <= NEARBY_KM else (0.0, 1.0)
    if a.admin1_code and b.admin1_code:
        return (0.5, 0.0) if a.admin1_code == b.admin1_code else (0.0, 1.0)
    if a.country and b.country:
        return (0.15, 0.0) if a.country == b.country else (0.0, 1.0)
    return 0.0, 0.0


def _tolls(a: dict[str, Interval], b: dict[str, Interval]) -> tuple[float, float]:
    """How well the tolls agree, a rare number weighing more ("37 killed" twice is hardly chance), and how badly not.

    A toll that rose from 50 to 57 is no disagreement, one of 2 and one of 4 is a slight one, 3 against 90 a grave one.
    """
    agree = apart = 0.0
    for outcome in a.keys() & b.keys():
        (low_a, high_a), (low_b, high_b) = a[outcome], b[outcome]
        small, large = sorted((low_a, low_b))
        if small == 0 and (outcome == "captured" or not (high_a or high_b)):
            continue  # "No arrests" says nothing.
        if low_a == low_b and high_a == high_b and low_a > 0:
            agree += min(1.0, 0.35 + 0.25 * math.log(low_a)) if low_a < 100 else 1.0
        elif high_a is None or high_b is None or (high_a >= low_b and high_b >= low_a):
            agree += 0.3 if large <= 2 * small + 3 else 0.0
        elif large > 3 * small + 5:
            apart += 1.0
        elif large > 1.5 * small:
            apart += 0.3
    return min(agree, 1.5), min(apart, 1.5)


def _other_dead(a: dict[str, Interval], b: dict[str, Interval]) -> bool:
    """Whether the dead of the two are clearly not one number."""
    if "killed" not in a or "killed" not in b:
        return False
    fewer, more = sorted((a["killed"], b["killed"]), key=lambda toll: toll[0])
    return fewer[0] > 0 and 1.25 * max(fewer[0], fewer[1] or 0) < more[0]


def _toll_fell(a: Account, b: Account) -> float:
    """How far the dead of the later report are fewer than those of the earlier, counted to a half: tolls rise."""
    if not (a.published_on and b.published_on) or a.published_on == b.published_on:
        return 0.0
    first, later = sorted((a, b), key=lambda account: str(account.published_on))
    before, after = first.tolls.get("killed"), later.tolls.get("killed")
    if not before or not after or after[1] is None or not 0 < after[0] < 0.8 * before[0]:
        return 0.0
    return min(1.0, math.log(before[0] / after[0]) / math.log(2))


def _telling(a: dict[str, Interval], b: dict[str, Interval]) -> float:
    """How much a number that both tell identifies its event: 76 dead in one town on one day are the same 76. Of four
    or fewer there are others, and of round numbers half as surely not."""
    same = (
        low for outcome in _COUNTED & a.keys() & b.keys() if a[outcome] == b[outcome] and (low := a[outcome][0]) > 4
    )
    return max((min(1.0, math.log(low / 4) / math.log(5)) / (1 if low % 10 else 2) for low in same), default=0.0)


# "Hundreds fled" and "thousands were arrested" identify nothing.
_COUNTED = frozenset({"killed", "injured", "killed_or_injured", "missing"})


def _captured(account: Account) -> bool:
    return account.tolls.get("captured", (0, 0))[0] > 0


def _victims_in_all(tolls: dict[str, Interval]) -> int:
    """How many were killed or hurt, as far as the account counts them; 0 where it doesn't."""
    return sum(low for outcome, (low, _) in tolls.items() if outcome in ("killed", "injured", "killed_or_injured"))


def _number_apart(a: dict[str, Interval], b: dict[str, Interval]) -> float:
    """How surely two small numbers of victims are those of two events: one shot and three dead, 1.0; two and three
    less. Whether the victims live or died changes nothing: the wounded die."""
    small, large = sorted((_victims_in_all(a), _victims_in_all(b)))
    if not small or small == large or large > FEW_VICTIMS:
        return 0.0
    return min(1.0, math.log(large / small) / math.log(3))


def _deaths_apart(a: dict[str, Interval], b: dict[str, Interval]) -> float:
    """Whether one account tells of deaths and the other of injuries only: mostly two events, though the wounded die."""
    hurt = [{outcome for outcome, (low, _) in tolls.items() if low} & {"killed", "injured"} for tolls in (a, b)]
    return float(all(hurt) and ("killed" in hurt[0]) != ("killed" in hurt[1]))


def days_of(account: Account) -> list[date]:
    """The days under which an account is filed when candidates are looked up: its own, the last of them where they
    are many; where they are a guess also those that its text names, as in "six days after the strike"."""
    if not (account.start and account.end):
        return []
    last = account.end.toordinal()
    days = set(range(max(account.start.toordinal(), last - LOOKED_BACK_DAYS), last + 1))
    if account.is_guessed:
        days |= {told.toordinal() for told in account.reading.days if 0 <= last - told.toordinal() <= NEWS_DAYS}
    return [date.fromordinal(n) for n in sorted(days)]
