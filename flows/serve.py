"""The deployments, and serving them: a long-running process that starts the nightly on its schedule and whatever the
UI asks for. Optionally Prefect's server beside it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flows.environment import HOST, api_url, prepare
from warehouse.settings import Settings


class ServerError(RuntimeError):
    """Prefect's server doesn't come up, or there is none; the message says what to do."""


def deployments(settings: Settings) -> list[Any]:
    """Everything that is served, as Prefect's `RunnerDeployment`s. Imports Prefect."""
    from prefect.flows import EntrypointType
    from prefect.schedules import Cron

    from flows.backfill import backfill
    from flows.compact import compact
    from flows.nightly import nightly

    return [
        nightly.to_deployment(
            "nightly",
            schedule=Cron(settings.cron, timezone=settings.timezone),
            concurrency_limit=1,
            entrypoint_type=EntrypointType.MODULE_PATH,
        ),
        backfill.to_deployment("backfill", concurrency_limit=1, entrypoint_type=EntrypointType.MODULE_PATH),
        compact.to_deployment("compact", concurrency_limit=1, entrypoint_type=EntrypointType.MODULE_PATH),
    ]


def run(settings: Settings, with_server: bool) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises `ServerError`."""
    prepare(settings)
    if with_server:
        with server(settings):
            _serve(settings)
    else:
        os.environ.setdefault("PREFECT_API_URL", api_url(settings))
        if not _healthy(os.environ["PREFECT_API_URL"]):
            raise ServerError(
                f"No Prefect server answers at {os.environ['PREFECT_API_URL']}. Start one along with "
                "`tollbook serve --with-server` (or `make up`), or name yours in PREFECT_API_URL."
            )
        _serve(settings)


def _serve(settings: Settings) -> None:
    from prefect import serve

    # By default Prefect pauses the schedules at SIGTERM, and the nightly stays off after a restart.
    serve(*deployments(settings), limit=2, pause_on_shutdown=False, query_seconds=5)


@contextmanager
def server(settings: Settings) -> Iterator[str]:
    """Prefect's server with its UI, up and healthy; yields its API's address. Raises `ServerError`."""
    with socket.socket() as probe:
        if probe.connect_ex((HOST, settings.port)) == 0:
            raise ServerError(f"Port {settings.port} is taken. Choose another: TOLLBOOK_PORT=4300.")
    url = api_url(settings)
    os.environ["PREFECT_API_URL"] = url
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(settings.port)]
    # In a session of its own: Ctrl-C reaches us alone, and the runs end before their server does.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _await(url, process)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(url: str, process: "subprocess.Popen[bytes]", seconds: float = 180) -> None:
    until = time.monotonic() + seconds
    while not _healthy(url):
        if process.poll() is not None:
            raise ServerError(f"Prefect's server ended at once (exit code {process.returncode}); see above.")
        if time.monotonic() > until:
            raise ServerError(f"Prefect's server didn't answer at {url} within {seconds:.0f} s.")
        time.sleep(0.3)


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
