"""The source registry: its rows are sound, and names and addresses lead to one outlet."""

import pytest

from tasks.ingest import registry

KINDS = {"agency", "newspaper", "broadcaster", "state_media", "monitor"}


def test_rows_are_complete_and_no_name_or_address_means_two_outlets():
    rows = registry.rows()
    assert {row["kind"] for row in rows} <= KINDS
    assert all(
        row["outlet"] and row["independent_group"] and row["reason"] and len(row["country"]) == 2 for row in rows
    )
    names = [n for row in rows for n in {v.strip().lower() for v in (row["outlet"], *row["variants"].split("|"))} if n]
    domains = [row["domain"] for row in rows if row["domain"]]
    assert len(domains) == len(set(domains))
    assert {name for name in names if names.count(name) > 1} == set()


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("reuters", None, "Reuters"), (None, "https://www.aljazeera.com/news/1", "Al Jazeera"),
        (None, "https://english.ahram.org.eg/x", "Ahram Online"), (None, "https://haddad.example/x", "haddad.example"),
        ("Haddad  Press", "https://www.reuters.com/", "Haddad Press"), (None, "http://[broken", None),
        (None, None, None),
    ],
)  # fmt: skip
def test_outlets(name, url, outlet):
    assert registry.outlet(name, url) == outlet


def test_houses_with_one_newsroom_are_one_group():
    assert registry.group("Sputnik") == registry.group("RIA Novosti") != registry.group("TASS")
    assert registry.group("Haddad Press") == "Haddad Press"
