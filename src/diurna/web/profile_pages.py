"""The pages of an actor, a dyad, a place and a day: what is recorded of it, over time, on the map, and who with whom."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from starlette.responses import Response

from diurna.archive.facets import Facet, facets, totals
from diurna.archive.memory.finding import find, find_told
from diurna.archive.reviews import standings
from diurna.errors import InputError
from diurna.web.addresses import day_address, dyad_address, with_query
from diurna.web.asked import Asked
from diurna.web.boards import View, board_of, view_of
from diurna.web.listing_pages import choices, conditions
from diurna.web.parameters import LONGEST, day, required, values_of
from diurna.web.rendering import page
from diurna.web.words import code_name, long_day

ROWS = 20
STORIES = 8
FACETS = ("type", "quad", "country", "actor", "recipient", "place", "status", "publisher")
Pairs = list[tuple[str, str]]


def actor_page(asked: Asked) -> Response:
    party = required(asked.query, "party")
    own = [("party", party)]
    view = view_of(asked.query, path="/actor", marks=own, own=own)
    return _profile(asked, view, kind="Actor", name=code_name(party), code=party)


def dyad_page(asked: Asked) -> Response:
    one, other = required(asked.query, "one"), required(asked.query, "other")
    view = view_of(
        asked.query, path="/dyad", marks=[("one", one), ("other", other)], own=[("dyad", f"{one} - {other}")]
    )
    return _profile(asked, view, kind="Dyad", name=f"{code_name(one)} and {code_name(other)}", code=f"{one} – {other}")


def place_page(asked: Asked) -> Response:
    """A place by its name, or a country; of a country, too, a place can be chosen."""
    names, countries = values_of(asked.query, "name"), values_of(asked.query, "country")
    if len(names) + len(countries) != 1:
        raise InputError("a place is asked for by its name or by its country (alpha-3), by one of them")
    own = [("place", names[0])] if names else [("country", countries[0].upper())]
    marks = [("name", names[0])] if names else own
    view = view_of(asked.query, path="/place", marks=marks, own=own)
    name = code_name(own[0][1]) if countries else own[0][1]
    return _profile(asked, view, kind="Place" if names else "Country", name=name, code=own[0][1])


def day_page(asked: Asked) -> Response:
    told = day(asked.parts["day"][:LONGEST])
    before, after = (
        (told - timedelta(days=1)) if told.toordinal() > 1 else told,
        (told + timedelta(days=1)) if told.year < 9999 else told,
    )
    own = [("since", told.isoformat()), ("until", told.isoformat())]
    view = view_of(asked.query, path=day_address(told), marks=[], own=own)
    around = tuple(with_query(day_address(one), view.given) for one in (before, after))
    return _profile(asked, view, kind="Day", name=long_day(told), code=told.isoformat(), around=around)


def _profile(
    asked: Asked, view: View, *, kind: str, name: str, code: str, around: tuple[str, ...] | None = None
) -> Response:
    """The page of what a view finds."""
    wanted = view.wanted
    counted_of = totals(asked.archive, wanted)
    found = find(asked.archive, wanted, limit=ROWS)
    told = find_told(asked.archive, wanted, min_reports=2, limit=STORIES)
    counted = facets(asked.archive, FACETS, wanted, top=8)
    return page(
        "profile.html",
        title=f"{kind}: {name}",
        kind=kind,
        name=name,
        code=code,
        total=counted_of.events,
        mean=counted_of.goldstein,
        events=found.page.events,
        stands=standings(asked.connection, [one.id for one in found.page.events]),
        stories=told.stories,
        all=with_query("/events", view.pairs),
        all_stories=with_query("/stories", [*view.pairs, ("min_reports", "2")]),
        more_stories=told.total - len(told.stories),
        conditions=conditions(view.given, under=view.path, others=[*view.marks, *view.slid]),
        facets={
            facet: choices(view.given, facet, counted[facet], under=view.path, others=[*view.marks, *view.slid])
            for facet in FACETS
            if facet not in ("quad", *(own for own, _ in view.own))
        },
        board=board_of(view, counted),
        around=around,
        counterparts=_counterparts(view.own, counted),
        downloads=[(form, with_query(f"/api/v1/events.{form}", view.pairs)) for form in ("csv", "jsonl", "geojson")],
    )


def _counterparts(own: Pairs, counted: dict[str, tuple[Facet, ...]]) -> list[tuple[str, str, int]]:
    """For the page of an actor: with whom, in words, the address of the dyad, and how many records name it on either side."""
    if [name for name, _ in own] != ["party"]:
        return []
    records: Counter[str] = Counter()
    for side in ("actor", "recipient"):
        records.update({facet.value: facet.events for facet in counted[side]})
    party = own[0][1]
    same = {party, party.partition(":")[0]}
    return [
        (code_name(code), dyad_address(party, code), count)
        for code, count in sorted(records.items(), key=lambda item: (-item[1], item[0]))
        if code not in same and " - " not in party
    ][:8]
