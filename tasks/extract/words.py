"""Closed classes of words that several parts share, from `seeds/lexicons/word_classes.csv`."""

from collections.abc import Sequence

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
BEFORE_MONTH = frozenset({"in", "since", "of", "until", "last", "on", "by", "from", "early", "late", "mid", "during"})


def is_modal(words: Sequence[str], k: int) -> bool:
    """Whether the lower-cased word at k is a modal verb, and not the month: "a raid in May killed nine"."""
    is_month = words[k] == "may" and k > 0 and (words[k - 1] in BEFORE_MONTH or words[k - 1].isdigit())
    return words[k] in MODALS and not is_month


def has_modal(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a modal verb is among the words [start, end)."""
    return any(is_modal(words, k) for k in range(max(0, start), min(end, len(words))))
