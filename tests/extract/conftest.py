"""What the tests of the casualty claims share: the extractor, loaded once, and claims as short words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tasks.extract.records import Article, Sentence

Claims = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def casualty_claims() -> Claims:
    """Casualty claims of a text: its lines are its sentences, the first a headline where `has_headline`."""
    from tasks.extract.pipeline import Extractor

    extractor = Extractor()

    def claims(text: str, published: str = "2020-02-06", has_headline: bool = False) -> list[dict[str, Any]]:
        sentences, start = [], 0
        for index, line in enumerate(text.split("\n")):
            kind = "headline" if has_headline and not index else "body"
            sentences.append(Sentence(index, kind, start, start + len(line), line))
            start += len(line) + 1
        found = extractor.extract(Article("a", text, published=date.fromisoformat(published)), sentences)
        return [claim for claim in found.claims if claim["kind"] == "casualty"]

    return claims


@pytest.fixture(scope="session")
def bounds() -> Callable[[dict[str, Any]], str]:
    """A claim in short: 'killed 5-5', 'injured 12-' where no upper bound is stated."""

    def short(claim: dict[str, Any]) -> str:
        low, high = ("" if claim[k] is None else str(claim[k]) for k in ("count_low", "count_high"))
        return f"{claim['outcome']} {low}-{high}"

    return short
