"""The values of this folder: what the gazetteer knows, what a sentence names, what that means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from diurna.record import Resolution, Span, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of the world.

    `latitude` and `longitude` are WGS 84 degrees, a country's or a region's in its middle. `country` is alpha-3 (or KOS), None where
    the place lies in several or in none. `province` is the first-level area. `usual` tells whether the name that
    was looked up is its usual one. `table` is the table it comes from; a user's places are `own`.
    """

    name: str
    resolution: Resolution
    latitude: float
    longitude: float
    country: str | None = None
    province: str | None = None
    population: int = 0
    geonameid: int | None = None
    capital: bool = False
    usual: bool = True
    table: Literal["countries", "regions", "waters", "sites", "own", "gazetteer"] = "gazetteer"


Form = Literal["name", "compass", "border", "pointer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place as a sentence names it.

    `first` and `last` are token numbers (inclusive), `head` the number of the token that governs the others. `name` is the proper
    name in it ("Ukraine" in "eastern Ukraine"), `designation` the kind that the words give ("province", "county"), "" for none.
    `compass` is the direction in degrees from north ("eastern": 90), -1 for "central". `entries` are what the name may mean;
    none where the gazetteer does not know it. `others` are the entries of the second side of a border.
    """

    span: Span
    sentence: int
    first: int
    last: int
    head: int
    name: str
    entries: tuple[Entry, ...]
    form: Form = "name"
    designation: str = ""
    compass: int | None = None
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A toponym with what it means; `entry` is None where that is not known, and then `where` has only what its container gives."""

    toponym: Toponym
    entry: Entry | None
    where: Where
