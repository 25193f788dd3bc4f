"""What is left to review, the most doubtful first; and how much is done."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from diurna.archive.asking import ONE, chosen_keys, count_events
from diurna.archive.filters import EventFilter
from diurna.archive.reading import events_by_key
from diurna.archive.reviews import Standing, completed, standings
from diurna.archive.schema import event, report, review_complete, review_now, review_standing
from diurna.errors import InputError
from diurna.record import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A record to review: `standing` is unreviewed or disputed, or how others have it; `by` who judged it."""

    event: Event
    standing: Standing
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue; `next` is the cursor of the page after, None at the end."""

    waiting: tuple[Waiting, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What is done of the records that a filter finds: `standings` counts those that were reviewed, by how they stand; `by` what each reviewer
    judged, by name; `complete` the reports that each read to the end, of `reports` that hold such records."""

    records: int
    reports: int
    standings: Mapping[str, int]
    by: Mapping[str, int]
    complete: Mapping[str, int]

    @property
    def reviewed(self) -> int:
        return sum(self.standings.values())


def review_queue(
    connection: Connection, wanted: EventFilter, *, by: str | None = None, limit: int = 50, after: str | None = None
) -> Queue:
    """Records to review: first those that nobody has judged (that this reviewer has not, where `by` names one), the least sure first; then those
    that reviewers left disputed. Raises InputError for a cursor that is none."""
    group, confidence, last = _position(after) if after else (0, -1.0, "")
    found: list[tuple[int, int, float, str]] = []
    judged = exists(select(ONE).where(review_now.c.record == event.c.id, *([review_now.c.by == by] if by else [])))
    disputed = exists(
        select(ONE).where(review_standing.c.record == event.c.id, review_standing.c.standing == "disputed")
    )
    for number, condition in enumerate((~judged, and_(judged, disputed))):
        if number < group or len(found) > limit:
            continue
        begin = _later(confidence, last) if number == group and after else None
        query = chosen_keys(connection, wanted).add_columns(event.c.confidence, event.c.id).where(condition)
        if begin is not None:
            query = query.where(begin)
        query = query.order_by(event.c.confidence, event.c.id).limit(limit + 1 - len(found))
        found += [(number, row.key, row.confidence, row.id) for row in connection.execute(query)]
    shown = found[:limit]
    events = list(events_by_key(connection, [key for _, key, _, _ in shown]))
    stand = standings(connection, [one.id for one in events])
    waiting = [
        Waiting(event=one, standing=stand.get(one.id, ("unreviewed", ()))[0], by=stand.get(one.id, ("", ()))[1])
        for one in events
    ]
    more = len(found) > limit
    return Queue(tuple(waiting), _cursor(shown[-1][0], shown[-1][2], shown[-1][3]) if more else None)


def what_is_done(connection: Connection, wanted: EventFilter) -> Done:
    """How much of the records that a filter finds is reviewed."""
    chosen = chosen_keys(connection, wanted)
    ids = chosen.with_only_columns(event.c.id)
    stand = select(review_standing.c.standing, func.count()).where(review_standing.c.record.in_(ids))
    mine = select(review_now.c.by, func.count()).where(review_now.c.record.in_(ids))
    reports = chosen.with_only_columns(event.c.report_key).distinct()
    named = select(report.c.doc_id).where(report.c.key.in_(reports))
    complete = select(review_complete.c.by, func.count())
    if wanted != EventFilter():
        complete = complete.where(review_complete.c.doc_id.in_(named))
    return Done(
        records=count_events(connection, wanted),
        reports=int(connection.execute(select(func.count()).select_from(reports.subquery())).scalar_one()),
        standings=_counts(connection, stand.group_by(review_standing.c.standing)),
        by=_counts(connection, mine.group_by(review_now.c.by)),
        complete=_counts(connection, complete.group_by(review_complete.c.by)),
    )


def _counts(connection: Connection, query: object) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query)}  # type: ignore[call-overload]


def _later(confidence: float, last: str) -> ColumnElement[bool]:
    return or_(event.c.confidence > confidence, and_(event.c.confidence == confidence, event.c.id > last))


def _cursor(group: int, confidence: float, event_id: str) -> str:
    return urlsafe_b64encode(json.dumps([group, confidence, event_id]).encode()).decode().rstrip("=")


def _position(cursor: str) -> tuple[int, float, str]:
    try:
        match json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))):
            case [0 | 1 as group, float() as confidence, str() as event_id] if event_id.isascii():
                return group, confidence, event_id
    except ValueError:
        pass
    raise InputError(f"{cursor!r} is no cursor; take the one that the page before gave")


__all__ = ["Done", "Queue", "Waiting", "completed", "review_queue", "what_is_done"]
