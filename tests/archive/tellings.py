"""Records for tests of stories: made up, with just what a story is made of. Places and parties are of Middle-earth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from diurna.archive import Archive, Coded, add_all
from diurna.record import Attribution, Count, Entity, Event, Report, Span, Stance, Status, When, Where, event_id

LINE = '{"versions":{"diurna":"test"}}'
MARCH = date(3019, 3, 1)
PLACES = {
    "Osgiliath": ("GON", 31.0, 35.0, "place"),
    "Minas Tirith": ("GON", 31.1, 35.1, "site"),
    "Dol Amroth": ("GON", 28.0, 30.0, "place"),
    "Edoras": ("ROH", 33.0, 29.0, "place"),
    "Gondor": ("GON", 30.0, 34.0, "country"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act as a report tells it; `day` is of March, None where not told. Parties are codes, or code and sector ("MOR MIL")."""

    act: str = "ASSAULT"
    words: str = "attacked"
    by: str | None = "MOR MIL"
    to: str | None = "GON"
    day: int | None = 13
    last_day: int | None = None
    at: str | None = "Osgiliath"
    dead: tuple[int | None, int | None] | None = None
    voices: Sequence[tuple[str, Stance]] = ()
    status: Status = "actual"
    link: int | None = None
    tail: str = "the garrison on the river"


def party(told: str | None) -> tuple[Entity, ...]:
    if told is None:
        return ()
    code, *sector = told.split()
    return (Entity(span=None, name=None, code=code, sector=tuple(sector)),)


def coded(doc_id: str, *acts: Act, day: int | None = 14, publisher: str | None = None, url: str | None = None) -> Coded:
    """A report that tells acts, one a sentence, published on a day of March."""
    sentences = [f"They {act.words} {act.tail}." for act in acts]
    body = f"News {doc_id}\n\n" + "\n\n".join(sentences)
    published = None if day is None else MARCH + timedelta(days=day - 1)
    report = Report.from_text(body, doc_id=doc_id, published=published, publisher=publisher, url=url)
    events: list[Event] = []
    at = len(f"News {doc_id}\n\n")
    for act, sentence in zip(acts, sentences, strict=True):
        events.append(_event(report, act, Span.of(body, at, at + len(sentence)), events))
        at += len(sentence) + 2
    return Coded(report=report, events=tuple(events), coder=LINE)


def _event(report: Report, act: Act, sentence: Span, before: Sequence[Event]) -> Event:
    trigger = Span.of(report.text, sentence.start + 5, sentence.start + 5 + len(act.words))
    counts: Mapping[str, Count] = {"dead": Count(low=act.dead[0], high=act.dead[1], span=trigger)} if act.dead else {}
    where = None
    if act.at is not None:
        country, lat, lon, resolution = PLACES[act.at]
        where = Where(span=trigger, resolved_place=act.at, country_code=country, latitude=lat, longitude=lon, resolution=resolution)  # type: ignore[arg-type]  # fmt: skip
    when = None
    if act.day is not None:
        start = MARCH + timedelta(days=act.day - 1)
        when = When(start=start, end=MARCH + timedelta(days=(act.last_day or act.day) - 1), span=trigger)
    own = event_id(report.doc_id, trigger, act.act)
    return Event(
        id=own,
        doc_id=report.doc_id,
        publisher=report.publisher,
        url=report.url,
        title=report.title,
        language=report.language,
        published=report.published,
        published_inferred=None,
        event=act.act,
        modes=(),
        contexts=(),
        cameo="190" if act.act == "ASSAULT" else None,
        goldstein=None,
        event_scale=None,
        quad_code=4,
        when=when,
        actors=party(act.by),
        recipients=party(act.to),
        where=where,
        status=act.status,
        attribution=tuple(
            Attribution(span=trigger, name=name, code=None, stance=stance) for name, stance in act.voices
        ),
        counts=counts,
        trigger=trigger,
        sentence=sentence,
        link=None if act.link is None else (before[act.link].id if act.link < len(before) else own),
        confidence=0.9,
        coder={"diurna": "test"},
    )


def add_in(archive: Archive, many: Sequence[Coded], *, at_once: int = 1) -> None:
    """Add reports, some in one transaction."""
    for start in range(0, len(many), at_once):
        with archive.writing() as connection:
            add_all(connection, many[start : start + at_once])
