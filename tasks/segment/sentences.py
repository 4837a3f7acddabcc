"""Where a sentence ends inside running prose. Lines, headlines and page furniture are not for this module."""

import re
from collections.abc import Iterator

from tasks.segment.lexicon import alternatives, terms

_TITLES = terms("abbreviations", "class", "title") | terms("abbreviations", "class", "middle")
_NUMBERED = terms("abbreviations", "class", "number")
_MAY_END = terms("abbreviations", "class", "may_end")
_SAID = re.compile(rf"(?:{alternatives(terms('speech_verbs'))})\b")
_STARTER = re.compile(rf"(?:{alternatives(terms('sentence_starters'))})\b", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"(?:{alternatives(frozenset({'i', 'we', 'it', 'he', 'she', 'they', 'there', 'this'}))})\s", re.IGNORECASE
)

_CONJUNCTIONS = frozenset(t.capitalize() for t in terms("sentence_starters", "class", "conjunction"))
_CLOSERS = "\"'”’»)\\]"
_OPENERS = "\"'“‘«([`¿¡"
# A mark, what closes after it ('said."'), and the white space, if any ("away.Officers found").
_MARK = re.compile(rf"(?P<mark>[.!?…]+(?:\s\.(?=\s))?)(?P<close>[{_CLOSERS}]*)(?P<gap>\s*)(?=\S)")
_MARK_OR_DASH = re.compile(
    _MARK.pattern
    + rf"|\s(?P<dash>[-–—]{{1,2}}\s)(?=[A-Za-z]\S*\s[a-z])|\s(?=(?:{'|'.join(sorted(_CONJUNCTIONS))})\s[a-z])"
)
_TIGHT = re.compile(r"[a-z0-9)\]%\"”’]{2}[.?!][\"”’]?(?=[A-Z“\"][A-Za-z])")
# "Haddad Bancorp. for stock", "found safe. who was last seen": the full stop is not the sentence's.
_CANT_BEGIN = re.compile(r"(?:for|and|or|of|in|on|at|to|by|with|from|than|who|whom|which|that|de|del|la|y)\b")
_WORD_BEFORE = re.compile(r"[\w'’.&-]+$")
_NAME_THEN_SAID = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,5}(?=[a-z])")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_TIME_GOES_ON = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2}\.? \d|[A-Z]{2,4}\b|\(")
_ADDRESS = re.compile(r"(?:https?:|www\.|\.com|@|/)\S*$")


def sentence_spans(text: str, start: int, end: int, has_commas: bool = True) -> Iterator[tuple[int, int]]:
    """The sentences of text[start:end] as (start, end), trimmed; together they hold all that isn't white space.

    `has_commas` is False for a text that has lost them: there a dash before a pronoun and a
    capitalised "Meanwhile" end one too.
    """
    begin = start
    for match in (_MARK if has_commas else _MARK_OR_DASH).finditer(text, start, end):
        cut = _cut(text, begin, end, match)
        if cut is None:
            continue
        yield from _trimmed(text, begin, cut)
        begin = max(cut, match.end()) if match["mark"] is None else cut
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        lead = len(piece) - len(piece.lstrip())
        yield start + lead, start + lead + len(stripped)


def _cut(text: str, begin: int, end: int, match: re.Match[str]) -> int | None:
    """Where the sentence that began at `begin` ends at this candidate, or None where it goes on."""
    after = match.end()
    if match["mark"] is None:
        return match.start() if not match["dash"] or _SUBJECT.match(text, after) else None
    if not match["gap"]:
        is_tight = _TIGHT.match(text, match.start() - 2) and not _ADDRESS.search(
            text, max(begin, after - 60), after - 1
        )
        return after if is_tight and match.start() - 2 > begin else None
    if match.start() == begin:
        return None  # "... and then"
    is_quoted = any(c in "\"”'’»" for c in match["close"])
    if match["mark"][0] == "." and not _may_end(text, begin, match, after):
        return None
    if not _can_begin(text, after, end):
        return _cut_before_small_letter(text, begin, after, match, is_quoted)
    if is_quoted and _is_speaker(text, after):
        return None
    return match.start("gap")


def _can_begin(text: str, at: int, end: int) -> bool:
    """Whether a sentence can begin here: a capital, a digit, an opening mark before one, or a tag ("[continued]")."""
    if text[at] == "[":
        return True
    while at < end and text[at] in _OPENERS + "-–—•*":
        at += 1
    return at < end and not text[at].islower()


def _is_speaker(text: str, at: int) -> bool:
    """'"Who fired?" Anna Haddad asked': the quotation's mark is not the sentence's."""
    if _STARTER.match(text, at):
        return False
    name = _NAME_THEN_SAID.match(text, at)
    return bool(name and _SAID.match(text, name.end()))


def _cut_before_small_letter(text: str, begin: int, after: int, match: re.Match[str], is_quoted: bool) -> int | None:
    """Sloppy text begins sentences small ('were killed." the children were ...'): a full stop after a plain word
    still ends, unless a quotation's speaker follows."""
    if match["mark"] != "." and not (is_quoted and match["mark"] in "!?" and _STARTER.match(text, after)):
        return None
    word = _word_before(text, begin, match.start())
    if _CANT_BEGIN.match(text, after):
        return None
    if len(word) < 3 or "." in word or not word[-1].islower():
        return None
    if is_quoted:
        rest = text[after : after + 60].split()
        said = next((i for i, word in enumerate(rest[:7]) if _SAID.fullmatch(word.strip('.,:;"'))), None)
        if said is not None and not rest[said].endswith(":") and "that" not in rest[said + 1 : said + 2]:
            return None
    elif ")" in match["close"] or "]" in match["close"]:
        return None
    return match.start("gap")


def _word_before(text: str, begin: int, at: int) -> str:
    found = _WORD_BEFORE.search(text, max(begin, at - 30), at)
    return found.group() if found else ""


def _may_end(text: str, begin: int, match: re.Match[str], after: int) -> bool:
    """Whether a full stop can be the sentence's: not the one of "Gen.", "No. 5", "U.S. troops", "J. Haddad"."""
    if len(match["mark"]) > 1 or match["close"]:
        return True  # an ellipsis, or a mark inside closing quotes
    word = _word_before(text, begin, match.start())
    key = word.lower().lstrip("'’-")
    key = key.rsplit("-", 1)[-1]
    if key in _TITLES:
        # "St." after a name is a street: "at Wooster St. The man"
        return key == "st" and bool(_STARTER.match(text, after)) and begin < match.start() - len(word) - 1
    if key in _NUMBERED:
        return not text[after].isdigit() and (key != "sept" or text[after].isupper())
    if len(word) == 1 and word.isalpha():
        # An initial ("J. Haddad"), unless it is the pronoun or ends a code ("Group A. The others")
        return word == "I" or bool(_STARTER.match(text, after))
    if key in ("a.m", "p.m"):
        return not _TIME_GOES_ON.match(text, after)
    if key in _MAY_END or _INITIALS.search(word):
        return _begins_anew(text, after)
    is_list_number = word.isdigit() and begin == match.start() - len(word)
    return not is_list_number


def _begins_anew(text: str, at: int) -> bool:
    """After "U.S.", "p.m.", "Inc.": only a word that begins sentences begins one here ("at 7 p.m. Monday" goes on)."""
    while at < len(text) and text[at] in _OPENERS:
        at += 1
    return bool(_STARTER.match(text, at)) and text[at].isupper()
