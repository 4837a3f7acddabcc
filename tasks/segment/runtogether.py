"""Text that has lost its line breaks: where page furniture, captions, tags or a repeated lead run into the prose.

Only finds the places to cut at; what the parts are, `datelines` and `furniture` say.
"""

import re

from tasks.segment.datelines import AGENCIES, FULL_DATE, WEEKDAY
from tasks.segment.lexicon import alternatives, terms

REPEATED_CHARACTERS = 35
"""A sentence that says its own first 35 characters again is a standfirst and the lead that repeats it."""

_STARTERS = "|".join(sorted(t.capitalize() for t in terms("sentence_starters")))
_FURNITURE = re.compile(
    r"Agencies contributed|Our Standards:|Follow us on\s|Community standards|\(Source:|\(With\s|Last Update:"
    r"|Copyright\s|SUBSCRIBE\b|Reporting by [A-Z]|Related News\s|Read Also$|Read also:"
    r"|(?:\.\.\.\s)?\d{0,6}\s?Related\s[A-Z][^.!?]{0,1500}$"
    # "said     AFP  Thursday 1 Aug 2013 Rocket attacks", "in Hama WASHINGTON (Sputnik) The US"
    rf"|(?:AFP|AP|Reuters|dpa)\s+{WEEKDAY}\s+{FULL_DATE}"
    rf"|(?<![A-Z])[A-Z]{{4,20}}(?:[ ,]+[A-Z]\w{{1,20}}){{0,2}}\s\((?i:{AGENCIES})\)\s"
)
# A link is cut off only where it is glued to a word; "see https://..." is part of its sentence.
_GLUED_LINK = re.compile(r"pic\.twitter\.com|(?<=\w)https?\S{8}")
_CREDIT = re.compile(
    rf"\((?:[^()\n]{{0,40}}\b)?(?:{alternatives(terms('captions', 'match', 'credit'))})\b[^()\n]{{0,40}}\)"
    r"(?:\s*\([A-Z][^()\n]{2,40}\))?\s+(?=[\"“'‘]?[A-Z0-9])",
    re.IGNORECASE,
)
_TAGS = re.compile(r"Tags:?\s+(?=\S)")
_STARTER = re.compile(rf"\s(?=(?:{_STARTERS})\s)")
_FUNCTION_WORD = re.compile(
    r"\s(?:in|on|at|has|have|had|is|are|was|were|been|by|with|from|who|which|that|to|the|an?)\s"
)
_PART = re.compile(r"\S(?:\s?\S)*")  # what stands between gaps of two spaces
_ENDS_SENTENCE = re.compile(r"[.!?][\"”’)]*$")
_CAPITAL = re.compile(r"\s(?=[A-Z])")


def cuts(text: str, start: int, end: int) -> list[int]:
    """The places inside text[start:end] at which something else than the prose before begins."""
    found = {m.start() for m in _FURNITURE.finditer(text, start, end) if text[m.start() - 1 : m.start()].isspace()}
    found |= {m.start() for m in _GLUED_LINK.finditer(text, start, end)}
    found |= {m.end() for m in _CREDIT.finditer(text, start, end) if text[m.end()].isupper() or text[m.end()].isdigit()}
    return sorted(place for place in found if start < place < end)


def repeated_lead(text: str, start: int, end: int) -> int | None:
    """Where the sentence text[start:end] says its own beginning again ("Two died in Hama Two died in Hama on Monday."),
    or None."""
    if end - start < 2 * REPEATED_CHARACTERS:
        return None
    place = text.find(text[start : start + REPEATED_CHARACTERS], start + REPEATED_CHARACTERS, end)
    return place if place > 0 and text[place - 1].isspace() else None


def tags_end(text: str, start: int, end: int) -> int | None:
    """Where a list of tags that begins at `start` ends: None where none begins there.

    It ends at a gap or a word that begins sentences, else before the last capital ahead of the first function word
    ("Tags Syria Idlib war | Government air raids in a town killed ...").
    """
    if not _TAGS.match(text, start, end):
        return None
    places = [text.find("  ", start, end)]
    if starter := _STARTER.search(text, start, end):
        places.append(starter.start())
    if function_word := _FUNCTION_WORD.search(text, start, end):
        capitals = [m.start() for m in _CAPITAL.finditer(text, start, function_word.start())]
        places += capitals[-1:]
    return min((place for place in places if place > start + len("Tags")), default=end)


def links_end(text: str, start: int, end: int) -> int | None:
    """Where a list of related links that begins at `start` ends, whose titles stand two spaces apart; None where none
    does: the first part with a full stop is prose ("Related  Raids kill ten  Talks fail  Rebels fled on Friday.")."""
    if not text.startswith("Related  ", start, end):
        return None
    for part in _PART.finditer(text, start, end):
        if _ENDS_SENTENCE.search(part.group()):
            return part.start()
    return end
