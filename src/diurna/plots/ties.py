"""The network of parties: who does what to whom, the busiest parties and ties of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot

from diurna.export.network import Edge, Network, Node, network
from diurna.plots.layout import Point, apart, layout
from diurna.plots.style import INK, Spec, empty, framed, number, quad_colour, quad_name
from diurna.record import Event

WIDTH, HEIGHT, MARGIN = 860, 620, 70
TIES_A_PARTY = 2
"""At most so many ties are drawn for each party shown, the busiest."""
BEND = 0.16
"""How far a tie bends, as a part of its length: the two ways between two parties lie beside each other."""
STEPS = 16
DASHES: Spec = {"condition": {"test": "indexof(datum.quad, 'verbal') === 0", "value": [5, 4]}, "value": [1, 0]}
"""Words are dashed, deeds are not: told without colour, too."""
LETTER, LIMIT = 6.3, 240
"""Width of a letter, and of a name at most, in points."""


def ties(events: Iterable[Event], *, top: int = 30, sectors: bool = False, title: str | None = None) -> Spec:
    """The picture of the `top` busiest parties. With `sectors` the army and the government of a country are two parties."""
    return ties_of(network(events, sectors=sectors), top=top, title=title)


def ties_of(found: Network, *, top: int = 30, acts: int | None = None, title: str | None = None) -> Spec:
    """The picture of a network. `acts` are those of all of it, where only its busiest ties were counted."""
    title = title or "Who acts towards whom"
    drawn = drawing(found, top=top)
    if drawn is None:
        return empty(title=title, said="No record has a known party on both sides")
    records = sum(edge.weight for edge in drawn.edges.values())
    all_acts = sum(edge.weight for pair, edge in found.edges.items() if pair[0] != pair[1])
    left = max(acts or 0, all_acts) - records
    subtitle = f"{number(len(drawn.places), 'party').replace('partys', 'parties')}, {number(records, 'act')} of one towards another"
    subtitle += f"; {number(left, 'act')} of the less busy not shown" if left > 0 else ""
    return framed(ties_body(found, drawn), title=title, subtitle=subtitle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What of a network is drawn: ties, the busiest first, where their parties stand, how busy each party is, and the size of the picture, in points."""

    edges: Mapping[tuple[str, str], Edge]
    places: Mapping[str, Point]
    busy: Mapping[str, int]
    width: int
    height: int


def drawing(
    found: Network, *, top: int, width: int = WIDTH, height: int = HEIGHT, margin: int = MARGIN
) -> Drawing | None:
    """The `top` busiest parties and their ties, laid out. None where no party acts towards another."""
    edges = {pair: edge for pair, edge in found.edges.items() if pair[0] != pair[1]}
    if not edges:
        return None
    busy: Counter[str] = Counter()
    for (actor, recipient), edge in edges.items():
        busy[actor] += edge.weight
        busy[recipient] += edge.weight
    chosen = [name for name, _ in sorted(busy.items(), key=lambda item: (-item[1], item[0]))[:top]]
    drawn = busiest(edges, chosen)
    shown = [name for name in chosen if any(name in pair for pair in drawn)]
    weights = {pair: edge.weight for pair, edge in drawn.items()}
    room = {"width": width - 2 * margin, "height": height - 2 * margin}
    boxes = {name: (max(24.0, min(LIMIT, LETTER * len(found.nodes[name].label)) / 2 + 4), 27.0) for name in shown}
    inner = apart(layout(shown, weights, **room), boxes, **room)
    places = {name: (x + margin, y + margin) for name, (x, y) in inner.items()}
    return Drawing(edges=drawn, places=places, busy=busy, width=width, height=height)


def busiest(edges: Mapping[tuple[str, str], Edge], parties: Sequence[str]) -> dict[tuple[str, str], Edge]:
    """The ties to draw among parties, the busiest first: that which is the busiest of each party, and of the others so many as there is room for."""
    among = [(pair, edge) for pair, edge in edges.items() if set(pair) <= set(parties)]
    among.sort(key=lambda item: (-item[1].weight, item[0]))
    first = dict.fromkeys(next((pair for pair, _ in among if name in pair), None) for name in parties)
    room = max(0, TIES_A_PARTY * len(parties) - len(first))
    others = [pair for pair, _ in among if pair not in first][:room]
    drawn = {*first, *others}
    return {pair: edge for pair, edge in among if pair in drawn}


def curve(start: Point, end: Point) -> list[Point]:
    """Points of the bend from one place to another, to its right."""
    (x0, y0), (x1, y1) = start, end
    bend = ((x0 + x1) / 2 - (y1 - y0) * BEND, (y0 + y1) / 2 + (x1 - x0) * BEND)
    return [
        tuple(
            round((1 - t) ** 2 * a + 2 * (1 - t) * t * b + t * t * c, 2)
            for a, b, c in zip(start, bend, end, strict=True)
        )  # type: ignore[misc]
        for t in (step / STEPS for step in range(STEPS + 1))
    ]


def _main_quad(edge: Edge) -> str:
    """The quad class of most of a tie's records, the more hostile of equals."""
    return quad_name(max(edge.quads, key=lambda quad: (edge.quads[quad], quad)) if edge.quads else None)


def ties_body(found: Network, drawn: Drawing) -> Spec:
    edges, places, busy = drawn.edges, drawn.places, drawn.busy
    most = max(edge.weight for edge in edges.values())
    lines: list[Spec] = []
    heads: list[Spec] = []
    for number_, ((actor, recipient), edge) in enumerate(reversed(list(edges.items()))):  # the busiest last, on top
        told = {
            "quad": _main_quad(edge),
            "records": edge.weight,
            "wide": round(1 + 6 * edge.weight / max(most, 8), 2),
            "from": found.nodes[actor].label,
            "to": found.nodes[recipient].label,
            "actor": actor,
            "recipient": recipient,
        }
        points = curve(places[actor], places[recipient])
        lines += [{"tie": number_, "at": at, "x": x, "y": y, **told} for at, (x, y) in enumerate(points)]
        heads.append({**_head(points), **told})
    nodes = [
        {**_node(found.nodes[name], places[name], busy[name], max(busy.values())), "party": name}
        for name in sorted(places, key=lambda name: -busy[name])
    ]
    x = {"field": "x", "type": "quantitative", "scale": {"domain": [0, drawn.width], "nice": False}, "axis": None}
    y = {"field": "y", "type": "quantitative", "scale": {"domain": [drawn.height, 0], "nice": False}, "axis": None}
    at: Spec = {"x": x, "y": y}
    colour = quad_colour(sorted({line["quad"] for line in lines}))
    tooltip = [
        {"field": "from"},
        {"field": "to"},
        {"field": "records", "title": "acts", "format": ",d"},
        {"field": "quad", "title": "mostly"},
    ]
    label = {**at, "text": {"field": "label"}}
    return {
        "width": drawn.width,
        "height": drawn.height,
        "layer": [
            {
                "data": {"values": lines},
                "mark": {"type": "line", "opacity": 0.72, "strokeCap": "round"},
                "encoding": {**at, "order": {"field": "at", "type": "quantitative"}, "detail": {"field": "tie"}, "color": colour, "strokeDash": DASHES, "strokeWidth": {"field": "wide", "type": "quantitative", "scale": None, "legend": None}, "tooltip": tooltip},
            },
            {
                "data": {"values": heads},
                "mark": {"type": "point", "shape": "triangle", "filled": True, "opacity": 0.95},
                "encoding": {**at, "color": colour, "angle": {"field": "angle", "type": "quantitative", "scale": None}, "size": {"field": "head", "type": "quantitative", "scale": None, "legend": None}, "tooltip": tooltip},
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "circle", "color": INK, "opacity": 1, "stroke": "white", "strokeWidth": 1.5},
                "encoding": {**at, "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None}, "tooltip": [{"field": "label", "title": "party"}, {"field": "records", "title": "acts", "format": ",d"}]},
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "text", "dy": {"expr": "-sqrt(datum.size) / 2 - 7"}, "fontSize": 11.5, "limit": LIMIT, "stroke": "white", "strokeWidth": 3.5, "strokeJoin": "round"},
                "encoding": label,
            },
            {
                "data": {"values": nodes},
                "mark": {"type": "text", "dy": {"expr": "-sqrt(datum.size) / 2 - 7"}, "fontSize": 11.5, "limit": LIMIT, "color": INK},
                "encoding": label,
            },
        ],
    }  # fmt: skip


def _node(node: Node, place: Point, records: int, most: int) -> Spec:
    size = round(60 + 740 * records / max(most, 8), 1)
    return {"x": place[0], "y": place[1], "label": node.label, "records": records, "size": size}


def _head(points: list[Point]) -> Spec:
    """The arrow's head, past the middle of a bend, turned the way it goes; an upward triangle at angle 0."""
    n = round(STEPS * 0.62)
    (x0, y0), (x1, y1) = points[n - 1], points[n + 1]
    size = 60.0 if hypot(x1 - x0, y1 - y0) > 4 else 30.0
    return {
        "x": points[n][0],
        "y": points[n][1],
        "angle": round(degrees(atan2(y1 - y0, x1 - x0)) + 90, 1),
        "head": size,
    }
