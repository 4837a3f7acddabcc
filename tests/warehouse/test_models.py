"""Each SQL model gives the expected rows for the given ones: `models/<name>.yaml`. And how models are read."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

import warehouse
from tests.warehouse.builders import frame, row
from warehouse.contracts import TABLES
from warehouse.models import ModelError, read_checks, read_models

CASES = Path(__file__).parent / "models"
ROOT = Path(warehouse.__file__).parent
MODELS = {model.name: model for model in read_models()}
# What a claim is unless a case says otherwise; an article of it is there too.
CLAIM = {
    "article_id": "a",
    "version_id": "v1",
    "kind": "casualty",
    "outcome": "killed",
    "scope": "incident",
    "place_name": "Sarmin",
    "country": "SY",
    "place_precision": "town",
    "date_start": date(2020, 2, 5),
    "date_end": date(2020, 2, 5),
}


def cases() -> list:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text()):
            found.append(pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}"))
    return found


@pytest.mark.parametrize(("name", "case"), cases())
def test_given_rows_make_the_expected_ones(name: str, case: dict[str, Any]) -> None:
    given = {table: [dict(fields) for fields in rows] for table, rows in case["given"].items()}
    given["claims"] = [CLAIM | fields for fields in given.get("claims", [])]
    if "articles" not in given:
        versions = {(claim["article_id"], claim["version_id"]) for claim in given["claims"]}
        given["articles"] = [{"article_id": a, "version_id": v} for a, v in sorted(versions)]
    with duckdb.connect() as connection:
        _build(connection, given)
        columns = list(case["expected"][0]) if case["expected"] else ["*"]
        found = connection.execute(f"select {', '.join(columns)} from {case.get('call', name)}").fetchall()
        broken = [c.name for c in MODELS[name].checks if connection.execute(c.query).fetchall()]
    expected = [tuple(_plain(fields[column]) for column in columns) for fields in case["expected"]]
    made = [tuple(map(_plain, values)) for values in found]
    if MODELS[name].kind == "view":  # whose rows have no order
        made, expected = sorted(made, key=repr), sorted(expected, key=repr)
    assert made == expected
    assert broken == []


def _build(connection: duckdb.DuckDBPyConnection, given: dict[str, list[dict[str, Any]]]) -> None:
    connection.execute("set timezone = 'UTC'")
    for table in TABLES:
        rows = frame(table, [row(table, **fields) for fields in given.get(table, [])])  # noqa: F841 (read by DuckDB)
        connection.execute(f"create table {table} as from rows")
    for model in MODELS.values():
        connection.execute(model.statement)


def _plain(value: Any) -> Any:
    return value.timestamp() if isinstance(value, datetime) else value


def test_every_model_has_its_cases() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} == MODELS.keys()


def test_a_check_finds_what_it_is_for() -> None:
    """One bad row for each check between tables: a check that can't fail is none."""
    bad: dict[str, dict[str, list[dict[str, Any]]]] = {
        "claim_bounds_are_ordered": {"claims": [{"count_low": 9, "count_high": 3}]},
        "claim_dates_are_ordered": {"claims": [{"date_start": date(2020, 2, 6), "date_end": date(2020, 2, 5)}]},
        "claim_lies_in_its_sentence": {"claims": [{"sentence_start": 0, "sentence_end": 10, "start": 4, "end": 11}]},
        "claim_has_its_sentence": {
            "claims": [{"sentence_index": 2, "sentence_start": 1}],
            "sentences": [{"sentence_index": 2, "start": 0}],
        },
        "claim_pointers_lead_to_claims": {"claims": [{"claim_id": "c1", "repeat_of": "c2"}]},
        "subset_is_not_above_its_whole": {
            "claims": [
                {"claim_id": "c1", "count_low": 7, "count_high": 7, "subset_of": "c2"},
                {"claim_id": "c2", "count_low": 3, "count_high": 3},
            ]
        },
        "killed_before_publication": {
            "claims": [{"kind": "casualty", "outcome": "killed", "date_start": date(2020, 2, 13)}]
        },
        "no_article_is_lost": {"raw_articles": [{"article_id": "a"}], "articles": [{"article_id": "b"}]},
    }
    good_claim = {"sentence_start": 0, "sentence_end": 10, "start": 0, "end": 5}
    checks = {check.name: check for check in read_checks()}
    assert checks.keys() == bad.keys()
    for name, given in bad.items():
        for is_bad in (True, False):
            with duckdb.connect() as connection:
                for table in TABLES:
                    rows = frame(  # noqa: F841 (read by DuckDB)
                        table,
                        [
                            row(table, **((good_claim if table == "claims" else {}) | fields))
                            for fields in given.get(table, [])
                            if is_bad
                        ],
                    )
                    connection.execute(f"create table {table} as from rows")
                assert bool(connection.execute(checks[name].query).fetchall()) == is_bad, name


SABOTAGE = {
    "claim_id_is_unique": "insert into claims_current from claims_current",
    "every_row_has_its_incidents": "update casualties_by_date_and_location set incidents = incidents + 1",
    "no_incident_is_in_two_rows": "insert into casualties_by_date_and_location from casualties_by_date_and_location",
    "sum_over_incidents_equals_the_mart": "update casualties_by_date_and_location set best = best + 1",
    "low_best_high_are_ordered": "update incidents_current set killed_low = 99",
    "numbers_have_claims": "update incidents_current set killed_claim_ids = []",
}


@pytest.mark.parametrize("name", sorted(check.name for model in MODELS.values() for check in model.checks))
def test_a_models_check_finds_what_it_is_for(name: str) -> None:
    (check,) = (check for model in MODELS.values() for check in model.checks if check.name == name)
    numbers = {"killed_low": 5, "killed_best": 5, "killed_high": 5, "killed_claim_ids": ["c"]}
    given = {
        "articles": [{"article_id": "a", "version_id": "v1"}],
        "claims": [CLAIM | {"claim_id": "c", "sentence_end": 9}],
        "incidents": [{"incident_id": "i", "grade": "fair", **numbers}],
        "incident_claims": [{"incident_id": "i", "claim_id": "c"}],
    }
    with duckdb.connect() as connection:
        _build(connection, given)
        assert connection.execute(check.query).fetchall() == []
        connection.execute(SABOTAGE[name])
        assert connection.execute(check.query).fetchall()


def write_model(folder: Path, name: str, query: str, about: str = 'kind = "view"\n') -> None:
    (folder / name).mkdir()
    (folder / name / "query.sql").write_text(query)
    (folder / name / "model.toml").write_text(about)


def test_the_sql_is_that_of_duckdb_1_5_too() -> None:
    """Files are published for 1.5, so views and macros must run there: `if(...)` came with 2.0; `case` is in both."""
    found = [path for path in ROOT.rglob("*.sql") if re.search(r"\bif\s*\(", path.read_text())]
    assert found == []


def test_models_come_after_those_that_they_read(tmp_path: Path) -> None:
    write_model(tmp_path, "a", "-- one row per x\nfrom c join b using (x) -- from z\n")
    write_model(tmp_path, "b", "-- one row per x\nwith c as (from c) select * from c, claims")
    write_model(tmp_path, "c", "-- one row per x\nselect 1 as x")
    assert [model.name for model in read_models(tmp_path)] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("name", "query", "about", "said"),
    [
        ("a", "select 1", 'kind = "view"', "the first line must say the grain"),
        ("a", "-- one row per x\nselect 1", 'kind = "tabel"', "kind must be one of table, view, macro"),
        ("a", "-- one row per x\nselect 1", 'kind = "view"\ncolums = {}', "colums: no such key; there are"),
        ("a", "-- one row per x\nselect 1", 'kind = "view"\ncolumns_of = ["claim"]', "there is no table claim"),
        ("claims", "-- one row per x\nselect 1", 'kind = "view"', "claims: there is a table of that name"),
    ],
)
def test_a_model_that_is_written_wrongly_is_named(tmp_path: Path, name: str, query: str, about: str, said: str) -> None:
    write_model(tmp_path, name, query, about)
    with pytest.raises(ModelError, match=said):
        read_models(tmp_path)


def test_models_that_need_each_other_are_named(tmp_path: Path) -> None:
    write_model(tmp_path, "a", "-- one row per x\nfrom b")
    write_model(tmp_path, "b", "-- one row per x\nfrom a")
    with pytest.raises(ModelError, match="need each other: "):
        read_models(tmp_path)
