"""The pipeline as a whole: the stage's tables, streaming, ids, and inputs that are no news."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from tasks.extract.pipeline import Extractor, extract
from tasks.extract.records import Article, Sentence
from warehouse.contracts import TABLES

TEXT = "Five people were killed in Homs on Monday, rescuers said."


def whole(text: str, kind: str = "body") -> list[Sentence]:
    return [Sentence(0, kind, 0, len(text), text)]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def tables() -> tuple[pa.Table, pa.Table]:
    day = date(2020, 2, 6)
    key = {"article_id": "a", "version_id": "v", "published_on": day}
    article = key | {
        "published_at": None,
        "published_basis": "metadata",
        "fetched_at": datetime(2020, 2, 6, 12, tzinfo=UTC),
        "source": "s",
        "url": None,
        "title": "Five killed",
        "author": None,
        "text": TEXT,
        "language": "en",
        "language_score": 1.0,
        "words": 10,
        "near_duplicate_of": None,
    }
    sentence = key | {"sentence_index": 0, "kind": "body", "paragraph": 0, "start": 0, "end": len(TEXT), "text": TEXT}
    return TABLES["articles"].from_rows([article]), TABLES["sentences"].from_rows([sentence])


@pytest.mark.model
def test_stage_makes_rows_that_their_contracts_accept() -> None:
    mentions, claims = extract(*tables())
    assert claims.schema == TABLES["claims"].schema
    assert mentions.schema == TABLES["mentions"].schema
    (claim,) = (c for c in claims.to_pylist() if c["kind"] == "casualty")
    assert (claim["count_low"], claim["known_at"], claim["version_id"]) == (
        5,
        datetime(2020, 2, 6, 12, tzinfo=UTC),
        "v",
    )
    assert TEXT[claim["start"] : claim["end"]] == "Five people were killed"


@pytest.mark.model
def test_stage_is_a_function_of_its_inputs() -> None:
    assert extract(*tables())[1].equals(extract(*tables())[1])


@pytest.mark.model
def test_an_empty_day_gives_empty_tables() -> None:
    mentions, claims = extract(TABLES["articles"].empty(), TABLES["sentences"].empty())
    assert (len(mentions), len(claims)) == (0, 0)


@pytest.mark.model
def test_articles_come_back_in_order_and_lazily(extractor: Extractor) -> None:
    taken = []

    def articles():  # type: ignore[no-untyped-def]
        for n in range(300):
            taken.append(n)
            text = f"{n + 2} people were killed." if n % 2 else "The council met."
            yield Article(str(n), text), whole(text)

    stream = extractor.extract_many(articles(), want_mentions=False)
    first = next(stream)
    assert len(taken) < 300
    counts = [[c["count_low"] for c in found.claims] for found in [first, *stream]]
    assert counts == [[n + 2] if n % 2 else [] for n in range(300)]


@pytest.mark.model
@pytest.mark.parametrize("kind", ["byline", "dateline", "promo", "footer"])
def test_furniture_makes_no_claims(extractor: Extractor, kind: str) -> None:
    assert extractor.extract(Article("a", TEXT), whole(TEXT, kind)).claims == []


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "killed",
        "5 killed",
        "killed " * 400,
        "died (((",
        "5" * 300 + " killed",
        "kílléd ☠️ 12 dead 😀",
        "of the dead of",
    ],
)
def test_odd_inputs_break_nothing(extractor: Extractor, text: str) -> None:
    found = extractor.extract(Article("a", text), whole(text))
    assert all(0 <= c["start"] < c["end"] <= len(text) for c in found.claims)


@pytest.mark.model
def test_hard_wrapped_lines_keep_their_offsets(extractor: Extractor) -> None:
    text = "Six\nguerrillas were\nkilled."
    (claim,) = extractor.extract(Article("a", text), whole(text)).claims
    assert text[claim["start"] : claim["end"]] == "Six\nguerrillas were\nkilled"
