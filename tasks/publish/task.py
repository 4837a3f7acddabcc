"""The publish stage as a Prefect task."""

from prefect import task

from tasks.publish import Publication
from tasks.publish import publish as publish_warehouse
from warehouse.storage import Warehouse


@task
def publish(warehouse: Warehouse, force: bool = False) -> Publication:
    """The DuckDB file anew, where a partition changed."""
    return publish_warehouse(warehouse, force)
