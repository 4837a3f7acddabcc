"""Conflict places in the spellings of the press, in Arabic and in Cyrillic, with their country known."""

import csv
from pathlib import Path

from tasks.extract.places.gazetteer import gazetteer
from tasks.extract.places.lookup import best
from tasks.extract.places.resolve import kilometres


def _spellings():
    with Path(__file__).with_name("spellings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for spelling in row["spellings"].split(";"):
                yield row["country"], spelling, float(row["lat"]), float(row["lon"])


def test_ninety_five_in_a_hundred_spellings_are_found_and_one_at_most_is_wrong():
    known = gazetteer()
    right, wrong, missing = 0, [], []
    for country, spelling, lat, lon in _spellings():
        entry = best(spelling, known, country)
        if entry is None:
            missing.append(spelling)
        elif kilometres(entry.lat, entry.lon, lat, lon) <= 25:
            right += 1
        else:
            wrong.append(f"{spelling}: {entry.name} ({entry.lat}, {entry.lon})")
    total = right + len(wrong) + len(missing)
    assert total >= 142
    assert right >= 0.95 * total, f"missing {missing}, wrong {wrong}"
    assert len(wrong) <= 0.01 * total, wrong


def test_a_name_that_only_shares_consonants_is_no_match():
    assert best("Wadi Bakkar", gazetteer(), "SY") is None
