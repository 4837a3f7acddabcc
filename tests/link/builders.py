"""Claims and articles for the tests of linking, as rows of the contracts: only what a case is about is given."""

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from warehouse.contracts import TABLES

TOWNS = {
    "Sarmin": {"admin1_code": "SY.12", "admin1": "Idlib", "place_id": 172947, "lat": 35.902, "lon": 36.722},
    "Ariha": {"admin1_code": "SY.12", "admin1": "Idlib", "place_id": 174448, "lat": 35.814, "lon": 36.609},
    "Homs": {"admin1_code": "SY.11", "admin1": "Homs", "place_id": 169577, "lat": 34.724, "lon": 36.726},
}


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(hour=6, tzinfo=UTC)


def claim(article_id: str, number: int = 0, **fields: Any) -> dict[str, Any]:
    """A claim of an article: five killed by an airstrike in Sarmin on 4 February 2020, unless said otherwise.

    `town` sets the place, `day` the event's day, `count` both bounds, `published` the publication day.
    """
    published = date.fromisoformat(fields.pop("published", "2020-02-05"))
    day = fields.pop("day", "2020-02-04")
    town = fields.pop("town", "Sarmin")
    count = fields.pop("count", 5)
    version = fields.pop("version_id", "v1")
    return {
        "claim_id": f"{article_id}-{version}-{number}",
        "article_id": article_id,
        "version_id": version,
        "published_on": published,
        "known_at": moment(published.isoformat()),
        "sentence_index": number,
        "kind": "casualty",
        "outcome": "killed",
        "event_type": "airstrike",
        "count_low": count,
        "count_high": count,
        "count_qualifier": "exact",
        "victim_text": "people",
        "victim_role": "unknown",
        "scope": "incident",
        "place_text": town,
        "place_name": town,
        "country": "SY",
        **TOWNS[town],
        "place_precision": "town",
        "place_basis": "clause",
        "date_start": date.fromisoformat(day) if day else None,
        "date_end": date.fromisoformat(day) if day else published,
        "date_precision": "day" if day else "before_publication",
        "date_basis": "sentence" if day else "publication",
        "certainty": "asserted",
        "confidence": 0.9,
        "rule": "test",
        "sentence": f"{count} people were killed in {town}.",
        "sentence_start": number * 100,
        "sentence_end": number * 100 + 90,
        "start": number * 100,
        "end": number * 100 + 20,
    } | fields


def article(article_id: str, source: str, title: str, text: str = "", **fields: Any) -> dict[str, Any]:
    """An article version published and fetched on `published`, with the columns that linking reads."""
    published = fields.pop("published", "2020-02-05")
    return {
        "article_id": article_id,
        "version_id": "v1",
        "published_on": date.fromisoformat(published),
        "published_basis": "metadata",
        "fetched_at": moment(published),
        "source": source,
        "title": title,
        "text": text,
        "language": "en",
        "language_score": 1.0,
        "words": len(text.split()),
    } | fields


def tables(claims: list[dict], articles: list[dict]) -> tuple[pa.Table, pa.Table]:
    return TABLES["claims"].from_rows(claims), TABLES["articles"].from_rows(articles)
