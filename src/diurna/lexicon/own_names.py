"""Parties and places of a user's own, in the files of a lexicon: who a name means, and where a place is.

    [[party]]
    name = "Ministry of Coast"            # the usual name
    aliases = ["Coast Ministry"]          # other ways to write it
    code = "GEO"                          # country or body; left out where there is none
    sectors = ["GOV"]                     # primary first
    kind = "agency"                       # KINDS; agency where it is left out
    from = "2020-01-01"                   # the days for which this holds; left out where always
    to = "2023-12-31"

    [[place]]
    name = "Dolma"
    aliases = ["Dolma Heights"]
    lat = 41.2                            # degrees, WGS 84
    lon = 44.6
    country = "GEO"
    resolution = "place"                  # site, place, region or sea; place where it is left out

Either may have a `note`. They go before those that Diurna carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from diurna.errors import DataError
from diurna.ontology import load_ontology
from diurna.ontology.conformity import BODIES, country_codes

PARTY_KEYS = frozenset({"name", "aliases", "code", "sectors", "kind", "from", "to", "note"})
PLACE_KEYS = frozenset({"name", "aliases", "lat", "lon", "country", "resolution", "note"})
PartyKind = Literal["state", "body", "armed", "party", "agency", "society", "media", "company", "church", "school"]
KINDS: tuple[PartyKind, ...] = get_args(PartyKind)
PlaceKind = Literal["site", "place", "region", "sea"]
RESOLUTIONS: tuple[PlaceKind, ...] = get_args(PlaceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnParty:
    """A party by its names; `start` to `end`, both included, is the time for which code and sectors hold."""

    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    sectors: tuple[str, ...] = ()
    kind: PartyKind = "agency"
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """A place by its names, with its point."""

    name: str
    aliases: tuple[str, ...] = ()
    latitude: float
    longitude: float
    country: str | None = None
    resolution: PlaceKind = "place"


def own_party(table: Mapping[str, Any], where: str) -> OwnParty:
    """A table of `[[party]]`. Raises DataError that names the field."""
    where = _named(table, where, PARTY_KEYS)
    code, sectors, kind = table.get("code"), _names(table, "sectors", where), table.get("kind", "agency")
    if code is not None and code not in country_codes() and code not in BODIES:
        raise DataError(
            f"{where}: code: no code {code!r} of a country or body; there are ISO 3166 alpha-3, KOS and {', '.join(sorted(BODIES))}"
        )
    for sector in sectors:
        if sector not in load_ontology().sectors:
            raise DataError(f"{where}: sectors: no sector {sector!r}; there are {', '.join(load_ontology().sectors)}")
    if kind not in KINDS:
        raise DataError(f"{where}: kind: {kind!r} is none of {', '.join(KINDS)}")
    if code is None and not sectors:
        raise DataError(f"{where}: has neither code nor sectors, so it would say nothing")
    start, end = _day(table, "from", where), _day(table, "to", where)
    if start and end and end < start:
        raise DataError(f"{where}: to: {end} is before from {start}")
    return OwnParty(name=table["name"], aliases=_names(table, "aliases", where), code=code, sectors=sectors, kind=kind, start=start, end=end)  # fmt: skip


def own_place(table: Mapping[str, Any], where: str) -> OwnPlace:
    """A table of `[[place]]`. Raises DataError that names the field."""
    where = _named(table, where, PLACE_KEYS)
    country, resolution = table.get("country"), table.get("resolution", "place")
    if country is not None and country not in country_codes():
        raise DataError(f"{where}: country: no code {country!r} of a country; give ISO 3166 alpha-3 or KOS")
    if resolution not in RESOLUTIONS:
        raise DataError(f"{where}: resolution: {resolution!r} is none of {', '.join(RESOLUTIONS)}")
    latitude, longitude = _degrees(table, "lat", 90, where), _degrees(table, "lon", 180, where)
    return OwnPlace(name=table["name"], aliases=_names(table, "aliases", where), latitude=latitude, longitude=longitude, country=country, resolution=resolution)  # fmt: skip


def _named(table: Mapping[str, Any], where: str, known: frozenset[str]) -> str:
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise DataError(f"{where}: has no name")
    where = f"{where} ({name})"
    if strange := set(table) - known:
        raise DataError(f"{where}: unknown key {min(strange)!r} (known: {', '.join(sorted(known))})")
    return where


def _names(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise DataError(f'{where}: {key}: expected a list of strings, like {key} = ["…"]')
    return tuple(value)


def _day(table: Mapping[str, Any], key: str, where: str) -> date | None:
    value = table.get(key)
    if value is None or (isinstance(value, date) and type(value) is date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise DataError(f"{where}: {key}: {value!r} is no day; write it as 2022-02-24") from None


def _degrees(table: Mapping[str, Any], key: str, most: int, where: str) -> float:
    value = table.get(key)
    if not isinstance(value, int | float) or isinstance(value, bool) or not -most <= value <= most:
        raise DataError(f"{where}: {key}: {value!r} is no number of degrees from -{most} to {most}")
    return float(value)
