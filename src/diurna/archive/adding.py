"""Coded reports into the archive: each once, with its records and all that finds them again, in the caller's transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, func, insert, select, text, update

from diurna.archive.copies import enter_copies
from diurna.archive.linking import Told, enter_mentions, remove_mentions
from diurna.archive.packing import OF_REPORT, columns_of, unpack
from diurna.archive.rows import Row, event_rows, words_of
from diurna.archive.schema import (
    coding,
    event,
    event_box,
    event_words,
    party,
    party_sector,
    past_record,
    record,
    report,
    report_words,
    stale_month,
    toll,
    voice,
)
from diurna.record import Event, Report
from diurna.record.json import canonical_line, report_to_json

TABLES = {t.name: t for t in (event, record, party, party_sector, voice, toll, event_words, event_box)}
"""The tables that hold the rows of a record, in the order in which they are filled."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A report with its records, or with the reason why there are none. `coder`: versions and settings (`coder_line`)."""

    report: Report
    events: tuple[Event, ...] = ()
    coder: str
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A report that the archive has: under which id, and whether it is the same in all but the id."""

    doc_id: str
    is_same: bool


def coder_line(coder: Mapping[str, Any]) -> str:
    """The versions and settings of a coding as one line, the same for the same coder."""
    return canonical_line(dict(sorted(coder.items()))).rstrip("\n")


def refused(given: Report) -> str | None:
    """Why a report cannot be kept, None where it can: SQLite's text is UTF-8, which has no half characters."""
    for name, value in report_to_json(given).items():
        if isinstance(value, str) and (half := _LONE_SURROGATE.search(value)):
            return (
                f"character {half.start()} of {name} is half a character (\\u{ord(half[0]):04x}), which an archive cannot hold; "
                "mend it where the report comes from"
            )
    return None


def report_digest(given: Report) -> str:
    """A digest of all that a report is but its id: 32 hexadecimal digits."""
    obj = report_to_json(given)
    del obj["id"]
    return hashlib.sha256(canonical_line(obj).encode("utf-8")).hexdigest()[:32]


def known(connection: Connection, given: Report) -> Known | None:
    """The report of the archive that is this one, or that has its id; None where it is new."""
    content = report_digest(given)
    same = connection.execute(select(report.c.doc_id).where(report.c.digest == content)).scalar()
    if same is not None:
        return Known(same, True)
    other = connection.execute(select(report.c.doc_id).where(report.c.doc_id == given.doc_id)).scalar()
    return None if other is None else Known(other, False)


def add(connection: Connection, coded: Coded) -> int:
    """Add a report that is not known yet; its key. Call it within `Archive.writing()`."""
    return add_all(connection, [coded])[0]


def add_all(connection: Connection, many: Sequence[Coded]) -> list[int]:
    """Add reports that are not known yet; their keys. Call it within `Archive.writing()`."""
    first = _next_key(connection, report)
    keys = list(range(first, first + len(many)))
    reports = [
        columns_of(coded.report)
        | {"key": key, "text": coded.report.text, "digest": report_digest(coded.report), "day": _report_day(coded)}
        for key, coded in zip(keys, many, strict=True)
    ]
    _insert(connection, report, reports)
    words = [{"rowid": row["key"], "title": row["title"] or "", "text": row["text"]} for row in reports]
    _insert(connection, report_words, words)
    enter_copies(
        connection, ((row["key"], coded.report, row["digest"]) for row, coded in zip(reports, many, strict=True))
    )
    _add_codings(connection, list(zip(keys, many, strict=True)))
    return keys


def replace_coding(connection: Connection, key: int, coded: Coded) -> None:
    """A new coding of a report that the archive has; the one before is kept as a past one (`diff.py` compares them)."""
    before = connection.execute(select(coding).where(coding.c.report_key == key, coding.c.is_current == 1)).one()
    if before.coder == coded.coder:  # the same coder again, after a failure: nothing to remember
        remove_events(connection, key)
        connection.execute(delete(coding).where(coding.c.key == before.key))
    else:
        _keep_as_past(connection, key, before.key)
        connection.execute(
            delete(past_record).where(
                past_record.c.coding_key.in_(
                    select(coding.c.key).where(coding.c.report_key == key, coding.c.coder == coded.coder)
                )
            )
        )
        connection.execute(delete(coding).where(coding.c.report_key == key, coding.c.coder == coded.coder))
    connection.execute(update(report).where(report.c.key == key).values(day=_report_day(coded)))
    _add_codings(connection, [(key, coded)])


def _keep_as_past(connection: Connection, report_key: int, coding_key: int) -> None:
    rows = connection.execute(
        select(event.c.position, event.c.id, record.c.packed)
        .join(record, record.c.event_key == event.c.key)
        .where(event.c.report_key == report_key)
    ).all()
    if rows:
        connection.execute(insert(past_record), [{"coding_key": coding_key, **row._mapping} for row in rows])
    remove_events(connection, report_key)
    connection.execute(update(coding).where(coding.c.key == coding_key).values(is_current=0))


def remove_events(connection: Connection, report_key: int) -> None:
    """Take the current records of a report out of the tables, the search and the stories."""
    remove_mentions(connection, report_key)
    rows = connection.execute(
        select(event.c.key, record.c.packed, event.c.day, *(report.c[name] for name in OF_REPORT))
        .join(record, record.c.event_key == event.c.key)
        .join(report, report.c.key == event.c.report_key)
        .where(event.c.report_key == report_key)
    ).all()
    for row in rows:
        words = words_of(unpack(row.packed, report=row._asdict(), coder={}))
        connection.execute(
            text("INSERT INTO event_words (event_words, rowid, words) VALUES ('delete', :key, :words)"),
            {"key": row.key, "words": words},
        )
    keys = [{"gone": row.key} for row in rows]
    if not keys:
        return
    gone: BindParameter[int] = bindparam("gone")
    for table in (party, party_sector, voice, toll, record):
        connection.execute(delete(table).where(table.c.event_key == gone), keys)
    connection.execute(delete(event_box).where(event_box.c.key == gone), keys)
    connection.execute(delete(event).where(event.c.key == gone), keys)
    _mark_stale(connection, (row.day for row in rows))


def _report_day(coded: Coded) -> str | None:
    """The day of the report: as given, else as its records infer it."""
    if coded.report.published:
        return coded.report.published.isoformat()
    inferred = next((e.published_inferred for e in coded.events if e.published_inferred), None)
    return inferred.start.isoformat() if inferred else None


def _add_codings(connection: Connection, many: Sequence[tuple[int, Coded]]) -> None:
    """Make these the current codings of the reports of the keys."""
    _insert(
        connection,
        coding,
        [{"report_key": key, "coder": c.coder, "is_current": 1, "failure": c.failure} for key, c in many],
    )
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    event_key = _next_key(connection, event)
    told = []
    for report_key, coded in many:
        day = _report_day(coded)
        keys = range(event_key, event_key + len(coded.events))
        told.append(
            Told(report_key, date.fromisoformat(day) if day else None, list(zip(keys, coded.events, strict=True)))
        )
        for position, one in enumerate(coded.events):
            made = event_rows(one, key=event_key, report_key=report_key, position=position, report_day=day)
            for name, some in made.items():
                rows[name] += some
            event_key += 1
    for name, table in TABLES.items():
        _insert(connection, table, rows[name])
    enter_mentions(connection, told)
    _mark_stale(connection, (row["day"] for row in rows["event"]))


def _next_key(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.key), 0))).scalar_one()) + 1


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _mark_stale(connection: Connection, days: Iterable[str | None]) -> None:
    """The months whose columns have to be written anew; "undated" is one of them."""
    months = {day[:7] if day else "undated" for day in days}
    if months:
        statement = insert(stale_month).prefix_with("OR IGNORE")
        connection.execute(statement, [{"month": month} for month in sorted(months)])
