"""Files that are whole or not there: written beside their place, flushed to disk, then renamed over it.

What belongs here: how a file and a folder are replaced, and the errors of a disk. What the files mean is storage's.
"""

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any

TEMPORARY = ".tmp"  # ending of a file that is being written; readers' patterns never match it


class StorageError(Exception):
    """The data folder can't be read or written; the message says what to do."""


def replace(path: Path, data: bytes | Path, is_flushed: bool = True) -> os.stat_result:
    """Puts `data`, or a copy of the file that it names, in the place of `path`, whole or not at all; gives its stat.

    Flushed to disk it outlasts a power cut too; without, only the death of its writer.
    The caller holds the lock of the place, so the temporary name can be fixed: what a killed writer left there is
    overwritten by the next. Raises `StorageError` where the disk refuses; the old file is then as it was.
    """
    temporary = path.with_name(f".{path.name}{TEMPORARY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            if isinstance(data, Path):
                with data.open("rb") as source:  # 200 MB go through, not into memory
                    shutil.copyfileobj(source, file, 1 << 20)
            else:
                file.write(data)
            file.flush()
            if is_flushed:
                os.fsync(file.fileno())
            stat = os.fstat(file.fileno())
        temporary.replace(path)
        if is_flushed:
            sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        size = data.stat().st_size if isinstance(data, Path) else len(data)
        raise StorageError(explain(error, path, size)) from error
    except BaseException:  # Ctrl-C between two writes leaves nothing behind either
        temporary.unlink(missing_ok=True)
        raise
    return stat


def replace_json(path: Path, value: Any) -> None:
    """Puts `value` in the place of `path` as JSON with sorted keys: equal values make equal bytes.

    Not flushed: a note that a power cut tears is found out anew, and flushing takes longer than all else.
    """
    replace(path, (json.dumps(value, sort_keys=True, indent=1) + "\n").encode(), is_flushed=False)


def read_json(path: Path) -> Any:
    """The value, or None where there is no such file or it can't be read: what it noted is then found out anew."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def identity(stat: os.stat_result) -> list[int]:
    """What tells a file from the one that replaces it, without reading either."""
    return [stat.st_size, stat.st_mtime_ns, stat.st_ino]


def move(temporary: Path, path: Path) -> None:
    """Puts a finished file in the place of `path`, after flushing it to disk."""
    try:
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StorageError(explain(error, path, 0)) from error


def sync_folder(folder: Path) -> None:
    """Flushes the folder's own entry: without it, a power cut may undo the rename."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def explain(error: OSError, path: Path, size: int) -> str:
    """What the disk said, and what to do about it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        folder = next(parent for parent in path.parents if parent.exists())
        free = shutil.disk_usage(folder).free
        return (
            f"{path}: the disk is full ({size:,} bytes to write, {free:,} free); what was there is unchanged. "
            f"Free some space, or move the data folder (TOLLBOOK_DATA), and run again."
        )
    if error.errno == errno.EFBIG:
        return (
            f"{path}: {size:,} bytes are more than a file may have here (ulimit -f, or the file system); "
            f"what was there is unchanged. Raise the limit and run again."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{path}: may not be written ({error.strerror}). Is the data folder yours (TOLLBOOK_DATA)?"
    return f"{path}: {error.strerror or error}; what was there is unchanged."
