"""One pass over a source: every article read once, filed by its day of publication; what can't be is refused.

A scan is made once a run and serves many days. Tables are for `table`, bytes and dates for `files` and `reader`.
"""

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tasks.ingest.files import GZIP_ERRORS, Found, json_lines, read_whole, walk
from tasks.ingest.reader import Circumstances, NotAnArticle, day_given, json_body, read_json, row
from tasks.ingest.sidecars import SidecarError, read_sidecar
from tasks.refused import Refused

MEMORY = 64 << 20
"""Bytes of articles that a scan holds in memory; more go to a temporary file."""


@dataclass(frozen=True, slots=True)
class _Filed:
    """An article version without its body, and where that lies. `is_own_time`: fetched_at is only the file's time."""

    meta: dict[str, Any]
    start: int
    size: int
    is_own_time: bool

    @property
    def key(self) -> tuple[str, str]:
        return self.meta["article_id"], self.meta["version_id"]


@dataclass
class Batch:
    """One day of a scan: its article versions, and its refused inputs. Readable while the scan is open."""

    day: date
    refused: list[Refused] = field(default_factory=list)
    _filed: list[_Filed] = field(default_factory=list)
    _bodies: Any = None

    def __len__(self) -> int:
        return len(self._filed)

    def rows(self) -> list[dict[str, Any]]:
        """Rows of `raw_articles`, bodies and all, sorted by key."""
        rows = []
        for filed in sorted(self._filed, key=lambda f: f.key):
            self._bodies.seek(filed.start)
            rows.append({**filed.meta, "body": self._bodies.read(filed.size)})
        return rows

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that the source says of the day: the same articles make the same hash, wherever they lie (a
        line put in above shifts the others), and whenever they were copied."""
        digest = hashlib.sha256()
        for filed in sorted(self._filed, key=lambda f: f.key):
            left_out = ("origin", "fetched_at") if filed.is_own_time else ("origin",)
            told = sorted((k, v) for k, v in filed.meta.items() if k not in left_out)
            digest.update(repr(told).encode("utf-8", "backslashreplace"))
        for line in sorted(self._refused_lines()):
            digest.update(line.encode("utf-8", "backslashreplace"))
        return digest.hexdigest()

    def _refused_lines(self) -> Iterator[str]:
        for item in self.refused:
            if isinstance(item.content, bytes):
                content = hashlib.sha256(item.content).hexdigest()
            else:
                content = f"{item.content.stat().st_size} bytes"  # of a file of any size: not read for this
            yield f"{item.reason}\n{item.article_id}\n{content}\n"


class Scan:
    """What a source holds. A context manager: at its end the temporary files are removed.

    `days`: a batch for every day that has articles or refused inputs, in order. `ignored`: files passed over, since
    their names say that they are no articles. `articles`, `refused`: how many in all.
    """

    def __init__(self, spool: Path | None = None) -> None:
        if spool:
            spool.mkdir(parents=True, exist_ok=True)
        self.days: dict[date, Batch] = {}
        self.ignored: list[str] = []
        self._folder = tempfile.TemporaryDirectory(prefix="scan-", dir=spool)
        self._bodies = tempfile.SpooledTemporaryFile(max_size=MEMORY, dir=self._folder.name)  # noqa: SIM115

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._bodies.close()
        self._folder.cleanup()

    @property
    def scratch(self) -> Path:
        return Path(self._folder.name)

    @property
    def articles(self) -> int:
        return sum(len(batch) for batch in self.days.values())

    @property
    def refused(self) -> int:
        return sum(len(batch.refused) for batch in self.days.values())

    def batch(self, day: date) -> Batch:
        """The day's batch, made where there is none."""
        return self.days.setdefault(day, Batch(day, _bodies=self._bodies))

    def add(self, meta: dict[str, Any], is_own_time: bool) -> None:
        body = meta["body"]
        start = self._bodies.seek(0, 2)
        self._bodies.write(body)
        told = {k: v for k, v in meta.items() if k != "body"}
        self.batch(meta["published_on"])._filed.append(_Filed(told, start, len(body), is_own_time))


def scan(
    path: Path,
    *,
    run_day: date | None = None,
    filed: Mapping[tuple[str, str], date] | None = None,
    source: str | None = None,
    max_article_bytes: int = 5_000_000,
    spool: Path | None = None,
    today: date | None = None,
) -> Scan:
    """Reads a folder (all folders below it) or a file of .txt, .html or .jsonl, each also as .gz, once.

    Under `run_day` go the articles without any date, and the refused inputs that tell none. Without it, such an
    article goes under the day it was fetched, a refused input under the first day of the scan. `filed` tells under
    which day an earlier run put an undated (article_id, version_id): there it stays. `source` names the outlet of
    files that don't tell their own; default: the folder they lie in. Temporary files stand in `spool`.
    Raises FileNotFoundError where there is no such path.
    """
    if not path.exists():
        raise FileNotFoundError(f"no such file or folder: {path}")
    reading = _Reading(Scan(spool), run_day, filed or {}, source, max_article_bytes, today or datetime.now(UTC).date())
    try:
        for item in walk(path):
            if isinstance(item, str):
                reading.scan.ignored.append(item)
            elif isinstance(item, Refused):
                reading.dayless.append((None, item))
            else:
                reading.read(item)
    except BaseException:
        reading.scan.close()
        raise
    return reading.finish()


class _Reading:
    """The state of one pass: what was seen of each article, so that two truths for one moment are told apart."""

    def __init__(
        self, scan: Scan, run_day: date | None, filed: Mapping[tuple[str, str], date], source: str | None, most: int,
        today: date,
    ) -> None:  # fmt: skip
        self.scan, self.run_day, self.filed, self.source, self.most, self.today = (
            scan, run_day, filed, source, most, today,
        )  # fmt: skip
        self.seen: dict[str, list[tuple[str, datetime | None, str]]] = defaultdict(list)
        self.dayless: list[tuple[date | None, Refused]] = []  # with the day of the file's own time

    def finish(self) -> Scan:
        """The scan, its days in order. Only now is the first day known, under which dayless refusals go."""
        first = min(self.scan.days, default=None)
        for own_day, item in self.dayless:
            self.scan.batch(self.run_day or first or own_day or self.today).refused.append(item)
        self.scan.days = dict(sorted(self.scan.days.items()))
        return self.scan

    def read(self, found: Found) -> None:
        """One file: an article, or a .jsonl of many."""
        own_time: datetime | None = None
        given: dict[str, Any] = {}
        try:
            own_time = datetime.fromtimestamp(found.path.stat().st_mtime, UTC).replace(microsecond=0)
            given = read_sidecar(found.path)
            if found.kind == "jsonl":
                self._read_lines(found, own_time, given)
                return
            body = read_whole(found, self.most)
        except SidecarError as error:
            self._refuse(Refused(found.origin, error.reason, str(error), found.path), given, own_time)
        except GZIP_ERRORS as error:
            detail = f"can't be decompressed to its end: {error}"
            self._refuse(Refused(found.origin, "broken_gzip", detail, found.path), given, own_time)
        except OSError as error:
            detail = f"can't be read: {error.strerror or error}"
            self._refuse(Refused(found.origin, "unreadable_file", detail, b""), given, own_time)
        else:
            if body is None:
                self._refuse(Refused(found.origin, "too_large", self._too_large(), found.path), given, own_time)
            else:
                self._file(body, found.kind, given, found.origin, found, own_time, body)

    def _read_lines(self, found: Found, own_time: datetime, given: dict[str, Any]) -> None:
        """Each line of a .jsonl; what its sidecar says holds for every line that doesn't say otherwise."""
        common = {k: v for k, v in given.items() if k in ("source", "published", "fetched_at")}
        for line in json_lines(found, self.most, self.scan.scratch):
            origin = f"{found.origin}:{line.number}"
            if line.spilled:
                self._refuse(Refused(origin, "too_large", self._too_large(), line.spilled), common, own_time)
                continue
            fields = common
            try:
                fields = {**common, **{k: v for k, v in read_json(line.content).items() if v is not None}}
                body, kind = json_body(fields)
            except NotAnArticle as error:
                self._refuse(
                    Refused(origin, error.reason, str(error), line.content, error.article_id), fields, own_time
                )
            else:
                self._file(body, kind, fields, origin, found, own_time, line.content)

    def _file(
        self, body: bytes, kind: str, given: dict[str, Any], origin: str, found: Found, own_time: datetime,
        content: bytes,
    ) -> None:  # fmt: skip
        folder = found.path.absolute().parent.name or "unknown"
        is_own_time = given.get("fetched_at") in (None, "")
        try:
            meta = row(body, kind, given, Circumstances(origin, self.source or folder, own_time, self.today))
            is_new = self._is_new(meta, is_own_time)
        except NotAnArticle as error:
            self._refuse(Refused(origin, error.reason, str(error), content, error.article_id), given, own_time)
            return
        if meta["published_on"] is None:
            key = (meta["article_id"], meta["version_id"])
            meta["published_on"] = self.filed.get(key) or self.run_day or meta["fetched_at"].date()
        if is_new:
            self.scan.add(meta, is_own_time)

    def _is_new(self, meta: dict[str, Any], is_own_time: bool) -> bool:
        """Whether this version is read for the first time. Raises `NotAnArticle` for a second truth at one time: a
        file's own time tells nothing, since copying may have set it."""
        moment = None if is_own_time else meta["fetched_at"]
        for version_id, other_moment, other_origin in self.seen[meta["article_id"]]:
            if version_id == meta["version_id"]:
                return False
            if moment is None or other_moment is None or moment == other_moment:
                detail = f"{other_origin} has the same id, another text, and no other time of fetching"
                raise NotAnArticle("duplicate_id", detail, meta["article_id"])
        self.seen[meta["article_id"]].append((meta["version_id"], moment, meta["origin"]))
        return True

    def _refuse(self, item: Refused, given: dict[str, Any], own_time: datetime | None) -> None:
        """Files a refused input under the day that its sidecar or JSON line tells, else under none yet."""
        if day := day_given(given, self.today):
            self.scan.batch(day).refused.append(item)
        else:
            self.dayless.append((own_time.date() if own_time else None, item))

    def _too_large(self) -> str:
        return f"more than max_article_bytes ({self.most:,}); raise the setting if this is one article"
