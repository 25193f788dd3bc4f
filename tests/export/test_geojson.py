"""GeoJSON, read by GeoPandas and Shapely."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import shapely

from diurna.export.flat import COLUMNS
from diurna.export.geojson import write_geojson
from tests.export.made_up import KHARKIV, act, written
from tests.record.samples import ASSAULT


def test_geopandas_reads_points_with_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "records.geojson"
    text, told = written(write_geojson, [act("ASSAULT", "aerial"), ASSAULT, act("PROTEST", where=KHARKIV)])
    path.write_text(text, encoding="utf-8")
    table = geopandas.read_file(path)
    assert (told.count, told.left_out) == (2, {"without a place on the map": 1})
    assert table.crs.to_epsg() == 4326
    assert [(point.x, point.y) for point in table.geometry] == [(36.25, 49.98)] * 2
    assert list(table["event"]) == ["ASSAULT", "PROTEST"]
    assert set(COLUMNS) - {"lat", "lon"} <= set(table.columns)


def test_it_keeps_to_the_standard() -> None:
    found = json.loads(written(write_geojson, [act()])[0])
    assert (found["type"], len(found["features"])) == ("FeatureCollection", 1)
    (feature,) = found["features"]
    assert set(feature) == {"type", "id", "geometry", "properties"}
    assert shapely.from_geojson(json.dumps(feature["geometry"])) == shapely.Point(36.25, 49.98)


def test_no_record_is_a_collection_too() -> None:
    assert json.loads(written(write_geojson, [])[0]) == {"type": "FeatureCollection", "features": []}
