"""The link stage as a Prefect task: read, call, write."""

from prefect import task

from tasks.link.stage import link as link_claims
from tasks.retries import is_disk_trouble
from warehouse.storage import Stage


@task(retries=2, retry_delay_seconds=[1, 5], retry_condition_fn=is_disk_trouble)
def link(stage: Stage) -> None:
    """Incidents of the month, from the claims that can speak of it."""
    incidents, incident_claims = link_claims(stage.day, stage.read("claims"), stage.read("articles"))
    stage.write("incidents", incidents)
    stage.write("incident_claims", incident_claims)
    stage.quarantine([])
