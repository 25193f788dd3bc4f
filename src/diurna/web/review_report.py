"""A report under review: its text with the words of one record marked, that record with what was said of it, and the way to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection
from starlette.responses import Response

from diurna.archive import report_by_id
from diurna.archive.judgements import Judgement
from diurna.archive.reviews import Reviewed, completed, reviewed_of_report
from diurna.export.countries import countries
from diurna.ontology import STATEMENT, load_ontology
from diurna.ontology.conformity import BODIES
from diurna.record import Event, Report
from diurna.record.json import COUNT_KEYS
from diurna.web.addresses import report_address, review_address, with_query
from diurna.web.answers import NotFoundError
from diurna.web.asked import Asked
from diurna.web.marks import Paragraph, paragraphs
from diurna.web.parameters import refuse_others, required, values_of
from diurna.web.rendering import page
from diurna.web.review_changes import Said
from diurna.web.review_form import values_of_event

REASONS = ("no event", "not what the words say", "the same act coded twice", "not political", "habitual or in general")
"""Why a record is rejected."""
RESOLUTIONS = ("site", "place", "admin2", "admin1", "region", "country", "sea", "border")
STATUSES = ("actual", "future", "hypothetical", "negated")
STANCES = ("says", "claims", "confirms", "denies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record in the list, by its place in the text from 1; `mine` is what the reviewer said of it."""

    number: int
    record: Reviewed
    mine: Judgement | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """What the page shows. `items` has what the reviewer has not judged first. `values` fill the form, of `current` or of an event that is added."""

    report: Report
    paragraphs: list[Paragraph]
    items: list[Item]
    current: Item | None
    is_adding: bool
    event: Event | None
    counting: list[Said]
    history: list[Said]
    values: Mapping[str, Any]
    fault: str | None
    reviewer: str | None
    complete_by: tuple[str, ...]
    previous: str | None
    next: str | None

    @property
    def left(self) -> int:
        """How many of the coder's records the reviewer has not judged."""
        return sum(item.mine is None and item.record.coded is not None for item in self.items)

    @property
    def is_complete(self) -> bool:
        return self.reviewer in self.complete_by


def review_view(
    connection: Connection,
    doc_id: str,
    *,
    reviewer: str | None,
    record: str | None = None,
    is_adding: bool = False,
    values: Mapping[str, Any] | None = None,
    fault: str | None = None,
) -> ReviewView:
    """Raises NotFoundError where the archive has no such report, or that no such record."""
    report = report_by_id(connection, doc_id)
    if report is None:
        raise NotFoundError(f"{doc_id}: no report of this archive")
    items = [
        Item(number=n, record=one, mine=one.of(reviewer), address=review_address(doc_id, one.id))
        for n, one in enumerate(reviewed_of_report(connection, doc_id), start=1)
    ]
    current = None if is_adding else _current(items, record)
    event = _event(current)
    others = [_bare(item.record.event) for item in items if item is not current]
    marked = [*([event] if event else []), *others]
    at = items.index(current) if current else -1
    return ReviewView(
        report=report,
        paragraphs=paragraphs(report.text, marked, title=report.title),
        items=sorted(items, key=lambda item: (item.mine is not None, item.number)),
        current=current,
        is_adding=is_adding,
        event=event,
        counting=[Said.of(current.record, one) for one in current.record.counting] if current else [],
        history=[Said.of(current.record, one) for one in current.record.history] if current else [],
        values=values if values is not None else values_of_event(event),
        fault=fault,
        reviewer=reviewer,
        complete_by=completed(connection).get(doc_id, ()),
        previous=items[at - 1].address if at > 0 else None,
        next=next_address(items, at),
    )


def next_address(items: Sequence[Item], at: int) -> str | None:
    """The next record that is not judged, from a place in the list on and round; where all are, the next one."""
    after = [*items[at + 1 :], *items[: max(at, 0)]]
    waiting = next((item for item in after if item.mine is None), None)
    following = items[at + 1] if at + 1 < len(items) else None
    chosen = waiting or following
    return chosen.address if chosen else None


def review_report_page(asked: Asked) -> Response:
    doc_id = asked.parts.get("doc_id")
    refuse_others(asked.query, ("record", "add") if doc_id else ("id", "record", "add"))
    view = review_view(
        asked.connection,
        doc_id or required(asked.query, "id"),
        reviewer=asked.reviewer,
        record=next(iter(values_of(asked.query, "record")), None),
        is_adding=bool(values_of(asked.query, "add")),
    )
    return shown_review(view)


def shown_review(view: ReviewView, status: int = 200) -> Response:
    """The page of a view."""
    ontology = load_ontology()
    return page(
        "review_report.html",
        status=status,
        title=f"Review: {view.report.title or view.report.doc_id}",
        view=view,
        here=review_address(view.report.doc_id, view.current.record.id if view.current else None),
        add_address=with_query(*_adding(view.report.doc_id)),
        reasons=REASONS,
        types=ontology.types,
        statement=STATEMENT,
        contexts=ontology.contexts,
        sectors=ontology.sectors,
        cameo=ontology.cameo.values(),
        codes=[*((code, one.name) for code, one in countries().items()), *((code, "") for code in sorted(BODIES))],
        resolutions=RESOLUTIONS,
        statuses=STATUSES,
        stances=STANCES,
        count_keys=COUNT_KEYS,
    )


def _adding(doc_id: str) -> tuple[str, list[tuple[str, str]]]:
    address = report_address(doc_id, under="/review/reports")
    if "?" in address:
        return "/review/reports", [("id", doc_id), ("add", "1")]
    return address, [("add", "1")]


def _current(items: Sequence[Item], record: str | None) -> Item | None:
    if record is not None:
        found = next((item for item in items if item.record.id == record), None)
        if found is None:
            raise NotFoundError(f"{record}: no record of this report, now or when it was reviewed")
        return found
    return next((item for item in items if item.mine is None), None)


def _event(current: Item | None) -> Event | None:
    """The record as its reviewer has it, else as it is coded."""
    if current is None:
        return None
    return (current.mine.event if current.mine else None) or current.record.event


def _bare(event: Event) -> Event:
    """A record of which only the act is marked."""
    return replace(event, actors=(), recipients=(), where=None, when=None, attribution=(), counts={})
