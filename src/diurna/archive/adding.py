"""Coded reports into the archive: each once, with its records and all that finds them again, in the caller's transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, insert, select, text, update

from diurna.archive.packing import OF_REPORT, columns_of, pack, unpack
from diurna.archive.schema import (
    coding,
    event,
    party,
    party_sector,
    past_record,
    record,
    report,
    stale_month,
    toll,
    voice,
)
from diurna.record import Entity, Event, Report
from diurna.record.json import canonical_line, report_to_json

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
    values = columns_of(coded.report) | {
        "text": coded.report.text,
        "digest": report_digest(coded.report),
        "day": _report_day(coded),
    }
    key = _inserted(connection, report, values)
    connection.execute(
        text("INSERT INTO report_words (rowid, title, text) VALUES (:key, :title, :text)"),
        {"key": key, "title": coded.report.title or "", "text": coded.report.text},
    )
    _add_coding(connection, key, coded)
    return key


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
    _add_coding(connection, key, coded)


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
    """Take the current records of a report out of the tables and the search."""
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
    connection.execute(text("DELETE FROM event_box WHERE key = :gone"), keys)
    connection.execute(delete(event).where(event.c.key == gone), keys)
    _mark_stale(connection, (row.day for row in rows))


def words_of(given: Event) -> str:
    """What full-text search over records looks at: the sentence and the names of parties and place."""
    names = [e.name for e in (*given.actors, *given.recipients)] + [given.where.resolved_place if given.where else None]
    return " ".join([given.sentence.text, *(name for name in names if name and name not in given.sentence.text)])


def _report_day(coded: Coded) -> str | None:
    """The day of the report: as given, else as its records infer it."""
    if coded.report.published:
        return coded.report.published.isoformat()
    inferred = next((e.published_inferred for e in coded.events if e.published_inferred), None)
    return inferred.start.isoformat() if inferred else None


def _add_coding(connection: Connection, report_key: int, coded: Coded) -> None:
    connection.execute(
        insert(coding),
        {"report_key": report_key, "coder": coded.coder, "is_current": 1, "failure": coded.failure},
    )
    day = _report_day(coded)
    for position, one in enumerate(coded.events):
        _add_event(connection, report_key, position, one, day)
    _mark_stale(connection, (_day_of(one, day) for one in coded.events))


def _add_event(connection: Connection, report_key: int, position: int, one: Event, report_day: str | None) -> None:
    where, when = one.where, one.when
    values = {
        "id": one.id,
        "report_key": report_key,
        "position": position,
        "event": one.event,
        "modes": _spaced(one.modes),
        "contexts": _spaced(one.contexts),
        "cameo": one.cameo,
        "goldstein": one.goldstein,
        "event_scale": one.event_scale,
        "quad_code": one.quad_code,
        "day": _day_of(one, report_day),
        "date": when.start.isoformat() if when else None,
        "enddate": when.end.isoformat() if when else None,
        "status": one.status,
        "voices": _spaced([a.stance for a in one.attribution]),
        "place": where.resolved_place if where else None,
        "country_code": where.country_code if where else None,
        "lat": where.latitude if where else None,
        "lon": where.longitude if where else None,
        "confidence": one.confidence,
        "link": one.link,
    }
    key = _inserted(connection, event, values)
    connection.execute(insert(record), {"event_key": key, "packed": pack(one)})
    parties = [*_parties(key, "actor", one.actors), *_parties(key, "recipient", one.recipients)]
    _insert(connection, party, parties)
    _insert(
        connection,
        party_sector,
        [
            {"event_key": key, "side": side, "sector": sector}
            for side, sector in dict.fromkeys(
                (side, sector)
                for side, entities in (("actor", one.actors), ("recipient", one.recipients))
                for entity in entities
                for sector in entity.sector
            )
        ],
    )
    _insert(
        connection,
        voice,
        [
            {"event_key": key, "position": n, "code": a.code, "name": a.name, "stance": a.stance}
            for n, a in enumerate(one.attribution)
        ],
    )
    _insert(
        connection,
        toll,
        [
            {"event_key": key, "kind": kind, "low": _bounded(c.low), "high": _bounded(c.high)}
            for kind, c in one.counts.items()
        ],
    )
    if where and where.latitude is not None:
        connection.execute(
            text(
                "INSERT INTO event_box (key, min_lat, max_lat, min_lon, max_lon) VALUES (:key, :lat, :lat, :lon, :lon)"
            ),
            {"key": key, "lat": where.latitude, "lon": where.longitude},
        )
    connection.execute(
        text("INSERT INTO event_words (rowid, words) VALUES (:key, :words)"), {"key": key, "words": words_of(one)}
    )


def _parties(event_key: int, side: Literal["actor", "recipient"], entities: Sequence[Entity]) -> list[dict[str, Any]]:
    return [
        {
            "event_key": event_key,
            "side": side,
            "position": n,
            "code": entity.code,
            "name": entity.name,
            "sectors": _spaced(entity.sector),
        }
        for n, entity in enumerate(entities)
    ]


def _inserted(connection: Connection, table: Table, values: Mapping[str, Any]) -> int:
    """Insert a row; its key."""
    key = connection.execute(insert(table), values).inserted_primary_key
    assert key is not None
    return int(key[0])


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _bounded(number: int | None) -> int | None:
    """A count as SQLite can hold it; the record itself keeps it whole."""
    return None if number is None else min(number, 2**63 - 1)


def _spaced(words: Iterable[str]) -> str:
    """Words, each between blanks, so that ` word ` finds one: " demo riot "; one blank where there is none."""
    return "".join(f" {word}" for word in words) + " "


def _day_of(one: Event, report_day: str | None) -> str | None:
    return one.when.start.isoformat() if one.when else report_day


def _mark_stale(connection: Connection, days: Iterable[str | None]) -> None:
    """The months whose columns have to be written anew; "undated" is one of them."""
    months = {day[:7] if day else "undated" for day in days}
    if months:
        statement = insert(stale_month).prefix_with("OR IGNORE")
        connection.execute(statement, [{"month": month} for month in sorted(months)])
