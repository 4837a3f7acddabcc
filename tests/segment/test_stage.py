"""The segment stage: rows of the contract, and offsets that lead back to the article."""

from datetime import UTC, date, datetime

import pytest

from tasks.segment.table import segment
from warehouse.contracts import TABLES


def articles(*texts: str):
    return TABLES["articles"].from_rows(
        [
            {
                "article_id": f"a{i}", "version_id": "v1", "published_on": date(2020, 2, 6),
                "published_basis": "sidecar",
                "fetched_at": datetime(2020, 2, 7, tzinfo=UTC), "source": "Haddad Press", "title": "Shells hit market",
                "text": text, "language": "en", "language_score": 1.0, "words": len(text.split()),
            }
            for i, text in enumerate(texts)
        ]
    )  # fmt: skip


def test_every_row_is_a_piece_of_its_article_in_reading_order():
    frame = articles("Shells hit market\n\nTwo died. Five were hurt.", "No one died.")
    rows = segment(frame).to_pylist()
    texts = dict(zip(frame["article_id"].to_pylist(), frame["text"].to_pylist(), strict=True))
    assert [(r["article_id"], r["sentence_index"], r["kind"], r["text"]) for r in rows] == [
        ("a0", 0, "headline", "Shells hit market"),
        ("a0", 1, "body", "Two died."),
        ("a0", 2, "body", "Five were hurt."),
        ("a1", 0, "body", "No one died."),
    ]
    assert all(texts[r["article_id"]][r["start"] : r["end"]] == r["text"] for r in rows)


def test_no_articles_are_no_sentences():
    assert segment(TABLES["articles"].empty()).equals(TABLES["sentences"].empty())


def test_the_contract_is_kept():
    assert segment(articles("Two died.")).schema.equals(TABLES["sentences"].schema)


@pytest.mark.slow
def test_a_long_article_takes_time_in_proportion():
    """No pattern may run away on what a line can hold: a megabyte in seconds, whatever it is made of."""
    import time

    for part in (
        "Two died in the town on Monday. ",
        "A",
        "a ",
        "- ",
        "(",
        "[x] ",
        "BEIRUT, ",
        "3 May 2016 ",
        "By Anna ",
        "...",
        "Two\n",
        "two\n",
        "9",
        "Related A ",
        "Related  ",
        "(photo) ",
        "Tags A ",
    ):
        text = part * (300_000 // len(part))
        began = time.process_time()
        segment(articles(text))
        assert time.process_time() - began < 10, part
