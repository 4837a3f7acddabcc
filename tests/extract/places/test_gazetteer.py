import multiprocessing
import zipfile

import pytest

from tasks.extract.places import gazetteer as module
from tasks.extract.places.gazetteer import Gazetteer, GazetteerError, Row, gazetteer, read_dump

TINY = [
    Row(1, "Tell Zahra", "SY", "SY.09", 36.1, 37.0, 900, "city", others=("Tal Zahra", "تل زهرة")),
    Row(2, "Zahra", "SY", "SY.11", 34.7, 36.7, 50_000, "city"),
    Row(3, "Aleppo", "SY", "SY.09", 36.2, 37.2, 0, "admin1"),
]


def _line(number: int, name: str, others: str, feature: str, population: int = 0) -> str:
    """A line of 19 columns as GeoNames writes them; names and numbers are ours."""
    cells = [str(number), name, name, others, "36.1", "37.0", *feature.split("."), "SY", "", "09", "", "", ""]
    return "\t".join([*cells, str(population), "", "", "Asia/Damascus", "2020-01-01"])


DUMP = [
    _line(901, "Tell Zahra", "Tal Zahra,تل زهرة", "P.PPL", 900),
    _line(902, "Matar Zahra", "Zahra Air Base", "S.AIRB"),
    _line(903, "Nahr Zahra", "", "H.STM"),
]


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_all_rows", lambda: iter(TINY))
    path = tmp_path / "g.sqlite"
    assert module.build(path) == 3
    return Gazetteer(path)


def test_exact_names_ignore_case_accents_and_hyphens(tiny):
    assert [e.id for e in tiny.named("tell-zahra")] == [1]
    assert [(e.id, e.main) for e in tiny.named("Tal Zahra")] == [(1, False)]
    assert [e.id for e in tiny.named("تل زهرة")] == [1]
    assert tiny.named("Nowhere") == ()


def test_sounding_finds_other_spellings_in_the_country_only(tiny):
    assert [e.id for e, _ in tiny.sounding("Til Zehra", "SY")] == [1]
    assert tiny.sounding("Til Zehra", "IQ") == ()


def test_a_failed_build_leaves_no_file(tmp_path, monkeypatch):
    def broken():
        yield TINY[0]
        raise OSError("disk full")

    monkeypatch.setattr(module, "_all_rows", broken)
    with pytest.raises(OSError, match="disk full"):
        module.build(tmp_path / "g.sqlite")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("packed", [True, False])
def test_dumps_are_read_zipped_or_not(tmp_path, packed):
    path = tmp_path / ("SY.zip" if packed else "SY.txt")
    if packed:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "not a table")
            archive.writestr("SY.txt", "\n".join(DUMP))
    else:
        path.write_text("\n".join(DUMP), encoding="utf-8")
    rows = list(read_dump(path))
    assert [(r.id, r.kind, r.admin1) for r in rows] == [(901, "city", "SY.09"), (902, "facility", "SY.09")]
    assert "تل زهرة" in rows[0].others


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("SY.txt", b"a\tb\n", "2 columns where a GeoNames dump has 19"),
        ("SY.zip", b"no zip", "is no zip file"),
        ("SY.txt", DUMP[0].replace("36.1", "north").encode(), "line 1: could not convert"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GazetteerError, match=message):
        list(read_dump(tmp_path / name))


def test_an_imported_dump_is_in_every_later_build(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_towns", lambda: iter(TINY))
    monkeypatch.setattr(module, "location", lambda: tmp_path / "cache" / "g.sqlite")
    monkeypatch.setattr(module, "imports_folder", lambda: tmp_path / "cache" / "imports")
    dump = tmp_path / "SY.txt"
    dump.write_text("\n".join(DUMP), encoding="utf-8")
    path, read, _ = module.import_dump(dump)
    assert read == 2
    assert [e.kind for e in Gazetteer(path).named("Zahra Air Base")] == ["facility"]
    module.build(path)
    assert Gazetteer(path).named("Zahra Air Base")


def _ensure(folder, barrier, results):
    module.location = lambda: folder / "g.sqlite"
    module._all_rows = lambda: iter(TINY)
    barrier.wait()
    results.put(len(Gazetteer(module.ensure())))


def test_first_use_by_several_processes_builds_one_whole_file(tmp_path):
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(3), context.Queue()
    module.ensure.cache_clear()
    workers = [context.Process(target=_ensure, args=(tmp_path, barrier, results)) for _ in range(3)]
    for worker in workers:
        worker.start()
    assert [results.get(timeout=30) for _ in workers] == [3, 3, 3]
    for worker in workers:
        worker.join()
    assert sorted(p.suffix for p in tmp_path.iterdir()) == [".lock", ".sqlite"]


def test_provinces_countries_and_seats_of_the_whole_world():
    known = gazetteer()
    assert known.admin1("SY.12").name == "Idlib"
    assert known.seat("SY.09").name == "Aleppo"
    assert known.country("SY").id == 163843
    assert known.largest_near("SY", 36.23, 37.19).name == "Aleppo"
    assert len(known.provinces("NG")) == 37


def test_every_place_of_ours_has_an_id_and_a_name_of_its_own():
    rows = list(module._supplements())
    assert len({(r.id) for r in rows}) == len(rows)
    for row in rows:
        assert -90 <= row.lat <= 90
        assert -180 <= row.lon <= 180
        assert row.kind in ("city", "quarter", "facility", "region", "admin1", "continent", "water")


def test_a_name_of_ours_leads_to_its_place():
    known = gazetteer()
    for row in module._supplements():
        for name in row.names:
            assert row.id in [e.id for e in known.named(name)], name
