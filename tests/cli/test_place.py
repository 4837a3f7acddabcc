"""`tollbook place` and `tollbook gazetteer`: what they print, and what they refuse."""

import pytest
from click.testing import CliRunner

from flows.cli.gazetteer import command as gazetteer
from flows.cli.place import command as place


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["Maaret al-Numan", "--country", "SY"], "167611"),
        (["معرة النعمان", "--country", "sy"], "167611"),
        (["Aleppo", "--limit", "1"], "170063"),
    ],
)
def test_place_shows_candidates_with_scores(arguments, expected):
    result = CliRunner().invoke(place, arguments)
    assert result.exit_code == 0
    assert expected in result.stdout.splitlines()[1]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["Xyzzyville"], 1, "No place is called 'Xyzzyville'. With --country"),
        (["Aleppo", "--country", "Syria"], 2, "Write its two letters, such as SY"),
    ],
)
def test_place_says_what_to_do(arguments, code, message):
    result = CliRunner().invoke(place, arguments)
    assert result.exit_code == code
    assert message in result.output


def test_import_refuses_what_is_no_dump(tmp_path):
    wrong = tmp_path / "SY.zip"
    wrong.write_bytes(b"<html>")
    result = CliRunner().invoke(gazetteer, ["import", str(wrong)])
    assert result.exit_code == 1
    assert "SY.zip is no zip file." in result.output
