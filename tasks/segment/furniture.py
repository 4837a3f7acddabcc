"""What stands around the prose: datelines, dates, bylines, tags, captions, promo and footer lines.

Each function looks at one piece of text and says what it is, or how much of its beginning is no sentence.
The words are in `seeds/lexicons` (promo_lines, footer_lines, captions, bylines); only shapes are here.
"""

import re

from tasks.segment.lexicon import LineLexicon, alternatives, terms

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_FULL_DATE = (
    rf"(?:{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}|{_MONTH}\s*{_DAY},?\s*{_YEAR}"
    rf"|{_YEAR}-[01]?\d-[0-3]?\d|[0-3]?\d([-/.])[0-3]?\d\1{_YEAR})"
)
_CLOCK = (
    r"(?:\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?|\d{4}(?=\s+\d))"
    r"(?:\s*\(?(?:GMT|UTC|KSA|EST|EDT|BST|CET|EET)\)?)?"
)
_DATE_CUE = (
    r"(?:(?:first\s+)?(?:posted|published|issued|created)(?:\s+(?:on|at))?|date(?:\s+of\s+publication)?"
    r"|(?:last\s+)?(?:updated?|modified)(?:\s+(?:on|at))?)\s*:?\s+"
)
_DATE_STAMP = re.compile(
    rf"(?:(?i:{_DATE_CUE}))?(?:{_WEEKDAY}\s+)?(?:{_FULL_DATE})(?:,?\s*(?:at\s+)?{_CLOCK})?"
    rf"(?:\s*\((?:updated|last)[^)]*\))?",
)
# No colon: in a chronology ("3 May 2016: Shells hit ...") the date is the event's and stays in its sentence.
_AFTER_STAMP = re.compile(r"\s*[-–—|]{1,2}\s+|\s*\|\s*|\s*$|\s+(?=[\"“'‘(\[]?[A-Z0-9]|by\s+[A-Z])|(?=[A-Z])")

_PLACE = r"[A-Z][\w.'’/-]*(?:[ ,]+(?:(?:de|del|la|el|al|of|the|and)\s+)?\(?[A-Z][\w.'’/-]*\)?){0,6}"
_AGENCY = r"[(\[/][A-Za-z][\w .,&/'’-]{1,40}[)\]/]"
_SHORT_DATE = rf"(?:{_WEEKDAY}\s+)?(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})(?:,?\s+(?:\d{{4}}|\d\d))?"
_DASH = r"\s*(?:-{1,3}|[–—]|_)"
_DATELINES = (
    # "San Salvador, 3 Jan 90 (dpa) --", "BEIRUT, Feb 6 (Reuters) -", "MOSCOW October 18 (RIA Novosti) -"
    re.compile(rf"{_PLACE},?\s+\(?{_SHORT_DATE}\)?,?\s*(?:{_AGENCY})?{_DASH}\s*"),
    # "Baghdad, March 5, INA –", "MOSCOW, March 5. /TASS/."
    re.compile(rf"{_PLACE},\s+{_SHORT_DATE},\s*[A-Z][\w.-]{{1,15}}{_DASH}\s+"),
    re.compile(rf"{_PLACE},\s+{_SHORT_DATE}\.?\s*/[A-Z][^/\n]{{1,30}}/\.?\s+"),
    # "March 5 (Reuters) -"
    re.compile(rf"{_SHORT_DATE},?\s*{_AGENCY}{_DASH}\s+"),
    # "clandestine, no date (Radio Libre) --"
    re.compile(r"[^\n.!?]{2,60},\s+(?i:no date)\s*(?:\([^)\n]{2,60}\)\s*)?--\s*"),
    # a wire's date may be followed by no place name we know the shape of: "clandestine, 8 Jan 90 (Radio Libre) --"
    re.compile(rf"[^\n.!?]{{2,60}},\s+{_SHORT_DATE}\s*(?:\([^)\n]{{2,60}}\)\s*)?--\s*"),
    # "BEIRUT (Reuters) -", "CANBERRA, Australia (AP)_", "Aurora, Colo. (CBS4) –"
    re.compile(rf"{_PLACE}\s*{_AGENCY}(?:{_DASH}\s*(?=\S)|:\s+)"),
    # "(Reuters) - "
    re.compile(rf"{_AGENCY}{_DASH}\s+"),
    # "DAMASCUS (Sputnik) The army"
    re.compile(r"[A-Z][A-Z'’-]{2,}(?:[ ,]+[A-Z][\w.'’-]+){0,3}\s+\([A-Z][\w .&/-]{1,30}\)\s+(?=[\"“'‘]?[A-Z0-9])"),
    # "MANSFIELD --", "SAN SALVADOR, El Salvador —"
    re.compile(
        r"[A-Z][A-Z.'’-]{2,}(?:[ ,]+[A-Z][\w.'’-]+){0,4}(?:\s*--\s*|\s*[–—_]\s*|\s+-\s+|-\s+)"
        r"(?=$|[^a-z\s]{0,3}[A-Z0-9][^a-z]{0,12}[a-z])"
    ),
)
# A line of its own: "MANILA, Philippines (AP) _", "Washington (CNN)", "MIAMI _"
_BARE_DATELINE = re.compile(rf"{_PLACE}\s*(?:{_AGENCY}\s*(?:[-–—_]{{1,2}})?|\s[-–—_]{{1,2}})")
_PLACE_AND_DATE = re.compile(rf"{_PLACE},\s+{_SHORT_DATE}\.?")
# All of them have a dash, a bracket or a slash early on; most sentences don't.
_MAY_BE_DATELINE = re.compile(
    r"[^\n.!?]{0,20}?(?:[(\[/_–—]|-[-\s])|[^\n!?]{2,110}?(?:--|[–—]|[)\]/]\s?[-_:]|-\s|/[.\s])"
)
_HEAD_DATELINES = (
    # "Beirut- The opposition", "Geneva – The mission"
    re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){0,2}(?:-|\s+[-–—]{1,2})\s+(?=[\"“'‘]?[A-Z])"),
    # "BEIRUT An intensifying push", "AUSTIN, Texas A leader"
    re.compile(
        rf"[A-Z][A-Z'’-]{{3,}}(?:\s[A-Z][A-Z'’-]{{2,}})?(?:,\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?\s+"
        rf"(?=(?:{'|'.join(sorted(t.capitalize() for t in terms('sentence_starters')))})\s+[a-z])"
    ),
)

_TAG = re.compile(r"\[[^\]]{0,89}[^\].!?]\]\s*(?=[\"“'‘\[(A-Z0-9]|$)")
_LIST_MARK = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[•*·▪■►–—-]+)\s+(?=[\"“'‘\[(]*[A-Z0-9])")
_MANGLED_LINK = re.compile(
    r"(?:(?:https?(?:://|s?t\.co)|pic\.twitter\.com|www\.)\S*\s*)+"
    rf"(?:(?:[-—–]\s*)?(?:\S+\s+){{1,5}}?\(@?\w+\)\s+{_FULL_DATE}\s*)?"
)
_EMAIL = r"[\w.+-]+@[\w-]+\.[\w.]+"
_BYLINE_NAMES = re.compile(
    rf"(?:[Bb]y|BY|From|FROM)\s+(?:(?:an?|our)\s+)?(?:[A-Z][\w.'’-]*|staff|and|of|the|in|for|&|de|al-\w+|{_EMAIL}|[,|/-])"
    rf"(?:[\s,|/]+(?:[A-Z][\w.'’-]*|correspondents?|reporters?|writers?|staff|and|of|the|in|for|&|de|al-\w+|{_EMAIL}|[,|/-]))*\.?"
)
_BYLINE_IN_PROSE = re.compile(rf"By\s+(?:[A-Z][\w.'’-]+\s+){{2,4}}{_EMAIL}(?:\s+[A-Z][a-z]+)?\s+")
_TIME_WORD = re.compile(rf"(?:[Bb]y|From)\s+(?:{_WEEKDAY}|{_MONTH}|The\b)(?:\s|$)")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


_PROMO, _FOOTER, _CAPTION, _BYLINE = (
    LineLexicon(name) for name in ("promo_lines", "footer_lines", "captions", "bylines")
)
_READING_TIME = re.compile(rf"\d+\s*-?\s*(?:{alternatives(terms('bylines', 'match', 'reading_time'))})\W*$", re.I)
_AGENCIES = alternatives(terms("bylines", "match", "agency"))
_AGENCY_ALONE = re.compile(rf"[-–—(\[\s]*(?:{_AGENCIES})(?:\s+staff)?[)\]\s.]*", re.I)
_CREDIT_WORDS = alternatives(terms("captions", "match", "credit"))
_CREDIT_AGENCIES = alternatives(terms("captions", "match", "agency"))
_CREDIT = re.compile(
    rf"(?:\[(?:[^\]\n]*\b)?(?:{_CREDIT_WORDS}|{_CREDIT_AGENCIES})\b[^\]\n]*\]"
    rf"|\((?:[^)\n]*\b)?(?:{_CREDIT_WORDS})\b[^)\n]*\)"
    rf"|\([A-Z][\w .'’-]{{2,40}}/(?:{_CREDIT_AGENCIES})[^)\n]{{0,30}}\))\s*\.?$",
    re.I,
)
# Behind words without a full stop: "Troops near the town (AFP)", "Troops near the town [Haddad Press]"
_OPEN_CREDIT = re.compile(
    rf"(?<![.!?\"”])\s(?:\((?i:{_CREDIT_AGENCIES})[^)\n]{{0,30}}\)|\[[A-Z]\w+(?:[ /&-]+[A-Z]\w*){{0,3}}\])$"
)
_CREDIT_BEFORE_PROSE = re.compile(
    rf"(?:\[|\()(?:{_CREDIT_WORDS})\s?:[^\])\n]{{0,60}}(?:\]|\))\s+(?=[\"“'‘]?[A-Z0-9])", re.I
)
_BUTTON = re.compile(r"(?:Read More|Click here)\s+(?=[\"“'‘]|[A-Z]\w*\s+(?:[a-z]\w*\s+){2})")
_RELATED = re.compile(r"(?:(?:\.\.\.|…)\s*)?(?:\d+\s+)?Related\s+(?:[A-Z]|$)")
_SHORT_URL = re.compile(
    r"(?:[^.!?\n]|\.(?=\d)){0,120}?Get\s+short\s+URL(?:\s+Topic\s[^()\n]{3,80}\(\d+\))?(?:\s+\d+)*\s*"
)


def kind_of_line(piece: str) -> str | None:
    """The kind of a line, or of a sentence that is none: byline, dateline, caption, promo, footer; None: prose."""
    plain = " ".join(piece.lower().split())
    if _PROMO.knows(plain) or (_RELATED.match(piece) and not _ENDS_SENTENCE.search(piece)):
        return "promo"
    if _FOOTER.knows(plain):
        return "footer"
    if _is_byline(piece, plain):
        return "byline"
    if _is_date_alone(piece):
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
    if (len(piece) < 40 and _AGENCY_ALONE.fullmatch(piece)) or (piece[0].isdigit() and _READING_TIME.match(piece)):
        return True
    if _BYLINE.knows(plain):
        return not _ENDS_SENTENCE.search(piece) or len(piece.split()) <= 6
    return bool(_BYLINE_NAMES.fullmatch(piece)) and not _TIME_WORD.match(piece)


def _is_date_alone(piece: str) -> bool:
    """ "06 February, 2020", "AFP  Tuesday 30 Sep 2014", "Beirut, 6 Feb 2020 10:15"."""
    if len(piece) > 90:
        return False
    agency = _AGENCY_ALONE.match(piece)
    rest = piece[agency.end() :].lstrip() if agency else piece
    stamp = _DATE_STAMP.match(rest)
    if stamp and len(rest) - stamp.end() <= 30 and not re.search(r"[a-z]{3}", rest[stamp.end() :]):
        return True
    if _PLACE_AND_DATE.fullmatch(piece):
        return True
    if not _MAY_BE_DATELINE.match(piece):
        return False
    return bool(_BARE_DATELINE.fullmatch(piece)) or any(d.fullmatch(piece + " ") for d in _DATELINES)


def opening(text: str, at: int, end: int, is_head: bool) -> tuple[str, int] | None:
    """What stands before the sentence at `at` and is no part of it: (kind, where it ends), or None.

    Asked again after each find, so that "[communique] [text]" are two. Looser shapes ("Beirut- The army") count
    only in the head of the article.
    """
    first = text[at]
    if credit := _CREDIT_BEFORE_PROSE.match(text, at, end):
        return "caption", credit.end()
    if button := _BUTTON.match(text, at, end):
        return "promo", button.end()
    if first == "[":
        tag = _TAG.match(text, at, end)
        return ("byline", tag.end()) if tag else None
    mark = _LIST_MARK.match(text, at, end)
    if mark:
        return "byline", mark.end()
    link = _MANGLED_LINK.match(text, at, end) if first in "hpw" else None
    if link and link.end() > at:
        return "byline", link.end()
    if not (first.isupper() or first.isdigit() or first == "(" or is_head):
        return None
    window = min(end, at + 200)
    if is_head or first.isdigit():
        stamp = _DATE_STAMP.match(text, at, window)
        if stamp and is_head:
            after = _AFTER_STAMP.match(text, stamp.end(), end)
            if after:
                return "dateline", after.end()
    if not _MAY_BE_DATELINE.match(text, at, window):
        return _opening_of_head(text, at, end, window) if is_head else None
    for dateline in _DATELINES:
        found = dateline.match(text, at, window)
        if found and found.end() < end:
            return "dateline", found.end()
    return _opening_of_head(text, at, end, window) if is_head else None


def _opening_of_head(text: str, at: int, end: int, window: int) -> tuple[str, int] | None:
    for dateline in _HEAD_DATELINES:
        found = dateline.match(text, at, window)
        if found and found.end() < end:
            return "dateline", found.end()
    for byline in (_BYLINE_IN_PROSE, _SHORT_URL):
        found = byline.match(text, at, min(end, at + 300))
        if found and found.end() < end:
            return "byline", found.end()
    return None
