"""Linking months side by side, in processes of their own."""

from datetime import date, timedelta

import pytest

from flows import days
from flows.runs import direct
from tests.benchmarks.linking import write_days
from warehouse.storage import Warehouse


def linked(warehouse: Warehouse) -> dict[str, str | None]:
    return {
        f"{table} {month}": warehouse.content_hash(table, month)
        for table in ("incidents", "incident_claims")
        for month in warehouse.partitions(table)
    }


@pytest.mark.slow
def test_two_processes_link_the_same_as_one(tmp_path, monkeypatch):
    one, two = Warehouse(tmp_path / "one"), Warehouse(tmp_path / "two")
    published = [date(2022, 3, 24) + timedelta(days=n) for n in range(12)]
    for warehouse in (one, two):
        write_days(warehouse, published, a_day=30)
    done = days.run_months(one, published, direct)
    monkeypatch.setattr(days, "MANY_CLAIMS", 1)
    assert [d.rows for d in days.run_months(two, published, direct, processes=2)] == [d.rows for d in done]
    assert {d.outcome for d in done} == {"done"}
    assert linked(two) == linked(one)
    assert {d.outcome for d in days.run_months(two, published, direct, processes=2)} == {"skipped"}


def test_a_day_that_says_nothing_of_a_month_leaves_its_incidents_alone(tmp_path):
    """The claims of 12 April tell of the last days; February is still open, and nothing is linked anew in it."""
    warehouse = Warehouse(tmp_path)
    computed: list[date] = []

    def call(name, stage, **arguments):
        def compute(function, *given):
            computed.append(stage.day)
            return function(*given)

        direct(name, stage, compute=compute)

    def run(**options) -> dict[date, str]:
        computed.clear()
        return {d.day: d.outcome for d in days.run_months(warehouse, [date(2022, 4, 12)], call, **options)}

    february, march, april = date(2022, 2, 1), date(2022, 3, 1), date(2022, 4, 1)
    write_days(warehouse, [date(2022, 2, 15), date(2022, 3, 15)], a_day=5)
    run()
    assert computed == [february, march]  # nothing is published yet that could speak of April
    before = linked(warehouse)

    write_days(warehouse, [date(2022, 4, 12)], a_day=5)
    assert run() == {february: "unchanged", march: "unchanged", april: "done"}
    assert computed == [april]
    assert {k: v for k, v in linked(warehouse).items() if "04-01" not in k} == {
        k: v for k, v in before.items() if "04-01" not in k
    }
    assert set(run().values()) == {"skipped"}

    # what was damaged meanwhile, or is asked for, is linked anew
    write_days(warehouse, [date(2022, 4, 11)], a_day=5)
    warehouse.write("incidents", march, warehouse.read("incidents", march).slice(1))
    run()
    assert computed == [march, april]
    assert linked(warehouse)["incidents 2022-03-01"] == before["incidents 2022-03-01"]
    run(force=True)
    assert computed == [february, march, april]


def test_a_damaged_day_fails_its_months_alone(tmp_path):
    warehouse = Warehouse(tmp_path)
    write_days(warehouse, [date(2022, 3, 15), date(2022, 9, 15)], a_day=5)
    warehouse.path("claims", date(2022, 9, 15)).write_bytes(b"PAR1 and nothing more")
    outcomes = {d.day: d.outcome for d in days.run_months(warehouse, [date(2022, 3, 15), date(2022, 9, 15)], direct)}
    assert outcomes[date(2022, 3, 1)] == "done"
    assert outcomes[date(2022, 9, 1)] == "failed"
