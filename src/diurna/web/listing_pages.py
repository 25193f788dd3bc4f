"""The start page, the list of records with its filter and facets, the list of stories, and search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import QueryParams
from starlette.responses import Response

from diurna.archive.facets import DayCount, Facet, Glance, days_of, facets, glance, most_told
from diurna.archive.filters import EventFilter
from diurna.archive.keeping import kept
from diurna.archive.memory import memory
from diurna.archive.memory.finding import find, find_told
from diurna.archive.memory.reports import search
from diurna.archive.review_queue import counts_by_standing
from diurna.archive.reviews import standings
from diurna.archive.searching import RANKED, Order
from diurna.archive.stories import stories_by_id
from diurna.ontology import load_ontology
from diurna.web.addresses import with_query
from diurna.web.asked import Asked
from diurna.web.boards import View, board_of, view_of
from diurna.web.counted import is_large
from diurna.web.parameters import (
    Parameter,
    filter_parameters,
    number_of,
    one_of,
    read_filter,
    refuse_others,
    values_of,
)
from diurna.web.rendering import page
from diurna.web.words import code_name, quad_shape, quad_words

ROWS = 50
LAST_DAYS = 14
LATEST = 6
NARROWING = ("type", "quad", "country", "actor", "recipient", "publisher", "status")
"""The facets beside the list."""
SIMPLE = ("text", "since", "until", "party", "dyad", "place", "voice", "cameo", "min_confidence")
"""The parameters that the form has a field for; the facets and the address give the others."""
IN_SEARCH = ("since", "until", "publisher", "party", "place")
"""The conditions that the search has a field for."""
FORMS = ("csv", "jsonl", "geojson")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value to narrow by: where it leads, and whether it is chosen; then the address takes it away again."""

    label: str
    value: str
    events: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition of the view in words, and the address of the view without it."""

    name: str
    value: str
    without: str


def start_page(asked: Asked) -> Response:
    """The archive at a glance."""
    refuse_others(asked.query, ())
    held, found = kept(asked.archive, "start", lambda: _everything(asked), is_patient=is_large(asked.archive))
    days = last_days(days_of(asked.archive, _recent(held.last_day)))
    if len(days) < LAST_DAYS:
        days = last_days(days_of(asked.archive))
    ids = most_told(asked.connection, until=held.last_day) or most_told(
        asked.connection, until=held.last_day, days=None
    )
    told = stories_by_id(asked.connection, ids)
    busiest = max((events for _, events, _ in days), default=1)
    charts = [("view", "charts")]
    everything = View(path="/events", marks=charts, own=[], given=[], slid=[])
    latest = find(asked.archive, EventFilter(until=held.last_day), limit=LATEST).page.events
    return page(
        "start.html", title="At a glance", glance=held, days=days, busiest=busiest, told=told, latest=latest, facets=found, archive=asked.archive.path.name,
        board=board_of(everything, found, leads=with_query("/events", charts)),
    )  # fmt: skip


def _everything(asked: Asked) -> tuple[Glance, dict[str, tuple[Facet, ...]]]:
    """What the whole archive holds, and what it is like."""
    held = glance(asked.connection, events=int(memory(asked.archive).live.sum()))
    return held, facets(asked.archive, ("type", "country", "actor", "publisher", "quad"), top=8)


def _recent(last: date | None) -> EventFilter:
    """The records of twice as many days as are shown, so that those of all time need not be counted by day where every day has some."""
    return EventFilter(since=date.fromordinal(max(1, last.toordinal() - 2 * LAST_DAYS)) if last else None)


def last_days(counted: Sequence[DayCount]) -> list[tuple[date, int, float | None]]:
    """The last days that have records, the last first: how many, and their mean Goldstein score."""
    found: dict[date, list[DayCount]] = {}
    for one in reversed(counted):
        if one.day is not None:
            if one.day not in found and len(found) == LAST_DAYS:
                break
            found.setdefault(one.day, []).append(one)
    return [(day, sum(one.events for one in some), mean_score(some)) for day, some in found.items()]


def mean_score(counted: Sequence[DayCount]) -> float | None:
    """The mean score of records that were counted; None where none has a score."""
    scored = sum(one.scored for one in counted)
    return sum(one.goldstein for one in counted) / scored if scored else None


def events_page(asked: Asked) -> Response:
    """Records that a filter finds, a page of them, with facets of all; as a list below their timeline, or with all charts."""
    shows = one_of(asked.query, "view", ("list", "charts"), "list")
    marks = [("view", "charts")] if shows == "charts" else []
    view = view_of(asked.query, path="/events", marks=marks, own=[], others=("after", "view"))
    after = next(iter(values_of(asked.query, "after")), None)
    wanted, pairs, others = view.wanted, view.given, [*view.marks, *view.slid]
    found = find(asked.archive, wanted, limit=ROWS, after=after)
    counted = facets(asked.archive, NARROWING, wanted, top=8)
    reviewed = counts_by_standing(asked.archive, wanted, found.total)
    return page(
        "events.html",
        title="Records",
        events=found.page.events,
        stands=standings(asked.connection, [one.id for one in found.page.events]),
        total=found.total,
        next=view.address([*pairs, ("after", found.page.next)]) if found.page.next else None,
        first=view.address(pairs) if after else None,
        facets={name: choices(pairs, name, counts, others=others) for name, counts in (*((name, counted[name]) for name in NARROWING), ("review", reviewed))},
        conditions=conditions(pairs, others=others),
        parameters=sorted((one for one in filter_parameters() if one.name in SIMPLE), key=_place_in_form),
        given=dict(pairs),
        kept=[(name, value) for name, value in [*pairs, *others] if name not in SIMPLE],
        downloads=[(form, with_query(f"/api/v1/events.{form}", pairs)) for form in FORMS],
        board=board_of(view, counted),
        shows=shows,
        views=[(name, with_query("/events", [*([("view", "charts")] if name == "charts" else []), *pairs])) for name in ("list", "charts")],
    )  # fmt: skip


def stories_page(asked: Asked) -> Response:
    """Stories of which a record fits the filter, below the charts of all records that fit it."""
    least = number_of(asked.query, "min_reports", least=1, most=1_000_000, default=2)
    number = number_of(asked.query, "page", least=1, most=100_000, default=1)
    told_by = [("min_reports", str(least))]
    view = view_of(asked.query, path="/stories", marks=told_by, own=[], others=("page",))
    found = find_told(asked.archive, view.wanted, min_reports=least, limit=ROWS, offset=(number - 1) * ROWS)
    given = view.given
    return page(
        "stories.html",
        title="Stories",
        stories=found.stories,
        total=found.total,
        least=least,
        conditions=conditions(given, under="/stories", others=[*told_by, *view.slid]),
        kept=[*given, *view.slid],
        next=view.address([*given, ("page", str(number + 1))]) if number * ROWS < found.total else None,
        first=view.address(given) if number > 1 else None,
        board=board_of(view, facets(asked.archive, ("quad", "type"), view.wanted), types=True),
        downloads=[(form, with_query(f"/api/v1/stories.{form}", [*told_by, *given])) for form in FORMS],
    )


def search_page(asked: Asked) -> Response:
    """Reports by their words, and by what their records tell."""
    wanted = read_filter(asked.query, others=("q", "order", "page"))
    words = next(iter(values_of(asked.query, "q")), "")
    order = one_of(asked.query, "order", ("rank", "day"), "rank")
    number = number_of(asked.query, "page", least=1, most=RANKED // ROWS, default=1)
    pairs = filter_pairs(asked.query)
    marks = [*([("q", words)] if words else []), *([("order", order)] if order != "rank" else [])]
    by_day: Order = "day" if order == "day" else "rank"
    offset = (number - 1) * ROWS
    found = (
        search(asked.archive, words, wanted, order=by_day, limit=ROWS, offset=offset, names=NARROWING)
        if words
        else None
    )
    of_records = [*([("text", words)] if words else []), *(pair for pair in pairs if pair[0] != "text")]
    is_more = found is not None and offset + ROWS < found.total
    return page(
        "search.html",
        title="Search",
        words=words,
        order=order,
        found=found,
        given=dict(pairs),
        fields=IN_SEARCH,
        kept=[(name, value) for name, value in pairs if name not in IN_SEARCH],
        conditions=conditions(pairs, under="/search", others=marks),
        facets={name: choices(pairs, name, found.facets[name], under="/search", others=marks) for name in NARROWING} if found else {},
        next=with_query("/search", [*marks, *pairs, ("page", str(number + 1))]) if is_more else None,
        first=with_query("/search", [*marks, *pairs]) if number > 1 else None,
        records=with_query("/events", of_records),
        points=with_query("/api/v1/events.geojson", of_records),
        charts=with_query("/events", [("view", "charts"), *of_records]),
        downloads=[(form, with_query(f"/api/v1/search.{form}", [*marks, *pairs])) for form in ("csv", "jsonl")],
    )  # fmt: skip


def filter_pairs(query: QueryParams) -> list[tuple[str, str]]:
    """The conditions of an address, in the order of the parameters."""
    return [(one.name, value) for one in filter_parameters() for value in values_of(query, one.name)]


def _place_in_form(parameter: Parameter) -> int:
    return SIMPLE.index(parameter.name)


def conditions(
    pairs: list[tuple[str, str]], *, under: str = "/events", others: list[tuple[str, str]] | None = None
) -> list[Condition]:
    """What the view is narrowed by, each with the way back."""
    return [
        Condition(
            name=name.replace("_", " "),
            value=label(name, value),
            without=with_query(under, [*(others or []), *(pair for pair in pairs if pair != (name, value))]),
        )
        for name, value in pairs
    ]


def choices(
    pairs: list[tuple[str, str]],
    name: str,
    counted: tuple[Facet, ...],
    *,
    under: str = "/events",
    others: list[tuple[str, str]] | None = None,
) -> list[Choice]:
    """The values of a facet, each with the address of the view that has it, or has it no more."""
    found = []
    for facet in counted:
        pair = (name, facet.value)
        is_chosen = pair in pairs
        to = [one for one in pairs if one != pair] if is_chosen else [*pairs, pair]
        found.append(
            Choice(
                label=label(name, facet.value),
                value=facet.value,
                events=facet.events,
                address=with_query(under, [*(others or []), *to]),
                is_chosen=is_chosen,
            )
        )
    return found  # fmt: skip


def label(name: str, value: str) -> str:
    """A value in words."""
    if name == "quad" and value in ("1", "2", "3", "4"):
        return f"{quad_shape(int(value))} {quad_words(int(value))}"
    if name in ("country", "actor", "recipient", "party") and value not in load_ontology().types:
        words = code_name(value)
        return words if words == value else f"{words} ({value})"
    return value
