"""What the gate lets through, and what it costs: claims lost against parsing every sentence, on every set at hand.

    python -m tests.evaluation.gate [SET ...] [--articles N]

Parses everything: minutes for the large sets, which `--articles` cuts to their first N articles (default 60).
"""

import argparse
import json
import sys
import time
from itertools import islice

from tasks.extract import gate
from tasks.extract.pipeline import LONGEST, Extractor, casualty_drafts
from tasks.extract.records import Article, Context, Sentence
from tasks.segment import split
from tests.evaluation.sets import SETS, SHARED

Key = tuple[int, int, str | None, int | None, int | None]


def keys(extractor: Extractor, article: Article, sentences: list[Sentence], is_gated: bool) -> set[Key]:
    """The casualty claims of an article, from the sentences that pass the gate or from all of them, but those that are
    too long for the parser: lists of other articles' headlines."""
    if is_gated:
        read = list(extractor.wanted(sentences))
    else:
        read = [extractor.unparsed(s) for s in sentences if s.kind in gate.CLAIM_KINDS and len(s.text) <= LONGEST]
    drafts = casualty_drafts(list(extractor.parse(read)), Context(article, sentences))
    return {(d.seed.start, d.seed.end, d.seed.outcome, d.low, d.high) for d in drafts}


def _sentences(text: str, title: str | None) -> list[Sentence]:
    return [
        Sentence(n, span.kind, span.start, span.end, text[span.start : span.end], span.paragraph)
        for n, span in enumerate(split(text, title))
    ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.gate", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args()
    if not SHARED.exists():
        print(f"Nothing measured: there are no annotated texts ({SHARED}).")
        return 0
    extractor = Extractor()
    extractor.unparsed(Sentence(0, "body", 0, 8, "The model is loaded before the clock runs."))
    print(f"{'':<16}{'articles':>9}{'sentences':>11}{'through':>9}{'claims':>8}{'lost':>6}{'recall':>8}{'faster':>8}")
    for one in SETS:
        if one.path is None or (options.sets and one.name not in options.sets):
            continue
        with one.path.open(encoding="utf-8") as file:
            rows = [json.loads(line) for line in islice(file, options.articles)]
        pairs = [(Article(r["id"], r["text"], r.get("title")), _sentences(r["text"], r.get("title"))) for r in rows]
        read = [s for _, sentences in pairs for s in sentences if s.kind in gate.CLAIM_KINDS]
        seconds, found = [], []
        for is_gated in (True, False):
            start = time.perf_counter()
            found.append([keys(extractor, article, sentences, is_gated) for article, sentences in pairs])
            seconds.append(time.perf_counter() - start)
        whole = sum(map(len, found[1]))
        lost = sum(len(full - gated) for gated, full in zip(*found, strict=True))
        through = sum(1 for _ in extractor.wanted(read)) / max(1, len(read))
        recall = 1 - lost / max(1, whole)
        print(
            f"{one.name:<16}{len(pairs):>9}{len(read):>11}{through:>9.0%}{whole:>8}{lost:>6}{recall:>8.3f}"
            f"{seconds[1] / seconds[0]:>7.1f}x"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
