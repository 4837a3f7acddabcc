"""Fits the confidence of casualty claims on annotated texts, and prints how well it holds on texts left out.

    python -m tests.evaluation.calibration [--update]

`--update` writes `seeds/lexicons/confidence.csv`. A claim counts as right when the scorer would count it: same outcome,
same bounds, overlapping span; claims that overlap an optional gold claim are left out.
"""

import csv
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from tasks.extract.confidence import features
from tasks.extract.lexicons import FOLDER
from tests.evaluation.__main__ import extract
from tests.evaluation.sets import SETS, SHARED, gold_of

FOLDS = 5
RARE = 3  # what fewer claims have tells nothing
RIDGE = 1.0  # pulls the weights of rare rules towards nothing
Row = tuple[str, tuple[str, ...], bool]  # article, features, whether right


def _overlaps(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return min(a["end"], b["end"]) > max(a["start"], b["start"])


def judged(gold: Path, claims: Path) -> list[Row]:
    """The casualty claims of a set, each with whether it is right."""
    rows: list[Row] = []
    predicted: dict[str, list[dict[str, Any]]] = {}
    for line in claims.read_text("utf-8").split("\n")[:-1]:
        claim = json.loads(line)
        if claim["kind"] == "casualty":
            predicted.setdefault(claim["article_id"], []).append(claim)
    for line in gold.read_text("utf-8").rstrip("\n").split("\n"):
        article = json.loads(line)
        open_claims = list(article["claims"])
        for claim in predicted.get(article["id"], []):
            keys = ("outcome", "count_low", "count_high")
            same = [g for g in open_claims if _overlaps(g, claim) and all(g[k] == claim[k] for k in keys)]
            if same:
                open_claims.remove(same[0])
            elif any(g.get("optional") and _overlaps(g, claim) for g in article["claims"]):
                continue
            count = (claim["count_qualifier"], claim["count_low"], claim["count_high"])
            names = features(claim["rule"], *count, claim["victim_text"], claim["subset_of"] is not None)
            rows.append((article["id"], names, bool(same)))
    return rows


def fit(rows: list[Row]) -> dict[str, float]:
    """Logistic weights by Newton's method, with a ridge on all but the base."""
    counts = Counter(name for _, own, _ in rows for name in own)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    matrix = np.array([[name in own for name in names] for _, own, _ in rows], float)
    right = np.array([is_right for _, _, is_right in rows], float)
    ridge = np.diag([0.01 if name == "base" else RIDGE for name in names])
    weights = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-matrix @ weights))
        hessian = matrix.T @ (matrix * (p * (1 - p))[:, None]) + ridge
        weights += np.linalg.solve(hessian, matrix.T @ (right - p) - ridge @ weights)
    return dict(zip(names, weights.tolist(), strict=True))


def held_out(rows: list[Row]) -> list[tuple[float, bool]]:
    """Each claim's confidence by weights that were fitted without its article, and whether it is right."""
    articles = sorted({article for article, _, _ in rows})
    fold = {article: n % FOLDS for n, article in enumerate(articles)}
    found = []
    for k in range(FOLDS):
        weights = fit([row for row in rows if fold[row[0]] != k])
        for article, names, is_right in rows:
            if fold[article] == k:
                total = sum(weights.get(name, 0.0) for name in names)
                found.append((1 / (1 + float(np.exp(-total))), is_right))
    return found


def ranking(pairs: list[tuple[float, bool]]) -> float:
    """The share of pairs of a right and a wrong claim in which the right one has the higher confidence; ties half."""
    right = np.array([p for p, is_right in pairs if is_right])
    wrong = [p for p, is_right in pairs if not is_right]
    return float(np.mean([(right > p).mean() + 0.5 * (right == p).mean() for p in wrong])) if wrong else 1.0


def main() -> int:
    if not SHARED.exists():
        print(f"Nothing to fit on: there are no annotated texts ({SHARED}).")
        return 0
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as temporary:
        for one in SETS:
            if one.kind == "claims":
                gold = gold_of(one, Path(temporary))
                claims, _ = extract(gold, Path(temporary), one.name)
                rows += judged(gold, claims)
    pairs = held_out(rows)
    print("confidence    claims  mean confidence  right")
    for low, high in ((0, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        inside = [(p, is_right) for p, is_right in pairs if low <= p < high]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            print(f"{low:.2f}-{min(high, 1):.2f}{len(inside):>11}{mean:>17.3f}{share:>7.3f}")
    print(f"AUC {ranking(pairs):.3f}: so often a right claim has more confidence than a wrong one")
    brier = sum((p - is_right) ** 2 for p, is_right in pairs) / len(pairs)
    share = sum(is_right for _, is_right in pairs) / len(pairs)
    print(f"Brier {brier:.4f}; always saying {share:.3f}: {share * (1 - share):.4f}")
    if "--update" in sys.argv:
        counts = Counter(name for _, own, _ in rows for name in own)
        hits = Counter(name for _, own, is_right in rows if is_right for name in own)
        with (FOLDER / "confidence.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("feature", "weight", "claims", "right", "reason"))
            for name, weight in fit(rows).items():
                writer.writerow(
                    (name, f"{weight:.3f}", counts[name], hits[name], "fitted by tests.evaluation.calibration")
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
