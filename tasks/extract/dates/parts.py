"""The dates of what is told twice, of parts and of others: "Since May 900 people have died. Among them were 55
children" are 55 since May; in "Shells killed ten a day earlier. Eight others were hurt there" all are of that day.
"""

import re
from collections.abc import Sequence
from typing import Any

_OTHERS = re.compile(r"(?:At least |About |Some |Another )?[\w-]+ (?:\w+ )?(?:others|more)\b")

FIELDS = ("date_start", "date_end", "date_precision")


def share_dates(rows: Sequence[dict[str, Any]]) -> None:
    """Gives first mentions that tell no day, as headlines, the day of their repeats, then parts that of their wholes
    and others that of those told of before, where another sentence tells these. Parts of a running total that are an
    incident's own have their own days."""
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
        is_elsewhere = whole["sentence_index"] != row["sentence_index"] and whole["scope"] == row["scope"]
        if is_elsewhere and not _is_day_within(row, whole):
            _take(row, whole)
    for row in rows:
        if row["date_basis"] == "sentence" or row["scope"] != "incident" or not _OTHERS.match(row["sentence"]):
            continue
        before = [r for r in rows if r["sentence_index"] == row["sentence_index"] - 1 and r["scope"] == "incident"]
        if before and before[0]["date_start"] and len({(r["date_start"], r["date_end"]) for r in before}) == 1:
            _take(row, before[0])


def _is_day_within(row: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a part has a day of its own in its whole's month: "killed 83 in April. On the 14th they shot 61 men"."""
    if row["scope"] != "incident" or row["date_precision"] != "day" or whole["date_precision"] == "day":
        return False
    return bool(row["date_start"]) and whole["date_start"] <= row["date_start"] <= whole["date_end"]


def _take(row: dict[str, Any], other: dict[str, Any]) -> None:
    row.update({name: other[name] for name in FIELDS}, date_basis="context")
