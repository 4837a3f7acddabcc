"""How fast a command starts: what it must not import, asked of a fresh interpreter."""

import json
import subprocess
import sys

import pytest

HEAVY = ("prefect", "spacy", "pandas", "numpy", "pyarrow", "duckdb", "rich", "pydantic", "trafilatura")


def imported(*arguments: str) -> set[str]:
    """Top-level packages that `tollbook ARGUMENTS` imports."""
    code = (
        "import sys, json\n"
        "from flows.cli import cli\n"
        f"try: cli({list(arguments)!r}, standalone_mode=False)\n"
        "except SystemExit: pass\n"
        "finally: print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), ("run", "--help"), ("extract", "--help"), ("serve", "--help")]
)
def test_help_imports_nothing_heavy(arguments):
    assert imported(*arguments) & set(HEAVY) == set()
