"""The published file: every table is there with its meaning, from any folder; open readers keep theirs; bad is not."""

import dataclasses
import os
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tasks.publish import PublishError, publish
from tests.warehouse.builders import DAY, articles, frame, row
from warehouse.contracts import TABLES, Column
from warehouse.models import FOLDER
from warehouse.storage import Versions, Warehouse

LATER = date(2020, 2, 7)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    warehouse = Warehouse(tmp_path / "data", patience=5)
    warehouse.write("articles", DAY, articles(2))
    claims = [row("claims", claim_id=f"c{i}", article_id=f"a{i}", count_low=5, count_high=5, **CLAIM) for i in (0, 1)]
    warehouse.write("claims", DAY, frame("claims", claims))
    return warehouse


CLAIM = {"outcome": "killed", "sentence_start": 0, "sentence_end": 9, "start": 0, "end": 5}


def ask(warehouse: Warehouse, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse.published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_an_empty_data_folder_publishes_empty_tables(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "data")
    assert publish(warehouse).rebuilt
    for table in TABLES.values():
        columns = [(c.name,) for c in table.columns]
        assert ask(warehouse, f"select column_name from (describe {table.name})") == columns
        assert ask(warehouse, f"select count(*) from {table.name}") == [(0,)]


def test_types_are_the_same_with_and_without_rows(tmp_path: Path) -> None:
    types = []
    for name in ("empty", "full"):
        warehouse = Warehouse(tmp_path / name)
        for table in TABLES if name == "full" else ():
            warehouse.write(table, DAY, frame(table, [row(table, **(CLAIM if table == "claims" else {}))]))
        publish(warehouse)
        types.append(
            {table: ask(warehouse, f"select column_name, column_type from (describe {table})") for table in TABLES}
        )
    assert types[0] == types[1]


def test_every_table_model_and_column_carries_its_meaning(warehouse: Warehouse) -> None:
    publish(warehouse)
    assert (
        ask(warehouse, "select table_name, column_name from duckdb_columns() where comment is null and not internal")
        == []
    )
    assert ask(warehouse, "select comment from duckdb_views() where view_name = 'claims'") == [
        (TABLES["claims"].grain,)
    ]
    assert ask(
        warehouse, "select comment from duckdb_columns() where table_name = 'claims_current' and column_name = 'scope'"
    ) == [(TABLES["claims"].column("scope").described,)]


def test_the_marts_are_there(warehouse: Warehouse) -> None:
    publication = publish(warehouse)
    expected = {"article_versions": 2, "claims_current": 2, "casualties_by_date_and_location": 0}
    assert expected.items() <= publication.rows.items()
    assert ask(warehouse, "select count(*), sum(count_low) from claims_current") == [(2, 10)]
    assert ask(warehouse, "select data_folder from publication") == [(str(warehouse.root),)]
    assert ask(warehouse, "select count(*) from check_results where rows > 0 and level = 'fail'") == [(0,)]


def test_an_unchanged_warehouse_is_not_published_again(warehouse: Warehouse) -> None:
    first = publish(warehouse)
    inode = warehouse.published.stat().st_ino
    again = publish(warehouse)
    assert (again.rebuilt, again.rows, again.warnings) == (False, first.rows, first.warnings)
    assert warehouse.published.stat().st_ino == inode
    assert publish(warehouse, force=True).rebuilt


@pytest.mark.parametrize(
    "what", ["rows", "new day", "file removed", "file replaced", "note lost", "snapshot lost", "model", "folder moved"]
)
def test_a_changed_warehouse_is_published_again(warehouse: Warehouse, tmp_path: Path, what: str) -> None:
    models = tmp_path / "models"
    shutil.copytree(FOLDER, models)
    publish(warehouse, models_folder=models)
    match what:
        case "rows":
            warehouse.write("articles", DAY, articles(3))
        case "new day":
            warehouse.write("articles", LATER, TABLES["articles"].empty())
        case "file removed":
            warehouse.published.unlink()
        case "file replaced":
            warehouse.published.write_bytes(b"something else")
        case "note lost":
            (warehouse.root / "manifest/publication.json").unlink()
        case "snapshot lost":
            shutil.rmtree(warehouse.root / "snapshots")
        case "model":
            query = models / "claims_current" / "query.sql"
            query.write_text(query.read_text() + "\n-- changed\n")
        case "folder moved":
            warehouse.root.rename(tmp_path / "elsewhere")
            warehouse = Warehouse(tmp_path / "elsewhere")
    assert publish(warehouse, models_folder=models).rebuilt
    assert ask(warehouse, "select count(*) from articles") == [(3 if what == "rows" else 2,)]


def test_runs_are_in_the_table(warehouse: Warehouse) -> None:
    with warehouse.stage("clean", DAY, [], ["articles"], Versions("c1")) as stage:
        stage.write("articles", articles(2))
    publish(warehouse)
    assert ask(warehouse, "select stage, outcome, rows_out from runs") == [("clean", "done", 2)]


def test_it_opens_from_any_folder(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    relative = Warehouse(os.path.relpath(warehouse.root))
    publish(relative)
    monkeypatch.chdir("/")
    assert ask(relative, "select count(*) from articles") == [(2,)]


def test_odd_names_of_the_data_folder_do_no_harm(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "it's a [data] folder*")
    warehouse.write("articles", DAY, articles(2))
    publish(warehouse)
    assert ask(warehouse, "select count(*) from articles") == [(2,)]


def test_an_open_reader_keeps_its_snapshot_of_the_marts(warehouse: Warehouse) -> None:
    publish(warehouse)
    with duckdb.connect(str(warehouse.published), read_only=True) as reader:
        warehouse.write("claims", DAY, TABLES["claims"].empty())
        assert publish(warehouse).rows["claims_current"] == 0
        assert reader.execute("select count(*) from claims_current").fetchall() == [(2,)]
    assert ask(warehouse, "select count(*) from claims_current") == [(0,)]


def test_an_open_reader_keeps_its_snapshot_of_the_views_for_a_day(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(warehouse)
    with duckdb.connect(str(warehouse.published), read_only=True) as reader:
        for size in (3, 4, 5):
            warehouse.write("articles", DAY, articles(size))
            publish(warehouse)
        assert reader.execute("select count(*) from articles").fetchall() == [(2,)]
    assert len(list((warehouse.root / "snapshots").iterdir())) == 4
    monkeypatch.setattr("warehouse.storage.SNAPSHOTS_STAY", timedelta(0))
    warehouse.write("articles", DAY, articles(6))
    publish(warehouse)
    assert len(list((warehouse.root / "snapshots").iterdir())) <= 2
    assert ask(warehouse, "select count(*) from articles") == [(6,)]


def test_where_there_are_no_links_the_partitions_are_copied(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    publish(warehouse)
    assert ask(warehouse, "select count(*) from articles") == [(2,)]


def test_days_are_pruned_by_the_partition_column(warehouse: Warehouse) -> None:
    warehouse.write("articles", LATER, articles(1, published_on=LATER))
    publish(warehouse)
    plan = ask(warehouse, "explain analyze select count(*) from articles where published_on = date '2020-02-07'")[0][1]
    assert "Scanning Files: 1/2" in plan


def test_a_partition_of_an_older_schema_reads_as_nulls(tmp_path: Path) -> None:
    """Both while no partition has the new column, and when some have."""
    contract = TABLES["articles"]
    mood = Column("mood", "text", "a later column", nullable=True)
    wider = {**TABLES, "articles": dataclasses.replace(contract, columns=(*contract.columns, mood))}
    old, new = Warehouse(tmp_path), Warehouse(tmp_path, tables=wider)
    old.write("articles", DAY, articles(1))
    publish(new)
    assert ask(new, "select mood from articles") == [(None,)]
    rows = [row("articles", published_on=LATER) | {"mood": "calm"}]
    new.write("articles", LATER, wider["articles"].from_rows(rows))
    publish(new)
    assert ask(new, "select mood from articles order by published_on") == [(None,), ("calm",)]


def bad_claim(**fields: Any) -> Any:
    return frame("claims", [row("claims", **(CLAIM | fields))])


def test_a_failed_check_publishes_nothing_and_names_the_rows(warehouse: Warehouse) -> None:
    publish(warehouse)
    before = warehouse.published.read_bytes()
    warehouse.write("claims", DAY, bad_claim(claim_id="c9", count_low=9, count_high=3))
    with pytest.raises(PublishError) as refused:
        publish(warehouse)
    assert "nothing was published, and the old warehouse stands" in str(refused.value)
    assert "claim_bounds_are_ordered: count_low is above count_high" in str(refused.value)
    assert "claim_id=c9" in str(refused.value)
    assert warehouse.published.read_bytes() == before
    assert [p.name for p in warehouse.root.glob("warehouse.duckdb*")] == ["warehouse.duckdb"]


def test_a_warning_is_told_and_published(warehouse: Warehouse) -> None:
    warehouse.write("claims", DAY, bad_claim(claim_id="c9", kind="casualty", date_start=date(2020, 2, 13)))
    publication = publish(warehouse)
    assert any(w.startswith("killed_before_publication: dead of a day after") for w in publication.warnings)
    assert ask(warehouse, "select rows from check_results where name = 'killed_before_publication'") == [(1,)]
    assert publish(warehouse).warnings == publication.warnings


def test_a_wrong_model_publishes_nothing_and_is_named(warehouse: Warehouse, tmp_path: Path) -> None:
    models = tmp_path / "models"
    shutil.copytree(FOLDER, models)
    publish(warehouse)
    (models / "claims_current" / "query.sql").write_text("-- one row per claim\nselect nothing from claims")
    with pytest.raises(PublishError, match=r"model claims_current \(.*query.sql\): .*nothing"):
        publish(warehouse, models_folder=models)
    (models / "claims_current" / "query.sql").write_text("-- one row per claim\nselect 1 as claim_id, 2 as mystery")
    with pytest.raises(PublishError, match=r"model.toml doesn't say what \['mystery'\] mean"):
        publish(warehouse, models_folder=models)
    (models / "claims_current" / "query.sql").write_text("select 1 as claim_id")
    with pytest.raises(PublishError, match=r"the old warehouse stands: .*query.sql: the first line must say the grain"):
        publish(warehouse, models_folder=models)
    assert ask(warehouse, "select count(*) from claims_current") == [(2,)]
    assert len(list((warehouse.root / "snapshots").iterdir())) == 1


def test_a_macro_is_a_model_too(warehouse: Warehouse, tmp_path: Path) -> None:
    folder = tmp_path / "models" / "killed_since"
    folder.mkdir(parents=True)
    (folder / "query.sql").write_text("-- one row per claim\nfrom claims where published_on >= since\n")
    (folder / "model.toml").write_text('kind = "macro"\nparameters = ["since"]\n')
    publish(warehouse, models_folder=tmp_path / "models")
    assert len(ask(warehouse, "from killed_since(date '2020-02-06')")) == 2
    assert len(ask(warehouse, "from killed_since(date '2020-02-07')")) == 0
    assert ask(warehouse, "select comment from duckdb_functions() where function_name = 'killed_since'") == [
        ("one row per claim",)
    ]


def test_leftovers_of_a_killed_publishing_do_no_harm(warehouse: Warehouse) -> None:
    publish(warehouse)
    for name in ("warehouse.duckdb.new", "warehouse.duckdb.new.wal", "warehouse.duckdb.wal"):
        (warehouse.root / name).write_bytes(b"half a file")
    warehouse.write("articles", DAY, articles(5))
    assert publish(warehouse).rebuilt
    assert ask(warehouse, "select count(*) from articles") == [(5,)]
    assert [p.name for p in warehouse.root.glob("warehouse.duckdb*")] == ["warehouse.duckdb"]


def test_the_file_is_written_for_duckdb_1_5(warehouse: Warehouse) -> None:
    publish(warehouse)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{warehouse.published}' as published (read_only)")
        tags = connection.execute("select tags from duckdb_databases() where database_name = 'published'").fetchone()
    assert "v1.5.0" in str(tags)
