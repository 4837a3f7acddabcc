"""The reports: questions that are asked again and again of the published warehouse, one folder a report.

    <name>/query.sql     the query; its first line says the grain: `-- one row per ...`
    <name>/report.toml   title, what the columns mean, and the choices of its parameters

A query names its parameters `$since`, `$until`, `$as_of` (dates or null), `$policy`, `$level`; a report has those
that it names.
What is computed once a night is a model (`warehouse.models`); a report only selects from models.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
DATES = ("since", "until", "as_of")
CHOICES = ("policy", "level")
KEYS = {"title", "columns", *CHOICES}


class ReportError(ValueError):
    """There is no such report, or it has no such parameter; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `choices` maps a parameter to its values, the default first."""

    name: str
    title: str
    grain: str
    query: str
    columns: dict[str, str]
    choices: dict[str, tuple[str, ...]]

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(re.findall(r"\$(\w+)", self.query))

    def sql(self, **given: date | str | None) -> str:
        """The query with its parameters filled in; one that is not given, or None, takes its default.

        Raises `ReportError` for a parameter that the report has not, or a value that is none of its choices.
        """
        given = {name: value for name, value in given.items() if value is not None}
        if unknown := sorted(given.keys() - self.parameters):
            has = ", ".join(f"--{name}" for name in sorted(self.parameters)) or "none"
            raise ReportError(f"report {self.name} has no --{unknown[0]}; its parameters: {has}")
        return re.sub(r"\$(\w+)", lambda found: self._literal(found[1], given.get(found[1])), self.query)

    def _literal(self, name: str, value: date | str | None) -> str:
        if name in DATES:
            return f"date '{value}'" if isinstance(value, date) else "null::date"
        choices = self.choices[name]
        chosen = value or choices[0]
        if chosen not in choices:
            raise ReportError(f"report {self.name} has no {name} {chosen!r}; there are: {', '.join(choices)}")
        return f"'{chosen}'"


def read_reports(folder: Path = FOLDER) -> dict[str, Report]:
    """All reports by name. Raises `ReportError` for one that isn't written as it must be."""
    return {place.parent.name: _read(place.parent) for place in sorted(folder.glob("*/query.sql"))}


def read_report(name: str, folder: Path = FOLDER) -> Report:
    """One report. Raises `ReportError` where there is none of that name."""
    reports = read_reports(folder)
    if name not in reports:
        raise ReportError(f"there is no report {name!r}; there are: {', '.join(reports)}")
    return reports[name]


def _read(place: Path) -> Report:
    first, _, sql = (place / "query.sql").read_text(encoding="utf-8").partition("\n")
    about = tomllib.loads((place / "report.toml").read_text(encoding="utf-8"))
    report = Report(
        name=place.name,
        title=about.get("title", ""),
        grain=first.removeprefix("-- ").rstrip("."),
        query=sql.strip().rstrip(";"),
        columns=about.get("columns", {}),
        choices={name: tuple(about[name]) for name in CHOICES if name in about},
    )
    if not first.startswith("-- one row per "):
        raise ReportError(f"{place.name}: the first line of query.sql must say the grain: -- one row per ...")
    if unknown := about.keys() - KEYS:
        raise ReportError(
            f"{place.name}: {', '.join(sorted(unknown))}: no such key; there are {', '.join(sorted(KEYS))}"
        )
    if undeclared := report.parameters - set(DATES) - report.choices.keys():
        raise ReportError(f"{place.name}: ${min(undeclared)} has no choices in report.toml")
    return report
