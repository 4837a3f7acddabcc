"""From claims to incidents: what is one event, what its numbers are, and what a night changes."""

import random
from datetime import date

import pytest

from tasks.link.stage import link
from tests.link.builders import article, claim, moment, tables

FEBRUARY = date(2020, 2, 1)


def told(claims, articles):
    incidents, links = link(FEBRUARY, *tables(claims, articles))
    current = [r for r in incidents.to_pylist() if r["known_until"] is None]
    return current, incidents.to_pylist(), {r["claim_id"]: r for r in links.to_pylist()}


def two_outlets(second: dict, **about):
    """Two outlets on one event, the second's claim changed by `second`."""
    return (
        [claim("a"), claim("b", **second)],
        [
            article("a", "Daily Crossing", "Five dead in air strike on Sarmin"),
            article("b", "The Evening Post", f"Air strike kills several in {second.get('town', 'Sarmin')}", **about),
        ],
    )


@pytest.mark.parametrize(
    ("second", "incidents", "role", "killed"),
    [
        ({}, 1, "repeat", (5, 5, 5)),
        ({"count_high": None, "count_qualifier": "at_least"}, 1, "repeat", (5, 5, 5)),
        ({"count": 9}, 1, "contradicts", (5, 9, 9)),
        ({"count": 8, "published": "2020-02-06"}, 1, "update", (8, 8, 8)),
        ({"certainty": "denied", "count": 0}, 1, "denial", (5, 5, 5)),
        ({"town": "Homs"}, 2, "first", (5, 5, 5)),
        ({"day": "2020-02-01"}, 2, "first", (5, 5, 5)),
        ({"certainty": "possible", "count": 30}, 1, "contradicts", (5, 5, 30)),
    ],
    ids=["same", "at least", "rival", "rose", "denied", "other town", "other day", "feared"],
)
def test_two_outlets(second, incidents, role, killed):
    published = second.get("published", "2020-02-05")
    current, _, roles = told(*two_outlets(second, published=published))
    assert len(current) == incidents
    assert roles["b-v1-0"]["role"] == role
    row = next(r for r in current if "a-v1-0" in r["killed_claim_ids"])
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == killed
    assert roles["b-v1-0"]["reasons"]


@pytest.mark.parametrize(
    ("count", "second", "incidents"),
    [
        (76, {}, 1),
        (76, {"town": "Homs"}, 2),
        (76, {"day": "2020-02-02"}, 2),
        (76, {"actor_id": "tr_forces", "victim_text": "Syrian soldiers", "victim_role": "combatant"}, 2),
        (2, {}, 2),
    ],
    ids=["told twice", "other town", "other day", "a blow and its answer", "a small number"],
)
def test_one_number_of_one_town_and_day_is_one_incident(count, second, incidents):
    """Behind other news, in texts that have hardly a word in common."""
    first = {"actor_id": "sy_forces", "victim_text": "Turkish soldiers", "victim_role": "combatant"} if second else {}
    claims = [claim("a", count=count, **first), claim("b", count=count, published="2020-02-09", **second)]
    articles = [
        article("a", "Daily Crossing", "Minister at funeral in Ankara", "Mourners prayed for Emre Kaya."),
        article(
            "b", "The Evening Post", "What the week brought", "Prices rose in Dera. Oil, too.", published="2020-02-09"
        ),
    ]
    assert len(told(claims, articles)[0]) == incidents


def test_running_totals_and_parts_are_never_added():
    claims = [
        claim("a", 0),
        claim("a", 1, count=2, victim_group="children", victim_role="civilian", subset_of="a-v1-0"),
        claim("a", 2, repeat_of="a-v1-0"),
        claim("a", 3, count=40, scope="cumulative"),
        claim("a", 4, outcome="injured", count=12),
    ]
    current, _, roles = told(claims, [article("a", "Daily Crossing", "Five dead in Sarmin")])
    row = next(r for r in current if r["killed_best"] is not None)
    assert (row["killed_best"], row["injured_best"], row["killed_children_low"]) == (5, 12, 2)
    assert [roles[f"a-v1-{i}"]["role"] for i in range(5)] == ["first", "subset", "repeat", "running_total", "first"]


def test_wire_copies_are_one_voice():
    claims = [claim(name) for name in "abc"]
    text = "Five people died when warplanes struck the market of Sarmin on Tuesday, rescuers said."
    articles = [
        article(name, f"outlet {name}", "Five dead in Sarmin", text, near_duplicate_of=None if name == "a" else "a")
        for name in "abc"
    ]
    current, _, _ = told(claims, articles)
    assert [(r["articles"], r["independent_sources"], r["grade"]) for r in current] == [(3, 1, "weak")]


WIRE = (
    "Five people died when warplanes struck the market of Sarmin on Tuesday, rescuers said. The planes came back while "
    "the dead were carried away, and the hospital of the town took in the wounded until the evening."
)


@pytest.mark.parametrize(
    ("days", "texts", "voices"),
    [
        ((5, 6, 8), (WIRE, WIRE, WIRE + " (With agencies)"), 1),
        ((5, 6, 7), (WIRE, WIRE, WIRE.replace("Five people", "Six people")), 2),
        (
            (5, 6, 7),
            (WIRE, "Rescuers counted five dead in Sarmin, where bombs fell on a market on Tuesday noon.", WIRE),
            2,
        ),
        ((5, 13), (WIRE, WIRE), 2),
    ],
    ids=["copies", "a toll of its own", "a report of its own", "more than a week"],
)
def test_a_wire_story_is_one_voice_on_whatever_day_it_is_printed(days, texts, voices):
    given = [(f"n{i}", f"2020-02-{day:02}", text) for i, (day, text) in enumerate(zip(days, texts, strict=True))]
    claims = [claim(name, published=published) for name, published, _ in given]
    articles = [article(name, f"outlet {name}", "", text, published=published) for name, published, text in given]
    current, _, _ = told(claims, articles)
    assert [(r["articles"], r["independent_sources"]) for r in current] == [(len(days), voices)]
    # whatever order a night's rows come in
    assert told(claims[::-1], articles[::-1])[0] == current


def test_a_copy_that_comes_in_late_changes_nothing_that_was_told():
    """The original, brought in by a backfill on the 20th, is the copy of what was known."""
    claims = [claim("b", published="2020-02-06"), claim("a", known_at=moment("2020-02-20"))]
    articles = [
        article("b", "The Evening Post", "", WIRE, published="2020-02-06"),
        article("a", "Daily Crossing", "", WIRE, fetched_at=moment("2020-02-20")),
    ]
    before = told(claims[:1], articles[:1])[1]
    current, versions, _ = told(claims, articles)
    assert [(r["articles"], r["independent_sources"], r["grade"]) for r in current] == [(2, 1, "weak")]
    first = next(v for v in versions if v["articles"] == 1)
    assert first | {"known_until": None} == before[0]
    assert first["known_until"] == moment("2020-02-20")


def test_a_monitor_quoted_twice_is_one_voice():
    quoted = {"source_text": "the Observatory", "source_actor_id": "sohr", "certainty": "attributed"}
    claims = [claim("a", **quoted), claim("b", **quoted), claim("c")]
    articles = [article(name, f"outlet {name}", "Five dead in Sarmin") for name in "abc"]
    assert told(claims[:2], articles[:2])[0][0]["independent_sources"] == 1
    assert told(claims, articles)[0][0]["independent_sources"] == 2


def test_a_correction_keeps_the_incident_and_its_history():
    first, second = claim("a", count=9), claim("a", count=6, version_id="v2", known_at=moment("2020-02-07"))
    articles = [
        article("a", "Daily Crossing", "Nine dead in Sarmin"),
        article("a", "Daily Crossing", "Six dead in Sarmin", version_id="v2", fetched_at=moment("2020-02-07")),
    ]
    current, versions, _ = told([first, second], articles)
    assert len({v["incident_id"] for v in versions}) == 1
    assert [(v["killed_best"], v["known_until"]) for v in sorted(versions, key=lambda v: v["known_from"])] == [
        (9, moment("2020-02-07")),
        (6, None),
    ]
    assert current[0]["killed_claim_ids"] == ["a-v2-0"]


def test_a_retraction_ends_the_incident():
    articles = [
        article("a", "Daily Crossing", "Nine dead in Sarmin"),
        article("a", "Daily Crossing", "Correction", version_id="v2", fetched_at=moment("2020-02-07")),
    ]
    current, versions, links = told([claim("a")], articles)
    assert (current, links) == ([], {})
    assert [v["known_until"] for v in versions] == [moment("2020-02-07")]


def test_a_merge_is_recorded():
    """Two incidents of one town, until a third report tells of both days' dead as one attack's."""
    text = "Warplanes struck the market of Sarmin, beside the grain silo of Abu Zaid and the school of Nahda street. "
    claims = [
        claim("a", count=5),
        claim("b", count=40, day="2020-02-06", published="2020-02-06"),
        claim("b", count=6, version_id="v2", published="2020-02-06", known_at=moment("2020-02-08")),
    ]
    articles = [
        article("a", "Daily Crossing", "Five dead in Sarmin market", text),
        article("b", "The Evening Post", "Forty dead in Homs", "The barracks of Homs burnt.", published="2020-02-06"),
        article(
            "b", "The Evening Post", "Correction: six dead in Sarmin market", text, published="2020-02-06",
            version_id="v2", fetched_at=moment("2020-02-08"),
        ),
    ]  # fmt: skip
    current, versions, _ = told(claims, articles)
    assert len({v["incident_id"] for v in versions}) == 2
    (ended,) = [v for v in versions if v["known_until"] and v["incident_id"] != current[0]["incident_id"]]
    assert [r["articles"] for r in current] == [2]
    assert ended["merged_into"] == current[0]["incident_id"]
    assert ended["known_until"] == moment("2020-02-08")


def test_a_split_is_recorded():
    """A correction moves the first report to another town: what was told after it stands alone, split from it."""
    claims = [
        claim("a"),
        claim("b", published="2020-02-06"),
        claim("a", version_id="v2", town="Homs", known_at=moment("2020-02-08")),
    ]
    articles = [
        article("a", "Daily Crossing", "Five dead in Sarmin"),
        article("b", "The Evening Post", "Air strike kills five in Sarmin", published="2020-02-06"),
        article("a", "Daily Crossing", "Five dead in Homs", version_id="v2", fetched_at=moment("2020-02-08")),
    ]
    current, versions, _ = told(claims, articles)
    assert [r["articles"] for r in current] == [1, 1]
    before = [v for v in versions if v["articles"] == 2]
    assert len(before) == 1
    assert before[0]["known_until"] == moment("2020-02-08")
    towns = {r["place_name"]: r for r in current}
    assert towns["Sarmin"]["incident_id"] == before[0]["incident_id"]


def test_a_bridge_that_goes_leaves_a_split():
    """Two reports held together by a third, of both days, part when the third is corrected."""
    parts = {
        "a": ("2020-02-04", "2020-02-05"),
        "b": ("2020-02-04", "2020-02-05"),
        "c": ("2020-02-04", "2020-02-05"),
    }
    claims = [claim(n, day=day, published=published) for n, (day, published) in parts.items()]
    claims.append(claim("a", version_id="v2", town="Homs", known_at=moment("2020-02-09")))
    articles = [article(n, f"outlet {n}", "Five dead in Sarmin", published=p) for n, (_, p) in parts.items()]
    articles.append(article("a", "outlet a", "Five dead in Homs", version_id="v2", fetched_at=moment("2020-02-09")))
    current, versions, _ = told(claims, articles)
    assert sorted(r["articles"] for r in current) == [1, 2]
    assert max(v["articles"] for v in versions) == 3


def test_a_growing_incident_keeps_its_id():
    claims, articles = two_outlets({"published": "2020-02-06"}, published="2020-02-06")
    alone = told(claims[:1], articles[:1])[0][0]["incident_id"]
    assert [r["incident_id"] for r in told(claims, articles)[0]] == [alone]


def test_the_order_of_rows_does_not_matter():
    names = [f"n{i}" for i in range(12)]
    claims = [
        claim(n, town=("Sarmin", "Ariha", "Homs")[i % 3], count=3 + i % 4, published=f"2020-02-0{4 + i % 4}")
        for i, n in enumerate(names)
    ]
    articles = [
        article(n, f"outlet {n}", f"Dead in {n}", published=f"2020-02-0{4 + i % 4}") for i, n in enumerate(names)
    ]
    expected = link(FEBRUARY, *tables(claims, articles))
    for seed in range(3):
        random.Random(seed).shuffle(claims)
        random.Random(seed + 9).shuffle(articles)
        shuffled = link(FEBRUARY, *tables(claims, articles))
        for one, other, key in zip(expected, shuffled, ("incident_id", "claim_id"), strict=True):
            assert sorted(one.to_pylist(), key=lambda r: (r[key], str(r))) == sorted(
                other.to_pylist(), key=lambda r: (r[key], str(r))
            )
