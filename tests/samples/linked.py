"""From a folder of articles to incidents by the stages' own functions, without warehouse or Prefect."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.days import months_read
from tasks.clean.table import clean
from tasks.extract.pipeline import extract
from tasks.ingest.scan import scan
from tasks.link.stage import days_read, link
from tasks.segment.table import segment
from warehouse.contracts import TABLES
from warehouse.models import read_models


@dataclass(slots=True)
class Linked:
    """The claims by id, the incidents as they read now, the rows of `incident_claims`, and the tables themselves."""

    claims: dict[str, dict[str, Any]]
    current: list[dict[str, Any]]
    links: list[dict[str, Any]]
    tables: dict[str, pa.Table]

    def published(self) -> duckdb.DuckDBPyConnection:
        """A warehouse in memory with these tables and the models over them."""
        connection = duckdb.connect()
        connection.execute("set timezone = 'UTC'")
        for name, table in TABLES.items():
            rows = self.tables.get(name, table.empty())  # noqa: F841 (read by DuckDB)
            connection.execute(f"create table {name} as from rows")
        for model in read_models():
            connection.execute(model.statement)
        return connection

    def claims_of(self, incident_id: str) -> list[str]:
        return [row["claim_id"] for row in self.links if row["incident_id"] == incident_id]

    def articles_of(self, incident_id: str) -> set[str]:
        return {self.claims[i]["article_id"] for i in self.claims_of(incident_id)}

    def of_articles(self, killed: dict[str, int | None], day: date, event_type: str) -> dict[str, Any] | None:
        """The incident within a day of `day` in which most of these articles count the number of killed that is given
        for them, else most of them any; where several are even, the one of the event type."""
        votes: Counter[str] = Counter()
        rows = {row["incident_id"]: row for row in self.current}
        for incident_id, row in rows.items():
            if not row["date_end"] or abs(row["date_end"] - day) > timedelta(days=1):
                continue
            told: dict[str, list[int]] = {}
            for claim in (self.claims[i] for i in row["killed_claim_ids"]):
                told.setdefault(claim["article_id"], []).append(claim["count_low"])
            for article_id in told.keys() & killed:
                numbers = told[article_id]
                votes[incident_id] += 100 if killed[article_id] in (*numbers, sum(numbers)) else 1
        return rows[min(votes, key=lambda i: (-votes[i], rows[i]["event_type"] != event_type, i))] if votes else None


def linked(folder: Path) -> Linked:
    with scan(folder) as found:
        raw = TABLES["raw_articles"].from_rows([row for batch in found.days.values() for row in batch.rows()])
    articles, _ = clean(raw)
    _, claims = extract(articles, segment(articles))
    incidents: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    for month in months_read(claims["published_on"].unique().to_pylist(), days_read):
        told, why = link(month, claims, articles)
        incidents += told.to_pylist()
        links += why.to_pylist()
    return Linked(
        claims={row["claim_id"]: row for row in claims.to_pylist()},
        current=[row for row in incidents if row["known_until"] is None],
        links=links,
        tables={
            "articles": articles,
            "claims": claims,
            "incidents": TABLES["incidents"].from_rows(incidents),
            "incident_claims": TABLES["incident_claims"].from_rows(links),
        },
    )
