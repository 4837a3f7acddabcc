"""Extraction and linking from JSON lines to JSON lines, without warehouse or Prefect; extraction in constant memory.

Lines go to worker processes in chunks and come back in their order. A chunk is always the same lines, however many
workers there are: the output doesn't depend on the machine.
"""

import json
import multiprocessing
import os
import re
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tasks.extract.pipeline import Extraction, Extractor
    from tasks.extract.records import Article, Sentence

CHUNK = 32  # articles; two chunks a worker in memory

LINKED_CHARACTERS = 2_500  # of an article's beginning tell which event it is about

Line = tuple[int, bytes]


class BadLine(ValueError):
    """A line that is no article; the message says why."""


@dataclass(slots=True)
class Chunk:
    """What came of one chunk of lines: JSON lines ready to write, and what was wrong, as (line number, reason).

    `undated` are the lines whose `published` names no whole date: their articles are read without one.
    """

    claims: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)
    undated: list[tuple[int, str]] = field(default_factory=list)
    articles: int = 0


@dataclass(slots=True)
class Totals:
    """What came of all chunks."""

    articles: int = 0
    claims: int = 0
    errors: int = 0

    def add(self, chunk: Chunk) -> None:
        self.articles += chunk.articles
        self.claims += len(chunk.claims)
        self.errors += len(chunk.errors)


def read_lines(file: IO[bytes], max_bytes: int) -> Iterator[Line]:
    """Numbered lines that aren't blank. Of one longer than `max_bytes` only the beginning is kept, so that a huge
    "article" costs no memory; `parse_article` then refuses it for its length."""
    number = 0
    while line := file.readline(max_bytes + 1):
        number += 1
        whole = line
        while not line.endswith(b"\n") and (line := file.readline(1 << 20)):
            pass
        if whole.strip():
            yield number, whole


def parse_article(line: bytes, max_bytes: int) -> "Article":
    """One line to an article. Raises `BadLine`. Half of a surrogate pair becomes U+FFFD: offsets stay."""
    from tasks.extract.records import Article

    if len(line) > max_bytes:
        raise BadLine(f"longer than {max_bytes:,} bytes (setting max_article_bytes)")
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadLine(f"not UTF-8: {error.reason} at byte {error.start}") from None
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise BadLine("not a JSON object")
    article_id = row.get("id")
    if isinstance(article_id, int) and not isinstance(article_id, bool):
        article_id = str(article_id)
    if not isinstance(article_id, str) or not article_id:
        raise BadLine("no id")
    for name, allowed in (("text", str), ("title", str | None), ("published", str | None), ("source", str | None)):
        if not isinstance(row.get(name), allowed):
            raise BadLine(f"{name} is not a text" if name in row else f"no {name}")
    return Article(
        article_id=_whole(article_id),
        text=_whole(row["text"]),
        title=_whole(row.get("title") or "") or None,
        published=_day(row.get("published") or None),
        source=row.get("source") or None,
    )


def _whole(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _day(published: str | None) -> date | None:
    """The day of publication, as the outlet prints it: a time zone moves no day. None where it names no whole date."""
    from warehouse.dates import explicit_dates

    if not published:
        return None
    try:
        return datetime.fromisoformat(published.strip()).date()
    except ValueError:
        dates = (found.as_date() for found in explicit_dates(published) if not found.is_ambiguous)
        return next((day for day in dates if day), None)


@cache
def _extractor(model: str) -> "Extractor":
    from tasks.extract.pipeline import Extractor

    return Extractor(model)


def sentences_of(article: "Article") -> "list[Sentence]":
    """The article's sentences: the segmentation's spans as the extraction reads them."""
    from tasks.extract.records import Sentence
    from tasks.segment.splitter import split

    spans = split(article.text, article.title)
    return [
        Sentence(n, s.kind, s.start, s.end, article.text[s.start : s.end], s.paragraph) for n, s in enumerate(spans)
    ]


def extract_chunk(lines: list[Line], model: str, max_bytes: int, want_mentions: bool) -> Chunk:
    """Parses and extracts one chunk; runs in a worker. Bad lines are reported, the rest goes on."""
    chunk = Chunk()
    pairs: list[tuple[Article, list[Sentence]]] = []
    numbers: list[int] = []
    for number, line in lines:
        try:
            article = parse_article(line, max_bytes)
            pairs.append((article, sentences_of(article)))
            numbers.append(number)
            if article.published is None and (said := json.loads(line.decode("utf-8-sig")).get("published")):
                chunk.undated.append((number, f"published {said[:40]!r} is no whole date (2020-02-06): read without"))
        except BadLine as error:
            chunk.errors.append((number, str(error)))
    extractor = _extractor(model)
    try:
        for (article, _), result in zip(pairs, extractor.extract_many(pairs, want_mentions=want_mentions), strict=True):
            _write(chunk, article.article_id, result)
    except OSError:  # no such model
        raise
    except Exception:
        # One article breaks the extraction: do the chunk's articles one by one, to lose that one only.
        chunk = Chunk(errors=chunk.errors, undated=chunk.undated)
        for number, (article, sentences) in zip(numbers, pairs, strict=True):
            try:
                (result,) = extractor.extract_many([(article, sentences)], want_mentions=want_mentions)
                _write(chunk, article.article_id, result)
            except Exception as error:
                chunk.errors.append((number, f"the extraction failed on it: {type(error).__name__}: {error}"))
    chunk.errors.sort()
    return chunk


def _write(chunk: Chunk, article_id: str, result: "Extraction") -> None:
    chunk.articles += 1
    chunk.claims += [_json({"id": c["claim_id"], "article_id": article_id} | c) for c in result.claims]
    chunk.mentions += [_json({"article_id": article_id} | m) for m in result.mentions]


def _json(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, default=date.isoformat) + "\n"


def chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Chunks of at most `CHUNK` lines."""
    rest = iter(lines)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _start_method(model: str) -> str:
    """How worker processes start. Forked off this one, they share the model that it loads, where forking is safe: on
    Linux, while no other thread runs. Else each starts clean and loads its own."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return "spawn"
    _extractor(model).warm_up()
    return "fork"


def extract_lines(
    lines: Iterable[Line], *, model: str, max_bytes: int, processes: int, want_mentions: bool
) -> Iterator[Chunk]:
    """The chunks' results in the order of the lines. Where one chunk is all there is, it starts no worker.

    Raises `OSError` where there is no such model.
    """
    # Parallel by processes alone; set before numpy is imported, here or in a worker.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    rest = chunks(lines)
    head = list(islice(rest, 2))
    if processes == 1 or len(head) < 2:
        for chunk in [*head, *rest]:
            yield extract_chunk(chunk, model, max_bytes, want_mentions)
        return
    pool = ProcessPoolExecutor(processes, multiprocessing.get_context(_start_method(model)))
    pending: deque[Future[Chunk]] = deque()
    try:
        for chunk in chain(head, rest):
            if len(pending) == 2 * processes:
                yield pending.popleft().result()
            pending.append(pool.submit(extract_chunk, chunk, model, max_bytes, want_mentions))
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


@dataclass(slots=True)
class Linked:
    """article_id -> incident_id, in the order of the lines, and what was wrong, as (line number, reason)."""

    incidents: dict[str, str] = field(default_factory=dict)
    errors: list[tuple[int, str]] = field(default_factory=list)


def link_lines(lines: Iterable[Line], *, model: str, max_bytes: int, processes: int) -> Linked:
    """Which incident each line's article is mainly about. Keeps the beginning of each article in memory."""
    from tasks.link.accounts import Text
    from tasks.link.collection import Told, link_collection

    articles: dict[str, Told] = {}

    def noted() -> Iterator[Line]:
        for number, line in lines:
            try:
                a = parse_article(line, max_bytes)
                articles[a.article_id] = Told(
                    a.article_id, a.source or a.article_id, a.published, Text(a.title or "", a.text[:LINKED_CHARACTERS])
                )
            except BadLine:
                pass  # the extraction reports it
            yield number, line

    linked = Linked()
    results = extract_lines(noted(), model=model, max_bytes=max_bytes, processes=processes, want_mentions=False)
    for chunk in results:
        linked.errors += chunk.errors
        for claim in map(json.loads, chunk.claims):
            for name in ("date_start", "date_end"):
                claim[name] = claim[name] and date.fromisoformat(claim[name])
            articles[claim["article_id"]].claims.append(claim)
    linked.incidents = link_collection(articles.values())
    return linked
