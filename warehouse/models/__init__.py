"""The SQL models: what is computed from the tables when the warehouse is published, one folder a model.

    <name>/query.sql     the query; its first line says the grain: `-- one row per ...`
    <name>/model.toml    kind (table, view, macro), what the columns mean, parameters of a macro
    <name>/checks/*.sql  each selects the rows that are wrong; first line `-- fail: what is wrong`, or `-- warn: ...`

This module reads the folders and puts them in order; `tasks.publish` runs them. Rules between the declared tables
stand in `warehouse/checks`, in the same form.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from warehouse.contracts import TABLES, Table

FOLDER = Path(__file__).parent
CHECKS = FOLDER.parent / "checks"
KINDS = ("table", "view", "macro")
KEYS = {"kind", "columns_of", "columns", "parameters"}


class ModelError(ValueError):
    """A model or check is not written as it must be; the message names the file."""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule. `query` selects the rows that break it; `fail` stops the publishing, `warn` is reported."""

    name: str
    level: str
    message: str
    query: str


@dataclass(frozen=True, slots=True)
class Model:
    """One model. `explained` holds the meanings of its own columns; the others mean what they do in the tables
    `columns_of`. `needs` are the models that it reads."""

    name: str
    kind: str
    grain: str
    query: str
    explained: dict[str, str]
    columns_of: tuple[str, ...]
    columns: dict[str, str]
    parameters: tuple[str, ...]
    checks: tuple[Check, ...]
    needs: frozenset[str]

    @property
    def statement(self) -> str:
        """The SQL that creates it."""
        if self.kind == "macro":
            return f"create macro {self.name}({', '.join(self.parameters)}) as table\n{self.query}"
        return f"create {self.kind} {self.name} as\n{self.query}"


def read_models(folder: Path = FOLDER, tables: Mapping[str, Table] = TABLES) -> list[Model]:
    """All models below `folder`, each after those that it reads. Raises `ModelError`."""
    places = sorted(path.parent for path in folder.glob("*/query.sql"))
    names = {place.name for place in places}
    if taken := names & tables.keys():
        raise ModelError(f"{folder}: {', '.join(sorted(taken))}: there is a table of that name")
    models = {place.name: _read_model(place, names, tables) for place in places}
    try:
        order = TopologicalSorter({m.name: sorted(m.needs) for m in models.values()}).static_order()
        return [models[name] for name in order]
    except CycleError as error:
        raise ModelError(f"{folder}: these models need each other: {' -> '.join(error.args[1])}") from None


def read_checks(folder: Path = CHECKS) -> list[Check]:
    """The checks that lie in a folder, by name. Raises `ModelError`."""
    return [_read_check(path) for path in sorted(folder.glob("*.sql"))]


def _read_model(place: Path, names: set[str], tables: Mapping[str, Table]) -> Model:
    query = place / "query.sql"
    first, _, sql = query.read_text().partition("\n")
    if not first.startswith("-- one row per "):
        raise ModelError(f"{query}: the first line must say the grain: -- one row per ...")
    about_file = place / "model.toml"
    if not about_file.exists():
        raise ModelError(f"{about_file} is missing: it says what the columns mean")
    about = tomllib.loads(about_file.read_text())
    if unknown := about.keys() - KEYS:
        raise ModelError(
            f"{about_file}: {', '.join(sorted(unknown))}: no such key; there are {', '.join(sorted(KEYS))}"
        )
    if about.get("kind") not in KINDS:
        raise ModelError(f"{about_file}: kind must be one of {', '.join(KINDS)}")
    explained = about.get("columns", {})
    columns_of = tuple(about.get("columns_of", ()))
    if unknown := set(columns_of) - tables.keys():
        raise ModelError(f"{about_file}: columns_of: there is no table {', '.join(sorted(unknown))}")
    inherited = {c.name: c.described for name in columns_of for c in tables[name].columns}
    return Model(
        name=place.name,
        kind=about["kind"],
        grain=first.removeprefix("-- ").rstrip("."),
        query=sql.strip().rstrip(";"),
        explained=explained,
        columns_of=columns_of,
        columns=inherited | explained,
        parameters=tuple(about.get("parameters", ())),
        checks=tuple(read_checks(place / "checks")),
        needs=frozenset(_read_names(sql) & names - {place.name}),
    )


def _read_check(path: Path) -> Check:
    first, _, sql = path.read_text().partition("\n")
    found = re.fullmatch(r"-- (fail|warn): (.+)", first.strip())
    if not found:
        raise ModelError(f"{path}: the first line must be `-- fail: what is wrong` or `-- warn: what is odd`")
    return Check(path.stem, found[1], found[2], sql.strip().rstrip(";"))


def _read_names(sql: str) -> set[str]:
    """Names after `from` and `join`: every model writes its imports so. Names of its own CTEs do no harm."""
    without_comments = re.sub(r"--.*", "", sql)
    return set(re.findall(r"\b(?:from|join)\s+([a-z_][a-z0-9_]*)", without_comments, re.IGNORECASE))
