"""The words that tell place names from other names: `seeds/lexicons/place_*.csv`, read once."""

from functools import cache

from tasks.extract import lexicons
from tasks.extract.places.gazetteer import read_seed, split
from tasks.extract.places.keys import key


def _function_words(kind: str) -> frozenset[str]:
    return frozenset(row["term"] for row in lexicons.read("place_function_words") if row["class"] == kind)


PARTICLES = _function_words("particle")  # inside a name without a capital: "Rio de Janeiro", "Isle of Man"
ARTICLES = _function_words("article")  # may begin one: "al-Bab", "el-Arish"
LOCATIVE = _function_words("locative")  # a name after it is a place: "in Hama"
WEAK_LOCATIVE = _function_words("weak locative")  # a name after it may be one: "to Hama"
SPEECH = _function_words("speech")  # "Washington said" is a government, "Houston said" a person
OPENERS = _function_words("opener")  # capitalised only because they begin the sentence: "Meanwhile Aleppo"
AGENT = _function_words("agent")  # a state after it is a doer: "occupied by Russia"
AGENT_BEFORE = _function_words("agent before")  # with whom, not where: "the border with Thailand", "the war with Iran"
LAUNCHED = _function_words("launched")  # whence missiles came, not where they fell: "fired from Belarus"
ORIGIN = _function_words("origin")  # whence people are, not where they died: "soldiers from Nepal"
BEFORE_NAME = _function_words("before name")  # stand between preposition and name: "in besieged Homs"


@cache
def classes() -> dict[str, str]:
    """The class of a word beside a name: compass, city, quarter, admin1, ..., org, street, title."""
    return {row["term"]: row["class"] for row in lexicons.read("place_words")}


@cache
def newsrooms() -> frozenset[tuple[str, str]]:
    """Towns, as (name, country), from where other countries' news are written."""
    return frozenset((row["name"], row["country"]) for row in lexicons.read("place_newsrooms"))


@cache
def ambiguous() -> dict[str, str]:
    """Names that are more often a word, a surname or a given name than a place, and which of these."""
    return {row["term"]: row["reason"] for row in lexicons.read("place_ambiguous")}


@cache
def first_names() -> frozenset[str]:
    """Given names, lower case."""
    return lexicons.terms("place_first_names")


@cache
def state_abbreviations() -> dict[str, str]:
    """The press's abbreviations of American states and Canadian provinces, as written, to GeoNames codes."""
    return {row["term"]: row["code"] for row in lexicons.read("place_state_abbreviations")}


@cache
def demonyms() -> dict[str, str]:
    """Adjectives and peoples' names, lower case, to the name of the country or region that they come from."""
    found: dict[str, str] = {}
    for table, name in (("countries", "name"), ("supplement", "name")):
        for row in read_seed(table):
            for demonym in split(row["demonyms"]):
                found.setdefault(demonym.lower(), row[name])
                if not demonym.endswith(("s", "ese", "ish", "ch", "men")):
                    found.setdefault(demonym.lower() + "s", row[name])
    return found


@cache
def acronyms() -> frozenset[str]:
    """Keys of countries' names that are only names in capitals: "US", "CAR", "UK"."""
    found = set()
    for row in (*read_seed("countries"), *read_seed("supplement")):
        for name in split(row["other_names"]):
            letters = "".join(filter(str.isalpha, name))
            if name.isascii() and letters.isupper() and len(letters) <= 4:
                found.add(letters.lower())
    return frozenset(found)


@cache
def actors() -> frozenset[str]:
    """Keys of the names of armed groups, agencies and media: "Hayat Tahrir al-Sham" is no place in Damascus."""
    found: set[str] = set()
    for row in lexicons.read("actors"):
        if row["kind"] not in ("state_force", "government"):
            found.update(key(name) for name in (row["name"], *split(row["aliases"], "|")))
    return frozenset(found)


@cache
def transliterated() -> frozenset[str]:
    """Countries whose names reach English from another script, and so in many spellings."""
    return frozenset(row["country"] for row in read_seed("countries") if row["transliterated"])


@cache
def capitals() -> frozenset[tuple[str, str]]:
    """Keys of the capitals' names, each with its country."""
    return frozenset((key(row["capital"]), row["country"]) for row in read_seed("countries"))
