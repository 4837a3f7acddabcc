"""The details that tell two like events in one town apart: text in, streets, sides, hours, persons, days out."""

import pytest

from tasks.link.details import calendar_of, hours_of, parts_of, persons_of, sides_of, streets_of


@pytest.mark.parametrize(
    ("text", "streets"),
    [
        ("in the 900 block of N. Rosa Parks Ave. Witnesses ran.", {"rosa parks"}),
        ("near 65th and Thurston", {"65th", "thurston"}),
        ("near the intersection of South Hartley and West Hope Avenue", {"hartley", "hope"}),
        ("a cafe in Talaat Harb Street was hit", {"talaat harb"}),
        ("in North St. Louis", set()),
        ("Dr. Amin, on the road to Homs", set()),
    ],
)
def test_streets(text, streets):
    assert streets_of(text) == streets


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("on the city's near northeast side", {"northeast"}),
        ("a Southside grocer", {"south"}),
        ("in West Oakhaven", {"west"}),
        ("in the west of the country, in south Lebanon's hills", {"south"}),
        ("north of the river", set()),
    ],
)
def test_sides(text, sides):
    assert sides_of(text) == sides


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("at 8:30 p.m., then at 12.15 a.m.", {1230, 15}),
        ("around 9PM", {1260}),
        ("shortly after noon", {720}),
        ("the noon prayer of 13 May", set()),
        ("at 25 am or 7:99 pm", set()),
    ],
)
def test_hours(text, hours):
    assert hours_of(text) == hours


def test_parts_of_the_day_stand_behind_a_day():
    assert parts_of("on Friday afternoon; the night before") == {(720, 1080)}


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Ana Luz Moreno, 31, and her son were hit.", {("ana", "moreno")}),
        ("19-year-old Tarik Bell Jr. died", {("tarik", "bell")}),
        ("The victim was identified as Omar Said.", {("omar", "said")}),
        ("a neighbor, 55-year-old Ana P. Moreno. One of them", {("ana", "moreno")}),
        ("Mayor Ana Moreno said on January 15, 2016 that", set()),
        ("police in Northfield, 30 km away", set()),
    ],
)
def test_persons(text, persons):
    assert persons_of(text) == persons


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Sunday, Jan. 24th", {(1, 24)}),
        ("on 3 July and May 4", {(7, 3), (5, 4)}),
        ("the 12th of June", {(6, 12)}),
        ("in May 2016; Mark 7; March 77", set()),
    ],
)
def test_calendar(text, days):
    assert calendar_of(text) == days
