"""What the pages of review send: who reviews, judgements of a record, an event that was missed, a report read to the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Connection

from diurna.archive import open_archive, report_by_id
from diurna.archive.judgements import Judgement, Verdict
from diurna.archive.reviewing import add_missed, complete, judge, reopen
from diurna.archive.reviews import reviewed, reviewed_of_report
from diurna.errors import InputError
from diurna.record import Report
from diurna.web.addresses import review_address
from diurna.web.answers import NotFoundError
from diurna.web.parameters import required
from diurna.web.posted import Answer, Posted, writing
from diurna.web.review_form import fields_of_form, values_of_form
from diurna.web.review_report import Item, next_address, review_view, shown_review
from diurna.web.reviewer import required_reviewer, reviewer_of

Doing = Callable[[Connection, Report, str], str]


def judge_record(posted: Posted) -> Answer:
    """Accept, correct, reject or undo; then the next record. The page again, with what was given, where that cannot be."""
    record, verdict = required(posted.form, "record"), required(posted.form, "verdict")

    def do(connection: Connection, report: Report, by: str) -> str:
        fields = None
        if verdict == "correct" and (found := reviewed(connection, record)) is not None:
            mine = found.of(by)
            before = (mine.event if mine else None) or found.event
            fields = fields_of_form(posted.form, report, connection, shown_event=before)
        judge(
            connection, record, cast("Verdict", verdict), by=by, at=datetime.now(UTC), fields=fields, note=_note(posted),
            is_optional=bool(posted.form.get("optional")),
        )  # fmt: skip
        if verdict == "undo":
            return review_address(report.doc_id, record)
        return _onward(connection, report.doc_id, record, by)

    return _done(posted, do)


def add_event(posted: Posted) -> Answer:
    """Add an event that the coder missed, and show it."""

    def do(connection: Connection, report: Report, by: str) -> str:
        fields = fields_of_form(posted.form, report, connection)
        made: Judgement = add_missed(
            connection, report.doc_id, fields, by=by, at=datetime.now(UTC), note=_note(posted), is_optional=bool(posted.form.get("optional"))
        )  # fmt: skip
        return review_address(report.doc_id, made.record)

    return _done(posted, do, is_adding=True)


def end_report(posted: Posted) -> Answer:
    """Mark a report as read to the end, or as not."""

    def do(connection: Connection, report: Report, by: str) -> str:
        if required(posted.form, "verdict") == "reopen":
            reopen(connection, report.doc_id, by=by, at=datetime.now(UTC))
        else:
            complete(connection, report.doc_id, by=by, at=datetime.now(UTC), note=_note(posted), accept_rest=bool(posted.form.get("accept_rest")))  # fmt: skip
        return review_address(report.doc_id)

    return _done(posted, do)


def _done(posted: Posted, do: Doing, *, is_adding: bool = False) -> Answer:
    doc_id = required(posted.form, "doc_id")
    try:
        by = required_reviewer(posted)
        with writing(posted) as (_, connection):
            return do(connection, _report(connection, doc_id), by)
    except NotFoundError:
        raise
    except InputError as error:
        return _again(posted, doc_id, str(error), is_adding=is_adding)


def _again(posted: Posted, doc_id: str, fault: str, *, is_adding: bool) -> Answer:
    """The page with the fault, and the form as it was given."""
    record = posted.form.get("record") or None
    is_form = is_adding or posted.form.get("verdict") == "correct"
    with open_archive(posted.desk.archive) as archive, archive.reading() as connection:
        if record is not None and reviewed(connection, record) is None:
            raise NotFoundError(fault)
        view = review_view(
            connection, doc_id, reviewer=reviewer_of(posted.request), record=record, is_adding=is_adding,
            values=values_of_form(posted.form) if is_form else None, fault=fault,
        )  # fmt: skip
        return shown_review(view, 400)


def _onward(connection: Connection, doc_id: str, record: str, by: str) -> str:
    """The next record that the reviewer has not judged; the report as a whole where all are."""
    items = [
        Item(number=n, record=one, mine=one.of(by), address=review_address(doc_id, one.id))
        for n, one in enumerate(reviewed_of_report(connection, doc_id), start=1)
    ]
    if all(item.mine is not None for item in items):
        return review_address(doc_id)
    at = next((n for n, item in enumerate(items) if item.record.id == record), -1)
    return next_address(items, at) or review_address(doc_id)


def _report(connection: Connection, doc_id: str) -> Report:
    report = report_by_id(connection, doc_id)
    if report is None:
        raise NotFoundError(f"{doc_id}: no report of this archive")
    return report


def _note(posted: Posted) -> str | None:
    """The reason and the note, together."""
    parts = [posted.form.get(name, "").strip() for name in ("reason", "note")]
    return ": ".join(part for part in parts if part) or None
