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


@cache
def looks_like_people(word: str) -> bool:
    """Whether an unlisted noun's ending says people: 'deminers'. Only for those whom something befalls."""
    return len(word) >= SHORTEST and word.endswith(ENDINGS) and word not in word_class("not_persons")
