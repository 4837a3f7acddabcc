"""What stands before a sentence and is no part of it: dates, datelines, bylines, tags, list marks, links.

Shapes only; which whole line is what, `furniture` says.
"""

import re

from tasks.segment.lexicon import alternatives, terms

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\.?"
)
WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\.?,?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
FULL_DATE = (
    rf"(?:{_DAY}(?:\s+of)?\s+{MONTH},?\s+{_YEAR}|{MONTH}\s*{_DAY},?\s*{_YEAR}"
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
    rf"(?:(?i:{_DATE_CUE}))?(?:{WEEKDAY}\s+)?(?:{FULL_DATE})(?:,?\s*(?:at\s+)?{_CLOCK})?"
    rf"(?:\s*\((?:updated|last)[^)]*\))?",
)
# No colon: in a chronology ("3 May 2016: Shells hit ...") the date is the event's and stays in its sentence.
_AFTER_STAMP = re.compile(
    r"\s*[-–—|]{1,2}\s+|\s+-(?=[A-Z0-9])|\s*\|\s*|\s*$|\s+(?=[\"“'‘(\[]?[A-Z0-9]|by\s+[A-Z]|title:)|(?=[A-Z])"
)

_STARTERS = "|".join(sorted(t.capitalize() for t in terms("sentence_starters")))
_PLACE = r"[A-Z][\w.'’/-]*(?:[ ,]+(?:(?:de|del|la|el|al|of|the|and)\s+)?\(?[A-Z][\w.'’/-]*\)?){0,6}"
_AGENCY = r"[(\[/][A-Za-z][\w .,&/'’-]{1,40}[)\]/]"
_SHORT_DATE = rf"(?:{WEEKDAY}\s+)?(?:{MONTH}\s+{_DAY}|{_DAY}\s+{MONTH})(?:,?\s+(?:\d{{4}}|\d\d))?"
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
    # but not "Five Killed - Monitor", "Soldiers Killed - Army Says", "Haddad - a baker - was killed"
    re.compile(
        rf"(?!(?:{_STARTERS})\s)[A-Z][a-z]+(?:[ -](?!\w+(?:ed|ing|s)\b)[A-Z][a-z]+){{0,2}}(?:-|\s+[-–—]{{1,2}})\s+"
        r"(?=[\"“'‘]?[A-Z]\S*(?:\s+\S+){4})(?![^.!?]{0,150}\s[-–—]{1,2}\s)"
    ),
    # "BEIRUT An intensifying push", "AUSTIN, Texas A leader"
    re.compile(
        rf"[A-Z][A-Z'’-]{{3,}}(?:\s[A-Z][A-Z'’-]{{2,}})?(?:,\s+[A-Z][\w.]*[a-z](?:\s[A-Z][\w.]*[a-z])?)?\s+"
        rf"(?=(?:{_STARTERS})\s[^.]{{0,10}}[a-z])"
    ),
)

_TAG = re.compile(r"\[[^\]]{0,89}[^\].!?]\]\s*(?=[\"“'‘\[(A-Z0-9]|$)")
_LIST_MARK = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[•*·▪■►–—-]+)\s+(?=[\"“'‘\[(]*[A-Z0-9])")
_MANGLED_LINK = re.compile(
    r"(?:(?:https?(?:://|s?t\.co)|pic\.twitter\.com|www\.)\S*\s*)+"
    rf"(?:(?:[-—–]\s*)?(?:\S+\s+){{1,5}}?\(@?\w+\)\s+{FULL_DATE}\s*)?"
)
EMAIL = r"[\w.+-]+@[\w-]+\.[\w.]+"
_BYLINE_IN_PROSE = re.compile(rf"By\s+(?:[A-Z][\w.'’-]+\s+){{2,4}}{EMAIL}(?:\s+[A-Z][a-z]+)?\s+")
_BYLINE_BEFORE_PROSE = re.compile(rf"by\s+(?:[A-Z][\w.'’-]+\s+){{1,4}}?(?=(?:{_STARTERS})\s)")
_SHORT_URL = re.compile(
    r"(?:[^.!?\n]|\.(?=\d)){0,120}?Get\s+short\s+URL(?:\s+Topic\s[^()\n]{3,80}\(\d+\))?(?:\s+\d+)*\s*"
)
AGENCIES = alternatives(terms("bylines", "match", "agency"))
AGENCY_ALONE = re.compile(rf"[-–—(\[\s]*(?:{AGENCIES})(?:\s+staff)?[)\]\s.]*", re.I)
# "AFP  Tuesday 30 Sep 2014 At least two ..."
_AGENCY_AND_DATE = re.compile(rf"(?i:{AGENCIES})\s+{WEEKDAY}\s+{FULL_DATE}\s+(?=[\"“'‘]?[A-Z0-9])")
_CREDIT_WORDS = alternatives(terms("captions", "match", "credit"))
_CREDIT_BEFORE_PROSE = re.compile(
    rf"(?:\[|\()(?:{_CREDIT_WORDS})\s?:[^\])\n]{{0,60}}(?:\]|\))\s+(?=[\"“'‘]?[A-Z0-9])", re.I
)
_BUTTON = re.compile(r"(?:Read More|Click here)\s+(?=[\"“'‘]|[A-Z]\w*\s+(?:[a-z]\w*\s+){2})")


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
    if dated := _AGENCY_AND_DATE.match(text, at, window):
        return "dateline", dated.end()
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
    for byline in (_BYLINE_IN_PROSE, _BYLINE_BEFORE_PROSE, _SHORT_URL):
        found = byline.match(text, at, min(end, at + 300))
        if found and found.end() < end:
            return "byline", found.end()
    return None


def is_date_alone(piece: str) -> bool:
    """ "06 February, 2020", "AFP  Tuesday 30 Sep 2014", "Beirut, 6 Feb 2020 10:15"."""
    if len(piece) > 90:
        return False
    agency = AGENCY_ALONE.match(piece)
    rest = piece[agency.end() :].lstrip() if agency else piece
    stamp = _DATE_STAMP.match(rest)
    if stamp and len(rest) - stamp.end() <= 30 and not re.search(r"[a-z]{3}", rest[stamp.end() :]):
        return True
    if _PLACE_AND_DATE.fullmatch(piece):
        return True
    if not _MAY_BE_DATELINE.match(piece):
        return False
    return bool(_BARE_DATELINE.fullmatch(piece)) or any(d.fullmatch(piece + " ") for d in _DATELINES)
