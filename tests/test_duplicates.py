"""Near-duplicates: who printed a text first, on the day or in the days around it."""

import random
from datetime import date, timedelta

import pytest

from tasks.duplicates import Prints
from tests.stories import OTHER, STORY

LATER = STORY.replace("killed and five", "killed and nine")  # the story of the next shelling, in the same words
DAY = date(2020, 2, 6)


def firsts(*told: tuple) -> list[str | None]:
    """What is said of each (article id, text, days after the 6th, numbers)."""
    prints = Prints()
    return [
        prints.first_of(name, text, DAY + timedelta(days=days), frozenset(numbers))
        for name, text, days, numbers in told
    ]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ([("a", STORY), ("b", STORY)], [None, "a"]),
        ([("a", STORY), ("b", STORY + " (With agencies)"), ("c", STORY.replace("Two", "Three"))], [None, "a", "a"]),
        ([("a", STORY), ("b", OTHER)], [None, None]),
        ([("a", STORY), ("a", STORY)], [None, None]),
        ([("a", STORY), ("b", STORY), ("a", STORY)], [None, "a", None]),
        ([("a", "Two died."), ("b", "Two died."), ("c", "Three died.")], [None, "a", None]),
        ([], []),
    ],
)
def test_the_day_s_copies_point_to_the_earliest(today, expected):
    assert firsts(*[(name, text, 0, "") for name, text in today]) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("a", STORY, 0, "25"), ("b", STORY, 1, "25")], [None, "a"]),
        ([("a", STORY, 0, "25"), ("b", STORY + " (With agencies)", 7, "25")], [None, "a"]),
        ([("a", STORY, 0, "25"), ("b", STORY, 8, "25")], [None, None]),
        # a copy of a copy, a week after that one
        ([("a", STORY, 0, "25"), ("b", STORY, 7, "25"), ("c", STORY, 14, "25")], [None, "a", "a"]),
        # the original comes in after its copy: what was told stays
        ([("b", STORY, 1, "25"), ("a", STORY, 0, "25")], [None, "b"]),
        ([("a", STORY, 0, "25"), ("b", LATER, 1, "29")], [None, None]),
        ([("a", STORY, 0, "25"), ("b", OTHER, 1, "25")], [None, None]),
        ([("a", "Two died.", 0, "2"), ("b", "Two died.", 1, "2")], [None, None]),
    ],
    ids=["next day", "a week", "later", "chain", "late original", "other numbers", "other story", "short"],
)
def test_copies_of_other_days(told, expected):
    assert firsts(*told) == expected


def test_lightly_edited_copies_among_many_other_texts_are_found():
    rng = random.Random(4)
    words = [f"w{n}" for n in range(300)]
    texts = [" ".join(rng.choices(words, k=120)) for _ in range(60)]
    edited = [" ".join(rng.choice(words) if rng.random() < 0.03 else w for w in text.split()) for text in texts]
    told = [(f"a{n}", text, 0, "") for n, text in enumerate(texts)] + [
        (f"b{n}", text, 2, "") for n, text in enumerate(edited)
    ]
    assert firsts(*told) == [None] * 60 + [f"a{n}" for n in range(60)]
