"""Reports of shootings that never happened, two of each by different hands: as many as one likes, all wording ours.

They measure linking where real pairs are few: whether two reports of one shooting are told from two of one town and
day. Each report tells some of its event's facts in one of several ways: the street or the side of the town, the hour,
the victim's age and name, or, days later, who was arrested. How often each fact is told is our guess; the figures that
come of it are only good for comparing one state of the code with another.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

# town, state, its abbreviation, how much happens there
TOWNS = [
    ("Chicago", "Ill.", 14), ("Philadelphia", "Pa.", 9), ("Milwaukee", "Wis.", 7), ("Indianapolis", "Ind.", 7),
    ("Houston", "Texas", 6), ("Baltimore", "Md.", 6), ("Memphis", "Tenn.", 5), ("Detroit", "Mich.", 5),
    ("New Orleans", "La.", 5), ("St. Louis", "Mo.", 5), ("Oakland", "Calif.", 4), ("Stockton", "Calif.", 3),
    ("Jacksonville", "Fla.", 3), ("Birmingham", "Ala.", 3), ("Kansas City", "Mo.", 3), ("Augusta", "Ga.", 2),
    ("Rockford", "Ill.", 2), ("Dayton", "Ohio", 2), ("Toledo", "Ohio", 2), ("Harrisburg", "Pa.", 2),
    ("Wilmington", "Del.", 2), ("Fresno", "Calif.", 2), ("Tulsa", "Okla.", 2), ("Durham", "N.C.", 2),
    ("Shreveport", "La.", 2), ("Flint", "Mich.", 2), ("Peoria", "Ill.", 1), ("Gary", "Ind.", 1), ("Mobile", "Ala.", 1),
    ("Yakima", "Wash.", 1), ("Reno", "Nev.", 1), ("Waco", "Texas", 1), ("Pueblo", "Colo.", 1), ("Danville", "Va.", 1),
    ("Goldsboro", "N.C.", 1), ("Vicksburg", "Miss.", 1), ("Lima", "Ohio", 1), ("Elkhart", "Ind.", 1),
    ("Decatur", "Ill.", 1), ("Kenosha", "Wis.", 1),
]  # fmt: skip
MEN = [
    "James", "Marcus", "Tyrone", "Luis", "Anthony", "Brandon", "Kevin", "Jose", "Darnell", "Travis", "Eric",
    "Devin", "Carlos", "Andre", "Kyle", "Juan", "Omar",
]  # fmt: skip
WOMEN = [
    "Ashley", "Maria", "Latoya", "Jessica", "Keisha", "Brittany", "Angela", "Rosa", "Monique", "Diane", "Erica",
    "Natasha", "Vanessa", "Tamika",
]  # fmt: skip
SURNAMES = [
    "Johnson", "Davis", "Martinez", "Wilson", "Taylor", "Hernandez", "Harris", "Lewis", "Robinson", "Walker",
    "Young", "Wright", "Scott", "Torres", "Nguyen", "Hill", "Flores", "Nelson", "Rivera", "Mitchell", "Carter",
    "Gomez", "Evans", "Diaz", "Parker", "Collins", "Reyes", "Morris", "Cook", "Ortiz", "Bailey", "Kelly",
    "Ramos", "Ward", "Watson", "Brooks", "Chavez", "Mendoza", "Hughes", "Price", "Alvarez", "Patel", "Foster",
    "Fontenot", "Kowalski", "Dubois", "Haverford", "Lindqvist", "Okafor", "Bratton", "Pickens", "Yarbrough",
    "Tillery",
]  # fmt: skip
STREETS = [
    "Main", "Oak", "Maple", "Washington", "Lincoln", "Jefferson", "Elm", "Walnut", "Cedar", "Pine", "Madison",
    "Franklin", "Highland", "Church", "Center", "Chestnut", "Spruce", "Division", "Western", "Ashland",
    "Hampton", "Clarke", "Burleigh", "Keefe", "Ludlow", "Windsor", "Emerson", "Sherman", "Prospect", "Monroe",
    "Cherry", "Magnolia", "Garfield", "Douglas", "Belmont", "Clinton", "Union", "Vine", "Erie", "Delaware",
    "Lehigh", "Cumberland", "Dauphin", "Norris",
]  # fmt: skip
KINDS = ["Street", "Avenue", "Drive", "Road", "Boulevard"]
SIDES = ["west side", "east side", "north side", "south side", "northwest side", "southeast side"]
HOSPITALS = ["University Hospital", "Mercy Hospital", "General Hospital", "Methodist Hospital"]
CAUSES = [
    "Detectives believe that it began as a robbery.",
    "It began with an argument, witnesses told detectives.",
    "Someone opened fire from a passing car, witnesses said.",
    "The gunfire broke out inside a home.",
    "Dozens of people were at a house party when the shots rang out.",
    "It happened in the parking lot of a convenience store.",
    "A motive is not known.",
]
Happened = TypeVar("Happened")
FIRST_DAY, DAYS = date(2016, 1, 1), 90


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as far as a report may tell it."""

    town: str
    state: str
    day: date
    hour: int
    minute: int
    street: str
    crossing: str
    block: int
    side: str
    is_woman: bool
    name: str
    age: int
    victims: int
    is_fatal: bool
    suspect: str
    suspect_age: int
    hospital: str
    cause: str


def articles(events: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Articles with their `incident`: two of most events, one of the rest."""
    return told_twice("made", events, seed, _event, _report)


def told_twice(
    name: str,
    events: int,
    seed: int,
    happen: Callable[[random.Random], Happened],
    report: Callable[[Happened, random.Random, bool], dict[str, Any]],
) -> Iterator[dict[str, Any]]:
    """Articles on made events, each with its `incident`; `report` is told whether it is the second of its event."""
    rng = random.Random(seed)
    for number in range(events):
        event = happen(rng)
        for n in range(2 if rng.random() < 0.85 else 1):
            yield {"id": f"{name}-{number}-{n}", "incident": str(number), **report(event, rng, n == 1)}


def _event(rng: random.Random) -> Event:
    town, state, _ = rng.choices(TOWNS, [weight for _, _, weight in TOWNS])[0]
    is_woman = rng.random() < 0.15
    return Event(
        town=town,
        state=state,
        day=FIRST_DAY + timedelta(days=rng.randrange(DAYS)),
        hour=rng.choice([0, 1, 2, 3, 9, 12, 14, 15, 16, 17, 18, 19, 20, 21, 21, 22, 22, 23]),
        minute=rng.choice([0, 0, 5, 10, 15, 20, 30, 30, 40, 45, 50]),
        street=f"{rng.choice(STREETS)} {rng.choice(KINDS)}",
        crossing=rng.choice(STREETS),
        block=100 * rng.randrange(1, 70),
        side=rng.choice(SIDES),
        is_woman=is_woman,
        name=f"{rng.choice(WOMEN if is_woman else MEN)} {rng.choice(SURNAMES)}",
        age=rng.randrange(15, 60),
        victims=rng.choices([1, 2, 3], [80, 16, 4])[0],
        is_fatal=rng.random() < 0.45,
        suspect=f"{rng.choice(MEN)} {rng.choice(SURNAMES)}",
        suspect_age=rng.randrange(16, 45),
        hospital=rng.choice(HOSPITALS),
        cause=rng.choice(CAUSES),
    )


def _report(event: Event, rng: random.Random, is_second: bool) -> dict[str, Any]:
    is_arrest = is_second and event.victims == 1 and rng.random() < 0.35
    is_fatal = event.is_fatal or (is_second and rng.random() < 0.12)
    lag = rng.randrange(2, 9) if is_arrest else rng.choice([0, 1, 1, 1, 2])
    when, where, hour = _when(event, rng, lag), _where(event, rng), _hour(event, rng)
    who = _who(event, rng)
    told = _arrest if is_arrest else _news
    title, lead = told(event, rng, who=who, when=when, where=where, is_fatal=is_fatal)
    dateline = rng.choice([f"{event.town.upper()}, {event.state} (W{rng.choice('ABK')}XZ) - ", "", ""])
    if not dateline and event.town not in title + lead:
        lead = f"{event.town} police are looking for witnesses. {lead}"
    rest = [*_victim(event, rng, is_second, is_fatal), event.cause]
    if rng.random() < 0.65:
        rest.insert(0, rng.choice([f"It happened {hour} {where}.", f"Officers were called to the scene {hour}."]))
    if is_arrest:
        rest.append(f"{event.suspect}, {event.suspect_age}, was booked into jail.")
    elif rng.random() < 0.7:
        rest.append("No arrests have been made.")
    rest.append(f"Anyone with information is asked to call {event.town} police at 555-{rng.randrange(1000, 9999)}.")
    return {
        "title": title,
        "text": f"{dateline}{lead} {rest[0]}\n\n{' '.join(rest[1:])}",
        "published": (event.day + timedelta(days=lag)).isoformat(),
    }


def _when(event: Event, rng: random.Random, lag: int) -> str:
    hour = event.hour
    part = "night" if hour >= 20 or hour < 1 else "evening" if hour >= 17 else "afternoon" if hour >= 12 else "morning"
    day = f"{event.day:%B} {event.day.day}"
    if lag >= 6:
        return f"on {day}"
    return f"{event.day:%A} {part}" + (f", {day}," if rng.random() < 0.3 else "")


def _hour(event: Event, rng: random.Random) -> str:
    minute = f":{event.minute:02d}" if event.minute else ""
    half = "a.m" if event.hour < 12 else "p.m"
    return f"{rng.choice(['about', 'around', 'shortly after', 'at'])} {(event.hour - 1) % 12 + 1}{minute} {half}"


def _where(event: Event, rng: random.Random) -> str:
    if rng.random() < 0.25:
        return f"on the city's {event.side}"
    bare = event.street.split()[0]
    return rng.choice(
        [
            f"in the {event.block} block of {event.street}",
            f"near {event.street} and {event.crossing}",
            f"on {event.street}",
            f"near the intersection of {event.crossing} and {bare}",
        ]
    )


def _who(event: Event, rng: random.Random) -> str:
    if event.victims > 1:
        return {2: "two people", 3: "three people"}[event.victims]
    young, grown = ("girl", "woman") if event.is_woman else ("boy", "man")
    noun = young if event.age < 18 else grown
    return f"a {event.age}-year-old {noun}" if rng.random() < 0.7 else f"a {noun}"


def _news(event: Event, rng: random.Random, *, who: str, when: str, where: str, is_fatal: bool) -> tuple[str, str]:
    """Title and lead of a report on the shooting."""
    shot = rng.choice(
        ["shot and killed", "fatally shot", "shot to death"] if is_fatal else ["shot and wounded", "shot"]
    )
    were = "was" if event.victims == 1 else "were"
    whom = who[0].upper() + who[1:]
    end = "dead" if is_fatal else "injured"
    title = rng.choice(
        [
            f"{whom.removeprefix('A ')} {shot} in {event.town}",
            f"Police investigate {'deadly ' if is_fatal else ''}shooting on {event.town}'s {event.side}",
            f"Shooting {where} leaves {'one' if event.victims == 1 else who} {end}",
        ]
    )
    lead = rng.choice(
        [
            f"{whom} {were} {shot} {when} {where}, {event.town} police said.",
            f"{event.town} police are investigating after {who} {were} {shot} {when}.",
            f"A shooting {when} {where} left {who} {end}, according to police.",
        ]
    )
    return title, lead


def _arrest(event: Event, rng: random.Random, *, who: str, when: str, where: str, is_fatal: bool) -> tuple[str, str]:
    """Title and lead of a later report on an arrest."""
    deadly = "deadly " if is_fatal else ""
    title = rng.choice([f"Man charged in {event.town} shooting", f"Suspect arrested in {deadly}shooting {where}"])
    murder = " with murder" if is_fatal else ""
    lead = rng.choice(
        [
            f"{event.town} police have arrested a {event.suspect_age}-year-old man over a {deadly}shooting {where}.",
            f"A {event.suspect_age}-year-old man has been charged{murder} in the shooting of {who} {when}.",
        ]
    )
    return title, lead


def _victim(event: Event, rng: random.Random, is_second: bool, is_fatal: bool) -> list[str]:
    they = "She" if event.is_woman else "He"
    if event.victims > 1:
        return ["One of them died at the scene." if is_fatal else f"They were taken to {event.hospital}."]
    if rng.random() < (0.65 if is_second else 0.15):
        fate = "died at the scene" if is_fatal else "is expected to survive"
        return [
            rng.choice(
                [
                    f"The victim was identified as {event.name}, {event.age}.",
                    f"{event.name}, {event.age}, of {event.town}, {fate}.",
                ]
            )
        ]
    return [
        f"{they} was pronounced dead at {event.hospital}." if is_fatal else f"{they} was taken to {event.hospital}."
    ]
