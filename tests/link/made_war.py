"""Reports of a war that never was so, two of each attack: a first one, and a later one that rounds or raises the toll,
names the province for the town, or tells a burial, a claim, a condemnation. All wording is ours.

Like `made.py`: as many as one likes, good only for comparing one state of the code with another.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.link.made import told_twice

# town, province, country, its people's adjective, how much happens there
TOWNS = [
    ("Saraqib", "Idlib", "Syria", "Syrian", 3), ("Ariha", "Idlib", "Syria", "Syrian", 2),
    ("Manbij", "Aleppo", "Syria", "Syrian", 2), ("Douma", "Rif Dimashq", "Syria", "Syrian", 4),
    ("Baquba", "Diyala", "Iraq", "Iraqi", 3), ("Fallujah", "Anbar", "Iraq", "Iraqi", 4),
    ("Kirkuk", "Kirkuk", "Iraq", "Iraqi", 3), ("Mosul", "Nineveh", "Iraq", "Iraqi", 5),
    ("Taiz", "Taiz", "Yemen", "Yemeni", 3), ("Marib", "Marib", "Yemen", "Yemeni", 2),
    ("Maiduguri", "Borno", "Nigeria", "Nigerian", 4), ("Damaturu", "Yobe", "Nigeria", "Nigerian", 2),
    ("Jalalabad", "Nangarhar", "Afghanistan", "Afghan", 4), ("Lashkar Gah", "Helmand", "Afghanistan", "Afghan", 3),
    ("Ghazni", "Ghazni", "Afghanistan", "Afghan", 2), ("Peshawar", "Khyber Pakhtunkhwa", "Pakistan", "Pakistani", 4),
    ("Quetta", "Balochistan", "Pakistan", "Pakistani", 3), ("Baidoa", "Bay", "Somalia", "Somali", 2),
    ("Kismayo", "Lower Juba", "Somalia", "Somali", 2), ("Bakhmut", "Donetsk", "Ukraine", "Ukrainian", 3),
    ("Kherson", "Kherson", "Ukraine", "Ukrainian", 3), ("Tumaco", "Narino", "Colombia", "Colombian", 2),
    ("Apartado", "Antioquia", "Colombia", "Colombian", 2), ("Ayacucho", "Ayacucho", "Peru", "Peruvian", 2),
    ("Beni", "North Kivu", "Congo", "Congolese", 3), ("Malakal", "Upper Nile", "South Sudan", "South Sudanese", 2),
]  # fmt: skip
WHAT = [
    # the attack as a noun, as a verb, and what it hit
    ("air strike", "An air strike hit", ["a market", "a hospital", "a block of flats", "a school", "a bakery"]),
    ("car bombing", "A car bomb went off outside", ["a police station", "a mosque", "a bank", "a court", "a hotel"]),
    ("shelling", "Shells fell on", ["a bus station", "a camp for displaced people", "a market", "a row of houses"]),
    ("suicide bombing", "A suicide bomber struck at", ["a funeral", "a checkpoint", "a wedding hall", "a mosque"]),
    ("raid by gunmen", "Gunmen attacked", ["a village school", "a barracks", "a church", "a convoy", "a mine"]),
]
WITNESSES = ["Rahim", "Osman", "Layla", "Yusuf", "Halima", "Pavlo", "Andres", "Nadia", "Tariq", "Ibrahim", "Marta"]
FIRST_DAY, DAYS = date(2015, 1, 1), 200


@dataclass(frozen=True, slots=True)
class Attack:
    """What happened, as far as a report may tell it."""

    town: str
    province: str
    country: str
    people: str
    day: date
    noun: str
    verb: str
    target: str
    killed: int
    hurt: int
    witness: str


def articles(events: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Articles with their `incident`: two of most attacks, one of the rest."""
    return told_twice("war", events, seed, _attack, _report)


def _report(attack: Attack, rng: random.Random, is_second: bool) -> dict[str, Any]:
    return (_later if is_second else _first)(attack, rng)


def _attack(rng: random.Random) -> Attack:
    town, province, country, people, _ = rng.choices(TOWNS, [t[-1] for t in TOWNS])[0]
    noun, verb, targets = rng.choice(WHAT)
    killed = min(90, 1 + int(rng.expovariate(1 / 12)))
    return Attack(
        town, province, country, people, FIRST_DAY + timedelta(days=rng.randrange(DAYS)), noun, verb,
        rng.choice(targets), killed, killed + rng.randrange(2, 30), rng.choice(WITNESSES),
    )  # fmt: skip


def _first(attack: Attack, rng: random.Random) -> dict[str, Any]:
    lag = rng.choice([0, 0, 1])
    people = "person" if attack.killed == 1 else "people"
    least = "at least " if rng.random() < 0.5 and attack.killed > 1 else ""
    where = rng.choice([attack.town, f"{attack.town}, in {attack.province} province,"])
    lead = (
        f"{attack.verb} {attack.target} in the town of {where} on {attack.day:%A}, killing {least}{attack.killed} "
        f"{people}, {rng.choice(['officials', 'doctors', 'rescuers', 'the police'])} said."
    )
    rest = rng.sample(
        [
            f"{attack.hurt} others were wounded.",
            f'"We heard the blast from far away," said {attack.witness}, who lives nearby.',
            "No group has said that it was behind the attack.",
            f"The {attack.people} government condemned it.",
            "Ambulances took hours to reach the place.",
        ],
        k=rng.randrange(1, 4),
    )
    title = rng.choice(
        [
            f"{attack.killed} dead as {attack.noun} hits {attack.town}",
            f"{attack.noun.capitalize()} in {attack.country} kills {attack.killed}",
            f"{attack.noun.capitalize()} hits {attack.target.removeprefix('a ')} in {attack.town}",
        ]
    )
    return _article(title, f"{lead} {' '.join(rest)}", attack.day + timedelta(days=lag))


def _later(attack: Attack, rng: random.Random) -> dict[str, Any]:
    """A second report: the toll as it was, raised, or rounded; the place as the town, the province or both."""
    lag = rng.choice([0, 1, 1, 2, 3, 5])
    told = rng.random()
    killed = attack.killed + rng.randrange(1, 4) if told < 0.3 and attack.killed > 2 else attack.killed
    number = str(killed)
    if told > 0.8 and killed > 11:
        number = f"more than {killed // 10 * 10}" if killed % 10 else f"about {killed}"
    people = "person" if killed == 1 else "people"
    where = rng.choice(
        [attack.town, attack.town, f"{attack.province} province", f"the {attack.people} town of {attack.town}"]
    )
    when = f"on {attack.day:%A}" if lag < 6 else f"on {attack.day.day} {attack.day:%B}"
    dead = f"{number} {people}"
    leads = [
        f"The {attack.noun} {when} on {attack.target} in {where} killed {dead}, {attack.people} officials now say.",
        f"The United Nations condemned the {attack.noun} that killed {dead} in {where} {when}.",
        f"Mourners in {where} buried victims of the {attack.noun} on {attack.target} in which {dead} died {when}.",
        f"A militant group said that it had carried out the {attack.noun} {when} in {where}, which left {number} dead.",
    ]
    titles = [
        f"Toll of {attack.town} {attack.noun} at {number}",
        f"UN condemns {attack.noun} in {attack.country}",
        f"Burials after {attack.noun} on {attack.target.removeprefix('a ')}",
        f"Group claims {attack.noun} in {attack.country}",
    ]
    n = rng.randrange(len(leads))
    rest = rng.sample(
        [
            f"Some {attack.hurt // 10 * 10 or 5} were hurt.",
            f'"They came for us," said {rng.choice(WITNESSES)}, whose brother died.',
            f"There was a like attack in {rng.choice(TOWNS)[0]} a month ago.",
            f"{attack.country} has seen years of war.",
        ],
        k=rng.randrange(1, 3),
    )
    return _article(titles[n], f"{leads[n]} {' '.join(rest)}", attack.day + timedelta(days=lag))


def _article(title: str, text: str, published: date) -> dict[str, Any]:
    return {"title": title, "text": text, "published": published.isoformat()}
