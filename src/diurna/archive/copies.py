"""Copies: reports that carry one article, syndicated, shortened or lightly edited. They count as one voice.

Two reports are copies where most of the shorter body stands word for word in the longer (`is_copy`, which looks at the two alone). A copy
group is whatever such pairs join, directly or through others; it is named by the smallest digest of its reports. So groups
depend on the reports that are there, not on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy import Connection, delete, insert, select, update

from diurna.archive.anchors import Entry, Index, candidates, displaced, put_in
from diurna.archive.reading import batches, reports_by_key
from diurna.archive.schema import copy, copy_pair, report
from diurna.archive.shingles import Body, Numbers, body_of, share_within
from diurna.record import Report

SKETCHES = Index("sketch", 6)

FEWEST_RUNS = 24
"""Runs of five words that a body must have: below, all flashes of one act are alike."""
SHORTEST_PART = 0.3
"""The shorter body's runs beside the longer's, at least: below it is a roundup that holds an article, not a copy of it."""
COMMON_RUNS = 0.5
"""Share of the shorter's runs that stand in the longer. A word exchanged takes five runs with it, so light editing goes down to this."""
COMMON_NAMES = 0.85
"""Share of the shorter's names and numbers that are words of the longer: a form filled in anew (daily communiqués) differs in these."""
WORTH_READING = 0.25
"""Share of the shorter's sketch in the longer's below which the texts are not even read."""
DAYS_APART = 14
"""Days between publications, where both are known, at most."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A report of a copy group; `group` are 15 hexadecimal digits."""

    doc_id: str
    publisher: str | None
    published: date | None
    group: str


def is_copy(one: Body, other: Body) -> bool:
    """Whether two bodies are of one article."""
    shorter, longer = sorted((one, other), key=_length)
    if len(shorter.runs) < max(FEWEST_RUNS, SHORTEST_PART * len(longer.runs)):
        return False
    if shorter.names and len(shorter.names & longer.words) < COMMON_NAMES * len(shorter.names):
        return False
    return share_within(shorter.runs, longer.runs) >= COMMON_RUNS


def _length(body: Body) -> tuple[int, list[int], list[str]]:
    """What bodies are ordered by: the shorter first, and of two as long always the same one."""
    return len(body.runs), body.runs[:1].tolist(), sorted(body.names)


def copies_of(connection: Connection, doc_id: str) -> list[Copy]:
    """The reports of a report's copy group, itself among them, by day and id; none where the report is unknown."""
    mine = select(copy.c.copy_group).join(report, report.c.key == copy.c.report_key).where(report.c.doc_id == doc_id)
    query = (
        select(report.c.doc_id, report.c.publisher, report.c.published, copy.c.copy_group)
        .join(copy, copy.c.report_key == report.c.key)
        .where(copy.c.copy_group == mine.scalar_subquery())
        .order_by(report.c.day, report.c.doc_id)
    )
    return [
        Copy(
            doc_id=row.doc_id,
            publisher=row.publisher,
            published=date.fromisoformat(row.published) if row.published else None,
            group=group_name(row.copy_group),
        )
        for row in connection.execute(query)
    ]


def group_name(group: int) -> str:
    """A copy group as it is shown: 15 hexadecimal digits."""
    return f"{group:015x}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A report as the index knows it; `body` where its text has been read."""

    key: int
    rank: int
    published: int | None
    runs: int
    sketch: Numbers
    group: int
    body: Body | None = None

    @property
    def entry(self) -> Entry:
        return Entry(self.key, self.rank, self.sketch.tolist())


def enter_copies(connection: Connection, new: Iterable[tuple[int, Report, str]]) -> None:
    """Find the copies of new reports, given with key and digest, and join their groups; within the transaction that adds them."""
    mine = [_row_of(key, given, digest) for key, given, digest in new]
    values = [
        {
            "report_key": row.key,
            "rank": row.rank,
            "published": row.published,
            "runs": row.runs,
            "sketch": row.sketch.tobytes(),
            "copy_group": row.group,
        }
        for row in mine
    ]
    if values:
        connection.execute(insert(copy), values)
    rows = {row.key: row for row in mine if row.runs >= FEWEST_RUNS}
    entries = [row.entry for row in rows.values()]
    put_in(connection, SKETCHES, entries)
    pairs = {(min(pair), max(pair)) for pair in candidates(connection, SKETCHES, entries)}
    rows |= _rows(connection, {key for pair in pairs for key in pair} - rows.keys())
    found = [pair for pair in sorted(pairs) if _are_copies(connection, rows[pair[0]], rows[pair[1]])]
    if found:
        both_ways = [{"one": a, "other": b} for pair in found for a, b in (pair, pair[::-1])]
        connection.execute(insert(copy_pair), both_ways)
    for pair in found:
        _join(connection, pair)
    for key in displaced(connection, SKETCHES, entries):
        _retract(connection, key)


def enter_all(connection: Connection) -> None:
    """Find the copies among all reports of an archive that has looked for none yet."""
    known = dict(connection.execute(select(report.c.key, report.c.digest).order_by(report.c.key)).all())
    for key, given in zip(known, reports_by_key(connection, list(known)), strict=True):
        enter_copies(connection, [(key, given, known[key])])


def _row_of(key: int, given: Report, digest: str) -> _Row:
    body, rank = body_of(given), int(digest[:15], 16)
    published = given.published.toordinal() if given.published else None
    return _Row(key, rank, published, len(body.runs), body.sketch, rank, body)


def _rows(connection: Connection, keys: Iterable[int]) -> dict[int, _Row]:
    found: dict[int, _Row] = {}
    for some in batches(sorted(keys)):
        for row in connection.execute(select(copy).where(copy.c.report_key.in_(some))):
            numbers = np.frombuffer(row.sketch, dtype=np.int64)
            found[row.report_key] = _Row(row.report_key, row.rank, row.published, row.runs, numbers, row.copy_group)
    return found


def _are_copies(connection: Connection, one: _Row, other: _Row) -> bool:
    """Whether two reports are copies; most pairs are told by numbers alone, the rest are read."""
    if not _is_worth_reading(one, other):
        return False
    return is_copy(*(row.body or _read(connection, row.key) for row in (one, other)))


def _read(connection: Connection, key: int) -> Body:
    (given,) = reports_by_key(connection, [key])
    return body_of(given)


def _is_worth_reading(one: _Row, other: _Row) -> bool:
    if one.published and other.published and abs(one.published - other.published) > DAYS_APART:
        return False
    if min(one.runs, other.runs) < SHORTEST_PART * max(one.runs, other.runs):
        return False
    shares = share_within(one.sketch, other.sketch), share_within(other.sketch, one.sketch)
    if one.runs == other.runs:
        return max(shares) >= WORTH_READING
    return shares[one.runs > other.runs] >= WORTH_READING


def _join(connection: Connection, pair: tuple[int, int]) -> None:
    groups = set(connection.execute(select(copy.c.copy_group).where(copy.c.report_key.in_(pair))).scalars())
    if len(groups) > 1:
        others = update(copy).where(copy.c.copy_group == max(groups))
        connection.execute(others.values(copy_group=min(groups)))


def _retract(connection: Connection, report_key: int) -> None:
    """Take back the pairs of a report that its buckets no longer compare, since it is no anchor now; then group again those it was with."""
    me = connection.execute(select(copy).where(copy.c.report_key == report_key)).one()
    pairs = set(connection.execute(select(copy_pair.c.other).where(copy_pair.c.one == report_key)).scalars())
    if not pairs:
        return
    entry = Entry(report_key, me.rank, np.frombuffer(me.sketch, dtype=np.int64).tolist())
    gone = sorted(pairs - {other for _, other in candidates(connection, SKETCHES, [entry])})
    if not gone:
        return
    for other in gone:
        for a, b in ((report_key, other), (other, report_key)):
            connection.execute(delete(copy_pair).where(copy_pair.c.one == a, copy_pair.c.other == b))
    members = connection.execute(select(copy.c.report_key).where(copy.c.copy_group == me.copy_group)).scalars()
    _group_again(connection, list(members))


def _group_again(connection: Connection, members: Sequence[int]) -> None:
    """Name anew the groups of reports that were one group."""
    ranks: dict[int, int] = {}
    pairs: dict[int, list[int]] = {member: [] for member in members}
    for some in batches(members):
        ranks.update(
            connection.execute(select(copy.c.report_key, copy.c.rank).where(copy.c.report_key.in_(some))).all()
        )
        for row in connection.execute(select(copy_pair).where(copy_pair.c.one.in_(some))):
            pairs[row.one].append(row.other)
    for group in components(pairs):
        name = min(ranks[member] for member in group)
        for some in batches(group):
            connection.execute(update(copy).where(copy.c.report_key.in_(some)).values(copy_group=name))


def components(neighbours: dict[int, list[int]]) -> Iterable[list[int]]:
    """The members of a graph in groups that hang together, each in order."""
    seen: set[int] = set()
    for start in sorted(neighbours):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            for other in neighbours[waiting.pop()]:
                if other not in group:
                    group.add(other)
                    waiting.append(other)
        seen |= group
        yield sorted(group)
