"""When a stage is tried again: trouble with a disk may pass; what the code gets wrong, it gets wrong again."""

from typing import Any

from warehouse.storage import StorageError


def is_disk_trouble(task: Any, run: Any, state: Any) -> bool:
    """Prefect's `retry_condition_fn`: whether the failure came from reading or writing files."""
    try:
        state.result()
    except (OSError, StorageError):
        return True
    except Exception:
        return False
    return False
