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
from diurna.web.words import quad_shape, quad_words

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
    """A quad class in the legend: its shape and name, how many records have it, the address that chooses it or takes it away."""

    quad: int
    shape: str
    words: str
    events: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The charts of a page, and what its script needs to know: the conditions that the page is of, as JSON, and where Vega's script is."""

    charts: list[Picture]
    legend: list[Legend]
    own: str
    vega: str
    leads: str = ""
    """Where a choice leads, of a page that is not narrowed itself."""


def board_of(view: View, counted: Mapping[str, tuple[Facet, ...]], *, leads: str = "") -> Board:
    """The charts of a view. `counted`: its facets, with that of the quad classes."""
    events = {facet.value: facet.events for facet in counted["quad"]}
    chosen = [pair for pair in view.given if pair[0] == "quad"]
    rest = [pair for pair in view.given if pair[0] != "quad"]
    legend = [
        Legend(
            quad=quad,
            shape=quad_shape(quad),
            words=quad_words(quad),
            events=events.get(str(quad), 0),
            address=view.address([*rest, *_toggled(chosen, ("quad", str(quad)))]),
            is_chosen=("quad", str(quad)) in chosen,
        )
        for quad in QUADS
    ]
    return Board(
        charts=board(view.pairs, view.slid),
        legend=legend,
        own=json.dumps(dict(view.own)),
        vega=VEGA_ADDRESS,
        leads=leads,
    )


def _toggled(pairs: Pairs, pair: tuple[str, str]) -> Pairs:
    return [one for one in pairs if one != pair] if pair in pairs else [*pairs, pair]
