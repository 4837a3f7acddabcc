"""Role, group and words of the victims."""

from collections.abc import Callable
from typing import Any

import pytest

CASES = [
    ("Five civilians were killed.", "civilian", None, "five", "civilians"),
    ("Five soldiers were killed.", "combatant", None, "five", "soldiers"),
    ("Five people were killed.", "unknown", None, "five", "people"),
    ("Five children were killed.", "civilian", "children", "five", "children"),
    ("Five women were killed.", "civilian", "women", "five", "women"),
    ("Two nurses were killed.", "civilian", "medics", "two", "nurses"),
    ("Two reporters were killed.", "civilian", "journalists", "two", "reporters"),
    ("Two aid workers were killed.", "civilian", "aid_workers", "two", "aid workers"),
    (
        "More than 20 Turkish and regime soldiers died.",
        "combatant",
        None,
        "more than 20",
        "Turkish and regime soldiers",
    ),
    ("Three rebel leaders were killed.", "combatant", None, "three", "rebel leaders"),
    ("A soldier was killed.", "combatant", None, "a", "soldier"),
    ("The pilot was killed.", "combatant", None, None, "the pilot"),
    ("A woman and a child were killed.", "civilian", None, "a woman and a child", "a woman and a child"),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "role", "group", "count", "noun"), CASES, ids=[c[0] for c in CASES])
def test_victims(
    text: str,
    role: str,
    group: str | None,
    count: str | None,
    noun: str,
    casualty_claims: Callable[..., list[dict[str, Any]]],
) -> None:
    (claim,) = casualty_claims(text)
    assert (claim["victim_role"], claim["victim_group"]) == (role, group)
    assert ((claim["count_text"] or "").lower() or None, claim["victim_text"].lower()) == (count, noun.lower())


@pytest.mark.model
def test_elided_noun_takes_the_role_of_the_one_before(casualty_claims: Callable[..., list[dict[str, Any]]]) -> None:
    assert [c["victim_role"] for c in casualty_claims("Six soldiers were killed and 13 wounded.")] == ["combatant"] * 2


@pytest.mark.model
def test_people_with_soldiers_among_them_are_mixed(casualty_claims: Callable[..., list[dict[str, Any]]]) -> None:
    whole, part = casualty_claims("At least 26 people including 16 soldiers were killed.")
    assert (whole["victim_role"], part["victim_role"]) == ("mixed", "combatant")
