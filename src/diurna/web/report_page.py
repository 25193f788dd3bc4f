"""A report set as a newspaper sets it, its words marked, its records beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection
from starlette.responses import RedirectResponse, Response

from diurna.archive import copies_of, event_by_id, events_of_report, report_by_id
from diurna.archive.copies import Copy
from diurna.archive.reviews import Reviewed, reviewed_of_report
from diurna.archive.stories import story_ids
from diurna.record import Event, Report
from diurna.web.addresses import event_address
from diurna.web.answers import NotFoundError
from diurna.web.asked import Asked
from diurna.web.marks import Paragraph, paragraphs
from diurna.web.parameters import refuse_others, required
from diurna.web.references import Reference, references
from diurna.web.rendering import page
from diurna.web.review_changes import Said

NO_STORIES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A record beside the text: its place in the list from 1, what it is to others, and the story that it is in."""

    number: int
    event: Event
    references: tuple[Reference, ...]
    story: str | None
    said: tuple[Said, ...] = ()
    standing: str | None = None
    """What reviewers say of it, and how it stands with them; None where nobody reviewed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """What the page of a report shows. `others` are the other reports that carry the same article."""

    report: Report
    paragraphs: list[Paragraph]
    rows: list[Row]
    others: list[Copy]
    added: list[Said] = field(default_factory=list)
    """What people say of records that the coder does not give: those that they added, and those that it gives no more."""


def report_view(connection: Connection, doc_id: str) -> ReportView:
    """Raises NotFoundError where the archive has no such report."""
    report = report_by_id(connection, doc_id)
    if report is None:
        raise NotFoundError(f"{doc_id}: no report of this archive")
    events = events_of_report(connection, doc_id)
    others = [copy for copy in copies_of(connection, doc_id) if copy.doc_id != doc_id]
    view = view_of(report, events, stories=story_ids(connection, [event.id for event in events]), others=others)
    records = {one.id: one for one in reviewed_of_report(connection, doc_id) if one.counting}
    rows = [_reviewed(row, records[row.event.id]) if row.event.id in records else row for row in view.rows]
    added = [Said.of(one, one.counting[-1]) for one in records.values() if one.coded is None]
    return replace(view, rows=rows, added=added)


def _reviewed(row: Row, record: Reviewed) -> Row:
    said = tuple(Said.of(record, one) for one in record.counting)
    return replace(row, said=said, standing=record.standing)


def view_of(
    report: Report, events: Sequence[Event], *, stories: Mapping[str, str] = NO_STORIES, others: Sequence[Copy] = ()
) -> ReportView:
    """The view of a report and its records; `stories`: of which each record is, by id."""
    rows = [
        Row(number=n, event=event, references=found, story=stories.get(event.id))
        for n, (event, found) in enumerate(zip(events, references(events), strict=True), start=1)
    ]
    return ReportView(
        report=report, paragraphs=paragraphs(report.text, events, title=report.title), rows=rows, others=list(others)
    )


def report_page(asked: Asked) -> Response:
    doc_id = asked.parts.get("doc_id")
    refuse_others(asked.query, () if doc_id else ("id",))
    view = report_view(asked.connection, doc_id or required(asked.query, "id"))
    return page("report.html", title=view.report.title or view.report.doc_id, view=view)


def event_page(asked: Asked) -> Response:
    """A record is read beside its report."""
    event = event_by_id(asked.connection, asked.parts["id"])
    if event is None:
        raise NotFoundError(f"{asked.parts['id']}: no record of this archive")
    return RedirectResponse(event_address(event), status_code=303)
