"""What is left to review, the most doubtful first; and how much is done."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from diurna.archive.asking import ONE, chosen_keys, count_events
from diurna.archive.facets import Facet
from diurna.archive.filters import REVIEWS, EventFilter
from diurna.archive.memory import chosen, memory
from diurna.archive.memory.doubting import least_sure
from diurna.archive.reading import events_by_key
from diurna.archive.reviews import Standing, standings
from diurna.archive.schema import event, report, review_complete, review_now, review_standing
from diurna.archive.store import Archive
from diurna.errors import InputError
from diurna.record import Event

Has = Callable[[int], bool]
Last = tuple[float, str] | None
"""Confidence and id of the last record of the page before."""
Find = Callable[[int, Last, int], list[tuple[int, float, str]]]
"""Key, confidence and id of the least sure records of a group, after one, at most so many."""
GROUPS = 2
"""First what is to be judged, then what is disputed."""
EVERYTHING = EventFilter()


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
    judged, by name; `complete` the reports that each read to the end, of `reports` that hold such records (of all, where there is no filter)."""

    records: int
    reports: int
    standings: Mapping[str, int]
    by: Mapping[str, int]
    complete: Mapping[str, int]

    @property
    def reviewed(self) -> int:
        return sum(self.standings.values())


def review_queue(
    archive: Archive,
    wanted: EventFilter,
    *,
    by: str | None = None,
    limit: int = 50,
    after: str | None = None,
    in_memory: bool = False,
) -> Queue:
    """Records to review: first those that nobody has judged (that this reviewer has not, where `by` names one), the least sure first; then those
    that reviewers left disputed. `in_memory`: with the columns of `memory/`, for whoever asks again and again. Raises InputError for a cursor that is none.
    """
    group, confidence, last_id = _position(after) if after else (0, -1.0, "")
    find = _rows_of(archive, wanted, by) if in_memory and wanted != EVERYTHING else _tables_of(archive, wanted, by)
    found: list[tuple[int, int, float, str]] = []
    for number in range(group, GROUPS):
        last = (confidence, last_id) if number == group and after else None
        found += [(number, *one) for one in find(number, last, limit + 1 - len(found))]
        if len(found) > limit:
            break
    shown = found[:limit]
    events = list(events_by_key(archive.connection, [key for _, key, _, _ in shown]))
    stand = standings(archive.connection, [one.id for one in events])
    waiting = [
        Waiting(event=one, standing=stand.get(one.id, ("unreviewed", ()))[0], by=stand.get(one.id, ("", ()))[1])
        for one in events
    ]
    more = len(found) > limit
    return Queue(tuple(waiting), _cursor(shown[-1][0], shown[-1][2], shown[-1][3]) if more else None)


def what_is_done(archive: Archive, wanted: EventFilter, *, in_memory: bool = False) -> Done:
    """How much of the records that a filter finds is reviewed; `in_memory` as above."""
    connection = archive.connection
    judged = select(event.c.key, review_standing.c.standing).join(event, event.c.id == review_standing.c.record)
    mine = select(event.c.key, review_now.c.by).join(event, event.c.id == review_now.c.record)
    complete = select(report.c.key, review_complete.c.by).join(report, report.c.doc_id == review_complete.c.doc_id)
    records, reports, has, holds = _found(archive, wanted, in_memory)
    return Done(
        records=records,
        reports=reports,
        standings=Counter(row.standing for row in connection.execute(judged) if has(row.key)),
        by=Counter(row.by for row in connection.execute(mine.order_by(review_now.c.by)) if has(row.key)),
        complete=Counter(row.by for row in connection.execute(complete) if holds(row.key)),
    )


def counts_by_standing(archive: Archive, wanted: EventFilter, total: int) -> tuple[Facet, ...]:
    """How many of the records that a filter finds, which are `total`, stand how with reviewers; none where nobody reviewed any. In memory."""
    if archive.connection.execute(select(review_standing.c.record).limit(1)).first() is None:
        return ()
    view = memory(archive)
    rows = chosen(view, archive, wanted)
    judged = select(event.c.key, review_standing.c.standing).join(event, event.c.id == review_standing.c.record)
    counted = Counter(row.standing for row in archive.connection.execute(judged) if rows[view.row_of[row.key]])
    told = {"unreviewed": total - counted.total(), **{name: counted[name] for name in REVIEWS if counted[name]}}
    return tuple(Facet(name, events) for name, events in told.items() if events > 0)


def _found(archive: Archive, wanted: EventFilter, in_memory: bool) -> tuple[int, int, Has, Has]:
    """How many records a filter finds and of how many reports; whether it finds the record, and a record of the report, of a key."""
    connection = archive.connection
    if wanted == EVERYTHING:
        records, reports = (
            int(connection.execute(select(func.count(column))).scalar_one()) for column in (event.c.key, report.c.key)
        )
        return records, reports, lambda _: True, lambda _: True
    if in_memory:
        view = memory(archive)
        rows = chosen(view, archive, wanted)
        of = set(view.records["report"][rows].tolist())
        return int(rows.sum()), len(of), lambda key: bool(rows[view.row_of[key]]), of.__contains__
    keys = chosen_keys(connection, wanted)
    of = set(connection.execute(keys.with_only_columns(event.c.report_key).distinct()).scalars())
    judged = set(connection.execute(keys.where(event.c.id.in_(select(review_standing.c.record)))).scalars())
    return count_events(connection, wanted), len(of), judged.__contains__, of.__contains__


def _tables_of(archive: Archive, wanted: EventFilter, by: str | None) -> Find:
    """What finds the records of a group in the tables."""
    judged = exists(select(ONE).where(review_now.c.record == event.c.id, *_of(by)))
    disputed = exists(
        select(ONE).where(review_standing.c.record == event.c.id, review_standing.c.standing == "disputed")
    )

    def find(group: int, last: Last, limit: int) -> list[tuple[int, float, str]]:
        query = chosen_keys(archive.connection, wanted).add_columns(event.c.confidence, event.c.id)
        query = query.where(~judged if group == 0 else and_(judged, disputed))
        if last is not None:
            query = query.where(_later(*last))
        rows = archive.connection.execute(query.order_by(event.c.confidence, event.c.id).limit(limit))
        return [(row.key, row.confidence, row.id) for row in rows]

    return find


def _rows_of(archive: Archive, wanted: EventFilter, by: str | None) -> Find:
    """What finds the records of a group in the columns in memory."""
    view = memory(archive)
    judged = select(event.c.key).join(review_now, review_now.c.record == event.c.id).where(*_of(by))
    disputed = select(event.c.key).join(review_standing, review_standing.c.record == event.c.id)
    told = disputed.where(review_standing.c.standing == "disputed")
    masks = []
    for query in (judged, told):
        mask = np.zeros_like(view.live)
        keys = np.fromiter(archive.connection.execute(query).scalars(), np.int64)
        mask[view.row_of[keys]] = True
        masks.append(mask)
    rows = chosen(view, archive, wanted)
    groups = (rows & ~masks[0], rows & masks[0] & masks[1])

    def find(group: int, last: Last, limit: int) -> list[tuple[int, float, str]]:
        after = (last[0], int(last[1], 16)) if last is not None else None
        return [(key, sure, f"{one:016x}") for key, sure, one in least_sure(view, groups[group], limit, after=after)]

    return find


def _of(by: str | None) -> list[ColumnElement[bool]]:
    return [] if by is None else [review_now.c.by == by]


def _later(confidence: float, last: str) -> ColumnElement[bool]:
    return or_(event.c.confidence > confidence, and_(event.c.confidence == confidence, event.c.id > last))


def _cursor(group: int, confidence: float, event_id: str) -> str:
    return urlsafe_b64encode(json.dumps([group, confidence, event_id]).encode()).decode().rstrip("=")


def _position(cursor: str) -> tuple[int, float, str]:
    try:
        match json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))):
            case [0 | 1 as group, float() as confidence, str() as event_id] if re.fullmatch("[0-9a-f]{16}", event_id):
                return group, confidence, event_id
    except ValueError:
        pass
    raise InputError(f"{cursor!r} is no cursor; take the one that the page before gave")


__all__ = ["Done", "Queue", "Waiting", "review_queue", "what_is_done"]
