"""Who resigns or is dismissed was in office when he did: "the former mayor resigned in May" tells of a mayor."""

from __future__ import annotations

import re
from dataclasses import replace

from diurna.actors import resolve_party
from diurna.acts import Mention
from diurna.record import Entity, Event

LEAVING = frozenset({"resign"})
DISMISSING = frozenset({"dismiss"})
_FORMER = re.compile(r"\b(?:former |ex-|then-|outgoing )", re.IGNORECASE)


def with_offices_left(event: Event, mention: Mention) -> Event:
    """The event, who leaves an office by it with the sectors of that office."""
    act = mention.meaning.chain[-1]
    if act in LEAVING:
        return replace(event, actors=tuple(map(_in_office, event.actors)))
    if act in DISMISSING:
        return replace(event, recipients=tuple(map(_in_office, event.recipients)))
    return event


def _in_office(entity: Entity) -> Entity:
    if entity.sector != ("ELI",) or entity.span is None:
        return entity
    office, changed = _FORMER.subn("", entity.span.text)
    sectors = resolve_party(office, on=None).sectors if changed else ()
    return replace(entity, sector=sectors) if sectors else entity


__all__ = ["with_offices_left"]
