"""An article's text to its sentences and lines, each with its kind: lines first, then sentences.

Works on any text as given, cleaned or raw; every letter and digit is in exactly one span (a dash or stop that only
separates, as in "3 May 2016 - Shells hit market - Shells hit ...", may stand outside).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tasks.lines import Line, logical_lines
from tasks.segment.datelines import opening
from tasks.segment.furniture import kind_of_line
from tasks.segment.runtogether import cuts, links_end, repeated_lead, tags_end
from tasks.segment.sentences import sentence_spans

HEAD_PIECES = 6
"""Lines in which headlines and sub-headlines may still stand."""
HEADLINE_WORDS = 30
"""An unpunctuated line of more words is prose that has lost its full stop."""
CROSSHEAD_WORDS = 12
PROSE_CHARACTERS = 60
"""From the first body sentence of this length on, the head of the article is over."""
BYLINE_CHARACTERS = 80
LONGEST_LINE = 2000
"""Longer pieces are prose; lists of related links that have lost their line breaks reach 600 characters."""
COMMALESS_CHARACTERS = 600
"""A text of this length without a comma has lost them."""

_WIDE_GAP = re.compile(r"(?<=\S)(?:[ \t\u00a0]{3,}|\t)(?=\S)")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_CLOSING = re.compile(r"[.!?…\"'”’)\]]*")
_WORD = re.compile(r"[^\W_]+")
_TITLE_TAIL = re.compile(r"\s+(?:[-|–—«»]|::)\s+")
_SEPARATOR = re.compile(r"\s*(?:[.:|]|[-–—]{1,2})?(?:\s+|$)")
_DASHED_HEADLINE = re.compile(r"([^.!?\n]{15,200}?)\s[-–—]\s+(?=[\"“'‘]?[A-Z0-9])")


class Span(NamedTuple):
    """One sentence, or one line that is none: text[start:end]. Kinds as in the contract `sentences`."""

    kind: str
    start: int
    end: int
    paragraph: int


def split(text: str, title: str | None = None) -> list[Span]:
    """The spans of a text in reading order, trimmed of white space and never overlapping.

    `title`, where it is known, tells where a headline ends that runs into the body; offsets count in `text`.
    """
    spans: list[Span] = []
    is_head, has_commas = True, "," in text or len(text) < COMMALESS_CHARACTERS
    pieces = list(_pieces(text, logical_lines(text)))
    for number, piece in enumerate(pieces):
        for span in _piece_spans(text, piece, title, is_head, number, len(pieces), has_commas):
            spans.append(span)
            is_head = is_head and not (span.kind == "body" and span.end - span.start > PROSE_CHARACTERS)
    return spans


def _pieces(text: str, lines: list[Line]) -> Iterator[Line]:
    """Logical lines, cut again at the wide gaps that stand for lost line breaks ("... a monitor said     AFP")."""
    for line in lines:
        start = line.start
        for gap in _WIDE_GAP.finditer(text, line.start, line.end):
            if not text[gap.end()].islower():
                yield Line(start, gap.start(), line.paragraph)
                start = gap.end()
        yield Line(start, line.end, line.paragraph)


def _piece_spans(
    text: str, piece: Line, title: str | None, is_head: bool, number: int, of: int, has_commas: bool
) -> Iterator[Span]:
    start, end, paragraph = piece.start, piece.end, piece.paragraph
    whole = text[start:end]
    kind = kind_of_line(whole) if end - start < LONGEST_LINE and not links_end(text, start, end) else None
    if kind in (None, "caption") and opening(text, start, end, is_head):
        kind = None
    elif kind is None and of > 1 and not whole.startswith("Tags"):
        kind = _headline_kind(whole, is_head, number, is_last=number + 1 == of)
    if kind == "caption":
        yield from (Span(kind, begin, stop, paragraph) for begin, stop in sentence_spans(text, start, end, has_commas))
        return
    if kind:
        yield Span(kind, start, end, paragraph)
        return
    at = start
    if is_head:
        for span, after in _head_spans(text, at, end, paragraph, title):
            yield span
            at = after
    stop = tags_end(text, at, end) or links_end(text, at, end)
    if stop:
        yield _span("promo", text, at, stop, paragraph)
        at = _after_space(text, stop, end)
    for cut in [*cuts(text, at, end), end]:
        yield from _prose_spans(text, at, cut, paragraph, has_commas)
        at = cut


def _headline_kind(line: str, is_head: bool, number: int, is_last: bool) -> str | None:
    """A line without a full stop is a headline: at the top up to 30 words, further down a crosshead of a few."""
    if _ENDS_SENTENCE.search(line) or line[0].islower() or len(list(sentence_spans(line, 0, len(line)))) > 1:
        return None
    words = len(line.split())
    if is_last:
        return None
    if is_head and number < HEAD_PIECES:
        return "headline" if 2 <= words <= HEADLINE_WORDS else None
    return "headline" if words <= CROSSHEAD_WORDS else None


def _head_spans(text: str, at: int, end: int, paragraph: int, title: str | None) -> Iterator[tuple[Span, int]]:
    """Dates, datelines, bylines and the headline before an article's first sentence; each with where to go on."""
    while at < end:
        kind, stop = "headline", _title_end(text, at, end, title)
        if not stop and text[at : at + 3].lower() == "by ":
            kind, stop = "byline", _title_start(text, at, end, title)
        if not stop:
            found = opening(text, at, end, is_head=True)
            if not found:
                return
            kind, stop = found
        after = _after_separator(text, stop, end) if kind == "headline" else _after_space(text, stop, end)
        yield _span(kind, text, at, stop, paragraph), after
        if kind == "dateline" and _is_dashed_date(text[at:stop]):
            headline = _DASHED_HEADLINE.match(text, after, end)
            if headline:
                yield _span("headline", text, after, headline.end(1), paragraph), headline.end()
                after = headline.end()
        at = after


def _is_dashed_date(piece: str) -> bool:
    """ "3 May 2016 - " of a page's head, not a wire's "BEIRUT, 3 May (Haddad Press) - "."""
    return piece.rstrip()[-1] in "-–—" and any(c.isdigit() for c in piece) and "(" not in piece and "--" not in piece


def _after_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _after_separator(text: str, at: int, end: int) -> int:
    found = _SEPARATOR.match(text, at, end)
    return found.end() if found else at


def _title_end(text: str, at: int, end: int, title: str | None) -> int | None:
    """Where the title ends if the text repeats it here, word by word; None if it doesn't or if a sentence goes on."""
    if not title:
        return None
    for candidate in (title, _TITLE_TAIL.split(title)[0]):
        stop = _same_letters(text, at, end, candidate)
        if stop is None:
            continue
        closing = _CLOSING.match(text, stop, end)
        stop = closing.end() if closing else stop
        rest = text[stop:end].lstrip()
        if not rest or not (rest[0].islower() or rest[0] in ",;"):
            return stop
    return None


def _same_letters(text: str, at: int, end: int, title: str) -> int | None:
    """Where `title` ends when text[at:end] begins with it, letter by letter; None if it doesn't.

    Apostrophes, commas and the like are lost in many copies ("Syrias" for "Syria's").
    """
    wanted = "".join(_WORD.findall(title)).lower()
    if len(_WORD.findall(title)) < 4 or (not text[at].isalnum() and text[at] not in "\"'“‘"):
        return None
    for i in range(at, min(end, at + 2 * len(title) + 40)):
        if text[i].isalnum():
            if text[i].lower() != wanted[0]:
                return None
            wanted = wanted[1:]
            if not wanted:
                return i + 1
    return None


def _title_start(text: str, at: int, end: int, title: str | None) -> int | None:
    """Where the title begins after a byline of a few names ("by Anna Haddad Shells hit market"), or None."""
    for word in _WORD.finditer(text, at, min(end, at + BYLINE_CHARACTERS)):
        if _title_end(text, word.start(), end, title):
            return word.start()
    return None


def _prose_spans(text: str, start: int, end: int, paragraph: int, has_commas: bool) -> Iterator[Span]:
    for begin, stop in sentence_spans(text, start, end, has_commas):
        lead = repeated_lead(text, begin, stop)
        if lead:
            yield _span("body", text, begin, lead, paragraph)
        yield from _sentence_spans(text, lead or begin, stop, paragraph)


def _sentence_spans(text: str, at: int, stop: int, paragraph: int) -> Iterator[Span]:
    """One sentence, and before it what is no part of it; or a span of another kind."""
    while at < stop:
        kind = kind_of_line(text[at:stop]) if stop - at < LONGEST_LINE else None
        found = opening(text, at, stop, is_head=False) if kind in (None, "promo", "caption") else None
        if not found:
            yield Span(kind or "body", at, stop, paragraph)
            return
        kind, after = found
        yield _span(kind, text, at, after, paragraph)
        at = _after_space(text, after, stop)


def _span(kind: str, text: str, start: int, end: int, paragraph: int) -> Span:
    """The span without the white space at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(kind, start, end, paragraph)
