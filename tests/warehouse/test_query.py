"""Questions to the published file: four formats, and errors that say what to do."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest

from warehouse.query import FORMATS, QueryError, ask, connect, query

VALUES = """
select 1 as n, 'a "b", é' as t, null as u, [1, 2] as l, {'x': 'y'} as s, date '2020-02-06' as d,
    timestamptz '2020-02-06 12:00:00+02' as m, 1.50::decimal(4, 2) as p, '\\xAA'::blob as b, true as f,
    sum(3) over () as h, 'nan'::double as q
"""


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table claims as select range as claim_id, 'killed' as outcome from range(2500)")
    return path


def test_json_has_plain_values(published: Path) -> None:
    assert json.loads(query(published, VALUES, "json")) == [
        {
            "n": 1, "t": 'a "b", é', "u": None, "l": [1, 2], "s": {"x": "y"}, "d": "2020-02-06",
            "m": "2020-02-06T10:00:00Z", "p": 1.5, "b": "aa", "f": True, "h": 3, "q": None,
        }
    ]  # fmt: skip
    assert json.loads(query(published, "from claims where false", "json")) == []
    assert len(json.loads(query(published, "from claims", "json"))) == 2500


def test_csv_is_read_back(published: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(query(published, VALUES, "csv").decode(), newline="")))
    assert rows == [
        {
            "n": "1", "t": 'a "b", é', "u": "", "l": "[1, 2]", "s": '{"x": "y"}', "d": "2020-02-06",
            "m": "2020-02-06T10:00:00Z", "p": "1.5", "b": "aa", "f": "true", "h": "3", "q": "null",
        }
    ]  # fmt: skip
    assert query(published, "from claims where false", "csv") == b"claim_id,outcome\n"


def test_markdown_is_one_table(published: Path) -> None:
    said = query(published, "select 'a|b' as x, 1 as y union all select null, 2 order by y", "md").decode()
    assert said.splitlines() == ["| x | y |", "| --- | --- |", "| a\\|b | 1 |", "|  | 2 |"]


def test_excel_keeps_numbers_dates_and_texts(published: Path) -> None:
    book = query(published, "select '=1+1' as x, 2 as y, date '2020-02-06' as d, ['a'] as l", "xlsx")
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        texts = parts.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "<t>=1+1</t>" in texts
    assert "<v>2</v>" in sheet
    assert "<v>43867</v>" in sheet  # 2020-02-06, as Excel counts days


def test_parquet_is_read_back(published: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.parquet"
    with file.open("wb") as out:
        query(published, "select * from claims order by claim_id;", "parquet", out)
    assert duckdb.execute(f"select count(*), max(claim_id) from '{file}'").fetchall() == [(2500, 2499)]


def test_a_table_says_how_many_rows_and_that_it_is_cut(published: Path) -> None:
    text = query(published, "select claim_id, outcome, null as place from claims limit 1").decode()
    assert text.splitlines()[0].split() == ["claim_id", "outcome", "place"]
    assert text.splitlines()[-2].split() == ["0", "killed"]
    assert text.splitlines()[-1] == "(1 row)"
    assert query(published, "from claims").decode().splitlines()[-1] == "(first 1,000 rows; `--format csv` gives all)"


def test_a_table_fits_its_width_and_leaves_brackets_alone(published: Path) -> None:
    lines = query(published, "select repeat('word ', 40) || '[bold]' as t", width=40).decode().splitlines()
    assert max(map(len, lines)) <= 40
    assert "[bold]" in "".join(lines)


def test_parameters_are_bound(published: Path) -> None:
    with connect(published) as connection:
        answer = ask(connection, "select count(*) as n from claims where claim_id < ?", [10])
        assert (answer.columns, answer.types, list(answer.rows)) == (("n",), ("BIGINT",), [(10,)])


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("selct 1", "syntax error"),
        ("from claim", "`show tables` lists what there is"),
        ("insert into claims values (1, 'killed')", "the published warehouse is read-only"),
        ("create table x as select 1", "the published warehouse is read-only"),
        ("  ;", "nothing was asked"),
        ("select 'a'::integer", "Could not convert string 'a'"),
        ("from read_parquet('/nowhere/*.parquet')", "run `tollbook run` to publish it anew"),
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_an_error_says_what_to_do(published: Path, sql: str, said: str, format: str) -> None:
    if format == "parquet" and sql.startswith(("insert", "create")):
        said = "syntax error"  # only a query can be copied to a file
    with pytest.raises(QueryError, match=said):
        query(published, sql, format)


def test_no_warehouse_yet(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"there is no warehouse yet at .*: run `tollbook run`"):
        query(tmp_path / "warehouse.duckdb", "select 1")


def test_no_such_file_format(published: Path) -> None:
    with pytest.raises(QueryError, match="there is no format 'xml'; there are: table, csv, json, parquet"):
        query(published, "select 1", "xml")


def test_a_file_that_is_no_warehouse(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(QueryError, match=r"can't be opened: .* remove it and run `tollbook run`"):
        query(path, "select 1")


def test_asking_imports_nothing_heavy() -> None:
    script = (
        "import sys, warehouse.query\n"
        "heavy = {'pandas', 'pyarrow', 'prefect', 'spacy', 'numpy'} & sys.modules.keys()\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
