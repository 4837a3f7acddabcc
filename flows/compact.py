"""Compaction: the data folder without what nothing refers to any more. What that is, `warehouse.storage` knows."""

from typing import Any

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.recording import PATIENCE
from flows.runs import compact as compact_warehouse
from warehouse.settings import current


@flow(name="compact")
def compact() -> State[Any]:
    """Frees disk space: bytes of inputs that the quarantine names no more, remains of killed runs, old snapshots.

    No article, claim or incident goes. It waits for a run to end, and can be ended and run again at any time.
    """
    freed = compact_warehouse(current(), patience=PATIENCE)
    get_run_logger().info(str(freed))
    return Completed(message=str(freed))
