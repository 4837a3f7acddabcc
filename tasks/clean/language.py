"""Which language a text is in, and whether the extraction can read it."""

import re
from functools import cache
from typing import Any

SURE = 0.9
ENGLISH_WORDS = 3
_ENGLISH = re.compile(r"\b(?:the|of|and|in|was|were|has|have|by|that|from|said|at|to)\b", re.IGNORECASE)
HEAD = 4000
"""Characters that the language is told from; a whole long article costs time and tells no more."""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str) -> tuple[str, float]:
    """(ISO 639-1 code, probability). A short note full of names is often taken for another language ("Shells hit
    Binnish"): where the identifier is unsure and English function words stand in it, it is English."""
    code, score = _identifier().classify(text[:HEAD])
    if code != "en" and score < SURE and len({m.lower() for m in _ENGLISH.findall(text[:HEAD])}) >= ENGLISH_WORDS:
        return "en", round(1.0 - float(score), 6)
    return str(code), round(float(score), 6)


def is_extractable(language: str) -> bool:
    """Whether claims can be read from a text of this language: from English only. Others pass through unread."""
    return language == "en"
