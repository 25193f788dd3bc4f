"""Reports and records out of the archive, as the values that went in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, or_, select

from diurna.archive.packing import OF_REPORT, unpack
from diurna.archive.schema import coding, event, record, report
from diurna.record import Event, Report

Key = TypeVar("Key")

UNPACKED = 4096
"""Records that are kept as they were unpacked."""
AT_ONCE = 500
"""How many rows are asked for by their keys in one query."""


def events_query() -> Select[Any]:
    """Current records with what `event_of` needs; add conditions and an order."""
    return (
        select(event.c.key, record.c.packed, coding.c.coder, *(report.c[name] for name in OF_REPORT))
        .join(record, record.c.event_key == event.c.key)
        .join(report, report.c.key == event.c.report_key)
        .join(coding, (coding.c.report_key == report.c.key) & (coding.c.is_current == 1))
    )


def event_of(row: Row[Any]) -> Event:
    """The record of a row of `events_query`."""
    return _unpacked(row.packed, row.coder, tuple(getattr(row, name) for name in OF_REPORT))


@lru_cache(maxsize=UNPACKED)
def _unpacked(packed: bytes, coder: str, of_report: tuple[Any, ...]) -> Event:
    """A record is a frozen value, so what was unpacked lately is given again: pages show the same records over and over."""
    return unpack(packed, report=dict(zip(OF_REPORT, of_report, strict=True)), coder=versions(coder))


def versions(coder: str) -> dict[str, str]:
    """The versions that records name, from a coding's line; its settings are left out."""
    told: dict[str, str] = json.loads(coder)["versions"]
    return told


def report_of(row: Row[Any]) -> Report:
    """The report of a row with all columns of the table."""
    return Report(
        doc_id=row.doc_id,
        text=row.text,
        title=row.title,
        published=date.fromisoformat(row.published) if row.published else None,
        publisher=row.publisher,
        url=row.url,
        language=row.language,
    )


def report_by_id(connection: Connection, doc_id: str) -> Report | None:
    row = connection.execute(select(report).where(report.c.doc_id == doc_id)).first()
    return None if row is None else report_of(row)


def event_by_id(connection: Connection, event_id: str) -> Event | None:
    row = connection.execute(events_query().where(event.c.id == event_id)).first()
    return None if row is None else event_of(row)


def events_by_key(connection: Connection, keys: Sequence[int]) -> Iterator[Event]:
    """The records of the keys, in the order of the keys; a key that is gone is passed over."""
    for some in batches(keys):
        rows = {row.key: row for row in connection.execute(events_query().where(event.c.key.in_(some)))}
        yield from (event_of(rows[key]) for key in some if key in rows)


def events_of_report(connection: Connection, doc_id: str) -> list[Event]:
    """The current records of a report, in the order of its text."""
    query = events_query().where(report.c.doc_id == doc_id).order_by(event.c.position)
    return [event_of(row) for row in connection.execute(query)]


def reports_by_key(connection: Connection, keys: Sequence[int]) -> Iterator[Report]:
    """The reports of the keys, in the order of the keys, some read at once."""
    for some in batches(keys, 50):
        rows = {row.key: row for row in connection.execute(select(report).where(report.c.key.in_(some)))}
        yield from (report_of(rows[key]) for key in some)


def outdated(connection: Connection, coder: str) -> list[int]:
    """The keys of the reports whose coding is another coder's than that of this line, or was a failure."""
    query = select(coding.c.report_key).where(
        coding.c.is_current == 1, or_(coding.c.coder != coder, coding.c.failure.is_not(None))
    )
    return list(connection.execute(query.order_by(coding.c.report_key)).scalars())


def batches(keys: Iterable[Key], size: int = AT_ONCE) -> Iterator[list[Key]]:
    """The keys in lists of at most `size`, for queries that name them."""
    rest = iter(keys)
    while some := list(islice(rest, size)):
        yield some
