"""Sidecars, `<file>.meta.toml`: what is known of a file beside its bytes. Reads them, and refreshes their checksums.

`python -m tasks.ingest.sidecars --write` sets the sha256 of every sidecar below `seeds/`; without `--write` it says
what is wrong.
"""

import hashlib
import re
import sys
import tomllib
from datetime import date
from pathlib import Path

SUFFIX = ".meta.toml"
SEEDS = Path(__file__).parents[2] / "seeds"
REQUIRED = ("producer", "licence", "source", "sha256")
"""What the sidecar of a data file in `seeds/` must say, beside when it was fetched: `accessed` or `fetched_at`."""

OWN_LEXICON = """\
producer = "Tollbook's authors"
licence = "Apache-2.0"
source = "written for this project"
accessed = {day}
sha256 = ""
"""


class SidecarError(ValueError):
    """The sidecar can't be read. `reason` is `broken_sidecar`, or `impossible_date` for one like 2020-02-31."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def sidecar_of(path: Path) -> Path:
    return path.with_name(path.name + SUFFIX)


def read_sidecar(path: Path) -> dict:
    """The fields of the sidecar of `path`; none where it has none. Raises `SidecarError`."""
    sidecar = sidecar_of(path)
    try:
        return tomllib.loads(sidecar.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        reason = "impossible_date" if "date" in str(error).lower() else "broken_sidecar"
        raise SidecarError(reason, f"{sidecar.name}: {error}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SidecarError("broken_sidecar", f"{sidecar.name}: {error}") from None


def problems(folder: Path = SEEDS) -> list[str]:
    """What is wrong with the sidecars below a folder, a line each: missing, unreadable, incomplete, wrong checksum."""
    found = []
    for path in data_files(folder):
        name = path.relative_to(folder).as_posix()
        if not sidecar_of(path).exists():
            found.append(f"{name}: has no sidecar {path.name}{SUFFIX}")
            continue
        try:
            fields = read_sidecar(path)
        except SidecarError as error:
            if not _is_broken_on_purpose(path):
                found.append(f"{name}: {error}")
            continue
        missing = [field for field in REQUIRED if not fields.get(field)]
        if not (fields.get("accessed") or fields.get("fetched_at")):
            missing.append("accessed")
        if missing:
            found.append(f"{name}: its sidecar doesn't say {', '.join(missing)}")
        elif fields["sha256"] != _sha256(path):
            found.append(f"{name}: has changed; run `python -m tasks.ingest.sidecars --write`")
    sidecars = (p for p in sorted(folder.rglob("*" + SUFFIX)) if not p.with_name(p.name.removesuffix(SUFFIX)).exists())
    return found + [f"{p.relative_to(folder).as_posix()}: belongs to no file" for p in sidecars]


def data_files(folder: Path = SEEDS) -> list[Path]:
    """Every file below a folder that needs a sidecar: all but sidecars, notices and Python's."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((SUFFIX, ".py", ".pyc", ".md")) and not path.name.startswith(".")
    ]


def refresh(folder: Path = SEEDS) -> list[Path]:
    """Writes the right sha256 into every sidecar below a folder that has a wrong one; which ones it changed.

    A lexicon without a sidecar gets one that says that we wrote it: all files in `lexicons/` are our own work.
    """
    changed = []
    for path in data_files(folder):
        sidecar = sidecar_of(path)
        is_new = not sidecar.exists()
        if is_new and path.parent.name != "lexicons":
            continue
        text = OWN_LEXICON.format(day=date.today()) if is_new else sidecar.read_text(encoding="utf-8")
        line = f'sha256 = "{_sha256(path)}"'
        fresh, found = re.subn(r'(?m)^sha256 = "[^"\n]*"$', line, text)
        fresh = fresh if found else text.rstrip("\n") + "\n" + line + "\n"
        if is_new or fresh != text:
            sidecar.write_text(fresh, encoding="utf-8")
            changed.append(sidecar)
    return changed


def _is_broken_on_purpose(path: Path) -> bool:
    """Samples that show what bad input does stand in a folder `broken`."""
    return "broken" in path.parts


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main(arguments: list[str]) -> int:
    if arguments == ["--write"]:
        for sidecar in refresh():
            print(f"refreshed {sidecar.relative_to(SEEDS.parent)}")
    elif arguments:
        print("usage: python -m tasks.ingest.sidecars [--write]", file=sys.stderr)
        return 2
    found = problems()
    print("\n".join(found) or "every data file in seeds/ has a valid sidecar")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
