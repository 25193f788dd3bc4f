"""The pages of an actor, a dyad, a place and a day: what is recorded of it, over time, on the map, and who with whom."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from starlette.datastructures import QueryParams
from starlette.responses import Response

from diurna.archive.asking import find_events
from diurna.archive.facets import Facet, facets, totals
from diurna.errors import InputError
from diurna.web.addresses import day_address, dyad_address, with_query
from diurna.web.asked import Asked
from diurna.web.charts import Kind, picture
from diurna.web.listing_pages import choices
from diurna.web.parameters import LONGEST, day, read_filter, refuse_others, required, values_of
from diurna.web.rendering import page
from diurna.web.words import code_name, long_day

ROWS = 30
Pairs = list[tuple[str, str]]


def actor_page(asked: Asked) -> Response:
    refuse_others(asked.query, ("party",))
    party = required(asked.query, "party")
    return _profile(
        asked,
        kind="Actor",
        name=code_name(party),
        code=party,
        pairs=[("party", party)],
        charts=("timeline", "map", "network", "heat"),
    )


def dyad_page(asked: Asked) -> Response:
    refuse_others(asked.query, ("one", "other"))
    one, other = required(asked.query, "one"), required(asked.query, "other")
    name = f"{code_name(one)} and {code_name(other)}"
    return _profile(
        asked,
        kind="Dyad",
        name=name,
        code=f"{one} – {other}",
        pairs=[("dyad", f"{one} - {other}")],
        charts=("timeline", "heat", "map"),
        heat=[("of", "types")],
    )


def place_page(asked: Asked) -> Response:
    refuse_others(asked.query, ("name", "country"))
    names, countries = values_of(asked.query, "name"), values_of(asked.query, "country")
    if len(names) + len(countries) != 1:
        raise InputError("a place is asked for by its name or by its country (alpha-3), by one of them")
    pair = ("place", names[0]) if names else ("country", countries[0].upper())
    return _profile(
        asked,
        kind="Place" if names else "Country",
        name=code_name(pair[1]) if countries else pair[1],
        code=pair[1],
        pairs=[pair],
        charts=("timeline", "map", "network", "heat"),
    )


def day_page(asked: Asked) -> Response:
    refuse_others(asked.query, ())
    told = day(asked.parts["day"][:LONGEST])
    before, after = (
        (told - timedelta(days=1)) if told.toordinal() > 1 else told,
        (told + timedelta(days=1)) if told.year < 9999 else told,
    )
    return _profile(
        asked, kind="Day", name=long_day(told), code=told.isoformat(), pairs=[("since", told.isoformat()), ("until", told.isoformat())],
        charts=("map", "network", "heat"), around=(day_address(before), day_address(after)),
    )  # fmt: skip


def _profile(
    asked: Asked, *, kind: str, name: str, code: str, pairs: Pairs, charts: tuple[Kind, ...], heat: Pairs | None = None, around: tuple[str, str] | None = None
) -> Response:  # fmt: skip
    """The page of what a filter finds."""
    wanted = read_filter(QueryParams(pairs))
    counted_of = totals(asked.archive, wanted)
    found = find_events(asked.connection, wanted, limit=ROWS)
    counted = facets(asked.archive, ("type", "quad", "actor", "recipient", "place", "publisher"), wanted, top=8)
    return page(
        "profile.html",
        title=f"{kind}: {name}",
        kind=kind,
        name=name,
        code=code,
        total=counted_of.events,
        mean=counted_of.goldstein,
        events=found.events,
        all=with_query("/events", pairs),
        facets={facet: choices(pairs, facet, counted[facet]) for facet in counted},
        charts=[picture(chart, [*pairs, *(heat or [] if chart == "heat" else [])]) for chart in charts],
        around=around,
        counterparts=_counterparts(pairs, counted),
        downloads=[(form, with_query(f"/api/v1/events.{form}", pairs)) for form in ("csv", "jsonl", "geojson")],
    )


def _counterparts(pairs: Pairs, counted: dict[str, tuple[Facet, ...]]) -> list[tuple[str, str, int]]:
    """For the page of an actor: with whom, in words, the address of the dyad, and how many records name it on either side."""
    if [name for name, _ in pairs] != ["party"]:
        return []
    records: Counter[str] = Counter()
    for side in ("actor", "recipient"):
        records.update({facet.value: facet.events for facet in counted[side]})
    party = pairs[0][1]
    own = {party, party.partition(":")[0]}
    return [
        (code_name(code), dyad_address(party, code), count)
        for code, count in sorted(records.items(), key=lambda item: (-item[1], item[0]))
        if code not in own and " - " not in party
    ][:8]
