"""Whether the sentence gold is well formed; whether the extraction finds it is measured elsewhere."""

import json
from collections import Counter

import pytest

from tests.extract.gold.export import FOLDER, article, items
from warehouse.contracts.claims import (
    CERTAINTIES,
    EVENT_TYPES,
    OUTCOMES,
    QUALIFIERS,
    SCOPES,
    STANCES,
    VICTIM_GROUPS,
    VICTIM_ROLES,
)

VOCABULARIES = {
    "outcome": OUTCOMES,
    "count_qualifier": QUALIFIERS,
    "victim_role": VICTIM_ROLES,
    "victim_group": (*VICTIM_GROUPS, None),
    "event_type": EVENT_TYPES,
    "scope": SCOPES,
    "certainty": CERTAINTIES,
}
ITEMS = list(items())
STATEMENTS = [
    json.loads(line) for line in (FOLDER / "statements" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_there_is_enough_of_it():
    assert len(ITEMS) >= 400
    negatives = sum(not item["claims"] for item in ITEMS)
    assert 0.2 <= negatives / len(ITEMS) <= 0.4
    assert {claim["outcome"] for item in ITEMS for claim in item["claims"]} == set(OUTCOMES)
    assert {claim["count_qualifier"] for item in ITEMS for claim in item["claims"]} == set(QUALIFIERS)
    assert {claim["certainty"] for item in ITEMS for claim in item["claims"]} == set(CERTAINTIES)


def test_no_item_stands_there_twice():
    assert [key for key, n in Counter(item["id"] for item in ITEMS).items() if n > 1] == []
    assert [key for key, n in Counter(item["text"] for item in ITEMS).items() if n > 1] == []


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_item_is_well_formed(item):
    assert item["construction"]
    for index, claim in enumerate(item["claims"]):
        for name, values in VOCABULARIES.items():
            assert claim[name] in values, name
        assert item["text"].count(claim["span"]) == 1, "a span must say which words it means"
        low, high = claim["count_low"], claim["count_high"]
        assert low is None or high is None or low <= high
        if claim["count_qualifier"] in ("exact", "about", "enumerated"):
            assert low == high is not None
        if claim["count_qualifier"] in ("at_least", "more_than"):
            assert low is not None
            assert high is None
        if claim["count_qualifier"] in ("at_most", "less_than"):
            assert low is None
            assert high is not None
        for name in ("source_text", "actor_text"):
            assert claim[name] is None or claim[name] in item["text"], name
        for name in ("subset_of", "repeat_of"):
            target = claim[name]
            assert target is None or (0 <= target < len(item["claims"]) and target != index), name
        assert claim["repeat_of"] is None or item["claims"][claim["repeat_of"]]["repeat_of"] is None
        assert claim["certainty"] != "attributed" or claim["source_text"], "attributed to whom?"


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_exported_offsets_lead_back_to_the_span(item):
    exported = article(item)
    assert [exported["text"][c["start"] : c["end"]] for c in exported["claims"]] == [c["span"] for c in item["claims"]]


@pytest.mark.parametrize("item", STATEMENTS, ids=lambda item: item["id"])
def test_statement_is_well_formed(item):
    for claim in item["claims"]:
        assert claim["kind"] in ("incident", "responsibility")
        assert claim["event_type"] in EVENT_TYPES
        assert claim["certainty"] in CERTAINTIES
        assert (claim["stance"] in STANCES) == (claim["kind"] == "responsibility")
        assert item["text"].count(claim["span"]) == 1
        for name in ("actor_text", "target_text", "source_text"):
            assert claim[name] is None or claim[name] in item["text"], name
