"""Sidecars: every data file of `seeds/` has a true one; wrong ones are told."""

import pytest

from tasks.ingest import sidecars

META = 'producer = "Haddad"\nlicence = "CC0"\nsource = "own work"\naccessed = 2026-01-01\nsha256 = "{}"\n'
SHA = "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6"  # of b"c"


def test_every_data_file_in_seeds_has_a_valid_sidecar():
    assert sidecars.problems() == []


@pytest.mark.parametrize(
    ("meta", "problem"),
    [
        (META.format(SHA), None),
        (None, "c.csv: has no sidecar c.csv.meta.toml"),
        (META.format("00"), "c.csv: has changed; run `python -m tasks.ingest.sidecars --write`"),
        (META.format(SHA).replace("licence", "license"), "c.csv: its sidecar doesn't say licence"),
        (META.format(SHA).replace("accessed", "seen"), "c.csv: its sidecar doesn't say accessed"),
        ("producer = ", "c.csv: c.csv.meta.toml: Invalid value (at end of document)"),
    ],
)
def test_problems_are_told(tmp_path, meta, problem):
    (tmp_path / "c.csv").write_bytes(b"c")
    if meta is not None:
        (tmp_path / "c.csv.meta.toml").write_text(meta)
    assert sidecars.problems(tmp_path) == ([problem] if problem else [])


def test_a_sidecar_without_its_file_is_told(tmp_path):
    (tmp_path / "c.csv.meta.toml").write_text(META)
    assert sidecars.problems(tmp_path) == ["c.csv.meta.toml: belongs to no file"]


def test_refreshing_sets_the_checksum_and_leaves_the_rest(tmp_path):
    (tmp_path / "c.csv").write_bytes(b"c")
    (tmp_path / "c.csv.meta.toml").write_text(META.format("00"))
    assert [path.name for path in sidecars.refresh(tmp_path)] == ["c.csv.meta.toml"]
    assert (tmp_path / "c.csv.meta.toml").read_text() == META.format(SHA)
    assert sidecars.refresh(tmp_path) == []


def test_a_new_lexicon_gets_a_sidecar_and_other_files_don_t(tmp_path):
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "c.csv").write_bytes(b"c")
    (tmp_path / "d.csv").write_bytes(b"d")
    sidecars.refresh(tmp_path)
    assert sidecars.problems(tmp_path) == ["d.csv: has no sidecar d.csv.meta.toml"]
