"""What Prefect's UI shows: schedules, and the form of each deployment. A changed signature is a change to review.

After a change that is meant: python -m tests.flows.test_deployments
"""

import json
from pathlib import Path

from flows.environment import variables
from flows.serve import deployments
from warehouse import settings

SNAPSHOT = Path(__file__).with_name("deployments.json")


def shown() -> dict[str, object]:
    """The deployments as the UI shows them."""
    return {
        d.name: {
            "entrypoint": d.entrypoint,
            "description": d.description,
            "concurrency_limit": d.concurrency_limit,
            "schedules": [
                {"cron": s.schedule.cron, "timezone": s.schedule.timezone, "active": s.active}
                for s in d.schedules or []
            ],
            "form": d._parameter_openapi_schema.model_dump(exclude_none=True),
        }
        for d in deployments(settings.Settings())
    }


def test_deployments_are_as_reviewed():
    assert shown() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_the_schedule_follows_the_settings():
    (nightly, *_) = deployments(settings.load(cron="5 1 * * *", timezone="Asia/Gaza"))
    (schedule,) = nightly.schedules
    assert (schedule.schedule.cron, schedule.schedule.timezone) == ("5 1 * * *", "Asia/Gaza")


def test_prefect_calls_nobody():
    said = variables(settings.Settings())
    assert said["DO_NOT_TRACK"] == "1"
    assert said["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert said["PREFECT_SERVER_UI_V2_ENABLED"] == "false"  # v2 asks an analytics host even so


if __name__ == "__main__":
    SNAPSHOT.write_text(json.dumps(shown(), indent=2) + "\n", encoding="utf-8")
