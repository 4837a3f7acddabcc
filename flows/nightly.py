"""The nightly run: one day, by default the one before the scheduled start."""

from datetime import date

from prefect import flow


@flow(name="nightly", flow_run_name="nightly")
def nightly(day: date | None = None):  # type: ignore[no-untyped-def]
    """The day's articles, from the source to the published warehouse.

    Args:
        day: Day of publication. Empty: the day before this run's scheduled start, in the schedule's time zone,
            so that a late run does its own day.
    """
    return None
