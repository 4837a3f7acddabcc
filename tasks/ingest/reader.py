"""One article's bytes and what its sidecar or JSON line says, to a row of `raw_articles`, or the reason why not.

Which files there are is for `files`, which day and which duplicates for `scan`.
"""

import hashlib
import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from tasks.encoding import NotText, decode, is_binary
from tasks.ingest.registry import outlet
from tasks.lines import logical_lines
from warehouse.dates import explicit_dates, month_number, publication_date

EARLIEST = date(1900, 1, 1)
SURE_DATE = 0.5
HTML_HEAD = 200_000
"""Bytes of a page that are searched for its date: news pages carry their metadata well before this."""

TITLE_HEAD, LONGEST_TITLE = 4000, 300

MEDIA_TYPES = {"text": "text/plain", "jsonl": "text/plain", "html": "text/html"}


class NotAnArticle(ValueError):
    """The input is refused; `reason` as in `quarantine.reason`."""

    def __init__(self, reason: str, detail: str, article_id: str | None = None) -> None:
        super().__init__(detail)
        self.reason, self.article_id = reason, article_id


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of an input from outside: where it lies, whose it is, its own time, and today."""

    origin: str
    source: str
    own_time: datetime
    today: date


def read_json(line: bytes) -> dict[str, Any]:
    """The object of a JSON line. Raises `NotAnArticle` for a line cut in half, not UTF-8, or no object."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotAnArticle("wrong_encoding", f"JSON is UTF-8, this is not: {error.reason}") from None
    except (ValueError, RecursionError) as error:
        raise NotAnArticle("cut_json", f"no complete JSON object: {error}") from None
    if not isinstance(value, dict):
        raise NotAnArticle("wrong_fields", f"a JSON {type(value).__name__} where an article's object was expected")
    return value


def json_body(fields: dict[str, Any]) -> tuple[bytes, str]:
    """(bytes, kind) of the article inside a JSON object: its `text`, or else its `html`."""
    for name, kind in (("text", "text"), ("html", "html")):
        value = fields.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise NotAnArticle("wrong_fields", f"{name} is no text but {type(value).__name__}", _given_id(fields))
        try:
            return value.encode("utf-8"), kind
        except UnicodeEncodeError as error:
            detail = f"{name} holds half a character (surrogate) at {error.start}"
            raise NotAnArticle("wrong_encoding", detail, _given_id(fields)) from None
    raise NotAnArticle(
        "wrong_fields", f"has neither text nor html, only: {', '.join(sorted(fields))}", _given_id(fields)
    )


def row(body: bytes, kind: str, given: dict[str, Any], around: Circumstances) -> dict[str, Any]:
    """A row of `raw_articles`, with `published_on` None where nothing tells a day. Raises `NotAnArticle`.

    `given` is the sidecar or JSON object; what it says wins over what the text says.
    """
    article_id = _given_id(given)
    try:
        return _row(body, kind, given, around, article_id)
    except NotAnArticle as error:
        error.article_id = error.article_id or article_id
        raise


def _row(
    body: bytes, kind: str, given: dict[str, Any], around: Circumstances, article_id: str | None
) -> dict[str, Any]:
    for name in ("source", "url", "title"):
        if not isinstance(given.get(name), str | None):
            raise NotAnArticle("wrong_fields", f"{name} is no text but {type(given[name]).__name__}")
    if not body.strip():
        raise NotAnArticle("empty_article", "holds nothing but white space")
    text = _text_of(body, kind)
    url = given.get("url") or None
    source = outlet(given.get("source"), url) or around.source
    fetched_at = _moment(given.get("fetched_at"), "fetched_at") or around.own_time
    has_fetched_at = given.get("fetched_at") is not None
    day, moment, basis = _published(given, kind, body, text, url, fetched_at, around.today)
    if day:
        _check_day(day, fetched_at if has_fetched_at else None, around.today, moment)
        if not has_fetched_at:  # a file's own time says only when it was copied: nothing is fetched before it is out
            fetched_at = max(fetched_at, moment or datetime.combine(day, time(), UTC))
    sha256 = hashlib.sha256(body).hexdigest()
    # A line's number shifts when another is put in above it: without an address, its text is all that it has.
    own = sha256 if "text" in given or "html" in given else around.origin
    identity = f"{source}\n{url or own}"
    return {
        "article_id": article_id or "x" + hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:15],
        "version_id": sha256[:16],
        "published_on": day,
        "published_at": moment,
        "published_basis": basis,
        "fetched_at": fetched_at,
        "source": source,
        "url": url,
        "title": (given.get("title") or "").strip()
        or (_first_line(text) if kind == "text" and "text" not in given else None),
        "media_type": MEDIA_TYPES[kind],
        "sha256": sha256,
        "origin": around.origin.encode("utf-8", "backslashreplace").decode(),
        "body": body,
    }


def _given_id(given: dict[str, Any]) -> str | None:
    value = given.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).strip().encode("utf-8", "replace").decode() or None


def _text_of(body: bytes, kind: str) -> str:
    """The text that the date and the title are read from; a page's own encoding is the clean stage's to find."""
    if kind == "html":
        if is_binary(body) and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise NotAnArticle("binary", "holds bytes that no page has; it may be an image, an archive or damaged")
        return body[:HTML_HEAD].decode("utf-8", "replace")
    try:
        text = decode(body)
    except NotText as error:
        raise NotAnArticle(error.reason, str(error)) from None
    if not any(c.isalnum() for c in text):
        raise NotAnArticle("empty_article", "holds no letter and no digit")
    return text


def _first_line(text: str) -> str | None:
    """A text file's title: its first line, where more follows and it isn't the begin of a wrapped paragraph."""
    head = text[:TITLE_HEAD].lstrip()
    lines = logical_lines(head)
    if len(lines) < 2:
        return None
    line = head[lines[0].start : lines[0].end]
    return " ".join(line.split()) if "\n" not in line and len(line) <= LONGEST_TITLE else None


# Dates


def _moment(value: Any, name: str) -> datetime | None:
    """A moment in UTC from what a sidecar or JSON line says; a bare day is its midnight."""
    if value is None or value == "":
        return None
    day, moment = _read_date(value, name)
    return moment or datetime.combine(day, time(), UTC)


def _read_date(value: Any, name: str) -> tuple[date, datetime | None]:
    """(day as printed, moment in UTC or None) of a date or date and time. Raises `NotAnArticle`."""
    if isinstance(value, datetime):
        return value.date(), _utc(value)
    if isinstance(value, date):
        return value, None
    if isinstance(value, str):
        text = value.strip()
        try:
            return date.fromisoformat(text), None
        except ValueError:
            pass
        try:
            moment = datetime.fromisoformat(text)
            return moment.date(), _utc(moment)
        except (ValueError, OverflowError):
            pass
        days = [found for found in explicit_dates(text) if not found.is_ambiguous]
        if len(days) == 1 and (day := days[0].as_date()):
            return day, None
    raise NotAnArticle("impossible_date", f"{name} is {value!r}: no such day, or not written as 2020-02-06")


def day_given(given: dict[str, Any], today: date) -> date | None:
    """The day of publication that a sidecar or JSON line tells, where it can be; for refused inputs."""
    try:
        day, _ = _read_date(given.get("published"), "published")
    except NotAnArticle:
        return None
    return day if EARLIEST <= day <= today + timedelta(days=1) else None


def _utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise NotAnArticle("impossible_date", f"{moment.isoformat()} is out of all reason") from None


_META_DATE = re.compile(
    r"""(?:property|name|itemprop)=["'](?:article:published_time|og:published_time|date|dc\.date(?:\.issued)?|pubdate"""
    r"""|publishdate|publish-date|datepublished|parsely-pub-date|sailthru\.date)["'][^<>]{0,80}?content=["']([^"']{6,40})["']"""
    r"""|content=["']([^"']{6,40})["'][^<>]{0,80}?(?:property|name|itemprop)=["'](?:article:published_time|og:published_time"""
    r"""|date|dc\.date(?:\.issued)?|pubdate|datepublished)["']"""
    r"""|["']datePublished["']\s*:\s*["']([^"']{6,40})["']"""
    r"""|<time[^<>]{0,120}?datetime=["']([^"']{6,40})["']""",
    re.IGNORECASE,
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?:[/_-]|$)")
_DATE_LINE = re.compile(
    r"(?:\w+day,?\s+)?(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m>[A-Z][a-z]{2,8})\.?|(?P<m2>[A-Z][a-z]{2,8})\.?\s+(?P<d2>\d{1,2})),?"
    r"\s+(?P<y>\d{4})"
)


def _published(
    given: dict[str, Any], kind: str, body: bytes, text: str, url: str | None, fetched_at: datetime, today: date
) -> tuple[date | None, datetime | None, str]:
    """(day, moment, basis) of publication, from the surest witness: sidecar or JSON, page, text, address."""
    value = given.get("published")
    if value is not None and value != "":
        basis = "metadata" if "text" in given or "html" in given else "sidecar"
        return (*_read_date(value, "published"), basis)
    if kind == "html":
        found = _META_DATE.search(text)
        if found:
            try:
                return (*_read_date(html.unescape(next(g for g in found.groups() if g)), "published"), "metadata")
            except NotAnArticle:
                pass  # a template's placeholder: another witness may know
    else:
        _check_date_line(text)
        # A file's own time is that of its last copy: "12 Nov" of a text of 1989 is no day of this year for it.
        own = publication_date(text, near=fetched_at.date() if given.get("fetched_at") else None)
        if own and own.confidence >= SURE_DATE and EARLIEST <= own.day <= today + timedelta(days=1):
            return own.day, None, "dateline" if own.basis == "dateline" else "date_line"
    if url and (found := _URL_DATE.search(urlsplit(url).path + "/")):
        try:
            return date(*(int(part) for part in found.groups())), None, "url"
        except ValueError:
            pass  # numbers of another kind
    return None, None, "run_day"


def _check_date_line(text: str) -> None:
    """A line in the head that is a date, but one that can't be ("31 February, 2020"), makes the article unsure."""
    for line in text.strip().splitlines()[:8]:
        found = _DATE_LINE.fullmatch(line.strip())
        if found and month_number(found["m"] or found["m2"]) and not list(explicit_dates(line)):
            raise NotAnArticle("impossible_date", f"its date line says {line.strip()!r}: there is no such day")


def _check_day(day: date, fetched_at: datetime | None, today: date, moment: datetime | None) -> None:
    """Raises `NotAnArticle` for a day before 1900 or after the article was fetched (a day's grace for time zones)."""
    latest = fetched_at.date() if fetched_at else today
    if day < EARLIEST:
        raise NotAnArticle("impossible_date", f"published on {day}, before {EARLIEST.year}")
    if day > latest + timedelta(days=1):
        what = "it was fetched" if fetched_at else "today"
        raise NotAnArticle("impossible_date", f"published on {day}, after {what} ({latest})")
