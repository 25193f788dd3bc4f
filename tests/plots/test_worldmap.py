"""The map: its view, its circles and names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diurna.export.countries import countries
from diurna.plots.projections import HEIGHT, WIDTH, WORLD_HEIGHT, lon_range, view_of
from diurna.plots.world import world
from diurna.plots.worldmap import Area, country_names, place_names, rings, worldmap
from diurna.record import Event
from tests.export.made_up import KHARKIV, act

KYIV = (50.45, 30.52)
RANGES = [
    ([10.0], (10, 10)),
    ([10.0, 30.0, 20.0], (10, 30)),
    ([-80.0, 20.0], (-80, 20)),
    ([170.0, -170.0], (170, 190)),
    *(([lon], (lon, lon)) for lon in (-77.037, 47.51, 13.405, -0.128, 116.397)),
    ([-179.0, 179.0, 160.0], (160, 181)),
]


@pytest.mark.parametrize(("lons", "span"), RANGES)
def test_the_shortest_range_of_longitudes_may_cross_the_180th(lons: list[float], span: tuple[float, float]) -> None:
    assert lon_range(lons) == pytest.approx(span)


PLACES = [
    [KYIV],
    [KYIV, (48.0, 37.8), (55.75, 37.6)],
    [(-17.8, 179.9), (-13.8, -171.8)],
    [(64.0, -21.9), (-33.9, 18.4)],
    [(89.0, 10.0), (88.0, 11.0)],
]


@pytest.mark.parametrize("places", PLACES)
def test_a_part_of_the_world_is_shown_with_all_its_places_inside(places: list[tuple[float, float]]) -> None:
    view = view_of(places)
    assert view.kind == "mercator"
    for lat, lon in places:
        x, y = view.point(lat, lon)
        assert 0 < x < WIDTH
        assert 0 < y < HEIGHT


def test_the_whole_world_is_shown_where_places_lie_all_over_it() -> None:
    view = view_of([(38.9, -77.0), (35.7, 139.7), (-36.8, 174.8), (51.5, 0.0)])
    assert (view.kind, view.height) == ("equalEarth", WORLD_HEIGHT)
    for lat, lon in [(71.3, -156.8), (66.2, -169.8), (-55.0, -67.0), (-41.3, 174.8), (81.0, -65.0)]:
        x, y = view.point(lat, lon)
        assert 0 < x < WIDTH
        assert 0 < y < WORLD_HEIGHT


def test_a_view_knows_its_edges() -> None:
    view = view_of([KYIV, (48.0, 37.8)])
    south, west, north, east = view.edges()
    assert view.point(north, west) == pytest.approx((0, 0), abs=1e-6)
    assert view.point(south, east) == pytest.approx((WIDTH, HEIGHT), abs=1e-6)


def test_the_world_has_its_source_and_far_shapes_are_left_out() -> None:
    whole, near = world(view_of([(0, 0), (0, 120), (0, -120)])), world(view_of([KYIV]))
    assert "Natural Earth" in whole["source"]
    assert "public domain" in whole["source"]
    shapes = [one["objects"]["countries"]["geometries"] for one in (whole, near)]
    assert len(shapes[0]) == 176
    assert 4 < len(shapes[1]) < 30
    used = {
        ~arc if arc < 0 else arc for shape in shapes[1] for polygon in shape["arcs"] for ring in polygon for arc in ring
    }
    assert max(used) < len(whole["arcs"])


def at(lat: float, lon: float, name: str = "X", quad: int = 4) -> Event:
    return act(where=replace(KHARKIV, latitude=lat, longitude=lon, resolved_place=name), quad_code=quad)


def test_each_class_is_a_ring_whose_area_is_its_records() -> None:
    place = (50.0, 30.0, "X")
    counts = {
        (place, "material conflict"): 3,
        (place, "verbal cooperation"): 1,
        ((1.0, 2.0, "Y"), "verbal conflict"): 2,
    }
    assert [(r["place"], r["quad"], r["records"], r["up_to"]) for r in rings(counts)] == [
        ("X", "material conflict", 3, 4),
        ("Y", "verbal conflict", 2, 2),
        ("X", "verbal cooperation", 1, 1),
    ]


def test_names_do_not_lie_on_each_other_and_the_busiest_have_one() -> None:
    view = view_of([KYIV, (49.98, 36.25)])
    totals = {(*KYIV, "Kyiv"): 9, (50.46, 30.53, "Podil"): 3, (49.98, 36.25, "Kharkiv"): 2, (48.0, 33.0, ""): 20}
    named, taken = place_names(totals, view)
    assert [label["name"] for label in named] == ["Kyiv", "Kharkiv"]
    assert len(taken) == 2 + 4


def test_countries_are_named_that_have_room_for_it_where_nothing_else_stands() -> None:
    view = view_of([(31.5, 34.5), (15.6, 32.5), (11.8, 13.2)])
    names = {label["name"] for label in country_names(view, [])}
    assert {"EGYPT", "LIBYA", "CHAD", "SAUDI ARABIA"} <= names
    assert not {"LEBANON", "QATAR", "SERBIA AND MONTENEGRO"} & names
    x, y = view.point(*countries()["TCD"].point or (0, 0))
    assert "CHAD" not in {label["name"] for label in country_names(view, [Area(x, y, 5, 5)])}
    assert country_names(view_of([(0, 0), (0, 120), (0, -120)]), []) == []


def test_what_is_shown_and_left_out_is_said() -> None:
    spec = worldmap([at(50.45, 30.52), at(50.45, 30.52, quad=1), at(48.0, 37.8, "Y"), act(where=None)], title="A war")
    assert spec["title"] == {"text": "A war", "subtitle": "3 records at 2 places; 1 record without a place left out"}
    assert {"name": "UKRAINE", "lat": 49.0, "lon": 32.0} in spec["layer"][1]["data"]["values"]


def test_nothing_to_show_is_said() -> None:
    assert worldmap([act(where=None)])["data"]["values"] == [{"said": "No record has a place on the map"}]
