"""Publishing: from the partitions to one DuckDB file that analysts open; see `build`."""

from tasks.publish.build import Publication, PublishError, publish

__all__ = ["Publication", "PublishError", "publish"]
