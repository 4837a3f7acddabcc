"""What a name stands for, told by the cues around it: each row of the lexicon by its example, and whole sentences."""

import re

import pytest

from tasks.extract import lexicons
from tasks.extract.places.standing import standing

NAMES = re.compile(
    r"\b(?:Homs|Geneva|Baku|Vienna|Nairobi|Modesto|San Jose|Bonn|Kyiv|Nganzai|Nevada|Hatay|Lodi|Tehran|Tel Aviv|Union"
    r"|Ferguson|Memphis|Iran|Pretoria|London|Stockton|Arusha|Ciudad Victoria|Niger)\b"
)
SENTENCES = [
    ("Six died in a raid on a hospital in Homs.", "Homs", "scene"),
    ("Two men lay in a hospital in Hatay.", "Hatay", "bed"),
    ("A hospital in Homs was shelled.", "Homs", "scene"),
    ("He is a resident of Homs, where two were shot.", "Homs", "scene"),
    ("The men came from Lakeland, and one from Homs.", "Lakeland", "origin"),
    ("Boyce, 59, of Lakeland was shot.", "Lakeland", "home"),
    ("Police in Homs said that nine had died.", "Homs", "authority"),
    ("Police in Homs retook the port.", "Homs", "unknown"),
    ("In Ankara, the prime minister said so.", "Ankara", "said"),
    ("In Ankara, six were killed, the prime minister said.", "Ankara", "unknown"),
    ("They planned to bomb Seoul.", "Seoul", "threat"),
    ("Planes bombed Seoul.", "Seoul", "scene"),
    ("The wounded were evacuated to a hospital in Hatay.", "Hatay", "bed"),
    ("Gunmen attacked a family from Homs.", "Homs", "home"),
    ("The bombing of an election meeting in Homs shook the town.", "Homs", "scene"),
    ("They met in the northern town of Homs.", "Homs", "said"),
    ("A man died in Homs hospital.", "Homs", "bed"),
    ("A shell hit Homs hospital.", "Homs", "scene"),
    ("The convoy passed Homs.", "Homs", "unknown"),
]


@pytest.mark.parametrize("row", lexicons.read("place_standings"), ids=lambda row: row["example"])
def test_the_cues_example_stands_for_what_the_lexicon_says(row: dict[str, str]) -> None:
    names = list(NAMES.finditer(row["example"]))
    assert len(names) == 1
    expected = "scene" if row["standing"] == "death" else row["standing"]
    assert standing(row["example"], *names[0].span()) == expected


@pytest.mark.parametrize(("text", "name", "expected"), SENTENCES)
def test_the_nearest_cue_decides(text: str, name: str, expected: str) -> None:
    start = text.index(name)
    assert standing(text, start, start + len(name)) == expected
