"""What several tests need: an environment of their own, a small source of articles, Prefect's test harness."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from warehouse import settings

# Before anything imports Prefect: the tests' flow runs are nobody else's, and nothing calls out.
os.environ["DO_NOT_TRACK"] = "1"
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")


@pytest.fixture(scope="session", autouse=True)
def _no_settings_of_the_developer() -> None:
    """Tests see no TOLLBOOK_ variable but those that they set themselves."""
    for name in [n for n in os.environ if n.startswith(settings.PREFIX)]:
        del os.environ[name]
    settings.current.cache_clear()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder that the settings name."""
    place = tmp_path / "data"
    monkeypatch.setenv("TOLLBOOK_DATA", str(place))
    monkeypatch.setenv("TOLLBOOK_PROCESSES", "1")
    settings.current.cache_clear()
    yield place
    settings.current.cache_clear()


ARTICLES = {
    "2020-02-03": "Four civilians were killed in an air strike on Idlib on Monday, a hospital in the city said.",
    "2020-02-04": "At least seven people were injured by shelling in Aleppo on Tuesday, rescuers told the agency.",
    "2020-02-06": "The town council met on Thursday. It talked about bread and the price of diesel for an hour.",
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with one article a day on 3, 4 and 6 February 2020, as one-line JSON files; none of the 5th."""
    folder = tmp_path / "source"
    folder.mkdir()
    for day, text in ARTICLES.items():
        write_article(folder, day, text)
    return folder


def write_article(folder: Path, day: str, text: str, fetched_at: str | None = None) -> None:
    """One article of a day, in a file of its own; `fetched_at` defaults to noon of its day."""
    fetched_at = fetched_at or f"{day}T12:00:00Z"
    row = {"id": f"paper-{day}", "published": day, "title": f"News of {day}", "text": text, "fetched_at": fetched_at}
    (folder / f"{day}.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def prefect() -> Iterator[None]:
    """Prefect's server for tests, one a session: thirteen seconds on two idle cores."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield
