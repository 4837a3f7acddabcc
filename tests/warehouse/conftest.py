"""A small published warehouse in memory, for the tests of reports and page."""

from pathlib import Path

import duckdb
import pytest
import yaml

from tests.warehouse.builders import frame, row
from warehouse.contracts import TABLES
from warehouse.models import read_models

GIVEN = Path(__file__).parent / "reports" / "given.yaml"


@pytest.fixture(scope="module")
def published():
    """The rows of given.yaml and the models over them: two nights over Sarmin and an attack in two provinces."""
    given = yaml.safe_load(GIVEN.read_text())
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        for table in TABLES:
            rows = frame(table, [row(table, **fields) for fields in given.get(table, [])])  # noqa: F841 (read by DuckDB)
            connection.execute(f"create table {table} as from rows")
        for model in read_models():
            connection.execute(model.statement)
        yield connection
