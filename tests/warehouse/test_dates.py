"""Explicit dates and a text's own date: tables of cases."""

from datetime import date

import pytest

from warehouse.dates import explicit_dates, full_year, month_number, publication_date, weekday_number

EXPLICIT = [
    ("30 Sep 2014", (2014, 9, 30)),
    ("Sept. 30, 2014", (2014, 9, 30)),
    ("Tuesday 30 Sep 2014", (2014, 9, 30)),
    ("the 30th of September, 2014", (2014, 9, 30)),
    ("2014-09-30", (2014, 9, 30)),
    ("2014/9/30", (2014, 9, 30)),
    ("09/30/2014", (2014, 9, 30)),
    ("30.09.14", (2014, 9, 30)),
    ("30-Sep-2014", (2014, 9, 30)),
    ("Sep 302014", (2014, 9, 30)),
    ("3 Jan 90", (1990, 1, 3)),
    ("June 11 89 (", (1989, 6, 11)),
    ("30 September", (None, 9, 30)),
    ("Sept. 30", (None, 9, 30)),
    ("September 2014", (2014, 9, None)),
    ("September of 2014", (2014, 9, None)),
    ("3 Jan 90 people fled", (None, 1, 3)),
    ("Aug 10 20 people fled", (None, 8, 10)),
]


@pytest.mark.parametrize(("text", "expected"), EXPLICIT, ids=[text for text, _ in EXPLICIT])
def test_explicit_date(text: str, expected: tuple[int | None, int, int | None]) -> None:
    found = list(explicit_dates(text))
    assert [(d.year, d.month, d.day) for d in found] == [expected]


@pytest.mark.parametrize(
    "text",
    ["31 Feb 2010", "they may 2 times", "version 3.1.12", "Nov. 5.6 points", "13/13/2013", "a 2014 car", "mar 5mm"],
)
def test_no_explicit_date(text: str) -> None:
    assert list(explicit_dates(text)) == []


def test_the_order_of_figures_is_the_callers_word() -> None:
    open_, day_first, month_first = (next(explicit_dates("05/06/2016", order)) for order in (None, True, False))
    assert open_.is_ambiguous
    assert day_first.as_date() == date(2016, 6, 5)
    assert month_first.as_date() == date(2016, 5, 6)
    assert not day_first.is_ambiguous


HEADS = [
    ("06 February, 2020\nTwo died.", date(2020, 2, 6), "date_line"),
    ("Two die in raid\n3 min read\n06 February, 2020\nTwo died.", date(2020, 2, 6), "date_line"),
    ("Posted on July 12 2016 by A Writer Two died.", date(2016, 7, 12), "date_line"),
    ("Date of publication 5 October 2016 - Two die", date(2016, 10, 5), "date_line"),
    ("Last updated at Nov 272017 BEIRUT Two died.", date(2017, 11, 27), "update"),
    ("   San Juan, 3 Jan 90 (Radio Uno) -- [text] Two died.", date(1990, 1, 3), "dateline"),
    ("MOGADISHU, March 5, 2011 (Press) - Two died.", date(2011, 3, 5), "dateline"),
    ("MOGADISHU, March 5 (Press) - Two died.", date(2011, 3, 5), "dateline"),
]


@pytest.mark.parametrize(("head", "day", "basis"), HEADS, ids=[head[:20] for head, _, _ in HEADS])
def test_publication_date(head: str, day: date, basis: str) -> None:
    found = publication_date(head, near=date(2011, 3, 6))
    assert found is not None
    assert (found.day, found.basis) == (day, basis)
    assert found.confidence >= 0.7
    assert month_number(head[found.start : found.end].replace(",", " ").split()[0]) or head[found.start].isdigit()


@pytest.mark.parametrize(
    "head",
    ["Two died on 6 February 2020 in a raid.", "Since 5 May 2011 two have died.", "MOGADISHU, March 5 (Press) - x", ""],
)
def test_no_publication_date(head: str) -> None:
    assert publication_date(head) is None


def test_a_weekday_that_disagrees_is_doubted() -> None:
    right, wrong = publication_date("Thu 6 Feb 2020\nTwo died."), publication_date("Fri 6 Feb 2020\nTwo died.")
    assert right is not None
    assert wrong is not None
    assert right.confidence > 0.9
    assert wrong.confidence < 0.5


def test_names_and_years() -> None:
    assert [month_number(w) for w in ("Sept.", "feb", "December", "ma", "Marx")] == [9, 2, 12, None, None]
    assert [weekday_number(w) for w in ("Thurs.", "sunday", "tue", "Monda")] == [3, 6, 1, 0]
    assert [full_year(y) for y in ("90", "14", "1988", "1066")] == [1990, 2014, 1988, None]
