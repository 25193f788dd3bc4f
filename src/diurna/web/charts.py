"""Pictures of what a filter finds, drawn here by `plots/`: in a page as an image, light or dark, and to download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from starlette.datastructures import QueryParams
from starlette.responses import Response

from diurna.archive import Archive
from diurna.archive.filters import EventFilter
from diurna.archive.keeping import kept
from diurna.web import counted
from diurna.web.addresses import with_query
from diurna.web.answers import NotFoundError
from diurna.web.asked import Asked
from diurna.web.parameters import day, number_of, one_of, read_filter, values_of

Pairs = Iterable[tuple[str, str]]
Of = Literal["parties", "types"]
Kind = Literal["timeline", "map", "network", "heat"]
KINDS: tuple[Kind, ...] = ("timeline", "map", "network", "heat")
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture runs nothing and fetches nothing; Vega writes some of its look into style attributes."""
SIDES = ("actor", "recipient", "party", "dyad")
CHOOSES: Mapping[str, tuple[str, ...]] = {
    "timeline": ("since", "until"),
    "map": ("place", "country"),
    "network": SIDES,
    "heat": SIDES,
    "types": (*SIDES, "type"),
}
"""The conditions that are chosen in a chart; `types` is the matrix of types."""
VIEW = ("at", "back")
"""What the slider of the map says: the last day that it shows, and how many days up to it (all before, where not given)."""
LONGEST_BACK = 400_000
AROUND = 45
"""Days that the timeline of one day shows before and after it."""


def chart(asked: Asked) -> Response:
    """The picture that the path names. Raises NotFoundError for one that there is not."""
    kind, form = asked.parts["kind"], asked.parts["form"]
    if kind not in KINDS or form not in TYPES:
        raise NotFoundError(f"{kind}.{form}: no picture; there are {', '.join(KINDS)}, as {' or '.join(TYPES)}")
    wanted = read_filter(asked.query, others=("theme", "of", *VIEW))
    theme = one_of(asked.query, "theme", ("light", "dark"), "light")
    of = of_parameter(asked.query)
    if kind == "map":
        wanted = at_slider(asked.query, wanted)
    if kind == "timeline":
        wanted = around(wanted)
    key = ("picture", kind, wanted, theme, of, form)
    drawn = kept(
        asked.archive,
        key,
        lambda: _drawn(asked.archive, kind, wanted, theme, of, form),
        is_patient=counted.is_large(asked.archive),
    )
    response = Response(drawn, media_type=TYPES[form])
    response.headers["Content-Security-Policy"] = SVG_POLICY
    return response


def of_parameter(query: QueryParams) -> Of:
    """What a matrix is of."""
    return "types" if one_of(query, "of", ("parties", "types"), "parties") == "types" else "parties"


def at_slider(query: QueryParams, wanted: EventFilter) -> EventFilter:
    """The filter of what the map shows where its slider stands. Raises InputError for what is no day or no number of days."""
    at = next(iter(values_of(query, "at")), None)
    back = number_of(query, "back", least=1, most=LONGEST_BACK, default=0)
    if at is None:
        return wanted
    last = day(at)
    until = min(wanted.until or last, last)
    if not back:
        return replace(wanted, until=until)
    first = date.fromordinal(max(1, last.toordinal() - back + 1))
    return replace(wanted, since=max(wanted.since or first, first), until=until)


def around(wanted: EventFilter) -> EventFilter:
    """The filter of a timeline: of a single day it shows the days around."""
    if wanted.since is None or wanted.since != wanted.until:
        return wanted
    told = wanted.since
    before = min(AROUND, told.toordinal() - 1)
    after = min(AROUND, date.max.toordinal() - told.toordinal())
    return replace(wanted, since=told - timedelta(days=before), until=told + timedelta(days=after))


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in a page: what it shows, its addresses, that of its table, that of the one that is worked with, and what is chosen in it."""

    id: str
    kind: Kind
    label: str
    svg: str
    dark: str
    png: str
    table: str
    live: str
    chooses: str


LABELS = {"timeline": "Records over time", "map": "Where", "network": "Who acts towards whom", "heat": "How often"}
OF_TYPES = "What they do to each other"


def picture(kind: Kind, pairs: Pairs, *, of: Of = "parties", view: Pairs = ()) -> Picture:
    """The picture of a kind of what the pairs of a query find. `view`: where the slider of the map stands."""
    own = [*pairs, *([("of", of)] if of == "types" else []), *(view if kind == "map" else [])]
    return Picture(
        id=f"{kind}-{of}" if kind == "heat" else kind,
        kind=kind,
        label=OF_TYPES if of == "types" else LABELS[kind],
        svg=with_query(f"/charts/{kind}.svg", own),
        dark=with_query(f"/charts/{kind}.svg", [*own, ("theme", "dark")]),
        png=with_query(f"/charts/{kind}.png", own),
        table=with_query(f"/charts/{kind}", own),
        live=with_query(f"/charts/{kind}.json", own),
        chooses=" ".join(CHOOSES["types" if of == "types" else kind]),
    )


def board(pairs: Pairs, view: Pairs = ()) -> list[Picture]:
    """The pictures of a page, each of which filters the others."""
    listed, slid = list(pairs), list(view)
    return [
        *(picture(kind, listed, view=slid) for kind in ("timeline", "map", "network", "heat")),
        picture("heat", listed, of="types"),
    ]


def view_pairs(query: QueryParams) -> list[tuple[str, str]]:
    """Where the slider of a page's map stands, as parameters."""
    return [(name, value) for name in VIEW for value in values_of(query, name)[:1]]


def _drawn(archive: Archive, kind: str, wanted: EventFilter, theme: str, of: Of, form: str) -> bytes:
    from diurna.plots import heat_of, render, ties_of, timeline_of, worldmap_of
    from diurna.plots.style import darkened

    if kind == "timeline":
        spec = timeline_of(counted.tallies(counted.days(archive, wanted)))
    elif kind == "map":
        found = counted.places(archive, wanted)
        spec = worldmap_of(counted.by_place(found), left_out=found.unplaced, places=found.places, records=found.events)
    else:
        network, acts = counted.network(archive, wanted), counted.ties(archive, wanted).acts
        spec = ties_of(network, acts=acts) if kind == "network" else heat_of(network, of=of, acts=acts)
    return render(darkened(spec) if theme == "dark" else spec, form)
