"""What a stage says of an input that it refuses, and the quarantine row that follows from it.

Which inputs are refused, and why, is for the stages.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

Keep = Callable[[bytes | Path], tuple[str, int, str | None]]
"""Keeps an input's bytes: (sha256 in hex, size in bytes, where they are kept). `Warehouse.keep` is one."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One refused input. `content` is its bytes, or the file that holds them where they are too many to carry about."""

    origin: str
    reason: str
    detail: str
    content: bytes | Path
    article_id: str | None = None


def quarantine_rows(refused: Iterable[Refused], stage: str, day: date, keep: Keep) -> list[dict]:
    """Rows of the contract `quarantine`, their bytes kept; one a distinct input and reason, in order of their ids."""
    rows: dict[str, dict] = {}
    for item in refused:
        sha256, size, kept_at = keep(item.content)
        identity = "\n".join((stage, item.origin, item.reason, sha256))
        quarantine_id = hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        rows[quarantine_id] = {
            "quarantine_id": quarantine_id,
            "published_on": day,
            "stage": stage,
            "article_id": item.article_id,
            "origin": item.origin.encode("utf-8", "backslashreplace").decode(),
            "reason": item.reason,
            "detail": item.detail.encode("utf-8", "backslashreplace").decode(),
            "size_bytes": size,
            "sha256": sha256,
            "kept_at": kept_at,
        }
    return [rows[key] for key in sorted(rows)]
