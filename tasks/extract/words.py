"""Closed classes of words that several parts share, from `seeds/lexicons/word_classes.csv`."""

from tasks.extract import lexicons


def word_class(name: str) -> frozenset[str]:
    """The words of one class of `word_classes.csv`."""
    return frozenset(row["term"] for row in lexicons.read("word_classes") if row["class"] == name)


BE = word_class("be")
ADVERBS = word_class("adverb")
ARTICLES = word_class("article")
DEFINITE = word_class("definite")
DETERMINERS = ARTICLES | DEFINITE
PRONOUNS = word_class("person_pronoun")
COLLECTIVE = word_class("collective")
MONTHS = word_class("month")
NOT_PEOPLE = word_class("not_people")
MONEY = word_class("money")
NUMBER_NAMES = word_class("numbered")
MODALS = word_class("modal")
PLANS = word_class("plan")
NEGATIONS = word_class("negation")
