"""Records as GeoJSON (RFC 7946): a FeatureCollection of points, longitude first, with the record's flat columns as properties."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TextIO

from diurna.export.flat import COLUMNS
from diurna.export.telling import LeftOut
from diurna.export.written import Written
from diurna.record import Event

_LONE_SURROGATE = re.compile("[\\ud800-\\udfff]")


def write_geojson(events: Iterable[Event], stream: TextIO) -> Written:
    """Write the records that have a point; the others are left out and counted."""
    left_out, written = LeftOut(), 0
    stream.write('{"type":"FeatureCollection","features":[')
    for event in events:
        if event.where is None or event.where.latitude is None or event.where.longitude is None:
            left_out.add("without a place on the map")
            continue
        line = json.dumps(
            feature(event, event.where.latitude, event.where.longitude), ensure_ascii=False, separators=(",", ":")
        )
        stream.write(("," if written else "") + "\n" + _LONE_SURROGATE.sub("\ufffd", line))
        written += 1
    stream.write("\n]}\n")
    return Written(written, left_out.counts())


def feature(event: Event, latitude: float, longitude: float) -> dict[str, Any]:
    """A record as a GeoJSON feature at a point."""
    properties = {name: read(event) for name, read in COLUMNS.items() if name not in ("lat", "lon")}
    return {
        "type": "Feature",
        "id": event.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": properties,
    }
