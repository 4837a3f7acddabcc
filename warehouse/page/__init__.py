"""The page: one self-contained HTML file for a period, with map, time series, incidents, contradictions and changes.

Collects the rows from the published warehouse and pours them into `page.html.j2` with its style and script. It asks no
other host for anything. What a policy counts is decided in `warehouse/models/incident_numbers`.
"""

import csv
import gzip
import json
import math
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

HERE = Path(__file__).parent
ACTORS = HERE.parents[1] / "seeds" / "lexicons" / "actors.csv"
SHAPES = HERE.parents[1] / "seeds" / "gazetteer" / "admin1.geojson.gz"
OUTCOMES = ("killed", "injured", "captured", "missing", "displaced")
POLICIES = {
    "best": "the number that most voices state",
    "conservative": "the lowest number, and only incidents that two or more independent voices tell of",
    "high": "the highest number that any voice states",
    "ucdp": "as best; read it between low and high",
    "acled_10_3": "the lowest number; where nobody gives one, ACLED's 10 or 3 is put in and marked",
}


def build(connection: duckdb.DuckDBPyConnection, since: date | None = None, until: date | None = None) -> str:
    """The page for the incidents that can have happened between two days; without them, for all there are.

    `connection` is one to the published warehouse. The same rows give the same page.
    """
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    data = collect(connection, since, until)
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=select_autoescape(["j2"]), trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2").render(
        style=(HERE / "page.css").read_text(encoding="utf-8"),
        script=(HERE / "page.js").read_text(encoding="utf-8"),
        data=_for_script(data),
        policies=POLICIES,
        outcomes=OUTCOMES,
        since=data["since"],
        until=data["until"],
        known_at=data["known_at"],
    )


def collect(connection: duckdb.DuckDBPyConnection, since: date | None, until: date | None) -> dict[str, Any]:
    """What the page shows, as plain JSON values: incidents with their numbers and citations, changes, shapes."""
    within = "($since is null or date_end >= $since) and ($until is null or coalesce(date_start, date_end) <= $until)"
    incidents = _rows(
        connection,
        f"""
        select
            incident_id, date_start, date_end, place_name, admin1, admin1_code, country, lat, lon, place_precision,
            event_type, grade, grade_reason, actors_alleged, articles, independent_sources, is_multi_admin1
        from incidents_current
        where {within}
        order by date_end, date_start, incident_id
        """,
        since=since,
        until=until,
    )
    names = actor_names()
    for row in incidents:
        row["actors_alleged"] = [names.get(actor, actor) for actor in row["actors_alleged"] or ()]
    by_id = {row["incident_id"]: row | {"numbers": {}, "citations": []} for row in incidents}
    numbers = _rows(
        connection,
        """
        select n.incident_id, n.outcome, n.policy, n.people, n.low, n.high, n.is_imputed
        from incident_numbers n
        join incidents_current i on n.incident_id = i.incident_id and n.known_from = i.known_from
        """,
    )
    for number in numbers:
        if number["incident_id"] in by_id:
            told = by_id[number["incident_id"]]["numbers"].setdefault(number["outcome"], {})
            told[number["policy"]] = [number["people"], number["low"], number["high"], number["is_imputed"]]
    for citation in _rows(
        connection,
        """
        select
            incident_id, role, kind, outcome, count_low, count_high, certainty, source_text, sentence, source, title,
            url, published_on
        from citations
        """,
    ):
        if citation["incident_id"] in by_id:
            by_id[citation.pop("incident_id")]["citations"].append(citation)
    totals = _rows(
        connection,
        """
        select distinct
            role, kind, outcome, count_low, count_high, certainty, source_text, sentence, source, title, url,
            published_on, claim_id
        from citations
        where role = 'running_total' and count_low is not null
            and ($since is null or published_on >= $since) and ($until is null or published_on <= $until)
        order by published_on desc, claim_id
        """,
        since=since,
        until=until,
    )
    changes = _rows(
        connection,
        """
        select change, outcome, was, now, coalesce(place_name, admin1, country) as place, date_end, incident_id
        from changes((select max(known_from) from incidents) - interval 1 second)
        """,
    )
    known_at = connection.execute("select max(known_from) from incidents").fetchone()
    told = [row for row in by_id.values() if row["numbers"]]
    days = [row[end] for row in told for end in ("date_start", "date_end") if row[end]]
    return {
        "since": str(since or (min(days) if days else "")),
        "until": str(until or (max(days) if days else "")),
        "known_at": _plain(known_at[0]) if known_at and known_at[0] else "",
        "incidents": told,
        "totals": totals,
        "changes": [c for c in changes if c["incident_id"] in by_id or c["change"] in ("retracted", "merged")],
        "shapes": shapes({row["country"] for row in told if row["country"]}),
    }


def actor_names() -> dict[str, str]:
    """The names of known actors by their ids."""
    with ACTORS.open(encoding="utf-8", newline="") as file:
        return {row["actor_id"]: row["name"] for row in csv.DictReader(file)}


def shapes(countries: set[str]) -> list[dict[str, Any]]:
    """First-level divisions of some countries as SVG paths, longitude by latitude (north up: latitude negated)."""
    if not countries:
        return []
    with gzip.open(SHAPES, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    return [
        {
            "code": f["properties"]["admin1_code"],
            "name": f["properties"]["name"],
            "country": f["properties"]["country"],
            "path": _path(f["geometry"]),
        }
        for f in features
        if f["properties"]["country"] in countries
    ]


def _path(geometry: dict[str, Any]) -> str:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = (ring for polygon in polygons for ring in polygon)
    return "".join("M" + "L".join(f"{x:g},{-y:g}" for x, y in ring) + "Z" for ring in rings)


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, **parameters: Any) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, parameters or None)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M UTC")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(v) for v in value]
    return value


def _for_script(data: dict[str, Any]) -> str:
    """JSON that can stand inside a script element: no "</script>" in an article's sentence ends it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
