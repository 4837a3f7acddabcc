"""What voices tell of one incident, as low, best and high."""

import pytest

from tasks.link.accounts import accounts_of
from tasks.link.figures import figures_of
from tests.link.builders import claim

CASES = [
    pytest.param([(5, "people", {})], [(8, "people", {"published": "2020-02-06"})], (8, 8, 8), id="the toll rose"),
    pytest.param([(8, "people", {})], [(5, "people", {})], (5, 5, 8), id="a lower number is a rival"),
    pytest.param([(43, "people", {})], [(29, "children", {"victim_group": "children"})], (43, 43, 43), id="a group"),
    pytest.param([(12, "Americans", {}), (60, "Afghans", {})], [(18, "Americans", {})], (72, 72, 72), id="a nation"),
    pytest.param([(12, "Americans", {})], [(18, "Afghans", {})], (12, 18, 18), id="two nations by two voices"),
    pytest.param(
        [(5, "rebels", {"victim_role": "combatant"})],
        [(3, "soldiers", {"victim_role": "combatant"})],
        (3, 8, 8),
        id="two sides by two voices",
    ),
]


def account(source, told):
    """The one account of an article whose only sentence tells these numbers."""
    one = {"sentence_index": 0, "sentence": "All of it in one sentence."}
    claims = [
        claim(source, n, count=count, victim_text=who, **one, **more) for n, (count, who, more) in enumerate(told)
    ]
    (account,) = accounts_of(claims, source=source)
    return account


@pytest.mark.parametrize(("first", "second", "expected"), CASES)
def test_two_voices(first, second, expected):
    figures = figures_of([account("A", first), account("B", second)], "killed")
    assert (figures.low, figures.best, figures.high) == expected
