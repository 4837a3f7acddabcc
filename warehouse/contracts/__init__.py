"""Every table of the warehouse, declared once.

From these declarations come the Arrow schemas that storage enforces, the DuckDB views, the checks and the
catalogue in `warehouse/README.md`.
"""

from warehouse.contracts.articles import articles, raw_articles, sentences
from warehouse.contracts.claims import claims, mentions
from warehouse.contracts.incidents import incident_claims, incidents
from warehouse.contracts.operations import quarantine, runs
from warehouse.contracts.table import Column, Table

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        raw_articles,
        articles,
        sentences,
        mentions,
        claims,
        incidents,
        incident_claims,
        quarantine,
        runs,
    )
}

__all__ = ["TABLES", "Column", "Table"]
