"""The version of a stage's code: a hash of the files that decide its result, so that no one has to bump a number."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUFFIXES = (".py", ".sql", ".csv", ".toml", ".json")


@cache
def code_version(*places: str) -> str:
    """Twelve hex digits over the code and data below `places`, files or folders relative to the repository.

    `code_version("tasks/clean", "seeds/lexicons")` changes when a module or a lexicon row there changes, and not
    when a file's time does. Raises `FileNotFoundError` for a place that doesn't exist.
    """
    digest = hashlib.sha256()
    for place in places:
        if not (ROOT / place).exists():
            raise FileNotFoundError(f"{place}: no such file or folder in {ROOT}")
        for path in _files(ROOT / place):
            digest.update(f"{path.relative_to(ROOT).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return [place]
    return sorted(p for p in place.rglob("*") if p.suffix in SUFFIXES and "__pycache__" not in p.parts)
