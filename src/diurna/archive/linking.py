"""Links between mentions that are of one event, kept up to date as records come and go: the same whatever the order.

Which mentions are compared `anchors.py` says, whether they are of one event `likeness.py`; what stories the links make is for `leading.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from diurna.archive.anchors import Entry, Index, candidates, displaced, promoted, put_in, take_out
from diurna.archive.edits import Bars, active_bars, split_ids
from diurna.archive.leading import settle
from diurna.archive.likeness import ENOUGH, likeness
from diurna.archive.mentions import Mention, mentions_of, pack_mention, unpack_mention
from diurna.archive.reading import batches, event_of, events_query
from diurna.archive.schema import event, mention, mention_link, report, story_member
from diurna.record import Event

BUCKETS = Index("mention_bucket", 24)


@dataclass(frozen=True, slots=True)
class Told:
    """A report's records with their keys, in the order of its text, and the day of the report."""

    report_key: int
    day: date | None
    events: Sequence[tuple[int, Event]]


def enter_mentions(connection: Connection, many: Sequence[Told]) -> None:
    """Join the records of reports to stories; within the transaction that adds them."""
    apart = split_ids(connection)
    made = {key: one for told in many for key, one in _insert(connection, told, apart).items()}
    entries = [Entry(key, one.rank, one.buckets()) for key, one in made.items()]
    put_in(connection, BUCKETS, entries)
    bars = active_bars(connection)
    changed = _link(connection, entries, made, bars)
    changed |= _link(connection, _entries(connection, displaced(connection, BUCKETS, entries)), made, bars)
    settle(connection, changed, bars)


def remove_mentions(connection: Connection, report_key: int) -> None:
    """Take the records of a report out of their stories, before they are deleted."""
    rows = connection.execute(
        select(mention.c.key, mention.c.rank, mention.c.packed).where(mention.c.report_key == report_key)
    ).all()
    if not rows:
        return
    made = {row.key: unpack_mention(row.packed) for row in rows}
    changed: set[int] = set()
    for some in batches(made):
        changed.update(connection.execute(select(mention_link.c.other).where(mention_link.c.one.in_(some))).scalars())
        connection.execute(
            delete(mention_link).where(or_(mention_link.c.one.in_(some), mention_link.c.other.in_(some)))
        )
        connection.execute(delete(story_member).where(story_member.c.mention_key.in_(some)))
        connection.execute(delete(mention).where(mention.c.key.in_(some)))
    entries = [Entry(key, one.rank, one.buckets()) for key, one in made.items()]
    take_out(connection, BUCKETS, entries)
    bars = active_bars(connection)
    changed |= _link(connection, _entries(connection, promoted(connection, BUCKETS, entries)), {}, bars)
    settle(connection, changed - set(made), bars)


def enter_all(connection: Connection) -> None:
    """Join the records of an archive that has no stories yet."""
    for key in connection.execute(select(report.c.key).order_by(report.c.key)).scalars().all():
        enter_mentions(connection, [told_by(connection, key)])


def told_by(connection: Connection, report_key: int) -> Told:
    """What a report of the archive tells."""
    day = connection.execute(select(report.c.day).where(report.c.key == report_key)).scalar_one()
    rows = connection.execute(events_query().where(event.c.report_key == report_key).order_by(event.c.position))
    return Told(report_key, date.fromisoformat(day) if day else None, [(row.key, event_of(row)) for row in rows])


def mentions_by_key(connection: Connection, keys: Iterable[int]) -> dict[int, Mention]:
    """The mentions of keys; those that are gone are left out."""
    found: dict[int, Mention] = {}
    for some in batches(sorted(set(keys))):
        rows = connection.execute(select(mention.c.key, mention.c.packed).where(mention.c.key.in_(some)))
        found.update((row.key, unpack_mention(row.packed)) for row in rows)
    return found


def _insert(connection: Connection, told: Told, apart: frozenset[str]) -> dict[int, Mention]:
    """The mentions of a report, in the tables; their key is that of their first record."""
    records = [one for _, one in told.events]
    keys = {one.id: key for key, one in told.events}
    made: dict[int, Mention] = {}
    members = []
    for one, some in mentions_of(records, told.day, apart):
        key = keys[some[0].id]
        made[key] = one
        members += [{"event_key": keys[one.id], "mention_key": key} for one in some]
    if made:
        rows = [
            {
                "key": key,
                "report_key": told.report_key,
                "id": one.id,
                "rank": one.rank,
                "leads": 1,
                "home": key,
                "story": one.id,
                "packed": pack_mention(one),
            }
            for key, one in made.items()
        ]
        connection.execute(insert(mention), rows)
        connection.execute(insert(story_member), members)
    return made


def _entries(connection: Connection, keys: Sequence[int]) -> list[Entry]:
    return [Entry(key, one.rank, one.buckets()) for key, one in mentions_by_key(connection, keys).items()]


def _link(connection: Connection, entries: Sequence[Entry], made: Mapping[int, Mention], bars: Bars) -> set[int]:
    """Bring the links of members up to date; the mentions whose links have changed. `made` are mentions known already."""
    if not entries:
        return set()
    pairs = {(min(pair), max(pair)) for pair in candidates(connection, BUCKETS, entries)}
    mine = {entry.member for entry in entries}
    there: set[tuple[int, int]] = set()
    for some in batches(sorted(mine - made.keys())):
        rows = connection.execute(select(mention_link.c.one, mention_link.c.other).where(mention_link.c.one.in_(some)))
        there.update((min(row.one, row.other), max(row.one, row.other)) for row in rows)
    known = {**made, **mentions_by_key(connection, {key for pair in pairs for key in pair} - made.keys())}
    wanted: dict[tuple[int, int], float] = {}
    for one, other in pairs:
        if other not in bars.get(one, ()) and one not in bars.get(other, ()):
            points = likeness(known[one], known[other])
            if points >= ENOUGH:
                wanted[one, other] = points
    gone, new = sorted(there - wanted.keys()), sorted(wanted.keys() - there)
    if gone:
        statement = delete(mention_link).where(
            mention_link.c.one == bindparam("a"), mention_link.c.other == bindparam("b")
        )
        connection.execute(statement, [{"a": a, "b": b} for pair in gone for a, b in (pair, pair[::-1])])
    if new:
        both_ways = [{"one": a, "other": b, "points": wanted[pair]} for pair in new for a, b in (pair, pair[::-1])]
        connection.execute(insert(mention_link), both_ways)
    return {key for pair in (*gone, *new) for key in pair}
