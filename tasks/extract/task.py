"""The extract stage as a Prefect task: read, call, write."""

from collections.abc import Callable
from typing import Any

from prefect import task

from tasks.extract.pipeline import extract as extract_claims
from tasks.retries import is_disk_trouble
from warehouse.storage import Stage


@task(retries=2, retry_delay_seconds=[1, 5], retry_condition_fn=is_disk_trouble)
def extract(stage: Stage, model: str, compute: Callable[..., Any]) -> None:
    """Mentions and claims of the day's articles. `compute` calls a function, here or in a worker process."""
    mentions, claims = compute(extract_claims, stage.read("articles"), stage.read("sentences"), model)
    stage.write("mentions", mentions)
    stage.write("claims", claims)
    stage.quarantine([])
