"""Worker processes for what keeps a core busy: the extraction of several days, the linking of several months. Their
threads hand it over."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Any, Self


class Workers:
    """At most `count` processes, started when they are first called for; with one, the work is done here.

    What a function loads (the extraction its language model), each process loads once and keeps.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        # Parallel by processes alone; set before numpy is imported, here or in a worker.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        if self.count > 1:
            # spawn: a worker starts clean, whatever threads and locks this process has
            self._pool = ProcessPoolExecutor(self.count, multiprocessing.get_context("spawn"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """The function's result; what it raises is raised here. Called from several threads."""
        if self._pool is None:
            return function(*arguments)
        return self._pool.submit(function, *arguments).result()
