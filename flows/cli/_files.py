"""Files that a command reads and writes: "-" for the standard streams, .gz as it comes."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click


@contextmanager
def reading(name: str) -> Iterator[IO[bytes]]:
    """A file's bytes, decompressed where its name ends in .gz; "-" is standard input."""
    if name == "-":
        yield sys.stdin.buffer
        return
    how: Any = gzip.open if name.endswith(".gz") else open
    try:
        file = how(name, "rb")
    except OSError as error:
        raise click.ClickException(f"{name} can't be read: {error.strerror}") from None
    with file:
        yield file


@contextmanager
def writing(name: str) -> Iterator[IO[str]]:
    """A text file that takes its name once it is whole; pipes and devices are written at once."""
    path = Path(name)
    if name == "-" or (path.exists() and not path.is_file()):
        with click.open_file(name, "w", encoding="utf-8") as file:
            yield file
        return
    part = path.with_name(path.name + ".part")
    how: Any = gzip.open if name.endswith(".gz") else open
    try:
        opened = how(part, "wt", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{name} can't be written: {error.strerror}") from None
    try:
        with opened as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
