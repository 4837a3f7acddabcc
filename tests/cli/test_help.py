"""Every command says what it does, and every option what it is for."""

import click
import pytest
from click.testing import CliRunner

from flows.cli import COMMANDS, cli


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_help(name):
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name):
    found = command(name)
    commands = list(found.commands.values()) if isinstance(found, click.Group) else [found]
    for each in commands:
        assert each.help, f"{name} {each.name} has no help"
        for parameter in each.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts[0]} has no help"


def test_a_wrong_command_is_answered_with_the_right_one():
    result = CliRunner().invoke(cli, ["extrakt"])
    assert result.exit_code == 2
    assert "Did you mean extract?" in result.output
