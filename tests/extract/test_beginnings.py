"""Beginnings of words: by kind, of one word or several, whatever the case."""

import pytest

from tasks.extract.beginnings import Beginnings, words_of

TABLE = Beginnings(
    [("kill", "strong"), ("air raid", "strong"), ("hit ", "weak"), ("hit", "noun"), ("cease-fire", "truce")]
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Five were KILLED.", {"strong"}),
        ("a skillet", set()),
        ("Air raids went on", {"strong"}),
        ("fair raids, raids by air", set()),
        ("Shells hit the port", {"weak", "noun"}),
        ("an air\nraid", {"strong"}),
        ("a hitch", {"noun"}),
        ("the cease-fires of May", {"truce"}),
        ("", set()),
    ],
)
def test_kinds_in(text: str, kinds: set[str]) -> None:
    assert TABLE.kinds_in(text, words_of(text)) == kinds


def test_matches_are_as_they_stand_in_the_text() -> None:
    assert TABLE.matches("Killing after killing, air raid after air raid", "strong") == [
        "Kill", "kill", "air raid", "air raid",
    ]  # fmt: skip
