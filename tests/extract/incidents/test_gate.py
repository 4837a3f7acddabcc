"""The gate of incidents: what it must let through to the parser, and the everyday sentences that it must keep out."""

import json
from pathlib import Path

import pytest

from tasks.extract import gate as casualty_gate
from tasks.extract.incidents import gate
from tasks.segment import split

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()]

EVERYDAY = [
    "The minister presented the budget to parliament on Tuesday.",
    "The company entered the Asian market with a new phone.",
    "Officers responded to a fire in a garage.",
    "She captured the mood of the evening in a photograph.",
    "A pack of wolves advanced on the farm.",
    "The council withdrew its offer to the teachers.",
    "Prices hit a record high on Monday.",
    "The singer denied rumours of a wedding.",
    "The two sides reached an agreement on fishing.",
    "The ceasefire line runs along the river.",
    "A spokesman for the airline declined to comment on the delay.",
    "The factory was destroyed by the flood.",
    "He accused his rival of lying about taxes.",
]


@pytest.mark.parametrize("text", EVERYDAY)
def test_keeps_everyday_sentences_out(text: str) -> None:
    assert not gate.passes(text)
    assert gate.matches(text) == []


@pytest.mark.parametrize("case", [c for c in CASES if c["expected"]], ids=lambda case: case["text"][:60])
def test_lets_every_case_through(case: dict) -> None:
    """At least one sentence with a claim passes, by this gate or by that of the casualties."""
    sentences = [case["text"][span.start : span.end] for span in split(case["text"])]
    assert any(gate.passes(s) or casualty_gate.passes(s) for s in sentences)


def test_tells_the_words_that_opened_it() -> None:
    assert gate.matches("Rebels attacked a post and shelled the town.") == ["shelled", "attacked"]
