"""A coder for tests: tiny, made up, and quick to load.

It knows one act: "met" is CONSULT by Arnor. It cannot read a report that holds the word BOOM.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from diurna.errors import LanguageModelError
from diurna.reading import Failure
from diurna.record import Attribution, Count, Entity, Event, Report, Span, When, Where, event_id


def meeting(report: Report, at: int) -> Event:
    """A record with every field filled, of the word at `at`."""
    text = report.text
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at) + 1) + 1
    stop = text.find(".", at)
    sentence = Span.of(text, start, stop + 1 if stop >= 0 else len(text))
    trigger = Span.of(text, at, at + 3)
    subject = Span.of(text, start, max(at - 1, start + 1))
    return Event(
        id=event_id(report.doc_id, trigger, "CONSULT"),
        doc_id=report.doc_id,
        publisher=report.publisher,
        url=report.url,
        title=report.title,
        language=report.language,
        published=report.published,
        published_inferred=None,
        event="CONSULT",
        modes=("visit",),
        contexts=("diplomatic",),
        cameo="042",
        goldstein=1.9,
        event_scale=2.0,
        quad_code=1,
        when=When(start=date(2023, 5, 4), end=date(2023, 5, 6), span=trigger),
        actors=(Entity(span=subject, name="Arnor", code="ARN", sector=("GOV",)),),
        recipients=(Entity(span=None, name="Gondor", code="GON", given_by=trigger),),
        where=Where(span=subject, resolved_place="Bree", country_code="ARN", latitude=51.5, longitude=-0.1),
        status="future",
        attribution=(Attribution(span=subject, name="Arnor", code="ARN", stance="claims"),),
        counts={"dead": Count(low=3, high=None, span=subject)},
        trigger=trigger,
        sentence=sentence,
        link=None,
        confidence=0.875,
        coder={"diurna": "test"},
    )


@dataclass
class FakeCoder:
    language_model: str | None = None
    statements: bool = False
    min_confidence: float = 0.5
    lexicon: object = None

    @property
    def versions(self) -> dict[str, str]:
        if self.language_model == "wrong":
            raise LanguageModelError("the language pipeline 'wrong' has other labels than Universal Dependencies")
        return {"diurna": "test"}

    @property
    def identity(self) -> Mapping[str, Any]:
        return {"versions": self.versions, "statements": self.statements, "min_confidence": self.min_confidence}

    def code(self, report: Report) -> list[Event]:
        return [meeting(report, found.start()) for found in re.finditer(r"\bmet\b", report.text)]

    def pipe(self, reports: Iterable[Report], processes: int = 1) -> Iterator[tuple[Report, list[Event] | Failure]]:
        for report in reports:
            if "BOOM" in report.text:
                yield report, Failure(report.doc_id, "unexpected ValueError while coding:\nboom")
            elif "KILL" in report.text:
                raise RuntimeError("the ground opened")
            elif "STOP" in report.text:
                raise KeyboardInterrupt
            else:
                yield report, self.code(report)
