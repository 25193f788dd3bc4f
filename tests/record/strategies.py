"""Made-up reports and records for property tests: whatever a coder could write, and much that none would."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from diurna.record import Attribution, Count, Entity, Event, Report, Span, When, Where, event_id
from diurna.record.json import COUNT_KEYS

names = st.text(min_size=1, max_size=12)
maybe_names = st.none() | names
days = st.dates(min_value=date(1, 1, 1))
codes = st.none() | st.sampled_from(["UKR", "KOS", "UNO", "IMG"])
sectors = st.lists(st.sampled_from(["GOV", "MIL", "REB", "CVL"]), unique=True, max_size=3).map(tuple)
texts = st.text(st.characters() | st.sampled_from("\t\n\r\x00\u2028é\U0001f600\ufeff"), min_size=1, max_size=80)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


@st.composite
def spans_or_givers(draw: st.DrawFn, text: str) -> dict[str, Span | None]:
    span = draw(spans(text))
    return {"span": span, "given_by": None} if draw(st.booleans()) else {"span": None, "given_by": span}


@st.composite
def whens(draw: st.DrawFn, text: str) -> When:
    first, last = sorted((draw(days), draw(days)))
    return When(start=first, end=last, span=draw(st.none() | spans(text)))


@st.composite
def single_days(draw: st.DrawFn, text: str) -> When:
    day = draw(days)
    return When(start=day, end=day, span=draw(st.none() | spans(text)))


@st.composite
def entities(draw: st.DrawFn, text: str) -> Entity:
    return Entity(
        name=draw(maybe_names),
        code=draw(codes),
        sector=draw(sectors),
        wikidata=draw(st.none() | st.integers(1, 10**8).map("Q{}".format)),
        role=draw(maybe_names),
        **draw(spans_or_givers(text)),
    )


@st.composite
def places(draw: st.DrawFn, text: str) -> Where:
    return Where(
        resolved_place=draw(maybe_names),
        province=draw(maybe_names),
        country_code=draw(codes),
        latitude=draw(st.none() | st.floats(-90, 90)),
        longitude=draw(st.none() | st.floats(-180, 180)),
        geonameid=draw(st.none() | st.integers(1)),
        resolution=draw(st.none() | st.sampled_from(["place", "admin1", "sea"])),
        **draw(spans_or_givers(text)),
    )


@st.composite
def voices(draw: st.DrawFn, text: str) -> Attribution:
    return Attribution(
        span=draw(spans(text)),
        stance=draw(st.sampled_from(["says", "claims", "denies", "confirms"])),
        name=draw(maybe_names),
        code=draw(codes),
        sector=draw(sectors),
    )


@st.composite
def counts(draw: st.DrawFn, text: str) -> Count:
    low, high = sorted((draw(st.integers(0)), draw(st.integers(0))))
    return Count(
        low=draw(st.sampled_from([None, low])), high=draw(st.sampled_from([None, high])), span=draw(spans(text))
    )


reports = st.builds(
    Report,
    doc_id=names,
    text=texts,
    title=maybe_names,
    published=st.none() | days,
    publisher=maybe_names,
    url=maybe_names,
)


@st.composite
def events(draw: st.DrawFn, report: Report) -> Event:
    text, trigger, event = report.text, draw(spans(report.text)), draw(names)
    scores = st.none() | st.floats(-10, 10)
    return Event(
        id=event_id(report.doc_id, trigger, event),
        doc_id=report.doc_id,
        publisher=report.publisher,
        url=report.url,
        title=report.title,
        language=report.language,
        published=report.published,
        published_inferred=None if report.published else draw(st.none() | single_days(text)),
        event=event,
        modes=tuple(draw(st.lists(names, max_size=2))),
        contexts=tuple(draw(st.lists(names, max_size=2))),
        cameo=draw(st.none() | st.from_regex(r"\A[0-9]{2,4}\Z")),
        goldstein=draw(scores),
        event_scale=draw(scores),
        quad_code=draw(st.none() | st.integers(1, 4)),
        when=draw(st.none() | whens(text)),
        actors=tuple(draw(st.lists(entities(text), max_size=2))),
        recipients=tuple(draw(st.lists(entities(text), max_size=2))),
        where=draw(st.none() | places(text)),
        status=draw(st.sampled_from(["actual", "future", "hypothetical", "negated"])),
        attribution=tuple(draw(st.lists(voices(text), max_size=2))),
        counts=draw(st.dictionaries(st.sampled_from(COUNT_KEYS), counts(text))),
        trigger=trigger,
        sentence=Span.of(text, 0, len(text)),
        link=draw(maybe_names),
        confidence=round(draw(st.floats(0, 1)), 3),
        coder=draw(st.dictionaries(names, names, max_size=2)),
    )


reports_with_events = reports.flatmap(lambda report: st.tuples(st.just(report), events(report)))
