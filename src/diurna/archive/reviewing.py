"""Records reviewed: said right, corrected, rejected, added, and all of it taken back, each as one more judgement.

Call these within `Archive.writing()`; the time is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from diurna.archive.corrections import added_record, content, corrected_record
from diurna.archive.judgements import OF_A_REPORT, Judgement, Verdict, judgement, keep, keyed
from diurna.archive.reading import report_by_id, versions
from diurna.archive.reviews import completed, counting, reviewed, standing_of, unjudged
from diurna.archive.schema import coding, report, review, review_complete, review_now, review_standing
from diurna.errors import InputError
from diurna.ontology import load_ontology
from diurna.ontology.conformity import faults_of_record
from diurna.record import Event, Report

LONGEST_NAME = 100
LONGEST_NOTE = 2_000
"""Characters of a reviewer's name and of a note, at most."""


def judge(
    connection: Connection,
    record: str,
    verdict: Verdict,
    *,
    by: str,
    at: datetime,
    fields: Mapping[str, Any] | None = None,
    note: str | None = None,
    is_optional: bool = False,
) -> Judgement:
    """Say of a record that it is right (`accept`), wrong (`reject`), right but for some fields (`correct`), or take back what one said (`undo`).

    `fields` are those of the record's JSON that are to be otherwise (`corrections.py`). Raises InputError: no such record; a fault in a field, by its
    name; nothing corrected; nothing to undo.
    """
    if verdict not in ("accept", "correct", "reject", "undo"):
        raise InputError(f"verdict: {verdict!r} is none on a record; there are accept, correct, reject and undo")
    _refuse_fields(verdict, fields)
    found = reviewed(connection, record)
    if found is None:
        raise InputError(f"{record}: no record of this archive, now or when it was reviewed")
    corrected = None
    if verdict == "correct":
        corrected = corrected_record(found.event, fields or {}, _report(connection, found.doc_id))
        if content(corrected) == content(found.event):
            raise InputError(f"{record}: nothing is corrected; accept it, or change a field")
    if verdict == "undo" and found.of(by) is None:
        raise InputError(f"{record}: no judgement of {by} to undo")
    return _kept(
        connection, found.doc_id, record, verdict, by=by, at=at, note=note, is_optional=is_optional,
        coded=None if verdict == "undo" else found.event, corrected=corrected,
    )  # fmt: skip


def add_missed(
    connection: Connection,
    doc_id: str,
    fields: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    note: str | None = None,
    is_optional: bool = False,
) -> Judgement:
    """Add an event that the coder missed. Raises InputError: no such report; a fault in a field; the record is there."""
    made = added_record(_report(connection, doc_id), fields, _versions(connection, doc_id))
    found = reviewed(connection, made.id)
    if found is not None and (found.coded is not None or found.of(by) is not None):
        raise InputError(
            f"trigger: {made.event} of {made.trigger.text!r} is there already (record {made.id}); correct that one"
        )
    return _kept(
        connection, doc_id, made.id, "add", by=by, at=at, note=note, is_optional=is_optional, corrected=made
    )  # fmt: skip


def complete(
    connection: Connection, doc_id: str, *, by: str, at: datetime, note: str | None = None, accept_rest: bool = False
) -> list[Judgement]:
    """Say that a report is read to the end: its records are judged, what was missed is added. `accept_rest` accepts the records not yet judged.

    Raises InputError: no such report; records not yet judged.
    """
    _report(connection, doc_id)
    rest = unjudged(connection, doc_id, by)
    if rest and not accept_rest:
        raise InputError(
            f"{doc_id}: {by} has not judged {len(rest)} of its records yet; judge them, or accept the rest"
        )
    made = [judge(connection, one, "accept", by=by, at=at) for one in rest]
    return [*made, _kept(connection, doc_id, None, "complete", by=by, at=at, note=note)]


def reopen(connection: Connection, doc_id: str, *, by: str, at: datetime, note: str | None = None) -> Judgement:
    """Say that a report is not read to the end after all. Raises InputError where it was not said to be."""
    if doc_id not in completed(connection, by=by):
        raise InputError(f"{doc_id}: {by} has not marked it complete")
    return _kept(connection, doc_id, None, "reopen", by=by, at=at, note=note)


def restore(connection: Connection, given: Iterable[Judgement]) -> tuple[int, list[str]]:
    """Take over judgements of another archive: how many were new, and the ids of reports that this archive has not, whose judgements were left.

    What was taken over before is passed over. Raises InputError for a record whose words do not stand in the report.
    """
    new, absent = 0, dict[str, None]()
    touched: dict[tuple[str | None, str, str], None] = {}
    for one in given:
        if _is_kept(connection, one):
            continue
        held = report_by_id(connection, one.doc_id)
        if held is None:
            absent[one.doc_id] = None
            continue
        _prove(one, held)
        keep(connection, one)
        touched[one.record, one.doc_id, one.by] = None
        new += 1
    for record, doc_id, by in touched:
        _settle(connection, record, doc_id, by)
    return new, list(absent)


def _kept(
    connection: Connection,
    doc_id: str,
    record: str | None,
    verdict: Verdict,
    *,
    by: str,
    at: datetime,
    note: str | None,
    is_optional: bool = False,
    coded: Event | None = None,
    corrected: Event | None = None,
) -> Judgement:
    name, words = by.strip(), (note or "").strip() or None
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise InputError(f"by: give the reviewer's name, of at most {LONGEST_NAME} characters")
    if words is not None and (len(words) > LONGEST_NOTE or "\0" in words):
        raise InputError(f"note: {len(words)} characters; {LONGEST_NOTE} is the most")
    told = {
        "doc_id": doc_id, "record": record, "verdict": verdict, "is_optional": is_optional, "coded": coded, "corrected": corrected, "by": name,
        "note": words, "coder": _versions(connection, doc_id),
    }  # fmt: skip
    one = judgement(**told, at=at)
    if _is_kept(connection, one):  # a call said twice is one
        return one
    one = judgement(**told, at=_after_all(connection, doc_id, record, name, at))
    keep(connection, one)
    _settle(connection, record, doc_id, name)
    return one


def _is_kept(connection: Connection, one: Judgement) -> bool:
    return connection.execute(select(review.c.key).where(review.c.id == one.id)).first() is not None


def _after_all(connection: Connection, doc_id: str, record: str | None, by: str, at: datetime) -> datetime:
    """The time, or where the reviewer said something of this then or later, the instant after that: so that no order is lost when judgements travel."""
    same = review.c.record == record if record else review.c.record.is_(None) & (review.c.doc_id == doc_id)
    latest = connection.execute(select(func.max(review.c.at)).where(same, review.c.by == by)).scalar()
    if latest is None or (last := datetime.fromisoformat(latest)) < at:
        return at
    return last + timedelta(microseconds=1)


def _settle(connection: Connection, record: str | None, doc_id: str, by: str) -> None:
    """Bring up to date what is derived of the judgements of a record, or of a report as a whole."""
    if record is None:
        said = list(keyed(connection, review.c.doc_id == doc_id, review.c.record.is_(None), review.c.by == by))
        key, last = said[-1]
        values: dict[str, Any] | None = {"review_key": key} if last.verdict == "complete" else None
        _replace(connection, review_complete, {"doc_id": doc_id, "by": by}, values)
        return
    said = list(keyed(connection, review.c.record == record))
    counted = counting([one for _, one in said])
    keys = {one.id: key for key, one in said}
    mine = next((one for one in counted if one.by == by), None)
    values = {"doc_id": doc_id, "review_key": keys[mine.id], "verdict": mine.verdict} if mine else None
    _replace(connection, review_now, {"record": record, "by": by}, values)
    values = {"doc_id": doc_id, "standing": standing_of(counted)} if counted else None
    _replace(connection, review_standing, {"record": record}, values)


def _replace(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any] | None) -> None:
    """The row of a key with these values; none where there are none."""
    connection.execute(delete(table).where(*(table.c[name] == value for name, value in key.items())))
    if values is not None:
        connection.execute(insert(table), {**key, **values})


def _prove(one: Judgement, held: Report) -> None:
    """Raise InputError where a judgement that came from elsewhere does not fit the report or its own verdict."""
    if (one.record is None) != (one.verdict in OF_A_REPORT):
        raise InputError(
            f"judgement {one.id}: record: {one.verdict} is said of a {'record' if one.record is None else 'report'}"
        )
    if (one.corrected is not None) != (one.verdict in ("correct", "add")):
        raise InputError(f"judgement {one.id}: corrected: {one.verdict} has {'one' if one.corrected else 'none'}")
    if (one.coded is not None) != (one.verdict in ("accept", "correct", "reject")):
        raise InputError(f"judgement {one.id}: coded: {one.verdict} has {'one' if one.coded else 'none'}")
    for path, event in (("coded", one.coded), ("corrected", one.corrected)):
        for field, rule, message in faults_of_record(event, held, load_ontology()) if event is not None else ():
            if rule == "quote":
                raise InputError(
                    f"judgement {one.id}: {path}.{field}: {message}; the text of report {one.doc_id} differs here"
                )


def _refuse_fields(verdict: Verdict, fields: Mapping[str, Any] | None) -> None:
    if verdict != "correct" and fields:
        raise InputError(f"{next(iter(fields))}: {verdict} takes no fields; give the verdict correct")


def _report(connection: Connection, doc_id: str) -> Report:
    found = report_by_id(connection, doc_id)
    if found is None:
        raise InputError(f"{doc_id}: no report of this archive")
    return found


def _versions(connection: Connection, doc_id: str) -> dict[str, str]:
    """What coded a report."""
    query = (
        select(coding.c.coder)
        .join(report, report.c.key == coding.c.report_key)
        .where(report.c.doc_id == doc_id, coding.c.is_current == 1)
    )
    return versions(connection.execute(query).scalar_one())
