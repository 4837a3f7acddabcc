"""What a whole line or sentence is, where it is no prose: byline, dateline, caption, promo or footer line.

The words are in `seeds/lexicons` (promo_lines, footer_lines, captions, bylines), only shapes are here. What stands
before a sentence within its line is `datelines`'.
"""

import re

from tasks.segment.datelines import AGENCY_ALONE, EMAIL, MONTH, WEEKDAY, is_date_alone
from tasks.segment.lexicon import LineLexicon, alternatives, terms

_NAME_WORD = rf"[A-Z][\w.'’-]*|al-\w+|de|and|of|the|in|for|&|[,|/-]|staff|correspondents?|reporters?|writers?|{EMAIL}"
_BYLINE_NAMES = re.compile(
    rf"(?:[Bb]y|BY|From|FROM)\s+(?:(?:an?|our)\s+)?(?:{_NAME_WORD})(?:[\s,|/]+(?:{_NAME_WORD}))*\.?"
)
_TIME_WORD = re.compile(rf"(?:[Bb]y|From)\s+(?:{WEEKDAY}|{MONTH}|The\b)(?:\s|$)")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


_PROMO, _FOOTER, _CAPTION, _BYLINE = (
    LineLexicon(name) for name in ("promo_lines", "footer_lines", "captions", "bylines")
)
_READING_TIME = re.compile(rf"\d+\s*-?\s*(?:{alternatives(terms('bylines', 'match', 'reading_time'))})\W*$", re.I)
_CREDIT_WORDS = alternatives(terms("captions", "match", "credit"))
_CREDIT_AGENCIES = alternatives(terms("captions", "match", "agency"))
_CREDIT = re.compile(
    rf"(?:\[(?:[^\]\n]*\b)?(?:{_CREDIT_WORDS}|{_CREDIT_AGENCIES})\b[^\]\n]*\]"
    rf"|\((?:[^)\n]*\b)?(?:{_CREDIT_WORDS})\b[^)\n]*\)"
    rf"|\([A-Z][\w .'’-]{{2,40}}/(?:{_CREDIT_AGENCIES})[^)\n]{{0,30}}\))(?:\s*\([A-Z][^()\n]{{2,40}}\))?\s*\.?$",
    re.I,
)
# Behind words without a full stop: "Troops near the town (AFP)", "Troops near the town [Haddad Press]"
_OPEN_CREDIT = re.compile(
    rf"(?<![.!?\"”])\s(?:\((?i:{_CREDIT_AGENCIES})[^)\n]{{0,30}}\)|\[[A-Z]\w+(?:[ /&-]+[A-Z]\w*){{0,3}}\])$"
)
_RELATED = re.compile(r"(?:(?:\.\.\.|…)\s*)?(?:\d+\s+)?Related\s+(?:[A-Z0-9]|$)")


LONGEST_CAPTION = 400


def kind_of_line(piece: str) -> str | None:
    """The kind of a line, or of a sentence that is none: byline, dateline, caption, promo, footer; None: prose."""
    plain = " ".join(piece.lower().split())
    if _PROMO.knows(plain) or (_RELATED.match(piece) and not _ENDS_SENTENCE.search(piece)):
        return "promo"
    if _FOOTER.knows(plain):
        return "footer"
    if len(piece) > LONGEST_CAPTION:
        return None
    if _is_byline(piece, plain):
        return "byline"
    if is_date_alone(piece):
        return "dateline"
    if _CAPTION.knows(plain) or (piece[-1] in ")].]" and _is_credited(piece)):
        return "caption"
    if not any(c.isalnum() for c in piece):
        return "byline"
    return None


def _is_credited(piece: str) -> bool:
    return bool(_CREDIT.search(piece, max(0, len(piece) - 120)) or _OPEN_CREDIT.search(piece))


def _is_byline(piece: str, plain: str) -> bool:
    if len(piece) > 160:
        return False
    if (len(piece) < 40 and AGENCY_ALONE.fullmatch(piece)) or (piece[0].isdigit() and _READING_TIME.match(piece)):
        return True
    if _BYLINE.knows(plain):
        return not _ENDS_SENTENCE.search(piece) or len(piece.split()) <= 6
    return bool(_BYLINE_NAMES.fullmatch(piece)) and not _TIME_WORD.match(piece)
