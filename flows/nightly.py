"""The nightly run: one day, by default the one before the scheduled start."""

from datetime import date
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State

from flows.recording import run_recorded
from flows.runs import logical_day
from warehouse.settings import current


@flow(name="nightly")
def nightly(day: date | None = None) -> State[Any]:
    """The day's articles, from the source to the published warehouse.

    Args:
        day: Day of publication. Empty: the day before this run's scheduled start, in the schedule's time zone,
            so that a late run does its own day.
    """
    settings = current()
    if day is None:
        day = logical_day(runtime.flow_run.scheduled_start_time, settings.timezone)
    return run_recorded(settings, days=[day])
