"""What a capitalised word names, and which words are of time.

The model's recogniser of names costs as much as the rest of the parse, and most sentences never ask for one. So it
stays out of the pipeline, and runs on a sentence at the first question about one of its names.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from tasks.extract import lexicons

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RECOGNISER = "recogniser"
NAMING = frozenset({"PROPN", "ADJ"})
OF_TIME = frozenset({"WEEKDAY", "MONTH", "UNIT", "PART", "SEASON", "DECADE", "HOLIDAY"})
LATER = frozenset({"today", "yesterday", "tomorrow", "tonight", "overnight", "weekend"})


def defer(doc: "Doc", recogniser: "Callable[[Doc], Doc]") -> None:
    """Leaves the recogniser with the sentence, for the first question."""
    doc.user_data[RECOGNISER] = recogniser


def name_type(token: "Token") -> str:
    """The model's label of the name that a capitalised word is part of (PERSON, ORG, GPE, NORP ...), else "". What is
    tagged as another kind of word, "Reinforcements were killed", is no name."""
    if not token.text[0].isupper() or token.pos_ not in NAMING:
        return ""
    recogniser = token.doc.user_data.pop(RECOGNISER, None)
    if recogniser is not None:
        recogniser(token.doc)
    return token.ent_type_


@cache
def _time_words() -> frozenset[str]:
    return LATER | {row["term"].lower() for row in lexicons.read("date_words") if row["class"] in OF_TIME}


def is_of_time(token: "Token") -> bool:
    """Whether a word is a day's, a month's, a year's, a part's of the day: 'Saturday', 'evening', '1987'."""
    word = token.lower_
    return word in _time_words() or (len(word) == 4 and word.isdigit() and "1800" <= word < "2100")
