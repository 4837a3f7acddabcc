"""The gate: lets through what can carry a casualty claim, keeps the everyday out."""

import pytest

from tasks.extract import gate, lexicons


@pytest.mark.parametrize(
    "text",
    [
        "Five people died.",
        "THE DEATH TOLL ROSE TO 12",
        "The raid claimed the lives of two.",
        "Nine bodies were found.",
        "Two of the victims were minors.",
        "They took ten workers hostage.",
        "Thousands fled.",
        "Three are in critical condition.",
    ],
)
def test_lets_through(text: str) -> None:
    assert gate.passes(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council met on Thursday to talk about the price of bread.",
        "Turkey urged Russia to press for a ceasefire.",
        "Shares rose by three per cent in Frankfurt.",
    ],
)
def test_keeps_out(text: str) -> None:
    assert not gate.passes(text)


@pytest.mark.parametrize("name", ["triggers", "expressions"])
def test_every_example_of_the_lexicons_passes(name: str) -> None:
    assert [row["example"] for row in lexicons.read(name) if not gate.passes(row["example"])] == []
