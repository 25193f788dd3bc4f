"""From degrees to points of a picture: the whole world by Equal Earth, a part of it by Mercator, as Vega draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, asinh, atan, cos, degrees, radians, sin, sinh, sqrt, tan
from typing import Literal

from diurna.plots.style import Spec

WIDTH, HEIGHT, WORLD_HEIGHT = 860, 500, 410
WORLD = 200.0
"""Where places lie further apart than so many degrees of longitude the whole world is shown."""
LEAST_DEGREES = 14.0
"""The least width of what a map shows, so that one town does not fill it."""
ROOM = 1.3
"""How much wider than its places a map is."""
MOST_LATITUDE = 78.0
EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
"""The projection's constants (Savric, Patterson and Jenny 2018)."""
WORLD_WIDTH = 5.4133
"""Width of Equal Earth at scale 1."""


@dataclass(frozen=True, slots=True)
class View:
    """A map's projection: `scale` in points a radian, the longitude and latitude in degrees that lie at the point `middle`, and the size of the picture."""

    kind: Literal["equalEarth", "mercator"]
    scale: float
    lon: float
    lat: float
    middle: tuple[float, float]
    height: int
    width: int = WIDTH

    def spec(self) -> Spec:
        """The same in Vega-Lite's words."""
        return {
            "type": self.kind,
            "scale": self.scale,
            "rotate": [-self.lon, 0, 0],
            "center": [0, self.lat],
            "translate": list(self.middle),
        }

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place lies in the picture, in points from its upper left corner."""
        turned = radians((lon - self.lon + 180) % 360 - 180)
        if self.kind == "mercator":
            x, y = turned, northing(lat) - northing(self.lat)
        else:
            x, y = _equal_earth(radians(lat), turned)
        return self.middle[0] + self.scale * x, self.middle[1] - self.scale * y

    def edges(self) -> tuple[float, float, float, float]:
        """South, west, north, east of what a Mercator view shows, in degrees; west and east may lie beyond 180."""
        half_lon = degrees(self.width / 2 / self.scale)
        middle, half = northing(self.lat), self.height / 2 / self.scale
        south, north = degrees(atan(sinh(middle - half))), degrees(atan(sinh(middle + half)))
        return south, self.lon - half_lon, north, self.lon + half_lon


def view_of(places: Sequence[tuple[float, float]], *, width: int = WIDTH) -> View:
    """The view that shows all places (latitude, longitude), of which there is one at least, in a picture so wide in points."""
    part = width / WIDTH
    west, east = lon_range([lon for _, lon in places])
    if east - west > WORLD:
        height = round(WORLD_HEIGHT * part)
        scale = 1.06 * width / WORLD_WIDTH  # the empty Pacific at both edges is cut
        # without Antarctica the middle of the land lies north of the equator
        return View("equalEarth", round(scale, 2), 11.0, 0.0, (width / 2, height / 2 + 24 * part), height, width)
    height = round(HEIGHT * part)
    low = northing(min(lat for lat, _ in places))
    high = northing(max(lat for lat, _ in places))
    wide = max(LEAST_DEGREES, (east - west) * ROOM)
    tall = max(radians(LEAST_DEGREES) * height / width, (high - low) * ROOM)
    scale = min(width / radians(wide), height / tall)
    lat = degrees(atan(sinh((low + high) / 2)))
    return View(
        "mercator", round(scale, 2), round((west + east) / 2, 3), round(lat, 3), (width / 2, height / 2), height, width
    )


def lon_range(lons: Sequence[float]) -> tuple[float, float]:
    """The shortest range of longitudes that holds all; its end is over 180 where it crosses that meridian."""
    ordered = sorted({lon % 360 for lon in lons})
    gaps = [
        ((after - before) % 360 or 360, before, after)
        for before, after in zip(ordered, [*ordered[1:], ordered[0]], strict=True)
    ]
    _, east, west = max(gaps)
    east += 360 * (east < west)
    return (west - 360, east - 360) if west >= 180 else (west, east)


def northing(lat: float) -> float:
    """Mercator's height of a latitude, at scale 1."""
    return asinh(tan(radians(max(-MOST_LATITUDE, min(MOST_LATITUDE, lat)))))


def _equal_earth(lat: float, lon: float) -> tuple[float, float]:
    a, b, c, d = EQUAL_EARTH
    t = asin(sqrt(3) / 2 * sin(lat))
    x = 2 * sqrt(3) * lon * cos(t) / (3 * (a + 3 * b * t**2 + 7 * c * t**6 + 9 * d * t**8))
    return x, a * t + b * t**3 + c * t**7 + d * t**9
