"""Partitions: what is written is read, the same rows make the same bytes, a refused frame changes nothing."""

import dataclasses
import hashlib
import subprocess
import sys
import threading
from datetime import UTC, date
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.warehouse.builders import DAY, articles, frame, row
from warehouse.contracts import TABLES, Column
from warehouse.storage import ContractViolation, StorageError, Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "data", patience=5)


def test_what_is_written_is_read(warehouse: Warehouse) -> None:
    rows = articles(3)
    warehouse.write("articles", DAY, rows)
    assert warehouse.read("articles", DAY).equals(rows)
    assert warehouse.read("articles", DAY, ["words", "article_id"]).column_names == ["words", "article_id"]


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "article_id": st.text(min_size=1),
                "text": st.text(),
                "title": st.none() | st.text(),
                "language_score": st.floats(0, 1),
                "words": st.integers(0, 2**63 - 1),
                "fetched_at": st.datetimes(timezones=st.just(UTC)),
            }
        ),
        max_size=5,
        unique_by=lambda fields: fields["article_id"],
    )
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_rows_come_back_sorted(tmp_path: Path, rows: list[dict]) -> None:
    warehouse = Warehouse(tmp_path / "data")
    warehouse.write("articles", DAY, frame("articles", [row("articles", **fields) for fields in rows]))
    found = warehouse.read("articles", DAY).select(list(rows[0]) if rows else []).to_pylist()
    assert found == sorted(rows, key=lambda fields: fields["article_id"].encode())


def test_nested_columns_come_back(warehouse: Warehouse) -> None:
    places = [{"text": "Sarmin", "name": "Sarmin", "admin1_code": "SY.12", "place_id": 172947}]
    rows = frame("claims", [row("claims", claim_id="c1", places=places), row("claims", claim_id="c2")])
    warehouse.write("claims", DAY, rows)
    assert warehouse.read("claims", DAY)["places"].to_pylist() == [places, None]


def test_no_partition_is_no_rows(warehouse: Warehouse) -> None:
    assert warehouse.read("articles", DAY).equals(TABLES["articles"].empty())
    assert warehouse.read_range("articles", columns=["words"]).num_rows == 0
    assert warehouse.partitions("articles") == []
    assert warehouse.content_hash("articles", DAY) is None


def test_an_empty_day_is_an_empty_partition(warehouse: Warehouse) -> None:
    warehouse.write("articles", DAY, TABLES["articles"].empty())
    assert warehouse.has("articles", DAY)
    assert warehouse.partitions("articles") == [DAY]
    assert warehouse.read("articles", DAY).equals(TABLES["articles"].empty())


def test_partitions_of_a_range(warehouse: Warehouse) -> None:
    days = [date(2020, 1, 31), date(2020, 2, 6), date(2020, 2, 9)]
    for day in reversed(days):
        warehouse.write("articles", day, articles(1, published_on=day))
    assert warehouse.partitions("articles") == days
    assert warehouse.partitions("articles", date(2020, 2, 6), date(2020, 2, 8)) == [date(2020, 2, 6)]
    assert warehouse.read_range("articles", days[1])["published_on"].to_pylist() == days[1:]


def test_a_month_is_one_partition(warehouse: Warehouse) -> None:
    first = date(2020, 2, 1)
    warehouse.write("incidents", date(2020, 2, 17), frame("incidents", [row("incidents", event_month=first)]))
    assert warehouse.path("incidents", DAY).parent.name == "event_month=2020-02-01"
    assert warehouse.partitions("incidents", since=date(2020, 2, 9)) == [first]


def test_a_refused_frame_changes_nothing(warehouse: Warehouse) -> None:
    warehouse.write("articles", DAY, articles(2))
    before = warehouse.path("articles", DAY).read_bytes()
    with pytest.raises(ContractViolation):
        warehouse.write("articles", DAY, frame("articles", [row("articles", text=None)]))
    assert warehouse.path("articles", DAY).read_bytes() == before
    assert [p.name for p in warehouse.path("articles", DAY).parent.iterdir()] == ["part-0.parquet"]


def test_the_same_rows_make_the_same_bytes_in_any_order_and_chunks(tmp_path: Path) -> None:
    rows = articles(500)
    other_order = pa.concat_tables([rows.slice(300), rows.slice(0, 100), rows.slice(100, 200)])
    first, second = Warehouse(tmp_path / "1"), Warehouse(tmp_path / "2")
    first.write("articles", DAY, rows, {"run_id": "r", "code_version": "c"})
    second.write("articles", DAY, other_order, {"code_version": "c", "run_id": "r"})
    assert first.path("articles", DAY).read_bytes() == second.path("articles", DAY).read_bytes()


def test_the_same_rows_make_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.warehouse.builders import DAY, articles; from warehouse.storage import Warehouse\n"
        "Warehouse(sys.argv[1]).write('articles', DAY, articles(50), {'run_id': 'r', 'stage': 's', 'day': 'd'})"
    )
    digests = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run([sys.executable, "-c", script, str(folder)], check=True, env={"PYTHONHASHSEED": seed})
        digests.add(hashlib.sha256(Warehouse(folder).path("articles", DAY).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_file_that_would_stay_the_same_is_left_alone(warehouse: Warehouse) -> None:
    warehouse.write("articles", DAY, articles(2))
    before = warehouse.path("articles", DAY).stat().st_ino
    warehouse.write("articles", DAY, articles(2))
    assert warehouse.path("articles", DAY).stat().st_ino == before


def test_content_hash_is_of_the_rows_alone(warehouse: Warehouse) -> None:
    first = warehouse.write("articles", DAY, articles(2), {"code_version": "1"})
    assert warehouse.write("articles", DAY, articles(2), {"code_version": "2"}) == first
    assert warehouse.facts("articles", DAY) == {"code_version": "2", "schema_version": "1"}
    assert warehouse.write("articles", DAY, articles(2, text="other"), {"code_version": "2"}) != first


def test_content_hash_is_found_out_anew_when_its_note_is_lost_torn_or_old(warehouse: Warehouse) -> None:
    content = warehouse.write("articles", DAY, articles(2))
    note = warehouse.root / "manifest/partitions/articles/2020-02-06.json"
    for text in (None, "", '{"content": "ab', '{"content": "wrong", "stat": [1, 2, 3]}', "[]"):
        note.unlink() if text is None else note.write_text(text)
        assert warehouse.content_hash("articles", DAY) == content


def test_append_keeps_the_rows_that_are_there(warehouse: Warehouse) -> None:
    assert warehouse.append("articles", DAY, articles(2, text="first")) == 2
    assert warehouse.append("articles", DAY, articles(3, text="second")) == 1
    assert warehouse.read("articles", DAY)["text"].to_pylist() == ["first", "first", "second"]
    assert warehouse.append("articles", date(2020, 2, 7), TABLES["articles"].empty()) == 0
    assert warehouse.has("articles", date(2020, 2, 7))


def test_appends_of_several_threads_all_arrive(warehouse: Warehouse) -> None:
    def add(number: int) -> None:
        warehouse.append("articles", DAY, frame("articles", [row("articles", article_id=f"t{number}")]))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert warehouse.rows("articles", DAY) == 8


def older(table: str, *dropped: str) -> dict:
    """The tables as they were before some columns were added to one of them."""
    contract = TABLES[table]
    columns = tuple(c for c in contract.columns if c.name not in dropped)
    return {**TABLES, table: dataclasses.replace(contract, columns=columns)}


def test_a_partition_of_an_older_schema_reads_with_nulls(tmp_path: Path) -> None:
    before = Warehouse(tmp_path, tables=older("articles", "author", "words"))
    before.write("articles", DAY, articles(2).drop_columns(["author", "words"]))
    now = Warehouse(tmp_path)
    now.write("articles", date(2020, 2, 7), articles(1, published_on=date(2020, 2, 7)))
    assert now.read("articles", DAY).column_names == TABLES["articles"].schema.names
    assert now.read_range("articles", columns=["words", "author"]).to_pylist() == [
        {"words": None, "author": None},
        {"words": None, "author": None},
        {"words": 1, "author": None},
    ]


def test_a_partition_of_a_newer_schema_reads_without_what_is_not_known(tmp_path: Path) -> None:
    contract = TABLES["articles"]
    wider = dataclasses.replace(contract, columns=(*contract.columns, Column("mood", "text", "later", nullable=True)))
    rows = articles(1)
    Warehouse(tmp_path, tables={**TABLES, "articles": wider}).write(
        "articles", DAY, rows.append_column("mood", pa.array(["calm"]))
    )
    assert Warehouse(tmp_path).read("articles", DAY).equals(rows)


def test_bytes_of_refused_inputs_are_kept_once(warehouse: Warehouse, tmp_path: Path) -> None:
    sha256, size, kept_at = warehouse.keep(b"\xff\xfe broken")
    assert (warehouse.root / kept_at).read_bytes() == b"\xff\xfe broken"
    assert sha256 == hashlib.sha256(b"\xff\xfe broken").hexdigest()
    assert size == 9
    (tmp_path / "again").write_bytes(b"\xff\xfe broken")
    assert warehouse.keep(tmp_path / "again") == (sha256, size, kept_at)
    assert len(list((warehouse.root / "quarantine_files").iterdir())) == 1


def test_a_damaged_partition_is_named(warehouse: Warehouse) -> None:
    warehouse.write("articles", DAY, articles(2))
    path = warehouse.path("articles", DAY)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StorageError, match=r"part-0.parquet can't be read: .* Remove it, and run its day again"):
        warehouse.read("articles", DAY)
    assert any("part-0.parquet can't be read" in problem for problem in warehouse.problems())


def test_a_data_folder_that_reads_as_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="may not contain an equals sign"):
        Warehouse(tmp_path / "source=bbc")


def test_an_unknown_table_is_named(warehouse: Warehouse) -> None:
    with pytest.raises(StorageError, match=r"there is no table `article`; there are: raw_articles"):
        warehouse.read("article", DAY)


def test_a_writer_that_waits_too_long_says_for_whom(warehouse: Warehouse) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with warehouse.lock("articles"):
            held.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    try:
        hasty = Warehouse(warehouse.root, patience=0.1)
        with pytest.raises(StorageError, match=r"another run holds .*articles\.lock"):
            hasty.write("articles", DAY, articles(1))
    finally:
        done.set()
        holder.join()


def test_sweep_removes_what_killed_writers_left(warehouse: Warehouse) -> None:
    warehouse.write("articles", DAY, articles(1))
    warehouse.keep(b"refused")
    leftovers = [
        warehouse.path("articles", DAY).with_name(".part-0.parquet.tmp"),
        warehouse.root / "quarantine_files" / ".abc.tmp",
    ]
    for leftover in leftovers:
        leftover.write_bytes(b"half")
    assert warehouse.sweep() == 2
    assert not any(leftover.exists() for leftover in leftovers)
    assert warehouse.rows("articles", DAY) == 1
