"""Where the parties of a network stand: those with much between them are near; groups with nothing between them lie apart, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import hypot, log1p, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx

CROWDED = 0.6
"""How much the middle of a group is spread: 1 leaves it."""
GAP = 0.55
"""Room around a group, in the unit in which a group of n parties is as wide as the root of n."""
ROUNDS = 300
SEED = 7

Point = tuple[float, float]


def layout(
    names: Sequence[str], weights: Mapping[tuple[str, str], int], *, width: float, height: float
) -> dict[str, Point]:
    """A place for each name within width and height. `weights`: how much there is between two. The same for the same weights."""
    import networkx

    graph: networkx.Graph = networkx.Graph()
    graph.add_nodes_from(names)
    for (one, other), weight in weights.items():
        before = graph.get_edge_data(one, other, {"weight": 0.0})["weight"]
        graph.add_edge(one, other, weight=before + log1p(weight))
    order = {name: place for place, name in enumerate(names)}
    groups = [sorted(group, key=order.__getitem__) for group in networkx.connected_components(graph)]
    groups.sort(key=lambda group: (-len(group), order[group[0]]))
    corners = shelves([sqrt(len(group)) + GAP for group in groups], width / height)
    placed: dict[str, Point] = {}
    for group, (left, top) in zip(groups, corners, strict=True):
        side = sqrt(len(group))
        for name, (x, y) in _group(graph.subgraph(group), group).items():
            placed[name] = (left + GAP / 2 + side * x, top + GAP / 2 + side * y)
    xs, ys = [x for x, _ in placed.values()], [y for _, y in placed.values()]
    return {name: (round(width * _part(x, xs), 2), round(height * _part(y, ys), 2)) for name, (x, y) in placed.items()}


def apart(places: Mapping[str, Point], boxes: Mapping[str, Point], *, width: float, height: float) -> dict[str, Point]:
    """The places, moved so that boxes of half a width and half a height around them do not overlap, where there is room."""
    moved = {name: [x, y] for name, (x, y) in places.items()}
    names = list(places)
    for _ in range(ROUNDS):
        is_free = True
        for one, other in combinations(names, 2):
            (a, b), (c, d) = moved[one], moved[other]
            wide = boxes[one][0] + boxes[other][0] - abs(a - c)
            tall = boxes[one][1] + boxes[other][1] - abs(b - d)
            if wide <= 0 or tall <= 0:
                continue
            is_free = False
            axis, by = (0, wide) if wide < tall else (1, tall)
            sign = 1 if moved[one][axis] > moved[other][axis] else -1
            moved[one][axis] += sign * by / 2
            moved[other][axis] -= sign * by / 2
        for place in moved.values():
            place[0], place[1] = min(max(place[0], 0.0), width), min(max(place[1], 0.0), height)
        if is_free:
            break
    return {name: (round(x, 2), round(y, 2)) for name, (x, y) in moved.items()}


def shelves(sides: Sequence[float], aspect: float) -> list[Point]:
    """Upper left corners of squares, given from the largest down, set in rows of about the aspect asked for."""
    wide = max(sides[0], sqrt(sum(side * side for side in sides) * aspect))
    corners, left, top, tall = [], 0.0, 0.0, sides[0]
    for side in sides:
        if left > 0 and left + side > wide * 1.02:
            left, top, tall = 0.0, top + tall, side
        corners.append((left, top + (tall - side) / 2))
        left += side
    return corners


def _group(graph: networkx.Graph, names: Sequence[str]) -> dict[str, Point]:
    """Places within a square of side 1."""
    import networkx

    if len(names) <= 2:
        return {name: (0.0 if place == 0 else 1.0, 0.5) for place, name in enumerate(names)}
    circle = networkx.circular_layout(names)
    near = 2.2 / sqrt(len(names))
    found = networkx.spring_layout(graph, pos=circle, k=near, iterations=ROUNDS, seed=SEED, method="force")
    spread = {name: _spread(float(x), float(y)) for name, (x, y) in found.items()}
    xs, ys = [x for x, _ in spread.values()], [y for _, y in spread.values()]
    return {name: (_part(x, xs), _part(y, ys)) for name, (x, y) in spread.items()}


def _spread(x: float, y: float) -> Point:
    """A place drawn away from a crowded middle, the outer ones less."""
    far = hypot(x, y)
    return (x / far * far**CROWDED, y / far * far**CROWDED) if far else (x, y)


def _part(value: float, values: Sequence[float]) -> float:
    low, high = min(values), max(values)
    return (value - low) / (high - low) if high - low > 1e-9 else 0.5
