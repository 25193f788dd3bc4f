"""Records reviewed by people: what each says of them, and how they stand among all.

Of each reviewer the latest judgement of a record counts that was not undone; how a record stands is told by those that count. Judgements name the
record's id, so they hold through whatever is coded anew: where the coder gives the record no more, or otherwise, both are shown.
`reviewing.py` writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, select

from diurna.archive.corrections import changed_fields, content
from diurna.archive.judgements import Judgement, judgements
from diurna.archive.reading import batches, event_by_id, events_of_report
from diurna.archive.schema import review, review_complete, review_now, review_standing
from diurna.record import Event

Standing = Literal["unreviewed", "accepted", "corrected", "rejected", "added", "disputed"]
OUTCOMES: Mapping[str, Standing] = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


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


def _time(one: Judgement) -> datetime:
    return one.at


def _place_in_text(one: Reviewed) -> tuple[int, str]:
    return one.event.trigger.start, one.id


def judged_reports(connection: Connection) -> list[str]:
    """The ids of the reports of which a record is judged."""
    return list(connection.execute(select(review_now.c.doc_id).distinct().order_by(review_now.c.doc_id)).scalars())
