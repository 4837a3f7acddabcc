"""The clean stage: characters, wrapped lines, pages, language, near-duplicates, and the table of all of it."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.clean.characters import clean_characters, unwrap
from tasks.clean.language import language_of
from tasks.clean.page import read_page
from tasks.clean.table import clean
from tests.stories import OTHER, STORY
from warehouse.contracts import TABLES

CHARACTERS = [
    ("Two\u00a0were killed\u2009in\u202fBinnish", "Two were killed in Binnish"),
    ("Two\tdied", "Two died"),
    ("Bin\u00adnish\u200b fell\ufeff", "Binnish fell"),
    ("Jala\u0301pa", "Jalápa"),
    ("Saâ€™ada was hit â€“ two died", "Sa’ada was hit – two died"),
    ("“Two died,” he said – it’s over…", "“Two died,” he said – it’s over…"),
    ("Two died.\r\nFive fled.\rSix fell.\u2028Done.", "Two died.\nFive fled.\nSix fell.\nDone."),
    ("Two died.  \n\n\n\n Five fled. ", "Two died.\n\n Five fled."),
    ("Two\x07 died\x00.", "Two died."),
    ("AT&amp;T said two died", "AT&T said two died"),
    ("\ufb01ve died", "five died"),
    ("می‌روم", "می‌روم"),
]


@pytest.mark.parametrize(("text", "expected"), CHARACTERS)
def test_characters(text, expected):
    assert clean_characters(text) == expected


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
@example("\x85\x1c\u2028a\u0301")
def test_any_text_comes_out_in_normal_form_without_control_characters(text):
    cleaned = clean_characters(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == cleaned.strip()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u00a0\u200b]|\n{3}| \n", cleaned)


UNWRAPPED = [
    (
        "   Two soldiers were killed in the town of Santa\nElena on Monday, the\narmy said.\n\n   The rebels went\n"
        "north.",
        "Two soldiers were killed in the town of Santa Elena on Monday, the army said.\n\nThe rebels went north.",
    ),
    (
        "A mother of two was found after she was taken\n            from home.\n            Her husband had called "
        "police on Monday in\n            Redding.",
        "A mother of two was found after she was taken from home.\nHer husband had called police on Monday in Redding.",
    ),
    ("Shells hit market\n3 min read\n06 February, 2020\nTwo died.", None),
    ("Shells hit market\nTwo people died on Monday.\nFive were hurt.", None),
    ("Haddad Press\nby Anna Haddad\n\nTwo died", None),
    ("Two died.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "expected"), UNWRAPPED)
def test_lines_that_were_only_wrapped_are_joined_and_others_kept(text, expected):
    assert unwrap(text) == (text if expected is None else expected)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(alphabet="aB. ,\n-", max_size=90), max_size=12).map("\n".join))
def test_unwrapping_loses_no_word(text):
    assert unwrap(text).split() == text.split()


PAGE = b"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Shells hit market - Haddad Press</title>
<meta property="og:title" content="Shells hit market"><meta name="author" content="Anna Haddad"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/x">World</a></li></ul></nav><article><h1>Shells hit market</h1>
<p>Two people were killed on Thursday when shells hit the market of Binnish, doctors in the town said.</p>
<p>Five others were wounded, three of them children, and were taken to a hospital across the border.</p>
<p>The army didn\xe2\x80\x99t comment on the attack, which was the third on the town within a week.</p></article>
<footer>Cookies</footer></body></html>"""


def test_a_page_s_article_is_told_from_what_surrounds_it():
    page = read_page(PAGE)
    assert (page.title, page.author) == ("Shells hit market", "Anna Haddad")
    assert "Two people were killed" in page.text
    assert "didn’t comment" in page.text
    assert "Cookies" not in page.text
    assert "World" not in page.text


def test_a_page_without_an_article_gives_the_text_that_it_has():
    assert "Two died" in read_page(b"<html><body><div>Two died</div></body></html>").text
    assert read_page(b"<html><body><script>x()</script></body></html>").text.strip() == ""


LANGUAGES = [
    ("Two people were killed on Thursday when shells hit the market of Binnish, doctors said.", "en"),
    ("Shells hit Binnish, Sarmin and Taftanaz", "en"),
    ("Two died.", "en"),
    ("Dos personas murieron el jueves cuando las bombas cayeron sobre el mercado del pueblo.", "es"),
    ("Deux personnes ont été tuées jeudi lorsque des obus ont touché le marché de la ville.", "fr"),
    ("قتل شخصان يوم الخميس عندما سقطت قذائف على سوق البلدة.", "ar"),
    ("Двое мирных жителей погибли в четверг при обстреле рынка.", "ru"),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_languages(text, language):
    code, score = language_of(text)
    assert code == language
    assert 0 <= score <= 1


def raw(article_id: str, body: str | bytes, **fields):
    day = fields.pop("published_on", date(2020, 2, 6))
    data = body.encode() if isinstance(body, str) else body
    return {
        "article_id": article_id, "version_id": f"v-{article_id}", "published_on": day, "published_basis": "sidecar",
        "fetched_at": datetime(2020, 2, 7, tzinfo=UTC), "source": "Haddad Press", "media_type": "text/plain",
        "sha256": "00", "origin": f"{article_id}.txt", "body": data, **fields,
    }  # fmt: skip


def cleaned(*rows):
    return clean(TABLES["raw_articles"].from_rows(list(rows)))


def test_articles_keep_the_contract_and_their_order_doesn_t_matter():
    rows = [raw("b", STORY), raw("a", OTHER, title=" Car\u00a0bomb "), raw("c", PAGE, media_type="text/html")]
    table, refused = cleaned(*rows)
    assert refused == []
    assert table.schema.equals(TABLES["articles"].schema)
    assert table.equals(cleaned(*reversed(rows))[0])
    first, _, page = table.to_pylist()
    assert (first["article_id"], first["title"], first["words"]) == ("a", "Car bomb", len(OTHER.split()))
    assert (page["title"], page["author"], page["language"]) == ("Shells hit market", "Anna Haddad", "en")


def test_the_earlier_of_two_like_articles_is_the_one_repeated_whatever_its_id():
    late = raw("a", STORY)
    early = raw("b", STORY, fetched_at=late["fetched_at"] - timedelta(hours=1))
    table, _ = cleaned(late, early)
    assert dict(zip(table["article_id"].to_pylist(), table["near_duplicate_of"].to_pylist(), strict=True)) == {
        "a": "b", "b": None,
    }  # fmt: skip


def test_what_has_no_text_is_refused_with_its_bytes():
    body = b"<html><body><script>x()</script></body></html>"
    table, (refused,) = cleaned(raw("a", body, media_type="text/html"), raw("b", STORY))
    assert table["article_id"].to_pylist() == ["b"]
    assert (refused.reason, refused.content, refused.article_id) == ("empty_text", body, "a")


def test_articles_in_other_languages_go_through():
    table, _ = cleaned(raw("a", {code: text for text, code in LANGUAGES}["fr"]))
    assert table["language"].to_pylist() == ["fr"]


def test_an_empty_day_is_an_empty_table():
    assert cleaned() == (TABLES["articles"].empty(), [])
