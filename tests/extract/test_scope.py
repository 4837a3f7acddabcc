"""One incident or a running total, by the words of time."""

import pytest

from tasks.extract.scope import scope_of


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("twelve people were killed on monday", "incident"),
        ("twelve people were killed in the past 24 hours", "incident"),
        ("twelve people have been killed since wednesday afternoon", "incident"),
        ("the raid killed more than 1400 people", "incident"),
        ("twelve people were killed in five days of fighting", "cumulative"),
        ("twelve people were killed within less than 72 hours", "cumulative"),
        ("the town saw a second shooting in two days when a man wounded three people", "incident"),
        ("the third bomb attack in a week killed five", "incident"),
        ("twelve people have been killed since the start of the year", "cumulative"),
        ("900 people were killed between january and march 2014", "cumulative"),
        ("900 people were killed in august", "cumulative"),
        ("the bomb killed twelve on 4 august", "incident"),
        ("900 people were killed in 2014", "cumulative"),
        ("twelve people have been killed so far this year", "cumulative"),
        ("the blast has killed twelve so far", "incident"),
        ("between 6 and 8 workers died", "incident"),
        ("900 people were displaced between 2 and 9 february", "cumulative"),
        ("twelve were killed between friday evening and early monday", "cumulative"),
        ("twelve were killed between thursday night and friday morning", "incident"),
        ("losses from 24.02.22 to 15.03.23 are twelve killed", "cumulative"),
        ("twelve were killed in the first half of the year", "cumulative"),
        ("in april a similar bombing took twelve lives", "incident"),
        ("in january 2012 coordinated attacks left twelve dead", "incident"),
        ("twelve have been killed since early wednesday", "incident"),
        ("twelve died , but the toll may rise since many of the wounded are in danger", "incident"),
        ("1,200 died in the five - month campaign", "cumulative"),
        ("in june twelve villagers were massacred near the border", "incident"),
        ("the deadliest day was in august 2011 , when twelve were killed", "incident"),
        ("in 1994 a settler shot dead twelve worshippers", "incident"),
        ("in 2004 a ferry sank off the coast and twelve drowned", "incident"),
        ("twelve were killed on saturday , the bloodiest day since the coup", "incident"),
    ],
)
def test_scope(text: str, scope: str) -> None:
    number = 1_200 if text.startswith("1,200") else 12
    assert scope_of(text.split(), number, number, "killed", "transitive") == scope


def test_each_half_has_its_own_time() -> None:
    words = [
        "two",
        "were",
        "killed",
        "on",
        "thursday",
        ",",
        "taking",
        "the",
        "number",
        "killed",
        "since",
        "may",
        "to",
        "91",
    ]
    assert scope_of(words, 2, 2, "killed", "passive", (0, 3)) == "incident"
    assert scope_of(words, 91, 91, "killed", "toll", (8, 14)) == "cumulative"


def test_arrests_add_up() -> None:
    words = ["troops", "have", "arrested", "440", "men", "since", "saturday"]
    assert scope_of(words, 440, 440, "captured", "transitive") == "cumulative"
    words = ["the", "12", "men", "held", "since", "saturday"]
    assert scope_of(words, 12, 12, "captured", "transitive") == "incident"


def test_one_person_is_no_total() -> None:
    assert scope_of(["one", "man", "was", "killed", "since", "january"], 1, 1, "killed", "transitive") == "incident"


def test_mass_flight_adds_up() -> None:
    words = ["hundreds", "of", "thousands", "have", "fled"]
    assert scope_of(words, 200_000, 999_999, "displaced", "intransitive") == "cumulative"


@pytest.mark.parametrize(
    ("text", "low", "scope"),
    [
        ("the war that began ten years ago has left more than 7000 dead", 7001, "cumulative"),
        ("the offensive , which began on 11 may , has left 900 dead", 900, "cumulative"),
        ("the offensive on monday left 30 dead", 30, "incident"),
        ("a decade - long civil war killed 7000", 7000, "cumulative"),
        ("the 10 - week war killed 1000 people", 1000, "cumulative"),
        ("they massacred 70,000 people", 70_000, "cumulative"),
        ("the earthquake killed 20,000 people", 20_000, "incident"),
        ("the battle killed 20,000 men on its first day", 20_000, "incident"),
        ("the battle killed 20,000 men on 5 april", 20_000, "incident"),
        ("the gas attack killed 1400 people", 1400, "incident"),
        ("the bodies of 300 men have been recovered from villages along the river", 300, "cumulative"),
        ("the bodies of 300 men were recovered from the two villages on monday", 300, "incident"),
        ("the bodies of nine men were found in villages near the river", 9, "incident"),
    ],
)
def test_wars_add_up(text: str, low: int, scope: str) -> None:
    assert scope_of(text.split(), low, low, "killed", "transitive") == scope
