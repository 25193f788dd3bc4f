"""A chart as a page of its own: its picture, and a table that tells the same; and as an answer of the API.

Each row leads to the records that it counts. Where the table stands in another page, its script chooses them there (`data-choose`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.datastructures import QueryParams
from starlette.responses import Response

from diurna.archive import Archive
from diurna.archive.charted import PlaceCount
from diurna.archive.facets import DayCount
from diurna.archive.filters import EventFilter
from diurna.archive.tied import TieCount
from diurna.export.network import node_called
from diurna.plots.style import COLOURS, QUADS, quad_name
from diurna.plots.timeline import PERIODS, Period, begin_of, end_of, period_name, period_of
from diurna.web import counted
from diurna.web.addresses import is_askable, with_query
from diurna.web.answers import NotFoundError, json_answer
from diurna.web.asked import Asked
from diurna.web.charts import CHOOSES, KINDS, VIEW, Of, around, at_slider, of_parameter, picture, view_pairs
from diurna.web.live_charts import is_askable_as_node
from diurna.web.parameters import filter_parameters, one_of, read_filter, values_of
from diurna.web.rendering import page
from diurna.web.words import code_name, many, score

ROWS = 60
"""Rows of a table, at most; the API has all that were counted."""
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: its name, its cells as text, the conditions that it stands for (none where they cannot be asked for), and where they lead."""

    name: str
    cells: tuple[str, ...]
    address: str | None
    choose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A chart as a table. `more` says what is not in it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    more: str = ""


def chart_page(asked: Asked) -> Response:
    """The picture that the path names, with its table."""
    kind = _kind(asked.parts["kind"])
    wanted = read_filter(asked.query, others=("of", *VIEW))
    of = of_parameter(asked.query)
    pairs = [(p.name, value) for p in filter_parameters() for value in values_of(asked.query, p.name)]
    shown = picture(kind, pairs, of=of, view=view_pairs(asked.query))  # type: ignore[arg-type]
    names = CHOOSES["types" if of == "types" else kind]
    rest = [pair for pair in pairs if pair[0] not in names]
    table = _TABLES[kind](asked.archive, _seen(asked.query, kind, wanted), of, rest)
    return page("chart.html", title=shown.label, chart=shown, table=table, all=with_query("/events", pairs))


def timeline_answer(asked: Asked) -> Response:
    """The timeline for the API."""
    wanted = read_filter(asked.query, others=("by",))
    by = one_of(asked.query, "by", ("", *PERIODS), "")
    found = counted.days(asked.archive, wanted)
    return json_answer(_timeline(found, next((one for one in PERIODS if one == by), None)))


def map_answer(asked: Asked) -> Response:
    """The map for the API."""
    return json_answer(_map(asked.archive, read_filter(asked.query)))


def network_answer(asked: Asked) -> Response:
    """The network, and the matrices, for the API."""
    return json_answer(_ties(asked.archive, read_filter(asked.query)))


def _kind(name: str) -> str:
    if name not in KINDS:
        raise NotFoundError(f"{name}: no chart; there are {', '.join(KINDS)}")
    return name


def _seen(query: QueryParams, kind: str, wanted: EventFilter) -> EventFilter:
    return at_slider(query, wanted) if kind == "map" else around(wanted) if kind == "timeline" else wanted


def periods_of(days: Sequence[DayCount], by: Period | None = None) -> tuple[Period, list[dict[str, Any]]]:
    """Days gathered into periods: of each its first and last day, records by quad class, sum and number of scores."""
    dated = [one for one in days if one.day is not None]
    if not dated:
        return by or "day", []
    told = [one.day for one in dated if one.day is not None]
    period = by or period_of(min(told), max(told))
    found: defaultdict[date, dict[str, Any]] = defaultdict(
        lambda: {"quads": Counter[str](), "records": 0, "sum": 0.0, "scored": 0}
    )
    for one in dated:
        assert one.day is not None
        of_period = found[begin_of(one.day, period)]
        of_period["quads"][quad_name(one.quad)] += one.events
        of_period["records"] += one.events
        of_period["sum"] += one.goldstein
        of_period["scored"] += one.scored
    rows = [{"from": begin, "to": end_of(begin, period) - timedelta(days=1), **found[begin]} for begin in sorted(found)]
    return period, rows


def _timeline(days: Sequence[DayCount], by: Period | None) -> dict[str, Any]:
    period, rows = periods_of(days, by)
    return {
        "period": period,
        "undated": sum(one.events for one in days if one.day is None),
        "rows": [
            {
                "first": row["from"].isoformat(),
                "last": row["to"].isoformat(),
                "records": row["records"],
                "quads": _by_number(row["quads"]),
                "goldstein_mean": round(row["sum"] / row["scored"], 3) if row["scored"] else None,
            }
            for row in rows
        ],
    }


def _by_number(by_name: Mapping[str, int]) -> dict[str, int]:
    """Records by the number of their quad class; statements, which have none, as 0."""
    numbers = {name: str(number) for number, name in QUADS.items()}
    return {numbers.get(name, "0"): count for name, count in sorted(by_name.items())}


def _map(archive: Archive, wanted: EventFilter) -> dict[str, Any]:
    found = counted.places(archive, wanted)
    quads: defaultdict[tuple[str, str | None, float, float], Counter[str]] = defaultdict(Counter)
    for one in found.counts:
        quads[one.place, one.country, one.lat, one.lon][quad_name(one.quad)] += one.events
    rows = [
        {
            "place": place or None,
            "country": country,
            "lat": lat,
            "lon": lon,
            "records": of.total(),
            "quads": _by_number(of),
        }
        for (place, country, lat, lon), of in sorted(quads.items(), key=lambda item: (-item[1].total(), item[0][0]))
    ]
    more = {"places": found.places - len(rows), "records": found.events - sum(of.total() for of in quads.values())}
    countries = [{"country": code, "records": records} for code, records in found.countries]
    return {"rows": rows, "more": more, "without_point": found.unplaced, "countries": countries}


def _ties(archive: Archive, wanted: EventFilter) -> dict[str, Any]:
    found = counted.ties(archive, wanted)
    pairs: defaultdict[tuple[str, str], list[TieCount]] = defaultdict(list)
    for one in found.counts:
        pairs[one.actor, one.recipient].append(one)
    rows = []
    for (actor, recipient), own in sorted(pairs.items(), key=lambda item: (-sum(t.events for t in item[1]), item[0])):
        quads: Counter[str] = Counter()
        types: Counter[str] = Counter()
        for tie in own:
            quads[quad_name(tie.quad)] += tie.events
            types[tie.type] += tie.events
        scored = sum(tie.scored for tie in own)
        rows.append(
            {
                "actor": actor,
                "recipient": recipient,
                "records": sum(tie.events for tie in own),
                "mutual": sum(tie.mutual for tie in own),
                "quads": _by_number(quads),
                "types": dict(sorted(types.items())),
                "goldstein_mean": round(sum(tie.goldstein for tie in own) / scored, 3) if scored else None,
            }
        )
    more = {"pairs": found.pairs - len(rows), "records": found.acts - sum(one.events for one in found.counts)}
    return {"rows": rows, "parties": found.parties, "more": more}


def _row(name: str, cells: Sequence[object], choose: Pairs, rest: Pairs) -> Row:
    told = tuple(f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in cells)
    address = with_query("/events", [*rest, *choose]) if choose else None
    return Row(name=name, cells=told, address=address, choose=json.dumps(choose))


def _timeline_table(archive: Archive, wanted: EventFilter, _: Of, rest: Pairs) -> Table:
    period, periods = periods_of(counted.days(archive, wanted))
    shown = list(COLOURS)
    rows = []
    for row in reversed(periods[-ROWS:]):
        first, last = row["from"], row["to"]
        mean = score(row["sum"] / row["scored"]) if row["scored"] else ""
        cells = [*(row["quads"][quad] for quad in shown), row["records"], mean]
        rows.append(
            _row(period_name(first, last), cells, [("since", first.isoformat()), ("until", last.isoformat())], rest)
        )
    more = f"and {many(len(periods) - ROWS, f'earlier {period}')}" if len(periods) > ROWS else ""
    return Table(columns=(period, *shown, "records", "mean Goldstein score"), rows=tuple(rows), more=more)


def _map_table(archive: Archive, wanted: EventFilter, _: Of, rest: Pairs) -> Table:
    found = counted.places(archive, wanted)
    quads: defaultdict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    for one in found.counts:
        quads[_place(one)][quad_name(one.quad)] += one.events
    shown = list(COLOURS)
    ordered = sorted(quads.items(), key=lambda item: (-item[1].total(), item[0][0]))
    rows = [
        _row(name, [code_name(code), *(of[quad] for quad in shown), of.total()], [("place", name)] if is_askable(name) else [], rest)
        for (name, code), of in ordered[:ROWS]
    ]  # fmt: skip
    left = found.places - len(rows)
    more = [f"and {left:,} less busy places"] if left > 0 else []
    more += [f"{many(found.unplaced, 'record')} without coordinates"] if found.unplaced else []
    return Table(columns=("place", "country", *shown, "records"), rows=tuple(rows), more="; ".join(more))


def _place(one: PlaceCount) -> tuple[str, str | None]:
    return one.place or "a place without a name", one.country


def _ties_table(archive: Archive, wanted: EventFilter, of: Of, rest: Pairs) -> Table:
    found = counted.ties(archive, wanted)
    pairs: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for one in found.counts:
        pairs[one.actor, one.recipient, one.type if of == "types" else ""][quad_name(one.quad)] += one.events
    ordered = sorted(pairs.items(), key=lambda item: (-item[1].total(), item[0]))
    shown = list(COLOURS)
    rows = []
    for (actor, recipient, kind), quads in ordered[:ROWS]:
        can_ask = is_askable_as_node(actor) and is_askable_as_node(recipient)
        choose = [("actor", actor), ("recipient", recipient), *([("type", kind)] if kind else [])] if can_ask else []
        name = f"{node_called(actor).label} → {node_called(recipient).label}"
        rows.append(_row(name, [*([kind] if kind else [*(quads[q] for q in shown)]), quads.total()], choose, rest))
    left = len(ordered) - len(rows) if of == "types" else found.pairs - len(rows)
    middle = ("type",) if of == "types" else tuple(shown)
    return Table(
        columns=("actor → recipient", *middle, "records"), rows=tuple(rows), more=f"and {left:,} less busy" if left > 0 else ""
    )  # fmt: skip


_TABLES: Mapping[str, Callable[[Archive, EventFilter, Of, Pairs], Table]] = {
    "timeline": _timeline_table,
    "map": _map_table,
    "network": _ties_table,
    "heat": _ties_table,
}
