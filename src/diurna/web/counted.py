"""What charts are drawn of: records counted in the archive, each count kept as long as the archive stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from diurna.archive import Archive
from diurna.archive.charted import PlaceCounts, places_of
from diurna.archive.facets import DayCount, days_of
from diurna.archive.filters import EventFilter
from diurna.archive.keeping import kept
from diurna.archive.memory import memory
from diurna.archive.tied import TieCounts, ties_of
from diurna.export.network import Network, mutual_codes, network_of
from diurna.plots import Tally
from diurna.plots.style import quad_name
from diurna.plots.worldmap import Place

LARGE = 100_000
"""Records of an archive above which what its charts show may be some seconds old."""


def is_large(archive: Archive) -> bool:
    return memory(archive).size > LARGE


def days(archive: Archive, wanted: EventFilter) -> tuple[DayCount, ...]:
    """Records by day and quad class."""
    return kept(archive, ("days", wanted), lambda: tuple(days_of(archive, wanted)), is_patient=is_large(archive))


def places(archive: Archive, wanted: EventFilter) -> PlaceCounts:
    """Records by place, quad class and step of time."""
    return kept(archive, ("places", wanted), lambda: places_of(archive, wanted), is_patient=is_large(archive))


def ties(archive: Archive, wanted: EventFilter) -> TieCounts:
    """Records by who acts towards whom, and type."""
    return kept(
        archive, ("ties", wanted), lambda: ties_of(archive, wanted, mutual=mutual_codes()), is_patient=is_large(archive)
    )


def tallies(counted: tuple[DayCount, ...]) -> list[Tally]:
    """The same for the timeline."""
    return [Tally(one.day, one.quad, one.events, one.goldstein, one.scored) for one in counted]


def by_place(counted: PlaceCounts) -> Mapping[tuple[Place, str], int]:
    """The same for the map, over all time."""
    sums: Counter[tuple[Place, str]] = Counter()
    for one in counted.counts:
        sums[(one.lat, one.lon, one.place), quad_name(one.quad)] += one.events
    return sums


def network(archive: Archive, wanted: EventFilter) -> Network:
    """The network of the busiest pairs of parties."""
    return kept(
        archive, ("network", wanted), lambda: network_of(ties(archive, wanted).counts), is_patient=is_large(archive)
    )
