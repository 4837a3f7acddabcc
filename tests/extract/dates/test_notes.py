"""Which dates head notes, how far they reach, and which two dates make one period: tables of own lines, no parse."""

from datetime import date

import pytest

from tasks.extract.dates import find_dates
from tasks.extract.dates.finding import joined, reference_day
from tasks.extract.dates.notes import headings
from tasks.extract.dates.order import order_of_days
from tasks.extract.records import Article, Context, Sentence
from tasks.segment import split

HEADINGS = [
    ("06/18/2014: Gunmen stormed a post in Baqra.", ["2014-06-18"]),
    ("18.06.2014: Gunmen stormed a post in Baqra.", ["2014-06-18"]),
    ("12 April 1993: Snipers shot four men.\n\n14 April 1993: Shells hit a queue.", ["1993-04-12", "1993-04-14"]),
    ("12 April 1993: Snipers shot four men. 14 April 1993: Shells hit a queue.", ["1993-04-12", "1993-04-14"]),
    ("9 January 1999, Rastovo. Policemen shot eleven men.", ["1999-01-09"]),
    ("20 April 1999. Shells fell on Lisna all day.", ["1999-04-20"]),
    ("Jalawat, 3 May 2008: A car bomb killed five.", ["2008-05-03"]),
    ("Date: 18 June 2014. Location: Baqra. Gunmen killed four shepherds.", ["2014-06-18"]),
    ("2014-06-18 Baqra: Gunmen killed four shepherds.", ["2014-06-18"]),
    ("Date: 18 June 2014\n\nGunmen killed four shepherds.", []),
    ("[12 July 1995] Two soldiers were wounded.", ["1995-07-12"]),
    ("- 3 May 2008: A car bomb killed five.\n- 4 May 2008: A mine killed two.", ["2008-05-03", "2008-05-04"]),
    ("2001-07-14 - Fighters ambushed a convoy near Sebdou.", ["2001-07-14"]),
    ("5 March 2013\nBomb in Kuta.\n6 March 2013\nThree found dead.", ["2013-03-05", "2013-03-06"]),
    ("5 March 2013\nA bomb killed five people in Kuta on Monday.", []),
    ("On 12 March 2021, gunmen attacked a market.", []),
    ("MOGADISHU, 5 March 2011 (Press) - Two were killed.", []),
    ("6 February 2020, 10:15 Two were killed in a raid.", []),
    ("06 February, 2020\nTwo were killed in a raid.", []),
]


@pytest.mark.parametrize(("text", "days"), HEADINGS)
def test_headings(text: str, days: list[str]) -> None:
    assert [h.day.isoformat() for h in headings(Article("a", text))] == days


def test_a_dash_after_the_date_is_a_pages_own_where_the_article_has_another_date() -> None:
    article = Article("a", "3 May 2016 - Shells hit a market in the town.", published=date(2016, 5, 3))
    assert headings(article) == ()


def test_a_note_ends_where_the_next_begins() -> None:
    text = "12 April 1993: Snipers shot four men. Two died.\n14 April 1993: Shells hit a queue."
    first, second = headings(Article("a", text))
    assert text[first.reach_start : first.reach_end].endswith("Two died.")
    assert second.reach_start > first.reach_end


def test_notes_have_no_publication_date() -> None:
    assert reference_day(Article("a", "12 April 1993: Snipers shot four men.")) is None
    assert reference_day(Article("a", "12 April 1993\n\nSnipers shot four men.")) == date(1993, 4, 12)


def test_a_datelines_day_is_today_where_the_paper_came_out_the_day_after() -> None:
    text = "SANTA RITA, 11 June (Cono) -- Rebels today killed six soldiers."
    assert reference_day(Article("a", text, published=date(1989, 6, 12))) == date(1989, 6, 11)
    assert reference_day(Article("a", text, published=date(1989, 9, 12))) == date(1989, 9, 12)


PERIODS = [
    ("From 1 to 30 September 2016, 609 died.", "2016-09-01", "2016-09-30"),
    ("Between 3 and 10 May, 44 died.", "2016-05-03", "2016-05-10"),
    ("In the week of 1-7 August 2009, 17 died.", "2009-08-01", "2009-08-07"),
    ("In the week (5–11 October 1998), 17 died.", "1998-10-05", "1998-10-11"),
    ("August 1-7, 2009: 17 died.", "2009-08-01", "2009-08-07"),
    ("Between 28 May and 3 June 2011, 63 died.", "2011-05-28", "2011-06-03"),
    ("Between January and March 2019, 63 died.", "2019-01-01", "2019-03-31"),
    ("Sixty died overnight Friday to Saturday.", "2016-12-02", "2016-12-03"),
    ("Two died overnight on Thursday.", "2016-12-01", "2016-12-01"),
    ("On 3 May and 10 May 2016, 44 died.", "2016-05-03", "2016-05-03"),
]


@pytest.mark.parametrize(("text", "start", "end"), PERIODS)
def test_periods(text: str, start: str, end: str) -> None:
    sentences = [Sentence(n, s.kind, s.start, s.end, text[s.start : s.end]) for n, s in enumerate(split(text))]
    context = Context(Article("a", text, published=date(2016, 12, 4)), sentences)
    context.dates = find_dates(context)
    first = joined(context)[0]
    assert (str(first.start_date), str(first.end_date)) == (start, end), first


@pytest.mark.parametrize(
    ("text", "day_first"),
    [
        ("06/02/2015 a raid. 06/03/2015 a shell. 06/05/2015 a mine.", False),
        ("02/06/2015 a raid. 03/06/2015 a shell.", True),
        ("06/18/2014 a raid. 06/05/2014 a shell.", False),
        ("05/06/2016 a raid.", None),
        ("05/06/2016 a raid. 07/08/2016 a shell.", None),
    ],
)
def test_order_of_days(text: str, day_first: bool | None) -> None:
    assert order_of_days(text, None) is day_first
