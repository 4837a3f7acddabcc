"""Real texts in ../shared, which aren't ours and stay there: skipped, and said so, where it is absent."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tasks.clean.table import clean
from tasks.ingest.scan import scan
from tasks.ingest.table import ingest
from tasks.segment import split
from tasks.segment.table import segment

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="../shared isn't here")


def through(path: Path):
    """(articles, sentences, refused) of a source, all stages in memory."""
    articles, sentences, refused = [], [], []
    with scan(path) as result:
        for batch in result.days.values():
            raw, at_ingest = ingest(None, batch)
            frame, at_clean = clean(raw)
            articles += frame.to_pylist()
            sentences += segment(frame).to_pylist()
            refused += at_ingest + at_clean
    return articles, sentences, refused


def test_the_first_article_goes_through():
    (article,), sentences, refused = through(SHARED / "real")
    assert refused == []
    assert (str(article["published_on"]), article["published_basis"]) == ("2020-02-06", "date_line")
    assert article["title"].startswith("Syrian regime troops reportedly")
    assert all(article["text"][s["start"] : s["end"]] == s["text"] for s in sentences)
    kinds = Counter(s["kind"] for s in sentences)
    assert 39 <= len(sentences) <= 43
    assert (kinds["headline"], kinds["byline"], kinds["dateline"], kinds["caption"]) == (2, 1, 1, 1)
    assert (kinds["promo"], kinds["footer"]) == (1, 2)


@pytest.mark.slow
def test_no_report_of_the_wires_is_lost():
    given = [json.loads(line)["id"] for line in (SHARED / "eval" / "muc4.jsonl").open(encoding="utf-8")]
    articles, sentences, refused = through(SHARED / "eval" / "muc4.jsonl")
    assert sorted(a["article_id"] for a in articles) == sorted(given)
    assert refused == []
    assert {s["article_id"] for s in sentences} == set(given)


@pytest.mark.parametrize("name", ["claims_seed", "claims_syria", "claims_latin_america"])
def test_evidence_sentences_begin_and_end_where_two_readers_put_them(name):
    found = wanted = 0
    for line in (SHARED / "gold" / f"{name}.jsonl").open(encoding="utf-8"):
        article = json.loads(line)
        claims = article["claims"] + article.get("other_claims", [])
        spans = {(c["sentence_start"], c["sentence_end"]) for c in claims if c.get("sentence_start") is not None}
        own = {(span.start, span.end) for span in split(article["text"], article["title"])}
        found += len(spans & own)
        wanted += len(spans)
    assert found >= 0.95 * wanted, f"{found} of {wanted}"


@pytest.mark.parametrize(
    "name", ["fakes", "gvdb", "timex_tbaq", "toponyms_trnews", "toponyms_gwn", "toponyms_lgl", "idmc"]
)
def test_offsets_are_exact_on_raw_texts(name):
    for line in (SHARED / "eval" / f"{name}.jsonl").open(encoding="utf-8"):
        article = json.loads(line)
        text, end = article["text"], 0
        for span in split(text, article.get("title")):
            assert end <= span.start < span.end
            assert not re.search(r"[^\W_]", text[end : span.start])
            end = span.end
        assert not re.search(r"[^\W_]", text[end:])
