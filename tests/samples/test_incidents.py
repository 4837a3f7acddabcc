"""The sample articles from extraction to incidents: every relation that was planted in them, told apart or not."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.samples.linked import Linked, linked
from warehouse.page import collect

pytestmark = [pytest.mark.model, pytest.mark.slow]

HERE = Path(__file__).parent
PLANTED = yaml.safe_load((HERE / "incidents.yaml").read_text(encoding="utf-8"))
INCIDENTS = {planted["id"]: planted for planted in PLANTED["incidents"]}


@pytest.fixture(scope="module")
def told() -> Linked:
    return linked(HERE.parents[1] / "seeds" / "articles")


def _within(number: int, wanted: int | list[int] | None) -> bool:
    low, high = wanted if isinstance(wanted, list) else (wanted, wanted)
    return (low is None or number >= low) and (high is None or number <= high)


def _incident(told: Linked, planted: dict) -> dict:
    """The current incident on the planted day of which most of the planted articles tell the planted killed."""
    killed = {a["id"]: a.get("killed") for a in planted["articles"]}
    found = told.of_articles(killed, date.fromisoformat(str(planted["date"])), planted["event_type"])
    assert found is not None, "no incident of these articles on that day"
    return found


# What is known to fail, and why; most are claims misread, of which linking can make nothing.
FIGURES_FAIL = {
    "abin-semaan-raid": "the nine are a part of the day's 20 in two provinces: counted alone they would be added",
}
TOGETHER_FAIL: dict[str, str] = {}
TOTALS_FAIL: dict[str, str] = {}


def _cases(known: dict[str, str], values: Iterable[Any], name_of: Callable[[Any], str] = str) -> list:
    """Parameters, those known to fail marked so: when one passes, its line is to be deleted."""
    return [
        pytest.param(
            value,
            id=name_of(value),
            marks=pytest.mark.xfail(reason=known[name_of(value)], strict=True) if name_of(value) in known else (),
        )
        for value in values
    ]


@pytest.mark.parametrize("name", _cases(FIGURES_FAIL, INCIDENTS))
def test_the_dead_of_an_incident(told, name):
    planted = INCIDENTS[name]
    row = _incident(told, planted)
    killed = planted["killed"]
    assert row["killed_low"] <= row["killed_best"] <= row["killed_high"]
    assert _within(row["killed_best"], killed["best"])
    lowest, highest = killed["low"], killed["high"]
    assert row["killed_low"] >= (lowest[0] if isinstance(lowest, list) else lowest)
    assert highest is None or row["killed_high"] <= highest


@pytest.mark.parametrize("name", _cases(TOGETHER_FAIL, INCIDENTS))
def test_the_articles_of_an_incident_are_together(told, name):
    planted = INCIDENTS[name]
    row = _incident(told, planted)
    # An article that gives no number of its own may stand apart.
    counted = {a["id"] for a in planted["articles"] if a.get("killed")}
    assert counted <= told.articles_of(row["incident_id"])


def test_every_range_is_in_order(told):
    for row in told.current:
        for outcome in ("killed", "injured", "captured", "missing", "displaced"):
            low, best, high = (row[f"{outcome}_{name}"] for name in ("low", "best", "high"))
            assert (low is None and best is None) or low <= best <= high


def test_no_claim_is_counted_in_two_incidents(told):
    counted = [i for row in told.current for i in row["killed_claim_ids"]]
    assert len(counted) == len(set(counted))


@pytest.mark.parametrize("total", _cases(TOTALS_FAIL, PLANTED["running_totals"], lambda total: total["article"]))
def test_running_totals_are_never_added(told, total):
    for outcome in ("killed", "displaced"):
        for number in total.get(outcome, ()):
            added = [
                row["incident_id"]
                for row in told.current
                if row[f"{outcome}_high"] is not None and row[f"{outcome}_high"] >= number > 90
                if total["article"] in told.articles_of(row["incident_id"])
            ]
            assert not added


def _cited(citations: list[dict], number: int) -> set[str]:
    """The roles in which the page cites a number of killed."""
    return {c["role"] for c in citations if c["outcome"] == "killed" and number in (c["count_low"], c["count_high"])}


def test_the_page_shows_what_was_planted(told):
    with told.published() as warehouse:
        data = collect(warehouse, None, None)
    shown = {row["incident_id"]: row["citations"] for row in data["incidents"]}

    def cited(name: str) -> list[dict]:
        return shown[_incident(told, INCIDENTS[name])["incident_id"]]

    assert _cited(cited("saraqeb-convoy"), 4) == {"first", "repeat"}
    assert _cited(cited("zabarmari-fields"), 76) & {"update", "contradicts"}
    assert _cited(cited("hodeidah-market"), 52) | _cited(cited("hodeidah-market"), 26) >= {"first", "contradicts"}
    assert _cited(cited("kunduz-hospital"), 22) & {"update", "contradicts"}
    assert "subset" in {c["role"] for c in cited("sarmin-raid")}
    # Of the kinds that no incident counts, each is cited as such.
    assert any(c["role"] == "denial" for citations in shown.values() for c in citations)
    assert _cited(data["totals"], 410) == {"running_total"}
    assert all(_cited(citations, 410) <= {"running_total"} for citations in shown.values())


def test_corrections_take_the_place_of_what_they_correct(told):
    for correction in PLANTED["corrections"]:
        versions = {c["version_id"] for c in told.claims.values() if c["article_id"] == correction["article"]}
        linked_versions = {
            told.claims[i]["version_id"]
            for row in told.current
            for i in told.claims_of(row["incident_id"])
            if told.claims[i]["article_id"] == correction["article"]
        }
        assert len(versions) == 2
        assert len(linked_versions) == 1


def test_an_article_without_casualties_tells_none(told):
    for article_id in PLANTED["empty"]:
        assert not [c for c in told.claims.values() if c["article_id"] == article_id and c["kind"] == "casualty"]
