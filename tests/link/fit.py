"""Fits the weights of `seeds/lexicons/link_weights.csv` on our own linking gold, and says what they are worth.

    python -m tests.link.fit            # cross-validated: each fifth of the incidents by the weights of the others
    python -m tests.link.fit --write    # fitted on all of it, and written

The texts of the gold are ours; nothing else is learned from.
"""

import csv
import sys
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from flows.standalone import sentences_of
from tasks.extract.pipeline import Extractor
from tasks.extract.records import Article
from tasks.link import compare as comparing
from tasks.link.accounts import Account, Text
from tasks.link.cluster import Record
from tasks.link.collection import Told, main_account
from tasks.link.corpus import Corpus
from tests.link.score import gold_articles, score

FOLDS = 5
# How strongly the weights are drawn towards what we believed before we counted: so few pairs, hard ones all, know less
# of the rest of the world than we do. Fitted with less, more is missed.
PRIOR_STRENGTH = 300.0
# A wrong merge costs so many missed ones.
WRONG_MERGE = 2.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of accounts without a veto: features, whether they are one incident, and the incidents' numbers."""

    names: list[str]
    features: np.ndarray
    same: np.ndarray
    incidents: np.ndarray


def accounts(articles: list[dict]) -> list[Account]:
    """The main account of each gold article, as `tollbook link` makes them."""
    extractor = Extractor()
    read = [Article(a["id"], a["text"], a["title"], date.fromisoformat(a["published"]), a["source"]) for a in articles]
    results = extractor.extract_many([(a, sentences_of(a)) for a in read], want_mentions=False)
    return [
        main_account(Told(a.article_id, a.source or "", a.published, Text(a.title or "", a.text), r.claims))
        for a, r in zip(read, results, strict=True)
    ]


def pairs_of(made: list[Account], incident_of: dict[str, str]) -> Pairs:
    corpus = Corpus()
    corpus.add(made)
    sights = [corpus.sight(a) for a in made]
    numbers = {incident: n for n, incident in enumerate(sorted(set(incident_of.values())))}
    rows, same, incidents = [], [], []
    for i, a in enumerate(made):
        for j in range(i):
            b = made[j]
            (common,) = corpus.common(sights[i], [sights[j]])
            if comparing.compare(a, b, sights[i], sights[j], common).veto:
                continue
            rows.append(comparing.features_of(a, b, sights[i], sights[j], common))
            one, other = incident_of[a.article_id], incident_of[b.article_id]
            same.append(one == other)
            incidents.append((numbers[one], numbers[other]))
    names = list(rows[0])
    return Pairs(names, np.array([[r[n] for n in names] for r in rows]), np.array(same), np.array(incidents))


def undated(account: Account) -> Account:
    """The account as it would be of a page without a date, which knows no day at all."""
    reading = replace(account.reading, days=frozenset())
    return replace(account, published_on=None, start=None, end=None, is_day_known=False, reading=reading)


def both(first: Pairs, second: Pairs) -> Pairs:
    return Pairs(
        first.names,
        np.concatenate([first.features, second.features]),
        np.concatenate([first.same, second.same]),
        np.concatenate([first.incidents, second.incidents]),
    )


def fit(pairs: Pairs, chosen: np.ndarray, prior: dict[str, float]) -> dict[str, float]:
    """Logistic regression, drawn towards `prior`, by gradient steps.

    No weight may turn its sign, and none that speaks against may weaken: where a place or a day was misread, the
    reading is to be mended, not the rule that two towns are two.
    """
    x = np.column_stack([pairs.features[chosen], np.ones(chosen.sum())])
    y = pairs.same[chosen].astype(float)
    cost = np.where(y > 0, 1.0, WRONG_MERGE)
    start = np.array([*(prior[n] for n in pairs.names), prior["bias"]])
    w = start.copy()
    # The largest step that cannot overshoot: one over a bound of the curvature.
    step = 1 / (PRIOR_STRENGTH + 0.25 * float((cost[:, None] * x * x).sum()))
    for _ in range(20_000):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (cost * (p - y)) + PRIOR_STRENGTH * (w - start)
        w = w - step * gradient
        w[:-1] = np.where(start[:-1] < 0, np.minimum(w[:-1], start[:-1]), np.maximum(w[:-1], 0.0))
        if np.abs(gradient).max() < 1e-4:
            break
    return {**dict(zip(pairs.names, map(float, w), strict=False)), "bias": float(w[-1])}


def linked(made: list[Account], weights: dict[str, float]) -> dict[str, str]:
    record = Record(weights)
    record.absorb(made)
    return {a.article_id: record.cluster_of(a.account_id).incident_id for a in made}


def main() -> None:
    articles = gold_articles()
    incident_of = {a["id"]: a["incident"] for a in articles}
    made = accounts(articles)
    pairs = both(pairs_of(made, incident_of), pairs_of([undated(a) for a in made], incident_of))
    prior = dict(comparing.weights())
    print(f"{len(made)} articles, {pairs.same.sum()} pairs of one incident, {(~pairs.same).sum()} of two")
    incidents = sorted(set(incident_of.values()))
    fold_of = {incident: n % FOLDS for n, incident in enumerate(incidents)}
    fold_of_number = np.array([fold_of[i] for i in incidents])
    found: dict[str, str] = {}
    for fold in range(FOLDS):
        outside = (fold_of_number[pairs.incidents] != fold).all(axis=1)
        weights = fit(pairs, outside, prior)
        # All articles are clustered, those of the fold are scored.
        clusters = linked(made, weights)
        found |= {a: c for a, c in clusters.items() if fold_of[incident_of[a]] == fold}
    print("as they are:     ", score(linked(made, prior), incident_of))
    print("cross-validated: ", score(found, incident_of))
    weights = fit(pairs, np.ones(len(pairs.same), dtype=bool), prior)
    print("fitted on all:   ", score(linked(made, weights), incident_of))
    for name, value in weights.items():
        print(f"  {name:<14} {prior[name]:6.2f} -> {value:6.2f}")
    if "--write" in sys.argv:
        with comparing.WEIGHTS.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with comparing.WEIGHTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["feature", "weight", "reason"], lineterminator="\n")
            writer.writeheader()
            for row in rows:
                writer.writerow(row | {"weight": f"{weights[row['feature']]:.2f}"})


if __name__ == "__main__":
    main()
