"""Days that claims take from their repeats and wholes."""

from datetime import date
from typing import Any

import pytest

from tasks.extract.dates import share_dates

SUNDAY, MONDAY = date(2020, 2, 2), date(2020, 2, 3)


def row(number: int, day: date | None, basis: str, **fields: Any) -> dict[str, Any]:
    return {
        "claim_id": str(number),
        "sentence_index": number,
        "sentence": "Ten were killed.",
        "date_start": day,
        "date_end": day,
        "date_precision": "day",
        "date_basis": basis,
        "scope": "incident",
        "rule": "kill: object",
        "repeat_of": None,
        "subset_of": None,
    } | fields


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        # a headline, then the same dead with their day
        (("context", {}), ("sentence", {"repeat_of": "0"}), (SUNDAY, SUNDAY)),
        (("publication", {}), ("sentence", {"repeat_of": "0"}), (SUNDAY, SUNDAY)),
        (("sentence", {}), ("sentence", {"repeat_of": "0"}), (MONDAY, SUNDAY)),
        # the day on which bodies were found is not that of their death
        (("context", {}), ("sentence", {"repeat_of": "0", "rule": "body: body of"}), (MONDAY, SUNDAY)),
        (("context", {}), ("sentence", {"repeat_of": "0", "scope": "cumulative"}), (MONDAY, SUNDAY)),
        # parts
        (("context", {"subset_of": "1"}), ("sentence", {}), (SUNDAY, SUNDAY)),
        (("sentence", {"subset_of": "1"}), ("sentence", {}), (MONDAY, SUNDAY)),
        (("context", {"subset_of": "1"}), ("sentence", {"sentence_index": 0}), (MONDAY, SUNDAY)),
        (
            ("context", {"subset_of": "1"}),
            ("sentence", {"date_precision": "week", "date_end": MONDAY}),
            (MONDAY, SUNDAY),
        ),
        # others
        (("sentence", {}), ("context", {"sentence": "Eight others were hurt."}), (MONDAY, MONDAY)),
        (("sentence", {}), ("context", {"sentence": "Eight guards were hurt."}), (MONDAY, SUNDAY)),
        (("sentence", {}), ("sentence", {"sentence": "Eight others were hurt."}), (MONDAY, SUNDAY)),
    ],
)
def test_share_dates(first, second, days):
    rows = [row(0, MONDAY, first[0], **first[1]), row(1, SUNDAY, second[0], **second[1])]
    share_dates(rows)
    assert tuple(r["date_start"] for r in rows) == days


def test_parts_take_the_day_that_their_whole_took():
    rows = [
        row(0, MONDAY, "context"),
        row(1, SUNDAY, "sentence", repeat_of="0"),
        row(2, MONDAY, "context", subset_of="0"),
    ]
    share_dates(rows)
    assert {r["date_start"] for r in rows} == {SUNDAY}
