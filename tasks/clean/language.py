"""Which language a text is in. Which of them are read, the extraction says."""

from functools import cache
from typing import Any

# Languages that news of conflicts is written in and that the identifier knows. Its others (creoles, dialects, Latin)
# only take short English notes away: "Shells hit Binnish, Sarmin and Taftanaz" would be Nigerian Pidgin.
PRESS = (  # noqa: SIM905
    "am ar az be bg bn bs ca cs da de el en es fa fi fr ha he hi hr hu hy id ig it ja ka kk km ko ku ky lo mk ml ms my "
    "ne nl no om pa pl ps pt ro ru rw si sk so sq sr sv sw ta te tg th tk tl tr uk ur uz vi yo zh"
).split()
UNSURE = 0.4
"""Below this a text is too short to tell; in Latin letters it is taken for English, so that no note goes unread."""
LATIN_END = "\u0250"
HEAD = 1000
"""Characters that the language is told from; the rest of a long article takes time and tells no more."""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(PRESS)
    return identifier


def language_of(text: str) -> tuple[str, float]:
    """(ISO 639-1 code, probability)."""
    code, score = _identifier().classify(text[:HEAD])
    if score < UNSURE and all(c < LATIN_END for c in text[:HEAD] if c.isalpha()):
        code = "en"
    return str(code), round(float(score), 6)
