"""How the desk says things: days, numbers, parties, quad classes with their shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from diurna.archive.standing import Party as StoryParty
from diurna.archive.standing import Standing, Toll
from diurna.archive.standing import Voice as StoryVoice
from diurna.export.countries import country_name
from diurna.export.network import BODIES, SECTORS
from diurna.ontology import load_ontology
from diurna.plots.style import NO_QUAD, QUADS
from diurna.record import Attribution, Count, Entity, Event
from diurna.web import addresses

SHAPES: Mapping[int, str] = {1: "○", 2: "●", 3: "△", 4: "▲", 0: "–"}
"""A circle for cooperation, a triangle for conflict; hollow for words, filled for deeds. So a class is told without its colour."""
NAME_LENGTH = 80
Named = Entity | Attribution | StoryParty | StoryVoice


def quad_shape(quad: int | None) -> str:
    return SHAPES[quad or 0]


def quad_words(quad: int | None) -> str:
    return QUADS.get(quad or 0, NO_QUAD)


def event_quad(event: str) -> int | None:
    """The quad class of a PLOVER type."""
    return None if event == "STATEMENT" else load_ontology().quad(event)


def long_day(day: date | str | None) -> str:
    """ "4 May 2023" """
    if day is None:
        return "day unknown"
    told = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{told.day} {told:%B} {told.year}"


def event_days(event: Event) -> str:
    """The days of the act; of its report, in brackets, where its own are not told."""
    if event.when is None:
        return f"(reported {long_day(event.published)})" if event.published else "(day unknown)"
    return day_span(event.when.start, event.when.end)


def story_days(whole: Standing) -> str:
    if whole.first_day is None or whole.last_day is None:
        return f"(first reported {long_day(whole.first_report)})"
    return day_span(whole.first_day, whole.last_day)


def day_span(first: date, last: date) -> str:
    """Days in words, each part once: "8 to 9 September 2021", "28 February to 1 March 2022"."""
    if first == last:
        return long_day(first)
    begin = long_day(first).split()
    if first.year == last.year:
        begin = begin[:1] if first.month == last.month else begin[:2]
    return f"{' '.join(begin)} to {long_day(last)}"


def entity_name(entity: Named) -> str:
    """The name of a party, else its words, else what its code and sector mean."""
    if entity.name:
        return entity.name
    if isinstance(entity, (Entity, Attribution)) and entity.span is not None:
        return short(entity.span.text)
    return code_name(":".join((entity.code or "", *_sectors(entity)[:1]))) or "somebody"


def entity_codes(entity: Named) -> str:
    return " ".join(part for part in (entity.code, *_sectors(entity)) if part)


def _sectors(entity: Named) -> tuple[str, ...]:
    if isinstance(entity, (Entity, Attribution)):
        return entity.sector
    return entity.sectors if isinstance(entity, StoryParty) else ()


def code_name(code: str | None) -> str:
    """What a party's code means in words: "Myanmar, military"; the code itself where nothing is known of it."""
    if not code:
        return ""
    of, _, sector = code.partition(":")
    place = country_name(of) or BODIES.get(of) or (SECTORS.get(of) if not sector else None) or of
    if not sector:
        return place
    held = SECTORS.get(sector, sector)
    return f"{place}, {held}" if place else held


def count_words(count: Count) -> str:
    if count.low is not None and count.high is not None:
        return f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"
    return f"{count.low:,} or more" if count.low is not None else f"up to {count.high or 0:,}"


def toll_words(toll: Toll) -> str:
    return f"{toll.best:,}" if toll.low == toll.high else f"{toll.best:,} ({toll.low:,} to {toll.high:,})"


def place_words(event: Event) -> str:
    where = event.where
    if where is None:
        return ""
    name = where.resolved_place or (where.span.text if where.span else None)
    country = country_name(where.country_code) or where.country_code
    parts = [name, where.province, country]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def many(count: int, thing: str, things: str | None = None) -> str:
    """ "1 record", "12,345 records" """
    return f"{count:,} {thing if count == 1 else things or thing + 's'}"


def score(value: float | None) -> str:
    """A Goldstein score with its sign."""
    return "" if value is None else f"{value:+.1f}".replace("-", "−")


def percent(part: float) -> str:
    return f"{round(100 * part)} %"


def short(text: str, length: int = NAME_LENGTH) -> str:
    """A text cut at a blank, with a sign that it was."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return (text[:length].rpartition(" ")[0] or text[:length]) + " …"


GLOBALS: Mapping[str, Callable[..., Any]] = {
    "quad_shape": quad_shape,
    "quad_words": quad_words,
    "event_quad": event_quad,
    "event_days": event_days,
    "story_days": story_days,
    "entity_name": entity_name,
    "entity_codes": entity_codes,
    "is_askable": addresses.is_askable,
    "place_words": place_words,
    "many": many,
    **{name: getattr(addresses, name) for name in dir(addresses) if name.endswith("_address") or name == "with_query"},
}
FILTERS: Mapping[str, Callable[..., Any]] = {
    "day": long_day,
    "count": count_words,
    "toll": toll_words,
    "score": score,
    "percent": percent,
    "short": short,
    "code_name": code_name,
}
"""What templates may call."""
