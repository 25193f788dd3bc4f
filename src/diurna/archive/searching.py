"""Full-text search over the reports of an archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection, func, literal_column, select

from diurna.archive.filters import words_query
from diurna.archive.passages import passages
from diurna.archive.schema import report, report_words

RANKED = 5_000
"""Of more reports than these that hold the words, only the latest added are ranked: a word in every report would take seconds."""
Order = Literal["day", "rank"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report that holds the words: `passage` quotes it, the words between « and »."""

    doc_id: str
    title: str | None
    publisher: str | None
    url: str | None
    day: date | None
    passage: str


def find_reports(
    connection: Connection,
    words: str,
    *,
    order: Order = "rank",
    publishers: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    limit: int = 20,
) -> list[Found]:
    """The reports that hold the words (as `words_query` reads them), the best or the latest first. Raises InputError for no words."""
    keys = ranked(connection, words, order=order, publishers=publishers, since=since, until=until, limit=limit)
    return shown(connection, words, keys)


def ranked(
    connection: Connection,
    words: str,
    *,
    order: Order = "rank",
    publishers: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    limit: int = RANKED,
) -> list[int]:
    """The keys of the reports that `find_reports` finds, in its order."""
    match = literal_column("report_words").op("MATCH")(words_query(words))
    latest = select(report_words.c.rowid).where(match).order_by(report_words.c.rowid.desc()).limit(RANKED)
    floor = connection.execute(select(func.min(latest.subquery().c.rowid))).scalar()
    if floor is None:
        return []
    query = (
        select(report.c.key, literal_column("bm25(report_words, 5.0, 1.0)").label("score"))
        .join(report_words, report_words.c.rowid == report.c.key)
        .where(match, report_words.c.rowid >= floor)
    )
    if publishers:
        query = query.where(func.lower(report.c.publisher).in_([name.casefold() for name in publishers]))
    if since:
        query = query.where(report.c.day >= since.isoformat())
    if until:
        query = query.where(report.c.day <= until.isoformat())
    by_day = (report.c.day.desc(), report.c.doc_id)
    best = query.order_by(*(by_day if order == "day" else (literal_column("score"), *by_day))).limit(limit)
    return list(connection.execute(best).scalars())


def shown(connection: Connection, words: str, keys: Sequence[int]) -> list[Found]:
    """The reports of keys, in their order, with the passages that hold the words."""
    quoted = passages(connection, keys, words_query(words))
    rows = {row.key: row for row in connection.execute(select(report).where(report.c.key.in_(keys)))}
    return [
        Found(
            doc_id=row.doc_id,
            title=row.title,
            publisher=row.publisher,
            url=row.url,
            day=date.fromisoformat(row.day) if row.day else None,
            passage=quoted[row.key],
        )
        for row in (rows[key] for key in keys)
    ]
