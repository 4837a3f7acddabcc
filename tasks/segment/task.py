"""The segment stage as a Prefect task: read, call, write."""

from prefect import task

from tasks.retries import is_disk_trouble
from tasks.segment.table import segment as segment_articles
from warehouse.storage import Stage


@task(retries=2, retry_delay_seconds=[1, 5], retry_condition_fn=is_disk_trouble)
def segment(stage: Stage) -> None:
    """Sentences of the day's articles."""
    stage.write("sentences", segment_articles(stage.read("articles")))
    stage.quarantine([])
