"""The made reports: the same every time, two of most events, each telling where and when its own way."""

from collections import Counter
from datetime import date

import pytest

from tests.link import made, made_war


@pytest.mark.parametrize("maker", [made, made_war])
def test_the_same_seed_gives_the_same_reports(maker):
    assert list(maker.articles(20, seed=3)) == list(maker.articles(20, seed=3))
    assert list(maker.articles(20, seed=3)) != list(maker.articles(20, seed=4))


@pytest.mark.parametrize("maker", [made, made_war])
def test_two_reports_of_most_events_and_none_printed_before_its_event(maker):
    told = list(maker.articles(200))
    assert Counter(Counter(article["incident"] for article in told).values())[2] > 140
    assert all(date.fromisoformat(article["published"]) >= maker.FIRST_DAY for article in told)
    assert len({article["text"] for article in told}) > 0.95 * len(told)
