"""A stage that replaces a partition, killed at every line: the folder stays readable, the next run repairs it."""

import sys
from pathlib import Path

from tests.faults.killer import kill_everywhere
from tests.warehouse.builders import DAY, articles, frame, row
from warehouse.storage import Stage, Versions, Warehouse


def clean(root: Path, text: str) -> Stage:
    warehouse = Warehouse(root, patience=20)
    with warehouse.stage("clean", DAY, ["raw_articles"], ["articles"], Versions("c1")) as stage:
        if stage.needed:
            stage.write("articles", articles(len(stage.read("raw_articles")), text=text))
            refused, size, kept_at = warehouse.keep(b"\xff")
            stage.quarantine([row("quarantine", stage="clean", sha256=refused, size_bytes=size, kept_at=kept_at)])
    return stage


def prepare(root: Path) -> None:
    Warehouse(root).write("raw_articles", DAY, raw(1))
    clean(root, "old")
    Warehouse(root).write("raw_articles", DAY, raw(200))


def raw(count: int):  # type: ignore[no-untyped-def]
    return frame("raw_articles", [row("raw_articles", article_id=f"a{i}") for i in range(count)])


def check(root: Path) -> None:
    warehouse = Warehouse(root, patience=20)
    texts = warehouse.read("articles", DAY)["text"].to_pylist()
    assert texts in (["old"], ["new"] * 200), f"{len(texts)} rows"
    noted = warehouse.content_hash("articles", DAY)
    warehouse.forget()
    assert warehouse.content_hash("articles", DAY) == noted, "the note on the partition is wrong"
    clean(root, "new")
    assert warehouse.read("articles", DAY)["text"].to_pylist() == ["new"] * 200, "not repaired"
    assert clean(root, "other").outcome == "skipped"
    assert warehouse.rows("quarantine", DAY) == 1
    warehouse.sweep()
    assert not list(root.rglob("*.tmp")), "leftovers"
    assert warehouse.fold_runs() >= 1
    assert warehouse.problems() == []


if __name__ == "__main__":
    from tests.faults.killer import in_child

    base = Path(sys.argv[1])
    assert in_child(lambda: prepare(base)) == 0
    print(len(list(kill_everywhere(base, lambda root: clean(root, "new") and None, check, step=int(sys.argv[2])))))
