"""A correction in words: what the coder said of each field, and what it should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from diurna.archive.corrections import changed_fields
from diurna.archive.judgements import Judgement
from diurna.archive.reviews import Reviewed
from diurna.record import Attribution, Entity, Event, Span
from diurna.web.words import count_words, entity_codes, entity_name, event_days, place_words

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field, and how it is told in two records."""

    field: str
    said: str
    corrected: str


@dataclass(frozen=True, slots=True)
class Said:
    """A judgement with what it changed, and what the coder gives otherwise since (None: it gives the record no more)."""

    judgement: Judgement
    differences: list[Difference]
    since: tuple[str, ...] | None

    @classmethod
    def of(cls, record: Reviewed, one: Judgement) -> Said:
        changed = differences(one.coded, one.corrected) if one.coded and one.corrected else []
        return cls(one, changed, record.since(one))


def differences(before: Event, after: Event) -> list[Difference]:
    """The fields in which two records differ, in words; days and counts once, with their words."""
    found: dict[str, Difference] = {}
    for field in changed_fields(before, after):
        label = LABELS[field]
        if label not in found:
            found[label] = Difference(label, told(before, label), told(after, label))
    return list(found.values())


def told(event: Event, label: str) -> str:
    """A field of a record in words."""
    return TOLD[label](event) or NOTHING


def _party(entity: Entity | Attribution) -> str:
    codes = entity_codes(entity)
    name = entity_name(entity)
    at = entity.span or (entity.given_by if isinstance(entity, Entity) else None)
    words = f" “{_words(at)}”" if at and _words(at) != name else ""
    return name + (f" ({codes})" if codes else "") + words


def _words(span: Span) -> str:
    text = " ".join(span.text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def _parties(entities: tuple[Entity, ...]) -> str:
    return "; ".join(map(_party, entities))


def _days(event: Event) -> str:
    if event.when is None:
        return ""
    return event_days(event) + (f" “{_words(event.when.span)}”" if event.when.span else "")


def _place(event: Event) -> str:
    where = event.where
    if where is None:
        return ""
    point = f" ({where.latitude:.3f}, {where.longitude:.3f})" if where.latitude is not None and where.longitude is not None else ""  # fmt: skip
    return place_words(event) + point + (f", a {where.resolution}" if where.resolution else "")


LABELS: Mapping[str, str] = {
    "event": "type", "mode": "mode", "context": "context", "cameo": "CAMEO", "date": "when", "enddate": "when", "date_text": "when", "actor": "actor",
    "recipient": "recipient", "event_loc": "where", "status": "status", "attribution": "voice", "size": "numbers", "size_text": "numbers",
    "trigger": "act", "link": "same event as",
}  # fmt: skip
"""What a field is called."""
TOLD: Mapping[str, Callable[[Event], str]] = {
    "type": lambda e: e.event,
    "mode": lambda e: ", ".join(e.modes),
    "context": lambda e: ", ".join(e.contexts),
    "CAMEO": lambda e: e.cameo or "",
    "when": _days,
    "actor": lambda e: _parties(e.actors),
    "recipient": lambda e: _parties(e.recipients),
    "where": _place,
    "status": lambda e: e.status,
    "voice": lambda e: "; ".join(f"{_party(a)} {a.stance}" for a in e.attribution),
    "numbers": lambda e: ", ".join(f"{count_words(count)} {key}" for key, count in e.counts.items()),
    "act": lambda e: f"“{_words(e.trigger)}”",
    "same event as": lambda e: e.link or "",
}
