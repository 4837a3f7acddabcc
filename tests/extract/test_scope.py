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
        ("twelve people have been killed since the start of the year", "cumulative"),
        ("900 people were killed between january and march 2014", "cumulative"),
        ("900 people were killed in august", "cumulative"),
        ("the bomb killed twelve on 4 august", "incident"),
        ("900 people were killed in 2014", "cumulative"),
        ("twelve people have been killed so far", "cumulative"),
    ],
)
def test_scope(text: str, scope: str) -> None:
    assert scope_of(text.split(), 12, 12, "killed", "transitive") == scope


def test_one_person_is_no_total() -> None:
    assert scope_of(["one", "man", "was", "killed", "since", "january"], 1, 1, "killed", "transitive") == "incident"


def test_mass_flight_adds_up() -> None:
    words = ["hundreds", "of", "thousands", "have", "fled"]
    assert scope_of(words, 200_000, 999_999, "displaced", "intransitive") == "cumulative"
