"""Repeats and subsets: what must never be added up."""

from collections.abc import Callable
from typing import Any

import pytest

# Each claim as its count, then what it repeats (=) or is a part of (<), by its place among the claims.
CASES = [
    ("Air raid kills 19\nThe raid killed at least 19 people on Monday.", ["19", "19 = 0"]),
    ("Workers dig for the dead\nSeven people were injured, three of them children.", ["7", "3 < 0"]),
    ("Dozens killed in raid\nThe raid killed 56 civilians.", ["24", "56 = 0"]),
    ("Twelve people were killed in Homs.\nFive people were killed in Hama.", ["12", "5"]),
    ("The raid killed ten civilians.\nTwo of the victims were minors.", ["10", "2 < 0"]),
    (
        "At least 127 people have been killed in two weeks, the group said.\n"
        "Twenty-three people were killed on Sunday, the group said.",
        ["127", "23 < 0"],
    ),
    (
        "The toll from the blast rose to 12.\nPolice had earlier said that five people were killed.",
        ["12", "5 < 0"],
    ),
    (
        "The army sustained 20 casualties.\nSix soldiers were killed and 14 wounded.",
        ["20", "6 < 0", "14 < 0"],
    ),
    ("Three soldiers were killed.\nThree civilians were killed.", ["3", "3"]),
    ("Two more victims died on Tuesday, raising the toll of Sunday's blast to 12.", ["2 < 1", "12"]),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0].replace("\n", " | ")[:60] for c in CASES])
def test_relations(text: str, expected: list[str], casualty_claims: Callable[..., list[dict[str, Any]]]) -> None:
    claims = casualty_claims(text, has_headline=True)
    place = {claim["claim_id"]: n for n, claim in enumerate(claims)}
    found = []
    for claim in claims:
        relation = ""
        if claim["repeat_of"]:
            relation = f" = {place[claim['repeat_of']]}"
        elif claim["subset_of"]:
            relation = f" < {place[claim['subset_of']]}"
        found.append(f"{claim['count_low']}{relation}")
    assert found == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Bank bombed; 52 dead\nHama mourns.\nThe bomb killed 52 people in Homs on Monday.",
            [("Homs", "context"), ("Homs", "clause")],
        ),
        (
            "52 dead in Hama\nThe bomb killed 52 people near Homs on Monday.",
            [("Hama", "clause"), ("Homs", "clause")],
        ),
    ],
    ids=["the text names it", "the headline names its own"],
)
def test_a_headline_without_a_place_has_its_repeats(
    text: str, places: list[tuple[str, str]], casualty_claims: Callable[..., list[dict[str, Any]]]
) -> None:
    claims = casualty_claims(text, has_headline=True)
    assert [(c["place_name"], c["place_basis"]) for c in claims] == places
