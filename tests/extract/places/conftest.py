"""Articles for the tests of places: every text here is our own."""

import re

import pytest

from tasks.extract.records import Article, Context, Sentence


@pytest.fixture(scope="session")
def article():
    """Makes a context of a text: its lines are paragraphs, its full stops end sentences; `[promo] ...` sets a kind."""

    def make(text: str) -> Context:
        sentences: list[Sentence] = []
        for paragraph, line in enumerate(re.finditer(r"[^\n]+", text)):
            for match in re.finditer(r"(?:\[(\w+)\] )?(\S.*?(?:(?<![A-Z])\.(?= [A-Z])|$))", line[0]):
                start = line.start() + match.start(2)
                kind = match[1] or "body"
                sentences.append(Sentence(len(sentences), kind, start, start + len(match[2]), match[2], paragraph))
        return Context(Article("a", text), sentences)

    return make
