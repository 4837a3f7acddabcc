"""The link stage as a Prefect task: read, call, write."""

from collections.abc import Callable
from typing import Any

from prefect import task

from tasks.link.stage import ARTICLE_COLUMNS, CLAIM_COLUMNS
from tasks.link.stage import link as link_claims
from tasks.retries import is_disk_trouble
from warehouse.storage import Stage


@task(retries=2, retry_delay_seconds=[1, 5], retry_condition_fn=is_disk_trouble)
def link(stage: Stage, compute: Callable[..., Any]) -> None:
    """Incidents of the month, from the claims that can speak of it. `compute` calls a function, here or in a worker
    process."""
    claims, articles = stage.read("claims", CLAIM_COLUMNS), stage.read("articles", ARTICLE_COLUMNS)
    incidents, incident_claims = compute(link_claims, stage.day, claims, articles)
    stage.write("incidents", incidents)
    stage.write("incident_claims", incident_claims)
    stage.quarantine([])
