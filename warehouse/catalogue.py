"""The catalogue of tables, `warehouse/README.md`: written from the contracts, the models and the checks.

Nothing in it is written by hand; `tollbook catalog --write` brings it up to date, and a test holds it to that.
"""

from pathlib import Path

from warehouse.contracts import TABLES, Column, Table
from warehouse.models import Check, Model, read_checks, read_models

README = Path(__file__).parent / "README.md"

HEAD = """\
# The warehouse

Written by `tollbook catalog --write` from `contracts/`, `models/` and `checks/`; change it there.

`tollbook sql "select ..."` asks the published file, `warehouse.duckdb` in the data folder. Every table and column in
it carries its meaning as a comment: `select column_name, comment from duckdb_columns() where table_name = 'claims'`.

Its *tables* below are views over Parquet, one file a partition: `tables/<table>/<partition>=YYYY-MM-DD/part-0.parquet`.
They read these files as they were when the warehouse was published (links in `snapshots/`, which stay for a day after
the next publishing), so that tables and models always tell of the same moment. Its *models* are computed at publishing.

Texts are UTF-8, moments UTC, offsets count characters of `articles.text` from 0. A null is a null: what is not known
is never made up.
"""


def catalogue() -> str:
    """The whole catalogue as Markdown."""
    models = sorted(read_models(), key=lambda model: model.name)
    checks = read_checks()
    parts = [
        HEAD,
        "## Tables\n",
        _index([(t.name, t.grain, f"`{t.partition}`, one a {t.partition_by}") for t in TABLES.values()], "partition"),
        "## Models\n",
        _index([(m.name, m.grain, m.kind) for m in models], "kind"),
        *(_table(table) for table in TABLES.values()),
        *(_model(model) for model in models),
        "## Checks between the tables\n",
        "Run at each publishing, as are those of the models; the table `check_results` holds what they found.\n",
        _checks(checks),
    ]
    return "\n".join(parts)


def write() -> bool:
    """Brings `warehouse/README.md` up to date, and says whether it was not."""
    now = catalogue()
    if README.exists() and README.read_text() == now:
        return False
    README.write_text(now)
    return True


def _index(rows: list[tuple[str, str, str]], last: str) -> str:
    lines = [f"| name | one row is | {last} |", "|---|---|---|"]
    lines += [
        f"| [`{name}`](#{name}) | {_cell(grain.replace('one row per ', 'one '))} | {third} |"
        for name, grain, third in rows
    ]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> str:
    lines = [
        f"## {table.name}\n",
        f"{table.grain[0].upper()}{table.grain[1:]}.\n",
        f"Key: {', '.join(f'`{name}`' for name in table.key)}. Partition: `{table.partition}`, one file a "
        f"{table.partition_by}. Schema version {table.schema_version}.\n",
        "| column | type | null | meaning |",
        "|---|---|---|---|",
        *(f"| `{c.name}` | {_kind(c)} | {'yes' if c.nullable else ''} | {_cell(_meaning(c))} |" for c in table.columns),
    ]
    return "\n".join(lines) + "\n"


def _model(model: Model) -> str:
    lines = [f"## {model.name}\n", f"A {model.kind}: {model.grain}. [Query](models/{model.name}/query.sql).\n"]
    if model.parameters:
        lines.append(f"Parameters: {', '.join(f'`{name}`' for name in model.parameters)}.\n")
    if model.columns_of:
        origin = ", ".join(f"`{name}`" for name in model.columns_of)
        lines.append(f"Columns as in {origin}, but for:\n" if model.explained else f"Columns as in {origin}.")
    if model.explained:
        lines += ["| column | meaning |", "|---|---|"]
        lines += [f"| `{name}` | {_cell(meaning)} |" for name, meaning in model.explained.items()]
    if model.checks:
        lines += ["", _checks(list(model.checks)).rstrip()]
    return "\n".join(lines) + "\n"


def _checks(checks: list[Check]) -> str:
    lines = ["| check | | what a row that it finds means |", "|---|---|---|"]
    lines += [f"| `{check.name}` | {check.level} | {_cell(check.message)} |" for check in checks]
    return "\n".join(lines) + "\n"


def _kind(column: Column) -> str:
    return column.kind if isinstance(column.kind, str) else str(column.kind)


def _meaning(column: Column) -> str:
    bounds = ""
    if column.low is not None and column.high is not None:
        bounds = f"; {column.low:g} to {column.high:g}"
    elif column.low is not None:
        bounds = f"; at least {column.low:g}"
    elif column.high is not None:
        bounds = f"; at most {column.high:g}"
    unit = f" [{column.unit}]" if column.unit else ""
    values = f": {', '.join(f'`{value}`' for value in column.values)}" if column.values else ""
    return f"{column.meaning}{unit}{bounds}{values}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
