"""Articles a second, beside bare `nlp.pipe` with the same model over the same articles in the same run; peak memory.

`python -m tests.benchmarks.end_to_end [ARTICLES]`. Texts: news on violence and, apart, news without, from ../shared
where it is; else this project's own samples. One process each and seconds of its CPU, so that the ratio depends neither
on the machine's cores nor on what else it does.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from warehouse.settings import ROOT, Settings

EVAL = ROOT.parent / "shared" / "eval"
SETS = {
    "news on violence": ("gvdb", "fakes"),
    "news without violence": ("toponyms_trnews", "toponyms_gwn", "toponyms_geovirus", "toponyms_lgl"),
}
MODEL = Settings.model_fields["model"].default


def articles(names: tuple[str, ...], count: int) -> list[dict]:
    """`count` articles of the sets, drawn evenly and always the same ones."""
    rows = [row for name in names for row in read(EVAL / f"{name}.jsonl")]
    chosen = random.Random(1).sample(rows, min(count, len(rows)))
    return [{k: row.get(k) for k in ("id", "title", "published", "text")} for row in chosen]


def read(path: Path) -> list[dict]:
    """The objects of a JSONL file. Not by `splitlines`: texts hold line separators of other kinds."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def own_articles(count: int) -> list[dict]:
    """The samples, again and again under other ids."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "seeds" / "articles").glob("*.txt"))]
    return [
        {"id": f"sample-{n}", "title": None, "published": "2020-02-06", "text": f"{texts[n % len(texts)]}\n\nPart {n}."}
        for n in range(count)
    ]


def bare(path: Path) -> float:
    """Seconds of `nlp.pipe` over the texts, the model being loaded."""
    from tasks.extract.nlp import load

    texts = [row["text"] for row in read(path)]
    nlp = load(MODEL)
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    return time.process_time() - start


def extract(path: Path) -> float:
    """Seconds of the extraction as `tollbook extract` does it, model and gazetteer being loaded."""
    from flows.standalone import chunks, extract_chunk, read_lines

    warm_up = json.dumps({"id": "x", "text": "Two men were killed in Aleppo on Monday."}).encode()
    extract_chunk([(1, warm_up)], MODEL, 10**7, True)
    start = time.process_time()
    with path.open("rb") as file:
        for chunk in chunks(read_lines(file, 10**7)):
            extract_chunk(chunk, MODEL, 10**7, True)
    return time.process_time() - start


def nightly(path: Path) -> float:
    """Seconds of a whole run over the articles into a new warehouse, everything from the start on."""
    from click.testing import CliRunner

    from flows.cli import cli

    start = time.process_time()
    result = CliRunner().invoke(cli, ["run", "--source", str(path)])
    if result.exit_code not in (0, 3):
        raise SystemExit(result.output)
    return time.process_time() - start


WORK: dict[str, Callable[[Path], float]] = {"bare": bare, "extract": extract, "nightly": nightly}


def measured(name: str, path: Path, folder: Path) -> tuple[float, float]:
    """(seconds, peak memory in MB) of one piece of work in a process of its own."""
    environment = os.environ | {
        "TOLLBOOK_DATA": str(folder / "data"), "TOLLBOOK_PROCESSES": "1", "OMP_NUM_THREADS": "1",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.end_to_end", name, str(path)],
        stdout=subprocess.PIPE, env=environment, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name} failed")
    return float(said.split()[-1]), usage.ru_maxrss / 1024


def main(count: int) -> None:
    """Measures everything and prints a table."""
    if EVAL.is_dir():
        sets = {title: articles(names, count) for title, names in SETS.items()}
    else:
        print("../shared is not here: measured on this project's own samples")
        sets = {"samples": own_articles(count)}
    print(f"{'texts':24}{'work':10}{'articles':>9}{'CPU s':>9}{'a second':>10}{'x bare':>8}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as name:
        for title, rows in sets.items():
            folder = Path(name) / title.replace(" ", "-")
            folder.mkdir()
            path = folder / "articles.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
            yardstick = 0.0
            for work in WORK:
                seconds, peak = measured(work, path, folder)
                yardstick = yardstick or seconds
                ratio = f"{yardstick / seconds:.2f}"
                print(
                    f"{title:24}{work:10}{len(rows):9,}{seconds:9.1f}{len(rows) / seconds:10.1f}{ratio:>8}{peak:9,.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(WORK[sys.argv[1]](Path(sys.argv[2])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
