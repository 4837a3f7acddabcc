"""The dates of parts: "Since May 900 people have died. Among them were 55 children" are 55 since May."""

from collections.abc import Sequence
from typing import Any

FIELDS = ("date_start", "date_end", "date_precision")


def take_dates_of_wholes(rows: Sequence[dict[str, Any]]) -> None:
    """Gives the rows of parts the days of their wholes, where another sentence tells these and their own tells none.
    Parts of a running total that are an incident's own have their own days."""
    by_id = {row["claim_id"]: row for row in rows}
    for row in rows:
        whole = by_id.get(row["subset_of"])
        if whole is None or whole["sentence_index"] == row["sentence_index"] or whole["scope"] != row["scope"]:
            continue
        is_untold = row["date_basis"] in ("publication", "none")
        is_of_total = row["scope"] == "cumulative" and row["date_basis"] != "sentence"
        if whole["date_basis"] == "sentence" and whole["date_start"] and (is_untold or is_of_total):
            row.update({name: whole[name] for name in FIELDS}, date_basis="context")
