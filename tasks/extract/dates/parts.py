"""The dates of what is told twice and of parts: "Since May 900 people have died. Among them were 55 children" are 55
since May."""

from collections.abc import Sequence
from typing import Any

FIELDS = ("date_start", "date_end", "date_precision")


def share_dates(rows: Sequence[dict[str, Any]]) -> None:
    """Gives first mentions that tell no day, as headlines, the day of their repeats, then parts that of their wholes,
    where another sentence tells these. Parts of a running total that are an incident's own have their own days."""
    by_id = {row["claim_id"]: row for row in rows}
    sure = {row["claim_id"] for row in rows if row["date_basis"] == "sentence" and row["date_start"]}
    found = {row["claim_id"] for row in rows if row["rule"].startswith("body")}  # the day is that of the finding
    for row in rows:
        first = by_id.get(row["repeat_of"])
        if first is None or row["claim_id"] not in sure - found or first["scope"] != row["scope"]:
            continue
        if first["claim_id"] not in sure and first["date_basis"] != "sentence":
            _take(first, row)
            sure.add(first["claim_id"])
    for row in rows:
        whole = by_id.get(row["subset_of"])
        if whole is None or whole["claim_id"] not in sure or row["date_basis"] == "sentence":
            continue
        if whole["sentence_index"] != row["sentence_index"] and whole["scope"] == row["scope"]:
            _take(row, whole)


def _take(row: dict[str, Any], other: dict[str, Any]) -> None:
    row.update({name: other[name] for name in FIELDS}, date_basis="context")
