"""An event record: who did what to whom, when, where, how many were hurt, and on whose word."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from diurna.record.entity import Attribution, Entity
from diurna.record.span import Span
from diurna.record.when import When
from diurna.record.where import Where

Status = Literal["actual", "future", "hypothetical", "negated"]
CountKey = Literal["dead", "injured", "arrested", "displaced", "participants"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many: `low` and `high` inclusive, None for an open end, with the words that say so."""

    low: int | None
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One coded mention of an act; the JSON form is in `record/json.py`.

    `event` is a PLOVER type (or STATEMENT), `modes` and `contexts` PLOVER's. `cameo` keeps its leading zero. `when` is
    None where the report does not tell. `attribution` lists who vouches first, who denies after. `confidence` is the
    chance that type and parties are right. `coder` names versions of diurna, ontology, lexicon and language model.
    """

    id: str
    doc_id: str
    publisher: str | None
    url: str | None
    title: str | None
    language: str
    published: date | None
    published_inferred: When | None
    event: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str | None
    goldstein: float | None
    event_scale: float | None
    quad_code: int | None
    when: When | None
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    where: Where | None
    status: Status
    attribution: tuple[Attribution, ...]
    counts: Mapping[str, Count] = field(default_factory=dict)
    trigger: Span
    sentence: Span
    link: str | None
    confidence: float
    coder: Mapping[str, str] = field(default_factory=dict)


def event_id(doc_id: str, trigger: Span, event: str) -> str:
    """The stable id of a record: 16 hexadecimal digits over report id, trigger span and event type."""
    return hashlib.sha256(f"{doc_id}\0{trigger.start}\0{trigger.end}\0{event}".encode()).hexdigest()[:16]
