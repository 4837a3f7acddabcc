"""Where commands put their answers: standard output or a file, in one of the formats of `warehouse.query`."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

FORMATS = ("table", "csv", "json", "parquet", "xlsx", "md")
BINARY = ("parquet", "xlsx")


@contextmanager
def answer_file(out: str | None, form: str) -> Iterator[BinaryIO]:
    """The file named, or standard output; what is no text is not poured into a terminal."""
    if out:
        try:
            file = Path(out).open("wb")  # noqa: SIM115
        except OSError as error:
            raise click.ClickException(f"{out} can't be written: {error.strerror}") from None
        with file:
            yield file
        return
    if form in BINARY and sys.stdout.isatty():
        raise click.UsageError(f"{form} is nothing for a terminal: name a file with --out.")
    sys.stdout.flush()
    yield sys.stdout.buffer


def width() -> int | None:
    """Width of the terminal; None where the answer goes to a file or a pipe, and nothing need be cut."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return None
    return shutil.get_terminal_size().columns
