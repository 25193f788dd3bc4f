"""A report of two sentences and its records, written out whole: the specification of the form by example."""

from __future__ import annotations

from datetime import date

from diurna.record import Attribution, Count, Entity, Event, Report, Span, When, Where, event_id

TEXT = (
    "Arnor urges Gondor to open its border\n\n"
    "The king of Arnor on Friday urged Gondor to let relief into Bree, his spokesman said.\n\n"
    "At least 12 people were killed when orcs shelled the town two days earlier."
)
REPORT = Report(
    doc_id="bree-1",
    text=TEXT,
    title="Arnor urges Gondor to open its border",
    published=date(2024, 3, 3),
    publisher="The Prancing Pony",
    url="https://example.org/bree-1",
)
CODER = {"diurna": "0.1.0", "language_model": "en-1", "lexicon": "2024.1", "ontology": "1"}


def span(words: str, occurrence: int = 1) -> Span:
    """The span of `words` where they stand in the sample report, for the `occurrence`-th time."""
    start = -1
    for _ in range(occurrence):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words), words)


REQUEST = Event(
    id=event_id("bree-1", span("urged"), "REQUEST"),
    doc_id="bree-1",
    publisher="The Prancing Pony",
    url="https://example.org/bree-1",
    title="Arnor urges Gondor to open its border",
    language="en",
    published=date(2024, 3, 3),
    published_inferred=None,
    event="REQUEST",
    modes=("yield",),
    contexts=("human_security",),
    cameo="0253",
    goldstein=-0.3,
    event_scale=-1.0,
    quad_code=3,
    when=When(start=date(2024, 3, 1), end=date(2024, 3, 1), span=span("Friday")),
    actors=(
        Entity(span=span("king of Arnor"), name="Elessar", code="KOS", sector=("GOV",), wikidata="Q1", role="king"),
    ),
    recipients=(Entity(span=span("Gondor", 2), name="Gondor", code="UKR"),),
    where=Where(
        span=span("Bree"),
        resolved_place="Bree",
        province="Eriador",
        country_code="UKR",
        latitude=52.5,
        longitude=-1.25,
        geonameid=42,
        resolution="place",
    ),
    status="actual",
    attribution=(Attribution(span=span("his spokesman"), name=None, code="KOS", sector=("GOV",), stance="says"),),
    trigger=span("urged"),
    sentence=span("The king of Arnor on Friday urged Gondor to let relief into Bree, his spokesman said."),
    link=None,
    confidence=0.912,
    coder=CODER,
)
ASSAULT = Event(
    id=event_id("bree-1", span("shelled"), "ASSAULT"),
    doc_id="bree-1",
    publisher="The Prancing Pony",
    url="https://example.org/bree-1",
    title="Arnor urges Gondor to open its border",
    language="en",
    published=date(2024, 3, 3),
    published_inferred=None,
    event="ASSAULT",
    modes=("heavy-weapons",),
    contexts=(),
    cameo="194",
    goldstein=-10.0,
    event_scale=-9.5,
    quad_code=4,
    when=When(start=date(2024, 2, 28), end=date(2024, 2, 28), span=span("two days earlier")),
    actors=(Entity(span=span("orcs"), code="IMG", sector=("REB",)),),
    recipients=(Entity(span=None, name="Bree", code="UKR", given_by=span("Bree")),),
    where=Where(span=None, resolved_place="Bree", country_code="UKR", given_by=span("Bree")),
    status="actual",
    attribution=(),
    counts={"dead": Count(low=12, high=None, span=span("At least 12 people"))},
    trigger=span("shelled"),
    sentence=span("At least 12 people were killed when orcs shelled the town two days earlier."),
    link="b1",
    confidence=0.7,
    coder=CODER,
)
