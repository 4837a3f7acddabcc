"""The page of a night or of any period: where it is written, and what of it Prefect shows."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from warehouse.settings import Settings

# A night's page shows the events of so many days up to it: its own news, and what it adds to the last weeks'.
NIGHT_DAYS = 31


def period(since: date | None, until: date | None) -> str:
    """A file's name for a period.

    >>> period(date(2020, 2, 3), None), period(None, None)
    ('2020-02-03', 'all')
    """
    return "_".join(str(day) for day in (since, until) if day) or "all"


def write_page(settings: Settings, since: date | None, until: date | None, out: Path | None = None) -> Path:
    """Writes the page of a period from the published warehouse, by default below the data folder; gives its path.

    Raises `QueryError` where nothing is published.
    """
    from warehouse import query as asking
    from warehouse.page import build

    path = out or settings.data / "pages" / f"{period(since, until)}.html"
    with asking.connect(settings.data / "warehouse.duckdb") as connection:
        html = build(connection, since, until)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(html, encoding="utf-8")
    part.replace(path)
    return path


def night(until: date) -> tuple[date, date]:
    """The first and last day of a night's page."""
    return until - timedelta(days=NIGHT_DAYS - 1), until


def casualties(settings: Settings, since: date, until: date) -> list[dict[str, Any]]:
    """The rows of the report "casualties by date and location" of a period, as texts for Prefect's table."""
    from warehouse import query as asking
    from warehouse.reports import read_report

    with asking.connect(settings.data / "warehouse.duckdb") as connection:
        answer = asking.ask(connection, read_report("casualties-by-date-and-location").sql(since=since, until=until))
        return [
            {name: "" if value is None else str(value) for name, value in zip(answer.columns, row, strict=True)}
            for row in answer.rows
        ]
