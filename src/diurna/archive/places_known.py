"""The places that an archive knows: those that its records were coded with, by name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from diurna.archive.schema import event


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place with its point in degrees, and the number of records there."""

    name: str
    country: str | None
    lat: float
    lon: float
    events: int


def known_places(connection: Connection, words: str, *, whole: bool = False, limit: int = 20) -> list[KnownPlace]:
    """Places whose name begins with these words, in any case, or is these words (`whole`); those of most records first."""
    start = words.strip()
    if not start:
        return []
    place = event.c.place.collate("NOCASE")
    fits = place == start if whole else place.between(start, start + "\U0010ffff")
    count = func.count()
    query = (
        select(event.c.place, event.c.country_code, event.c.lat, event.c.lon, count.label("events"))
        .where(fits, event.c.lat.is_not(None), event.c.lon.is_not(None))
        .group_by(event.c.place, event.c.country_code, event.c.lat, event.c.lon)
        .order_by(count.desc(), event.c.place)
        .limit(limit)
    )
    return [
        KnownPlace(name=row.place, country=row.country_code, lat=row.lat, lon=row.lon, events=row.events)
        for row in connection.execute(query)
    ]
