"""Records in a matrix: who towards whom, or which pair of parties by which type of act; the darker, the more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from diurna.export.network import Network, network
from diurna.ontology import load_ontology
from diurna.plots.style import INK, SHADES, Spec, empty, framed, number
from diurna.record import Event

Of = Literal["parties", "types"]
CELL = 30
NAMES: dict[Of, tuple[str, str]] = {"parties": ("actor", "recipient"), "types": ("actor → recipient", "PLOVER type")}
"""What rows and columns are."""


def heat(
    events: Iterable[Event], *, of: Of = "parties", top: int = 20, sectors: bool = False, title: str | None = None
) -> Spec:
    """The picture: of `parties`, the busiest as actors by the busiest as recipients; of `types`, the busiest pairs by PLOVER type."""
    return heat_of(network(events, sectors=sectors), of=of, top=top, title=title)


def heat_of(
    found: Network, *, of: Of = "parties", top: int = 20, acts: int | None = None, title: str | None = None
) -> Spec:
    """The picture of a network. `acts` are those of all of it, where only its busiest ties were counted."""
    default = "Who acts towards whom" if of == "parties" else "What they do to each other"
    if not found.edges:
        return empty(title=title or default, said="No record has a known party on both sides")
    values, rows, columns = cells_of(found, of=of, top=top)
    shown = sum(value["records"] for value in values)
    left = max(acts or 0, sum(edge.weight for edge in found.edges.values())) - shown
    subtitle = f"{number(shown, 'act')} of one party towards another"
    subtitle += f"; {number(left, 'act')} of the less busy not shown" if left else ""
    return framed(body_of(values, rows, columns, NAMES[of]), title=title or default, subtitle=subtitle)


def cells_of(found: Network, *, of: Of, top: int) -> tuple[list[Spec], list[str], list[str]]:
    """The cells of the busiest, and their rows and columns in order. A cell has the ids of its parties, too, and the type."""
    label = {name: node.label for name, node in found.nodes.items()}
    cells: Counter[tuple[str, str]] = Counter()
    ids: dict[tuple[str, str], Spec] = {}
    for (actor, recipient), edge in found.edges.items():
        sides = {"actor": actor, "recipient": recipient}
        if of == "parties":
            cells[label[actor], label[recipient]] += edge.weight
            ids.setdefault((label[actor], label[recipient]), sides)
        else:
            for kind, count in edge.types.items():
                cells[f"{label[actor]} → {label[recipient]}", kind] += count
                ids.setdefault((f"{label[actor]} → {label[recipient]}", kind), {**sides, "type": kind})
    rows, columns = (
        _busiest(cells, 0, top),
        _busiest(cells, 1, top if of == "parties" else len(load_ontology().types) + 1),
    )
    if of == "types":
        order = [*load_ontology().types, "STATEMENT"]  # from verbal cooperation to material conflict
        columns.sort(key=lambda kind: order.index(kind) if kind in order else len(order))
    values: list[Spec] = [
        {"row": row, "column": column, "records": count, **ids[row, column]}
        for (row, column), count in sorted(cells.items())
        if row in rows and column in columns
    ]
    rows = [row for row in rows if any(value["row"] == row for value in values)]
    columns = [column for column in columns if any(value["column"] == column for value in values)]
    return values, rows, columns


def _busiest(cells: Counter[tuple[str, str]], side: int, top: int) -> list[str]:
    totals: Counter[str] = Counter()
    for names, count in cells.items():
        totals[names[side]] += count
    return [name for name, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))[:top]]


def body_of(values: list[Spec], rows: list[str], columns: list[str], names: tuple[str, str]) -> Spec:
    most = max(value["records"] for value in values)
    axis = {"domain": False, "ticks": False, "labelLimit": 230, "labelColor": INK}
    return {
        "width": {"step": CELL},
        "height": {"step": CELL},
        "data": {"values": values},
        "encoding": {
            "x": {"field": "column", "type": "nominal", "sort": columns, "axis": {**axis, "orient": "top", "labelAngle": -45, "title": names[1], "titleAnchor": "start", "labelBaseline": "middle"}},
            "y": {"field": "row", "type": "nominal", "sort": rows, "axis": {**axis, "title": names[0], "titleAnchor": "start"}},
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "white", "strokeWidth": 2, "cornerRadius": 3},
                "encoding": {
                    "color": {"field": "records", "type": "quantitative", "scale": {"type": "sqrt", "domain": [0, most], "range": SHADES}, "legend": {"title": "records", "format": ",d", "gradientLength": 160, "tickMinStep": 1}},
                    "tooltip": [{"field": "row", "title": names[0]}, {"field": "column", "title": names[1]}, {"field": "records", "format": ",d"}],
                },
            },
            {
                "mark": {"type": "text", "fontSize": 10.5},
                "encoding": {
                    "text": {"field": "records", "type": "quantitative", "format": "~s" if most >= 10_000 else ",d"},
                    "color": {"condition": {"test": f"datum.records > {0.25 * most}", "value": "white"}, "value": INK},
                },
            },
        ],
    }  # fmt: skip
