"""The manifest: what is up to date is not done again, what isn't is, and a lost note costs work but never truth."""

import json
import shutil
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from tests.warehouse.builders import DAY, articles, frame, row
from warehouse.contracts import TABLES
from warehouse.storage import Partition, Stage, StorageError, Versions, Warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    warehouse = Warehouse(tmp_path / "data", patience=5)
    warehouse.write("raw_articles", DAY, raw("one"))
    return warehouse


def raw(*names: str) -> pa.Table:
    return frame("raw_articles", [row("raw_articles", article_id=name) for name in names])


def clean(warehouse: Warehouse, code: str = "c1", force: bool = False, day: date = DAY) -> Stage:
    """A stage that makes one article of each raw one, and refuses those named `bad`."""
    with warehouse.stage("clean", day, ["raw_articles"], ["articles"], Versions(code, "m1"), force=force) as stage:
        if stage.needed:
            names = stage.read("raw_articles")["article_id"].to_pylist()
            good = [row("articles", article_id=name, published_on=day) for name in names if name != "bad"]
            stage.write("articles", frame("articles", good))
            refused = [row("quarantine", stage="clean", article_id=name) for name in names if name == "bad"]
            stage.quarantine(refused)
    return stage


def test_an_unchanged_day_costs_nothing(warehouse: Warehouse) -> None:
    first = clean(warehouse)
    assert (first.outcome, first.cause, first.rows_in, first.rows_out) == ("done", "never ran", 1, 1)
    again = clean(warehouse)
    assert (again.outcome, again.cause, again.rows_out, again.run_id) == ("skipped", None, 1, first.run_id)


@pytest.mark.parametrize(
    ("what", "cause"),
    [
        ("input", "raw_articles/2020-02-06 changed"),
        ("code", "code changed"),
        ("output changed", "articles/2020-02-06 is not as it was left"),
        ("output removed", "articles/2020-02-06 is missing"),
        ("note lost", "never ran"),
        ("note torn", "never ran"),
        ("note of another form", "never ran"),
        ("forced", "forced"),
    ],
)
def test_what_changed_is_done_again_and_said(warehouse: Warehouse, what: str, cause: str) -> None:
    clean(warehouse)
    note = warehouse.root / "manifest/stages/clean/2020-02-06.json"
    match what:
        case "input":
            warehouse.write("raw_articles", DAY, raw("one", "two"))
        case "output changed":
            warehouse.write("articles", DAY, articles(3))
        case "output removed":
            warehouse.path("articles", DAY).unlink()
        case "note lost":
            note.unlink()
        case "note torn":
            note.write_bytes(note.read_bytes()[:40])
        case "note of another form":
            note.write_text('{"done": true}')
    stage = clean(warehouse, code="c2" if what == "code" else "c1", force=what == "forced")
    assert stage.cause == cause
    assert clean(warehouse, code="c2" if what == "code" else "c1").outcome == "skipped"
    assert warehouse.read("articles", DAY)["article_id"].to_pylist() == (["one", "two"] if what == "input" else ["one"])


def test_a_new_code_that_yields_the_same_rows_leaves_later_stages_alone(warehouse: Warehouse) -> None:
    def segment() -> Stage:
        with warehouse.stage("segment", DAY, ["articles"], ["sentences"], Versions("s1")) as stage:
            if stage.needed:
                stage.write("sentences", TABLES["sentences"].empty())
        return stage

    clean(warehouse)
    assert segment().outcome == "done"
    assert clean(warehouse, code="c2").outcome == "unchanged"
    assert warehouse.facts("articles", DAY)["code_version"] == "c2"
    assert segment().outcome == "skipped"


def test_the_same_work_has_the_same_run_id_and_bytes(tmp_path: Path) -> None:
    found = set()
    for name in ("1", "2"):
        warehouse = Warehouse(tmp_path / name)
        warehouse.write("raw_articles", DAY, raw("one"))
        found.add((clean(warehouse).run_id, warehouse.path("articles", DAY).read_bytes()))
    assert len(found) == 1


def test_the_file_says_where_its_rows_come_from(warehouse: Warehouse) -> None:
    stage = clean(warehouse)
    facts = warehouse.facts("articles", DAY)
    assert facts["run_id"] == stage.run_id
    assert (facts["stage"], facts["day"], facts["code_version"], facts["model_version"]) == (
        "clean", "2020-02-06", "c1", "m1",
    )  # fmt: skip
    assert json.loads(facts["inputs"]) == {
        "raw_articles/2020-02-06": warehouse.content_hash("raw_articles", DAY),
    }
    assert facts["schema_version"] == "1"


def test_a_failed_stage_is_noted_and_done_again(warehouse: Warehouse) -> None:
    with (
        pytest.raises(RuntimeError),
        warehouse.stage("clean", DAY, ["raw_articles"], ["articles"], Versions("c1"), reason="trial") as stage,
    ):
        raise RuntimeError("no such model")
    assert stage.outcome == "failed"
    assert clean(warehouse).outcome == "done"
    warehouse.fold_runs()
    runs = warehouse.read_range("runs", columns=["outcome", "error", "reason"]).to_pylist()
    assert sorted(run["outcome"] for run in runs) == ["done", "failed"]
    assert {"outcome": "failed", "error": "RuntimeError: no such model", "reason": "trial"} in runs


def test_a_killed_stage_is_done_again(warehouse: Warehouse) -> None:
    """Killed after its partition was replaced and before its note was: the state that `write` alone leaves behind."""
    warehouse.write("articles", DAY, articles(1), {"stage": "clean"})
    assert clean(warehouse).cause == "never ran"
    warehouse.write("raw_articles", DAY, raw("one", "two"))
    warehouse.write("articles", DAY, articles(2), {"stage": "clean"})
    assert clean(warehouse).outcome == "done"
    assert warehouse.read("articles", DAY)["article_id"].to_pylist() == ["one", "two"]


def test_a_task_that_is_tried_again_counts_its_rows_once(warehouse: Warehouse) -> None:
    with warehouse.stage("clean", DAY, ["raw_articles"], ["articles"], Versions("c1")) as stage:
        for _ in range(2):
            stage.read("raw_articles")
            stage.write("articles", articles(3))
            stage.quarantine([row("quarantine", stage="clean")])
    assert (stage.rows_in, stage.rows_out, stage.rows_quarantined) == (1, 3, 1)


def test_every_output_must_be_written(warehouse: Warehouse) -> None:
    with (
        pytest.raises(StorageError, match="stage extract wrote no claims for 2020-02-06; an empty day is an empty"),
        warehouse.stage("extract", DAY, [], ["mentions", "claims"], Versions("c1")) as stage,
    ):
        stage.write("mentions", TABLES["mentions"].empty())
    assert not (warehouse.root / "manifest/stages/extract").exists()


def test_only_declared_inputs_are_read(warehouse: Warehouse) -> None:
    with (
        pytest.raises(StorageError, match="stage clean reads sentences without naming it"),
        warehouse.stage("clean", DAY, ["raw_articles"], ["articles"], Versions("c1")) as stage,
    ):
        stage.read("sentences")


def test_inputs_of_other_days_and_other_facts_count(warehouse: Warehouse) -> None:
    def link(gazetteer: str) -> str:
        inputs = [Partition("claims", DAY), Partition("claims", date(2020, 2, 5))]
        with warehouse.stage("link", DAY, inputs, ["incidents"], Versions("c"), also={"gazetteer": gazetteer}) as stage:
            if stage.needed:
                stage.write("incidents", TABLES["incidents"].empty())
        return stage.outcome

    assert link("g1") == "done"
    assert link("g1") == "skipped"
    warehouse.write("claims", date(2020, 2, 5), TABLES["claims"].empty())
    assert link("g1") == "unchanged"
    assert link("g2") == "unchanged"
    assert link("g2") == "skipped"


def test_a_month_that_another_day_wrote_to_is_no_damage(warehouse: Warehouse) -> None:
    def link(day: date, name: str) -> str:
        with warehouse.stage("link", day, [], ["incidents"], Versions("c")) as stage:
            if stage.needed:
                stage.append("incidents", frame("incidents", [row("incidents", incident_id=name)]))
        return stage.outcome

    assert [link(DAY, "a"), link(date(2020, 2, 7), "b"), link(DAY, "a")] == ["done", "done", "skipped"]


def test_each_stage_replaces_its_own_refusals(warehouse: Warehouse) -> None:
    warehouse.write("quarantine", DAY, frame("quarantine", [row("quarantine", quarantine_id="i", stage="ingest")]))
    warehouse.write("raw_articles", DAY, raw("one", "bad"))
    assert clean(warehouse).rows_quarantined == 1
    assert warehouse.read("quarantine", DAY)["stage"].to_pylist() == ["ingest", "clean"]
    warehouse.write("raw_articles", DAY, raw("one"))
    assert clean(warehouse).rows_quarantined == 0
    assert warehouse.read("quarantine", DAY)["stage"].to_pylist() == ["ingest"]


def test_refusals_of_a_stage_that_adds_stay(warehouse: Warehouse) -> None:
    def ingest(source: str, *names: str) -> Stage:
        with warehouse.stage("ingest", DAY, [], ["raw_articles"], Versions("c"), also={"source": source}) as stage:
            if stage.needed:
                stage.append("raw_articles", raw(*names))
                stage.quarantine([row("quarantine", quarantine_id=source, stage="ingest")], replace=False)
        return stage

    ingest("folder one", "one")
    assert ingest("folder two", "two").rows_quarantined == 1
    assert warehouse.read("quarantine", DAY)["quarantine_id"].to_pylist() == ["folder one", "folder two"]
    assert warehouse.read("raw_articles", DAY)["article_id"].to_pylist() == ["one", "two"]


def test_a_lost_manifest_is_rebuilt_from_the_partitions(warehouse: Warehouse) -> None:
    warehouse.write("raw_articles", DAY, raw("one", "bad"))
    before = clean(warehouse)
    shutil.rmtree(warehouse.root / "manifest")
    warehouse.sweep()
    after = clean(warehouse)
    assert (after.outcome, after.rows_out, after.rows_quarantined) == ("skipped", 1, 1)
    assert after.run_id == before.run_id


def test_a_stage_that_was_killed_between_two_outputs_is_not_rebuilt(warehouse: Warehouse) -> None:
    def extract(fail: bool) -> None:
        with warehouse.stage("extract", DAY, ["raw_articles"], ["mentions", "claims"], Versions("c1")) as stage:
            stage.write("mentions", TABLES["mentions"].empty())
            if fail:
                raise KeyboardInterrupt
            stage.write("claims", TABLES["claims"].empty())

    with pytest.raises(KeyboardInterrupt):
        extract(fail=True)
    assert warehouse.rebuild() == 0
    extract(fail=False)
    shutil.rmtree(warehouse.root / "manifest")
    assert warehouse.rebuild() == 1
    warehouse.write("raw_articles", DAY, raw("two"))
    with pytest.raises(KeyboardInterrupt):
        extract(fail=True)
    shutil.rmtree(warehouse.root / "manifest")
    assert warehouse.rebuild() == 0


def test_the_journal_is_folded_once_and_a_torn_line_does_no_harm(warehouse: Warehouse) -> None:
    clean(warehouse)
    journal = warehouse.root / "manifest/runs.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole[:50])
    clean(warehouse, force=True)
    assert warehouse.fold_runs() == 1
    assert not journal.exists()
    journal.write_bytes(whole)  # as a kill between the table and the journal leaves it
    assert warehouse.fold_runs() == 1
    journal.write_bytes(whole)
    assert warehouse.fold_runs() == 0
    assert (
        warehouse.read_range("runs", columns=["stage", "rows_in"]).to_pylist() == [{"stage": "clean", "rows_in": 1}] * 2
    )


def test_what_is_wrong_with_the_folder_is_told(warehouse: Warehouse) -> None:
    clean(warehouse)
    assert warehouse.problems() == []
    warehouse.path("articles", DAY).unlink()
    assert warehouse.problems() == [
        "stage clean of 2020-02-06: articles/2020-02-06 is missing; the next run over that day repairs it"
    ]
