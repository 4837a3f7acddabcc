"""Who: names of actors (armed forces, groups, governments, agencies, monitors), linked to `seeds/lexicons/actors.csv`.

Finds and links names only. Who did what in a sentence is for the frames to say, who says so for the attribution.
Works on plain text; nothing here needs a parse.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from tasks.extract import lexicons

TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
# The Arabic article, which papers write al-, el-, as-, ash- ... before the same name; the English "as", "an", "at"
# are told apart by their hyphen.
ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ad", "at", "ar", "az", "ul"})
FREE_ARTICLES = frozenset({"al", "el"})
DETERMINERS = {"the", "a", "an", "its", "their", "his", "our", "this", "that", "these", "those", "some"}
# What a state's forces and offices are called where the country goes without saying, "government troops", "army units":
# at least one owner's word; bare "troops" or "warplanes" may be anybody's.
OWNERS = {
    *("government", "state", "security", "armed", "military", "federal", "national", "army", "police", "interior"),
}
PLAIN_WORDS = {
    *(
        "regular",
        "air",
        "defence",
        "defense",
        "foreign",
        "health",
        "forces",
        "force",
        "troops",
        "soldiers",
        "officials",
    ),
    *("authorities", "ministry", "minister", "president", "local", "unit", "units", "patrol", "patrols", "aircraft"),
    *("warplanes", "planes", "helicopters", "gunships", "tanks", "artillery", "special", "commandos", "officers"),
}
JOINTS = {"and", "or", "versus", "vs"}
LONGEST = 12  # words of a name, articles included
BREAKS = frozenset(',;:)]"')  # no name runs over these: "the Islamic State (IS) group"
OTHER_SIDE = {"anti", "against", "fleeing", "opposed"}


@dataclass(frozen=True, slots=True)
class Actor:
    """A row of the lexicon. `kind` is state_force, government, armed_group, coalition, agency, monitor, un_body, ngo,
    media or party; `country` its ISO code, empty where it has none."""

    actor_id: str
    name: str
    kind: str
    country: str


class Word(NamedTuple):
    """A token of a name: `key` is what is compared, `shape` how it must be written ("upper", "title", "any")."""

    key: str
    shape: str
    start: int
    end: int
    is_article: bool = False


@dataclass(slots=True)
class Node:
    """A step in the tree of names: what may follow, and whose name ends here."""

    after: dict[str, "Node"] = field(default_factory=dict)
    ends: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


@cache
def actors() -> dict[str, Actor]:
    """The lexicon by actor_id."""
    return {
        row["actor_id"]: Actor(row["actor_id"], row["name"], row["kind"], row["country"])
        for row in lexicons.read("actors")
    }


@lru_cache(maxsize=65_536)
def _shape(word: str) -> str:
    letters = word.replace(".", "")
    if len(letters) > 1 and (
        letters.isupper() or (letters[:-1].isupper() and letters[1:] != "s" and letters[-1] == "s")
    ):
        return "upper"  # "SANAs" has lost its apostrophe
    return "title" if letters[:1].isupper() or letters[:1].isdigit() else "any"


def words_from(text: str, start: int = 0) -> Iterator[Word]:
    """The tokens of a text, from one of them on, that count for comparison: no hyphens, no possessive 's, articles as
    "al"."""
    for match in TOKEN.finditer(text, start):
        raw, start, end = match.group(), match.start(), match.end()
        before = text[start - 1 : start]
        if raw in ("s", "S") and before in ("'", "’", "`"):
            continue
        key = raw.replace(".", "").lower()
        is_article = key in FREE_ARTICLES or (key in ARTICLES and text[end : end + 1] == "-")
        yield Word("al" if is_article else key, _shape(raw), start, end, is_article)


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[Word, ...]:
    """All tokens of a name that count for comparison."""
    return tuple(words_from(text))


def key_of(text: str) -> str:
    """What two spellings of one name share: 'The al-Nusra Front's' and 'Nusra front' both give 'nusra front'."""
    keys = [word.key for word in words(text) if not word.is_article]
    while keys and keys[0] in DETERMINERS:
        del keys[0]
    return " ".join(keys)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Key of a name -> the actors that bear it; metonyms ("Ankara said") included."""
    table: dict[str, list[str]] = {}
    for row in lexicons.read("actors"):
        for name in [row["name"], *_split(row["aliases"]), *_split(row["metonyms"])]:
            owners = table.setdefault(key_of(name), [])
            if row["actor_id"] not in owners:
                owners.append(row["actor_id"])
    return {key: tuple(owners) for key, owners in table.items()}


@cache
def _local_names() -> dict[tuple[str, str], str]:
    """(country, key) -> actor, for what is clear only in that country: "the rebels", "regime forces"."""
    return {
        (row["country"], key_of(name)): row["actor_id"]
        for row in lexicons.read("actors")
        for name in _split(row["local_aliases"])
    }


@cache
def _tree() -> Node:
    """All names as a tree of their words. With their articles, and without where enough else is left of them."""
    root = Node()
    for row in lexicons.read("actors"):
        for name in [row["name"], *_split(row["aliases"])]:
            full = [word for word in words(name) if word.key != "the"]
            bare = [word for word in full if not word.is_article]
            for variant in [full, bare] if len(bare) > 1 else [full]:
                node = root
                for word in variant:
                    node = node.after.setdefault(word.key, Node())
                end = (row["actor_id"], tuple(word.shape for word in variant))
                if end not in node.ends:
                    node.ends.append(end)
    return root


def _is_written_so(taken: list[Word], shapes: tuple[str, ...]) -> bool:
    """Whether a text's words are written as the name demands: "IS" isn't "is", "Fano" isn't "fano".

    Of names of three words and more only the first must: "Farabundo Marti National Liberation front".
    """
    pairs = list(zip(taken, shapes, strict=True))
    return all(
        shape == "any" or word.shape in ("upper", shape) or word.is_article
        for word, shape in pairs[: 1 if len(pairs) > 2 else 2]
    )


def _step(node: Node, key: str) -> Node | None:
    """The next step; a text that lost its apostrophes has "assads" for "assad's"."""
    return node.after.get(key) or (node.after.get(key[:-1]) if key.endswith("s") and len(key) > 4 else None)


@lru_cache(maxsize=256)
def find_actors(text: str, offset: int = 0, any_case: bool = False) -> tuple[tuple[int, int, str, str], ...]:
    """Names of known actors in a text: (start, end, actor_id, name), offsets shifted by `offset`, longest names first.

    Only names that stand for one actor wherever they appear; bare countries and capitals are places, not actors.
    `any_case` takes names of several words in small letters too, for phrases that are known to name somebody.
    """
    starts = _tree().after
    shouting = text.isupper()
    found = []
    done = 0
    for match in TOKEN.finditer(text):
        start, key = match.start(), match.group().replace(".", "").lower()
        if start < done or not (key in starts or key[:-1] in starts or key in ARTICLES):
            continue
        name = _name_at(text, start, shouting, any_case)
        if name is not None:
            done, actor_id = name
            found.append((offset + start, offset + done, actor_id, actors()[actor_id].name))
    return tuple(found)


def _name_at(text: str, start: int, shouting: bool, any_case: bool) -> tuple[int, str] | None:
    """The longest name that begins at a token of the text: (its end, actor_id)."""
    best: tuple[int, str] | None = None
    node = _tree()
    taken: list[Word] = []
    before = start
    for word in islice(words_from(text, start), LONGEST):
        apart = not BREAKS.isdisjoint(text[before : word.start])
        following = None if apart else _step(node, word.key)
        before = word.end
        if following is None and word.is_article and taken and not apart:
            continue
        if following is None:
            break
        node = following
        taken.append(word)
        owners = {
            actor_id
            for actor_id, shapes in node.ends
            if len(shapes) == len(taken) and (_is_written_so(taken, shapes) or (any_case and len(taken) > 1))
        }
        # In capitals throughout, "IS" and "WHO" are words.
        too_short = shouting and len(taken) == 1 and len(word.key) <= 3
        if len(owners) == 1 and not too_short:
            best = (word.end, owners.pop())
    return best


@cache
def _adjectives() -> dict[str, str]:
    return {key_of(row["term"]): row["country"] for row in lexicons.read("country_adjectives")}


@cache
def _heads() -> dict[str, tuple[str, str]]:
    return {row["term"]: (row["kind"], row["strength"]) for row in lexicons.read("actor_heads")}


@cache
def _of_state() -> dict[tuple[str, str], str]:
    """(country, kind) -> the state's own forces or government."""
    return {
        (row["country"], row["kind"]): row["actor_id"]
        for row in lexicons.read("actors")
        if row["actor_id"] in (f"{row['country'].lower()}_forces", f"{row['country'].lower()}_government")
    }


def _without_countries(keys: list[str]) -> tuple[list[str], set[str]]:
    """The words that aren't countries or their adjectives, and the countries: 'turkish army' -> ['army'], {'TR'}."""
    rest, countries = [], set()
    i = 0
    while i < len(keys):
        for size in (3, 2, 1):
            country = _adjectives().get(" ".join(keys[i : i + size]))
            if country:
                countries.add(country)
                i += size
                break
        else:
            rest.append(keys[i])
            i += 1
    return rest, countries


def _by_head(keys: list[str], country: str) -> str | None:
    """The state's forces or government, by the last strong head: 'interior ministry troops' are forces.

    None where the words say that it isn't the state's: "Syrian rebels", "Turkish-backed fighters".
    """
    heads = [(key, *_heads()[key]) for key in keys if key in _heads()]
    if any(kind == "not_the_state" for _, kind, _ in heads):
        return None
    strong = [kind for _, kind, strength in heads if strength == "strong"]
    weak = [kind for _, kind, strength in heads if strength == "weak"]
    kinds = strong or weak
    return _of_state().get((country, kinds[-1])) if kinds else None


@lru_cache(maxsize=20_000)
def link_actor(text: str | None, country: str | None = None) -> str | None:
    """The actor_id of whoever a phrase names: an actor, a source. None where it is unknown or more than one.

    `country` is the country that the article is about; only with it do "regime troops" or "the rebels" have an owner.
    First the whole phrase as a name, then the one name inside it, then a state's adjective with what its forces or
    offices are called ("Turkish troops", "the Russian Foreign Ministry").
    """
    if not text:
        return None
    key = key_of(text)
    # "us", "who", "is" in small letters are words.
    owners = () if len(key) <= 3 and text.islower() else _names().get(key, ())
    if len(owners) == 1:
        return owners[0]
    at_home = [owner for owner in owners if actors()[owner].country == country]
    if len(at_home) == 1:
        return at_home[0]
    if country and (country, key) in _local_names():
        return _local_names()[country, key]
    keys = key.split()
    inside = find_actors(text, any_case=True)
    if inside:
        outside = {w.key for w in words(text) if not any(start <= w.start < end for start, end, _, _ in inside)}
        owners_inside = {actor_id for _, _, actor_id, _ in inside}
        return owners_inside.pop() if len(owners_inside) == 1 and not outside & (JOINTS | OTHER_SIDE) else None
    rest, countries = _without_countries(keys)
    if len(countries) > 1:
        return None
    nation = countries.pop() if countries else country
    if nation is None or JOINTS & set(rest):
        return None
    local = _local_names().get((nation, " ".join(rest)))
    if local is None and len(rest) > 1 and _heads().get(rest[-1], ("", ""))[1] == "weak":
        # "a regime officer" is of whoever "the regime" is.
        local = _local_names().get((nation, " ".join(rest[:-1])))
    if local:
        return local
    if not rest:
        return _of_state().get((nation, "state_force"))  # "Russian", of raids
    names_no_country = len(rest) == len(keys)
    if names_no_country and not (set(rest) <= OWNERS | PLAIN_WORDS and set(rest) & OWNERS):
        return None
    return _by_head(rest, nation)
