"""Each report gives the expected rows for the given ones: `reports/<name>.yaml`. And how reports are read."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from warehouse.reports import ReportError, read_report, read_reports

CASES = Path(__file__).parent / "reports"
REPORTS = read_reports()


def cases() -> list:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in sorted(CASES.glob("*.yaml"))
        if path.stem != "given"
        for case in yaml.safe_load(path.read_text())
    ]


@pytest.mark.parametrize(("name", "case"), cases())
def test_given_rows_make_the_expected_ones(published, name: str, case: dict[str, Any]) -> None:
    sql = REPORTS[name].sql(**case.get("parameters", {}))
    columns = list(case["expected"][0]) if case["expected"] else ["*"]
    found = published.execute(f"select {', '.join(columns)} from ({sql})").fetchall()
    assert [tuple(map(_plain, r)) for r in found] == [tuple(_plain(e[c]) for c in columns) for e in case["expected"]]


def _plain(value: Any) -> Any:
    return value.timestamp() if isinstance(value, datetime) else value


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_every_column_is_explained(published, report) -> None:
    columns = {d[0] for d in published.execute(report.sql()).description}
    assert columns == report.columns.keys()
    assert report.title


def test_every_report_has_its_cases() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} - {"given"} == REPORTS.keys()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"policy": "bets"}, "conservative"),
        ({"level": "street"}, "admin1"),
        ({"colour": "red"}, "--policy"),
    ],
)
def test_a_wrong_parameter_is_refused_with_the_right_ones(given, message) -> None:
    with pytest.raises(ReportError, match=message):
        read_report("casualties-by-date-and-location").sql(**given)


def test_a_wrong_name_is_refused_with_the_right_ones() -> None:
    with pytest.raises(ReportError, match="casualties-by-date-and-location"):
        read_report("casualties")


def test_dates_limit_the_report(published) -> None:
    report = read_report("casualties-by-date-and-location")
    assert not published.execute(report.sql(since=date(2030, 1, 1))).fetchall()
