"""How place names compare: the exact key, and the consonant skeleton that survives transliteration.

Pure functions of strings; which names there are is the gazetteer's business.
"""

import re
import unicodedata
from functools import cache

from tasks.extract import lexicons

# "St. Louis" and "Saint Louis", "Mt Hebron" and "Mount Hebron" are written both ways everywhere.
ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʿʾʼʻ′ˈ\u02be."), None)
_JOINTS = str.maketrans(dict.fromkeys("-‐‑–—_/,", " "))
_ARTICLES = re.compile(r"\b(?:al|an|ar|as|ash|at|ath|ad|az|el|en|er|es|esh|et|ed|ez|le|la)[ -]+(?=\w)")
_DIGRAPHS = (("kh", "x"), ("sh", "š"), ("ch", "š"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"),
             ("dj", "j"), ("ts", "c"), ("ou", "u"))  # fmt: skip
_FOLDED = str.maketrans({"q": "k", "c": "k", "j": "g", "š": "š", "z": "z", "v": "f", "p": "b", "w": "", "y": "",
                         "h": "", **dict.fromkeys("aeiouıəœæø", "")})  # fmt: skip


def key(name: str) -> str:
    """The form under which a name is looked up: no case, accents, apostrophes, dots; hyphens are spaces.

    >>> key("St.-Denis"), key("Qal‘at al-Madīq")
    ('saint denis', 'qalat al madiq')
    """
    folded = name.translate(_JOINTS).casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in folded if not unicodedata.combining(c))
        folded = folded.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ə", "a")
        folded = folded.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ـ", "").replace("ى", "ي")
    words = folded.translate(_APOSTROPHES).split()
    if words and words[0] in ABBREVIATED and len(words) > 1:
        words[0] = ABBREVIATED[words[0]]
    return " ".join(words)


@cache
def _letters() -> dict[int, str]:
    """Arabic and Cyrillic letters in Latin ones, from `seeds/lexicons/place_letters.csv`."""
    return {ord(row["letter"]): row["latin"] for row in lexicons.read("place_letters")}


def latin(name: str) -> str:
    """The name's key in Latin letters: Arabic and Cyrillic are transliterated, consonant by consonant."""
    folded = key(name)
    if folded.isascii():
        return folded
    folded = re.sub(r"(?<!\w)ال(?=\w\w)", "", folded)  # the Arabic article
    return folded.translate(_letters())


def skeleton(name: str) -> str:
    """What is left of a name in every spelling: its consonants, without article and doubled letters.

    q and k, j and g, kh, sh are one letter each; vowels, h, w and y fall away.

    >>> skeleton("Ma'arrat an-Nu'man") == skeleton("Maaret al-Numan") == skeleton("معرة النعمان")
    True
    """
    folded = _ARTICLES.sub("", latin(name) + " ").strip()
    for pair, letter in _DIGRAPHS:
        folded = folded.replace(pair, letter)
    folded = folded.replace(" ", "").translate(_FOLDED)
    return re.sub(r"(.)\1+", r"\1", folded)
