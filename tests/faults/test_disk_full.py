"""A disk that is full, or refuses: a clear error, the old partition whole, nothing left over, the next run works."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.publish import publish
from tests.warehouse.builders import DAY, articles, frame, row
from warehouse.storage import StorageError, Versions, Warehouse

SIZE = 2_000_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes of its own, where this machine lets us mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("a small file system can't be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def incompressible(size: int):  # type: ignore[no-untyped-def]
    text = random.Random(7).randbytes(size // 2).hex()
    return frame("articles", [row("articles", article_id="large", text=text)])


def test_a_full_disk(small_disk: Path) -> None:
    warehouse = Warehouse(small_disk / "data")
    warehouse.write("articles", DAY, articles(3))
    before = warehouse.path("articles", DAY).read_bytes()
    (small_disk / "ballast").write_bytes(b"x" * (SIZE - 300_000))
    with pytest.raises(StorageError, match=r"the disk is full \([\d,]+ bytes to write, [\d,]+ free\).*unchanged"):
        warehouse.write("articles", DAY, incompressible(3_000_000))
    assert warehouse.path("articles", DAY).read_bytes() == before
    assert not list(small_disk.rglob("*.tmp"))
    (small_disk / "ballast").unlink()
    warehouse.write("articles", DAY, articles(4))
    assert warehouse.rows("articles", DAY) == 4


def test_a_full_disk_in_a_stage_is_told_and_the_next_run_does_it(small_disk: Path) -> None:
    warehouse = Warehouse(small_disk / "data")

    def clean(size: int) -> str:
        with warehouse.stage("clean", DAY, [], ["articles"], Versions("c1")) as stage:
            if stage.needed:
                stage.write("articles", incompressible(size))
        return stage.outcome

    with pytest.raises(StorageError, match="the disk is full"):
        clean(6_000_000)
    assert not list(small_disk.rglob("*.tmp"))
    assert clean(1_000) == "done"
    warehouse.fold_runs()
    assert sorted(warehouse.read_range("runs")["outcome"].to_pylist()) == ["done", "failed"]


def test_a_full_disk_at_publishing_leaves_the_old_file(small_disk: Path) -> None:
    warehouse = Warehouse(small_disk / "data")
    warehouse.write("articles", DAY, articles(3))
    free = shutil.disk_usage(small_disk).free
    (small_disk / "ballast").write_bytes(b"x" * (free - 150_000))
    warehouse.published.write_bytes(b"what was published before")
    with pytest.raises(Exception, match=r"(?s)the old (one|warehouse) stands|the disk is full"):
        publish(warehouse)
    assert warehouse.published.read_bytes() == b"what was published before"
    assert [path.name for path in warehouse.root.glob("warehouse.duckdb*")] == ["warehouse.duckdb"]


LIMITED = """
import resource, sys
from tests.faults.test_disk_full import incompressible
from tests.warehouse.builders import DAY
from warehouse.storage import StorageError, Warehouse
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    Warehouse(sys.argv[1]).write('articles', DAY, incompressible(1_000_000))
except StorageError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_file_that_may_not_be_so_large(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "data")
    warehouse.write("articles", DAY, articles(3))
    before = warehouse.path("articles", DAY).read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(warehouse.root)], capture_output=True, text=True, check=True
    )
    assert "bytes are more than a file may have here" in done.stdout
    assert warehouse.path("articles", DAY).read_bytes() == before
    assert not list(warehouse.root.rglob("*.tmp"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(StorageError, match="may not be written"):
        Warehouse(folder).write("articles", DAY, articles(1))
