"""The charts that a page's script draws: specifications in which each thing says the conditions that it stands for.

A chart is not narrowed by what was chosen in itself: it shows the rest, faded, so that the choice can be changed. Only where the chosen is not
among what it has room for, it shows that alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from diurna.archive.filters import EventFilter, PartyTest
from diurna.plots.live import Chosen, live_heat, live_map, live_ties, live_timeline, steps_of, told_of_places
from diurna.plots.render import cleaned
from diurna.plots.style import Spec, darkened
from diurna.web import counted
from diurna.web.addresses import is_askable
from diurna.web.answers import NotFoundError, json_answer
from diurna.web.asked import Asked
from diurna.web.charts import CHOOSES, KINDS, VIEW, Of, around, of_parameter
from diurna.web.parameters import filter_parameters, number_of, one_of, read_filter, values_of
from diurna.web.vega import WORLD_ADDRESS

NARROWEST, WIDEST, USUAL = 200, 2_000, 640
"""Widths of a chart, in points."""
OTHERS = ("theme", "of", "width", "keep", *VIEW)


def live_chart(asked: Asked) -> Response:
    """The specification of the chart that the path names. `keep`: conditions that are the page's own, not chosen in it."""
    kind = asked.parts["kind"]
    if kind not in KINDS:
        raise NotFoundError(f"{kind}: no chart; there are {', '.join(KINDS)}")
    wanted = read_filter(asked.query, others=OTHERS)
    of = of_parameter(asked.query)
    width = number_of(asked.query, "width", least=NARROWEST, most=WIDEST, default=USUAL)
    keep = frozenset(name for value in values_of(asked.query, "keep") for name in value.split(","))
    own = CHOOSES["types" if kind == "heat" and of == "types" else kind]
    dropped = [name for name in own if name not in keep]
    if kind == "timeline" and "since" in keep:  # the page of a day, which is shown among those around it
        dropped = list(own)
        seen = around(wanted)
    else:
        seen = without(wanted, dropped)
    chosen = chosen_of(wanted, dropped)
    spec = _spec(asked, kind, of, seen, chosen, width)
    if seen != wanted and _is_all_faded(spec):
        spec = _spec(asked, kind, of, wanted, chosen, width)
    theme = one_of(asked.query, "theme", ("light", "dark"), "light")
    spec = cleaned(spec)
    return json_answer(darkened(spec) if theme == "dark" else spec)


def without(wanted: EventFilter, names: Collection[str]) -> EventFilter:
    """The filter without some of its conditions, by the names of their parameters."""
    empty = EventFilter()
    fields = {one.field for one in filter_parameters() if one.name in names}
    return replace(wanted, **{name: getattr(empty, name) for name in fields})


def chosen_of(wanted: EventFilter, names: Collection[str]) -> Chosen:
    """What of a filter was chosen in a chart that narrows by these parameters."""
    of = wanted if names else EventFilter()
    parts: dict[str, Any] = {
        "since": of.since,
        "until": of.until,
        "place": frozenset(place.casefold() for place in of.places),
        "country": frozenset(of.countries),
        "actor": frozenset(map(_party, of.actors)),
        "recipient": frozenset(map(_party, of.recipients)),
        "party": frozenset(map(_party, of.parties)),
        "dyad": frozenset(frozenset(map(_party, pair)) for pair in of.dyads),
        "type": frozenset(of.types),
    }
    fields = {"place": "places", "country": "countries", "actor": "actors", "recipient": "recipients", "party": "parties", "dyad": "dyads", "type": "types"}  # fmt: skip
    given = {fields.get(name, name): value for name, value in parts.items() if name in names}
    return Chosen(**given, is_askable=is_askable_as_node)


def is_askable_as_node(name: str) -> bool:
    """Whether a party as the network names it can be a condition: a code, ":" and a sector, or a name that is no notation."""
    return is_askable(name) or name.isupper() and len(name.removeprefix(":")) == 3


def _party(test: PartyTest) -> str:
    return test.code or test.name or f":{test.sector}"


def _spec(asked: Asked, kind: str, of: Of, seen: EventFilter, chosen: Chosen, width: int) -> Spec:
    if kind == "timeline":
        within = (seen.since, seen.until) if chosen.since and seen.since and seen.until else None
        tallies = counted.tallies(counted.days(asked.archive, seen))
        return live_timeline(tallies, width=width, chosen=chosen, within=within)
    if kind == "map":
        return _map(asked, seen, chosen, width)
    network, acts = counted.network(asked.archive, seen), counted.ties(asked.archive, seen).acts
    if kind == "network":
        return live_ties(network, width=width, chosen=chosen, acts=acts)
    return live_heat(network, of=of, width=width, chosen=chosen, acts=acts)


def _map(asked: Asked, seen: EventFilter, chosen: Chosen, width: int) -> Spec:
    found = counted.places(asked.archive, seen)
    steps = steps_of(
        (((one.lat, one.lon, one.place), one.country, one.quad, one.step, one.events) for one in found.counts),
        by_country=dict(found.countries),
        first=found.first,
        last=found.last,
        step_days=found.step_days,
    )
    shown = sum(one.events for one in found.counts)
    told = told_of_places(
        shown, len(steps.countries), records=found.events, all_places=found.places, unplaced=found.unplaced
    )
    return live_map(steps, width=width, chosen=chosen, world_address=WORLD_ADDRESS, told=told)


def _is_all_faded(spec: Spec) -> bool:
    """Whether nothing of what a chart shows was chosen."""
    told = [one for one in _values(spec) if "choose" in one or "faded" in one]
    return bool(told) and all(one.get("faded") for one in told)


def _values(spec: Any) -> list[Spec]:
    parts = [*spec.get("layer", ()), *spec.get("vconcat", ()), spec]
    return [one for part in parts for one in part.get("data", {}).get("values", ()) if isinstance(one, dict)]
