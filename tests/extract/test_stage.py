"""The stage: tables in, tables out."""

import pytest

from tasks.extract.pipeline import extract
from tests.warehouse.builders import frame, row

TEXT = "Five people were killed in Sarmin on Tuesday."


@pytest.mark.model
@pytest.mark.parametrize(("language", "claims"), [("en", 1), ("de", 0)])
def test_only_english_is_read(language: str, claims: int) -> None:
    articles = frame("articles", [row("articles", text=TEXT, language=language, published_basis="metadata")])
    sentences = frame("sentences", [row("sentences", kind="body", start=0, end=len(TEXT), text=TEXT, sentence_index=0)])
    mentioned, claimed = extract(articles, sentences)
    assert claimed.num_rows == claims
    assert (mentioned.num_rows > 0) == (claims > 0)


@pytest.mark.model
def test_an_article_without_a_date_of_its_own_dates_nothing() -> None:
    articles = frame("articles", [row("articles", text=TEXT, language="en", published_basis="run_day")])
    sentences = frame("sentences", [row("sentences", kind="body", start=0, end=len(TEXT), text=TEXT, sentence_index=0)])
    _, claimed = extract(articles, sentences)
    assert claimed["date_start"].to_pylist() == [None]
