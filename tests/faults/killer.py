"""Runs a piece of work in child processes that kill themselves with SIGKILL, each at a later line than the last.

Run by the tests as a process of its own: it forks, and so must never have started a thread.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

# Where something on disk changes between two lines: this module, and these functions of the others.
TRACED_FILE = str(Path("warehouse") / "atomic.py")
TRACED_FUNCTIONS = {"write", "stage", "keep", "quarantine", "_log", "fold_runs", "publish", "_build"}
OURS = (str(Path("warehouse") / "storage.py"), str(Path("tasks") / "publish" / "build.py"))


def die_at_line(number: int) -> None:
    """Kills this process before the so-many-th line that it runs, from here on, of the code that touches the disk."""
    left = number

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal left
        code = frame.f_code
        is_ours = code.co_filename.endswith(OURS) and code.co_name in TRACED_FUNCTIONS
        if not is_ours and not code.co_filename.endswith(TRACED_FILE):
            return None
        if event == "line":
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)


def in_child(work: Callable[[], None]) -> int:
    """Runs the work in a fork, and gives its exit status: 0, 1 after an exception (printed), -9 when it was killed."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_everywhere(
    base: Path, work: Callable[[Path], None], check: Callable[[Path], None], step: int = 1
) -> Iterator[int]:
    """Kills the work at every `step`-th line, on a fresh copy of the data folder `base` each time, and checks the
    copy after it; gives the lines of the kills. Ends with the first run that isn't killed."""
    line = 1
    while True:
        copy = base.with_name(f"{base.name}-{line}")
        shutil.copytree(base, copy)

        def doomed(copy: Path = copy, line: int = line) -> None:
            die_at_line(line)
            work(copy)
            sys.settrace(None)

        status = in_child(doomed)
        if status not in (0, -signal.SIGKILL):
            raise SystemExit(f"the work failed by itself at line {line}")
        if in_child(lambda copy=copy: check(copy)) != 0:
            raise SystemExit(f"killed at line {line}: the data folder is not as it should be, see above")
        shutil.rmtree(copy)
        if status == 0:
            return
        yield line
        line += step
