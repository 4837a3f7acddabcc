"""The ingest stage as a Prefect task: read, call, write."""

from prefect import task

from tasks.ingest.scan import Batch
from tasks.ingest.table import ingest as ingest_batch
from tasks.refused import quarantine_rows
from tasks.retries import is_disk_trouble
from warehouse.storage import Stage


@task(retries=2, retry_delay_seconds=[1, 5], retry_condition_fn=is_disk_trouble)
def ingest(stage: Stage, batch: Batch | None) -> None:
    """The day's articles as received, added to those that were received before."""
    rows, refused = ingest_batch(stage.warehouse.read("raw_articles", stage.day), batch)
    stage.append("raw_articles", rows)
    # Another source may have been refused on the same day: what was refused once stays.
    stage.quarantine(quarantine_rows(refused, "ingest", stage.day, stage.warehouse.keep), replace=False)
