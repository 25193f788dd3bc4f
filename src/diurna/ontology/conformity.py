"""A record held against its report and the ontology: that its words stand there, its codes exist and its scores are theirs.

`diurna check` proves so what a coder wrote, a review what a person corrects; `coding/check.py` says what the rules are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Literal

from diurna.ontology.ontology import STATEMENT, Ontology
from diurna.record import Attribution, Entity, Event, Report, Span, Where

ReportRule = Literal["report", "quote", "code", "score"]
Found = tuple[str, ReportRule, str]
"""Key path, rule and message of a fault."""
BODIES = frozenset(("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"))
"""Codes of actors that belong to no country."""


def faults_of_record(event: Event, report: Report | None, ontology: Ontology) -> Iterator[Found]:
    """What is wrong with a record; `report` is None where it was not given."""
    yield from _against_report(event, report)
    yield from _codes(event, ontology)
    yield from _scores(event, ontology)


def _against_report(event: Event, report: Report | None) -> Iterator[Found]:
    if report is None:
        yield "doc_id", "report", f"no report {event.doc_id!r} was given"
        return
    for key in ("publisher", "url", "title", "language", "published"):
        said, given = getattr(event, key), getattr(report, key)
        if said != given:
            yield key, "report", f"{shown_value(said)}, but the report has {shown_value(given)}"
    if event.published and event.published_inferred:
        yield "published_inferred", "report", "a day was inferred, though one was given"
    for path, span in _spans(event):
        words = report.text[span.start : span.end]
        if words != span.text or len(words) != span.end - span.start:  # a slice past the end of the text is cut off
            yield path, "quote", f"{span.text!r} is not what stands from {span.start} to {span.end}: {words[:80]!r}"
    yield from _within_sentence(event)
    yield from _pointing(event)


def _spans(event: Event) -> Iterator[tuple[str, Span]]:
    """Every span of a record with its key path."""
    inferred, when = event.published_inferred, event.when
    maybe: list[tuple[str, Span | None]] = [
        ("published_inferred", inferred.span if inferred else None),
        ("date_text", when.span if when else None),
        *((path, part.span) for path, part in _mentions(event)),
        *((f"{path}.from", part.given_by) for path, part in _mentions(event)),
        *((path, voice.span) for path, voice in _voices(event)),
        *((f"size_text.{key}", count.span) for key, count in event.counts.items()),
        ("trigger", event.trigger),
        ("sentence", event.sentence),
    ]
    yield from ((path, span) for path, span in maybe if span)


def _parties(event: Event) -> Iterator[tuple[str, Entity]]:
    yield from ((f"actor[{i}]", party) for i, party in enumerate(event.actors))
    yield from ((f"recipient[{i}]", party) for i, party in enumerate(event.recipients))


def _mentions(event: Event) -> Iterator[tuple[str, Entity | Where]]:
    """Parties and place: what stands in the sentence, or is given by another one."""
    yield from _parties(event)
    if event.where:
        yield "event_loc", event.where


def _voices(event: Event) -> Iterator[tuple[str, Attribution]]:
    yield from ((f"attribution[{i}]", voice) for i, voice in enumerate(event.attribution))


def _within_sentence(event: Event) -> Iterator[Found]:
    sentence = event.sentence
    inside: list[tuple[str, Span | None]] = [("trigger", event.trigger)]
    inside.extend((path, part.span) for path, part in _mentions(event))
    for path, span in inside:
        if span and not (sentence.start <= span.start and span.end <= sentence.end):
            yield path, "quote", f"{span.text!r} stands outside the sentence ({sentence.start} to {sentence.end})"


def _pointing(event: Event) -> Iterator[Found]:
    for path, part in _mentions(event):
        if part.span is None and part.given_by is None:
            yield path, "quote", "points at no words: neither text nor from"


def _codes(event: Event, ontology: Ontology) -> Iterator[Found]:
    modes = ontology.types[event.event].modes if event.event in ontology.types else {}
    if event.event not in ontology.types and event.event != STATEMENT:
        yield "event", "code", f"no event type {event.event!r}"
    else:
        for i, mode in enumerate(event.modes):
            if mode not in modes:
                yield f"mode[{i}]", "code", f"{event.event} has no mode {mode!r}"
    for i, context in enumerate(event.contexts):
        if context not in ontology.contexts:
            yield f"context[{i}]", "code", f"no context {context!r}"
    if event.cameo is not None and event.cameo not in ontology.cameo:
        yield "cameo", "code", f"no CAMEO code {event.cameo!r}"
    named: list[tuple[str, Entity | Attribution]] = [*_parties(event), *_voices(event)]
    for path, party in named:
        if party.code is not None and party.code not in country_codes() and party.code not in BODIES:
            yield f"{path}.code", "code", f"no code {party.code!r} of a country or body"
        for i, sector in enumerate(party.sector):
            if sector not in ontology.sectors or sector == "UNK":
                yield f"{path}.sector[{i}]", "code", f"no sector {sector!r}"
    if event.where and event.where.country_code is not None and event.where.country_code not in country_codes():
        yield "event_loc.country_code", "code", f"no code {event.where.country_code!r} of a country"


def _scores(event: Event, ontology: Ontology) -> Iterator[Found]:
    """Scores of codes that exist; the others have their fault already."""
    kind = ontology.types.get(event.event)
    if event.cameo is None or event.cameo in ontology.cameo:
        yield from _same("goldstein", event.goldstein, ontology.goldstein(event.cameo), f"CAMEO {event.cameo}")
    if kind or event.event == STATEMENT:
        yield from _same("quad_code", event.quad_code, ontology.quad(event.event), event.event)
    if kind and all(mode in kind.modes for mode in event.modes):
        scale, code = ontology.scale(event.event, event.modes), " ".join((event.event, *event.modes[:1]))
        yield from _same("event_scale", event.event_scale, scale, code)


def _same(path: str, found: float | None, expected: float | None, code: str) -> Iterator[Found]:
    if found != expected:
        yield path, "score", f"{shown_value(found)}, but {code} has {shown_value(expected)}"


def shown_value(value: object) -> str:
    """A value of a record for a message."""
    return "null" if value is None else repr(value) if isinstance(value, str) else str(value)


@cache
def country_codes() -> frozenset[str]:
    """The alpha-3 codes of countries and territories, present and past, and KOS (`data/country_codes.txt`)."""
    text = (resources.files("diurna.ontology") / "data" / "country_codes.txt").read_text("utf-8")
    return frozenset(code for line in text.splitlines() if not line.startswith("#") for code in line.split())
