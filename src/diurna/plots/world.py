"""Coasts and borders of the world (`data/world.json`, Natural Earth): all of them, or those that a view shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from diurna.plots.projections import View
from diurna.plots.style import Spec

Box = tuple[float, float, float, float]
"""South, west, north, east in degrees."""


def world(view: View) -> Spec:
    """The shapes as TopoJSON. Far from a view of a part of the world they are left out: to project them takes long and shows nothing."""
    everything = whole()
    if view.kind == "equalEarth":
        return everything
    seen = view.edges()
    shapes = everything["objects"]["countries"]["geometries"]
    near = [[polygon for polygon in _polygons(shape) if _meet(_box(polygon), seen)] for shape in shapes]
    geometries = [{"type": "MultiPolygon", "arcs": polygons} for polygons in near if polygons]
    countries = {"type": "GeometryCollection", "geometries": geometries}
    return {**everything, "objects": {"countries": countries}}


@cache
def extents() -> Mapping[int, Box]:
    """What the largest piece of each country spans, by its ISO 3166-1 number."""
    found: dict[int, Box] = {}
    for shape in whole()["objects"]["countries"]["geometries"]:
        if shape["id"] is not None:
            boxes = [_box(polygon) for polygon in _polygons(shape)]
            found[int(shape["id"])] = max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    return found


@cache
def whole() -> Spec:
    """The file, as it is. Not to be changed."""
    found: Spec = json.loads((resources.files("diurna.plots") / "data" / "world.json").read_text("utf-8"))
    return found


def _polygons(shape: Spec) -> Iterator[list[list[int]]]:
    """The polygons of a shape, each as rings of arcs."""
    yield from [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


def _box(polygon: list[list[int]]) -> Box:
    boxes = [_arc_boxes()[arc if arc >= 0 else ~arc] for arc in polygon[0]]  # the outer ring holds the others
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


@cache
def _arc_boxes() -> list[Box]:
    """What each arc spans. TopoJSON writes an arc as a first point and steps from point to point, in whole numbers."""
    everything: dict[str, Any] = whole()
    (wide, tall), (west, south) = everything["transform"]["scale"], everything["transform"]["translate"]
    boxes: list[Box] = []
    for arc in everything["arcs"]:
        x = y = 0
        lons, lats = [], []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            lons.append(x * wide + west)
            lats.append(y * tall + south)
        boxes.append((min(lats), min(lons), max(lats), max(lons)))
    return boxes


def _meet(box: Box, seen: Box) -> bool:
    south, west, north, east = box
    if north < seen[0] or south > seen[2]:
        return False
    return any(west + turn <= seen[3] and east + turn >= seen[1] for turn in (-360, 0, 360))
