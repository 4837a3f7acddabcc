"""The page in a real browser: what it shows, its filters, by keyboard and on a phone, and that it asks nobody."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from warehouse.page import build

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(published, browser, tmp_path: Path):
    """The page of all there is, opened; fails at the end where it said an error or asked any host."""
    file = tmp_path / "page.html"
    file.write_text(build(published), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1100, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url) if request.url.startswith("http") else None)
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert said == []


def test_the_same_rows_give_the_same_page(published) -> None:
    assert build(published) == build(published)


def test_nothing_in_the_file_is_fetched(published) -> None:
    html = build(published)
    assert '<link rel="icon" href="data:,">' in html
    assert "src=" not in html
    assert "default-src 'none'" in html


def test_a_period_without_incidents_has_a_page(published) -> None:
    assert "2030-01-01" in build(published, date(2030, 1, 1), date(2030, 1, 2))


@pytest.mark.browser
def test_it_shows_the_numbers_and_their_sentences(page) -> None:
    assert page.locator("#total").inner_text() == "10 killed, low 7, high 10, in 2 incidents"
    assert page.locator("#map circle title").text_content() == "Sarmin: 8 killed in 1 incidents"
    assert page.locator("#map path.told title").text_content() == "Idlib: 8"
    assert "2 in 1 incidents of which no province is told" in page.locator("#off-map").inner_text()
    page.locator("tr[data-incident=i] button").click()
    sentences = page.locator("tr[data-incident=i] + tr blockquote").all_inner_texts()
    assert sentences == [
        "Five died in Sarmin, the monitor said.",
        "The toll in Sarmin rose to eight.",
        "Nobody was killed in Sarmin, the ministry said.</script><b>",
    ]
    assert page.locator("#contradictions details").count() == 1
    assert page.locator("#changes li").all_inner_texts() == ["raised: killed 5 to 8, Sarmin, 2020-02-04"]
    assert page.locator("#series rect").count() == 2


@pytest.mark.browser
@pytest.mark.parametrize(
    ("control", "value", "total"),
    [
        ("policy", "conservative", "7 killed, low 7, high 10, in 2 incidents"),
        ("policy", "acled_10_3", "8 killed, low 7, high 10, in 2 incidents; in 1 of them the policy put the number in"),
        ("outcome", "injured", "0 injured, low 0, high 0, in 0 incidents"),
        ("place", "SY|SY.12", "8 killed, low 5, high 8, in 1 incidents"),
    ],
)
def test_filters(page, control: str, value: str, total: str) -> None:
    page.select_option(f"#{control}", value)
    assert page.locator("#total").inner_text() == total
    page.locator("button[type=reset]").click()
    page.wait_for_function("document.getElementById('total').innerText.startsWith('10 killed')")


@pytest.mark.browser
def test_the_dates_filter(page) -> None:
    page.fill("#from", "2020-02-05")
    assert page.locator("#total").inner_text().endswith("in 1 incidents")


@pytest.mark.browser
def test_by_keyboard(page) -> None:
    page.locator("tr[data-incident=i] button").focus()
    page.keyboard.press("Enter")
    assert page.locator("tr[data-incident=i] button").get_attribute("aria-expanded") == "true"
    assert page.locator("tr[data-incident=i] + tr").is_visible()


@pytest.mark.browser
def test_on_a_phone_nothing_runs_over_the_edge(page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("tr[data-incident=i] button").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('.scroll').scrollWidth") <= 360
