"""Prefect's UI in a real browser: the backfill's form, submitted, changes the warehouse; nothing leaves the machine.

`tollbook serve --with-server` runs as a user runs it, on free ports and in a folder of its own.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from warehouse.storage import Warehouse

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"),
]


@pytest.fixture
def ui(tmp_path: Path) -> Iterator[str]:
    """Address of a server with its deployments served; its data are in tmp_path/data. Stopped by SIGTERM at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "TOLLBOOK_"))}
    environment |= {"TOLLBOOK_DATA": str(tmp_path / "data"), "TOLLBOOK_PORT": str(port), "TOLLBOOK_PROCESSES": "1"}
    log = tmp_path / "serve.log"
    with log.open("wb") as out:
        command = [sys.executable, "-c", "from flows.cli import main; main()", "serve", "--with-server"]
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment, cwd=tmp_path)
        try:
            until = time.monotonic() + 180
            while "being served" not in log.read_text(errors="replace"):
                assert process.poll() is None, log.read_text(errors="replace")
                assert time.monotonic() < until, log.read_text(errors="replace")
                time.sleep(0.5)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "the server outlives `tollbook serve`"


def test_a_backfill_through_the_form_changes_the_warehouse(ui, tmp_path, source):
    from playwright.sync_api import sync_playwright

    hosts: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1400}, timezone_id="America/Los_Angeles")
        page.set_default_timeout(60_000)
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))

        page.goto(f"{ui}/deployments")
        page.get_by_role("link", name="backfill", exact=True).first.click()
        page.get_by_role("button", name="Run", exact=True).first.click()
        page.get_by_text("Custom run").click()
        page.get_by_text("First day of publication.").wait_for()  # the flow's docstring is the form's help
        for day in ("2020-02-03", "2020-02-04"):
            page.get_by_text("Select date").first.click()
            page.locator(".p-date-picker input[type=date]").fill(day)
            page.get_by_role("button", name="Apply").click()
        page.locator(".p-select-button__control", has_text="ingest").focus()
        page.keyboard.press("ArrowDown")
        page.get_by_text("segment", exact=True).wait_for()  # the drop-down of stages
        page.keyboard.press("Escape")
        page.locator("textarea").first.fill(str(source))
        page.screenshot(path=tmp_path / "form.png")
        page.get_by_role("button", name="Submit").click()
        page.wait_for_url(re.compile("/(runs|deployments)"))

        warehouse = Warehouse(tmp_path / "data")
        until = time.monotonic() + 180
        while not warehouse.published.exists():
            assert time.monotonic() < until, (tmp_path / "serve.log").read_text(errors="replace")
            time.sleep(1)
        browser.close()
    assert [str(day) for day in warehouse.partitions("claims")] == ["2020-02-03", "2020-02-04"]
    assert hosts - {""} == {urlsplit(ui).netloc}  # "": an image or script inside the page itself
