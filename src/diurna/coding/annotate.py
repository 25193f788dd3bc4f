"""What stands in a report below the events: places, dates, parties and quotations, resolved, with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from diurna.actors import Parties, mention_of
from diurna.attribution import Voice, voices_of_report
from diurna.coding.setting import speakers_of
from diurna.dates import DateMention, dates_of_report, infer_published, single_expressions
from diurna.language import Language, Sentence
from diurna.places.annotate import annotate_places
from diurna.places.gazetteer import Gazetteer, load_gazetteer
from diurna.record import Entity, Report, Span, Stance

ARGUMENTS = frozenset(
    (
        "nsubj",
        "nsubj:pass",
        "nsubj:outer",
        "obj",
        "iobj",
        "obl",
        "obl:agent",
        "nmod",
        "nmod:poss",
        "appos",
        "conj",
        "root",
    )
)
"""Grammatical relations in which a noun or pronoun names a party; parts of a name stand in others."""

QUOTATION = re.compile(r"“[^”\n]+”?|«[^»\n]+»?|(?<!\w)\"[^\"\n]+(?:\"|$)", re.MULTILINE)
"""A quotation, to the end of its paragraph where it is not closed: by custom it then goes on in the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Quoted words with their marks, and in whose mouth the report lays them, None where it does not tell."""

    span: Span
    speaker: Entity | None
    stance: Stance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """All of it for one report, each part in the order of the text. `places` are JSON objects."""

    doc_id: str
    places: tuple[dict[str, Any], ...]
    dates: tuple[DateMention, ...]
    parties: tuple[Entity, ...]
    quotes: tuple[Quotation, ...]


def annotate(report: Report, language: Language, gazetteer: Gazetteer | None = None) -> Annotation:
    """The places, dates, parties and quotations of a report; the report's own day anchors what is relative."""
    sentences = language.parse(report.text)
    day = report.published or inferred_day(report.text)
    speakers = speakers_of(voices_of_report(sentences))
    parties = Parties(sentences, day, publisher=report.publisher, speakers=speakers)
    return Annotation(
        doc_id=report.doc_id,
        places=tuple(annotate_places(report.text, sentences, gazetteer or load_gazetteer())),
        dates=tuple(single_expressions(dates_of_report(report.text, anchor=day, sentences=sentences))),
        parties=tuple(parties_of(sentences, parties)),
        quotes=tuple(quotations(report.text, sentences, parties)),
    )


def inferred_day(text: str) -> date | None:
    found = infer_published(text)
    return found.start if found else None


def parties_of(sentences: Sequence[Sentence], parties: Parties) -> Iterator[Entity]:
    """Every mention whose party is known at least by name, code or sector, pronouns led back to what they mean."""
    for sentence in sentences:
        for token in sentence.tokens:
            if token.upos not in ("NOUN", "PROPN", "PRON") or token.dep not in ARGUMENTS:
                continue
            if token.upos == "PRON":
                found = [parties.party(sentence.index, token.i)]
                first = last = token.i
            else:
                mention = mention_of(sentence, token.i)
                found, first, last = [parties.party(sentence.index, token.i)], mention.first, mention.last
            for party in found:
                if party.is_known or party.sectors:
                    yield Entity(
                        span=span_of(sentence, first, last),
                        name=party.name,
                        code=party.code,
                        sector=party.sectors,
                        wikidata=party.wikidata,
                        role=party.role,
                    )


def quotations(text: str, sentences: Sequence[Sentence], parties: Parties) -> Iterator[Quotation]:
    voices = voices_of_report(sentences)
    for found in QUOTATION.finditer(text):
        voice = next(voices_within(sentences, voices, found.start(), found.end()), None)
        speaker = None
        if voice is not None and not voice.impersonal:
            speaker = next(iter(parties.entity(voice.sentence, voice.head)), None)
        yield Quotation(
            span=Span.of(text, found.start(), found.end()),
            speaker=speaker,
            stance=voice.stance if voice is not None else None,
        )


def voices_within(
    sentences: Sequence[Sentence], voices: Sequence[dict[int, Voice]], start: int, end: int
) -> Iterator[Voice]:
    """The voices of the tokens between two offsets, in the order of the text."""
    for sentence, own in zip(sentences, voices, strict=True):
        if sentence.start < end and start < sentence.end:
            for token in sentence.tokens:
                if start <= token.start < end and token.i in own:
                    yield own[token.i]


def span_of(sentence: Sentence, first: int, last: int) -> Span:
    return Span(sentence.tokens[first].start, sentence.tokens[last].end, sentence.quote(first, last))


def annotation_to_json(annotation: Annotation) -> dict[str, Any]:
    """The JSON object of an annotation; every part has start, end and text."""
    return {
        "id": annotation.doc_id,
        "places": list(annotation.places),
        "dates": [date_to_json(mention) for mention in annotation.dates],
        "parties": [party_to_json(entity) for entity in annotation.parties],
        "quotes": [
            quoted(quote.span)
            | {"speaker": party_to_json(quote.speaker) if quote.speaker else None, "stance": quote.stance}
            for quote in annotation.quotes
        ],
    }


def date_to_json(mention: DateMention) -> dict[str, Any]:
    """`from` and `to` are the first and last day, null where the words cannot be tied to the calendar."""
    return quoted(mention.span) | {
        "from": mention.start.isoformat() if mention.start else None,
        "to": mention.end.isoformat() if mention.end else None,
        "kind": mention.kind,
    }


def party_to_json(entity: Entity) -> dict[str, Any]:
    return quoted(entity.span) | {
        "name": entity.name,
        "code": entity.code,
        "sector": list(entity.sector),
        "wikidata": entity.wikidata,
        "role": entity.role,
    }


def quoted(span: Span | None) -> dict[str, Any]:
    return (
        {"start": span.start, "end": span.end, "text": span.text}
        if span
        else {"start": None, "end": None, "text": None}
    )
