"""What holds of all mentions of an article, whatever it says."""

import pytest

from flows.standalone import sentences_of
from tasks.extract.places import find_places
from tasks.extract.records import Article, Context

TEXTS = [
    "A clerk at El Dorado international Airport in Bogota saw the men leave.",
    "The first raid was told from La\nLinea, a hamlet near the coast of Cadiz.",
    "Two judges were shot in July at San Pedro Sula: Maria Paz and Juan Soto.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_one_stretch_of_text_is_one_mention(text: str) -> None:
    article = Article("a", text)
    spans = [(place.start, place.end) for place in find_places(Context(article, sentences_of(article)))]
    assert spans
    assert spans == sorted(set(spans))
