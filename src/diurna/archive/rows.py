"""A record as rows of the tables: what is filtered, sorted and searched, and the record itself, packed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diurna.archive.packing import pack
from diurna.record import Entity, Event

LARGEST = 2**63 - 1
"""The largest number that SQLite holds; a record keeps its counts whole."""

Row = dict[str, Any]


def event_rows(one: Event, *, key: int, report_key: int, position: int, report_day: str | None) -> dict[str, list[Row]]:
    """The rows of a record by table."""
    where, when = one.where, one.when
    sides = (("actor", one.actors), ("recipient", one.recipients))
    sectors = dict.fromkeys((side, sector) for side, entities in sides for e in entities for sector in e.sector)
    rows: dict[str, list[Row]] = {
        "event": [
            {
                "key": key,
                "id": one.id,
                "report_key": report_key,
                "position": position,
                "event": one.event,
                "modes": spaced(one.modes),
                "contexts": spaced(one.contexts),
                "cameo": one.cameo,
                "goldstein": one.goldstein,
                "event_scale": one.event_scale,
                "quad_code": one.quad_code,
                "day": day_of(one, report_day),
                "date": when.start.isoformat() if when else None,
                "enddate": when.end.isoformat() if when else None,
                "status": one.status,
                "voices": spaced([a.stance for a in one.attribution]),
                "place": where.resolved_place if where else None,
                "country_code": where.country_code if where else None,
                "lat": where.latitude if where else None,
                "lon": where.longitude if where else None,
                "confidence": one.confidence,
                "link": one.link,
            }
        ],
        "record": [{"event_key": key, "packed": pack(one)}],
        "party": [row for side, entities in sides for row in _parties(key, side, entities)],
        "party_sector": [{"event_key": key, "side": side, "sector": sector} for side, sector in sectors],
        "voice": [
            {"event_key": key, "position": n, "code": a.code, "name": a.name, "stance": a.stance}
            for n, a in enumerate(one.attribution)
        ],
        "toll": [
            {"event_key": key, "kind": kind, "low": _bounded(c.low), "high": _bounded(c.high)}
            for kind, c in one.counts.items()
        ],
        "event_words": [{"rowid": key, "words": words_of(one)}],
        "event_box": [],
    }
    if where and where.latitude is not None and where.longitude is not None:
        lat, lon = where.latitude, where.longitude
        rows["event_box"] = [{"key": key, "min_lat": lat, "max_lat": lat, "min_lon": lon, "max_lon": lon}]
    return rows


def words_of(one: Event) -> str:
    """What full-text search over records looks at: the sentence and the names of parties and place."""
    names = [e.name for e in (*one.actors, *one.recipients)] + [one.where.resolved_place if one.where else None]
    return " ".join([one.sentence.text, *(name for name in names if name and name not in one.sentence.text)])


def day_of(one: Event, report_day: str | None) -> str | None:
    """The day that a record is sorted by: the first of the act, else the report's."""
    return one.when.start.isoformat() if one.when else report_day


def spaced(words: Iterable[str]) -> str:
    """Words, each between blanks, so that ` word ` finds one: " demo riot "; one blank where there is none."""
    return "".join(f" {word}" for word in words) + " "


def _parties(key: int, side: str, entities: Sequence[Entity]) -> list[Row]:
    return [
        {
            "event_key": key,
            "side": side,
            "position": n,
            "code": entity.code,
            "name": entity.name,
            "sectors": spaced(entity.sector),
        }
        for n, entity in enumerate(entities)
    ]


def _bounded(number: int | None) -> int | None:
    return None if number is None else min(number, LARGEST)
