"""The addresses of the desk's pages: every view is one that can be sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode, urlsplit

from diurna.export.countries import country_name
from diurna.ontology import load_ontology
from diurna.record import Entity, Event

Pairs = Iterable[tuple[str, str]]
_NOTATION = re.compile(r":[A-Z]{3}$|^[A-Z]{3}$|\s[-–]\s")
_PLAIN = re.compile(r"(?!\.+$)[A-Za-z0-9._~:-]{1,200}")


def with_query(path: str, pairs: Pairs | Mapping[str, str] = ()) -> str:
    """A path with a query, of the pairs that have a value."""
    listed = [(name, value) for name, value in (pairs.items() if isinstance(pairs, Mapping) else pairs) if value != ""]
    return path + (f"?{urlencode(listed, errors='replace')}" if listed else "")


def report_address(doc_id: str, *, under: str = "/reports") -> str:
    """The page of a report. An id that a browser would read as a path (`a/../b`) is given as a parameter."""
    return f"{under}/{doc_id}" if _PLAIN.fullmatch(doc_id) else with_query(under, {"id": doc_id})


def event_address(event: Event) -> str:
    """Where a record stands beside its report."""
    return f"{report_address(event.doc_id)}#e-{event.id}"


def story_address(story_id: str) -> str:
    return f"/stories/{quote(story_id, safe='')}"


def review_address(doc_id: str, record: str | None = None) -> str:
    """The page of a report under review, at a record; else at the first that the reviewer has not judged."""
    address = report_address(doc_id, under="/review/reports")
    if record is None:
        return address
    return f"{address}{'&' if '?' in address else '?'}record={record}"


def events_address(pairs: Pairs | Mapping[str, str] = ()) -> str:
    return with_query("/events", pairs)


def day_address(day: object) -> str:
    return f"/days/{day}"


def party_address(party: str) -> str:
    return with_query("/actor", {"party": party})


def dyad_address(one: str, other: str) -> str:
    return with_query("/dyad", {"one": one, "other": other})


def place_address(name: str) -> str:
    return with_query("/place", {"name": name})


def country_address(code: str) -> str:
    return with_query("/place", {"country": code})


def name_address(entity: Entity) -> str | None:
    """The page of a party by its name; of the country or body where it is just that. None where a filter cannot hold the name."""
    if entity.name is None or not is_askable(entity.name):
        return None
    is_country = entity.code is not None and entity.name == country_name(entity.code)
    return party_address(entity.code if is_country and entity.code else entity.name)


def code_address(entity: Entity) -> str | None:
    """The page of all parties of the same code and first sector."""
    sector = entity.sector[0] if entity.sector and entity.sector[0] in load_ontology().sectors else None
    if entity.code is None or not re.fullmatch("[A-Z]{3}", entity.code):
        return party_address(f":{sector}") if sector else None
    return party_address(f"{entity.code}:{sector}" if sector else entity.code)


def is_askable(name: str) -> bool:
    """Whether a name can be a parameter as it is: short enough, without controls, and no notation of a filter."""
    return len(name) <= 200 and name.isprintable() and name == name.strip() and not _NOTATION.search(name)


def outer_address(url: str | None) -> str | None:
    """The address of a report where a link to it is safe: of the web, never a script."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None
