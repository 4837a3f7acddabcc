"""A run in this process: what is computed, what is not computed again, and what one bad day does."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows import environment, runs
from flows.cli import cli
from flows.days import Summary, span
from tests.conftest import write_article
from warehouse.settings import current
from warehouse.storage import StorageError, Warehouse

pytestmark = pytest.mark.model

DAYS = span(date(2020, 2, 3), date(2020, 2, 6))


def backfill(source: Path, **options) -> Summary:
    environment.prepare(current())
    return runs.run(current(), runs.direct, days=DAYS, source=source, undated=DAYS[-1], **options)


def outcomes(summary: Summary) -> dict[date, set[str]]:
    return {day: {done.outcome for done in summary.done if done.day == day and done.stage != "link"} for day in DAYS}


def partitions(data: Path) -> dict[str, str]:
    """Hashes of the partitions of days; of `runs`, which tells of each run, nothing is expected to stay."""
    return {
        path.relative_to(data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((data / "tables").rglob("*.parquet"))
        if path.parts[-3] != "runs"
    }


def test_a_backfill_fills_every_day_and_the_second_does_nothing(data, source):
    first = backfill(source)
    assert not first.failed
    assert (first.rows("clean"), first.claims, first.refused) == (3, 2, 0)
    warehouse = Warehouse(data)
    for table in ("raw_articles", "articles", "sentences", "mentions", "claims"):
        assert warehouse.partitions(table) == DAYS  # the 5th is empty, not missing
    assert warehouse.rows("claims", date(2020, 2, 5)) == 0

    before = partitions(data)
    second = backfill(source)
    assert second.recomputed == []
    assert second.claims == first.claims
    assert partitions(data) == before


def test_the_same_backfill_elsewhere_makes_the_same_bytes(data, source, monkeypatch, tmp_path):
    backfill(source)
    monkeypatch.setenv("TOLLBOOK_DATA", str(tmp_path / "elsewhere"))
    current.cache_clear()
    backfill(source)
    assert partitions(tmp_path / "elsewhere") == partitions(data)


def test_of_a_changed_article_only_its_day_is_recomputed(data, source):
    backfill(source)
    before = partitions(data)
    write_article(source, "2020-02-04", "Eight people were injured by shelling in Aleppo.", "2020-02-04T18:00:00Z")
    summary = backfill(source)
    assert summary.recomputed == [date(2020, 2, 4)]
    changed = {name for name, sha in partitions(data).items() if before.get(name) != sha}
    assert {name.split("=")[1][:10] for name in changed if "event_month" not in name} == {"2020-02-04"}


def test_a_new_version_stands_beside_the_old_one(data, source):
    backfill(source)
    write_article(source, "2020-02-04", "Eight people were injured by shelling in Aleppo.", "2020-02-04T18:00:00Z")
    backfill(source)
    assert Warehouse(data).rows("articles", date(2020, 2, 4)) == 2


def test_force_recomputes_and_comes_out_the_same(data, source):
    backfill(source)
    before = partitions(data)
    summary = backfill(source, force=True)
    assert set.union(*outcomes(summary).values()) == {"unchanged"}
    assert partitions(data) == before


def test_from_stage_leaves_the_earlier_ones_alone(data, source):
    backfill(source)
    summary = backfill(source, from_stage="extract", force=True)
    assert {done.stage for done in summary.done} == {"extract", "link"}


def test_one_bad_day_does_not_stop_the_others(data, source):
    blocked = data / "tables" / "articles" / "published_on=2020-02-04"
    blocked.parent.mkdir(parents=True)
    blocked.write_text("a file where a folder must be")
    summary = backfill(source)
    assert list(summary.failed) == [date(2020, 2, 4)]
    assert summary.failed[date(2020, 2, 4)].startswith("clean: ")
    warehouse = Warehouse(data)
    assert warehouse.has("claims", date(2020, 2, 3))
    assert not warehouse.has("claims", date(2020, 2, 4))

    blocked.unlink()
    mended = backfill(source)
    assert not mended.failed
    assert mended.recomputed == [date(2020, 2, 4)]


STORY = (
    "Five people were killed on Monday when warplanes struck the market of Sarmin in Idlib, rescuers said. The planes "
    "came back while the dead were carried away. Shops were closed and the hospital of the town took in the wounded."
)


def test_a_wire_story_printed_the_next_day_is_one_voice_and_changes_no_earlier_day(data, tmp_path):
    source = tmp_path / "wire"
    source.mkdir()

    def add(name: str, day: str, text: str) -> None:
        row = {"id": name, "source": name, "published": day, "text": text, "fetched_at": f"{day}T12:00:00Z"}
        (source / f"{name}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")

    def voices() -> list[tuple]:
        incidents = Warehouse(data).read("incidents", date(2020, 2, 1)).to_pylist()
        return [(i["articles"], i["independent_sources"], i["grade"]) for i in incidents if i["known_until"] is None]

    add("daily-crossing", "2020-02-03", STORY)
    backfill(source)
    before = partitions(data)
    add("evening-post", "2020-02-04", STORY + " (With agencies)")
    backfill(source)
    assert voices() == [(2, 1, "weak")]
    days_before = {name: sha for name, sha in before.items() if "2020-02-03" in name}
    assert days_before == {name: sha for name, sha in partitions(data).items() if "2020-02-03" in name}

    add("river-times", "2020-02-05", "Rescuers in Sarmin in Idlib dug five dead out of the market bombed on Monday.")
    backfill(source)
    assert voices() == [(3, 2, "fair")]
    # the same, whatever came first
    other = data.with_name("other")
    runs.run(
        current().model_copy(update={"data": other}), runs.direct, days=DAYS[::-1], source=source, undated=DAYS[-1]
    )
    assert partitions(other) == partitions(data)


def test_articles_of_other_days_are_counted_not_taken(data, source):
    write_article(source, "2021-01-01", "Nothing happened.")
    summary = backfill(source)
    assert summary.outside == 1
    assert Warehouse(data).partitions("raw_articles") == DAYS


def test_a_second_run_at_the_same_time_says_whom_it_waits_for(data, source):
    with Warehouse(data).lock("run"):
        import threading

        errors: list[BaseException] = []

        def other() -> None:
            try:
                backfill(source)
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert isinstance(errors[0], StorageError)
    assert "another run holds" in str(errors[0])


class TestCommands:
    def call(self, *arguments: str):
        return CliRunner().invoke(cli, list(arguments))

    def test_run_ends_with_the_report(self, data, source):
        result = self.call("run", "--source", str(source))
        assert result.exit_code == 0, result.output
        assert "Casualties by date and location" in result.stdout
        assert "2020-02-03" in result.stdout
        assert "Where to look next" in result.stdout
        assert "3 days, of which 3 recomputed: 3 articles, 2 claims, 0 inputs refused" in result.stderr
        assert "3 days, of which 0 recomputed" in self.call("run", "--source", str(source)).stderr

    def test_one_day(self, data, source):
        result = self.call("run", "--source", str(source), "--day", "2020-02-03")
        assert result.exit_code == 0, result.output
        assert Warehouse(data).partitions("claims") == [date(2020, 2, 3)]

    def test_refused_input_is_told_by_the_exit_code(self, data, source):
        (source / "cut.jsonl").write_text('{"id": "cut", "text": "half')
        result = self.call("run", "--source", str(source))
        assert result.exit_code == 3
        assert "1 inputs refused" in result.stderr
        asked = self.call("sql", "select origin, reason from quarantine", "--format", "csv")
        assert asked.stdout == "origin,reason\ncut.jsonl:1,cut_json\n"
        assert "3 days, of which 0 recomputed" in self.call("run", "--source", str(source)).stderr

    def test_failed_day_is_told_by_the_exit_code(self, data, source):
        blocked = data / "tables" / "articles" / "published_on=2020-02-04"
        blocked.parent.mkdir(parents=True)
        blocked.write_text("in the way")
        result = self.call(
            "backfill", "--start", "2020-02-03", "--end", "2020-02-06", "--source", str(source), "--reason", "a test"
        )
        assert result.exit_code == 1
        assert "FAILED 2020-02-04: clean: " in result.stderr
        reasons = self.call("sql", "select distinct reason from runs", "--format", "csv")
        assert reasons.stdout == "reason\na test\n"

    def test_end_before_start(self, data):
        result = self.call("backfill", "--start", "2020-02-06", "--end", "2020-02-03")
        assert result.exit_code == 2
        assert "end (2020-02-03) is before start (2020-02-06)" in result.stderr

    def test_no_such_source(self, data, tmp_path):
        result = self.call("run", "--source", str(tmp_path / "nowhere"))
        assert result.exit_code == 1
        assert "can't be read" in result.stderr

    def test_doctor_finds_the_damage(self, data, source):
        self.call("run", "--source", str(source))
        assert self.call("doctor").exit_code == 0
        part = data / "tables" / "claims" / "published_on=2020-02-03" / "part-0.parquet"
        part.write_bytes(b"PAR1 and nothing more")
        result = self.call("doctor")
        assert result.exit_code == 1
        assert "published_on=2020-02-03" in result.output
        # and the next run repairs it
        assert self.call("run", "--source", str(source)).exit_code == 0
        assert self.call("doctor").exit_code == 0
