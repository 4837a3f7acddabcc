"""How place names compare: the exact key, and the consonant skeleton that survives transliteration.

Pure functions of strings; which names there are is the gazetteer's business.
"""

import re
import unicodedata
from functools import cache

from tasks.extract import lexicons

# "St. Louis" and "Saint Louis", "Mt Hebron" and "Mount Hebron" are written both ways everywhere.
ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

# What one `translate` drops or evens out: accents (after NFKD), apostrophes, dots; hyphens and commas are spaces.
_ACCENTS = [chr(c) for c in range(0x300, 0x3000) if unicodedata.combining(chr(c))]
_EVEN = str.maketrans(
    dict.fromkeys("-‐‑–—_/,", " ")
    | dict.fromkeys("'’‘`´ʿʾʼʻ′ˈ\u02be.ـ", "")
    | dict.fromkeys(_ACCENTS, "")
    | {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ə": "a", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي"}
)
_EVEN_ASCII = str.maketrans({"-": " ", "_": " ", "/": " ", ",": " ", "'": "", "`": "", ".": ""})
_ARTICLES = re.compile(r"\b(?:al|an|ar|as|ash|at|ath|ad|az|el|en|er|es|esh|et|ed|ez|le|la) +(?=\w)")
_ARABIC_ARTICLE = re.compile(r"(?<!\w)ال(?=\w\w)")
_DIGRAPHS = {
    "kh": "x",
    "sh": "š",
    "ch": "š",
    "gh": "g",
    "dh": "d",
    "th": "t",
    "ph": "f",
    "ck": "k",
    "dj": "j",
    "ts": "k",
}
_DIGRAPH = re.compile("|".join(_DIGRAPHS))
_DOUBLED = re.compile(r"(.)\1+")
_FOLDED = str.maketrans("qcjvp", "kkgfb", "aeiouæœwyh ")


def key(name: str) -> str:
    """The form under which a name is looked up: no case, accents, apostrophes, dots; hyphens are spaces.

    >>> key("St.-Denis"), key("Qal‘at al-Madīq")
    ('saint denis', 'qalat al madiq')
    """
    if name.isascii():
        words = name.lower().translate(_EVEN_ASCII).split()
    else:
        words = unicodedata.normalize("NFKD", name.casefold()).translate(_EVEN).split()
    if words and words[0] in ABBREVIATED and len(words) > 1:
        words[0] = ABBREVIATED[words[0]]
    return " ".join(words)


@cache
def _letters() -> dict[int, str]:
    """Arabic and Cyrillic letters in Latin ones, from `seeds/lexicons/place_letters.csv`."""
    return {ord(row["letter"]): row["latin"] for row in lexicons.read("place_letters")}


def latin(name: str) -> str:
    """The name's key in Latin letters: Arabic and Cyrillic are transliterated, letter by letter."""
    return latin_of_key(key(name))


def latin_of_key(folded: str) -> str:
    if folded.isascii():
        return folded
    return _ARABIC_ARTICLE.sub("", folded).translate(_letters())


def skeleton(name: str) -> str:
    """What is left of a name in every spelling: its consonants, without article and doubled letters.

    q and k, j and g, kh, sh are one letter each; vowels, h, w and y fall away.

    >>> skeleton("Taftanaz") == skeleton("Teftinaz") == skeleton("تفتناز")
    True
    """
    return skeleton_of_latin(latin(name))


def skeleton_of_latin(written: str) -> str:
    folded = _ARTICLES.sub("", written)
    folded = _DIGRAPH.sub(_one_letter, folded).translate(_FOLDED)
    return _DOUBLED.sub(r"\1", folded)


def _one_letter(match: re.Match[str]) -> str:
    return _DIGRAPHS[match[0]]
