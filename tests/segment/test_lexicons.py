"""The lexicons of lines: every row's own example is read as the row says."""

import pytest

from tasks.segment import split
from tasks.segment.furniture import kind_of_line
from tasks.segment.lexicon import rows

KINDS = {"promo_lines": "promo", "footer_lines": "footer", "captions": "caption", "bylines": "byline"}


@pytest.mark.parametrize("name", [*KINDS, "abbreviations", "speech_verbs", "sentence_starters"])
def test_every_row_has_a_reason_and_none_stands_twice(name):
    seen = [(row["term"], row.get("match", row.get("class"))) for row in rows(name)]
    assert len(seen) == len(set(seen))
    assert all(row.get("example") or row.get("reason") for row in rows(name))
    assert all(row["term"] == row["term"].lower() for row in rows(name))


@pytest.mark.parametrize(("name", "example"), [(name, row["example"]) for name in KINDS for row in rows(name)])
def test_a_line_s_example_has_the_line_s_kind(name, example):
    assert kind_of_line(example) == KINDS[name]


@pytest.mark.parametrize("example", [row["example"] for row in rows("abbreviations") if row["class"] == "title"])
def test_a_title_ends_no_sentence(example):
    assert len(split(f"He knew {example}.")) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "Photographs of the dead were shown.",
        "Sharing food, the families fled.",
        "More from the village were killed on Monday.",
        "Sources said that five people died.",
        "Topics of the talks were five deaths.",
        "Five hospital staff were killed",
        "Airstrike kills five hospital staff",
        "Related attacks killed five people in May.",
        "Printed leaflets warned of the attack.",
        "Reuters reported that five people died.",
        "Agencies of the UN said that five people died.",
        "By then five people had died.",
        "From Aleppo, five thousand people fled.",
        "The Copyright Tribunal was bombed.",
        "Editing the list of the dead took days.",
        "Five people were wounded (three of them children).",
        "Five died in the AP building [the agency's office].",
    ],
)
def test_prose_is_none_of_them(prose):
    assert kind_of_line(prose) is None
