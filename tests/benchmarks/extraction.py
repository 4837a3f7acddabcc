"""The extraction alone (segmentation, claims and mentions), beside bare `nlp.pipe` with the same model over the same
texts in the same run; and its peak memory over n and over four times n articles.

The command line and the whole nightly are measured in `end_to_end`. Bare means the model as it comes.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.benchmarks.end_to_end import EVAL, MODEL, SETS, articles, as_it_comes, own_articles
from warehouse.settings import ROOT

if TYPE_CHECKING:
    from spacy.language import Language

COUNT = 100  # articles of a set for the ratio
N = 50  # articles for the memory, then four times as many
TARGETS = {"news on violence": 2, "news without violence": 5}
FLAT = 1.15  # the parser's vocabulary grows with the words that it has seen, a little


def pairs(rows: list[dict]) -> Iterator[tuple]:
    """Articles and their sentences as the extractor takes them, made one at a time."""
    from tasks.extract.records import Article, Sentence
    from tasks.segment import split

    for row in rows:
        text, title = row["text"], row["title"]
        spans = enumerate(split(text, title))
        yield (
            Article(row["id"], text, title),
            [Sentence(n, s.kind, s.start, s.end, text[s.start : s.end], s.paragraph) for n, s in spans],
        )


def extract(rows: list[dict]) -> tuple[float, int, int]:
    """(processor seconds, claims, mentions) of the extraction over articles."""
    from tasks.extract.pipeline import Extractor

    start, claims, mentions = time.process_time(), 0, 0
    for found in Extractor(MODEL).extract_many(pairs(rows)):
        claims += len(found.claims)
        mentions += len(found.mentions)
    return time.process_time() - start, claims, mentions


def bare(rows: list[dict], nlp: "Language") -> float:
    """Processor seconds of `nlp.pipe` over the same texts."""
    start = time.process_time()
    for _ in nlp.pipe((row["text"] for row in rows), batch_size=32):
        pass
    return time.process_time() - start


def of_memory(count: int) -> list[dict]:
    """So many articles, no two alike where ../shared has enough."""
    return articles(SETS["news on violence"], count) if EVAL.is_dir() else own_articles(count)


def peak_memory(count: int) -> float:
    """Peak memory, in MB, of a process of its own that extracts from so many articles."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.extraction", str(count)],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the extraction of {count} articles failed")
    return usage.ru_maxrss / 1024


def run(count: int = COUNT, n: int = N) -> int:
    """Prints the table; the number of targets that were missed."""
    if EVAL.is_dir():
        sets = {title: articles(names, count) for title, names in SETS.items()}
    else:
        print("../shared is not here: measured on this project's own samples, which are all on violence")
        sets = {"news on violence": own_articles(count)}
    warm_up = own_articles(2)
    extract(warm_up)
    nlp = as_it_comes(MODEL)
    bare(warm_up, nlp)
    missed = 0
    print(f"{'texts':24}{'articles':>9}{'words':>9}{'claims':>8}{'mentions':>10}{'words/s':>9}{'bare':>8}{'ratio':>7}")
    for title, rows in sets.items():
        words = sum(len(row["text"].split()) for row in rows)
        seconds, claims, mentions = extract(rows)
        yardstick = bare(rows, nlp)
        ratio = yardstick / seconds
        missed += ratio < TARGETS[title]
        print(
            f"{title:24}{len(rows):>9,}{words:>9,}{claims:>8,}{mentions:>10,}{words / seconds:>9,.0f}"
            f"{words / yardstick:>8,.0f}{ratio:>7.2f}   (target {TARGETS[title]})",
            flush=True,
        )
    small, large = peak_memory(n), peak_memory(4 * n)
    missed += large > FLAT * small
    print(
        f"peak memory: {small:,.0f} MB over {n:,} articles, {large:,.0f} MB over {4 * n:,} ({large / small:.2f} times)"
    )
    return missed


if __name__ == "__main__":
    if len(sys.argv) == 2:
        extract(of_memory(int(sys.argv[1])))
    else:
        sys.exit(run())
