"""Records of made-up acts by real countries, each a change of one: for rows and mappings."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, TextIO

from diurna.export.written import Written
from diurna.record import Count, Entity, Event, Span, When, Where
from tests.record.samples import ASSAULT

KHARKIV = Where(
    span=Span(60, 67, "Kharkiv"),
    resolved_place="Kharkiv",
    province="Kharkiv Oblast",
    country_code="UKR",
    latitude=49.98,
    longitude=36.25,
    geonameid=706483,
    resolution="place",
)


def party(code: str | None = None, *sector: str, name: str | None = None, text: str | None = "they") -> Entity:
    """A party of a code, sectors and a name; `text` are its words in the sentence."""
    span = Span(10, 10 + len(text), text) if text else None
    return Entity(span=span, name=name, code=code, sector=sector, given_by=None if span else Span(0, 4, "They"))


def act(event: str = "ASSAULT", *modes: str, **changes: Any) -> Event:
    """A record of a type and modes in Kharkiv on 28 February 2024, reported on 1 March."""
    day = date(2024, 2, 28)
    made = replace(
        ASSAULT,
        event=event,
        modes=modes,
        link=None,
        counts={},
        where=KHARKIV,
        when=When(start=day, end=day, span=None),
        published=date(2024, 3, 1),
        actors=(party("RUS", "MIL"),),
        recipients=(party("UKR", "MIL"),),
    )
    return replace(made, **changes)


def dead(low: int | None, high: int | None = None) -> dict[str, Count]:
    return {"dead": Count(low=low, high=high, span=Span(0, 3, "two"))}


def written(write: Callable[[Iterable[Event], TextIO], Written], events: Iterable[Event]) -> tuple[str, Written]:
    """The text that a form gives of records, and what it says it wrote."""
    stream = io.StringIO(newline="")
    told = write(events, stream)
    return stream.getvalue(), told
