"""Tables of cases beside the tests (CSV: construction, text, expected, wrong), and claims written as short as there.

A case with a reason in `wrong` is one that the extraction still gets wrong: it fails strictly, so that whoever mends it
takes the reason out. In a text, " // " stands for the end of a paragraph.
"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tasks.extract.records import Sentence
from tasks.segment import split

Claim = dict[str, Any]


def sentences_of(text: str, title: str | None = None) -> list[Sentence]:
    """The sentences of a text, as the stage of segmentation hands them over."""
    return [
        Sentence(index, span.kind, span.start, span.end, text[span.start : span.end], span.paragraph)
        for index, span in enumerate(split(text, title))
    ]


def cases(name: str) -> list[Any]:
    """The cases of `name`.csv as pytest parameters (text, expected)."""
    with (Path(__file__).parent / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            pytest.param(
                row["text"].replace(" // ", "\n\n"),
                row["expected"],
                id=f"{row['construction']}: {row['text'][:50]}",
                marks=[pytest.mark.xfail(strict=True, reason=row["wrong"])] if row["wrong"] else [],
            )
            for row in csv.DictReader(file)
        ]


def bounds(claim: Claim) -> str:
    """'5' for exactly five, '12..' for 12 or more, '..40' for at most 40, '24..99' for dozens, '?' for no count."""
    low, high = claim["count_low"], claim["count_high"]
    if low == high:
        return "?" if low is None else str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def casualties(claims: list[Claim]) -> list[Claim]:
    """The casualty claims, in reading order."""
    found = [claim for claim in claims if claim["kind"] == "casualty"]
    return sorted(found, key=lambda claim: (claim["start"], claim["end"]))


def written(claims: list[Claim], write: Callable[[Claim], str]) -> str:
    """The casualty claims as the tables write them, joined by semicolons; an empty string for none.

    The order within a table's cell is the alphabet's: claims that share a trigger have no other that is worth testing.
    """
    return "; ".join(sorted(write(claim) for claim in casualties(claims)))


def sorted_cell(expected: str) -> str:
    """A table's cell in the order that `written` has."""
    return "; ".join(sorted(part.strip() for part in expected.split(";") if part.strip()))


def related(claims: list[Claim]) -> str:
    """The casualty claims with what they are a part of (<), what they repeat (=), and whether they are totals (+)."""
    by_id = {claim["claim_id"]: claim for claim in claims}

    def write(claim: Claim) -> str:
        words = [bounds(claim)]
        if claim["subset_of"]:
            words += ["<", bounds(by_id[claim["subset_of"]])]
        if claim["repeat_of"]:
            words += ["=", bounds(by_id[claim["repeat_of"]])]
        if claim["scope"] == "cumulative":
            words.append("+")
        return " ".join(words)

    return written(claims, write)
