"""What linking reads of a text: names, numbers, ages, days, and where a title ends and an outlet's name begins."""

from datetime import date

import pytest

from tasks.link.details import calendar_of
from tasks.link.words import ages_of, days_told, number_of, read, terms_of, without_outlet


@pytest.mark.parametrize(
    ("title", "body", "has", "lacks"),
    [
        ("Two die in Sarmin market blast", "", {"@sarmin", "#2", "market"}, {"@two"}),
        ("Two Men Shot Dead In Reno", "Police in Reno said so.", {"@reno", "shot"}, {"@shot", "@dead"}),
        ("", "The mother of Ana Ruiz, 34, fled.", {"@ana_ruiz", "#34"}, {"@the"}),
        ("", "Bombs fell on Chóco's hills; thirty-four died.", {"@choco", "#34"}, {"@bombs", "chocos"}),
    ],
)
def test_terms(title, body, has, lacks):
    terms = set(terms_of(title, body))
    assert has <= terms
    assert not lacks & terms


@pytest.mark.parametrize(
    ("word", "before", "number"),
    [("34", "", 34), ("four", "thirty", 34), ("four", "the", 4), ("fourth", "", None), ("1234567", "", None)],
)
def test_number(word, before, number):
    assert number_of(word, before) == number


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("A 19-year-old was shot.", {19}),
        ("Ann Poe, 64, and a boy of 13 were hit.", {13, 64}),
        ("A man aged thirty-one fled.", {31}),
        ("On the road since June 3, 19 people died.", set()),
        ("The 900-year-old mosque was hit.", set()),
    ],
)
def test_ages(text, ages):
    assert ages_of(text) == ages


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on Tuesday", {"2016-07-05"}),
        ("On Friday, as today,", {"2016-07-08"}),
        ("on 3 July and July 4", {"2016-07-03", "2016-07-04"}),
        ("on 24 December", {"2015-12-24"}),
        ("on 31 June", set()),
        ("Six days after the strike", {"2016-07-02"}),
        ("a week ago", {"2016-07-01"}),
        ("in Monday's paper", {"2016-07-04"}),
    ],
)
def test_days(text, days):
    assert {str(day) for day in days_told(text, calendar_of(text), date(2016, 7, 8))} == days


def test_an_undated_text_tells_no_day():
    assert days_told("on Tuesday", frozenset(), None) == frozenset()


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        (
            "Two men shot in Reno | News - Home",
            "Two men shot in Reno | News - HomePolice",
            ("Two men shot in Reno", "Police"),
        ),
        ("Raid on Abu Kamal - five dead", "Five", ("Raid on Abu Kamal", "Five")),
        ("Blast - Reno", "Blast", ("Blast - Reno", "Blast")),
        ("", "Text", ("", "Text")),
    ],
)
def test_outlets_names_are_left_off(title, body, expected):
    assert without_outlet(title, body) == expected


def test_a_text_is_about_the_names_of_its_title_or_else_of_its_lead():
    assert read("Raid on the town of Sarmin", "In Idlib, five died.", None).focus == {"@sarmin"}
    assert read("", "Five died in Idlib.", None).focus == {"@idlib"}


@pytest.mark.parametrize(
    ("title", "body", "targets"),
    [
        ("Shells hit market", "Shells fell on a market and two schools of the town.", {"market", "school"}),
        ("", "Two men were shot outside a convenience store in Rogers Park.", {"shop"}),
        ("", "Police in the West Bank seek a man.", set()),
        ("", "He was shot. " * 40 + "A church was hit last year.", set()),
    ],
)
def test_targets_are_what_the_lead_says_was_struck(title, body, targets):
    assert read(title, body, None).targets == targets
