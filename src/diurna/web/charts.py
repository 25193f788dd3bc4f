"""Pictures of what a filter finds, drawn here by `plots/`: in a page as an image, light or dark, and to download."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from starlette.responses import Response

from diurna.archive import Archive
from diurna.archive.asking import count_events, find_events
from diurna.archive.facets import days_of
from diurna.archive.filters import EventFilter
from diurna.web.addresses import with_query
from diurna.web.answers import NotFoundError
from diurna.web.asked import Asked
from diurna.web.freshness import entity_tag
from diurna.web.parameters import one_of, read_filter

Pairs = Iterable[tuple[str, str]]
Of = Literal["parties", "types"]
Kind = Literal["timeline", "map", "network", "heat"]
KINDS: tuple[Kind, ...] = ("timeline", "map", "network", "heat")
MOST = 5_000
"""Records that a map, a network or a matrix is drawn of, at most: the latest. More would take a reader's patience, and a narrower filter tells more."""
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture runs nothing and fetches nothing; Vega writes some of its look into style attributes."""
KEPT = 64
"""Pictures kept drawn, at most."""


def chart(asked: Asked) -> Response:
    """The picture that the path names. Raises NotFoundError for one that there is not."""
    kind, form = asked.parts["kind"], asked.parts["form"]
    if kind not in KINDS or form not in TYPES:
        raise NotFoundError(f"{kind}.{form}: no picture; there are {', '.join(KINDS)}, as {' or '.join(TYPES)}")
    wanted = read_filter(asked.query, others=("theme", "of"))
    theme = one_of(asked.query, "theme", ("light", "dark"), "light")
    of: Of = "types" if one_of(asked.query, "of", ("parties", "types"), "parties") == "types" else "parties"
    drawn = _drawn(_Archived(asked.archive), entity_tag(asked.archive.path), kind, wanted, theme, of, form)
    response = Response(drawn, media_type=TYPES[form])
    response.headers["Content-Security-Policy"] = SVG_POLICY
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture in a page: what it shows, and its addresses."""

    kind: Kind
    label: str
    svg: str
    dark: str
    png: str


LABELS = {"timeline": "Records over time", "map": "Where", "network": "Who acts towards whom", "heat": "How often"}


def picture(kind: Kind, pairs: Pairs) -> Picture:
    """The picture of a kind of what the pairs of a query find."""
    listed = list(pairs)
    return Picture(
        kind=kind,
        label=LABELS[kind],
        svg=with_query(f"/charts/{kind}.svg", listed),
        dark=with_query(f"/charts/{kind}.svg", [*listed, ("theme", "dark")]),
        png=with_query(f"/charts/{kind}.png", listed),
    )


class _Archived:
    """An archive that is equal to any other: what is kept drawn is known by the archive's state, not by its connection."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Archived) and other.archive.path == self.archive.path

    def __hash__(self) -> int:
        return hash(self.archive.path)


@lru_cache(maxsize=KEPT)
def _drawn(held: _Archived, state: str, kind: Kind, wanted: EventFilter, theme: str, of: Of, form: str) -> bytes:
    from diurna.plots import Tally, heat, render, ties, timeline_of, worldmap
    from diurna.plots.style import darkened

    if kind == "timeline":
        spec = timeline_of(
            Tally(one.day, one.quad, one.events, one.goldstein, one.scored) for one in days_of(held.archive, wanted)
        )
    else:
        events = find_events(held.archive.connection, wanted, limit=MOST).events
        spec = worldmap(events) if kind == "map" else ties(events) if kind == "network" else heat(events, of=of)
        total = count_events(held.archive.connection, wanted)
        if total > MOST:
            told = [spec["title"]["subtitle"], f"of {total:,} records the latest {MOST:,}"]
            spec = {**spec, "title": {**spec["title"], "subtitle": "; ".join(filter(None, told))}}
    return render(darkened(spec) if theme == "dark" else spec, form)
