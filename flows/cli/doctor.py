"""`tollbook doctor`: is all as it should be?"""

import sys

import click

from flows.cli import FAILED


@click.command()
def command() -> None:
    """Say what is installed and set, which model and gazetteer, what the data folder holds, and what is wrong.

    Reads every partition. The exit code is 1 where something is wrong.
    """
    from flows.doctor import examine
    from warehouse.settings import current

    problems = 0
    for finding in examine(current()):
        mark = "!!" if finding.problem else "  "
        click.echo(f"{mark} {finding.name:26}{finding.value}")
        if finding.problem:
            click.echo(f"   {'':26}{finding.problem}")
            problems += 1
    if problems:
        click.echo(f"\n{problems} problem{'s' * (problems > 1)}, marked !!")
        sys.exit(FAILED)
    click.echo("\nAll is well.")
