"""Reports found by their words and by what they tell: of those that hold the words, the ones with a record that a filter finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from diurna.archive.facets import Facet, facets_of
from diurna.archive.filters import EventFilter
from diurna.archive.memory.choosing import EVERYTHING, chosen
from diurna.archive.memory.loading import memory
from diurna.archive.searching import RANKED, Found, Order, ranked, shown
from diurna.archive.store import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The best or the latest reports, how many there are in all, and facets of their records. `is_all`: all that hold the words were looked at."""

    reports: tuple[Found, ...]
    total: int
    is_all: bool
    facets: Mapping[str, tuple[Facet, ...]]


def search(
    archive: Archive, words: str, wanted: EventFilter, *, order: Order = "rank", limit: int = 20, offset: int = 0, names: Sequence[str] = (), top: int = 8
) -> Search:  # fmt: skip
    """The reports that hold the words; `wanted` by publishers and days is of the reports, by all else of their records.

    Facets by the names count the records of all reports found. Raises InputError for no words.
    """
    held = ranked(
        archive.connection, words, order=order, publishers=wanted.publishers, since=wanted.since, until=wanted.until
    )
    keys = np.array(held, np.int64)
    is_all = len(held) < RANKED
    view = memory(archive)
    of_records = replace(wanted, publishers=(), since=None, until=None)
    rows = chosen(view, archive, of_records)
    reports = view.records["report"]
    if of_records != EVERYTHING:
        keys = keys[np.isin(keys, reports[rows])]
    is_found = np.zeros(max(int(reports.max(initial=0)), int(keys.max(initial=0))) + 1, bool)
    is_found[keys] = True
    return Search(
        reports=tuple(shown(archive.connection, words, keys[offset : offset + limit].tolist())),
        total=len(keys),
        is_all=is_all,
        facets=facets_of(view, rows & is_found[reports], names, top=top) if names else {},
    )
