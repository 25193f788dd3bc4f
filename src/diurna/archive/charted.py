"""Records counted by place and time, for the map and its slider. `facets.days_of` counts them by day, `tied.py` by who acts towards whom.

Counting is done in the columns in memory, so a chart of a million records is of all of them; what is handed on are some thousand rows at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from diurna.archive.filters import EventFilter
from diurna.archive.memory import View, chosen, memory
from diurna.archive.memory.columns import Numbers
from diurna.archive.memory.counting import counts_of, grouped, most
from diurna.archive.store import Archive

MOST_PLACES = 200
MOST_STEPS = 60
STEPS = (1, 2, 7, 14, 28, 91, 182, 364, 1820, 3640, 18200, 36400, 182000)
"""Lengths of a step in time, in days: the least is taken with which there are at most MOST_STEPS of them."""
THOUSANDTHS = 1000
"""Places whose coordinates are equal to three digits are one."""
LATS, LONS = 180 * THOUSANDTHS + 1, 360 * THOUSANDTHS + 1


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


def places_of(archive: Archive, wanted: EventFilter | None = None, *, top: int = MOST_PLACES) -> PlaceCounts:
    """The records that a filter finds, counted by place, quad class and step of time: of the `top` places with the most."""
    view = memory(archive)
    rows = chosen(view, archive, wanted)
    total = int(rows.sum())
    texts = view.texts("country")
    countries = tuple(most(counts_of(view, rows, "country"), texts, len(texts)))
    found = np.flatnonzero(rows & ~np.isnan(view.records["lat"]) & ~np.isnan(view.records["lon"]))
    days = view.records["day"][found]
    dated = days[days > 0]
    first, last = (date.fromordinal(int(end)) for end in (dated.min(), dated.max())) if len(dated) else (None, None)
    length = step_of(first, last)
    points, first_row, of, counts = np.unique(
        _points(view, found), return_index=True, return_inverse=True, return_counts=True
    )
    shown = _busiest(view, found[first_row], counts, top)
    rank = np.full(len(points), -1)
    rank[shown] = np.arange(len(shown))
    own = rank[of] >= 0
    steps = np.where(days > 0, (days - (first.toordinal() if first else 0)) // length + 1, 0)  # 0: without a day
    groups = grouped((rank[of][own], view.records["quad"][found][own], steps[own])) if own.any() else None
    names = [_named(view, int(found[first_row[number]])) for number in shown]
    return PlaceCounts(
        counts=()
        if groups is None
        else tuple(
            PlaceCount(**names[place], quad=quad or None, step=step - 1 if step else None, events=events)
            for place, quad, step, events in zip(
                *(column.tolist() for column in (*groups.columns, groups.counts)), strict=True
            )
        ),
        first=first,
        last=last,
        step_days=length,
        places=len(points),
        events=len(found),
        unplaced=total - len(found),
        countries=countries,
    )


def step_of(first: date | None, last: date | None) -> int:
    """The length of a step of time between two days, in days."""
    if first is None or last is None:
        return STEPS[0]
    days = (last - first).days + 1
    return next((step for step in STEPS if days <= step * MOST_STEPS), STEPS[-1])


def _points(view: View, found: Numbers) -> Numbers:
    """Name and coordinates of each record's place as one number."""
    lat = np.rint((view.records["lat"][found] + 90) * THOUSANDTHS).astype(np.int64)
    lon = np.rint((view.records["lon"][found] + 180) * THOUSANDTHS).astype(np.int64)
    numbers: Numbers = (view.records["place"][found].astype(np.int64) * LATS + lat) * LONS + lon
    return numbers


def _busiest(view: View, rows: Numbers, counts: Numbers, top: int) -> Numbers:
    """The places with the most records, of equals those whose name comes first. `rows`: a record of each place."""
    numbers = np.arange(len(counts))
    if len(counts) > top:
        numbers = numbers[counts >= np.partition(counts, len(counts) - top)[len(counts) - top]]
    texts = view.texts("place")
    places = view.records["place"]
    named = sorted(numbers.tolist(), key=lambda number: (-int(counts[number]), texts[places[rows[number]]] or ""))
    return np.array(named[:top], np.int64)


def _named(view: View, row: int) -> dict[str, str | float | None]:
    records = view.records
    return {
        "place": view.texts("place")[records["place"][row]] or "",
        "country": view.texts("country")[records["country"][row]],
        "lat": round(float(records["lat"][row]), 3),
        "lon": round(float(records["lon"][row]), 3),
    }
