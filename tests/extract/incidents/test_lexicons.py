"""The lexicons of incidents: every row has its example, names a known event type, and stands there once."""

import pytest

from tasks.extract import lexicons
from warehouse.contracts.claims import EVENT_TYPES, STANCES

LEXICONS = [
    *("incident_triggers", "incident_phrases", "incident_nouns", "incident_occurrences", "incident_objects"),
    *("incident_gate", "force_nouns", "irrealis", "responsibility_triggers", "violence_words", "fiction"),
]


@pytest.mark.parametrize("name", LEXICONS)
def test_rows(name: str) -> None:
    rows = lexicons.read(name)
    seen = set()
    for row in rows:
        assert row["example"], row
        assert None not in row, row
        is_told_by_object = row.get("object") == "EVENT"  # "launch a raid": the noun has the event type
        assert row.get("event_type", "attack") in EVENT_TYPES or is_told_by_object, row
        assert row.get("stance", "denial") in STANCES, row
        key = tuple(value for column, value in row.items() if column not in ("example", "event_type", "needs_actor"))
        assert key not in seen, row
        seen.add(key)
