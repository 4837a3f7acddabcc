"""The article that the project began with (../shared/real): its 11 casualty claims field by field, and its traps.

Its incident and responsibility claims are tested in tests/extract/incidents.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from tasks.extract.records import Article
from tests.extract.sentences.cases import casualties, sentences_of

SHARED = Path(__file__).parents[4] / "shared"
GOLD = SHARED / "gold" / "claims_seed.jsonl"
TEXT = SHARED / "real" / "000_640a5cea123cfc5a.txt"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not (GOLD.exists() and TEXT.exists()), reason="needs ../shared/real and ../shared/gold"),
]


@pytest.fixture(scope="module")
def gold():
    return json.loads(GOLD.read_text(encoding="utf-8").splitlines()[0])


@pytest.fixture(scope="module")
def found(extractor, gold):
    text = TEXT.read_text(encoding="utf-8")
    article = Article(gold["id"], text, gold["title"], date.fromisoformat(gold["published"]))
    return extractor.extract(article, sentences_of(text, gold["title"]))


def overlaps(claim, start, end):
    return claim["start"] < end and start < claim["end"]


@pytest.fixture(scope="module")
def paired(gold, found):
    """Each gold claim with the one that was found at its place with its outcome and bounds, or None."""
    keys = ("outcome", "count_low", "count_high")
    return [
        (
            one,
            next(
                (
                    claim
                    for claim in casualties(found.claims)
                    if overlaps(claim, one["start"], one["end"]) and all(claim[key] == one[key] for key in keys)
                ),
                None,
            ),
        )
        for one in gold["claims"]
    ]


def test_the_gold_counts_in_this_text(gold):
    assert gold["text"] == TEXT.read_text(encoding="utf-8")


def test_all_are_found_with_their_bounds_and_nothing_else(paired, found):
    assert [one["id"] for one, claim in paired if claim is None] == []
    assert len(casualties(found.claims)) == len(paired)


def wrong(field, why):
    return pytest.param(field, marks=pytest.mark.xfail(strict=True, reason=why))


@pytest.mark.parametrize(
    "field",
    [
        "count_qualifier",
        "scope",
        "event_type",
        wrong("victim_role", "c9: 'among servicemen and civilians' does not make the hundreds mixed"),
        "victim_group",
    ],
)
def test_fields(paired, field):
    assert {one["id"]: claim[field] for one, claim in paired if claim} == {one["id"]: one[field] for one, _ in paired}


@pytest.mark.parametrize(
    "field", ["subset_of", wrong("repeat_of", "c10: uncounted specialists are not known for those of c7")]
)
def test_pointers(paired, field):
    gold_id = {claim["claim_id"]: one["id"] for one, claim in paired if claim}
    assert {one["id"]: gold_id.get(claim[field]) for one, claim in paired if claim} == {
        one["id"]: one[field] for one, _ in paired
    }


def test_traps_make_no_casualties(gold, found):
    for trap in gold["negatives"]:
        assert [c for c in casualties(found.claims) if overlaps(c, *trap["span"])] == [], trap["text"]


def test_the_speakers_place_is_no_place_of_an_event(found):
    assert "Baku" not in {claim["place_name"] for claim in found.claims}


def test_the_day_of_the_weeks_before_is_not_invented(found):
    """A Thursday in an article of Thursday 6 February is that day, not the one of 30 January."""
    days = {day for claim in found.claims for day in (claim["date_start"], claim["date_end"], claim["statement_date"])}
    assert date(2020, 1, 30) not in days
