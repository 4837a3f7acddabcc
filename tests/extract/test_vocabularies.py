"""Every claim's fields are of the contract's vocabularies, also where the sentence says nothing of the cause."""

import pytest

from flows.standalone import sentences_of
from tasks.extract.pipeline import Extractor
from tasks.extract.records import Article
from warehouse.contracts.claims import EVENT_TYPES

TEXTS = [
    "He said that among the detainees are three men who could be sent to the capital.",
    "Nine people are in custody. The order has eight members, four of whom are priests.",
]


@pytest.mark.model
@pytest.mark.parametrize("text", TEXTS)
def test_an_event_type_is_never_empty(text: str) -> None:
    article = Article("a", text)
    claims = Extractor().extract(article, sentences_of(article)).claims
    assert {claim["event_type"] for claim in claims} <= set(EVENT_TYPES)
