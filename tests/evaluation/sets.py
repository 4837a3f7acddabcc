"""The sets that the extraction is scored on, and what of a scorer's answer goes into the table."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Set:
    """A set: its name here, the scorer's name for its kind, its gold file under ../shared (None: our own gold)."""

    name: str
    kind: str
    gold: str | None

    @property
    def path(self) -> Path | None:
        return SHARED / self.gold if self.gold else None


SETS = (
    Set("syria", "claims", "gold/claims_syria.jsonl"),
    Set("latin_america", "claims", "gold/claims_latin_america.jsonl"),
    Set("seed", "claims", "gold/claims_seed.jsonl"),
    Set(OWN, "claims", None),
    Set("fakes", "fakes", "eval/fakes.jsonl"),
    Set("muc", "muc", "eval/muc4.jsonl"),
    Set("gvdb", "counts", "eval/gvdb.jsonl"),
    Set("trnews", "toponyms", "eval/toponyms_trnews.jsonl"),
    Set("gwn", "toponyms", "eval/toponyms_gwn.jsonl"),
    Set("geovirus", "toponyms", "eval/toponyms_geovirus.jsonl"),
    Set("lgl", "toponyms", "eval/toponyms_lgl.jsonl"),
)
# Own gold has no places and dates: the scorer's rows on them say nothing there.
NOT_IN_OWN = ("admin1", "country", "date", "statement_date", "place within 25 km")


def gold_of(one: Set, folder: Path) -> Path:
    """The gold file of a set; our own gold is exported into `folder` in the annotated articles' format."""
    if one.path:
        return one.path
    path = folder / "own.jsonl"
    export = [sys.executable, "-m", "tests.extract.gold.export"]
    path.write_text(subprocess.run(export, cwd=ROOT, check=True, capture_output=True, text=True).stdout, "utf-8")
    return path


def score(one: Set, gold: Path, claims: Path, mentions: Path, errors: int = 0) -> tuple[dict[str, Any], str]:
    """The shared scorer's answer on a set, and the errors that it prints."""
    command = [sys.executable, SHARED / "eval" / "score.py", one.kind, gold, "--claims", claims]
    command += ["--mentions", mentions, "--errors", errors]
    done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    return json.loads(done.stdout), done.stderr


def figures(one: Set, answer: dict[str, Any]) -> Iterator[tuple[str, float, int]]:
    """The answer's figures as (name, value, number of gold items behind it)."""
    if one.kind == "claims":
        total = answer["casualty claims"]
        for key in ("f1", "p", "r"):
            yield key, total[key], total["gold"]
        for key, text in answer["attributes on hits"].items():
            share, _, counts = text.partition(" ")
            if not (one.name == OWN and key in NOT_IN_OWN):
                yield key, float(share), int(counts.strip("()").split("/")[1])
    elif one.kind in ("fakes", "counts"):
        for key, value in answer.items():
            if "f1" in value:
                yield f"{key} f1", value["f1"], value["gold"]
            else:
                yield "gold numbers found", value["r"], value["gold"]
    elif one.kind == "muc":
        for key, value in answer.items():
            yield f"{key.removeprefix('tuples, ')} f1", value["f1"], value["gold"]
    else:
        yield "within 161 km", answer["populated places"]["within 161 km"], answer["populated places"]["gold"]
