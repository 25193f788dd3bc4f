"""PLOVER's JSON: the records under the field names that the PLOVER manual fixes, one object a line.

Fields that PLOVER does not name (counts, attribution, status) keep the names of our own record; the manual asks for that. What PLOVER
calls a context of the event (future, hypothetical, negation) is written there from the status.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from diurna.export.cells import day, words
from diurna.export.countries import countries
from diurna.export.telling import report_day
from diurna.export.written import Written
from diurna.record import Attribution, Entity, Event, Where
from diurna.record.json import canonical_line

CONTEXT_OF_STATUS = {"future": "future", "hypothetical": "hypothetical", "negated": "negation"}
WIKIDATA = "https://www.wikidata.org/wiki/"


def write_plover(events: Iterable[Event], stream: TextIO) -> Written:
    """Write the records as PLOVER JSON, one object a line."""
    written = 0
    for event in events:
        stream.write(canonical_line(plover_object(event)))
        written += 1
    return Written(written)


def plover_object(event: Event) -> dict[str, Any]:
    """A record under PLOVER's names; what is not known is left out, but for what the manual requires."""
    when, told = event.when, report_day(event)
    status = CONTEXT_OF_STATUS.get(event.status)
    found: dict[str, Any] = {
        "id": event.id,
        "has_event": True,
        "date": day(when.start if when else told),
        "enddate": day(when.end) if when else None,
        "source": [_actor(party) for party in event.actors],
        "recipient": [_actor(party) for party in event.recipients],
        "event": [event.event],
        "mode": list(event.modes),
        "context": [*event.contexts, *([status] if status else [])],
        "event_text": [event.trigger.text],
        "event_loc": _place(event.where) if event.where else None,
        "quad_code": event.quad_code,
        "event_scale": event.event_scale,
        "link": event.link,
        "text": event.sentence.text,
        "text_info": {"start": event.sentence.start, "end": event.sentence.end},
        "cite_info": _known(
            citation=event.doc_id,
            url=event.url,
            title=event.title,
            language=event.language,
            publication=event.publisher,
            publication_date=day(told),
            coder=" ".join(f"{name} {version}" for name, version in sorted(event.coder.items())),
            codebook="plover-2.0",
        ),
        "coder": "diurna",
        **{key: [count.low, count.high] for key, count in event.counts.items()},
        "date_text": words(when.span) if when else None,
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "status": event.status,
        "attribution": [_voice(voice) for voice in event.attribution],
        "confidence": round(event.confidence, 3),
    }
    required = ("id", "date", "source", "event")
    return {name: value for name, value in found.items() if name in required or value not in (None, [])}


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, [], "")}


def _actor(party: Entity) -> dict[str, Any]:
    return _known(
        code=party.code,
        sector=list(party.sector),
        actor_text=words(party.span or party.given_by),
        identifier_id=f"{WIKIDATA}{party.wikidata}" if party.wikidata else None,
        identifier_text=party.name,
        office=party.role,
    )


def _place(where: Where) -> dict[str, Any]:
    country = countries().get(where.country_code or "")
    return _known(
        geonameid=where.geonameid,
        name=where.resolved_place or words(where.span or where.given_by),
        latitude=where.latitude,
        longitude=where.longitude,
        country_code=country.alpha2 if country else None,
        cc3=where.country_code,
        admin1_name=where.province,
        resolution=where.resolution,
    )


def _voice(voice: Attribution) -> dict[str, Any]:
    return _known(
        code=voice.code,
        sector=list(voice.sector),
        actor_text=voice.span.text,
        identifier_text=voice.name,
        stance=voice.stance,
    )
