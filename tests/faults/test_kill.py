"""A writer killed with SIGKILL, wherever it stands, leaves whole partitions, a true manifest, and work for the next."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.warehouse.builders import DAY, articles
from warehouse.storage import Warehouse

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="kills by SIGKILL and forks"),
]


@pytest.mark.parametrize(("what", "step", "least"), [("kill_stage", 9, 15), ("kill_publish", 12, 9)])
def test_killed_at_every_so_many_lines(tmp_path: Path, what: str, step: int, least: int) -> None:
    """`python -m tests.faults.kill_stage FOLDER 1` kills at every line, and takes minutes."""
    command = [sys.executable, "-m", f"tests.faults.{what}", str(tmp_path / "data"), str(step)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= least, "hardly anything was killed: is our code still traced?"


WRITER = """
import itertools, sys
from tests.warehouse.builders import DAY, articles
from warehouse.storage import Warehouse
warehouse = Warehouse(sys.argv[1])
frames = [articles(2000, text='one'), articles(3000, text='two')]
print('ready', flush=True)
for frame in itertools.cycle(frames):
    warehouse.write('articles', DAY, frame)
"""


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Also inside of a system call, where no line of ours stands."""
    moments = random.Random(5)
    warehouse = Warehouse(tmp_path / "data", patience=20)
    warehouse.write("articles", DAY, articles(2000, text="one"))
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(warehouse.root)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(moments.uniform(0, 0.15))
            writer.send_signal(signal.SIGKILL)
        texts = warehouse.read("articles", DAY)["text"].to_pylist()
        assert texts in (["one"] * 2000, ["two"] * 3000)
        warehouse.sweep()
        assert not list(warehouse.root.rglob("*.tmp"))
        noted = warehouse.content_hash("articles", DAY)
        warehouse.forget()
        assert warehouse.content_hash("articles", DAY) == noted
        warehouse.write("articles", DAY, articles(1, text="repaired"))
        assert warehouse.rows("articles", DAY) == 1
        warehouse.write("articles", DAY, articles(2000, text="one"))
