"""Compaction: what nothing refers to goes, all else stays, also where it is killed half-way."""

import pathlib
import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from flows import environment, runs
from flows.cli import cli
from warehouse.query import query
from warehouse.settings import current
from warehouse.storage import StorageError, Warehouse

pytestmark = pytest.mark.model

CUT = '{"id": "cut", "text": "half'
ALSO_CUT = '{"id": "other", "text": "a half'


@pytest.fixture
def used(data, source) -> Warehouse:
    """A warehouse with a refused input, and what a killed run left: bytes that no row names, and a scan's."""
    environment.prepare(current())
    (source / "cut.jsonl").write_text(CUT)
    runs.run(current(), runs.direct, source=source, undated=date(2020, 2, 6))
    Warehouse(data).keep(ALSO_CUT.encode())
    (data / "spool" / "scan-killed").mkdir(parents=True)
    (data / "spool" / "scan-killed" / "0.jsonl").write_bytes(b"x" * 1000)
    return Warehouse(data)


def kept(warehouse: Warehouse) -> dict[str, bytes]:
    """All that must stay: partitions, what was published, the bytes that rows of the quarantine name."""
    rows = warehouse.read_range("quarantine").to_pylist()
    files = [warehouse.root / row["kept_at"] for row in rows] + [warehouse.published]
    files += sorted((warehouse.root / "tables").rglob("*.parquet"))
    return {path.relative_to(warehouse.root).as_posix(): path.read_bytes() for path in files}


def test_what_nothing_refers_to_goes(used, data):
    before = kept(used)
    assert CUT.encode() in before.values()
    result = CliRunner().invoke(cli, ["compact"])
    assert result.exit_code == 0, result.output
    assert f"removed 2 files of {1000 + len(ALSO_CUT):,} bytes" in result.output
    assert kept(used) == before
    assert query(used.published, "select count(*) as n from articles", "csv") == b"n\n3\n"
    assert "removed 0 files of 0 bytes" in CliRunner().invoke(cli, ["compact"]).output
    assert CliRunner().invoke(cli, ["doctor"]).exit_code == 0


@pytest.mark.parametrize("step", range(3))
def test_killed_half_way_it_has_only_to_be_done_again(used, monkeypatch, step):
    before = kept(used)
    done = 0

    def killed(real):
        def remove(*arguments, **options):
            nonlocal done
            if done == step:
                raise KeyboardInterrupt
            done += 1
            return real(*arguments, **options)

        return remove

    with monkeypatch.context() as patch:
        patch.setattr(pathlib.Path, "unlink", killed(pathlib.Path.unlink))
        patch.setattr(shutil, "rmtree", killed(shutil.rmtree))
        try:
            runs.compact(current())
        except KeyboardInterrupt:
            assert done == step
    assert kept(used) == before
    runs.compact(current())
    assert kept(used) == before
    assert {path.name for path in (used.root / "quarantine_files").iterdir()} == {
        row["sha256"] for row in used.read_range("quarantine").to_pylist()
    }
    assert list((used.root / "spool").iterdir()) == []


def test_it_does_not_run_beside_a_run(used):
    import threading

    errors: list[BaseException] = []

    def other() -> None:
        try:
            runs.compact(current())
        except StorageError as error:
            errors.append(error)

    with used.lock("run"):
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert "another run holds" in str(errors[0])
