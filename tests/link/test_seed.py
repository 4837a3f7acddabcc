"""The article that the project began with, from its text to its incidents. Skipped where it is absent."""

from datetime import date
from pathlib import Path

import pytest

from tests.samples.linked import Linked, linked

FOLDER = Path(__file__).parents[2].parent / "shared" / "real"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the real article is not part of the project"),
]


@pytest.fixture(scope="module")
def told() -> Linked:
    return linked(FOLDER)


def counted(told: Linked, day: date, outcome: str, bound: str = "best") -> int:
    """The people of all incidents of exactly that day."""
    rows = [r for r in told.current if r["date_start"] == r["date_end"] == day]
    return sum(r[f"{outcome}_{bound}"] or 0 for r in rows)


@pytest.mark.parametrize(
    ("day", "outcome", "people"),
    [
        (date(2020, 2, 3), "killed", 21),
        (date(2020, 2, 5), "killed", 5),
        (date(2020, 2, 6), "killed", 2),
        (date(2020, 2, 6), "injured", 7),
    ],
)
def test_by_the_day_of_the_event(told, day, outcome, people):
    assert counted(told, day, outcome) == people
    assert counted(told, day, outcome, "low") == people


def test_hundreds_of_dead_and_wounded_are_nobodys_killed(told):
    assert all((r["killed_high"] or 0) < 100 for r in told.current)


def test_four_officers_and_a_number_of_specialists_are_possibly_the_same(told):
    four = next(i for i, c in told.claims.items() if c["outcome"] == "killed" and c["count_low"] == 4)
    reasons = {r["claim_id"]: r["reasons"] for r in told.links}
    meant = [i for i, why in reasons.items() if f"possibly_same: {four}" in why]
    assert any("specialists" in (told.claims[i]["victim_text"] or "") for i in meant)
    assert {f"possibly_same: {i}" for i in meant} <= set(reasons[four])


def test_a_count_over_two_provinces_names_both(told):
    (row,) = [r for r in told.current if r["injured_best"] == 7]
    assert row["is_multi_admin1"]
    assert {p["admin1_code"] for p in row["places"]} == {"SY.12", "SY.09"}
