"""POLECAT's columns: tab-separated with a header, as its dataverse files have them. Lists stand in one cell, with semicolons between.

Columns that POLECAT has and records cannot tell are empty; docs/export.md says of each where it comes from.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from typing import TextIO

from diurna.export.cells import Cell, day, harmless, words
from diurna.export.countries import countries, country_name
from diurna.export.telling import LeftOut, report_day
from diurna.export.written import Written
from diurna.record import Entity, Event

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
FEATURE_TYPES = {"country": "PCLI", "admin1": "ADM1", "admin2": "ADM2", "place": "PPL", "region": "RGN", "sea": "SEA"}
"""GeoNames' feature codes for what a place was resolved to, where one says it."""

Read = Callable[[Event], Cell]


def _list(values: Iterable[str | None]) -> str:
    return ";".join(dict.fromkeys(value for value in values if value))


def _party(side: str, of: Callable[[Event], Sequence[Entity]]) -> dict[str, Read]:
    return {
        f"{side} Name": lambda e: _list(p.name or country_name(p.code) for p in of(e)),
        f"{side} Country": lambda e: _list(country_name(p.code) for p in of(e)),
        f"{side} COW": lambda e: _list(_cow(p) for p in of(e)),
        f"Primary {side} Sector": lambda e: next((p.sector[0] for p in of(e) if p.sector), None),
        f"{side} Sectors": lambda e: _list(sector for p in of(e) for sector in p.sector),
        f"{side} Title": lambda e: _list(p.role for p in of(e)),
        f"{side} Name Raw": lambda e: _list(words(p.span or p.given_by) for p in of(e)),
        f"Wikipedia {side} ID": lambda _: None,
    }


def _cow(party: Entity) -> str | None:
    country = countries().get(party.code or "")
    return str(country.cow) if country and country.cow is not None else None


COLUMNS: dict[str, Read] = {
    "Event ID": lambda e: e.id,
    "Event Date": lambda e: day(e.when.start if e.when else report_day(e)),
    "Event Type": lambda e: e.event,
    "Event Mode": lambda e: _list(e.modes),
    "Intensity": lambda e: e.event_scale,
    "Quad Code": lambda e: QUADS.get(e.quad_code or 0),
    "Contexts": lambda e: _list(e.contexts),
    **_party("Actor", lambda e: e.actors),
    **_party("Recipient", lambda e: e.recipients),
    "Placename": lambda e: (e.where.resolved_place or words(e.where.span or e.where.given_by)) if e.where else None,
    "City": lambda e: e.where.resolved_place if e.where and e.where.resolution == "place" else None,
    "District": lambda e: e.where.resolved_place if e.where and e.where.resolution == "admin2" else None,
    "Province": lambda e: (
        e.where.province or (e.where.resolved_place if e.where.resolution == "admin1" else None) if e.where else None
    ),
    "Country": lambda e: country_name(e.where.country_code) if e.where else None,
    "Latitude": lambda e: e.where.latitude if e.where else None,
    "Longitude": lambda e: e.where.longitude if e.where else None,
    "GeoNames ID": lambda e: e.where.geonameid if e.where else None,
    "Raw Placename": lambda e: words(e.where.span or e.where.given_by) if e.where else None,
    "Feature Type": lambda e: FEATURE_TYPES.get(e.where.resolution or "") if e.where else None,
    "Source": lambda e: e.publisher,
    "Publication Date": lambda e: day(report_day(e)),
    "Story People": lambda _: None,
    "Story Organizations": lambda _: None,
    "Story Locations": lambda _: None,
    "Language": lambda e: e.language,
    "Version": lambda e: f"DIURNA-{e.coder.get('diurna', '')}".rstrip("-"),
}
"""Each column and how it is read from a record; the order is that of POLECAT's files."""


def write_polecat(events: Iterable[Event], stream: TextIO) -> Written:
    """Write records under POLECAT's columns; open the stream with `newline=""`. Only what was done, or agreed to, is an event there."""
    table = csv.writer(stream, dialect="excel-tab", lineterminator="\n")
    table.writerow(COLUMNS)
    left_out, written = LeftOut(), 0
    for event in events:
        if event.event == "STATEMENT":
            left_out.add("statements (PLOVER has no type for them)")
        elif event.status != "actual" and not (event.status == "future" and event.event == "AGREE"):
            left_out.add(f"{event.status} (POLECAT tells only what was done)")
        elif report_day(event) is None and event.when is None:
            left_out.add("without a day")
        else:
            table.writerow(harmless(read(event)) for read in COLUMNS.values())
            written += 1
    return Written(written, left_out.counts())
