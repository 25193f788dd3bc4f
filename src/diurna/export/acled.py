"""ACLED's columns for the records that tell of political violence or protest: one row an event, those of other types left out and counted.

`data/acled.toml` says how types, modes and sectors stand to ACLED's. Columns that records cannot tell are empty; docs/export.md says of each
where it comes from.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TextIO

from diurna.errors import DataError
from diurna.export.cells import Cell, harmless
from diurna.export.countries import countries, country_name
from diurna.export.telling import LeftOut, StoryOf, Telling, no_story, report_day, told
from diurna.export.written import Written
from diurna.record import Entity, Event, Where

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
STATE, EXTERNAL, CIVILIANS, PROTESTERS, RIOTERS = (
    "State forces",
    "External/Other forces",
    "Civilians",
    "Protesters",
    "Rioters",
)
VICTIMS = frozenset((CIVILIANS, PROTESTERS))
GEO_PRECISION = {"site": 1, "place": 1, "admin2": 2, "border": 2, "region": 3, "admin1": 3, "country": 3, "sea": 3}
ASSAULT, PROTEST = "ASSAULT", "PROTEST"
FACED_CROWD = frozenset(("Protest with intervention", "Excessive force against protesters"))
"""Forces against a crowd: whom they face are protesters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """The mapping: event and disorder type of each sub-event type, sub-event type of modes, modes left out, kinds and names of actors."""

    sub_events: Mapping[str, tuple[str, str]]
    modes: Mapping[str, Mapping[str, str]]
    left_out: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str]
    names: Mapping[str, str]


@cache
def mapping() -> Mapped:
    """The shipped mapping. Raises DataError where it names a sub-event type that it does not describe."""
    found = tomllib.loads((resources.files("diurna.export") / "data" / "acled.toml").read_text("utf-8"))
    mapped = Mapped(
        sub_events={name: (event_type, disorder) for name, (event_type, disorder) in found["sub_events"].items()},
        modes=found["modes"],
        left_out={name: frozenset(modes) for name, modes in found["left_out"].items()},
        kinds={sector: kind for kind, sectors in found["actors"].items() for sector in sectors},
        names=found["names"],
    )
    for modes in mapped.modes.values():
        for mode, sub_event in modes.items():
            if sub_event not in mapped.sub_events:
                raise DataError(f"acled.toml: modes, {mode}: unknown sub-event type {sub_event!r}")
    return mapped


def write_acled(events: Iterable[Event], stream: TextIO, *, story_of: StoryOf = no_story) -> Written:
    """Write the events of political violence and protest that took place under ACLED's columns; open the stream with `newline=""`."""
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    left_out, written = LeftOut(), 0
    with told(_recorded(events, left_out), story_of=story_of) as all_told:
        for telling in all_told.tellings():
            table.writerow(harmless(cell) for cell in acled_row(telling))
            written += 1
    return Written(written, left_out.counts())


def acled_row(telling: Telling) -> list[Cell]:
    """The row of an event that `_recorded` lets through, in the order of COLUMNS."""
    event = telling.event
    where, sub_event = _place(event), sub_event_type(event, dead=telling.dead)
    country = countries()[where.country_code or ""]
    event_type, disorder = mapping().sub_events[sub_event]
    day, precision = _day(event)
    sides = [_side(parties, event, sub_event, where.country_code) for parties in _sides(event, sub_event)]
    (actor1, associated1, inter1), (actor2, associated2, inter2) = sides
    return [
        f"{where.country_code}{int(hashlib.sha256(telling.key.encode('utf-8', 'surrogatepass')).hexdigest()[:12], 16)}",
        *(day.isoformat(), day.year, precision, disorder, event_type, sub_event),
        *(actor1, associated1, inter1, actor2, associated2, inter2),
        "-".join(kind for kind in (inter1, inter2) if kind) + ("" if inter2 else " only"),
        "Civilian targeting" if inter2 in VICTIMS and disorder.startswith("Political violence") else None,
        *(country.numeric, country.region, country.name, where.province, None, None),
        where.resolved_place or country.name,
        *(where.latitude, where.longitude, GEO_PRECISION.get(where.resolution or "", 3)),
        *("; ".join(telling.publishers) or None, None, event.sentence.text, telling.dead or 0, _crowd(event), None),
    ]


def sub_event_type(event: Event, *, dead: int | None) -> str:
    """ACLED's sub-event type of an ASSAULT or PROTEST; `dead` are those told."""
    modes = mapping().modes[event.event]
    found = next((modes[mode] for mode in event.modes if mode in modes), None)
    if found == "Protest with intervention":
        return "Excessive force against protesters" if dead else found
    if found is not None:
        return found
    if event.event == PROTEST:
        return "Peaceful protest"
    if event.actors and all(_kind(party, event) == CIVILIANS for party in event.actors):
        return "Mob violence"
    armed = any(_is_armed(party, event) for party in event.recipients)
    return "Armed clash" if armed or (not event.recipients and len(event.actors) > 1) else "Attack"


def _recorded(events: Iterable[Event], left_out: LeftOut) -> Iterator[Event]:
    """The records that ACLED would record."""
    for event in events:
        if event.event not in mapping().modes:
            left_out.add("neither violence nor protest")
        elif event.modes and mapping().left_out.get(event.event, frozenset()).issuperset(event.modes):
            left_out.add("strikes, hunger strikes and boycotts")
        elif event.status != "actual":
            left_out.add(f"{event.status} (ACLED tells only what was done)")
        elif not event.where or event.where.country_code not in countries():
            left_out.add("without a country")
        elif event.when is None and report_day(event) is None:
            left_out.add("without a day")
        elif not event.actors and not event.recipients:
            left_out.add("without a party")
        else:
            yield event


def _place(event: Event) -> Where:
    if event.where is None:
        raise ValueError(f"{event.id} has no place")
    return event.where


def _day(event: Event) -> tuple[date, int]:
    """The day and ACLED's precision: 1 that day, 2 within a week (or near the report's day, where no other is told), 3 longer."""
    if event.when is None:
        day = report_day(event)
        if day is None:
            raise ValueError(f"{event.id} has no day")
        return day, 2
    days = (event.when.end - event.when.start).days
    return event.when.start, 1 if days == 0 else 2 if days < 7 else 3


def _sides(event: Event, sub_event: str) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """The parties of both sides.

    Of a clash among actors alone the first is one side, the others are the other. Whom a protest addresses is no party of it for ACLED;
    armed forces that it meets are.
    """
    if event.event == PROTEST:
        return event.actors, tuple(
            p for p in event.recipients if p.sector[:1] not in ((), ("GOV",)) and _is_armed(p, event)
        )
    if event.recipients or len(event.actors) < 2 or sub_event != "Armed clash":
        return event.actors, event.recipients
    return event.actors[:1], event.actors[1:]


def _side(
    parties: tuple[Entity, ...], event: Event, sub_event: str, country: str | None
) -> tuple[str | None, str | None, str | None]:
    """Name of the first party, the others' names, and ACLED's kind of the first."""
    if not parties:
        return None, None, None
    first, *others = parties
    kind = _kind(first, event)
    acts = first in event.actors
    if acts and kind == CIVILIANS and mapping().sub_events[sub_event][0] == "Riots":
        kind = RIOTERS
    elif (acts and kind == CIVILIANS and event.event == PROTEST) or (not acts and sub_event in FACED_CROWD):
        kind = PROTESTERS
    elif kind == STATE and first.code != country:
        kind = EXTERNAL
    return _name(first, kind), "; ".join(_name(party, _kind(party, event)) for party in others) or None, kind


def _kind(party: Entity, event: Event) -> str | None:
    """ACLED's kind of a party by its first sector; of one without, by what it would be in such an event.

    Officials act for their state, but who attacks them attacks civilians.
    """
    if party.sector:
        is_victim = event.event == ASSAULT and party in event.recipients
        return CIVILIANS if is_victim and party.sector[0] == "GOV" else mapping().kinds.get(party.sector[0])
    if party.code in countries():
        return STATE if event.event == ASSAULT else CIVILIANS
    return EXTERNAL if party.code else None


def _is_armed(party: Entity, event: Event) -> bool:
    return _kind(party, event) not in (CIVILIANS, None)


def _name(party: Entity, kind: str | None) -> str:
    country = country_name(party.code) or "Unknown"
    if party.name and party.name != country:
        return party.name
    if kind in (CIVILIANS, PROTESTERS, RIOTERS) and party.sector[:1] != ("GOV",):
        return f"{kind} ({country})"
    sector = party.sector[0] if party.sector else "MIL"
    if party.code in countries() or sector in mapping().names:
        return mapping().names.get(sector, "{}").format(country)
    text = party.span or party.given_by
    return text.text if text else "Unidentified"


def _crowd(event: Event) -> str | None:
    """ACLED's tag of a crowd's size."""
    if "participants" not in event.counts:
        return None
    low, high = event.counts["participants"].low, event.counts["participants"].high
    if low == high:
        return f"crowd size={low}"
    if low is None or high is None:
        return f"crowd size=at least {low}" if high is None else f"crowd size=up to {high}"
    return f"crowd size=between {low} and {high}"
