"""Which files a source holds, and their bytes within bounds. What the bytes say is for `reader`."""

import gzip
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tasks.ingest.sidecars import SUFFIX
from tasks.refused import Refused

KINDS = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl"}
CHUNK = 1 << 20
GZIP_ERRORS = (gzip.BadGzipFile, EOFError, zlib.error)


@dataclass(frozen=True, slots=True)
class Found:
    """One file of a source. `origin` is its path below the source; `kind` is text, html or jsonl."""

    path: Path
    origin: str
    kind: str
    is_gzip: bool

    def open(self) -> BinaryIO:
        return gzip.open(self.path, "rb") if self.is_gzip else self.path.open("rb")  # type: ignore[return-value]


def kind_of(path: Path) -> tuple[str | None, bool]:
    """(text, html or jsonl, or None for a file that is no article; whether it is compressed)."""
    name = path.name.lower()
    is_gzip = name.endswith(".gz")
    return KINDS.get(Path(name.removesuffix(".gz")).suffix), is_gzip


def walk(source: Path) -> Iterator[Found | Refused | str]:
    """The files below a source, or the file itself, in order of their names.

    Yields what is refused at once (a loop of links, an unreadable folder), and as a bare string the origin of a
    file that is passed over because its name says that it is no article. A single file is never passed over.
    """
    if source.is_dir():
        yield from _walk_folder(source, source, (source.resolve(),))
        return
    kind, is_gzip = kind_of(source)
    if kind:
        yield Found(source, source.name, kind, is_gzip)
    else:
        known = ", ".join(sorted(KINDS))
        yield Refused(source.name, "unknown_type", f"a source is a folder or a file of {known} (.gz)", source)


def _walk_folder(folder: Path, root: Path, above: tuple[Path, ...]) -> Iterator[Found | Refused | str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Refused(_origin(folder, root), "unreadable_file", f"the folder can't be listed: {error.strerror}", b"")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or entry.name.endswith(SUFFIX):
            continue
        if _is_folder(entry):
            target = path.resolve()
            if target in above:
                detail = f"a link back to {_origin(target, root)}: its articles are read there"
                yield Refused(_origin(path, root), "symlink_loop", detail, b"")
            else:
                yield from _walk_folder(path, root, (*above, target))
            continue
        kind, is_gzip = kind_of(path)
        if kind:
            yield Found(path, _origin(path, root), kind, is_gzip)
        else:
            yield _origin(path, root)


def _is_folder(entry: os.DirEntry) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself: read, and refused, as the file that its name says
        return False


def _origin(path: Path, root: Path) -> str:
    """The path below the source, with slashes; the source itself is "."."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def read_whole(found: Found, most: int) -> bytes | None:
    """The file's bytes, decompressed, or None where they are more than `most`; never holds more in memory.

    Raises OSError and `GZIP_ERRORS`.
    """
    if not found.is_gzip and found.path.stat().st_size > most:
        return None
    with found.open() as file:
        body = file.read(most + 1)
    return body if len(body) <= most else None


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line of a .jsonl file, its number from 1. A line of more than the allowed bytes lies in the file `spilled`."""

    number: int
    content: bytes
    spilled: Path | None = None


def json_lines(found: Found, most: int, scratch: Path) -> Iterator[JsonLine]:
    """The lines of a .jsonl file that aren't blank, in constant memory: an over-long one is copied to `scratch`.

    Raises OSError and `GZIP_ERRORS`.
    """
    with found.open() as file:
        number = 0
        while line := file.readline(most + 1):
            number += 1
            if len(line) > most and not line.endswith(b"\n"):
                spilled = scratch / f"{found.path.name}.{number}"
                with spilled.open("wb") as copy:
                    while line:
                        copy.write(line)
                        line = b"" if line.endswith(b"\n") else file.readline(CHUNK)
                yield JsonLine(number, b"", spilled)
            elif line.strip():
                yield JsonLine(number, line.rstrip(b"\r\n"))
