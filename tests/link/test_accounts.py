"""Claims of one article as accounts: which number stands for an event, which day, whom it harmed."""

from datetime import date

import pytest

from tasks.link.accounts import Text, accounts_of
from tasks.link.roles import roles_of
from tests.link.builders import claim


def test_a_number_stands_for_its_vague_mention():
    vague = claim("a", 0, count=2, count_high=None, count_qualifier="indefinite", victim_text="dead")
    number = claim("a", 1, count=57, repeat_of=vague["claim_id"])
    (account,) = accounts_of([vague, number], source="A")
    assert account.tolls == {"killed": (57, 57)}
    assert [c["repeat_of"] for c in account.claims] == [number["claim_id"], None]


def test_the_sentence_with_more_of_the_toll_tells_it():
    headline = claim("a", 0, count=12, victim_text="Americans")
    again = claim("a", 1, count=12, victim_text="American soldiers", repeat_of=headline["claim_id"])
    others = claim("a", 2, count=60, victim_text="Afghans", sentence_index=1, sentence=again["sentence"])
    (account,) = accounts_of([headline, again, others], source="A")
    assert account.tolls == {"killed": (72, 72)}
    assert [c.get("repeat_of") for c in account.claims] == [again["claim_id"], None, None]
    (account,) = accounts_of([headline, again], source="A")
    assert [c.get("repeat_of") for c in account.claims] == [None, headline["claim_id"]]


def test_the_toll_of_an_answer_is_told_apart_in_the_headline_too():
    blow = claim("a", 0, victim_text="Turkish soldiers", count=5)
    headline = claim("a", 0, victim_text="fighters", count=101) | {"claim_id": "a-v1-9"}
    text = claim(
        "a", 2, victim_text="fighters", count=101, repeat_of="a-v1-9", sentence="We fired in return; 101 fighters died."
    )
    accounts = accounts_of([blow, headline, text], source="A")
    assert sorted(account.tolls["killed"] for account in accounts) == [(5, 5), (101, 101)]


def test_an_arrest_is_dated_by_what_it_is_for():
    shot = claim("a", 1, day="2020-02-01", outcome="injured", event_type="shooting")
    arrest = claim("a", 0, day="2020-02-04", outcome="captured", event_type="shooting", date_start=date(2020, 2, 1))
    (account,) = accounts_of([arrest, shot], source="A")
    assert (account.start, account.end) == (date(2020, 2, 1), date(2020, 2, 1))
    late = claim("b", day=None, outcome="captured", event_type="arrest", sentence="A man was charged with the murder.")
    (follow_up,) = accounts_of([late], source="B")
    assert follow_up.start == date(2020, 1, 26)
    assert follow_up.is_guessed


def test_who_was_harmed_is_read_off_the_words_for_victims():
    shot = claim("a", 0, victim_text="a 42-year-old woman", outcome="injured")
    caught = claim("a", 1, victim_text="a 19-year-old man", outcome="captured")
    account = accounts_of([shot, caught], source="A")[0]
    assert account.victim_sexes == {"female"}
    assert account.victim_ages == {42}


def test_several_numbers_for_a_vague_headline_each_stand_and_rivals_contradict():
    vague = claim("a", 0, count=24, count_high=99, count_qualifier="vague")
    low = claim("a", 1, count=26, repeat_of=vague["claim_id"], source_text="police")
    rival = claim("a", 2, count=52, repeat_of=vague["claim_id"], source_text="the ministry")
    part = claim("a", 3, count=4, source_text="a hospital")
    accounts = accounts_of([vague, low, rival, part], source="A")
    roles = roles_of(accounts)
    assert [roles[c["claim_id"]] for c in (vague, low, rival, part)] == ["repeat", "first", "contradicts", "first"]


def test_what_is_told_of_another_town_is_no_word_of_the_main_event():
    told = "Nine died in the bakery of Homs on Monday."
    body = f"Five people died in Sarmin. {told} The market of Sarmin burnt."
    claims = [claim("a", 0, sentence="Five people died in Sarmin."), claim("a", 1, town="Homs", count=9, sentence=told)]
    main, other = accounts_of(claims, source="A", text=Text("Five dead in Sarmin", body))
    assert {"market", "@sarmin"} <= main.reading.terms.keys()
    assert "@homs" not in main.reading.terms
    assert "@homs" in other.reading.terms


@pytest.mark.parametrize(
    ("victims", "roles"),
    [(("civilian",), {"civilian"}), (("civilian", "combatant"), {"civilian", "combatant"}), (("unknown",), set())],
)
def test_roles_are_those_of_all_that_are_counted(victims, roles):
    claims = [claim("a", n, victim_role=role, sentence_index=0) for n, role in enumerate(victims)]
    (account,) = accounts_of(claims, source="A")
    assert account.victim_roles == roles
