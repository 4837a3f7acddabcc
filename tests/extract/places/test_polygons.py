import pytest

from tasks.extract.places.gazetteer import gazetteer
from tasks.extract.places.polygons import codes_at, shapes, unit_at


@pytest.mark.parametrize(
    ("lat", "lon", "country", "code"),
    [
        (35.93, 36.63, "SY", "SY.12"),
        (33.35, 43.78, "IQ", "IQ.01"),
        (48.0, 37.8, "UA", "UA.05"),
        (31.5, 34.47, "PS", "PS.GZ"),
    ],
)
def test_a_point_lies_in_its_province(lat, lon, country, code):
    unit = unit_at(lat, lon)
    assert (unit.country, unit.admin1_code) == (country, code)


def test_at_sea_there_is_no_province():
    assert unit_at(0.0, -30.0) is None


def test_own_codes_come_first():
    assert codes_at("SY", "SY.09", 36.95, 38.35) == ("SY", "SY.09")  # Kobani, in Turkey by the simplified shapes
    assert codes_at("SY", None, 35.93, 36.63) == ("SY", "SY.12")
    assert codes_at("SY", None, 39.9, 32.9) == ("SY", None)  # a point in Turkey says nothing of Syria


def test_codes_and_shapes_agree():
    """Of the towns of countries whose provinces haven't changed, 95 in 100 lie in the shape of their own code."""
    known, right, total = gazetteer(), 0, 0
    for country in ("SY", "UA", "NG", "AF", "TR", "PS"):
        for province in known.provinces(country):
            seat = known.seat(province.admin1)
            if seat is not None:
                unit = unit_at(seat.lat, seat.lon)
                total += 1
                right += unit is not None and unit.admin1_code == province.admin1
    assert total > 150
    assert right >= 0.95 * total


def test_the_shapes_are_small_and_whole():
    assert len(shapes()["features"]) == 4596
