"""The segment stage: cleaned articles in, sentences out. Where sentences end is `splitter`'s."""

import pyarrow as pa

from tasks.segment.splitter import split
from warehouse.contracts import TABLES


def segment(articles: pa.Table) -> pa.Table:
    """Every article version's sentences and lines, in the contract `sentences`."""
    columns = ("article_id", "version_id", "published_on", "title", "text")
    rows = []
    for article in articles.select(columns).to_pylist():
        text = article["text"]
        for index, span in enumerate(split(text, article["title"])):
            rows.append(
                {
                    "article_id": article["article_id"],
                    "version_id": article["version_id"],
                    "published_on": article["published_on"],
                    "sentence_index": index,
                    "kind": span.kind,
                    "paragraph": span.paragraph,
                    "start": span.start,
                    "end": span.end,
                    "text": text[span.start : span.end],
                }
            )
    return TABLES["sentences"].from_rows(rows)
