"""Who is compared with whom: members of one bucket, at a cost that stays flat however large a bucket grows.

An index table has rows (bucket, rank, member). In a bucket of more than `limit` members only pairs with one of its `limit` lowest ranks (its
anchors) are compared. Which pairs those are follows from the rows alone, not from the order in which they came: a rank is made of
the content, as good as drawn by lot, so a newcomer is seldom an anchor, and what it costs to compare an anchor with all is made up for by
that. Where a newcomer takes an anchor's place, or an anchor goes, `displaced` and `promoted` name those whose pairs are to be looked at again.
"""

from __future__ import annotations

import json
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


def add_to(connection: Connection, index: Index, buckets: Sequence[int], rank: int, member: int) -> None:
    """Put a member into buckets."""
    if buckets:
        statement = f"INSERT INTO {index.table} (bucket, rank, member) VALUES (?, ?, ?)"
        connection.exec_driver_sql(statement, [(bucket, rank, member) for bucket in buckets])


def take_from(connection: Connection, index: Index, member: int) -> None:
    """Take a member out of all its buckets."""
    connection.execute(text(f"DELETE FROM {index.table} WHERE member = :member"), {"member": member})


def candidates(connection: Connection, index: Index, buckets: Sequence[int], rank: int, member: int) -> list[int]:
    """The members to compare a member with, in the order of their keys; it may be in the index already."""
    asked = {"buckets": _listed(buckets), "rank": rank, "member": member, "before": index.limit - 1}
    return list(connection.execute(_candidates(index.table), asked).scalars())


def displaced(connection: Connection, index: Index, buckets: Sequence[int], rank: int) -> list[int]:
    """Those who were anchors until a newcomer of this rank, which is in the index already, took their place."""
    asked = {"buckets": _listed(buckets), "rank": rank, "place": index.limit}
    return list(connection.execute(_at_place(index.table), asked).scalars())


def promoted(connection: Connection, index: Index, buckets: Sequence[int], rank: int) -> list[int]:
    """Those who have become anchors since a member of this rank, which is out of the index already, has gone."""
    asked = {"buckets": _listed(buckets), "rank": rank, "place": index.limit - 1}
    return list(connection.execute(_at_place(index.table), asked).scalars())


def _listed(buckets: Sequence[int]) -> str:
    return json.dumps(list(buckets))


@cache
def _candidates(table: str) -> TextClause:
    """`last` is the rank of a bucket's last anchor; an anchor is compared with all (up to the highest rank there is)."""
    return text(
        f"""SELECT DISTINCT other.member FROM (
                SELECT asked.value AS bucket,
                    (SELECT rank FROM {table} WHERE bucket = asked.value ORDER BY rank LIMIT 1 OFFSET :before) AS last
                FROM json_each(:buckets) AS asked) AS bounded
            CROSS JOIN {table} AS other ON other.bucket = bounded.bucket
                AND other.rank <= CASE WHEN last IS NULL OR :rank <= last THEN 9223372036854775807 ELSE last END
            WHERE other.member != :member ORDER BY 1"""
    )


@cache
def _at_place(table: str) -> TextClause:
    """The members at a place of each bucket, counted from 0, where their rank is above the one that came or went."""
    return text(
        f"""SELECT DISTINCT member FROM (
                SELECT (SELECT member FROM {table} WHERE bucket = asked.value ORDER BY rank LIMIT 1 OFFSET :place) AS member,
                    (SELECT rank FROM {table} WHERE bucket = asked.value ORDER BY rank LIMIT 1 OFFSET :place) AS rank
                FROM json_each(:buckets) AS asked)
            WHERE rank > :rank ORDER BY 1"""
    )
