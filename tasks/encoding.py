"""Bytes of a text article to characters, or the reason why not. Mojibake inside decoded text is the clean stage's."""

import codecs
import re

CP1252_SHARE = 0.15
"""More bytes beyond ASCII than this aren't Western European prose: Cyrillic or Arabic in an 8-bit code page."""

_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
# In cp1252 prose: quotation marks, dashes, dots, currency, and accented letters inside words.
_CP1252_MARKS = frozenset(
    b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb4\xb7\xbb\xbf\xa1"
)
_ACCENTED_IN_WORD = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[A-Za-z])")


class NotText(ValueError):
    """The bytes are no text that can be read with certainty. `reason` is `binary` or `wrong_encoding`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def decode(body: bytes) -> str:
    """The text of an article's bytes: UTF-8, UTF-16 where it says so itself, or cp1252 where the bytes speak for it.

    Raises `NotText` for everything else: guessing an encoding could change names and numbers unseen.
    """
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return body.decode("utf-16")
        except UnicodeDecodeError as error:
            raise NotText("wrong_encoding", f"begins like UTF-16, but isn't: {error.reason}") from None
    if is_binary(body):
        raise NotText("binary", "holds bytes that no text has; it may be an image, an archive or a damaged file")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _looks_like_cp1252(body):
            return body.decode("cp1252")
        byte = body[error.start]
        raise NotText(
            "wrong_encoding", f"neither UTF-8 (byte 0x{byte:02x} at {error.start}) nor surely cp1252; save it as UTF-8"
        ) from None


def is_binary(body: bytes) -> bool:
    """Whether there are control bytes as no text has them: any NUL, or more than a few others."""
    if b"\x00" in body:
        return True
    return len(_CONTROLS.findall(body)) > max(2, len(body) // 200)


def _looks_like_cp1252(body: bytes) -> bool:
    high = _HIGH.findall(body)
    if len(high) > CP1252_SHARE * len(body):
        return False
    try:
        body.decode("cp1252")
    except UnicodeDecodeError:
        return False
    likely = sum(byte[0] in _CP1252_MARKS for byte in high) + len(_ACCENTED_IN_WORD.findall(body))
    return likely >= 0.9 * len(high)
