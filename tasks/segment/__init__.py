"""An article's text into sentences and lines, each with its kind and its exact place in the text."""

from tasks.segment.splitter import Span, split

__all__ = ["Span", "split"]
