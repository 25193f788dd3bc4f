"""Write src/diurna/plots/data/world.json: coasts and borders of the world, small, as TopoJSON.

usage: npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
       python scripts/build_world_map.py package/countries-110m.json > src/diurna/plots/data/world.json

The shapes are Natural Earth's 1:110m countries, version 4.1, in the public domain; the npm package world-atlas carries them as TopoJSON. Names
are left out (ids are ISO 3166-1 numbers), and Antarctica, which no map of events needs; arcs that nothing uses any more go with it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ANTARCTICA = "010"
SOURCE = (
    "Natural Earth 1:110m countries (naturalearthdata.com), public domain; by way of the npm package world-atlas 2.0.2"
)


def main() -> None:
    atlas = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    countries = [shape for shape in atlas["objects"]["countries"]["geometries"] if shape.get("id") != ANTARCTICA]
    numbers: dict[int, int] = {}

    def renumbered(arcs: Any) -> Any:
        """The arcs of a shape under their new numbers; TopoJSON writes an arc that runs backwards as ~number."""
        if isinstance(arcs, list):
            return [renumbered(arc) for arc in arcs]
        new = numbers.setdefault(arcs if arcs >= 0 else ~arcs, len(numbers))
        return new if arcs >= 0 else ~new

    shapes = [{"type": shape["type"], "id": shape.get("id"), "arcs": renumbered(shape["arcs"])} for shape in countries]
    world = {
        "type": "Topology",
        "source": SOURCE,
        "transform": atlas["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": [atlas["arcs"][old] for old in numbers],
    }
    json.dump(world, sys.stdout, separators=(",", ":"))
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
