"""The ingest stage: a day's batch of a scan to the raw articles that are new; stored ones are never changed."""

import pyarrow as pa

from tasks.ingest.scan import Batch
from tasks.refused import Refused
from warehouse.contracts import TABLES


def ingest(existing: pa.Table | None, batch: Batch | None) -> tuple[pa.Table, list[Refused]]:
    """(rows to append to the day's `raw_articles`, what was refused), given the rows that are stored already.

    Another text for an article id that was fetched at the very same moment is refused: both can't be true.
    """
    contract = TABLES["raw_articles"]
    if batch is None:
        return contract.empty(), []
    stored = existing if existing is not None else contract.empty()
    columns = (stored[name].to_pylist() for name in ("article_id", "version_id", "fetched_at", "origin"))
    known, moments = set(), {}
    for article_id, version_id, fetched_at, origin in zip(*columns, strict=True):
        known.add((article_id, version_id))
        moments[article_id, fetched_at] = origin
    fresh, refused = [], list(batch.refused)
    for row in batch.rows():
        if (row["article_id"], row["version_id"]) in known:
            continue
        if other := moments.get((row["article_id"], row["fetched_at"])):
            detail = f"{other} was stored with the same id and time of fetching, but another text"
            refused.append(Refused(row["origin"], "duplicate_id", detail, row["body"], row["article_id"]))
            continue
        fresh.append(row)
    return contract.from_rows(fresh), refused
