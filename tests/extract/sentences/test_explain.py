"""`tollbook explain` names the gate's words, the count, the rule, and what it leaves empty."""

import pytest
from click.testing import CliRunner

from flows.cli import cli

pytestmark = pytest.mark.model


def explained(*words: str) -> str:
    answer = CliRunner().invoke(cli, ["explain", *words], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_a_claim_is_traced_to_gate_count_rule_and_source():
    told = explained("The mayor said at least nine miners died in Verin on Tuesday.", "--published", "2020-02-06")
    assert "Gate      die\n" in told  # word beginnings
    assert "count 9 to ?, at_least; civilian; incident" in told
    assert "rule die: " in told
    assert "source_text The mayor" in told
    assert "date_start 2020-02-04" in told
    assert "died  killed" in told


def test_a_part_is_shown_beside_its_whole():
    told = explained("Seven people were injured, three of them children.")
    assert told.count("casualty: injured") == 2
    assert "subset_of claim 1" in told


def test_a_closed_gate_says_so():
    told = explained("The council met on Thursday.")
    assert "closed" in told
    assert "Claims    0" in told


def test_an_open_gate_without_a_claim_shows_the_trigger():
    told = explained("They vowed to kill five hostages.")
    assert "kill" in told.split("Triggers")[1].split("Claims")[0]
    assert "Claims    0" in told
