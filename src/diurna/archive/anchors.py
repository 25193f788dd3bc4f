"""Who is compared with whom: members of one bucket, at a cost that stays flat however large a bucket grows.

An index table has rows (bucket, rank, member). In a bucket of more than `limit` members only pairs with one of its `limit` lowest ranks (its
anchors) are compared. Which pairs those are follows from the rows alone, not from the order in which they came: a rank is made of
the content, as good as drawn by lot, so a newcomer is seldom an anchor, and what it costs to compare an anchor with all is made up for by
that. Where newcomers take an anchor's place, or an anchor goes, `displaced` and `promoted` name those whose pairs are to be looked at again.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, text
from sqlalchemy.sql.elements import TextClause


@dataclass(frozen=True, slots=True)
class Index:
    """An index table with columns (bucket, rank, member), in this primary key, and how many anchors a bucket has."""

    table: str
    limit: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A member with its rank and its buckets, each a whole number that 63 bits hold."""

    member: int
    rank: int
    buckets: Sequence[int]


def put_in(connection: Connection, index: Index, entries: Sequence[Entry]) -> None:
    """Put new members into their buckets."""
    rows = [(bucket, entry.rank, entry.member) for entry in entries for bucket in entry.buckets]
    if rows:
        connection.exec_driver_sql(f"INSERT INTO {index.table} (bucket, rank, member) VALUES (?, ?, ?)", sorted(rows))


def take_out(connection: Connection, index: Index, entries: Sequence[Entry]) -> None:
    """Take members out of their buckets."""
    rows = [(bucket, entry.rank, entry.member) for entry in entries for bucket in entry.buckets]
    if rows:
        connection.exec_driver_sql(f"DELETE FROM {index.table} WHERE bucket = ? AND rank = ? AND member = ?", rows)


def candidates(connection: Connection, index: Index, entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """The pairs (member, other) to compare of members that are in the index, in order."""
    asked = json.dumps([(bucket, entry.rank, entry.member) for entry in entries for bucket in entry.buckets])
    found = connection.execute(_candidates(index.table), {"asked": asked, "place": index.limit - 1})
    return [(row[0], row[1]) for row in found]


def displaced(connection: Connection, index: Index, entries: Sequence[Entry]) -> list[int]:
    """Members that were anchors of a bucket until these, which are in the index by now, came."""
    return _crossed(connection, index, entries, step=1)


def promoted(connection: Connection, index: Index, entries: Sequence[Entry]) -> list[int]:
    """Members that have become anchors of a bucket since these, which are out of the index by now, went."""
    return _crossed(connection, index, entries, step=-1)


def _crossed(connection: Connection, index: Index, entries: Sequence[Entry], *, step: int) -> list[int]:
    """Those who crossed the end of the anchors: `step` is 1 where the entries came and pushed others up, -1 where they went."""
    moved: dict[int, list[int]] = {}
    for entry in sorted(entries, key=_rank):
        for bucket in entry.buckets:
            moved.setdefault(bucket, []).append(entry.rank)
    lowest = [(bucket, ranks[0]) for bucket, ranks in sorted(moved.items())]
    asked = {"lowest": json.dumps(lowest), "place": index.limit - (step < 0)}
    found: set[int] = set()
    for bucket in connection.execute(_shifted(index.table), asked).scalars().all():
        ranks = moved[bucket]
        first = index.limit if step > 0 else max(0, index.limit - len(ranks))
        rows = connection.exec_driver_sql(
            f"SELECT rank, member FROM {index.table} WHERE bucket = ? ORDER BY rank LIMIT ? OFFSET ?",
            (bucket, len(ranks) if step > 0 else index.limit - first, first),
        )
        for place, (rank, member) in enumerate(rows, start=first):
            before = place - step * bisect_left(ranks, rank)
            if (before < index.limit) != (place < index.limit) and not (step > 0 and rank in ranks):
                found.add(member)
    return sorted(found)


def _rank(entry: Entry) -> int:
    return entry.rank


@cache
def _candidates(table: str) -> TextClause:
    """`last` is the rank of a bucket's last anchor; an anchor is compared with all (up to the highest rank there is)."""
    return text(
        f"""SELECT DISTINCT bounded.member, other.member FROM (
                SELECT json_extract(value, '$[0]') AS bucket, json_extract(value, '$[1]') AS rank, json_extract(value, '$[2]') AS member,
                    (SELECT rank FROM {table} WHERE bucket = json_extract(value, '$[0]') ORDER BY rank LIMIT 1 OFFSET :place) AS last
                FROM json_each(:asked)) AS bounded
            CROSS JOIN {table} AS other ON other.bucket = bounded.bucket AND other.rank <=
                CASE WHEN bounded.last IS NULL OR bounded.rank <= bounded.last THEN 9223372036854775807 ELSE bounded.last END
            WHERE other.member != bounded.member ORDER BY 1, 2"""
    )


@cache
def _shifted(table: str) -> TextClause:
    """The buckets that have a member above the lowest rank at a place, counted from 0: only there has an anchor come or gone."""
    return text(
        f"""SELECT json_extract(value, '$[0]') FROM json_each(:lowest)
            WHERE (SELECT rank FROM {table} WHERE bucket = json_extract(value, '$[0]') ORDER BY rank LIMIT 1 OFFSET :place)
                > json_extract(value, '$[1]')"""
    )
