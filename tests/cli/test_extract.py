"""`tollbook extract`: lines in, claims out, and what is refused."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows import standalone
from flows.cli import cli

RAID = {
    "id": "raid",
    "title": "Raid on Hama",
    "published": "2020-02-06",
    "text": "Hama was quiet at noon.\n\nFive civilians were killed in an air strike on Hama on Wednesday, medics said.",
}


def lines(*articles) -> bytes:
    return "".join((a if isinstance(a, str) else json.dumps(a)) + "\n" for a in articles).encode()


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "a", "text": "cut in ha', "not JSON"),
        (b'{"id": "a", "text": "\xff\xfe"}', "not UTF-8"),
        (b'["a"]', "not a JSON object"),
        (b'{"text": "x"}', "no id"),
        (b'{"id": "", "text": "x"}', "no id"),
        (b'{"id": true, "text": "x"}', "no id"),
        (b'{"id": "a"}', "no text"),
        (b'{"id": "a", "text": null}', "text is not a text"),
        (b'{"id": "a", "text": "x", "title": 5}', "title is not a text"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": "a", "text": "' + b"x" * 2_000_000 + b'"}', "longer than 1,000,000 bytes"),
    ],
)
def test_bad_lines_are_refused_with_the_reason(line, reason):
    with pytest.raises(standalone.BadLine, match=reason.replace(".", r"\.")):
        standalone.parse_article(line, max_bytes=1_000_000)


def test_a_line_becomes_an_article():
    article = standalone.parse_article(
        '\ufeff{"id": 7, "title": "", "published": "2020-02-06T23:30:00-05:00", "text": "a\\ud83d b"}'.encode(), 1000
    )
    assert (article.article_id, article.title, article.published.isoformat()) == ("7", None, "2020-02-06")
    assert article.text == "a\ufffd b"  # half of a surrogate pair can't be written; offsets stay


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2020-02-06", "2020-02-06"),
        ("December 16, 2016", "2016-12-16"),
        ("16 December 2016 7:58 AM ET", "2016-12-16"),
        ("05/06/2016", None),
        ("7:58 AM ET", None),
        ("31.02.2020", None),
        (None, None),
    ],
)
def test_the_day_of_publication(published, day):
    line = json.dumps({"id": "a", "text": "x", "published": published}).encode()
    found = standalone.parse_article(line, 1000).published
    assert (found and found.isoformat()) == day


def test_of_a_huge_line_only_the_beginning_is_kept(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"x" * 3_000_000 + b"\n\n  \nshort\nlast")
    with path.open("rb") as file:
        found = list(standalone.read_lines(file, 1000))
    assert [(number, len(line)) for number, line in found] == [(1, 1001), (4, 6), (5, 4)]


@pytest.mark.model
class TestExtract:
    def run(self, tmp_path, content: bytes, *options: str, name: str = "in.jsonl"):
        path = tmp_path / name
        path.write_bytes(content)
        return CliRunner().invoke(cli, ["extract", str(path), "--claims", str(tmp_path / "claims.jsonl"), *options])

    def test_claims_and_mentions(self, tmp_path):
        result = self.run(tmp_path, lines(RAID), "--mentions", str(tmp_path / "mentions.jsonl"))
        assert result.exit_code == 0, result.output
        (claim,) = [c for c in rows(tmp_path / "claims.jsonl") if c["kind"] == "casualty"]
        assert (claim["article_id"], claim["outcome"], claim["count_low"], claim["count_high"]) == (
            "raid",
            "killed",
            5,
            5,
        )
        assert claim["id"] == claim["claim_id"]
        sentence = RAID["text"][claim["sentence_start"] : claim["sentence_end"]]
        assert sentence.startswith("Five civilians")
        assert sentence.endswith("medics said.")
        for mention in rows(tmp_path / "mentions.jsonl"):
            assert RAID["text"][mention["start"] : mention["end"]] == mention["text"]

    def test_bad_lines_are_reported_and_the_rest_goes_on(self, tmp_path):
        result = self.run(tmp_path, lines('{"id": "cut', RAID, "5"))
        assert result.exit_code == 3
        assert "line 1: not JSON" in result.output
        assert "line 3: not a JSON object" in result.output
        assert "1 articles" in result.output
        assert "2 lines refused" in result.output
        assert {c["article_id"] for c in rows(tmp_path / "claims.jsonl")} == {"raid"}

    def test_nothing_but_bad_lines_is_a_failure(self, tmp_path):
        assert self.run(tmp_path, b"{\n").exit_code == 1

    def test_empty_file(self, tmp_path):
        assert self.run(tmp_path, b"").exit_code == 0
        assert (tmp_path / "claims.jsonl").read_bytes() == b""

    def test_compressed(self, tmp_path):
        result = self.run(tmp_path, gzip.compress(lines(RAID)), name="in.jsonl.gz")
        assert result.exit_code == 0, result.output
        assert rows(tmp_path / "claims.jsonl")

    def test_cut_gzip_leaves_no_output(self, tmp_path):
        result = self.run(tmp_path, gzip.compress(lines(RAID))[:-20], name="in.jsonl.gz")
        assert result.exit_code == 1
        assert "Error:" in result.output
        assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl.gz"]

    def test_standard_streams(self):
        result = CliRunner().invoke(cli, ["extract", "-"], input=lines(RAID))
        assert result.exit_code == 0, result.output
        assert [json.loads(line)["article_id"] for line in result.stdout.splitlines()]

    def test_no_such_model(self, tmp_path):
        result = self.run(tmp_path, lines(RAID), "--model", "no_such_model")
        assert result.exit_code == 1
        assert "no language model 'no_such_model'" in result.output

    @pytest.mark.slow
    def test_processes_make_no_difference(self, tmp_path):
        many = lines(*(RAID | {"id": f"raid-{i}"} for i in range(2 * standalone.CHUNK + 5)), "{")
        outputs = []
        for processes, threads in (("1", 0), ("2", 0), ("2", 1)):  # beside a thread, workers can't be forked
            with ThreadPoolExecutor(1) as beside:
                list(beside.map(abs, range(threads)))
                result = self.run(tmp_path, many, "--processes", processes)
            assert result.exit_code == 3
            outputs.append((tmp_path / "claims.jsonl").read_bytes())
        assert outputs[0] == outputs[1] == outputs[2]
        ids = [c["article_id"] for c in map(json.loads, outputs[0].splitlines()) if c["kind"] == "casualty"]
        assert ids == [f"raid-{i}" for i in range(2 * standalone.CHUNK + 5)]
