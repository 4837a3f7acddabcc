"""Which headlines are reviews', whose dead are invented."""

import pytest

from tasks.extract.frames import is_review

CASES = [
    ("Film: 'The Long Dry Season'", True),
    ("'The Long Dry Season' — Review", True),
    ("Book review: a war remembered", True),
    ("TV: five to watch", True),
    ("Review finds that 12 died in custody", False),
    ("Film crew killed in Orsk", False),
    ("Police to review shooting", False),
    ("The year in review: 12 dead", False),
    ("Game over: rebels take Orsk", False),
]


@pytest.mark.parametrize(("headline", "expected"), CASES, ids=[headline for headline, _ in CASES])
def test_is_review(headline: str, expected: bool) -> None:
    assert is_review(headline) is expected
