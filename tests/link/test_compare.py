"""Comparing two accounts, feature by feature: what each says of a pair."""

from typing import Any

import pytest

from tasks.link.accounts import Account, Text, accounts_of
from tasks.link.compare import features_of, weights
from tasks.link.corpus import Corpus
from tests.link.builders import claim

ONE = {"outcome": "injured", "event_type": "shooting", "count": 1}


def features(first: dict[str, Any], second: dict[str, Any]) -> dict[str, float]:
    """The features of two articles' accounts: the fields of a claim each, `text` being the article's."""
    accounts: list[Account] = []
    for name, given in (("a", first), ("b", second)):
        fields = dict(given)
        text = Text("", fields.pop("text", ""))
        accounts += accounts_of([claim(name, **fields)], source=name, text=text)
    corpus = Corpus()
    corpus.add(accounts)
    a, b = (corpus.sight(account) for account in accounts)
    return features_of(*accounts, a, b, corpus.common(a, [b])[0])


def test_every_feature_has_a_weight():
    assert weights().keys() == features({}, {}).keys() | {"bias"}


@pytest.mark.parametrize(
    ("first", "second", "feature", "value"),
    [
        # one number twice
        ({"count": 76}, {"count": 76}, "telling", 1.0),
        ({"count": 80}, {"count": 80}, "telling", 0.5),
        ({"count": 4}, {"count": 4}, "telling", 0.0),
        ({"count": 76}, {"count": 76, "town": "Homs"}, "telling", 0.0),
        ({"count": 200, "outcome": "displaced"}, {"count": 200, "outcome": "displaced"}, "telling", 0.0),
        # tolls rise
        ({"count": 30}, {"count": 15, "published": "2020-02-07"}, "toll_fell", 1.0),
        ({"count": 15}, {"count": 30, "published": "2020-02-07"}, "toll_fell", 0.0),
        ({"count": 30}, {"count": 15}, "toll_fell", 0.0),
        ({"count": 30}, {"count": 15, "count_high": None, "published": "2020-02-07"}, "toll_fell", 0.0),
        ({"count": 14}, {"count": 20, "event_type": "explosion"}, "type_and_toll_apart", 1.0),
        ({"count": 14}, {"count": 14, "event_type": "explosion"}, "type_and_toll_apart", 0.0),
        ({"count": 14}, {"count": 20, "event_type": "shelling"}, "type_and_toll_apart", 0.0),
        # few victims
        (ONE, ONE | {"count": 3}, "number_apart", 1.0),
        (ONE, {"outcome": "killed", "event_type": "shooting", "count": 1}, "number_apart", 0.0),
        ({"count": 50}, {"count": 57}, "number_apart", 0.0),
        # who was struck
        ({"victim_role": "civilian"}, {"victim_role": "combatant"}, "roles_apart", 1.0),
        ({"victim_role": "civilian"}, {"victim_role": "unknown"}, "roles_apart", 0.0),
        # what was struck
        ({"text": "Bombs fell on a market."}, {"text": "Bombs fell on the bazaar."}, "target", 1.0),
        ({"text": "Bombs fell on a market."}, {"text": "Bombs fell on a mosque."}, "targets_apart", 1.0),
        # when
        ({"text": "It was on Monday night."}, {"text": "It was at 9:10 a.m."}, "hours_apart", 1.0),
        ({"text": "It was on Monday night."}, {"text": "It was at 9:10 p.m."}, "hours_apart", 0.0),
        ({"text": "A man of 19 was hit."}, {"text": "A man of 34 was hit."}, "ages_apart", 2.0),
        ({"text": "A man of 19 was hit."}, {"text": "A man of 34 was held.", "outcome": "captured"}, "ages_apart", 1.0),
    ],
)
def test_feature(first, second, feature, value):
    assert features(first, second)[feature] == pytest.approx(value)
