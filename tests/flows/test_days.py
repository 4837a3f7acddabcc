"""Which days and months a run goes over; what its summary says. No stage is run here."""

from datetime import UTC, date, datetime

import pytest

from flows.days import Done, Summary, months_read, span, without_silence
from flows.runs import logical_day
from flows.summary import summary_lines


def d(text: str) -> date:
    return date.fromisoformat(text)


def test_span_includes_both_ends():
    assert span(d("2020-02-28"), d("2020-03-01")) == [d("2020-02-28"), d("2020-02-29"), d("2020-03-01")]
    assert span(d("2020-02-28"), d("2020-02-28")) == [d("2020-02-28")]


def test_end_before_start_is_refused():
    with pytest.raises(ValueError, match=r"end \(2020-02-01\) is before start \(2020-02-05\)"):
        span(d("2020-02-05"), d("2020-02-01"))


@pytest.mark.parametrize(
    ("scheduled", "timezone", "day"),
    [
        ("2026-11-22T02:30:00+00:00", "UTC", "2026-11-21"),
        # 02:30 of the 22nd in London; in Auckland it is the 22nd already at 02:30 of the 21st, 13:30 UTC
        ("2026-07-22T01:30:00+00:00", "Europe/London", "2026-07-21"),
        ("2026-11-21T13:30:00+00:00", "Pacific/Auckland", "2026-11-21"),
        ("2026-11-22T05:30:00+00:00", "America/Los_Angeles", "2026-11-20"),
        # the hour that is there twice, and the day after the hour that is not
        ("2026-10-25T00:30:00+00:00", "Europe/London", "2026-10-24"),
        ("2026-10-25T01:30:00+00:00", "Europe/London", "2026-10-24"),
        ("2026-03-29T01:30:00+00:00", "Europe/London", "2026-03-28"),
    ],
)
def test_the_logical_day_is_the_one_before_the_scheduled_start(scheduled, timezone, day):
    assert logical_day(datetime.fromisoformat(scheduled), timezone) == d(day)


def test_a_naive_clock_has_no_part_in_it():
    assert logical_day(datetime(2026, 11, 22, 0, 10, tzinfo=UTC), "UTC") == d("2026-11-21")


def test_years_of_silence_are_passed_over_and_months_are_not():
    days = span(d("1911-03-11"), d("1989-12-31"))
    kept, silences = without_silence(days, [d("1911-03-11"), d("1989-06-01")])
    assert silences == [(d("1911-03-12"), d("1989-05-31"))]
    assert kept == [d("1911-03-11"), *span(d("1989-06-01"), d("1989-12-31"))]


def test_a_leap_year_without_articles_is_kept():
    days = span(d("2020-01-01"), d("2020-12-31"))
    assert without_silence(days, []) == (days, [])


def test_months_are_those_whose_window_holds_the_day():
    def window(month: date) -> tuple[date, date]:
        return month, month.replace(day=20)

    assert months_read([d("2020-02-03"), d("2020-02-20"), d("2020-01-25")], window) == [d("2020-02-01")]


class TestSummary:
    summary = Summary(
        [
            Done("clean", d("2020-02-03"), "skipped", rows=5),
            Done("clean", d("2020-02-04"), "done", rows=2, refused=1),
            Done("clean", d("2020-02-05"), "failed", error="OSError: no space"),
            Done("extract", d("2020-02-03"), "skipped", rows=30, claims=11),
            Done("extract", d("2020-02-04"), "unchanged", rows=4, claims=2),
            Done("link", d("2020-02-01"), "done", rows=9),
        ]
    )

    def test_counts(self):
        assert self.summary.days == [d("2020-02-03"), d("2020-02-04"), d("2020-02-05")]
        assert self.summary.recomputed == [d("2020-02-04"), d("2020-02-05")]
        assert (self.summary.rows("clean"), self.summary.claims, self.summary.refused) == (7, 13, 1)

    def test_failed_days_are_listed_with_stage_and_reason(self):
        assert self.summary.failed == {d("2020-02-05"): "clean: OSError: no space"}

    def test_words(self):
        first, *others = summary_lines(self.summary)
        assert first == "3 days, of which 2 recomputed: 7 articles, 13 claims, 1 inputs refused"
        assert "FAILED 2020-02-05: clean: OSError: no space" in others
