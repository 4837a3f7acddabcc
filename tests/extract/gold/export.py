"""Turns our sentence gold into the format of the annotated articles, so that the shared scorer can read it.

Only reads and reshapes; what a claim is, and how an item is written, stands in README.md beside this file.

    python -m tests.extract.gold.export [STYLE ...] > gold.jsonl
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def items(*styles: str) -> Iterator[dict[str, Any]]:
    """Every item of the named styles (file names without suffix), or of all of them in name order."""
    paths = [FOLDER / f"{style}.jsonl" for style in styles] or sorted(FOLDER.glob("*.jsonl"))
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            yield {"style": path.stem, **json.loads(line)}


def article(item: dict[str, Any]) -> dict[str, Any]:
    """One item as one article with its claims: offsets from the spans, ids for the indexes of subset and repeat."""
    claims = []
    for index, claim in enumerate(item["claims"]):
        start = item["text"].index(claim["span"])
        claims.append(
            {
                "id": f"c{index + 1}",
                "kind": "casualty",
                **{name: value for name, value in claim.items() if name != "span"},
                "subset_of": _id(claim["subset_of"]),
                "repeat_of": _id(claim["repeat_of"]),
                "start": start,
                "end": start + len(claim["span"]),
                "evidence": item["text"],
            }
        )
    return {
        "id": item["id"],
        "source": f"tollbook/{item['style']}",
        "title": item["title"],
        "published": item["published"],
        "text": item["text"],
        "construction": item["construction"],
        "claims": claims,
    }


def _id(index: int | None) -> str | None:
    return None if index is None else f"c{index + 1}"


def main() -> None:
    for item in items(*sys.argv[1:]):
        print(json.dumps(article(item), ensure_ascii=False))


if __name__ == "__main__":
    main()
