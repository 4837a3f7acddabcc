"""Where a sentence begins to say the same of others. A case: the sentence, and the words with which the parts begin."""

import pytest

from tasks.extract import nlp
from tasks.extract.again import starts_again

CASES = [
    ("Five died in Orsk on Monday, and on Tuesday three more on the road.", ["and on Tuesday"]),
    ("Gunmen killed five in Orsk and three more in Hama.", ["and three more"]),
    ("Gunmen killed five in Orsk, three others in Hama; another two drowned.", [", three others", "; another two"]),
    ("Five were killed in Orsk and three in Hama.", ["and three in"]),
    ("Five were killed in Orsk, three in Hama and two on Tuesday.", [", three in", "and two on"]),
    ("Five were killed in Orsk; in Hama, three more.", ["; in Hama"]),
    ("In Orsk five were killed, in Hama three.", [", in Hama"]),
    ("Five were killed on Monday and nine the next day.", ["and nine the"]),
    ("Five were killed in Orsk and three in Hama were hurt.", []),
    ("Gunmen killed five soldiers and three civilians in Orsk.", []),
    ("Five died on Monday, two more than on Sunday.", []),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_starts_again(text, expected):
    doc = nlp.load()(text)
    assert [doc[join : join + 3].text for join, _ in starts_again(doc)] == expected
