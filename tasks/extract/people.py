"""Nouns for people: the lexicon `persons.csv`, its plurals, and what a noun's ending tells where it isn't listed."""

from functools import cache

from tasks.extract import lexicons
from tasks.extract.words import word_class

# "deminers", "churchwomen", "theatre-goers": endings of people; the exceptions are the class `not_persons`.
ENDINGS = (
    *(
        "ers",
        "ors",
        "ists",
        "ians",
        "ees",
        "men",
        "women",
        "eers",
        "ants",
        "crats",
        "mates",
        "folk",
        "folks",
        "children",
    ),
    *("man", "woman", "ist"),
)
BY_SEX_OR_AGE = frozenset({"men", "women", "children"})
SHORTEST = 5  # letters of an unlisted noun: "cars", "tanks" never


@cache
def persons() -> dict[str, dict[str, str]]:
    """The lexicon of nouns for people, by term."""
    return {row["term"]: row for row in lexicons.read("persons")}


@cache
def singular(word: str) -> str:
    """The lexicon's form of a noun, whatever its number: 'civilians' -> 'civilian', 'women' -> 'woman'."""
    table = persons()
    if word in table:
        return word
    candidates = [word.removesuffix("s"), word.removesuffix("es")]
    if word.endswith("ies"):
        candidates.append(word[:-3] + "y")
    if word.endswith("ves"):
        candidates += [word[:-3] + "f", word[:-3] + "fe"]
    if word.endswith("men"):
        candidates.append(word[:-3] + "man")
    if word.endswith("children"):
        candidates.append(word[:-3])
    if word.endswith("people"):
        candidates.append(word[:-6] + "person")
    return next((c for c in candidates if c in table), word)


@cache
def is_person_word(word: str) -> bool:
    """Whether a noun is listed as people."""
    return singular(word) in persons()


def may_be_among(noun: str, whole: str) -> bool:
    """Whether the people of one noun can be among those of another, in the lexicon's forms: 'woman' among 'civilian'
    and 'soldier', but not among 'man'; no 'civilian' and no 'child' among 'soldier'."""
    one, other = persons().get(noun), persons().get(whole)
    if one is None or other is None:
        return True
    if one["group"] in BY_SEX_OR_AGE and other["group"] in BY_SEX_OR_AGE and one["group"] != other["group"]:
        return False
    return one["group"] in ("men", "women") or {one["role"], other["role"]} != {"combatant", "civilian"}


@cache
def looks_like_people(word: str) -> bool:
    """Whether an unlisted noun's ending says people: 'deminers'. Only for those whom something befalls."""
    return len(word) >= SHORTEST and word.endswith(ENDINGS) and word not in word_class("not_persons")
