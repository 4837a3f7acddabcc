"""Scores linking against gold: pairs of articles of one incident that were put together, wrongly so, and missed."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Score:
    """Pairwise precision, recall and F1. `false_merges` is the share of the pairs put together that are wrong,
    `missed_merges` the share of the gold's pairs that were not put together."""

    precision: float
    recall: float
    f1: float
    false_merges: float
    missed_merges: float


def gold_articles() -> list[dict]:
    """The articles of our own linking gold, each with its `incident`."""
    return [json.loads(line) for line in (GOLD / "articles.jsonl").read_text(encoding="utf-8").splitlines()]


def pairs(incident_of: Mapping[str, str]) -> set[tuple[str, str]]:
    """The pairs of articles that share an incident, each in the order of its ids."""
    together = defaultdict(list)
    for article_id, incident_id in sorted(incident_of.items()):
        together[incident_id].append(article_id)
    return {(a, b) for ids in together.values() for i, a in enumerate(ids) for b in ids[i + 1 :]}


def score(found: Mapping[str, str], gold: Mapping[str, str]) -> Score:
    """How well `found` agrees with `gold`, both article id -> incident id, over the gold's articles."""
    made, right = pairs({a: found[a] for a in gold}), pairs(gold)
    hits = len(made & right)
    precision, recall = hits / max(1, len(made)), hits / max(1, len(right))
    f1 = 2 * hits / max(1, len(made) + len(right))
    return Score(round(precision, 3), round(recall, 3), round(f1, 3), round(1 - precision, 3), round(1 - recall, 3))


def bcubed(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 over the gold's articles (Bagga and Baldwin): single articles count, too."""
    made, right = _together({a: found[a] for a in gold}), _together(gold)
    shared = {a: len(made[found[a]] & right[gold[a]]) for a in gold}
    precision = sum(shared[a] / len(made[found[a]]) for a in gold) / max(1, len(gold))
    recall = sum(shared[a] / len(right[gold[a]]) for a in gold) / max(1, len(gold))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _together(incident_of: Mapping[str, str]) -> dict[str, set[str]]:
    articles: dict[str, set[str]] = defaultdict(set)
    for article_id, incident_id in incident_of.items():
        articles[incident_id].add(article_id)
    return articles
