"""What two texts have in common, by the words of all."""

import pytest

from tasks.link.accounts import Account, Text, accounts_of
from tasks.link.corpus import EVERYDAY, Corpus
from tests.link.builders import claim


def account(name: str, title: str, day: str = "2020-02-01") -> Account:
    return accounts_of([claim(name, day=day)], source=name, text=Text("", f"We saw {title}."))[0]


@pytest.mark.parametrize(("days", "says"), [(1, True), (EVERYDAY, True), (EVERYDAY + 1, False)])
def test_the_name_of_a_town_where_much_happens_tells_no_event(days, says):
    corpus = Corpus()
    accounts = [account(f"n{i}", f"Raid {i} on Sarmin", f"2020-02-{i + 1:02}") for i in range(days)]
    pair = [account("a", "Dead near Sarmin"), account("b", "Bombs on Sarmin")]
    corpus.add([*accounts, *pair])
    common = corpus.common(corpus.sight(pair[0]), [corpus.sight(pair[1])])[0]
    assert (common.names > 0, common.focus > 0) == (says, says)
    assert common.text > 0


def test_other_names_tell_it_there_too():
    corpus = Corpus()
    accounts = [account(f"n{i}", f"Raid {i} on Sarmin", f"2020-02-{i + 1:02}") for i in range(9)]
    pair = [
        account("a", "the dead at the Nahda bakery of Sarmin"),
        account("b", "bombs on Sarmin hit the Nahda bakery"),
    ]
    corpus.add([*accounts, *pair])
    common = corpus.common(corpus.sight(pair[0]), [corpus.sight(pair[1])])[0]
    assert common.names == common.focus == 1.0
