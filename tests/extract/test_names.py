"""The recogniser of names runs on the sentences that ask for one, once, and on no others."""

import pytest

from tasks.extract.names import is_of_time, name_type
from tasks.extract.pipeline import Extractor
from tasks.extract.records import Sentence


class Counted:
    """The model's own recogniser, counting its runs."""

    def __init__(self, recogniser) -> None:
        self.recogniser, self.runs = recogniser, 0

    def __call__(self, doc):
        self.runs += 1
        return self.recogniser(doc)


@pytest.fixture
def doc():
    extractor = Extractor()
    text = "Dozens of villagers told Maria Gomez on Saturday that Turkey would help."
    sentence = Sentence(0, "body", 0, len(text), text)
    return next(extractor.parse([extractor.unparsed(sentence)])).doc


@pytest.mark.model
def test_a_name_is_asked_for_once(doc) -> None:
    counted = doc.user_data["recogniser"] = Counted(doc.user_data["recogniser"])
    assert name_type(doc[2]) == ""  # "villagers" is no name
    assert name_type(doc[0]) == ""  # nor is "Dozens", for all its capital
    assert counted.runs == 0
    assert [name_type(token) for token in (doc[4], doc[5], doc[9])] == ["PERSON", "PERSON", "GPE"]
    assert counted.runs == 1


@pytest.mark.model
@pytest.mark.parametrize(("i", "is_day"), [(7, True), (2, False), (9, False)])
def test_words_of_time_need_no_recogniser(doc, i: int, is_day: bool) -> None:
    assert is_of_time(doc[i]) is is_day
    assert "recogniser" in doc.user_data
