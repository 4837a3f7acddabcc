"""The link stage as a Prefect task: read, call, write."""

from collections.abc import Callable
from typing import Any

from prefect import task

from tasks.link.stage import ARTICLE_COLUMNS, CLAIM_COLUMNS, fingerprint, link_chosen, of_month
from tasks.retries import is_disk_trouble
from warehouse.storage import Stage


@task(retries=2, retry_delay_seconds=[1, 5], retry_condition_fn=is_disk_trouble)
def link(stage: Stage, compute: Callable[..., Any]) -> None:
    """Incidents of the month, from the claims that can speak of it. `compute` calls a function, here or in a worker
    process; not where the claims are those of which the incidents were made before."""
    read = stage.read("claims", CLAIM_COLUMNS), stage.read("articles", ARTICLE_COLUMNS)
    claims, articles = of_month(stage.day, *read)
    # Most of what is published weeks after a month says nothing of it.
    if not stage.keeps(fingerprint(claims, articles)):
        incidents, incident_claims = compute(link_chosen, stage.day, claims, articles)
        stage.write("incidents", incidents)
        stage.write("incident_claims", incident_claims)
    stage.quarantine([])
