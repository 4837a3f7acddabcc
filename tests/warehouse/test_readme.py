"""What the README says is so: its SQL runs, its commands and options exist, its settings are all there are."""

import re
from pathlib import Path

import pytest

from flows.cli import cli
from warehouse.reports import read_reports
from warehouse.settings import Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(.+?)```", README, re.DOTALL)
COMMANDS = [line for line in re.findall(r"(?:^    |`)tollbook ([^`\n]+)", README, re.MULTILINE) if line[0].isalpha()]


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_an_answer(published, question: str) -> None:
    assert published.execute(question).description


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_and_its_options_exist(line: str) -> None:
    words = line.split("#")[0].split()
    command = cli.get_command(None, words[0])
    assert command is not None, words[0]
    if words[0] == "gazetteer":
        command = command.get_command(None, words[1])
    options = {name for parameter in command.params for name in parameter.opts}
    said = set(re.findall(r"(?<!\S)--[a-z-]+", re.sub(r'"[^"]*"|\$\(.*\)', "", line.split("#")[0])))
    assert said <= options


def test_the_settings_are_all_there_are() -> None:
    table = README.split("| setting |")[1].split("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set(Settings.model_fields)


def test_the_reports_that_it_names_exist() -> None:
    named = set(re.findall(r"tollbook report ([a-z-]+)", README)) - {"page"}
    assert named
    assert named <= read_reports().keys()
