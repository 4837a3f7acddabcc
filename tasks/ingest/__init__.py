"""Files of a source to raw articles, one row a fetched version; what can't be read is refused, with its reason."""

from tasks.ingest.scan import Batch, Scan, scan

__all__ = ["Batch", "Scan", "scan"]
