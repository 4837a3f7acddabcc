"""What every claim and mention of the sample articles must hold, whatever they say: offsets, bounds, ids, pointers."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tasks.extract.records import Article
from tests.extract.sentences.cases import casualties, sentences_of

SAMPLES = sorted((Path(__file__).parents[3] / "seeds" / "articles").glob("*.txt"))

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def extracted(extractor):
    """Every sample as (article, its sentences, what was extracted)."""
    pairs = []
    for path in SAMPLES:
        article = Article(path.stem, path.read_text(encoding="utf-8"), None, date.fromisoformat(path.name[:10]))
        pairs.append((article, sentences_of(article.text)))
    return [(*pair, found) for pair, found in zip(pairs, extractor.extract_many(pairs), strict=True)]


def claims_of(extracted):
    return [(article, sentences, claim) for article, sentences, found in extracted for claim in found.claims]


def test_the_samples_make_claims(extracted):
    counts = [len(casualties(found.claims)) for _, _, found in extracted]
    assert sum(counts) > 100
    assert min(len(found.mentions) for _, _, found in extracted) > 0


def test_mentions_are_the_words_at_their_offsets(extracted):
    for article, _, found in extracted:
        for mention in found.mentions:
            assert article.text[mention["start"] : mention["end"]] == mention["text"] != ""


def test_claims_lie_in_their_sentence(extracted):
    for article, sentences, claim in claims_of(extracted):
        assert claim["sentence"] == article.text[claim["sentence_start"] : claim["sentence_end"]]
        assert claim["sentence_start"] <= claim["start"] < claim["end"] <= claim["sentence_end"]
        sentence = sentences[claim["sentence_index"]]
        assert (sentence.start, sentence.end) == (claim["sentence_start"], claim["sentence_end"])
        assert sentence.kind in ("headline", "body", "caption")


def test_texts_stand_in_the_article(extracted):
    """Line breaks inside are spaces in what is quoted."""
    for article, _, claim in claims_of(extracted):
        flat = " ".join(article.text.split()).lower()
        for name in ("count_text", "victim_text", "source_text", "actor_text", "target_text", "place_text"):
            if claim[name]:
                assert " ".join(claim[name].split()).lower() in flat, (name, claim[name], article.article_id)


def test_count_and_victims_stand_in_the_sentence(extracted):
    for _, _, claim in claims_of(extracted):
        for name in ("count_text", "victim_text"):
            if claim[name]:
                assert claim[name].lower() in " ".join(claim["sentence"].split()).lower(), (name, claim[name])


def test_bounds_are_in_order(extracted):
    for _, _, claim in claims_of(extracted):
        low, high = claim["count_low"], claim["count_high"]
        if claim["kind"] != "casualty":
            assert low is high is None
        else:
            assert low is not None or high is not None
            assert low is None or high is None or 0 <= low <= high


def test_days_are_in_order(extracted):
    for article, _, claim in claims_of(extracted):
        start, end = claim["date_start"], claim["date_end"]
        assert start is None or end is None or start <= end
        assert end is None or end <= article.published


def test_ids_are_unique_and_the_same_in_another_run(extracted, extractor):
    ids = [claim["claim_id"] for _, _, claim in claims_of(extracted)]
    assert [key for key, n in Counter(ids).items() if n > 1] == []
    again = [
        claim["claim_id"]
        for article, sentences, _ in extracted
        for claim in extractor.extract(article, sentences).claims
    ]
    assert again == ids


def test_pointers_lead_to_claims_of_the_same_article_and_never_in_a_circle(extracted):
    for _, _, found in extracted:
        by_id = {claim["claim_id"]: claim for claim in found.claims}
        for claim in found.claims:
            if claim["repeat_of"]:
                first = by_id[claim["repeat_of"]]
                assert first["repeat_of"] is None, "a repeat points to the first mention, never to another repeat"
                assert first["outcome"] == claim["outcome"]
                assert first["start"] < claim["start"]
            seen, at = set(), claim
            while at["subset_of"]:
                assert at["claim_id"] not in seen
                seen.add(at["claim_id"])
                at = by_id[at["subset_of"]]


def test_no_part_is_larger_than_its_whole(extracted):
    for _, _, found in extracted:
        by_id = {claim["claim_id"]: claim for claim in found.claims}
        for claim in found.claims:
            whole = by_id.get(claim["subset_of"])
            if whole and claim["count_low"] is not None and whole["count_high"] is not None:
                assert claim["count_low"] <= whole["count_high"]


def test_runs_of_spaces_move_no_offset(extractor):
    text = "A  shell killed  12  people  in  Homs  on Monday,  the  army  said."
    article = Article("a", text, None, date(2020, 2, 6))
    (claim,) = casualties(extractor.extract(article, sentences_of(text)).claims)
    assert text[claim["start"] : claim["end"]] == "killed  12  people"
    assert (claim["count_low"], claim["place_text"], claim["date_text"]) == (12, "Homs", "on Monday")
    assert claim["source_text"] == "the army"
