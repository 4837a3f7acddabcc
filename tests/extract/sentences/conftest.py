"""One reader of texts for the tables of sentences: segmented as the stage would, the model loaded once a session."""

from collections.abc import Callable
from datetime import date

import pytest

from tasks.extract.pipeline import Extractor
from tasks.extract.records import Article, Extraction
from tests.extract.sentences.cases import sentences_of

PUBLISHED = date(2020, 2, 6)  # a Thursday


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Callable[..., Extraction]:
    """Segments and extracts one text: `read(text, title=None)`."""

    def reading(text: str, title: str | None = None) -> Extraction:
        return extractor.extract(Article("case", text, title, PUBLISHED), sentences_of(text, title))

    return reading
