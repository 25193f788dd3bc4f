"""Pictures that are worked with in a page: as wide as it has room for, and each thing in them says in `choose` which conditions it stands for.

They are the pictures of `timeline.py`, `worldmap.py`, `ties.py` and `heat.py` without title and legend, which the page has. What is chosen already is
`Chosen`; the rest is faded. `usermeta` holds what the page tells and what its slider needs. A script draws them, so no expression is more than a test.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from diurna.export.network import Network
from diurna.plots.heat import NAMES, Of, body_of, cells_of
from diurna.plots.projections import WIDTH, View, view_of
from diurna.plots.style import BORDER, COLOURS, CONFIG, FAINT, INK, LAND, SCHEMA, Spec, number, quad_name
from diurna.plots.ties import drawing, ties_body
from diurna.plots.timeline import Tally, period_name, timeline_of
from diurna.plots.worldmap import AT, LETTER, OVER, Place, area, country_names, place_names, rings, texts, totals_of

Choices = list[list[str]]
"""Conditions of an address: [["since", "2024-03-01"], ["until", "2024-03-31"]]."""
FADED = 0.2
FEWEST_DAYS = 10
TOLD_ONCE = frozenset({"records", "from", "to", "actor", "recipient", "choose", "faded"})
AXIS = 38
"""Room for the numbers of a scale, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a chart itself is narrowed by: it shows the rest, too, faded."""

    since: date | None = None
    until: date | None = None
    places: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    dyads: frozenset[frozenset[str]] = frozenset()
    types: frozenset[str] = frozenset()
    is_askable: Callable[[str], bool] = field(default=lambda name: True, compare=False)
    """Whether a name can be a condition."""

    def has_tie(self, actor: str, recipient: str) -> bool:
        return (
            (not self.actors or actor in self.actors)
            and (not self.recipients or recipient in self.recipients)
            and (not self.parties or actor in self.parties or recipient in self.parties)
            and (not self.dyads or frozenset({actor, recipient}) in self.dyads)
        )

    def has_place(self, place: str, country: str | None) -> bool:
        return (not self.places or place.casefold() in self.places) and (
            not self.countries or country in self.countries
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Records by place, quad class and step of time (None: without a day), the country of each place, and when the first step begins and how long they are."""

    counts: Mapping[tuple[Place, str], Mapping[int | None, int]]
    countries: Mapping[Place, str | None]
    by_country: Mapping[str, int]
    first: date | None
    last: date | None
    step_days: int


def live_timeline(
    tallies: Iterable[Tally], *, width: int, chosen: Chosen, within: tuple[date, date] | None = None
) -> Spec:
    """Records over time, to choose days from. `within`: first and last day to show, whether they have records or not."""
    spec = timeline_of(tallies)
    if "vconcat" not in spec:
        return _nothing("No record has a day")
    counts, *means = spec["vconcat"]
    inner = max(120, width - AXIS - 16)
    counts |= {"width": inner, "height": 150 if means else 190}
    for bar in counts["data"]["values"]:
        end = date.fromisoformat(bar["to"]) - timedelta(days=1)
        bar["choose"] = [["since", bar["from"]], ["until", end.isoformat()]]
        bar["days"] = period_name(date.fromisoformat(bar["from"]), end)
    counts["encoding"]["tooltip"] = [{"field": "days"}, *counts["encoding"]["tooltip"][1:]]
    brush: Spec = {"type": "interval", "encodings": ["x"], "zoom": False, "mark": {"fill": INK, "fillOpacity": 0.1, "stroke": INK, "strokeOpacity": 0.6}}  # fmt: skip
    counts["params"] = [{"name": "days", "select": brush, **_brushed(chosen, counts["data"]["values"])}]
    first, last = (date.fromisoformat(day) for day in counts["encoding"]["x"]["scale"]["domain"])
    if within:
        first, last = min(first, within[0]), max(last, within[1])
    first, last = _wide_enough(first, last)
    edges = [_moment(first), _moment(last)]
    nothing = {"low": 0, "high": 0, "quad": counts["data"]["values"][0]["quad"]}
    counts["data"]["values"] += [{**nothing, "from": day.isoformat(), "to": day.isoformat()} for day in (first, last)]
    ticks = _ticks((last - first).days, inner)
    # the bars reach from edge to edge; a domain that was given would be another for their ends
    counts["encoding"]["x"]["scale"] = {"type": "utc", "nice": False}
    _over(counts["encoding"]["y"]["axis"])
    counts["encoding"]["x"]["axis"] |= {"tickCount": ticks} | ({"ticks": False, "labels": False} if means else {})
    for mean in means:
        mean |= {"width": inner, "height": 64}
        line = mean["layer"][1]
        line["encoding"]["x"]["scale"] = {"type": "utc", "domain": edges}
        _over(line["encoding"]["y"]["axis"])
        line["encoding"]["x"]["axis"]["tickCount"] = ticks
    return _alive(
        {"vconcat": [counts, *means], "spacing": 18, "resolve": {"scale": {"x": "independent"}}},
        spec["title"]["subtitle"],
    )


def _wide_enough(first: date, last: date) -> tuple[date, date]:
    """Room for some bars beside those of a few days, so that they are no walls."""
    missing = max(0, FEWEST_DAYS - (last - first).days)
    before = min(missing // 2, first.toordinal() - 1)
    after = min(missing - missing // 2, date.max.toordinal() - last.toordinal())
    return first - timedelta(days=before), last + timedelta(days=after)


def _ticks(days: int, wide: int) -> Any:
    """How often a scale of time is marked: of few days by whole days, so that no day is named twice."""
    many = max(3, wide // 90)
    return many if days > many else {"interval": "day", "step": 1}


def _brushed(chosen: Chosen, bars: list[Spec]) -> Spec:
    """The days that are chosen, as the value of the brush; of an open end up to the last bar."""
    if not (chosen.since or chosen.until) or not bars:
        return {}
    since = chosen.since or date.fromisoformat(min(bar["from"] for bar in bars))
    until = chosen.until + timedelta(days=1) if chosen.until and chosen.until < date.max else None
    last = until or date.fromisoformat(max(bar["to"] for bar in bars))
    return {"value": {"x": [_moment(since), _moment(last)]}}


def _moment(day: date) -> Spec:
    """A day as Vega-Lite writes it where it may not be taken for a text."""
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def _over(axis: Spec) -> None:
    """The title of a scale over it, so that it takes no width."""
    axis |= {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": -AXIS + 4, "titleY": -12, "minExtent": AXIS, "maxExtent": AXIS, "tickCount": 4}  # fmt: skip


def live_map(steps: Steps, *, width: int, chosen: Chosen, world_address: str, told: str) -> Spec:
    """Where, to choose places and countries from, with what a slider of time needs."""
    sums = {key: sum(by_step.values()) for key, by_step in steps.counts.items()}
    if not sums:
        return _nothing("No record has a place on the map")
    totals = totals_of(sums)
    view = view_of(sorted({place[:2] for place in totals}), width=width)
    named, taken = place_names(totals, view)
    named = [one for one in named if _is_whole(one, view)][: max(4, width // 70)]
    most = max(totals.values())
    full = area(most) * max(0.4, width / WIDTH)
    circles = [{**ring, "size": round(full * ring["up_to"] / most, 1)} for ring in rings(sums)]
    for one in (*circles, *named):
        place = (one["lat"], one["lon"], one.get("place", one.get("name", "")))
        name = place[2]
        if chosen.is_askable(name):
            one["choose"] = [["place", name]]
        if not chosen.has_place(name, steps.countries.get(place)):
            one["faded"] = True
    counted = [{"code": code, "records": count} for code, count in steps.by_country.items()]
    chosen_country = f"indexof({sorted(chosen.countries)!r}, datum.properties.code) >= 0"
    lookup = {"lookup": "properties.code", "from": {"data": {"values": counted}, "key": "code", "fields": ["records"]}}
    land: Spec = {
        "data": {"url": world_address, "format": {"type": "topojson", "feature": "countries"}},
        "transform": [lookup],
        "mark": {"type": "geoshape", "fill": LAND, "stroke": BORDER, "strokeWidth": 0.7, "clip": True, "cursor": "pointer"},
        "encoding": {
            "stroke": {"condition": {"test": chosen_country, "value": INK}, "value": BORDER},
            "strokeWidth": {"condition": {"test": chosen_country, "value": 2}, "value": 0.7},
            "tooltip": [{"field": "properties.name", "title": "country"}, {"field": "records", "format": ",d"}],
        },
    }  # fmt: skip
    dots: Spec = {
        "data": {"name": "circles", "values": circles},
        "mark": {"type": "circle", "stroke": "white", "strokeWidth": 0.8, "clip": True, "cursor": "pointer"},
        "encoding": {
            **AT,
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
            "color": _colour(),
            "opacity": _opacity(0.92),
            "tooltip": [{"field": "place"}, {"field": "quad", "title": "class"}, {"field": "records", "format": ",d"}],
        },
    }
    names = texts(named, **OVER, stroke="white", strokeWidth=3, strokeJoin="round", strokeOpacity=0.85)
    names += texts(named, **OVER, color=INK)
    for layer, name in zip(names, ("halos", "names"), strict=False):
        layer["data"] = {"name": name, **layer["data"]}
        layer["encoding"]["opacity"] = _opacity(1)
        layer["mark"]["tooltip"] = None
    body: Spec = {
        "width": view.width,
        "height": view.height,
        "projection": view.spec(),
        "layer": [land, *texts(country_names(view, taken), fontSize=10, color=FAINT, opacity=0.8), dots, *names],
    }
    return _alive(body, told, steps=_slider(steps, chosen, full, most))


def _is_whole(named: Spec, view: View) -> bool:
    """Whether a name lies within the map."""
    half = LETTER * len(named["name"]) / 2
    return half < view.point(named["lat"], named["lon"])[0] < view.width - half


def _slider(steps: Steps, chosen: Chosen, full: float, most: int) -> Spec | None:
    """What the circles are at any step of time. None where all is of one step."""
    if steps.first is None or steps.last is None:
        return None
    many = (steps.last - steps.first).days // steps.step_days + 1
    if many < 2:
        return None
    places: defaultdict[Place, Spec] = defaultdict(dict)
    for (place, quad), by_step in steps.counts.items():
        places[place][quad] = [by_step.get(step, 0) for step in range(many)]
    return {
        "first": steps.first.isoformat(),
        "last": steps.last.isoformat(),
        "days": steps.step_days,
        "many": many,
        "order": list(COLOURS),
        "full": round(full, 1),
        "most": most,
        "places": [
            {
                "lat": place[0],
                "lon": place[1],
                "place": place[2],
                **({"choose": [["place", place[2]]]} if chosen.is_askable(place[2]) else {}),
                **({} if chosen.has_place(place[2], steps.countries.get(place)) else {"faded": True}),
                "counts": by_quad,
            }
            for place, by_quad in places.items()
        ],
    }


def live_ties(found: Network, *, width: int, chosen: Chosen, acts: int | None = None) -> Spec:
    """Who acts towards whom, to choose parties and pairs of them from."""
    margin = 44 if width < 500 else 60
    top = max(8, min(26, width // 26))
    parties = len({party for pair in found.edges if pair[0] != pair[1] for party in pair})
    height = min(520, max(140, 90 + 34 * min(parties, top)), max(320, round(width * 0.72)))
    drawn = drawing(found, top=top, width=width, height=height, margin=margin)
    if drawn is None:
        return _nothing("No record has a known party on both sides")
    body = ties_body(found, drawn)
    met: Counter[str] = Counter()
    for pair in drawn.edges:
        for party in pair:
            met[party] += chosen.has_tie(*pair)
    for layer in body["layer"]:
        for one in layer["data"]["values"]:
            party = one.get("party")
            if party is None:
                choices = _sides(one["actor"], one["recipient"], chosen)
                is_faded = not chosen.has_tie(one["actor"], one["recipient"])
            else:
                choices = [["party", party]] if chosen.is_askable(party) else []
                is_faded = not met[party]
            one |= ({"choose": choices} if choices else {}) | ({"faded": True} if is_faded else {})
            if one.get("at"):  # what a line is, its first point tells
                for name in TOLD_ONCE & one.keys():
                    del one[name]
        _worked(layer)
    records = sum(edge.weight for edge in drawn.edges.values())
    all_acts = max(acts or 0, sum(e.weight for pair, e in found.edges.items() if pair[0] != pair[1]))
    return _alive(body, _more(records, all_acts))


def live_heat(found: Network, *, of: Of, width: int, chosen: Chosen, acts: int | None = None) -> Spec:
    """Who how often towards whom, or which pairs by which type: a matrix to choose from."""
    label = 90 if width < 420 else 130 if of == "parties" else min(220, round(width * 0.36))
    top = max(5, min(14, (width - label - 20) // 26)) if of == "parties" else 14
    values, rows, columns = cells_of(found, of=of, top=top)
    if not values:
        return _nothing("No record has a known party on both sides")
    body = body_of(values, rows, columns, NAMES[of])
    cell = max(14, min(38, (width - label - 24) // len(columns)))
    body |= {"width": {"step": cell}, "height": {"step": min(cell, 28)}}
    for side in ("x", "y"):
        body["encoding"][side]["axis"] |= {
            "labelLimit": label,
            "title": None if side == "y" else f"{NAMES[of][0]} ↓   {NAMES[of][1]} →",
        }
    for one in values:
        choices = _sides(one["actor"], one["recipient"], chosen)
        one["choose"] = choices + ([["type", one["type"]]] if of == "types" and choices else [])
        kinds = chosen.types if of == "types" else frozenset()
        if not chosen.has_tie(one["actor"], one["recipient"]) or (kinds and one.get("type") not in kinds):
            one["faded"] = True
    for layer in body["layer"]:
        _worked(layer)
    if cell < 24:
        body["layer"] = body["layer"][:1]  # no room for the numbers, which the tooltip and the table tell
    records = sum(value["records"] for value in values)
    return _alive(body, _more(records, max(acts or 0, sum(edge.weight for edge in found.edges.values()))))


def _sides(actor: str, recipient: str, chosen: Chosen) -> Choices:
    """The conditions of a tie. None where one of them cannot be asked for."""
    is_askable = chosen.is_askable(actor) and chosen.is_askable(recipient)
    return [["actor", actor], ["recipient", recipient]] if is_askable else []


def _more(shown: int, acts: int) -> str:
    told = f"{number(shown, 'act')} of one party towards another"
    return told + (f" and {acts - shown:,} more of the less busy" if acts > shown else "")


def _worked(layer: Spec) -> None:
    """A layer whose things are pointed at, and faded where something else was chosen."""
    layer["mark"]["cursor"] = "pointer"
    usual = layer["mark"].pop("opacity", 1)
    layer["encoding"]["opacity"] = _opacity(usual)
    if isinstance(layer["encoding"].get("color"), dict) and "legend" in layer["encoding"]["color"]:
        layer["encoding"]["color"] = {**layer["encoding"]["color"], "legend": None}


def _opacity(usual: float) -> Spec:
    return {"condition": {"test": "datum.faded === true", "value": FADED * usual}, "value": usual}


def _colour() -> Spec:
    scale = {"domain": list(COLOURS), "range": list(COLOURS.values())}
    return {"field": "quad", "type": "nominal", "scale": scale, "legend": None}


def _nothing(said: str) -> Spec:
    """No picture, but what is said in its place."""
    return {"$schema": SCHEMA, "usermeta": {"told": said, "is_empty": True}}


def _alive(body: Spec, told: str, **more: Any) -> Spec:
    """A whole specification: no title, no legend of colours, no ground of its own."""
    config = {**CONFIG, "background": "transparent", "padding": {"left": 4, "right": 4, "top": 6, "bottom": 2}}
    for part in body.get("vconcat", ()):
        colour = part.get("encoding", {}).get("color")
        if colour:
            part["encoding"]["color"] = {**colour, "legend": None}
    meta = {"told": told, **{name: value for name, value in more.items() if value is not None}}
    return {"$schema": SCHEMA, "usermeta": meta, "config": config, **body}


def steps_of(
    counts: Iterable[tuple[Place, str | None, int | None, int | None, int]],
    *,
    by_country: Mapping[str, int],
    first: date | None,
    last: date | None,
    step_days: int,
) -> Steps:
    """Rows of place, country, quad class, step of time, and records, gathered."""
    gathered: defaultdict[tuple[Place, str], dict[int | None, int]] = defaultdict(dict)
    countries: dict[Place, str | None] = {}
    for place, country, quad, step, records in counts:
        of_ring = gathered[place, quad_name(quad)]
        of_ring[step] = of_ring.get(step, 0) + records
        countries.setdefault(place, country)
    return Steps(
        counts=gathered, countries=countries, by_country=by_country, first=first, last=last, step_days=step_days
    )


def told_of_places(shown: int, places: int, *, records: int, all_places: int, unplaced: int) -> str:
    """How much of the records a map shows, in words."""
    told = f"{number(shown, 'record')} at {number(places, 'place')}"
    told += f" and {records - shown:,} more at {all_places - places:,} less busy ones" if records > shown else ""
    return told + (f"; {unplaced:,} without coordinates" if unplaced else "")
