"""Made-up reports and records in numbers, the same in every run: for filters, pages and counts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from diurna.archive import Coded, coder_line
from diurna.record import Attribution, Count, Entity, Event, Report, Span, When, Where, event_id

CODER = {"diurna": "test"}
LINE = coder_line({"versions": CODER})
COUNTRIES = ("ARN", "GON", "ROH", "MOR", "HAR")
NAMES = {"ARN": "Arnor", "GON": "Gondor", "ROH": "Rohan", "MOR": "Mordor", "HAR": "Harad"}
TOWNS = (
    ("Bree", "ARN", 51.5, -0.1),
    ("Pelargir", "GON", 41.9, 12.5),
    ("Umbar", "HAR", -17.8, 179.9),
    ("Dale", None, 64.1, -179.5),
)
TYPES = (
    ("CONSULT", "visit", "042", 1),
    ("ASSAULT", "firearms", "193", 4),
    ("AID", None, "073", 2),
    ("ACCUSE", "allege", "1123", 3),
)
VERBS = {"CONSULT": "visited", "ASSAULT": "attacked", "AID": "fed", "ACCUSE": "blamed"}
PUBLISHERS = ("The Prancing Pony", "Gondor Daily", None)
FIRST = date(2023, 1, 1)


def coded_reports(count: int, seed: int = 1) -> Iterator[Coded]:
    """Reports of one to four sentences, each with a record; some without a day."""
    chance = random.Random(seed)
    for n in range(count):
        sentences, plans = [], []
        for _ in range(chance.randint(1, 4)):
            plan = (*chance.choice(TYPES), chance.choice(COUNTRIES), chance.choice(COUNTRIES), chance.choice(TOWNS))
            plans.append(plan)
            sentences.append(f"{NAMES[plan[4]]} {VERBS[plan[0]]} {NAMES[plan[5]]} near {plan[6][0]} on day {n}.")
        text = " ".join(sentences)
        report = Report(
            doc_id=f"r{n}",
            text=text,
            published=None if chance.random() < 0.1 else FIRST + timedelta(days=chance.randrange(365)),
            publisher=chance.choice(PUBLISHERS),
            url=f"https://example.org/{n}",
        )
        events, start = [], 0
        for sentence, plan in zip(sentences, plans, strict=True):
            events.append(_event(report, start, sentence, plan, chance))
            start += len(sentence) + 1
        yield Coded(report=report, events=tuple(events), coder=LINE)


def _event(report: Report, start: int, sentence: str, plan: tuple, chance: random.Random) -> Event:  # type: ignore[type-arg]
    kind, mode, cameo, quad, who, whom, (town, country, lat, lon) = plan

    def span(words: str) -> Span:
        at = start + sentence.index(words)
        return Span(at, at + len(words), words)

    trigger = span(VERBS[kind])
    day = FIRST + timedelta(days=chance.randrange(365))
    sector = chance.choice(((), ("GOV",), ("MIL",), ("GOV", "MIL"), ("REB",)))
    return Event(
        id=event_id(report.doc_id, trigger, kind),
        doc_id=report.doc_id,
        publisher=report.publisher,
        url=report.url,
        title=report.title,
        language=report.language,
        published=report.published,
        published_inferred=None,
        event=kind,
        modes=(mode,) if mode else (),
        contexts=chance.choice(((), ("military",), ("military", "diplomatic"))),
        cameo=cameo,
        goldstein=float(quad),
        event_scale=None,
        quad_code=quad,
        when=None
        if chance.random() < 0.3
        else When(start=day, end=day + timedelta(days=chance.randrange(3)), span=trigger),
        actors=(Entity(span=span(NAMES[who]), name=NAMES[who], code=who, sector=sector),),
        recipients=()
        if chance.random() < 0.2
        else (Entity(span=span(NAMES[whom]), name=NAMES[whom], code=whom, sector=chance.choice(((), ("MIL",)))),),
        where=None
        if chance.random() < 0.2
        else Where(span=span(town), resolved_place=town, country_code=country, latitude=lat, longitude=lon),
        status=chance.choice(("actual", "actual", "future", "negated")),
        attribution=()
        if chance.random() < 0.5
        else (Attribution(span=span(NAMES[who]), name=NAMES[who], code=who, stance=chance.choice(("says", "denies"))),),
        counts={"dead": Count(low=chance.randrange(9), high=None, span=trigger)} if kind == "ASSAULT" else {},
        trigger=trigger,
        sentence=Span(start, start + len(sentence), sentence),
        link=None,
        confidence=round(chance.uniform(0.5, 1), 3),
        coder=CODER,
    )
