"""What the records of a filter are like: how many of each type, country, party and publisher; and what a whole archive holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from sqlalchemy import Connection, Executable, func, literal_column, select, text

from diurna.archive.filters import EventFilter
from diurna.archive.memory import View, chosen, memory
from diurna.archive.memory.choosing import SIDES
from diurna.archive.memory.columns import Mask
from diurna.archive.memory.counting import counted, grouped, most, sides_counted
from diurna.archive.schema import event, report, story_summary
from diurna.archive.store import Archive

LAST_DAY = date.max.toordinal()
QUADS: Sequence[str | None] = (None, "1", "2", "3", "4")
FACETS: Mapping[str, str] = {
    "type": "event",
    "quad": "quad",
    "country": "country",
    "place": "place",
    "actor": "code",
    "recipient": "code",
    "status": "status",
    "publisher": "publisher",
}
"""By what facets count, and the column of it in memory; each is named as the parameter that narrows by it. A record counts once for each of its codes."""


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
    view = memory(archive)
    rows = chosen(view, archive, wanted)
    day, quad, scores = (view.records[name][rows] for name in ("day", "quad", "goldstein"))
    if not len(day):
        return []
    first = int(day[day > 0].min(initial=LAST_DAY))  # so that the numbers of days are small
    scored = ~np.isnan(scores)
    groups = grouped(
        (np.where(day > 0, day - first + 1, 0), quad), sums=(np.where(scored, scores, 0.0), scored.astype(np.float64))
    )
    found = [
        DayCount(
            day=date.fromordinal(number + first - 1) if number else None,
            quad=quad or None,
            events=events,
            goldstein=round(sum_, 3),
            scored=int(n),
        )
        for number, quad, events, sum_, n in zip(
            *(column.tolist() for column in (*groups.columns, groups.counts, *groups.sums)), strict=True
        )
    ]
    return sorted(found, key=_by_day)


def _by_day(one: DayCount) -> tuple[date, bool, int]:
    """Days ascending, none last; within one, the quad classes, none last."""
    return one.day or date.max, one.quad is None, one.quad or 0


def totals(archive: Archive, wanted: EventFilter | None = None) -> Totals:
    """Number and mean score of the records that a filter finds."""
    view = memory(archive)
    rows = chosen(view, archive, wanted)
    scores = view.records["goldstein"][rows]
    events, scores = len(scores), scores[~np.isnan(scores)]
    return Totals(events, round(float(scores.mean()), 3) if len(scores) else None)


def facets(
    archive: Archive, names: Sequence[str], wanted: EventFilter | None = None, *, top: int = 10
) -> dict[str, tuple[Facet, ...]]:
    """For each name of FACETS the `top` values, the most frequent first. Records without a value do not count."""
    view = memory(archive)
    return facets_of(view, chosen(view, archive, wanted), names, top=top)


def facets_of(view: View, rows: Mask, names: Sequence[str], *, top: int = 10) -> dict[str, tuple[Facet, ...]]:
    """The same of chosen rows of the columns in memory."""
    found = {}
    index = np.flatnonzero(rows)
    sides = sides_counted(view, index) if SIDES.keys() & names else ()
    texts: Sequence[str | None]
    for name in names:
        if name in SIDES:
            counts, texts = sides[SIDES[name]], view.texts("code")
        elif name == "quad":
            counts, texts = counted(view.records["quad"], index), QUADS
        else:
            counts, texts = counted(view.records[FACETS[name]], index), view.texts(FACETS[name])
        found[name] = tuple(Facet(*one) for one in most(counts, texts, top))
    return found


_PUBLISHERS = (
    "WITH RECURSIVE known (name) AS (SELECT min(publisher) FROM report UNION ALL "
    "SELECT (SELECT min(publisher) FROM report WHERE publisher > name) FROM known WHERE name IS NOT NULL) SELECT count(DISTINCT lower(name)) FROM known"
)
"""From name to name by the index: reports are many times as many as publishers."""


def glance(connection: Connection, *, events: int | None = None) -> Glance:
    """What the archive holds. `events` is how many records, where that is known already."""
    # each asked for alone is the end of an index; both together would be a walk through all of it
    first, last = (connection.execute(select(end(event.c.day))).scalar() for end in (func.min, func.max))

    def count(query: Executable) -> int:
        return int(connection.execute(query).scalar_one())

    return Glance(
        reports=count(select(func.count(report.c.key))),
        events=count(select(func.count(event.c.key))) if events is None else events,
        stories=count(select(func.count(story_summary.c.story))),
        publishers=count(text(_PUBLISHERS)),
        first_day=date.fromisoformat(first) if first else None,
        last_day=date.fromisoformat(last) if last else None,
    )


def most_told(connection: Connection, *, until: date | None, days: int | None = 60, limit: int = 10) -> list[str]:
    """The ids of the stories of some days up to one (None: of all) that most publishers tell with an article of their own, the latest of equals first.

    Only stories of two reports or more. A story is of its last day.
    """
    told = story_summary.c
    query = select(told.story).where(told.reports > literal_column("1"))  # as the index says it
    if until is not None and days is not None:
        since = until - timedelta(days=min(days, until.toordinal() - 1))
        query = query.where(told.day.between(since.isoformat(), until.isoformat()))
    query = query.order_by(told.voices.desc(), told.articles.desc(), told.day.desc(), told.story).limit(limit)
    return list(connection.execute(query).scalars())
