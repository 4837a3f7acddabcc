"""The catalogue says what the declarations say, and is up to date."""

from warehouse import catalogue
from warehouse.contracts import TABLES
from warehouse.models import read_checks, read_models


def test_the_committed_catalogue_is_up_to_date() -> None:
    assert catalogue.README.read_text() == catalogue.catalogue(), "run: tollbook catalog --write"


def test_every_table_column_model_and_check_is_in_it() -> None:
    text = catalogue.catalogue()
    for table in TABLES.values():
        assert f"## {table.name}\n" in text
        section = text.split(f"## {table.name}\n")[1].split("\n## ")[0]
        for column in table.columns:
            assert f"| `{column.name}` |" in section
    for model in read_models():
        assert f"## {model.name}\n" in text
        assert all(f"| `{check.name}` | {check.level} |" in text for check in (*model.checks, *read_checks()))


def test_every_link_of_its_index_leads_to_a_heading() -> None:
    text = catalogue.catalogue()
    links = {part.split(")")[0] for part in text.split("](#")[1:]}
    assert links == {line[3:] for line in text.splitlines() if line.startswith("## ") and line[3:] in links}
    assert links >= TABLES.keys()
