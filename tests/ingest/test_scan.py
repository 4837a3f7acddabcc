"""What a source holds: titles, dates, ids and versions, read off files of every kind."""

import gzip
import json
import os
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from tasks.ingest.scan import scan
from tasks.ingest.table import ingest
from warehouse.contracts import TABLES

TODAY = date(2026, 1, 1)
DAY = date(2020, 2, 6)
TEXT = "Shells hit market\n06 February, 2020\n\nTwo people were killed in Binnish on Thursday.\n"
PAGE = """<html><head><title>Shells hit market</title>
<meta property="article:published_time" content="2020-02-06T21:30:00+03:00"></head>
<body><article><p>Two people were killed in Binnish on Thursday.</p></article></body></html>"""


def put(path: Path, content: str | bytes, meta: str | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    if meta is not None:
        path.with_name(path.name + ".meta.toml").write_text(meta, encoding="utf-8")
    return path


def line(**fields: object) -> str:
    return (
        json.dumps({"id": "a1", "source": "Haddad Press", "published": "2020-02-06", "text": "Two died.", **fields})
        + "\n"
    )


def rows(path: Path, **arguments) -> list[dict]:
    with scan(path, today=TODAY, **arguments) as result:
        return [row for batch in result.days.values() for row in batch.rows()]


def refusals(path: Path, **arguments) -> list[tuple[str, str]]:
    with scan(path, today=TODAY, **arguments) as result:
        return [(item.origin, item.reason) for batch in result.days.values() for item in batch.refused]


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "below/and/below/a.TXT"])
def test_a_text_file_tells_its_title_and_day(tmp_path, name):
    put(tmp_path / name, TEXT)
    (row,) = rows(tmp_path)
    assert (row["title"], row["published_on"], row["published_basis"]) == ("Shells hit market", DAY, "date_line")
    assert (row["media_type"], row["body"], row["origin"]) == ("text/plain", TEXT.encode(), name)


@pytest.mark.parametrize(
    "text",
    [
        "Two died.",
        "   Lima, 3 May 89 (EFE) -- Two policemen were killed in\nthe town of Juli.\n",
        "Two died. " * 40 + "\nX",
    ],
)
def test_prose_is_no_title(tmp_path, text):
    put(tmp_path / "a.txt", text)
    assert [row["title"] for row in rows(tmp_path)] == [None]


@pytest.mark.parametrize("name", ["a.html", "a.htm.gz"])
def test_a_page_tells_its_day(tmp_path, name):
    put(tmp_path / name, PAGE)
    (row,) = rows(tmp_path)
    assert (row["published_on"], row["published_basis"], row["media_type"]) == (DAY, "metadata", "text/html")
    assert row["published_at"] == datetime(2020, 2, 6, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson"])
def test_a_line_of_json_is_an_article(tmp_path, name):
    put(
        tmp_path / name, line(url="https://haddad.example/a", title="Market hit") + "\n" + line(id=7, text="Four died.")
    )
    first, second = sorted(rows(tmp_path), key=lambda r: r["article_id"], reverse=True)
    assert (first["article_id"], first["title"], first["body"]) == ("a1", "Market hit", b"Two died.")
    assert (second["article_id"], second["title"], second["origin"]) == ("7", None, f"{name}:3")
    assert first["published_basis"] == "metadata"


def test_json_may_carry_a_page(tmp_path):
    put(tmp_path / "a.jsonl", line(text=None, html=PAGE))
    (row,) = rows(tmp_path)
    assert (row["media_type"], row["body"]) == ("text/html", PAGE.encode())


def test_a_sidecar_wins_over_the_text(tmp_path):
    put(
        tmp_path / "a.txt", TEXT,
        'id = "hp-1"\nsource = "Haddad Press"\nurl = "https://haddad.example/1"\ntitle = "Another"\n'
        "published = 2020-02-05T23:00:00+02:00\nfetched_at = 2020-02-08T00:00:00Z\n",
    )  # fmt: skip
    (row,) = rows(tmp_path)
    assert (row["article_id"], row["source"], row["title"]) == ("hp-1", "Haddad Press", "Another")
    assert (row["published_on"], row["published_basis"]) == (date(2020, 2, 5), "sidecar")
    assert row["published_at"] == datetime(2020, 2, 5, 21, tzinfo=UTC)
    assert row["fetched_at"] == datetime(2020, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2020-02-06", DAY), ("2020-02-06T10:00:00Z", DAY), ("2020-02-06 10:00", DAY), ("20200206", DAY),
        ("2020-02-06T23:30:00-05:00", DAY), ("6 February 2020", DAY), ("Thu, 06 Feb 2020 10:00:00 GMT", DAY),
    ],
)  # fmt: skip
def test_days_as_they_are_written(tmp_path, published, day):
    put(tmp_path / "a.jsonl", line(published=published))
    assert [row["published_on"] for row in rows(tmp_path)] == [day]


def test_an_undated_article_goes_under_the_run_s_day_and_stays_where_it_was_filed(tmp_path):
    put(tmp_path / "a.jsonl", line(published=None, fetched_at="2020-03-01T00:00:00Z"))
    (row,) = rows(tmp_path, run_day=date(2020, 2, 9))
    assert (row["published_on"], row["published_basis"]) == (date(2020, 2, 9), "run_day")
    filed = {(row["article_id"], row["version_id"]): date(2020, 2, 9)}
    (again,) = rows(tmp_path, run_day=date(2020, 2, 10), filed=filed)
    assert again["published_on"] == date(2020, 2, 9)
    (without,) = rows(tmp_path)
    assert without["published_on"] == date(2020, 3, 1)


def test_the_address_tells_the_day_and_the_outlet(tmp_path):
    put(tmp_path / "a.jsonl", line(published=None, source=None, url="https://www.reuters.com/world/2020/02/06/market"))
    (row,) = rows(tmp_path)
    assert (row["published_on"], row["published_basis"], row["source"]) == (DAY, "url", "Reuters")


@pytest.mark.parametrize(
    ("given", "source"),
    [("reuters", "Reuters"), ("Agence France Presse", "AFP"), ("Haddad Press", "Haddad Press"), (None, "press")],
)
def test_outlets_have_one_name(tmp_path, given, source):
    put(tmp_path / "press" / "a.jsonl", line(source=given))
    assert [row["source"] for row in rows(tmp_path)] == [source]


def test_a_file_s_own_time_is_when_it_was_fetched_but_never_before_it_was_out(tmp_path):
    path = put(tmp_path / "a.txt", TEXT)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    assert rows(tmp_path)[0]["fetched_at"] == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)
    os.utime(path, (315_532_800, 315_532_800))  # 1980: what zip archives give to files without a time
    assert rows(tmp_path)[0]["fetched_at"] == datetime(2020, 2, 6, tzinfo=UTC)


def test_ids_without_a_given_one_are_stable_and_apart(tmp_path):
    put(tmp_path / "one" / "a.txt", TEXT)
    put(tmp_path / "two" / "a.txt", TEXT.replace("Two", "Four"))
    first = {row["origin"]: row["article_id"] for row in rows(tmp_path)}
    assert len(set(first.values())) == 2
    assert first == {row["origin"]: row["article_id"] for row in rows(tmp_path)}


def test_a_newer_fetch_is_a_new_version(tmp_path):
    put(
        tmp_path / "a.jsonl",
        line(fetched_at="2020-02-07T00:00:00Z") + line(fetched_at="2020-02-08T00:00:00Z", text="Four died."),
    )
    assert len(rows(tmp_path)) == 2
    assert refusals(tmp_path) == []


def test_the_same_bytes_twice_are_one_version(tmp_path):
    put(tmp_path / "a.jsonl", line() + line())
    assert len(rows(tmp_path)) == 1
    assert refusals(tmp_path) == []


def test_a_file_alone_is_a_source(tmp_path):
    assert len(rows(put(tmp_path / "a.txt", TEXT))) == 1


def test_other_files_are_passed_over_and_named(tmp_path):
    put(tmp_path / "a.txt", TEXT, 'source = "Haddad Press"')
    put(tmp_path / "photo.jpg", b"\xff\xd8\xff")
    put(tmp_path / ".hidden.txt", TEXT)
    with scan(tmp_path, today=TODAY) as result:
        assert (result.articles, result.refused, result.ignored) == (1, 0, ["photo.jpg"])


def test_no_such_path(tmp_path):
    with pytest.raises(FileNotFoundError, match="no such"):
        scan(tmp_path / "nowhere")


def test_days_are_in_order_and_fingerprints_follow_the_content_not_the_clock(tmp_path):
    for day in (9, 3, 6):
        put(tmp_path / f"{day}.jsonl", line(id=f"a{day}", published=f"2020-02-0{day}"))

    def fingerprints():
        with scan(tmp_path, today=TODAY) as result:
            return {day.day: batch.fingerprint for day, batch in result.days.items()}

    before = fingerprints()
    assert list(before) == [3, 6, 9]
    os.utime(tmp_path / "3.jsonl", (1_600_000_000, 1_600_000_000))
    assert fingerprints() == before
    put(tmp_path / "6.jsonl", line(id="a6", published="2020-02-06", text="Four died."))
    after = fingerprints()
    assert {day for day in before if before[day] != after[day]} == {6}


def test_a_line_put_in_above_changes_only_its_own_day_and_no_id(tmp_path):
    path = tmp_path / "a.jsonl"
    lines = [line(id=None), "{cut\n", line(id="a6", published="2020-02-07")]

    def seen():
        with scan(path, today=TODAY) as result:
            return {d.day: (b.fingerprint, [row["article_id"] for row in b.rows()]) for d, b in result.days.items()}

    put(path, "".join(lines))
    before = seen()
    put(path, "".join([line(id="a9", published="2020-02-09"), *lines]))
    after = seen()
    assert {day: after[day] for day in before} == before
    assert set(after) == {6, 7, 9}


def test_many_bodies_go_through_a_temporary_file_and_come_back(tmp_path, monkeypatch):
    monkeypatch.setattr(import_module("tasks.ingest.scan"), "MEMORY", 1000)
    put(tmp_path / "a.jsonl", "".join(line(id=f"a{i}", text=f"{i} died. " * 50) for i in range(100)))
    spool = tmp_path / "spool"
    with scan(tmp_path / "a.jsonl", today=TODAY, spool=spool) as result:
        assert {row["article_id"]: row["body"] for row in result.days[DAY].rows()} == {
            f"a{i}": (f"{i} died. " * 50).encode() for i in range(100)
        }
    assert list(spool.iterdir()) == []


def frame(path: Path, existing=None):
    with scan(path, today=TODAY) as result:
        return ingest(existing, result.days[DAY])


def test_ingest_appends_and_never_changes(tmp_path):
    path = put(tmp_path / "a.jsonl", line(fetched_at="2020-02-07T00:00:00Z"))
    stored, _ = frame(path)
    assert stored.schema.equals(TABLES["raw_articles"].schema)
    assert frame(path, stored)[0].num_rows == 0
    put(path, line(fetched_at="2020-02-08T00:00:00Z", text="Four died."))
    fresh, refused = frame(path, stored)
    assert (fresh["body"].to_pylist(), refused) == ([b"Four died."], [])


def test_another_text_of_the_same_moment_is_refused_against_what_is_stored(tmp_path):
    path = put(tmp_path / "a.jsonl", line(fetched_at="2020-02-07T00:00:00Z"))
    stored, _ = frame(path)
    put(path, line(fetched_at="2020-02-07T00:00:00Z", text="Four died."))
    fresh, refused = frame(path, stored)
    assert fresh.num_rows == 0
    assert [(item.reason, item.article_id, item.content) for item in refused] == [("duplicate_id", "a1", b"Four died.")]


def test_a_day_without_batch_is_empty():
    assert ingest(None, None) == (TABLES["raw_articles"].empty(), [])
