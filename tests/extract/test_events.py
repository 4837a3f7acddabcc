"""Event types: what the article lends to a sentence that has none. Own words: `sentences/events.csv`."""

import pytest

from tasks.extract.events import article_event, choose


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
