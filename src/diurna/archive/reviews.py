"""Records reviewed by people: what each says of them, and how they stand among all.

Of each reviewer the latest judgement of a record counts that was not undone; how a record stands is told by those that count. Judgements name the
record's id, so they hold through whatever is coded anew: where the coder gives the record no more, or otherwise, both are shown. Call what
writes within `Archive.writing()`; the time is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Table, delete, insert, select

from diurna.archive.corrections import added_record, changed_fields, content, corrected_record
from diurna.archive.judgements import OF_A_REPORT, Judgement, Verdict, judgement, judgements, keep, keyed
from diurna.archive.reading import batches, event_by_id, events_of_report, report_by_id, versions
from diurna.archive.schema import coding, report, review, review_complete, review_now, review_standing
from diurna.errors import InputError
from diurna.ontology import load_ontology
from diurna.ontology.conformity import faults_of_record
from diurna.record import Event, Report

Standing = Literal["unreviewed", "accepted", "corrected", "rejected", "added", "disputed"]
OUTCOMES: Mapping[str, Standing] = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}
LONGEST_NAME = 100
LONGEST_NOTE = 2_000
"""Characters of a reviewer's name and of a note, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A record with all that was said of it: `coded` is what the coder says of it now, None where it says nothing; `counting` has one judgement a reviewer."""

    id: str
    doc_id: str
    coded: Event | None
    counting: tuple[Judgement, ...] = ()
    history: tuple[Judgement, ...] = ()

    @property
    def standing(self) -> Standing:
        return standing_of(self.counting)

    @property
    def event(self) -> Event:
        """The record to show: as it is coded now, else as it was when it was judged last."""
        if self.coded is not None:
            return self.coded
        return next(e for one in reversed(self.history) if (e := one.coded or one.corrected) is not None)

    @property
    def is_added(self) -> bool:
        """Whether a person gave the record, and not the coder."""
        return self.coded is None and all(one.coded is None for one in self.history if one.verdict == "add") and any(
            one.verdict == "add" for one in self.history
        )  # fmt: skip

    def of(self, by: str | None) -> Judgement | None:
        """The judgement of a reviewer that counts."""
        return next((one for one in self.counting if one.by == by), None)

    def since(self, one: Judgement) -> tuple[str, ...] | None:
        """The fields that the coder gives otherwise since a judgement; none where nothing changed, None where it gives the record no more."""
        if one.coded is None:
            return ()
        return None if self.coded is None else changed_fields(one.coded, self.coded)


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
        if connection.execute(select(review.c.key).where(review.c.id == one.id)).first() is not None:
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


def reviewed(connection: Connection, record: str) -> Reviewed | None:
    """A record of the archive, or one that was reviewed, with all that was said of it."""
    coded = event_by_id(connection, record)
    history = tuple(judgements(connection, review.c.record == record))
    if coded is None and not any(one.coded or one.corrected for one in history):
        return None
    doc_id = coded.doc_id if coded else history[0].doc_id
    return Reviewed(id=record, doc_id=doc_id, coded=coded, counting=counting(history), history=history)


def reviewed_of_report(connection: Connection, doc_id: str) -> list[Reviewed]:
    """The records of a report in the order of its text: those that are coded, and those that were judged or added."""
    said: dict[str, list[Judgement]] = {}
    for one in judgements(connection, review.c.doc_id == doc_id, review.c.record.is_not(None)):
        said.setdefault(one.record or "", []).append(one)
    coded = {event.id: event for event in events_of_report(connection, doc_id)}
    found = []
    for record in [*coded, *(record for record in said if record not in coded)]:
        history = tuple(said.get(record, ()))
        if record in coded or any(one.coded or one.corrected for one in history):
            found.append(
                Reviewed(id=record, doc_id=doc_id, coded=coded.get(record), counting=counting(history), history=history)
            )
    return sorted(found, key=_place_in_text)


def counting(history: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of judgements of one record, by their time, those that count: of each reviewer the latest that was not undone."""
    stacks: dict[str, list[Judgement]] = {}
    for one in history:
        stack = stacks.setdefault(one.by, [])
        if one.verdict != "undo":
            stack.append(one)
        elif stack:
            stack.pop()
    return tuple(sorted((stack[-1] for stack in stacks.values() if stack), key=_time))


def standing_of(counted: Sequence[Judgement]) -> Standing:
    """How a record stands with these judgements: as all have it, or disputed."""
    if not counted:
        return "unreviewed"
    events = [one.event for one in counted]
    if all(event is None for event in events):
        return "rejected"
    if any(event is None for event in events):
        return "disputed"
    first, *others = [content(event) for event in events if event is not None]
    if any(other != first for other in others):
        return "disputed"
    return next((OUTCOMES[one.verdict] for one in counted if one.verdict != "accept"), "accepted")


def standings(connection: Connection, records: Iterable[str]) -> dict[str, tuple[Standing, tuple[str, ...]]]:
    """Of records that were reviewed, by id, how they stand and by whom."""
    found: dict[str, tuple[Standing, tuple[str, ...]]] = {}
    for some in batches(records):
        query = (
            select(review_standing.c.record, review_standing.c.standing, review_now.c.by)
            .join(review_now, review_now.c.record == review_standing.c.record)
            .where(review_standing.c.record.in_(some))
            .order_by(review_now.c.review_key)
        )
        for row in connection.execute(query):
            told, names = found.get(row.record, (row.standing, ()))
            found[row.record] = told, (*names, row.by)
    return found


def unjudged(connection: Connection, doc_id: str, by: str) -> list[str]:
    """The ids of the records of a report that the coder gives and that a reviewer has not judged."""
    judged = set(
        connection.execute(
            select(review_now.c.record).where(review_now.c.doc_id == doc_id, review_now.c.by == by)
        ).scalars()
    )
    return [event.id for event in events_of_report(connection, doc_id) if event.id not in judged]


def completed(connection: Connection, *, by: str | None = None) -> dict[str, tuple[str, ...]]:
    """The ids of the reports that were read to the end, with by whom."""
    query = select(review_complete).order_by(review_complete.c.doc_id, review_complete.c.by)
    if by is not None:
        query = query.where(review_complete.c.by == by)
    found: dict[str, tuple[str, ...]] = {}
    for row in connection.execute(query):
        found[row.doc_id] = (*found.get(row.doc_id, ()), row.by)
    return found


def reviewers(connection: Connection) -> list[str]:
    """Who judged, by name."""
    return list(connection.execute(select(review.c.by).distinct().order_by(review.c.by)).scalars())


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
    one = judgement(
        doc_id=doc_id, record=record, verdict=verdict, is_optional=is_optional, coded=coded, corrected=corrected, by=name, at=at, note=words,
        coder=_versions(connection, doc_id),
    )  # fmt: skip
    if (
        connection.execute(select(review.c.key).where(review.c.id == one.id)).first() is None
    ):  # a call said twice is one
        keep(connection, one)
        _settle(connection, record, doc_id, name)
    return one


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


def _time(one: Judgement) -> datetime:
    return one.at


def _place_in_text(one: Reviewed) -> tuple[int, str]:
    return one.event.trigger.start, one.id


__all__ = [
    "Reviewed", "Standing", "add_missed", "complete", "completed", "counting", "judge", "reopen", "restore", "reviewed", "reviewed_of_report",
    "reviewers", "standing_of", "standings", "unjudged",
]  # fmt: skip
