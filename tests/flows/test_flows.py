"""The flows under Prefect, with its test server: states, messages, artifacts, the logical day."""

import json
from datetime import UTC, date, datetime
from urllib.request import urlopen

import pytest

from warehouse.storage import Warehouse

pytestmark = [pytest.mark.flow, pytest.mark.model, pytest.mark.slow]


def artifact(key: str) -> object:
    """What the newest artifact of that key shows."""
    from prefect.settings import PREFECT_API_URL

    with urlopen(f"{PREFECT_API_URL.value()}/artifacts/{key}/latest") as answer:
        return json.load(answer)["data"]


def task_names(flow_run_id) -> list[str]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
    from prefect.client.schemas.sorting import TaskRunSort

    with get_client(sync_client=True) as client:
        chosen = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
        runs = client.read_task_runs(flow_run_filter=chosen, limit=200, sort=TaskRunSort.NAME_ASC)
        return sorted(run.name for run in runs)


def test_backfill(prefect, data, source):
    from flows.backfill import backfill

    state = backfill(date(2020, 2, 3), date(2020, 2, 6), source=str(source), reason="a test", return_state=True)
    assert state.is_completed(), state.message
    assert state.message == "4 days, of which 4 recomputed: 3 articles, 2 claims, 0 inputs refused"
    assert Warehouse(data).rows("claims", date(2020, 2, 3)) == 1
    run_id = state.state_details.flow_run_id
    # a task a stage and day; the empty day, the 5th, costs none
    stages = [name for name in task_names(run_id) if not name.startswith("link")]
    days = ("2020-02-03", "2020-02-04", "2020-02-06")
    assert stages == sorted(f"{stage} {day}" for stage in ("ingest", "clean", "segment", "extract") for day in days)
    assert artifact("progress") == 100.0
    assert "2020-02-05" in str(artifact("summary"))
    assert "2020-01-07_2020-02-06.html" in str(artifact("page"))
    assert "Idlib" in str(artifact("casualties"))
    assert "Idlib" in (data / "pages" / "2020-01-07_2020-02-06.html").read_text(encoding="utf-8")

    again = backfill(date(2020, 2, 3), date(2020, 2, 6), source=str(source), return_state=True)
    assert again.message.startswith("4 days, of which 0 recomputed")
    assert task_names(again.state_details.flow_run_id) == []


def test_end_before_start_fails_at_once_with_the_reason(prefect, data):
    from flows.backfill import backfill

    state = backfill(date(2020, 2, 6), date(2020, 2, 3), return_state=True)
    assert state.is_failed()
    assert state.message.startswith("end (2020-02-03) is before start (2020-02-06)")
    assert not data.exists()


def test_one_bad_day_makes_the_run_red_and_the_others_are_done(prefect, data, source):
    from flows.backfill import backfill

    blocked = data / "tables" / "articles" / "published_on=2020-02-04"
    blocked.parent.mkdir(parents=True)
    blocked.write_text("in the way")
    state = backfill(date(2020, 2, 3), date(2020, 2, 4), source=str(source), return_state=True)
    assert state.is_failed()
    assert state.message.startswith("FAILED 2020-02-04: clean: ")
    assert Warehouse(data).has("claims", date(2020, 2, 3))


def test_the_nightly_does_the_day_before_its_scheduled_start(prefect, data, source, monkeypatch):
    from flows.nightly import nightly
    from warehouse.settings import current

    monkeypatch.setenv("TOLLBOOK_SOURCE", str(source))
    current.cache_clear()
    # what Prefect's own documentation says to do for a moment in a test
    scheduled = datetime(2020, 2, 4, 3, 30, tzinfo=UTC)
    monkeypatch.setattr("prefect.runtime.flow_run.scheduled_start_time", scheduled, raising=False)
    state = nightly(return_state=True)
    assert state.is_completed(), state.message
    assert Warehouse(data).partitions("claims") == [date(2020, 2, 3)]
