"""Counts over the chosen rows of a view, by one column or several at once, and the latest of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from diurna.archive.memory.columns import Mask, Numbers, View

FEW = 30
"""Of rows that are fewer than a share of one in so many, the parties are looked up; of more, all are gone through."""
MOST_CELLS = 4_000_000
"""Groups that are counted in a table with a cell for each; of more, those that there are are sorted."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of rows: for each column the number that it has in each group, and how many rows the group has."""

    columns: tuple[Numbers, ...]
    counts: Numbers
    sums: tuple[Numbers, ...] = ()


def counts_of(view: View, rows: Mask, column: str) -> Numbers:
    """How many of the rows have each number of a column of the records."""
    return counted(view.records[column], np.flatnonzero(rows))


def counted(column: Numbers, index: Numbers) -> Numbers:
    """How many of the places of a column have each number."""
    counts: Numbers = np.bincount(column if len(index) == len(column) else column[index])
    return counts


def party_counts(view: View, rows: Mask, side: int | None, column: str = "code") -> Numbers:
    """How many of the rows have a party of each number of a column on a side (None: on either; a record with it on both counts twice)."""
    actors, recipients = sides_counted(view, np.flatnonzero(rows), column)
    return actors + recipients if side is None else (actors, recipients)[side]


def sides_counted(view: View, index: Numbers, column: str = "code") -> tuple[Numbers, Numbers]:
    """How many records of the rows, given by their numbers in order, have a party of each number on the one side and on the other; by another column than
    the code, how many parties."""
    parties = view.parties
    own = _parties_of(view, index)
    if column == "code":
        own = own[parties["is_first"][own]]
    size = int(parties[column].max(initial=0)) + 1
    both = np.bincount(parties["side"][own].astype(np.int64) * size + parties[column][own], minlength=2 * size)
    return both[:size], both[size:]


def _parties_of(view: View, index: Numbers) -> Numbers:
    """The places of the parties of rows. Parties stand in the order of their rows, so those of few rows are looked up."""
    row = view.parties["row"]
    if len(index) * FEW > len(row):
        is_row = np.zeros(view.size, bool)
        is_row[index] = True
        return np.flatnonzero(is_row[row])
    first, after = np.searchsorted(row, index), np.searchsorted(row, index, side="right")
    sizes = after - first
    before = np.cumsum(sizes) - sizes
    places: Numbers = np.arange(int(sizes.sum())) + np.repeat(first - before, sizes)
    return places


def most(counts: Numbers, texts: Sequence[str | None], top: int) -> list[tuple[str, int]]:
    """The `top` texts with the most, of equals those that come first in the alphabet; none is no text."""
    counts = counts.copy()
    counts[:1] = 0
    found = np.flatnonzero(counts)
    if len(found) > top:
        least = np.partition(counts[found], len(found) - top)[len(found) - top]
        found = found[counts[found] >= least]
    named = [(texts[number] or "", int(counts[number])) for number in found.tolist()]
    return sorted(named, key=_most_first)[:top]


def _most_first(named: tuple[str, int]) -> tuple[int, str]:
    return -named[1], named[0]


def grouped(columns: Sequence[Numbers], sums: Sequence[Numbers] = ()) -> Groups:
    """Rows grouped by all columns (numbers from 0) together, in ascending order of these; what each group has of `sums` is added up."""
    sizes = [int(column.max(initial=0)) + 1 for column in columns]
    place = np.zeros(len(columns[0]), np.int64)
    for column, size in zip(columns, sizes, strict=True):
        place *= size
        place += column
    if np.prod([float(size) for size in sizes]) <= MOST_CELLS:
        every = np.bincount(place)
        there = np.flatnonzero(every)
        counts = every[there]
        added = tuple(np.bincount(place, weights=values)[there] for values in sums)
    else:
        there, inverse, counts = np.unique(place, return_inverse=True, return_counts=True)
        added = tuple(np.bincount(inverse, weights=values, minlength=len(there)) for values in sums)
    split = []
    rest = there
    for size in reversed(sizes):
        rest, own = np.divmod(rest, size)
        split.append(own)
    return Groups(tuple(reversed(split)), counts, added)


def latest(view: View, rows: Mask, limit: int, *, after: tuple[int, int] | None = None) -> Numbers:
    """The keys of the latest `limit` rows: by day downwards, undated last, then by id. `after`: day and id of the last of the page before."""
    found = np.flatnonzero(rows)
    days = view.records["day"][found]
    if after is not None:
        day, last = after
        later = (days < day) | ((days == day) & (view.records["id"][found] > np.uint64(last)))
        found, days = found[later], days[later]
    if len(found) > limit:
        least = np.partition(days, len(days) - limit)[len(days) - limit]
        enough = days >= least
        found, days = found[enough], days[enough]
    order = np.lexsort((view.records["id"][found], -days))[:limit]
    return view.records["key"][found[order]]


def stories_of(view: View, rows: Mask, *, least: int, limit: int, offset: int) -> tuple[list[str], int]:
    """The ids of the stories of the rows that `least` reports tell, the latest first, undated last, then by id; and how many there are in all."""
    records = view.records
    told = rows & (records["story_reports"] >= least)
    stories, first = np.unique(records["story"][told], return_index=True)
    days = records["story_day"][told][first]
    total, wanted = len(stories), offset + limit
    if total > wanted:
        floor = np.partition(days, total - wanted)[total - wanted]
        enough = days >= floor
        stories, days = stories[enough], days[enough]
    order = np.lexsort((stories, -days))[offset:wanted]
    return [f"{story:016x}" for story in stories[order].tolist()], total
