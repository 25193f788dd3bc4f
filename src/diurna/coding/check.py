"""Check records against the reports they were coded from and against the ontology: what `diurna check` proves.

    form     the line is a record: keys, types, days that are days and in order (`record/json.py`)
    report   the report is there, and the record says the same of it
    quote    every span quotes the report; trigger, parties and place stand in the sentence; nothing is without words
    code     types, modes, contexts, sectors, CAMEO and country codes exist
    score    Goldstein score, PLOVER score and quad class are those of the codes
    id       ids are those of report, trigger and type, and no two records share one
    link     a link joins mentions of one event: records of one report and of one type

A link may stand alone: the other mentions may have been too uncertain to be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from diurna.errors import RecordError
from diurna.ontology import STATEMENT, Ontology, load_ontology
from diurna.record import Attribution, Entity, Event, Report, Span, Where, event_id
from diurna.record.json import event_from_json, parse_object

Rule = Literal["form", "report", "quote", "code", "score", "id", "link"]
BODIES = frozenset(("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"))
"""Codes of actors that belong to no country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong in one record: `where` is file and line, `path` the keys ("actor[0].code"), "" for the whole."""

    where: str
    path: str
    rule: Rule
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.path, self.message) if part)


Found = tuple[str, Rule, str]
"""Key path, rule and message of a fault."""


def check_records(
    lines: Iterable[str | bytes], reports: Iterable[Report], *, ontology: Ontology | None = None, name: str = "records"
) -> list[Fault]:
    """The faults of records, one JSON object a line, in the order of the lines; [] proves them.

    `reports` are those that the records were coded from, all held in memory. `name` is the file of the lines,
    for the places of faults. A line that is no record has one fault, of its form, and is checked no further.
    """
    rules, known = ontology or load_ontology(), {report.doc_id: report for report in reports}
    faults: list[Fault] = []
    ids: dict[str, str] = {}
    links: dict[str, tuple[str, Event]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            event = event_from_json(parse_object(line))
        except RecordError as error:
            faults.append(Fault(where=where, path="", rule="form", message=str(error)))
            continue
        found = [
            *_against_report(event, known.get(event.doc_id)),
            *_codes(event, rules),
            *_scores(event, rules),
            *_identity(event, where, ids),
            *_link(event, where, links),
        ]
        faults.extend(Fault(where=where, path=path, rule=rule, message=message) for path, rule, message in found)
    return faults


def _against_report(event: Event, report: Report | None) -> Iterator[Found]:
    if report is None:
        yield "doc_id", "report", f"no report {event.doc_id!r} was given"
        return
    for key in ("publisher", "url", "title", "language", "published"):
        said, given = getattr(event, key), getattr(report, key)
        if said != given:
            yield key, "report", f"{_shown(said)}, but the report has {_shown(given)}"
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
        yield path, "score", f"{_shown(found)}, but {code} has {_shown(expected)}"


def _identity(event: Event, where: str, ids: dict[str, str]) -> Iterator[Found]:
    """`ids`: id to the place where it was first seen, extended."""
    expected = event_id(event.doc_id, event.trigger, event.event)
    if event.id != expected:
        yield "id", "id", f"{event.id}, but report, trigger and type give {expected}"
    if event.id in ids:
        yield "id", "id", f"{event.id} is also that of {ids[event.id]}"
    ids.setdefault(event.id, where)


def _link(event: Event, where: str, links: dict[str, tuple[str, Event]]) -> Iterator[Found]:
    """`links`: link to the first record that has it, with its place, extended."""
    if event.link is None:
        return
    first_where, first = links.setdefault(event.link, (where, event))
    if first.doc_id != event.doc_id:
        yield "link", "link", f"{event.link!r} is shared with another report, {first.doc_id!r} ({first_where})"
    elif first.event != event.event:
        yield "link", "link", f"{event.link!r} joins {event.event} to {first.event} ({first_where})"


def _shown(value: object) -> str:
    return "null" if value is None else repr(value) if isinstance(value, str) else str(value)


@cache
def country_codes() -> frozenset[str]:
    """The alpha-3 codes of countries and territories, present and past, and KOS (`data/country_codes.txt`)."""
    text = (resources.files("diurna.coding") / "data" / "country_codes.txt").read_text("utf-8")
    return frozenset(code for line in text.splitlines() if not line.startswith("#") for code in line.split())
