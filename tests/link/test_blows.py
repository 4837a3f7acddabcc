"""Blows and their answers are two events; a state's government and its army are one side."""

import pytest

from tasks.link.accounts import accounts_of
from tasks.link.blows import are_opposed, is_strike_back, nations_of, struck_of
from tests.link.builders import claim

SHELLED = claim("a", 0, victim_text="Turkish soldiers", victim_role="combatant", actor_id="sy_forces")
BLAMED = claim("a", 1, victim_text="Turkish soldiers", victim_role="combatant", actor_id="sy_government")
ANSWER = claim("a", 2, victim_text="government troops", victim_role="combatant", actor_id="tr_forces", count=13)
REPLIED = claim(
    "a", 2, victim_text="government troops", victim_role="combatant", sentence="In reply 13 government troops died."
)
CLASH = claim("a", 3, victim_text="Turkish soldiers", victim_role="combatant", event_type="armed_clash")


@pytest.mark.parametrize(
    ("one", "other", "is_other_event"),
    [
        (SHELLED, BLAMED, False),
        (SHELLED, ANSWER, True),
        (BLAMED, ANSWER, True),
        (CLASH, ANSWER, False),
        (SHELLED, REPLIED, True),
        (ANSWER, REPLIED, False),
        (ANSWER | {"kind": "incident", "outcome": None}, REPLIED, False),
    ],
)
def test_strike_back(one, other, is_other_event):
    assert is_strike_back(one, other) is is_other_event


def test_a_foreign_death_toll_tells_whose_dead_they_are():
    toll = claim("a", 0, victim_text=None, sentence="Turkish death toll rises to six")
    at_home = claim("a", 0, victim_text=None, sentence="Syrian death toll rises to six")
    blow = claim("a", 1, actor_id="tr_forces")
    home_blow = claim("a", 1, actor_id="sy_forces")
    assert are_opposed([toll], [blow])
    assert not are_opposed([at_home], [home_blow])


@pytest.mark.parametrize(
    ("victims", "nations"),
    [("four Turkish soldiers", {"TR"}), ("15 U.S. troops", {"US"}), ("12 Americans", {"US"}), ("people", set())],
)
def test_nations(victims, nations):
    assert nations_of([claim("a", victim_text=victims)]) == nations


def test_a_province_in_the_headline_is_the_town_of_the_text():
    idlib = {"place_name": "Idlib", "place_text": "Idlib", "place_id": 169389, "admin1": "Idlib"}
    headline = claim("a", 0, **idlib)
    hurt = claim("a", 2, outcome="injured", count=9)
    assert len(accounts_of([headline, hurt], source="A")) == 1
    told_later = claim("a", 1, **idlib)
    assert len(accounts_of([told_later, hurt], source="A")) == 2
    side = told_later | {"place_text": "southern Idlib"}
    assert len(accounts_of([side, hurt], source="A")) == 1


@pytest.mark.parametrize(
    ("victims", "struck"),
    [("government troops", {"SY"}), ("regime soldiers", {"SY"}), ("Turkish soldiers", {"TR"}), ("soldiers", set())],
)
def test_government_troops_are_those_of_the_country_where_they_died(victims, struck):
    assert struck_of([claim("a", victim_text=victims, victim_role="combatant")]) == struck


def test_who_was_struck_answers_and_strikes_who_struck():
    answer = claim(
        "a", 2, victim_text="soldiers", victim_role="combatant", count=30, sentence="In reply they hit 30 soldiers."
    )
    blow, reply = accounts_of([SHELLED, answer], source="A")
    assert (blow.strikers, blow.struck, blow.is_answer) == ({"SY"}, {"TR"}, False)
    assert (reply.strikers, reply.struck, reply.is_answer) == ({"TR"}, {"SY"}, True)


def test_two_numbers_of_one_answer_are_one_account():
    lower = claim("a", 3, victim_text="government troops", victim_role="combatant", actor_id="tr_forces", count=4)
    accounts = accounts_of([SHELLED, REPLIED, lower], source="A")
    assert [(len(a.claims), a.strikers, a.struck) for a in accounts] == [(1, {"SY"}, {"TR"}), (2, {"TR"}, {"SY"})]
