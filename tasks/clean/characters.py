"""Characters put right: normal form, mojibake, exotic spaces, control characters, lines that were only wrapped.

Nothing that was written is removed: promo lines and footers are told apart by the segment stage.
"""

import re
import unicodedata

import ftfy

from tasks.lines import logical_lines

_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Spaces that look like one: no-break, en, em, thin, ideographic; and the tab, which no prose has.
_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Marks without width, the soft hyphen among them; joiners stay, since Persian and Arabic names are spelt with them.
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\ufffc]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_TRAILING = re.compile(r" +\n")
_BLANK_LINES = re.compile(r"\n{3,}")
_FTFY = ftfy.TextFixerConfig(
    uncurl_quotes=False,  # quotations are our subject: ’ and “ stay as printed
    fix_latin_ligatures=True,
    fix_character_width=True,
    fix_line_breaks=False,  # ours, below
    remove_control_chars=False,
    normalization="NFC",
    explain=False,
)


def clean_characters(text: str) -> str:
    """The text in NFC with plain spaces and line breaks, mojibake repaired ("Saâ€™ada" is "Sa’ada")."""
    text = ftfy.fix_text(_LINE_BREAKS.sub("\n", text), _FTFY)
    text = _CONTROLS.sub("", _INVISIBLE.sub("", _SPACES.sub(" ", text)))
    return unicodedata.normalize("NFC", _BLANK_LINES.sub("\n\n", _TRAILING.sub("\n", text))).strip()


def unwrap(text: str) -> str:
    """Hard-wrapped lines joined with one space; a blank line stays between paragraphs that had one."""
    parts: list[str] = []
    end = 0
    for line in logical_lines(text):
        if parts:
            parts.append("\n\n" if text.count("\n", end, line.start) > 1 else "\n")
        parts.append(re.sub(r" *\n *", " ", text[line.start : line.end]))
        end = line.end
    return "".join(parts)
