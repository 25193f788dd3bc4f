"""A plain map of the world, to click on: land by longitude and latitude, drawn from the shapes of `plots/`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from diurna.plots.world import whole
from diurna.web.freshness import is_fresh

LAND, COAST = "#b9c0b2", "#6d7882"
"""Colours that stand out from a light ground and from a dark one."""


def world_map(request: Request) -> Response:
    """The map as SVG: x is the longitude, y the latitude downwards, both in degrees."""
    content, tag = _drawn()
    headers = {"ETag": tag, "Cache-Control": "private, max-age=86400"}
    if is_fresh(tag, request.headers.get("if-none-match")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="image/svg+xml", headers=headers)


@cache
def _drawn() -> tuple[bytes, str]:
    from diurna import __version__

    path = "".join(_rings())
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-180 -90 360 180" preserveAspectRatio="none">'
        f'<path d="{path}" fill="{LAND}" stroke="{COAST}" stroke-width="0.15" fill-rule="evenodd"/></svg>'
    )
    return svg.encode(), f'"world-{__version__}"'


def _rings() -> Iterator[str]:
    """Every ring of every country as a piece of a path."""
    arcs = _arcs()
    for shape in whole()["objects"]["countries"]["geometries"]:
        for polygon in [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]:
            for ring in polygon:
                points = [point for arc in ring for point in (arcs[arc] if arc >= 0 else reversed(arcs[~arc]))]
                yield "M" + "L".join(f"{x:g} {-y:g}" for x, y in points) + "Z"


def _arcs() -> list[list[tuple[float, float]]]:
    """The arcs in degrees, to a tenth. TopoJSON writes an arc as a first point and steps from point to point, in whole numbers."""
    (wide, tall), (west, south) = whole()["transform"]["scale"], whole()["transform"]["translate"]
    found = []
    for arc in whole()["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((round(x * wide + west, 1), round(y * tall + south, 1)))
        found.append(points)
    return found
