"""What the records of a filter are like: how many of each type, country, party and publisher; and what a whole archive holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, case, func, select, true

from diurna.archive.asking import register_chosen
from diurna.archive.columns import ask_columns_view
from diurna.archive.filters import EventFilter
from diurna.archive.schema import copy, event, mention, report
from diurna.archive.store import Archive

if TYPE_CHECKING:
    import duckdb

FACETS: Mapping[str, str] = {
    "type": "event",
    "quad": "CAST(quad_code AS VARCHAR)",
    "country": "country_code",
    "place": "place",
    "actor": "unnest(list_distinct(actor_code))",
    "recipient": "unnest(list_distinct(recipient_code))",
    "status": "status",
    "publisher": "publisher",
}
"""By what facets count; each is named as the parameter that narrows by it. A record counts once for each of its codes."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A value and how many records have it."""

    value: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What an archive holds; `first_day` and `last_day` are those that its records are sorted by."""

    reports: int
    events: int
    stories: int
    publishers: int
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many records, and the mean of their Goldstein scores (None: none has a score)."""

    events: int
    goldstein: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many records of a quad class a day has (None: statements, and records without a day), and the sum of the scores of those that have one."""

    day: date | None
    quad: int | None
    events: int
    goldstein: float
    scored: int


def days_of(archive: Archive, wanted: EventFilter | None = None) -> list[DayCount]:
    """The records that a filter finds, counted by day and quad class, by day."""

    def ask(columns: duckdb.DuckDBPyConnection) -> list[DayCount]:
        chosen = register_chosen(archive.connection, columns, wanted)
        rows = columns.execute(
            f"SELECT day, quad_code, count(*), coalesce(sum(goldstein), 0), count(goldstein) FROM {chosen} "
            "GROUP BY ALL ORDER BY day NULLS LAST, quad_code NULLS LAST"
        ).fetchall()
        return [DayCount(day=day, quad=quad, events=n, goldstein=sum_, scored=m) for day, quad, n, sum_, m in rows]

    return ask_columns_view(archive, ask)


def totals(archive: Archive, wanted: EventFilter | None = None) -> Totals:
    """Number and mean score of the records that a filter finds."""

    def ask(columns: duckdb.DuckDBPyConnection) -> Totals:
        chosen = register_chosen(archive.connection, columns, wanted)
        events, mean = columns.execute(f"SELECT count(*), avg(goldstein) FROM {chosen}").fetchall()[0]
        return Totals(events, None if mean is None else round(mean, 3))

    return ask_columns_view(archive, ask)


def facets(
    archive: Archive, names: Sequence[str], wanted: EventFilter | None = None, *, top: int = 10
) -> dict[str, tuple[Facet, ...]]:
    """For each name of FACETS the `top` values, the most frequent first. Records without a value do not count."""

    def ask(columns: duckdb.DuckDBPyConnection) -> dict[str, tuple[Facet, ...]]:
        chosen = register_chosen(archive.connection, columns, wanted)
        # read once: each month is a file of its own, and opening them costs more than counting
        needed = "event, quad_code, country_code, place, actor_code, recipient_code, status, publisher"
        columns.execute(f"CREATE TEMP TABLE facet_rows AS SELECT {needed} FROM {chosen}")
        found = {}
        for name in names:
            rows = columns.execute(
                f"SELECT value, count(*) AS n FROM (SELECT {FACETS[name]} AS value FROM facet_rows) WHERE value IS NOT NULL "
                f"GROUP BY value ORDER BY n DESC, value LIMIT {int(top)}"
            ).fetchall()
            found[name] = tuple(Facet(*row) for row in rows)
        return found

    return ask_columns_view(archive, ask)


def glance(connection: Connection) -> Glance:
    """What the archive holds."""
    first, last = connection.execute(select(func.min(event.c.day), func.max(event.c.day))).one()

    def count(of: object) -> int:
        return int(connection.execute(select(of)).scalar_one())  # type: ignore[call-overload]

    return Glance(
        reports=count(func.count(report.c.key)),
        events=count(func.count(event.c.key)),
        stories=count(func.count(mention.c.story.distinct())),
        publishers=count(func.count(func.lower(report.c.publisher).distinct())),
        first_day=date.fromisoformat(first) if first else None,
        last_day=date.fromisoformat(last) if last else None,
    )


def most_told(connection: Connection, *, until: date | None, days: int | None = 60, limit: int = 10) -> list[str]:
    """The ids of the stories of some days up to one (None: of all) that most publishers tell with an article of their own, the latest of equals first.

    Only stories of two reports or more.
    """
    if until is None or days is None:
        within: ColumnElement[bool] = true()
    else:
        since = until - timedelta(days=min(days, until.toordinal() - 1))
        within = event.c.day.between(since.isoformat(), until.isoformat())
    publishers = func.count(func.lower(report.c.publisher).distinct())
    articles = func.count(copy.c.copy_group.distinct())
    voices = case((publishers < articles, publishers), else_=articles)
    query = (
        select(mention.c.story)
        .join(event, event.c.key == mention.c.key)
        .join(report, report.c.key == mention.c.report_key)
        .join(copy, copy.c.report_key == mention.c.report_key)
        .where(within)
        .group_by(mention.c.story)
        .having(func.count(mention.c.report_key.distinct()) > 1)
        .order_by(voices.desc(), articles.desc(), func.max(event.c.day).desc(), mention.c.story)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())
