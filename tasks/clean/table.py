"""The clean stage: raw articles in, readable text out; what has no text after cleaning is refused."""

from typing import Any

import pyarrow as pa

from tasks.clean.characters import clean_characters, unwrap
from tasks.clean.language import language_of
from tasks.clean.page import read_page
from tasks.duplicates import Prints
from tasks.encoding import NotText, decode
from tasks.refused import Refused
from warehouse.contracts import TABLES

_KEPT = ("article_id", "version_id", "published_on", "published_at", "published_basis", "fetched_at", "source", "url")


def clean(raw: pa.Table) -> tuple[pa.Table, list[Refused]]:
    """(the day's `articles`, what was refused) from the day's `raw_articles`.

    Near-duplicates are looked for among the day's articles only, so that a changed article changes its own day and no
    later one. Copies that are printed days later are found where days are linked: see `tasks.link.stage`.
    """
    rows: list[dict[str, Any]] = []
    refused: list[Refused] = []
    for row in sorted(raw.to_pylist(), key=_order):
        try:
            rows.append(_article(row))
        except NotText as error:
            refused.append(Refused(row["origin"], error.reason, str(error), row["body"], row["article_id"]))
    prints = Prints()
    for row in rows:
        row["near_duplicate_of"] = prints.first_of(row["article_id"], row["text"], row["published_on"])
    contract = TABLES["articles"]
    return contract.from_rows(rows).sort_by([(name, "ascending") for name in contract.key]), refused


def _order(row: dict[str, Any]) -> tuple:
    """By publication, then fetching: the earliest of several like articles is the one that the others repeat."""
    return (row["published_on"], row["fetched_at"], row["article_id"], row["version_id"])


def _article(row: dict[str, Any]) -> dict[str, Any]:
    """One cleaned row. Raises `NotText` where no text is left."""
    title, author = row["title"], None
    if row["media_type"] == "text/html":
        page = read_page(row["body"], row["url"])
        text, author = clean_characters(page.text), page.author
        title = title or page.title
    else:
        text = unwrap(clean_characters(decode(row["body"])))
    if not any(c.isalnum() for c in text):
        raise NotText("empty_text", "no text is left after cleaning; the page may be a script's or a picture's")
    language, score = language_of(text)
    return {
        **{name: row[name] for name in _KEPT},
        "title": (" ".join(clean_characters(title).split()) or None) if title else None,
        "author": (" ".join(clean_characters(author).split()) or None) if author else None,
        "text": text,
        "language": language,
        "language_score": score,
        "words": len(text.split()),
    }
