"""How Prefect is set up for Tollbook: its home in the data folder, the loopback address, no call outside.

Prefect reads these variables when it is imported: call `prepare` before that. A variable that the user has set stays.
"""

import os
from pathlib import Path

from warehouse.settings import Settings

HOST = "127.0.0.1"


def variables(settings: Settings) -> dict[str, str]:
    """Prefect's environment variables. UI v2 asks an analytics host even when told not to: v1 it is."""
    return {
        "PREFECT_HOME": str(settings.data / "prefect"),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_LOGGING_LEVEL": settings.log_level,
        "PREFECT_LOGGING_SERVER_LEVEL": "WARNING",
        # events and old runs would fill the SQLite file in months
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    }


def api_url(settings: Settings) -> str:
    """Address of the server that `tollbook serve --with-server` starts."""
    return f"http://{HOST}:{settings.port}/api"


def prepare(settings: Settings) -> None:
    """Set up Prefect in this process and those that it starts."""
    for name, value in variables(settings).items():
        os.environ.setdefault(name, value)
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
