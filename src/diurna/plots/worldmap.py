"""Records on a map: a circle for each place, as large as there are records, with a ring for each quad class, over coasts and borders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import pi, radians, sqrt
from typing import Any

from diurna.export.countries import countries
from diurna.plots.projections import View, view_of
from diurna.plots.style import (
    BORDER,
    COLOURS,
    FAINT,
    INK,
    LAND,
    Spec,
    empty,
    framed,
    nice_counts,
    number,
    quad_colour,
    quad_name,
)
from diurna.plots.world import extents, world
from diurna.record import Event

LEAST, STEP, MOST = 80, 40, 1000
"""Area of the largest circle, in square points: at least, more for each record, and at most, so that few records make no blot."""
LABELS = 12
LETTER, CAPITAL, LINE = 6.3, 7.0, 15.0
"""Width of a letter of a place's name and of a country's, and height of a line, in points."""

Place = tuple[float, float, str]
"""Latitude, longitude, name."""
OVER: Spec = {"fontSize": 11.5, "dy": {"expr": "-datum.radius - 8"}}
"""A name over its circle."""
AT: Spec = {"longitude": {"field": "lon", "type": "quantitative"}, "latitude": {"field": "lat", "type": "quantitative"}}


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the picture, by its middle and half its width and height, in points."""

    x: float
    y: float
    half_wide: float
    half_tall: float

    def meets(self, other: Area) -> bool:
        return (
            abs(self.x - other.x) < self.half_wide + other.half_wide
            and abs(self.y - other.y) < self.half_tall + other.half_tall
        )


def worldmap(events: Iterable[Event], *, title: str | None = None) -> Spec:
    """The picture, of the part of the world where the records are. Records without coordinates are left out."""
    counts: Counter[tuple[Place, str]] = Counter()
    left_out = 0
    for event in events:
        where = event.where
        if where is None or where.latitude is None or where.longitude is None:
            left_out += 1
            continue
        name = where.resolved_place or (where.span.text if where.span else "")
        counts[(round(where.latitude, 3), round(where.longitude, 3), name), quad_name(event.quad_code)] += 1
    return worldmap_of(counts, left_out=left_out, title=title)


def worldmap_of(
    counts: Mapping[tuple[Place, str], int],
    *,
    left_out: int = 0,
    places: int | None = None,
    records: int | None = None,
    title: str | None = None,
) -> Spec:
    """The picture of records counted by place and quad class. `left_out` have no coordinates; `places` and `records` are of all, where only some are counted."""
    title = title or "Where it happened"
    if not counts:
        return empty(title=title, said="No record has a place on the map")
    totals = totals_of(counts)
    view = view_of(sorted({place[:2] for place in totals}))
    named, taken = place_names(totals, view)
    body = {
        "width": view.width,
        "height": view.height,
        "projection": view.spec(),
        "datasets": {"world": world(view)},
        "layer": [
            {
                "data": {"name": "world", "format": {"type": "topojson", "feature": "countries"}},
                "mark": {"type": "geoshape", "fill": LAND, "stroke": BORDER, "strokeWidth": 0.7, "clip": True},
            },
            *texts(country_names(view, taken), fontSize=10, color=FAINT, opacity=0.8),
            _circles(counts, max(totals.values())),
            *texts(named, **OVER, stroke="white", strokeWidth=3, strokeJoin="round", strokeOpacity=0.85),
            *texts(named, **OVER, color=INK),
        ],
    }
    shown = sum(counts.values())
    subtitle = f"{number(shown, 'record')} at {number(len(totals), 'place')}"
    more = (records or shown) - shown
    subtitle += (
        f"; {number(more, 'record')} at {number((places or 0) - len(totals), 'less busy place')} not shown"
        if more > 0
        else ""
    )
    subtitle += f"; {number(left_out, 'record')} without a place left out" if left_out else ""
    return framed(body, title=title, subtitle=subtitle)


def totals_of(counts: Mapping[tuple[Place, str], int]) -> Counter[Place]:
    """How many records each place has."""
    totals: Counter[Place] = Counter()
    for (place, _), count in counts.items():
        totals[place] += count
    return totals


def area(most: int) -> int:
    """The area of the largest circle, of the place with the most records."""
    return min(MOST, LEAST + STEP * most)


def place_names(totals: Mapping[Place, int], view: View) -> tuple[list[Spec], list[Area]]:
    """Names for the places with the most records, each over its circle, none over another name; and the areas that circles and names take."""
    most = max(totals.values())
    named: list[Spec] = []
    names: list[Area] = []
    circles: list[Area] = []
    for place, count in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
        lat, lon, name = place
        radius = sqrt(area(most) * count / most / pi)
        x, y = view.point(lat, lon)
        circles.append(Area(x, y, radius, radius))
        own = Area(x, y - radius - 8, LETTER * len(name) / 2, LINE / 2)
        if name and len(named) < LABELS and not any(own.meets(other) for other in names):
            names.append(own)
            named.append({"lat": lat, "lon": lon, "name": name, "radius": round(radius, 1)})
    return named, [*names, *circles]


def country_names(view: View, taken: Sequence[Area]) -> list[Spec]:
    """Names of countries, for a map of a part of the world: of those large enough for their name, where nothing else stands."""
    if view.kind == "equalEarth":
        return []
    found: list[tuple[float, Area, Spec]] = []
    for country in countries().values():
        if country.point is None or country.numeric is None or country.numeric not in extents():
            continue
        south, west, north, east = extents()[country.numeric]
        lat, lon = country.point
        x, y = view.point(lat, lon)
        wide = view.scale * radians(min(east - west, 120))
        tall = view.point(south, lon)[1] - view.point(north, lon)[1]
        name = country.name.upper()
        own = Area(x, y, CAPITAL * len(name) / 2, LINE / 2)
        inside = own.half_wide < x < view.width - own.half_wide and LINE < y < view.height - LINE
        if inside and wide > 2 * own.half_wide and tall > LINE:
            found.append((wide * tall, own, {"lat": lat, "lon": lon, "name": name}))
    named: list[Spec] = []
    areas = list(taken)
    for _, own, spec in sorted(found, key=lambda item: (-item[0], item[2]["name"])):
        if not any(own.meets(other) for other in areas):
            areas.append(own)
            named.append(spec)
    return named


def rings(counts: Mapping[tuple[Place, str], int]) -> list[Spec]:
    """The circles of all places in the order of drawing: of each place the outermost first. `up_to`: the records of the circle and those within."""
    found: list[Spec] = []
    within: Counter[Place] = Counter()
    for (place, quad), count in sorted(counts.items(), key=lambda item: (item[0][0], list(COLOURS).index(item[0][1]))):
        within[place] += count
        lat, lon, name = place
        of_place = {"lat": lat, "lon": lon, "place": name}
        found.append({**of_place, "quad": quad, "records": count, "up_to": within[place]})
    return sorted(found, key=lambda ring: -ring["up_to"])


def _circles(counts: Mapping[tuple[Place, str], int], most: int) -> Spec:
    circles = rings(counts)
    legend = {
        "orient": "top",
        "direction": "horizontal",
        "title": "records",
        "titleOrient": "left",
        "titlePadding": 12,
        "values": nice_counts(most),
        "format": ",d",
        "symbolFillColor": BORDER,
        "offset": 14,
    }
    size = {"type": "linear", "domain": [0, most], "range": [0, area(most)]}
    return {
        "data": {"values": circles},
        "mark": {"type": "circle", "opacity": 0.92, "stroke": "white", "strokeWidth": 0.8, "clip": True},
        "encoding": {
            **AT,
            "size": {"field": "up_to", "type": "quantitative", "scale": size, "legend": legend},
            "color": quad_colour(sorted({circle["quad"] for circle in circles}), offset=14),
            "order": {"field": "up_to", "sort": "descending"},
            "tooltip": [
                {"field": "place"},
                {"field": "quad", "title": "class"},
                {"field": "records", "format": ",d"},
            ],
        },
    }


def texts(named: list[Spec], **look: Any) -> list[Spec]:
    """A layer of names, if there are any."""
    mark = {"type": "text", "clip": True, **look}
    return [{"data": {"values": named}, "mark": mark, "encoding": {**AT, "text": {"field": "name"}}}] if named else []
