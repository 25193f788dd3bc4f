"""A made-up report of four acts with its records, for reviews: who did what is plain, so that corrections have a right and a wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from diurna.archive import Archive, Coded, coder_line
from diurna.ontology import load_ontology
from diurna.record import Attribution, Count, Entity, Event, Report, Span, When, Where, event_id
from tests.archive.tellings import add_in

NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)
CODER = {"diurna": "test"}
TEXT = (
    "Clashes on the Narrow River\n\n"
    "Georgian troops shelled Dolma on Thursday, killing four. Officials in Tbilisi said Armenia had massed troops near Dolma. "
    "Mr. Halden, the envoy, met the foreign minister in Yerevan. Crowds marched in Batumi against the war.\n"
)
TITLE = "Clashes on the Narrow River"


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


def report(doc_id: str = "river") -> Report:
    return Report.from_text(
        TEXT,
        doc_id=doc_id,
        title=TITLE,
        published=date(2024, 5, 3),
        publisher="The Ferry" if doc_id == "river" else f"The Ferry of {doc_id}",
    )


def span(words: str, after: str | None = None) -> Span:
    """Words of the text, the first there, or the first after others."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words), words)


def quote(words: str, after: str | None = None) -> dict[str, Any]:
    found = span(words, after)
    return {"start": found.start, "end": found.end}


def event(
    kind: str, words: str, sentence: str, *, cameo: str, confidence: float, doc_id: str = "river", **more: Any
) -> Event:
    ontology, trigger, modes = load_ontology(), span(words), more.pop("modes", ())
    told = report(doc_id)
    blank: dict[str, Any] = {
        "published_inferred": None, "contexts": (), "when": None, "actors": (), "recipients": (), "where": None, "status": "actual",
        "attribution": (), "counts": {}, "link": None,
    }  # fmt: skip
    return Event(
        id=event_id(doc_id, trigger, kind), doc_id=doc_id, publisher=told.publisher, url=None, title=told.title, language="en",
        published=told.published, event=kind, modes=modes, cameo=cameo, goldstein=ontology.goldstein(cameo),
        event_scale=ontology.scale(kind, modes), quad_code=ontology.quad(kind), trigger=trigger, sentence=span(sentence),
        confidence=confidence, coder=CODER, **{**blank, **more},
    )  # fmt: skip


def records(doc_id: str = "river") -> tuple[Event, ...]:
    """What the coder says: right but for the second's actor, whom it takes for Georgia; it misses the march."""
    first, second, third = (
        "Georgian troops shelled Dolma on Thursday, killing four.",
        "Officials in Tbilisi said Armenia had massed troops near Dolma.",
        "Mr. Halden, the envoy, met the foreign minister in Yerevan.",
    )
    return (
        event(
            "ASSAULT", "shelled", first, cameo="194", confidence=0.91, modes=("heavy-weapons",), doc_id=doc_id,
            actors=(Entity(span=span("Georgian troops"), code="GEO", sector=("MIL",)),),
            when=When(start=date(2024, 5, 2), end=date(2024, 5, 2), span=span("Thursday")),
            where=Where(span=span("Dolma"), resolved_place="Dolma", country_code="TUR", latitude=38.6, longitude=27.0, resolution="place"),
            counts={"dead": Count(low=4, high=4, span=span("four"))},
        ),
        event(
            "MOBILIZE", "massed", second, cameo="154", confidence=0.55, modes=("troops",), doc_id=doc_id,
            actors=(Entity(span=span("Officials"), code="GEO", sector=("GOV",)),),
            attribution=(Attribution(span=span("Officials in Tbilisi"), code="GEO", sector=("GOV",)),),
        ),
        event(
            "CONSULT", "met", third, cameo="042", confidence=0.72, modes=("visit",), doc_id=doc_id,
            actors=(Entity(span=span("Mr. Halden"), name="Halden"),),
            recipients=(Entity(span=span("foreign minister"), code="ARM", sector=("GOV",)),),
            where=Where(span=span("Yerevan"), resolved_place="Yerevan", country_code="ARM", latitude=40.18, longitude=44.51, resolution="place"),
        ),
    )  # fmt: skip


SHELLED, MASSED, MET = records()
TO_ARMENIA = {"actor": [{**quote("Armenia"), "name": "Armenia", "code": "ARM", "sector": ["GOV"]}]}
"""What corrects the second record."""
MARCH = {
    "event": "PROTEST", "mode": ["demo"], "cameo": "141", "trigger": quote("marched"),
    "actor": [{**quote("Crowds"), "code": "GEO", "sector": ["CVL"]}],
    "event_loc": {**quote("Batumi"), "resolved_place": "Batumi", "country_code": "GEO", "lat": 41.64, "lon": 41.64, "resolution": "place"},
}  # fmt: skip
"""What the coder misses."""


def coded(doc_id: str = "river", events: tuple[Event, ...] | None = None, version: str = "test") -> Coded:
    made = tuple(replace(e, coder={"diurna": version}) for e in (records(doc_id) if events is None else events))
    return Coded(report=report(doc_id), events=made, coder=coder_line({"versions": {"diurna": version}}))


def fill(archive: Archive, *doc_ids: str) -> None:
    add_in(archive, [coded(doc_id) for doc_id in doc_ids or ("river",)])
