"""What befell whom where position and parse quarrel: lost commas, capitals, parts; and sentences that make no claim."""

from collections.abc import Callable
from typing import Any

import pytest

CASES = [
    ("20 civilians killed 30 injured in car bomb blast", ["killed 20-20", "injured 30-30"]),
    ("8 persons killed 58 others injured in rocket attacks", ["killed 8-8", "injured 58-58"]),
    ("14 children 3 teachers killed in raid", ["killed 14-14", "killed 3-3"]),
    ("OVER 90 DEAD AS ARMY RETAKES BARRACKS", ["killed 91-"]),
    ("Market strike kills 14 wounds dozens", ["killed 14-14", "injured 24-99"]),
    ("The raid killed 45 civilians in Aleppo and 22 in Idlib.", ["killed 45-45", "killed 22-22"]),
    ("The attack left 23 villagers - among them nine children - dead.", ["killed 23-23", "killed 9-9"]),
    ("The raid killed 150 villagers, a district official said.", ["killed 150-150"]),
    ("The group has killed more than 1400 people Human Rights Watch said.", ["killed 1401-"]),
    ("The raid killed 40 people, a quarter of them women.", ["killed 40-40", "killed 10-10"]),
    ("The raid killed 12 people, seven women and five men.", ["killed 12-12", "killed 7-7", "killed 5-5"]),
    ("Three men shot and killed a minister.", ["killed 1-1"]),
    ("A company of about 100 soldiers was wiped out.", ["killed 100-100"]),
    ("The assassination of Oscar Ruiz, deputy leader of the party, went unpunished.", ["killed 1-1"]),
    ("Two brothers, 11 and 8, were killed.", ["killed 2-2"]),
    ("Killed: 25. Wounded: 40.", ["killed 25-25", "injured 40-40"]),
]
NOTHING = [
    "They vowed to kill five hostages.",
    "The mines could kill hundreds of farmers.",
    "If they kill the envoy the talks are over.",
    "The army did not kill five farmers.",
    "There could be more than 300 wounded civilians.",
    "A few dozen fighters remained in the town.",
    "Senators killed the measure by 54 votes.",
    "Fighters shot down a helicopter.",
    "The rebels captured 3 villages in 72 hours.",
    "The court issued a warrant for the arrest of the president.",
    "Displaced families live in tents.",
    "In the film a sniper kills 16 soldiers.",
    "Who killed our soldiers?",
    "After 30 hours the four families were dead tired.",
    "Some 2,500 die-hard loyalists are dug in.",
    "Firemen rescued six people trapped in the mine.",
    "The gunmen fled.",
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_claims(
    text: str, expected: list[str], casualty_claims: Callable[..., list[dict[str, Any]]], bounds: Callable[[Any], str]
) -> None:
    assert sorted(map(bounds, casualty_claims(text))) == sorted(expected)


@pytest.mark.model
@pytest.mark.parametrize("text", NOTHING)
def test_no_claim(text: str, casualty_claims: Callable[..., list[dict[str, Any]]]) -> None:
    assert casualty_claims(text) == []
