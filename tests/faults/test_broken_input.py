"""Broken input: each kind is refused with its reason and bytes, and what stands beside it goes on."""

import gzip
import json
import os
import resource
import sys
from datetime import date
from pathlib import Path

import pytest

from tasks.clean.table import clean
from tasks.ingest.scan import scan
from tasks.ingest.table import ingest
from tasks.refused import Refused, quarantine_rows
from warehouse.contracts import TABLES
from warehouse.storage import Warehouse

TODAY = date(2026, 1, 1)
GOOD = {
    "id": "good",
    "source": "Haddad Press",
    "published": "2020-02-06",
    "text": "Two people were killed on Thursday.",
}
GOOD_LINE = (json.dumps(GOOD) + "\n").encode()


def bad(**fields: object) -> bytes:
    return json.dumps({**GOOD, "id": "bad", **fields}).encode()


def found(path: Path, **arguments) -> tuple[list[str], list[Refused]]:
    """(ids of the articles, what was refused) after ingest and clean."""
    ids: list[str] = []
    refused: list[Refused] = []
    with scan(path, today=TODAY, **arguments) as result:
        for batch in result.days.values():
            raw, at_ingest = ingest(None, batch)
            articles, at_clean = clean(raw)
            ids += articles["article_id"].to_pylist()
            refused += at_ingest + at_clean
    return sorted(ids), refused


LINES = {
    "cut in half": (b'{"id": "bad", "text": "Two people we', "cut_json"),
    "no object": (b'["Two people were killed."]', "wrong_fields"),
    "a bare word": (b"Two people were killed.", "cut_json"),
    "very deep": (b'{"a":' * 100_000, "cut_json"),
    "not UTF-8": (b'{"id": "bad", "text": "Two in Jal\xe1pa."}', "wrong_encoding"),
    "half a character": (b'{"id": "bad", "text": "Two \\ud83d were killed."}', "wrong_encoding"),
    "no text": (b'{"id": "bad", "title": "Two people were killed"}', "wrong_fields"),
    "text of a wrong kind": (bad(text=["Two people were killed."]), "wrong_fields"),
    "title of a wrong kind": (bad(title=7), "wrong_fields"),
    "empty text": (bad(text=""), "empty_article"),
    "white space": (bad(text=" \n\u00a0\n"), "empty_article"),
    "no letter": (bad(text="* * *\n---"), "empty_article"),
    "31 February": (bad(published="2020-02-31"), "impossible_date"),
    "31 February in words": (bad(published="31 February 2020"), "impossible_date"),
    "a date line that can't be": (
        bad(published=None, text="Shells hit\n31 February, 2020\nTwo died."),
        "impossible_date",
    ),
    "no date at all": (bad(published="soon"), "impossible_date"),
    "a number for a date": (bad(published=20200206), "impossible_date"),
    "before there was news": (bad(published="1820-02-06"), "impossible_date"),
    "year 1": (bad(published="0001-01-01T00:00:00+14:00"), "impossible_date"),
    "tomorrow": (bad(published="2026-01-03"), "impossible_date"),
    "after it was fetched": (bad(published="2020-02-06", fetched_at="2020-02-04T00:00:00Z"), "impossible_date"),
    "fetched never": (bad(fetched_at="2020-02-31"), "impossible_date"),
    "a page of nothing": (bad(text=None, html="<html><body><script>x()</script></body></html>"), "empty_text"),
    "binary page": (bad(text=None, html="\x00\x01PNG" * 30), "binary"),
    "the same id, another text": (bad(id="good"), "duplicate_id"),
}


@pytest.mark.parametrize("name", LINES)
def test_a_broken_line_lands_in_quarantine_and_the_others_go_on(tmp_path, name):
    line, reason = LINES[name]
    if name == "the same id, another text":
        line = bad(id="good", text="Four people were killed on Thursday.")
    (tmp_path / "a.jsonl").write_bytes(GOOD_LINE + line + b"\n" + GOOD_LINE.replace(b'"good"', b'"good2"'))
    ids, (refused,) = found(tmp_path / "a.jsonl")
    assert ids == ["good", "good2"]
    assert (refused.reason, refused.origin) == (reason, "a.jsonl:2")
    assert refused.detail
    body = json.loads(line).get("html") if reason == "empty_text" else None
    assert refused.content == (body.encode() if body else line)


FILES = {
    "empty": ("bad.txt", b"", "empty_article"),
    "cyrillic in a code page": ("bad.txt", "Погибли двое мирных жителей.".encode("cp1251"), "wrong_encoding"),
    "latin-1 control bytes": ("bad.txt", b"Two died in Jal\x81pa on Thursday.", "wrong_encoding"),
    "UTF-16 cut in half": ("bad.txt", "Two died.".encode("utf-16")[:-1], "wrong_encoding"),
    "an image": ("bad.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
    "an archive for a page": ("bad.html", b"PK\x03\x04\x00\x00" + bytes(range(256)), "binary"),
    "no gzip": ("bad.txt.gz", b"Two died.", "broken_gzip"),
    "gzip cut in half": ("bad.jsonl.gz", gzip.compress(GOOD_LINE * 50)[:60], "broken_gzip"),
    "too long": ("bad.txt", b"Two died. " * 200, "too_large"),
    "too long when unpacked": ("bad.txt.gz", gzip.compress(b"Two died. " * 200), "too_large"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_broken_file_lands_in_quarantine_and_the_others_go_on(tmp_path, name):
    file_name, body, reason = FILES[name]
    (tmp_path / file_name).write_bytes(body)
    (tmp_path / "good.jsonl").write_bytes(GOOD_LINE)
    ids, (refused,) = found(tmp_path, max_article_bytes=1000)
    assert ids == ["good"]
    assert (refused.reason, refused.origin) == (reason, file_name)
    kept = refused.content if isinstance(refused.content, bytes) else refused.content.read_bytes()
    assert kept == body


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "Two died in Jalápa."),
        ("utf-16", "Two died in Jalápa."),
        ("cp1252", "“Two died in Jalápa,” he said – the town’s café burned."),
        ("utf-8", "Погибли двое мирных жителей."),
    ],
)
def test_texts_in_other_encodings_are_read_where_they_tell_themselves(tmp_path, encoding, text):
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    with scan(tmp_path, today=TODAY) as result:
        (batch,) = result.days.values()
        articles, refused = clean(ingest(None, batch)[0])
    assert (articles["text"].to_pylist(), refused) == ([text], [])


@pytest.mark.parametrize(
    ("meta", "reason"),
    [
        ("source = ", "broken_sidecar"),
        (b"\xff\xfe", "broken_sidecar"),
        ("published = 2020-02-31", "impossible_date"),
        ('published = "31 February"', "impossible_date"),
        ("source = 7", "wrong_fields"),
    ],
)
def test_a_broken_sidecar_refuses_its_article(tmp_path, meta, reason):
    (tmp_path / "a.txt").write_text("Two died.")
    (tmp_path / "a.txt.meta.toml").write_bytes(meta.encode() if isinstance(meta, str) else meta)
    ids, (refused,) = found(tmp_path)
    assert (ids, refused.reason, refused.origin) == ([], reason, "a.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    (tmp_path / "a.txt").write_text("Two died.")
    (tmp_path / "a.txt").chmod(0)
    _, (refused,) = found(tmp_path)
    assert refused.reason == "unreadable_file"


def test_links_that_lead_nowhere_or_in_a_circle(tmp_path):
    (tmp_path / "good.jsonl").write_bytes(GOOD_LINE)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "up").symlink_to(tmp_path, target_is_directory=True)
    ids, refused = found(tmp_path)
    assert ids == ["good"]
    assert sorted((item.origin, item.reason) for item in refused) == [
        ("below/up", "symlink_loop"), ("gone.txt", "unreadable_file"), ("self.txt", "unreadable_file"),
    ]  # fmt: skip


def test_a_single_file_of_an_unknown_type_is_refused(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    _, (refused,) = found(tmp_path / "a.pdf")
    assert refused.reason == "unknown_type"


def test_refused_inputs_go_under_their_own_day_else_the_run_s_else_the_first(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(GOOD_LINE + bad(text="", published="2020-02-08") + b"\n{cut\n")

    def days(**arguments):
        with scan(tmp_path, today=TODAY, **arguments) as result:
            return {day.day: [item.reason for item in batch.refused] for day, batch in result.days.items()}

    assert days() == {6: ["cut_json"], 8: ["empty_article"]}
    assert days(run_day=date(2020, 2, 9)) == {6: [], 8: ["empty_article"], 9: ["cut_json"]}


def test_quarantine_rows_keep_the_bytes_and_are_the_same_each_time(tmp_path):
    warehouse = Warehouse(tmp_path)
    big = tmp_path / "big"
    big.write_bytes(b"x" * 1000)
    refused = [
        Refused("a.txt", "empty_article", "empty", b""),
        Refused("a.txt", "empty_article", "empty", b""),
        Refused("b.txt", "too_large", "big", big, "a1"),
    ]
    rows = quarantine_rows(refused, "ingest", date(2020, 2, 6), warehouse.keep)
    assert rows == quarantine_rows(refused, "ingest", date(2020, 2, 6), warehouse.keep)
    assert sorted((row["origin"], row["size_bytes"], row["article_id"]) for row in rows) == [
        ("a.txt", 0, None), ("b.txt", 1000, "a1"),
    ]  # fmt: skip
    assert all((tmp_path / row["kept_at"]).stat().st_size == row["size_bytes"] for row in rows)
    assert TABLES["quarantine"].from_rows(rows).num_rows == 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"])
def test_an_article_of_200_megabytes_is_passed_over_in_little_memory(tmp_path, name):
    with (tmp_path / name).open("wb") as file:
        if name.endswith("jsonl"):
            file.write(GOOD_LINE + b'{"id": "bad", "text": "')
        for _ in range(200):
            file.write(b"Two were killed. " * (1_000_000 // 17))
        if name.endswith("jsonl"):
            file.write(b'"}\n' + GOOD_LINE.replace(b'"good"', b'"good2"'))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with scan(tmp_path, today=TODAY) as result:
        (refused,) = [item for batch in result.days.values() for item in batch.refused]
        assert isinstance(refused.content, Path)
        assert refused.content.stat().st_size > 199_000_000
        assert result.articles == (2 if name.endswith("jsonl") else 0)
    assert refused.reason == "too_large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kilobytes
