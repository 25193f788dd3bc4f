"""Two codings of the same reports compared: which records came, went or changed, and in what."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from diurna.archive.schema import coding, event, past_record, record, report
from diurna.errors import InputError


@dataclass(frozen=True, slots=True)
class Coding:
    """A coder that coded reports of the archive: its line (versions and settings), how many, and of how many it is the current one."""

    coder: str
    reports: int
    current: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A record that differs. `before`, `after`: the record without what the report gives; None where there is none.

    `fields`: the names of the fields that differ, where both are there.
    """

    doc_id: str
    id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    fields: tuple[str, ...] = ()


def codings(connection: Connection) -> list[Coding]:
    """The coders of the archive, the first used first."""
    query = (
        select(coding.c.coder, func.count(), func.sum(coding.c.is_current))
        .group_by(coding.c.coder)
        .order_by(func.min(coding.c.key))
    )
    return [Coding(*row) for row in connection.execute(query)]


def changes(connection: Connection, before: str, after: str) -> Iterator[Change]:
    """What differs between two codings (their lines) of the reports that have both; by report, then by id.

    Raises InputError where a coder coded nothing here.
    """
    lines = {one.coder for one in codings(connection)}
    for line in (before, after):
        if line not in lines:
            raise InputError(f"no report of this archive was coded by {line}")
    first, second = coding.alias("first"), coding.alias("second")
    both = (
        select(report.c.doc_id, report.c.key, first.c.key, first.c.is_current, second.c.key, second.c.is_current)
        .join(first, first.c.report_key == report.c.key)
        .join(second, second.c.report_key == report.c.key)
        .where(first.c.coder == before, second.c.coder == after)
        .order_by(report.c.doc_id)
    )
    for doc_id, report_key, *keys in connection.execute(both).all():
        old = _records(connection, report_key, keys[0], is_current=keys[1])
        new = _records(connection, report_key, keys[2], is_current=keys[3])
        for event_id in sorted(old.keys() | new.keys()):
            was, is_now = old.get(event_id), new.get(event_id)
            if was != is_now:
                fields = tuple(name for name in was if was[name] != is_now[name]) if was and is_now else ()
                yield Change(doc_id=doc_id, id=event_id, before=was, after=is_now, fields=fields)


def _records(connection: Connection, report_key: int, coding_key: int, *, is_current: int) -> dict[str, dict[str, Any]]:
    """The records of a coding, by id, as JSON objects."""
    if is_current:
        query = (
            select(event.c.id, record.c.packed)
            .join(record, record.c.event_key == event.c.key)
            .where(event.c.report_key == report_key)
        )
    else:
        query = select(past_record.c.id, past_record.c.packed).where(past_record.c.coding_key == coding_key)
    return {event_id: json.loads(zlib.decompress(packed)) for event_id, packed in connection.execute(query)}
