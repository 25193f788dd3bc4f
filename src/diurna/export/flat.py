"""A record as one row of a spreadsheet: one column a value, lists joined by a semicolon; and records as lines, as they are."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import TextIO

from diurna.export.cells import Cell, day, harmless, joined, words
from diurna.export.written import Written
from diurna.record import Count, Entity, Event
from diurna.record.stream import event_lines

COUNTS = ("dead", "injured", "arrested", "displaced", "participants")


def parties(role: str, of: Callable[[Event], tuple[Entity, ...]]) -> dict[str, Callable[[Event], Cell]]:
    return {
        f"{role}_text": lambda e: joined([words(x.span) for x in of(e)]),
        f"{role}_name": lambda e: joined([x.name for x in of(e)]),
        f"{role}_code": lambda e: joined([x.code for x in of(e)]),
        f"{role}_sector": lambda e: joined([" ".join(x.sector) for x in of(e)]),
        f"{role}_role": lambda e: joined([x.role for x in of(e)]),
        f"{role}_wikidata": lambda e: joined([x.wikidata for x in of(e)]),
    }


def counts(key: str) -> dict[str, Callable[[Event], Cell]]:
    def count(event: Event) -> Count | None:
        return next((value for name, value in event.counts.items() if name == key), None)

    return {
        f"{key}_low": lambda e: c.low if (c := count(e)) else None,
        f"{key}_high": lambda e: c.high if (c := count(e)) else None,
        f"{key}_text": lambda e: c.span.text if (c := count(e)) else None,
    }


COLUMNS: dict[str, Callable[[Event], Cell]] = {
    "id": lambda e: e.id,
    "doc_id": lambda e: e.doc_id,
    "publisher": lambda e: e.publisher,
    "url": lambda e: e.url,
    "title": lambda e: e.title,
    "language": lambda e: e.language,
    "published": lambda e: day(e.published),
    "published_inferred": lambda e: day(e.published_inferred.start) if e.published_inferred else None,
    "event": lambda e: e.event,
    "mode": lambda e: joined(e.modes),
    "context": lambda e: joined(e.contexts),
    "cameo": lambda e: e.cameo,
    "goldstein": lambda e: e.goldstein,
    "event_scale": lambda e: e.event_scale,
    "quad_code": lambda e: e.quad_code,
    "date": lambda e: day(e.when.start) if e.when else None,
    "enddate": lambda e: day(e.when.end) if e.when else None,
    "date_text": lambda e: words(e.when.span) if e.when else None,
    **parties("actor", lambda e: e.actors),
    **parties("recipient", lambda e: e.recipients),
    "place_text": lambda e: words(e.where.span) if e.where else None,
    "resolved_place": lambda e: e.where.resolved_place if e.where else None,
    "province": lambda e: e.where.province if e.where else None,
    "country_code": lambda e: e.where.country_code if e.where else None,
    "lat": lambda e: e.where.latitude if e.where else None,
    "lon": lambda e: e.where.longitude if e.where else None,
    "geonameid": lambda e: e.where.geonameid if e.where else None,
    "resolution": lambda e: e.where.resolution if e.where else None,
    "status": lambda e: e.status,
    "attribution_text": lambda e: joined([a.span.text for a in e.attribution]),
    "attribution_name": lambda e: joined([a.name for a in e.attribution]),
    "attribution_code": lambda e: joined([a.code for a in e.attribution]),
    "attribution_stance": lambda e: joined([a.stance for a in e.attribution]),
    **{column: read for key in COUNTS for column, read in counts(key).items()},
    "trigger_text": lambda e: e.trigger.text,
    "trigger_start": lambda e: e.trigger.start,
    "trigger_end": lambda e: e.trigger.end,
    "sentence_text": lambda e: e.sentence.text,
    "sentence_start": lambda e: e.sentence.start,
    "sentence_end": lambda e: e.sentence.end,
    "link": lambda e: e.link,
    "confidence": lambda e: e.confidence,
    "coder": lambda e: joined([f"{name} {version}" for name, version in sorted(e.coder.items())]),
}
"""Each column of the flat form and how it is read from an event; the order is the order of the file."""


def row(event: Event) -> list[Cell]:
    """The event's cells, in the order of `COLUMNS`, harmless."""
    return [harmless(read(event)) for read in COLUMNS.values()]


def write_csv(events: Iterable[Event], stream: TextIO) -> Written:
    """Write records as CSV with a header, one row a record; open the stream with `newline=""`."""
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)
    written = 0
    for event in events:
        table.writerow(row(event))
        written += 1
    return Written(written)


def write_jsonl(events: Iterable[Event], stream: TextIO) -> Written:
    """Write records in their own form (docs/record.md), one a line."""
    written = 0
    for line in event_lines(events):
        stream.write(line)
        written += 1
    return Written(written)
