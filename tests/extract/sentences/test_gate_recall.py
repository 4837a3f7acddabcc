"""The gate loses nothing: sentences of our own gold that carry claims pass, and the ungated parse finds no more."""

import pytest

from tasks.extract import gate
from tasks.extract.pipeline import casualty_drafts
from tasks.extract.records import Article, Context
from tests.extract.gold.export import article, items
from tests.extract.sentences.cases import sentences_of

RECALL = 0.995
GOLD = [article(item) for item in items()]


def read_kinds(text, title):
    return [s for s in sentences_of(text, title) if s.kind in gate.CLAIM_KINDS]


def test_every_gold_claim_stands_in_a_sentence_that_passes():
    wanted, lost = 0, []
    for one in GOLD:
        sentences = sentences_of(one["text"], one["title"])
        for claim in one["claims"]:
            wanted += 1
            own = [s for s in sentences if s.start < claim["end"] and claim["start"] < s.end]
            if not any(gate.passes(s.text) for s in own):
                lost.append((one["id"], one["text"][claim["start"] : claim["end"]]))
    assert wanted > 500
    assert 1 - len(lost) / wanted >= RECALL, lost


@pytest.mark.model
def test_without_the_gate_no_further_claims(extractor):
    """Parses what the gate keeps out as well, and what it lets through in the same breath."""
    rows = [(one, sentence) for one in GOLD for sentence in read_kinds(one["text"], one["title"])]
    read = extractor.parse(extractor.unparsed(sentence) for _, sentence in rows)
    parsed = {}
    for (one, _), sentence in zip(rows, read, strict=True):
        parsed.setdefault(one["id"], []).append(sentence)
    whole, lost = 0, []
    for one in GOLD:
        every = parsed.get(one["id"], [])
        wanted = {one.sentence.index for one in extractor.wanted(p.sentence for p in every)}
        context = Context(Article(one["id"], one["text"], one["title"]), [p.sentence for p in every])
        full, gated = (
            {(d.seed.start, d.seed.end, d.seed.outcome, d.low, d.high) for d in casualty_drafts(some, context)}
            for some in (every, [p for p in every if p.sentence.index in wanted])
        )
        whole += len(full)
        lost += [(one["id"], key) for key in full - gated]
    assert whole > 500
    assert 1 - len(lost) / whole >= RECALL, lost


def test_most_of_an_everyday_paper_is_kept_out():
    everyday = [
        "The council met on Thursday and talked about the price of bread.",
        "Shares rose by three per cent in the afternoon.",
        "The ferry to the islands will sail twice a day from June.",
        "A new bridge over the river was opened by the mayor.",
        "The choir sings on Sunday at the old school in Verin.",
        "Farmers hope for rain before the end of the month.",
        "The library has bought 300 books with the money.",
        "Turkey urged Russia to press for a ceasefire.",
        "Students must hand in their papers by noon.",
        "The museum shows coins from the third century.",
    ]
    assert [text for text in everyday if gate.passes(text)] == []
