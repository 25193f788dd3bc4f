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
from sqlalchemy import Connection, Row, delete, insert, select, update

from diurna.archive.anchors import Index, add_to, candidates, displaced
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


def enter_copy(connection: Connection, report_key: int, given: Report, digest: str) -> None:
    """Find the copies of a new report, and join their groups; within the transaction that adds it."""
    body = body_of(given)
    sketch, rank = body.sketch, int(digest[:15], 16)
    published = given.published.toordinal() if given.published else None
    mine = {
        "report_key": report_key,
        "rank": rank,
        "published": published,
        "runs": len(body.runs),
        "sketch": sketch.tobytes(),
        "copy_group": rank,
    }
    connection.execute(insert(copy), mine)
    if len(body.runs) < FEWEST_RUNS:
        return
    buckets = sketch.tolist()
    add_to(connection, SKETCHES, buckets, rank, report_key)
    near = candidates(connection, SKETCHES, buckets, rank, report_key)
    if not near:
        return
    found = _copies_among(connection, near, body, sketch, published)
    if found:
        pairs = [(report_key, other.report_key) for other in found]
        connection.execute(insert(copy_pair), [{"one": a, "other": b} for pair in pairs for a, b in (pair, pair[::-1])])
        _join(connection, {rank, *(other.copy_group for other in found)})
    for other_key in displaced(connection, SKETCHES, buckets, rank):
        _retract(connection, other_key)


def enter_copies(connection: Connection) -> None:
    """Find the copies among all reports of an archive that has looked for none yet."""
    known = dict(connection.execute(select(report.c.key, report.c.digest).order_by(report.c.key)).all())
    for key, given in zip(known, reports_by_key(connection, list(known)), strict=True):
        enter_copy(connection, key, given, known[key])


def _copies_among(
    connection: Connection, near: Sequence[int], body: Body, sketch: Numbers, published: int | None
) -> list[Row[tuple[int, ...]]]:
    """Those of the reports that are copies; most are told by numbers alone, the rest are read."""
    rows = [
        row
        for some in batches(near)
        for row in connection.execute(select(copy).where(copy.c.report_key.in_(some)).order_by(copy.c.report_key))
        if _is_worth_reading(row, len(body.runs), sketch, published)
    ]
    texts = reports_by_key(connection, [row.report_key for row in rows])
    return [row for row, text in zip(rows, texts, strict=True) if is_copy(body, body_of(text))]


def _is_worth_reading(other: Row[tuple[int, ...]], runs: int, sketch: Numbers, published: int | None) -> bool:
    if published is not None and other.published is not None and abs(published - other.published) > DAYS_APART:
        return False
    if min(runs, other.runs) < SHORTEST_PART * max(runs, other.runs):
        return False
    theirs = np.frombuffer(other.sketch, dtype=np.int64)
    if runs == other.runs:
        return max(share_within(sketch, theirs), share_within(theirs, sketch)) >= WORTH_READING
    return share_within(*((sketch, theirs) if runs < other.runs else (theirs, sketch))) >= WORTH_READING


def _join(connection: Connection, groups: set[int]) -> None:
    name = min(groups)
    others = sorted(groups - {name})
    connection.execute(update(copy).where(copy.c.copy_group.in_(others)).values(copy_group=name))


def _retract(connection: Connection, report_key: int) -> None:
    """Take back the pairs of a report that its buckets no longer compare, since it is no anchor now; then group again those it was with."""
    me = connection.execute(select(copy).where(copy.c.report_key == report_key)).one()
    pairs = set(connection.execute(select(copy_pair.c.other).where(copy_pair.c.one == report_key)).scalars())
    buckets = np.frombuffer(me.sketch, dtype=np.int64).tolist()
    gone = sorted(pairs - set(candidates(connection, SKETCHES, buckets, me.rank, report_key)))
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
