"""Mentions of made-up reports, written in one line each: `TYPE actors>recipients marks :: sentence with the [trigger]`.

Parties are codes joined by "+", "-" for none; "I=GBR" is one by its words. Marks: a day of June 2024 ("@5"), a country ("in:SYR") or a town ("in:SYR/Homs"), a count
("dead=12-12"), a status ("future").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import cast, get_args

from diurna.record import Count, Entity, Event, Span, Status, When, Where, event_id
from tests.record.samples import REQUEST


def mentions(*lines: str) -> list[Event]:
    """The events of a report whose sentences are these lines; the first stands in the headline."""
    found: list[Event] = []
    start = 0
    for line in lines:
        event = _mention(line, start)
        found.append(event)
        start = event.sentence.end + 1
    return found


def _mention(line: str, start: int) -> Event:
    head, marked = (part.strip() for part in line.split("::"))
    kind, parties, *marks = head.split()
    opening, rest = marked.split("[")
    trigger, closing = rest.split("]")
    at = start + len(opening)
    span = Span(at, at + len(trigger), trigger)
    sentence = opening + trigger + closing
    actors, recipients = (_entities(side, at) for side in parties.split(">"))
    event = replace(
        REQUEST,
        id=event_id("report", span, kind),
        event=kind,
        actors=actors,
        recipients=recipients,
        when=None,
        where=None,
        counts={},
        attribution=(),
        status="actual",
        trigger=span,
        sentence=Span(start, start + len(sentence), sentence),
        link=None,
    )
    for mark in marks:
        event = _marked(event, mark)
    return event


def _marked(event: Event, mark: str) -> Event:
    if mark.startswith("@"):
        day = date(2024, 6, int(mark[1:]))
        return replace(event, when=When(start=day, end=day, span=event.trigger))
    if mark.startswith("in:"):
        country, _, town = mark[3:].partition("/")
        where = Where(
            span=event.trigger,
            resolved_place=town or country,
            country_code=country,
            resolution="place" if town else "country",
        )
        return replace(event, where=where)
    if mark in get_args(Status):
        return replace(event, status=cast(Status, mark))
    key, _, ends = mark.partition("=")
    low, high = (int(end) if end else None for end in ends.split("-"))
    return replace(event, counts={key: Count(low=low, high=high, span=event.trigger)})


def _entities(codes: str, at: int) -> tuple[Entity, ...]:
    if codes == "-":
        return ()
    parties = [code.rpartition("=") for code in codes.split("+")]
    return tuple(
        Entity(span=Span(at, at + len(words or code[0]), words or code[0]), name=code, code=code)
        for words, _, code in parties
    )


def groups(events: Sequence[Event]) -> list[int]:
    """For each event the number of the first that it is linked to, its own where it is not."""
    first: dict[str, int] = {}
    return [i if e.link is None else first.setdefault(e.link, i) for i, e in enumerate(events)]
