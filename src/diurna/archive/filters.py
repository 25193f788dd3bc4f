"""What is asked of an archive: which records, by what happened, who, when, where, and on whose word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from diurna.errors import InputError
from diurna.ontology import load_ontology
from diurna.record import Stance, Status

Side = Literal["actor", "recipient"]
STATUSES: tuple[Status, ...] = get_args(Status)
STANCES: tuple[Stance, ...] = get_args(Stance)
REVIEWS = ("unreviewed", "reviewed", "accepted", "corrected", "rejected", "disputed")
_CODE = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTest:
    """A party by its code, its sector, both, or its name (whole, in any case)."""

    code: str | None = None
    sector: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An area in degrees (WGS 84), its edges included; where `west` is greater than `east` it crosses the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """All within `km` kilometres of a point, by the great circle."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """The records asked for: all conditions that are given hold; of the values of one condition, one does.

    `since`, `until`: the first day of the act, or the report's where the act's is not told, both included. `parties` are on either side;
    `dyads` are two parties on either side each. `cameo`: codes and their children ("19" finds 193). `stances`: those of its
    attribution; `asserted`: the text itself vouches for it. `publishers` in any case. `stories` by the id of any of their records. `text`: words, as `words_query` reads them.
    """

    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    cameo: tuple[str, ...] = ()
    quad: tuple[int, ...] = ()
    actors: tuple[PartyTest, ...] = ()
    recipients: tuple[PartyTest, ...] = ()
    parties: tuple[PartyTest, ...] = ()
    dyads: tuple[tuple[PartyTest, PartyTest], ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    box: Box | None = None
    near: Circle | None = None
    statuses: tuple[Status, ...] = ()
    stances: tuple[Stance, ...] = ()
    asserted: bool = False
    voices: tuple[PartyTest, ...] = ()
    publishers: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    min_confidence: float = 0.0
    text: str | None = None
    dated: bool = field(default=False)
    """Only records whose text tells when."""
    reviews: tuple[str, ...] = ()
    """How they stand with those who reviewed them (REVIEWS)."""


def party_test(words: str) -> PartyTest:
    """A party as users write it: "RUS", "MIL", "RUS:MIL", ":REB", or a name. Raises InputError for an empty one."""
    ontology = load_ontology()
    code, colon, sector = words.strip().partition(":")
    if colon and sector in ontology.sectors and (not code or _CODE.fullmatch(code)):
        return PartyTest(code=code or None, sector=sector)
    if colon and _CODE.fullmatch(sector) and (not code or _CODE.fullmatch(code)):
        raise InputError(f"{words!r}: no sector {sector!r}; there are {', '.join(sorted(ontology.sectors))}")
    if words.strip() in ontology.sectors:
        return PartyTest(sector=words.strip())
    if _CODE.fullmatch(words.strip()):
        return PartyTest(code=words.strip())
    if not words.strip():
        raise InputError("a party is a code (RUS), a sector (MIL), both (RUS:MIL) or a name")
    return PartyTest(name=words.strip())


def dyad(words: str) -> tuple[PartyTest, PartyTest]:
    """Two parties as users write them: "RUS-UKR", "RUS:MIL-UKR"; names with blanks around the dash. Raises InputError."""
    parts = (
        re.split(r"\s+[-–]\s+", words.strip()) if re.search(r"\s[-–]\s", words) else re.split(r"[-–]", words.strip())
    )
    if len(parts) != 2:
        raise InputError(f"{words!r}: a dyad is two parties with a dash between, as RUS-UKR or 'Boko Haram - NGA'")
    return party_test(parts[0]), party_test(parts[1])


def box(words: str) -> Box:
    """Four numbers as users write them: south,west,north,east in degrees. Raises InputError."""
    south, west, north, east = _numbers(words, 4, "an area is south,west,north,east in degrees, as 44,22,52.5,40")
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise InputError(
            f"{words!r}: south must not be north of north, latitudes from -90 to 90, longitudes from -180 to 180"
        )
    return Box(south=south, west=west, north=north, east=east)


def circle(words: str) -> Circle:
    """Three numbers as users write them: latitude,longitude,kilometres. Raises InputError."""
    lat, lon, km = _numbers(words, 3, "a circle is latitude,longitude,kilometres, as 50.45,30.52,100")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and km >= 0):
        raise InputError(f"{words!r}: latitude from -90 to 90, longitude from -180 to 180, kilometres from 0")
    return Circle(lat=lat, lon=lon, km=km)


def _numbers(words: str, count: int, form: str) -> tuple[float, ...]:
    try:
        numbers = tuple(float(word) for word in words.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != count or not all(abs(n) < 1e6 for n in numbers):
        raise InputError(f"{words!r}: {form}")
    return numbers


def words_query(words: str) -> str:
    """A full-text query of what a user typed, for SQLite's FTS5: all words, "a phrase", `prefix*`, OR between, -without.

    Whatever is typed is a query: what FTS5 would take for its own syntax is quoted. Raises InputError where no word is in it.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|([^\s"]+))', words):
        content = (phrase or word).strip()
        if word == "OR" and wanted and wanted[-1] != "OR":
            wanted.append("OR")
            continue
        prefix = "*" if not phrase and content.endswith("*") else ""
        content = content.rstrip("*")
        if any(char.isalnum() for char in content):
            (unwanted if minus else wanted).append(f'"{content}"{prefix}')
    while wanted and wanted[-1] == "OR":
        wanted.pop()
    if not wanted:
        raise InputError(f"{words!r}: name at least one word to look for")
    query = " ".join(wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query
