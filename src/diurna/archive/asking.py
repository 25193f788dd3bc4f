"""Records found by a filter, the latest first, page by page.

An index answers each condition on parties, places, voices and words with a set of keys. Where the smallest of these sets is small, its
records are looked up and the other conditions tried on them; where none is, records are walked from the latest day on until enough
fit. Which, is told by counting no further than FEW: SQLite's own planner cannot know it.
"""

from __future__ import annotations

import json
import math
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select

from diurna.archive.filters import Box, EventFilter, PartyTest, Side, words_query
from diurna.archive.reading import events_by_key
from diurna.archive.schema import (
    event,
    event_box,
    event_words,
    mention,
    party,
    party_sector,
    report,
    review_standing,
    story_member,
    voice,
)
from diurna.errors import InputError
from diurna.record import Event

if TYPE_CHECKING:
    import duckdb

FEW = 40_000
"""A set of at most so many keys is looked up; of more, records are walked by day."""
_ID = re.compile("[0-9a-f]{16}")
_DAY = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]")
KM_PER_DEGREE = 111.195
ONE: ColumnElement[int] = literal_column("1")


@dataclass(frozen=True, slots=True)
class KeySet:
    """The keys of the records that meet a condition, as a query, and the condition as a test of one record."""

    keys: Select[Any]
    test: ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Page:
    """Records, the latest first; `next` is the cursor of the page after, None at the end."""

    events: tuple[Event, ...]
    next: str | None


def find_events(connection: Connection, wanted: EventFilter, *, limit: int = 100, after: str | None = None) -> Page:
    """The records that a filter finds: by day downwards, undated last, then by id. `after`: the cursor of the page before.

    Raises InputError for a cursor that is none or a text without a word.
    """
    rows = connection.execute(_ordered(connection, wanted, after).limit(limit + 1)).all()
    shown = rows[:limit]
    cursor = cursor_of(shown[-1].day, shown[-1].id) if len(rows) > limit else None
    return Page(tuple(events_by_key(connection, [row.key for row in shown])), cursor)


def all_events(connection: Connection, wanted: EventFilter) -> Iterator[Event]:
    """All records that a filter finds, in the order of `find_events`, read some at a time."""
    keys = [row.key for row in connection.execute(_ordered(connection, wanted, None))]
    return events_by_key(connection, keys)


def count_events(connection: Connection, wanted: EventFilter) -> int:
    """How many records a filter finds."""
    chosen = chosen_keys(connection, wanted).subquery()
    return int(connection.execute(select(func.count()).select_from(chosen)).scalar_one())


def chosen_keys(connection: Connection, wanted: EventFilter) -> Select[Any]:
    """The query of the keys that a filter finds, in no order."""
    conditions = [*_plain(wanted), *_planned(connection, key_sets(wanted))]
    query = select(event.c.key).where(*conditions)
    if wanted.publishers:
        names = [name.casefold() for name in wanted.publishers]
        query = query.join(report, report.c.key == event.c.report_key).where(func.lower(report.c.publisher).in_(names))
    if wanted.reports:
        keys = select(report.c.key).where(report.c.doc_id.in_(wanted.reports))
        query = query.where(event.c.report_key.in_(keys))
    if wanted.stories:
        told = (
            select(mention.c.story)
            .join(story_member, story_member.c.mention_key == mention.c.key)
            .join(event, event.c.key == story_member.c.event_key)
        )
        members = select(story_member.c.event_key).join(mention, mention.c.key == story_member.c.mention_key)
        query = query.where(
            event.c.key.in_(members.where(mention.c.story.in_(told.where(event.c.id.in_(wanted.stories)))))
        )
    return query


def register_chosen(connection: Connection, columns: duckdb.DuckDBPyConnection, wanted: EventFilter | None) -> str:
    """What to select FROM in a view of columns, so that only the records that the filter finds are counted."""
    if wanted is None or wanted == EventFilter():
        return "events"
    keys = np.fromiter(connection.execute(chosen_keys(connection, wanted)).scalars(), np.int64)
    columns.register("chosen", {"key": keys})
    return "(SELECT * FROM events SEMI JOIN chosen USING (key))"


def _ordered(connection: Connection, wanted: EventFilter, after: str | None) -> Select[Any]:
    query = chosen_keys(connection, wanted).add_columns(event.c.day, event.c.id)
    query = query.order_by(event.c.day.desc(), event.c.id)
    if after is not None:
        day, last = position_of(after)
        later = and_(event.c.day == day, event.c.id > last)
        undated = event.c.day.is_(None)
        if day is None:
            query = query.where(undated, event.c.id > last)
        else:
            query = query.where(or_(event.c.day < day, later, undated))
    return query


def cursor_of(day: str | None, event_id: str) -> str:
    """The cursor of the page that begins after a record."""
    return urlsafe_b64encode(json.dumps([day, event_id]).encode()).decode().rstrip("=")


def position_of(cursor: str) -> tuple[str | None, str]:
    """Day and id of the record before a cursor. Raises InputError."""
    try:
        match json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))):
            case [str() | None as day, str() as event_id] if _ID.fullmatch(event_id) and (
                not day or _DAY.fullmatch(day)
            ):
                return day, event_id
    except ValueError:
        pass
    raise InputError(f"{cursor!r} is no cursor; take the one that the page before gave")


def _plain(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    """The conditions on the columns of the record's own row."""
    if wanted.since:
        yield event.c.day >= wanted.since.isoformat()
    if wanted.until:
        yield event.c.day <= wanted.until.isoformat()
    if wanted.types:
        yield event.c.event.in_(wanted.types)
    if wanted.quad:
        yield event.c.quad_code.in_(wanted.quad)
    if wanted.statuses:
        yield event.c.status.in_(wanted.statuses)
    if wanted.countries:
        yield event.c.country_code.in_(wanted.countries)
    if wanted.places:
        yield or_(*(event.c.place.collate("NOCASE") == place for place in wanted.places))
    if wanted.cameo:
        yield or_(*(event.c.cameo.startswith(code, autoescape=True) for code in wanted.cameo))
    for name, values in (("modes", wanted.modes), ("contexts", wanted.contexts), ("voices", wanted.stances)):
        if values:
            yield or_(*(event.c[name].contains(f" {value} ", autoescape=True) for value in values))
    if wanted.asserted:
        yield event.c.voices == " "
    if wanted.dated:
        yield event.c.date.is_not(None)
    if wanted.min_confidence > 0:
        yield event.c.confidence >= wanted.min_confidence
    if "unreviewed" in wanted.reviews:
        yield or_(~_stands(()), *([_stands(wanted.reviews)] if len(wanted.reviews) > 1 else []))


def key_sets(wanted: EventFilter) -> list[KeySet]:
    """The conditions that an index answers."""
    found: list[KeySet] = []
    for tests, side in ((wanted.actors, "actor"), (wanted.recipients, "recipient"), (wanted.parties, None)):
        if tests:
            found.append(_any_party(tests, side))
    if wanted.dyads:
        found += _dyads(wanted.dyads)
    if wanted.voices:
        found.append(_any_voice(wanted.voices))
    if wanted.box:
        found.append(_in_boxes([wanted.box]))
    if wanted.near:
        c = wanted.near
        found.append(_in_boxes(boxes_around(c.lat, c.lon, c.km), within=(c.lat, c.lon, c.km)))
    if wanted.reviews and "unreviewed" not in wanted.reviews:
        records = select(review_standing.c.record).where(*_standing(wanted.reviews))
        found.append(KeySet(select(event.c.key).where(event.c.id.in_(records)), _stands(wanted.reviews)))
    if wanted.text is not None:
        words = literal_column("event_words").op("MATCH")(words_query(wanted.text))
        found.append(
            KeySet(
                select(event_words.c.rowid).where(words),
                exists(select(ONE).select_from(event_words).where(words, event_words.c.rowid == event.c.key)),
            )
        )
    return found


def _stands(reviews: Sequence[str]) -> ColumnElement[bool]:
    """That people reviewed a record, and that it stands with them in one of the ways."""
    return exists(select(ONE).where(review_standing.c.record == event.c.id, *_standing(reviews)))


def _standing(reviews: Sequence[str]) -> list[ColumnElement[bool]]:
    return [review_standing.c.standing.in_(reviews)] if reviews and "reviewed" not in reviews else []


def _planned(connection: Connection, sets: Sequence[KeySet]) -> list[ColumnElement[bool]]:
    """The conditions of the key sets: the smallest by its keys where it is small, the others as tests."""
    if not sets:
        return []
    sizes = [_size(connection, one) for one in sets]
    least = min(range(len(sets)), key=lambda n: sizes[n])
    if sizes[least] > FEW:
        return [one.test for one in sets]
    rest = [one.test for n, one in enumerate(sets) if n != least]
    return [event.c.key.in_(sets[least].keys), *rest]


def _size(connection: Connection, one: KeySet) -> int:
    """How many keys, counted to just past FEW."""
    return int(connection.execute(select(func.count()).select_from(one.keys.limit(FEW + 1).subquery())).scalar_one())


def _any_party(tests: Sequence[PartyTest], side: Side | str | None) -> KeySet:
    return _union([_party(test, side) for test in tests])


def _dyads(dyads: Sequence[tuple[PartyTest, PartyTest]]) -> list[KeySet]:
    """Both parties of one of the dyads, on any side each."""
    if len(dyads) == 1:
        return [_party(test, None) for test in dyads[0]]
    pairs = [[_party(test, None) for test in pair] for pair in dyads]
    return [
        KeySet(
            _union([first for first, _ in pairs]).keys,
            or_(*(and_(first.test, second.test) for first, second in pairs)),
        ),
        KeySet(
            _union([second for _, second in pairs]).keys,
            or_(*(and_(first.test, second.test) for first, second in pairs)),
        ),
    ]


def _union(sets: Sequence[KeySet]) -> KeySet:
    if len(sets) == 1:
        return sets[0]
    first, *others = (one.keys for one in sets)
    joined = first.union(*others).subquery()
    return KeySet(select(joined.c[0]), or_(*(one.test for one in sets)))


def _party(test: PartyTest, side: Side | str | None) -> KeySet:
    """The records with a party of the code, the sector, both in one, or the name."""
    if test.sector and not test.code and not test.name:
        source, conditions = party_sector, [party_sector.c.sector == test.sector]
    else:
        source, conditions = party, []
        if test.code:
            conditions.append(party.c.code == test.code)
        if test.name:
            conditions.append(party.c.name.collate("NOCASE") == test.name)
        if test.sector:
            conditions.append(party.c.sectors.contains(f" {test.sector} "))
    if side:
        conditions.append(source.c.side == side)
    keys = select(source.c.event_key).where(*conditions)
    return KeySet(keys, exists(select(ONE).where(source.c.event_key == event.c.key, *conditions)))


def _any_voice(tests: Sequence[PartyTest]) -> KeySet:
    """The records for which one of the parties vouches, or which it denies."""
    conditions = [
        voice.c.name.collate("NOCASE") == test.name if test.name else voice.c.code == test.code
        for test in tests
        if test.name or test.code
    ]
    if len(conditions) < len(tests):
        raise InputError("a voice is asked for by its code (RUS) or its name; of its sector the archive keeps no index")
    keys = select(voice.c.event_key).where(or_(*conditions))
    return KeySet(keys, exists(select(ONE).where(voice.c.event_key == event.c.key, or_(*conditions))))


def _in_boxes(boxes: Sequence[Box], within: tuple[float, float, float] | None = None) -> KeySet:
    """The records whose place lies in one of the boxes and, if `within`, at most so many kilometres from a point."""
    wide = [
        (box.south, box.north, west, east)
        for box in boxes
        for west, east in ([(box.west, box.east)] if box.west <= box.east else [(box.west, 180.0), (-180.0, box.east)])
    ]
    b = event_box.c
    keys = select(b.key).where(
        or_(
            *(
                and_(b.min_lat >= south, b.max_lat <= north, b.min_lon >= west, b.max_lon <= east)
                # the tree keeps coordinates in 32 bits, rounded outwards
                for south, north, west, east in ((s - 1e-4, n + 1e-4, w - 1e-4, e + 1e-4) for s, n, w, e in wide)
            )
        )
    )
    e = event.c
    test = or_(*(and_(e.lat.between(s, n), e.lon.between(w, east)) for s, n, w, east in wide))
    if within:
        lat, lon, km = within
        test = and_(test, func.km_between(e.lat, e.lon, lat, lon) <= km)
    exact = select(e.key).where(e.key.in_(keys), test)
    return KeySet(exact, test)


def boxes_around(lat: float, lon: float, km: float) -> list[Box]:
    """The box that holds a circle; near a pole it goes all round."""
    height = km / KM_PER_DEGREE
    south, north = max(-90.0, lat - height), min(90.0, lat + height)
    widest = math.cos(math.radians(max(abs(south), abs(north))))
    width = 180.0 if widest <= 0 or height / widest >= 180 else height / widest
    if width >= 180:
        return [Box(south=south, west=-180.0, north=north, east=180.0)]
    west, east = lon - width, lon + width
    return [Box(south=south, west=west + 360 * (west < -180), north=north, east=east - 360 * (east > 180))]
