"""An HTML page to its article: text, title, author. The network is never touched."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """What a page's article says; all None or empty where it has none."""

    text: str
    title: str | None
    author: str | None


def read_page(body: bytes, url: str | None = None) -> Page:
    """The article of a page's bytes; the text of its body as it stands where no article is found in it."""
    import trafilatura  # imports in half a second, and only pages need it

    found: Any = trafilatura.bare_extraction(
        body, url=url, fast=True, with_metadata=True, include_comments=False, include_tables=True
    )
    if found is None or not (found.text or "").strip():
        tree = trafilatura.load_html(body)
        text = trafilatura.html2txt(body) if tree is not None else ""
        return Page(str(text or ""), None, None)
    return Page(found.text, found.title or None, found.author or None)
