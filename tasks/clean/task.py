"""The clean stage as a Prefect task: read, call, write."""

from prefect import task

from tasks.clean.table import clean as clean_articles
from tasks.refused import quarantine_rows
from tasks.retries import is_disk_trouble
from warehouse.storage import Stage


@task(retries=2, retry_delay_seconds=[1, 5], retry_condition_fn=is_disk_trouble)
def clean(stage: Stage) -> None:
    """The day's articles, cleaned."""
    articles, refused = clean_articles(stage.read("raw_articles"))
    stage.write("articles", articles)
    stage.quarantine(quarantine_rows(refused, "clean", stage.day, stage.warehouse.keep))
