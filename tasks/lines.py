"""Physical lines to logical ones: which line breaks are only wrapping, and where paragraphs begin.

Knows nothing of sentences or of what a line says.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

WIDEST_WRAP = 160
"""Columns. Press wires wrap at 60 to 80, pages saved as text at 110 to 120; a longer line is a whole paragraph."""
GOES_ON_SHARE = 0.4
"""Of the lines that don't end a sentence, this many are followed by a small letter in wrapped text (about 0.75 in
the wires of 1990), next to none where each line is a paragraph, a headline or a byline."""
EXPLAINED_SHARE = 0.8
"""In a short text a small letter may be rare ("in\\nMedellin"): wrapped too if width forced this many breaks."""
FEWEST_BREAKS = 3
FITS_SHARE = 0.9
"""A next word that would have fitted into this share of the block's width was put on a new line on purpose."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_ENDS_SENTENCE = re.compile(r"[.!?:…][\"'”’)\]]*$")
_LEFT_OPEN = re.compile(
    r"\b(?:the|an?|of|and|or|in|to|by|for|with|on|at|from|that|was|were|his|her|its|their)$", re.IGNORECASE
)
_BYLINE = re.compile(r"by\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line: text[start:end] without outer white space, over one or more physical lines."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Physical:
    start: int
    end: int
    indent: int
    is_after_blank: bool


def logical_lines(text: str) -> list[Line]:
    """The text's logical lines in order, a paragraph each; none for a text of white space."""
    physical = _physical_lines(text)
    joined = _joins(text, physical)
    lines: list[Line] = []
    first = 0
    for i in range(len(physical)):
        if i + 1 == len(physical) or not joined[i]:
            lines.append(Line(physical[first].start, physical[i].end, len(lines)))
            first = i + 1
    return lines


def _physical_lines(text: str) -> list[_Physical]:
    found: list[_Physical] = []
    end_before = run_before = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip()
        if not stripped:
            run_before = -1  # a line of white space: blank
            continue
        indent = len(match.group()) - len(match.group().lstrip())
        start = match.start() + indent
        # Most lines follow the one before after a single character; only the rest need counting.
        is_after_blank = match.start() - run_before > 1 and len(_BREAK.findall(text, end_before, start)) > 1
        run_before = match.end()
        end_before = start + len(stripped)
        found.append(_Physical(start, end_before, indent, is_after_blank))
    return found


def _joins(text: str, lines: list[_Physical]) -> list[bool]:
    """For each line but the last: whether the next one goes on with it."""
    pairs = [
        not b.is_after_blank and not _ENDS_SENTENCE.search(text, max(a.start, a.end - 8), a.end)
        for a, b in pairwise(lines)
    ]
    goes_on = [
        is_open
        and (text[b.start].islower() or bool(_LEFT_OPEN.search(text, a.start, a.end)))
        and not _BYLINE.match(text, b.start)
        for is_open, (a, b) in zip(pairs, pairwise(lines), strict=True)
    ]
    # A text in capitals (wires of the last century) has no small letters that could tell; the width must.
    is_capitals = sum(pairs) >= FEWEST_BREAKS and not any(c.islower() for c in text)
    if not any(goes_on) and not is_capitals:
        return goes_on
    widths = _block_widths(lines)
    forced = [_is_forced(text, lines, i, widths[i]) for i in range(len(pairs))]
    explained = sum(is_open and (g or f) for is_open, g, f in zip(pairs, goes_on, forced, strict=True))
    if sum(goes_on) < GOES_ON_SHARE * sum(pairs) and explained < EXPLAINED_SHARE * sum(pairs):
        return [False] * len(pairs)
    return [g or f for g, f in zip(goes_on, forced, strict=True)]


def _block_widths(lines: list[_Physical]) -> list[int]:
    """For each line, the longest line of its block (lines without a blank one between them), indent included."""
    widths: list[int] = []
    block: list[_Physical] = []
    for line in [*lines, None]:
        if block and (line is None or line.is_after_blank):
            widths += [max(b.end - b.start + b.indent for b in block)] * len(block)
            block = []
        if line is not None:
            block.append(line)
    return widths


def _is_forced(text: str, lines: list[_Physical], i: int, width: int) -> bool:
    """Whether line i was broken because the next word had no room."""
    a, b = lines[i], lines[i + 1]
    if b.is_after_blank or width > WIDEST_WRAP or (b.indent > a.indent and i > 0):
        return False
    word_end = b.start
    while word_end < b.end and not text[word_end].isspace():
        word_end += 1
    return a.indent + (a.end - a.start) + 1 + (word_end - b.start) > FITS_SHARE * width
