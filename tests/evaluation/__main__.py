"""Scores the extraction on every set at hand, beside the last committed scores.

    python -m tests.evaluation [SET ...] [--update] [--errors N] [--keep FOLDER]

Exit code 1 when a figure dropped by more than noise. `--update` writes `scores.json`: commit it with the change that
moved the figures. Without ../shared nothing can be scored, and it says so.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.evaluation.sets import SETS, SHARED, Set, figures, gold_of, score

SCORES = Path(__file__).parent / "scores.json"


def noise(items: int) -> float:
    """How far a share over so many gold items may drop before it counts: two items, at least half a point."""
    return max(0.005, 2 / max(1, items))


def extract(gold: Path, folder: Path, name: str) -> tuple[Path, Path]:
    """Runs what `tollbook extract` runs over a set's articles: files of claims and mentions."""
    from flows import standalone
    from warehouse.settings import current

    settings = current()
    claims, mentions = folder / f"{name}.claims.jsonl", folder / f"{name}.mentions.jsonl"
    with gold.open("rb") as source, claims.open("w") as claims_file, mentions.open("w") as mentions_file:
        lines = standalone.read_lines(source, settings.max_article_bytes)
        chunks = standalone.extract_lines(
            lines,
            model=settings.model,
            max_bytes=settings.max_article_bytes,
            processes=settings.processes,
            want_mentions=True,
        )
        for chunk in chunks:
            claims_file.writelines(chunk.claims)
            mentions_file.writelines(chunk.mentions)
            for line, reason in chunk.errors:
                print(f"{name}: line {line}: {reason}", file=sys.stderr)
    return claims, mentions


def evaluate(one: Set, folder: Path, errors: int) -> dict[str, tuple[float, int]]:
    """A set's figures by name, each with the number of gold items behind it."""
    gold = gold_of(one, folder)
    claims, mentions = extract(gold, folder, one.name)
    answer, wrong = score(one, gold, claims, mentions, errors)
    if wrong:
        print(wrong, file=sys.stderr)
    return {name: (value, items) for name, value, items in figures(one, answer)}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help="default: all")
    parser.add_argument("--update", action="store_true", help="write scores.json")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors a set")
    parser.add_argument("--keep", type=Path, help="leave the extracted files in this folder")
    options = parser.parse_args()
    if not SHARED.exists():
        print(f"Nothing scored: there are no annotated texts ({SHARED}).")
        return 0
    before = json.loads(SCORES.read_text("utf-8")) if SCORES.exists() else {}
    dropped = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for one in SETS:
            if options.sets and one.name not in options.sets:
                continue
            now = evaluate(one, folder, options.errors)
            was = before.get(one.name, {})
            print(f"\n{one.name:<28}{'now':>8}{'before':>9}{'items':>8}")
            for name, (value, items) in now.items():
                old = was.get(name)
                is_drop = old is not None and value < old - noise(items)
                dropped += [f"{one.name}: {name}: {old} -> {value}"] if is_drop else []
                mark = "  dropped" if is_drop else ""
                print(f"  {name:<26}{value:>8.3f}{old if old is not None else '-':>9}{items:>8}{mark}")
            before[one.name] = {name: value for name, (value, _) in now.items()}
    if options.update:
        SCORES.write_text(json.dumps(before, indent=1) + "\n", "utf-8")
    elif dropped:
        print("\nDropped by more than noise:", *dropped, sep="\n  ")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
