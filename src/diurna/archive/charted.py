"""Records counted for charts: by place and time, and by who acts towards whom. `facets.days_of` counts them by day.

Counting is done in the columns, so a chart of a million records is of all of them; what is handed on are some thousand rows at most.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from diurna.archive.asking import register_chosen
from diurna.archive.columns import ask_columns_view
from diurna.archive.filters import EventFilter
from diurna.archive.store import Archive

if TYPE_CHECKING:
    import duckdb

MOST_PLACES = 200
MOST_PAIRS = 5_000
MOST_STEPS = 60
STEPS = (1, 2, 7, 14, 28, 91, 182, 364, 1820, 3640, 18200, 36400, 182000)
"""Lengths of a step in time, in days: the least is taken with which there are at most MOST_STEPS of them."""
NOT_DONE = ("negated", "hypothetical")
"""What did not happen ties nobody; the same in `export/network.py`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """How many records of a quad class (None: statements) a place has in a step of time (None: records without a day). Latitude and longitude in degrees."""

    place: str
    country: str | None
    lat: float
    lon: float
    quad: int | None
    step: int | None
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCounts:
    """The places with the most records, and what is not among them.

    Steps of time are of `step_days` days each, from `first` on, which is the first day of a record that has a place; `last` is the last.
    `places` and `events` count all places with coordinates, `unplaced` the records without them.
    """

    counts: tuple[PlaceCount, ...]
    first: date | None
    last: date | None
    step_days: int
    places: int
    events: int
    unplaced: int
    countries: tuple[tuple[str, int], ...]
    """Records by country, the most first, whether their place has coordinates or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieCount:
    """How many records of a type one party has towards another: parties by code, else name, else ":" and sector. `mutual` of them are done together.

    `goldstein` is the sum of the scores of those that have one.
    """

    actor: str
    recipient: str
    type: str
    quad: int | None
    events: int
    mutual: int
    goldstein: float
    scored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieCounts:
    """The pairs of parties with the most records. `pairs`, `acts` and `parties` count all."""

    counts: tuple[TieCount, ...]
    pairs: int
    acts: int
    parties: int


def places_of(archive: Archive, wanted: EventFilter | None = None, *, top: int = MOST_PLACES) -> PlaceCounts:
    """The records that a filter finds, counted by place, quad class and step of time: of the `top` places with the most."""

    def ask(columns: duckdb.DuckDBPyConnection) -> PlaceCounts:
        chosen = _once(columns, archive, wanted, "place, country_code, lat, lon, quad_code, day")
        has_point = "lat IS NOT NULL AND lon IS NOT NULL"
        first, last, events, everything = columns.execute(
            f"SELECT min(day) FILTER ({has_point}), max(day) FILTER ({has_point}), count(*) FILTER ({has_point}), count(*) FROM {chosen}"
        ).fetchall()[0]
        days = step_of(first, last)
        placed = (
            f"SELECT coalesce(place, '') AS place, country_code, round(lat, 3) AS lat, round(lon, 3) AS lon, quad_code, day FROM {chosen} "
            f"WHERE {has_point}"
        )
        of_place = "SELECT place, country_code, lat, lon, count(*) AS n FROM placed GROUP BY ALL"
        rows = columns.execute(
            f"WITH placed AS ({placed}), top AS ({of_place} ORDER BY n DESC, place, lat, lon LIMIT {int(top)}) "
            f"SELECT p.place, p.country_code, p.lat, p.lon, quad_code, CAST(date_diff('day', ?::DATE, day) // {days} AS INTEGER) AS step, count(*) "
            "FROM placed p JOIN top t ON p.place = t.place AND p.lat = t.lat AND p.lon = t.lon AND p.country_code IS NOT DISTINCT FROM t.country_code "
            "GROUP BY ALL ORDER BY p.place, p.lat, p.lon, p.country_code, quad_code NULLS LAST, step NULLS LAST",
            [first],
        ).fetchall()
        places = columns.execute(f"WITH placed AS ({placed}) SELECT count(*) FROM ({of_place})").fetchall()[0][0]
        countries = columns.execute(
            f"SELECT country_code, count(*) AS n FROM {chosen} WHERE country_code IS NOT NULL GROUP BY ALL ORDER BY n DESC, country_code"
        ).fetchall()
        return PlaceCounts(
            counts=tuple(
                PlaceCount(place=place, country=country, lat=lat, lon=lon, quad=quad, step=step, events=n)
                for place, country, lat, lon, quad, step, n in rows
            ),
            first=first,
            last=last,
            step_days=days,
            places=places,
            events=events,
            unplaced=everything - events,
            countries=tuple(countries),
        )

    return ask_columns_view(archive, ask)


def ties_of(
    archive: Archive, wanted: EventFilter | None = None, *, mutual: Collection[str] = (), top: int = MOST_PAIRS
) -> TieCounts:
    """The records that a filter finds, counted by who acts towards whom and type: of the `top` pairs with the most.

    As `export.network.network` counts them, a record once for each pair of its parties; acts of the CAMEO codes `mutual` are of each towards the
    other. Without records of what did not happen.
    """

    def ask(columns: duckdb.DuckDBPyConnection) -> TieCounts:
        needed = ", ".join(f"{side}_{kind}" for side in ("actor", "recipient") for kind in ("code", "name", "sector"))
        chosen = _once(columns, archive, wanted, f"key, event, quad_code, goldstein, status, cameo, {needed}")
        columns.execute(f"CREATE TEMP TABLE tie AS {_TIES.format(chosen=chosen)}", [list(mutual)])
        pairs, acts = columns.execute(
            "SELECT count(*), coalesce(sum(n), 0) FROM (SELECT sum(events) AS n FROM tie GROUP BY actor, recipient)"
        ).fetchall()[0]
        parties = columns.execute(
            "SELECT count(*) FROM (SELECT actor FROM tie UNION SELECT recipient FROM tie)"
        ).fetchall()[0][0]
        rows = columns.execute(
            "WITH top AS (SELECT actor, recipient, sum(events) AS n FROM tie GROUP BY ALL ORDER BY n DESC, actor, recipient "
            f"LIMIT {int(top)}) SELECT tie.* FROM tie JOIN top USING (actor, recipient) ORDER BY actor, recipient, event, quad_code"
        ).fetchall()
        names = ("actor", "recipient", "type", "quad", "events", "mutual", "goldstein", "scored")
        return TieCounts(
            counts=tuple(TieCount(**dict(zip(names, row, strict=True))) for row in rows),
            pairs=pairs,
            acts=int(acts),
            parties=parties,
        )

    return ask_columns_view(archive, ask)


def step_of(first: date | None, last: date | None) -> int:
    """The length of a step of time between two days, in days."""
    if first is None or last is None:
        return STEPS[0]
    days = (last - first).days + 1
    return next((step for step in STEPS if days <= step * MOST_STEPS), STEPS[-1])


def _once(columns: duckdb.DuckDBPyConnection, archive: Archive, wanted: EventFilter | None, needed: str) -> str:
    """What to select FROM: of a filter a table of its records, so that they are looked for once; the columns themselves without one."""
    chosen = register_chosen(archive.connection, columns, wanted)
    if chosen == "events":
        return chosen
    columns.execute(f"CREATE TEMP TABLE chosen_rows AS SELECT {needed} FROM {chosen}")
    return "chosen_rows"


def _party(side: str, index: str) -> str:
    """A party of a side as the network names it. NULL for one of which nothing is known."""
    return (
        f"coalesce({side}_code[{index}], {side}_name[{index}], "
        f"nullif(':' || split_part(coalesce({side}_sector[{index}], ''), ' ', 1), ':'))"
    )


def _parties(side: str) -> str:
    """The parties of a side. Nearly all records have one: for these the list is not walked, which costs more than all the rest."""
    every = f"[{_party(side, 'i')} FOR i IN range(1, len({side}_code) + 1)]"
    many = f"list_distinct([n FOR n IN {every} IF n IS NOT NULL])"
    alone = f"[{_party(side, '1')}]"
    return f"CASE WHEN len({side}_code) = 1 THEN {alone} ELSE {many} END"


_TIES = (
    f"WITH told AS MATERIALIZED (SELECT key, event, quad_code, goldstein, list_contains(?::VARCHAR[], cameo) AS mutual, {_parties('actor')} AS a, "
    f"{_parties('recipient')} AS r FROM {{chosen}} WHERE status NOT IN {NOT_DONE}), "
    "one_way AS (SELECT event, quad_code, goldstein, actor, unnest(r) AS recipient FROM "
    "(SELECT event, quad_code, goldstein, unnest(a) AS actor, r FROM told WHERE NOT coalesce(mutual, false))), "
    # done together: where nobody is named on the other side, of each of the one towards the others
    "together AS (SELECT key, event, quad_code, goldstein, one, unnest(others) AS other FROM (SELECT key, event, quad_code, goldstein, "
    "unnest(a) AS one, CASE WHEN len(r) = 0 THEN a ELSE r END AS others FROM told WHERE mutual)), "
    "both_ways AS (SELECT DISTINCT * FROM (SELECT key, event, quad_code, goldstein, one AS actor, other AS recipient FROM together "
    "UNION ALL SELECT key, event, quad_code, goldstein, other, one FROM together) WHERE actor <> recipient) "
    "SELECT actor, recipient, event, quad_code, CAST(sum(n) AS BIGINT) AS events, CAST(sum(m) AS BIGINT) AS mutual, sum(g) AS goldstein, "
    "CAST(sum(s) AS BIGINT) AS scored FROM ("
    "SELECT actor, recipient, event, quad_code, count(*) AS n, 0 AS m, coalesce(sum(goldstein), 0) AS g, count(goldstein) AS s FROM one_way "
    "WHERE actor IS NOT NULL AND recipient IS NOT NULL GROUP BY ALL "
    "UNION ALL SELECT actor, recipient, event, quad_code, count(*), count(*), coalesce(sum(goldstein), 0), count(goldstein) FROM both_ways GROUP BY ALL"
    ") GROUP BY ALL"
)
