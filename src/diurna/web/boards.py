"""What a page with charts is of, and what was chosen in it: the conditions in its address, and how they change."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from diurna.archive.facets import Facet
from diurna.archive.filters import EventFilter
from diurna.plots.style import QUADS
from diurna.web.addresses import with_query
from diurna.web.charts import VIEW, Picture, board, view_pairs
from diurna.web.parameters import filter_parameters, read_filter, refuse_others, values_of
from diurna.web.vega import VEGA_ADDRESS
from diurna.web.words import event_quad, quad_words

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page that shows the records of a filter.

    `path` and `marks` (parameters that are no condition, as `one` and `other` of a dyad) say which page it is; `own` are the conditions that it is
    of, `given` those chosen in it, `slid` where its map's slider stands.
    """

    path: str
    marks: Pairs
    own: Pairs
    given: Pairs
    slid: Pairs

    @property
    def pairs(self) -> Pairs:
        """All conditions."""
        return [*self.own, *self.given]

    @property
    def wanted(self) -> EventFilter:
        return read_filter(QueryParams(self.pairs))

    def address(self, given: Iterable[tuple[str, str]]) -> str:
        """The page with other conditions."""
        return with_query(self.path, [*self.marks, *given, *self.slid])


def view_of(query: QueryParams, *, path: str, marks: Pairs, own: Pairs, others: Collection[str] = ()) -> View:
    """The view that an address asks for. Raises InputError for a parameter that is none of the page's."""
    fixed = {name for name, _ in own}
    names = [one.name for one in filter_parameters() if one.name not in fixed]
    refuse_others(query, [*dict.fromkeys(name for name, _ in marks), *names, *VIEW, *others])
    given = [(name, value) for name in names for value in values_of(query, name)]
    return View(path=path, marks=marks, own=own, given=given, slid=view_pairs(query))


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """A quad class in the legend, or a type with the class that it is of: how many records have it, the address that chooses it or takes it away."""

    quad: int
    words: str
    events: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The charts of a page, and what its script needs to know: the conditions that the page is of, as JSON, and where Vega's script is."""

    charts: list[Picture]
    legend: list[Legend]
    types: list[Legend]
    own: str
    vega: str
    leads: str = ""
    """Where a choice leads, of a page that is not narrowed itself."""


def board_of(view: View, counted: Mapping[str, tuple[Facet, ...]], *, leads: str = "", types: bool = False) -> Board:
    """The charts of a view. `counted`: its facets, with that of the quad classes; `types`: that of the types is part of the legend."""
    classes = {facet.value: facet.events for facet in counted["quad"]}
    return Board(
        charts=board(view.pairs, view.slid),
        legend=[
            _legend(view, "quad", str(quad), quad=quad, words=quad_words(quad), events=classes.get(str(quad), 0))
            for quad in QUADS
        ],
        types=[
            _legend(view, "type", one.value, quad=event_quad(one.value) or 0, words=one.value, events=one.events)
            for one in (counted["type"] if types else ())
        ],
        own=json.dumps(dict(view.own)),
        vega=VEGA_ADDRESS,
        leads=leads,
    )


def _legend(view: View, name: str, value: str, *, quad: int, words: str, events: int) -> Legend:
    chosen = [pair for pair in view.given if pair[0] == name]
    rest = [pair for pair in view.given if pair[0] != name]
    pair = (name, value)
    to = [one for one in chosen if one != pair] if pair in chosen else [*chosen, pair]
    return Legend(quad=quad, words=words, events=events, address=view.address([*rest, *to]), is_chosen=pair in chosen)
