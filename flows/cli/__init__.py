"""The command line, `tollbook`: each module of this package is a command of its own name, defined as `command`.

A module here parses its options and prints; the work is done elsewhere. At module level it imports nothing that
takes time (no Prefect, spaCy, pandas, pyarrow, DuckDB), so that `--help` answers at once.
"""

import sys
from importlib import import_module
from pkgutil import iter_modules

import click

COMMANDS = sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))

# Exit codes, beside 0 and click's own 2 for wrong usage.
FAILED = 1
QUARANTINED = 3


class Tollbook(click.Group):
    """A group whose commands are modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return COMMANDS

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        return import_module(f"{__name__}.{name}").command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from difflib import get_close_matches

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            if near := get_close_matches(args[0], COMMANDS, 1):
                raise click.UsageError(f"No such command {args[0]!r}. Did you mean {near[0]}?", ctx) from None
            raise


@click.command(cls=Tollbook, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="tollbook", message="tollbook %(version)s")
def cli() -> None:
    """Turns conflict news into a casualty record that can be queried, checked and cited.

    Settings: environment (TOLLBOOK_DATA ...), tollbook.toml in the working folder; `tollbook doctor` lists them.

    Exit codes: 0 done; 1 something failed; 2 wrong usage; 3 done, but some input was refused (quarantine).
    """


def main() -> None:
    """Entry point: wrong settings and closed pipes end in one line, not in a traceback."""
    from warehouse.settings import SettingsError

    try:
        cli(prog_name="tollbook")
    except SettingsError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2)
