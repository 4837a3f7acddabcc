"""Articles a second, beside bare `nlp.pipe` with the same model over the same articles in the same run; peak memory.

`python -m tests.benchmarks.end_to_end [ARTICLES]`. Texts: news on violence and, apart, news without, from ../shared
where it is; else this project's own samples. One process each and seconds of its CPU, so that the ratio depends neither
on the machine's cores nor on what else it does; but `command`, which is `tollbook extract` as users run it, start-up
and all, in as many processes as it takes by itself: that one is to be read by the clock.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.settings import ROOT, Settings

if TYPE_CHECKING:
    from spacy.language import Language

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


def as_it_comes(model: str) -> "Language":
    """The model without what `tasks.extract.nlp` does to it."""
    import spacy

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095.*")
        return spacy.load(model)


Seconds = tuple[float, float]
"""Of the processor, and by the clock."""


def timed(work: Callable[[], object]) -> Seconds:
    """What a piece of work took in this process."""
    cpu, clock = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - clock


def bare(path: Path) -> Seconds:
    """`nlp.pipe` over the texts, the model being loaded."""
    texts = [row["text"] for row in read(path)]
    nlp = as_it_comes(MODEL)
    return timed(lambda: [len(doc) for doc in nlp.pipe(texts, batch_size=32)])


def command(path: Path) -> Seconds:
    """`tollbook extract` with its own settings, from start to end."""
    program = [sys.executable, "-c", "from flows.cli import main; main()"]
    arguments = ["extract", str(path), "--claims", os.devnull, "--mentions", str(path.with_suffix(".mentions"))]
    own = {k: v for k, v in os.environ.items() if k != "TOLLBOOK_PROCESSES"}
    _, clock = timed(lambda: subprocess.run([*program, *arguments], check=True, env=own, stderr=subprocess.DEVNULL))
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime, clock


def extract(path: Path) -> Seconds:
    """The extraction as `tollbook extract` does it, model and gazetteer being loaded."""
    from flows.standalone import chunks, extract_chunk, read_lines

    warm_up = json.dumps({"id": "x", "text": "Two men were killed in Aleppo on Monday."}).encode()
    extract_chunk([(1, warm_up)], MODEL, 10**7, True)
    with path.open("rb") as file:
        return timed(lambda: [extract_chunk(chunk, MODEL, 10**7, True) for chunk in chunks(read_lines(file, 10**7))])


def nightly(path: Path) -> Seconds:
    """A whole run over the articles into a new warehouse, everything from the start on."""
    from click.testing import CliRunner

    from flows.cli import cli

    def run() -> None:
        result = CliRunner().invoke(cli, ["run", "--source", str(path)])
        if result.exit_code not in (0, 3):
            raise SystemExit(result.output)

    return timed(run)


WORK: dict[str, Callable[[Path], Seconds]] = {
    "bare": bare, "extract": extract, "command": command, "nightly": nightly,
}  # fmt: skip


def measured(name: str, path: Path, folder: Path) -> tuple[Seconds, float]:
    """What one piece of work took in a process of its own, and its peak memory in MB."""
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
    cpu, clock = map(float, said.split()[-2:])
    return (cpu, clock), usage.ru_maxrss / 1024


def main(count: int) -> None:
    """Measures everything and prints a table."""
    if EVAL.is_dir():
        sets = {title: articles(names, count) for title, names in SETS.items()}
    else:
        print("../shared is not here: measured on this project's own samples")
        sets = {"samples": own_articles(count)}
    print(f"{'texts':24}{'work':10}{'articles':>9}{'CPU s':>8}{'x bare':>8}{'clock s':>9}{'x bare':>8}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as name:
        for title, rows in sets.items():
            folder = Path(name) / title.replace(" ", "-")
            folder.mkdir()
            path = folder / "articles.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows))
            yardstick: Seconds | None = None
            for work in WORK:
                (cpu, clock), peak = measured(work, path, folder)
                yardstick = yardstick or (cpu, clock)
                print(
                    f"{title:24}{work:10}{len(rows):9,}{cpu:8.1f}{yardstick[0] / cpu:8.2f}{clock:9.1f}"
                    f"{yardstick[1] / clock:8.2f}{peak:9,.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(*WORK[sys.argv[1]](Path(sys.argv[2])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
