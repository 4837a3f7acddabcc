"""Every table of sentences: what each text must be read as, and what must be read out of none.

counts       every row of "Reading counts" in CLAIMS.md, and the numbers that count no people
outcomes     each way of saying that people were killed, injured, captured, missing, displaced; headlines likewise
    styles       the same in press releases, event databases, communiques, crime reports, old wars, nested sentences
victims      role and group
sources      who says so, and how surely
relations    subsets (<), repeats (=), running totals (+)
doers        who did it
events       what caused it
"""

import pytest

from tests.extract.sentences.cases import bounds, cases, related, sorted_cell, written

pytestmark = pytest.mark.model


@pytest.mark.parametrize(("text", "expected"), cases("counts"))
def test_counts(read, text, expected):
    claims = read(text).claims
    assert written(claims, lambda c: f"{c['outcome']} {bounds(c)} {c['count_qualifier']}") == sorted_cell(expected)


@pytest.mark.parametrize(("text", "expected"), cases("outcomes"))
def test_outcomes(read, text, expected):
    assert written(read(text).claims, lambda c: f"{c['outcome']} {bounds(c)}") == sorted_cell(expected)


@pytest.mark.parametrize(("text", "expected"), cases("styles"))
def test_outcomes_in_other_styles(read, text, expected):
    assert written(read(text).claims, lambda c: f"{c['outcome']} {bounds(c)}") == sorted_cell(expected)


@pytest.mark.parametrize(("text", "expected"), cases("headlines"))
def test_headlines(read, text, expected):
    """A headline stands above a text that says nothing of its own."""
    claims = read(f"{text}\n\nThe council met on Thursday and talked about bread.").claims
    assert written(claims, lambda c: f"{c['outcome']} {bounds(c)}") == sorted_cell(expected)


@pytest.mark.parametrize(("text", "expected"), cases("victims"))
def test_victims(read, text, expected):
    claims = read(text).claims
    assert written(claims, lambda c: f"{bounds(c)} {c['victim_role']} {c['victim_group'] or '-'}") == sorted_cell(
        expected
    )


@pytest.mark.parametrize(("text", "expected"), cases("sources"))
def test_sources(read, text, expected):
    claims = read(text).claims
    assert written(claims, lambda c: f"{bounds(c)} {c['certainty']}: {c['source_text'] or '-'}") == sorted_cell(
        expected
    )


@pytest.mark.parametrize(("text", "expected"), cases("relations"))
def test_relations(read, text, expected):
    assert related(read(text).claims) == sorted_cell(expected)


@pytest.mark.parametrize(("text", "expected"), cases("doers"))
def test_doers(read, text, expected):
    assert written(read(text).claims, lambda c: f"{bounds(c)} {c['actor_text'] or '-'}") == sorted_cell(expected)


@pytest.mark.parametrize(("text", "expected"), cases("events"))
def test_events(read, text, expected):
    assert written(read(text).claims, lambda c: f"{bounds(c)} {c['event_type']}") == sorted_cell(expected)
