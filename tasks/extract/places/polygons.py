"""Which country and province a point lies in, by Natural Earth's shapes. The fallback where no code is known.

At a border the shapes are a few kilometres off (Kobani falls into Turkey): take the gazetteer's code first.
"""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SHAPES = Path(__file__).parents[3] / "seeds" / "gazetteer" / "admin1.geojson.gz"
# A point in no shape (a port, a border, an island that was simplified away) belongs to one so near, in degrees.
_NEAR = 0.25


@dataclass(frozen=True, slots=True)
class Unit:
    """The province of a shape; `admin1_code` is GeoNames', None where Natural Earth knows none."""

    country: str | None
    admin1_code: str | None
    name: str | None


@cache
def shapes() -> dict[str, Any]:
    """The provinces of the world as a GeoJSON feature collection."""
    return dict(json.loads(gzip.decompress(SHAPES.read_bytes())))


@cache
def _index() -> tuple[Any, list[Unit]]:
    from shapely import STRtree
    from shapely.geometry import shape

    features = shapes()["features"]
    units = [Unit(**f["properties"]) for f in features]
    return STRtree([shape(f["geometry"]) for f in features]), units


def unit_at(lat: float, lon: float) -> Unit | None:
    """The province that a point lies in, or the nearest within about 25 kilometres; None at sea."""
    from shapely.geometry import Point

    tree, units = _index()
    point = Point(lon, lat)
    inside = tree.query(point, predicate="intersects")
    if len(inside):
        return units[int(inside[0])]
    near = tree.query_nearest(point, max_distance=_NEAR)
    return units[int(near[0])] if len(near) else None


def codes_at(country: str | None, admin1_code: str | None, lat: float, lon: float) -> tuple[str | None, str | None]:
    """Country and province of a place: its own codes where it has them, else those of the shape it lies in."""
    if country and admin1_code:
        return country, admin1_code
    unit = unit_at(lat, lon)
    if unit is None or (country and unit.country != country):
        return country, admin1_code
    return unit.country, admin1_code or unit.admin1_code
