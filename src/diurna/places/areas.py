"""Points of what has no point in a gazetteer: "eastern Ukraine", "the Syrian-Turkish border"."""

from __future__ import annotations

from collections import Counter
from math import cos, radians, sin

from diurna.places.borders import border_points
from diurna.places.gazetteer import Gazetteer
from diurna.places.values import Entry, Toponym
from diurna.record import Where

_REGION_SHIFT = 1.5
"""Degrees from the middle of a region to its north, where the table of extents does not know it."""
_AREA_SHIFT = 0.4
_TOWN_SHIFT = 0.04


def shifted(entry: Entry, direction: int, gazetteer: Gazetteer) -> tuple[float, float]:
    """The middle of the part of `entry` that lies in `direction` (degrees from north; -1 the middle itself)."""
    if direction < 0:
        return entry.latitude, entry.longitude
    north, east = cos(radians(direction)), sin(radians(direction))
    extent = gazetteer.extents.get((entry.country or "", "" if entry.resolution == "country" else entry.name))
    if extent is None or entry.resolution not in {"country", "admin1"}:
        step = {"region": _REGION_SHIFT, "admin1": _AREA_SHIFT, "admin2": _AREA_SHIFT / 2}.get(
            entry.resolution, _TOWN_SHIFT
        )
        return entry.latitude + step * north, entry.longitude + step * east
    south_end, north_end, west_end, east_end = extent
    latitude, longitude = entry.latitude, entry.longitude
    if abs(north) > 0.01:
        latitude += abs(north) * (((north_end if north > 0 else south_end) - latitude) * 0.8)
    if abs(east) > 0.01:
        longitude += abs(east) * (((east_end if east > 0 else west_end) - longitude) * 0.8)
    return latitude, longitude


def border_where(toponym: Toponym, weights: Counter[str], gazetteer: Gazetteer) -> Where:
    """A border: of the two countries named, or of the one named with the neighbour that the report speaks of most.

    Where the report speaks of no neighbour, it has no point.
    """
    one = toponym.entries[0]
    first = one.country or ""
    if toponym.others:
        second = toponym.others[0].country or ""
    else:
        neighbours = {a if b == first else b for a, b in border_points() if first in (a, b)}
        named = [code for code in neighbours if weights[code] > 0]
        second = max(named, key=lambda code: (weights[code], code)) if named else ""
    pair = (min(first, second), max(first, second))
    point = border_points().get(pair)
    names = [gazetteer.countries[code].name for code in (first, second) if code in gazetteer.countries]
    if point is None:
        return Where(span=toponym.span, country_code=first, resolution="border")
    return Where(
        span=toponym.span,
        resolved_place="–".join(names) + " border",
        country_code=first,
        latitude=point[0],
        longitude=point[1],
        resolution="border",
    )
