"""Every way in which a frame can break its contract is refused, in words that lead to the fault."""

import re
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from tests.warehouse.builders import DAY, frame, row
from warehouse.contracts import TABLES
from warehouse.contracts.conform import ContractViolation, conform


def with_column(table: str, name: str, values: pa.Array) -> pa.Table:
    rows = frame(table, [row(table, **{TABLES[table].key[0]: f"k{i}"}) for i in range(len(values))])
    return rows.set_column(rows.column_names.index(name), name, values)


# what is wrong: (table, rows, what is said of them)
BAD = {
    "null": (
        "articles",
        with_column("articles", "text", pa.array([None, "a"])),
        "`text` is null, and must not be, in 1 of 2 rows",
    ),
    "vocabulary": (
        "claims",
        with_column("claims", "certainty", pa.array(["rumoured", "asserted"])),
        "`certainty` is 'rumoured', and must be one of asserted, attributed, unconfirmed, possible, denied",
    ),
    "below": ("claims", with_column("claims", "count_low", pa.array([-3, 2])), "`count_low` is below 0 in 1 of 2 rows"),
    "above": (
        "claims",
        with_column("claims", "confidence", pa.array([0.5, 1.5])),
        "`confidence` is above 1 in 1 of 2 rows",
    ),
    "nan": ("claims", with_column("claims", "lat", pa.array([float("nan"), 1.0])), "`lat` is NaN or infinite"),
    "text for number": (
        "claims",
        with_column("claims", "count_low", pa.array(["5", "6"])),
        "`count_low` is string, declared int64",
    ),
    "fraction for integer": (
        "claims",
        with_column("claims", "count_low", pa.array([5.0, 6.0])),
        "`count_low` is double",
    ),
    "time without zone": (
        "articles",
        with_column("articles", "fetched_at", pa.array([datetime(2020, 2, 6)] * 2, pa.timestamp("us"))),
        "`fetched_at` is timestamp[us], declared timestamp[us, tz=UTC]",
    ),
    "too fine a time": (
        "articles",
        with_column("articles", "fetched_at", pa.array([1, 2], pa.timestamp("ns", tz="UTC"))),
        "`fetched_at` is timestamp[ns, tz=UTC]",
    ),
    "missing": (
        "articles",
        frame("articles", [row("articles")]).drop_columns(["words"]),
        "column `words` (int64) is missing",
    ),
    "unknown": (
        "articles",
        frame("articles", [row("articles")]).append_column("word", pa.array([1])),
        "column `word` is not declared; did you mean `words`?",
    ),
    "key twice": (
        "articles",
        frame("articles", [row("articles")] * 2),
        "key (article_id, version_id) is not unique: 1 keys repeat",
    ),
    "other day": (
        "articles",
        frame("articles", [row("articles", published_on=date(2020, 2, 7))]),
        "`published_on` is 2020-02-07 in 1 rows, which don't belong to this partition",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_refused(case: str) -> None:
    table, rows, said = BAD[case]
    with pytest.raises(ContractViolation) as refused:
        conform(TABLES[table], rows, DAY)
    assert said in str(refused.value)
    assert len(refused.value.problems) == 1, refused.value.problems


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"count_low": "five"}, "claims: column `count_low` (int64) can't hold 'five' (row 1)"),
        ({"count_low": 2**70}, "`count_low` (int64) can't hold 1180591620717411303424 (row 1)"),
        ({"rule": "\ud800"}, "`rule` (string) can't hold '\\ud800' (row 1)"),
        ({"date_start": "2020-02-06"}, "`date_start` (date32[day]) can't hold '2020-02-06' (row 1)"),
        ({"colour": "red"}, "claims: no such column: colour"),
    ],
)
def test_a_row_with_a_wrong_value_is_refused_by_column_and_value(fields: dict, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        frame("claims", [row("claims"), row("claims", **fields)])


def test_all_faults_are_told_at_once_with_the_rows_that_have_them() -> None:
    rows = frame("claims", [row("claims", claim_id="c1", count_low=-1), row("claims", claim_id="c2", rule=None)])
    with pytest.raises(ContractViolation) as refused:
        conform(TABLES["claims"], rows, DAY)
    assert "claim_id=c1" in refused.value.problems[0]
    assert "claim_id=c2" in refused.value.problems[1]
    assert "claims published_on=2020-02-06: refused, nothing was replaced" in str(refused.value)


def test_what_loses_nothing_is_cast() -> None:
    rows = with_column("claims", "count_low", pa.array([5, 6], pa.int32()))
    rows = rows.set_column(rows.column_names.index("rule"), "rule", pa.array(["a", "b"], pa.large_string()))
    rows = rows.set_column(rows.column_names.index("lat"), "lat", pa.nulls(2))
    rows = rows.set_column(rows.column_names.index("kind"), "kind", pa.array(["casualty"] * 2).dictionary_encode())
    assert conform(TABLES["claims"], rows, DAY).schema == TABLES["claims"].schema


def test_rows_are_sorted_by_key_and_columns_put_in_order() -> None:
    rows = frame("articles", [row("articles", article_id=name) for name in "cab"])
    shuffled = rows.select(list(reversed(rows.column_names)))
    assert conform(TABLES["articles"], shuffled, DAY)["article_id"].to_pylist() == ["a", "b", "c"]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_conforms_with_no_rows_and_with_one(table: str) -> None:
    contract = TABLES[table]
    day = contract.partition_of(DAY)
    assert len(conform(contract, contract.empty(), day)) == 0
    assert len(conform(contract, frame(table, [row(table)]), day)) == 1


@pytest.mark.parametrize("table", TABLES)
def test_every_declaration_is_whole(table: str) -> None:
    contract = TABLES[table]
    names = [c.name for c in contract.columns]
    assert len(set(names)) == len(names)
    assert {*contract.key, contract.partition} <= set(names)
    assert not any(contract.column(name).nullable for name in (*contract.key, contract.partition))
    assert all(c.meaning for c in contract.columns)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    values = pa.array([datetime(2020, 2, 6, 12, tzinfo=UTC)], pa.timestamp("us", tz="UTC"))
    rows = with_column("articles", "fetched_at", values.cast(pa.timestamp("us", tz="Asia/Damascus")))
    assert conform(TABLES["articles"], rows, DAY)["fetched_at"].to_pylist() == [datetime(2020, 2, 6, 12, tzinfo=UTC)]
