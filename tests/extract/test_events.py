"""Event types: of a sentence's own words, and what the article lends to a sentence that has none."""

import pytest

from tasks.extract.events import article_event, choose, own_event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("five killed in an air strike", ("airstrike", "fine")),
        ("five killed by mortar shells", ("shelling", "fine")),
        ("five killed when a car bomb exploded", ("explosion", "fine")),
        ("five killed in clashes with rebels", ("armed_clash", "fine")),
        ("five killed when gunmen opened fire", ("shooting", "fine")),
        ("five killed in a chemical attack", ("attack", "fine")),
        ("five killed in a strike", ("airstrike", "weak")),
        ("five killed in an attack", ("attack", "coarse")),
        ("five killed by air strikes and shelling", ("airstrike", "fine")),
        ("five killed on monday", None),
    ],
)
def test_own_event(text: str, event: tuple[str, str] | None) -> None:
    assert own_event(text.split(), 0, 2) == event


def test_clashes_explain_nothing() -> None:
    assert article_event([["fresh", "clashes", "in", "the", "north"]]) is None
    assert article_event([["fresh", "clashes"], ["after", "a", "car", "bomb"]]) == "explosion"


@pytest.mark.parametrize(
    ("own", "told", "about", "scope", "words", "event"),
    [
        (("attack", "coarse"), None, "explosion", "incident", "killed in the attack", "explosion"),
        (None, "shelling", "airstrike", "incident", "two also died", "shelling"),
        (("attack", "coarse"), None, "armed_clash", "incident", "killed in bombing", "attack"),
        (None, None, "airstrike", "cumulative", "the war has killed 9000", "other"),
        (None, None, None, "incident", "two died", None),
    ],
)
def test_choose(
    own: tuple[str, str] | None, told: str | None, about: str | None, scope: str, words: str, event: str | None
) -> None:
    assert choose(own, told, about, scope, words.split()) == event
