"""What people said of records: each judgement kept as it was given, and never changed.

A judgement names the record by its id and holds the record as it was then, so that it tells its whole story whatever is coded anew. `reviewing.py`
makes them, `reviews.py` says which of them count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypedDict, cast

from sqlalchemy import ColumnElement, Connection, Row, Select, insert, select

from diurna.archive.packing import OF_REPORT, pack, unpack
from diurna.archive.schema import report, review
from diurna.errors import RecordError
from diurna.record import Event
from diurna.record.forms import EventForm, Limit, Name
from diurna.record.json import canonical_line, event_from_json, event_to_json
from diurna.record.validate import checker, refuse

Verdict = Literal["accept", "correct", "reject", "add", "undo", "complete", "reopen"]
OF_A_REPORT = frozenset(("complete", "reopen"))
"""The verdicts on a report as a whole: read to the end, or not yet."""
ID_DIGITS = 16


class JudgementForm(TypedDict):
    """What a person said of a record, or of a report as a whole."""

    id: Annotated[str, Limit(pattern="^[0-9a-f]{16}$")]
    doc_id: Name
    record: Annotated[str, Limit(pattern="^[0-9a-f]{16}$"), "null for a report as a whole"] | None
    verdict: Verdict
    optional: Annotated[bool, "a careful coder may or may not code it"]
    coded: Annotated[EventForm | None, "the record as it was when it was judged; null for an added one"]
    corrected: Annotated[EventForm | None, "as it should be, where it was corrected or added"]
    by: Name
    at: Annotated[Name, "time in ISO form with its zone"]
    note: Name | None
    coder: Annotated[dict[str, str], "versions that coded the report at the time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A judgement. `record` is the id of what is judged, None for a report as a whole; `coded` the record as it was then, None for an added one."""

    id: str
    doc_id: str
    record: str | None
    verdict: Verdict
    is_optional: bool
    coded: Event | None
    corrected: Event | None
    by: str
    at: datetime
    note: str | None
    coder: Mapping[str, str]

    @property
    def event(self) -> Event | None:
        """The record as this judgement has it; None where it is none."""
        return (
            self.corrected if self.verdict in ("correct", "add") else self.coded if self.verdict == "accept" else None
        )


def judgement(**given: Any) -> Judgement:
    """A judgement with its id: 16 hexadecimal digits over all else. The time is taken to UTC."""
    made = Judgement(id="", **{**given, "at": given["at"].astimezone(UTC)})
    told = {name: value for name, value in judgement_to_json(made).items() if name != "id"}
    known = hashlib.sha256(canonical_line(told).encode("utf-8", "surrogatepass")).hexdigest()[:ID_DIGITS]
    return Judgement(**{**given, "id": known, "at": made.at})


def judgement_to_json(one: Judgement) -> dict[str, Any]:
    """The JSON object of a judgement (`JudgementForm`)."""
    return {
        "id": one.id,
        "doc_id": one.doc_id,
        "record": one.record,
        "verdict": one.verdict,
        "optional": one.is_optional,
        "coded": one.coded and event_to_json(one.coded),
        "corrected": one.corrected and event_to_json(one.corrected),
        "by": one.by,
        "at": _time(one.at),
        "note": one.note,
        "coder": dict(sorted(one.coder.items())),
    }


def judgement_from_json(obj: object, *, where: str = "") -> Judgement:
    """The judgement of a JSON object. Raises RecordError that opens with `where` and the key path; also where its id is not that of what it says."""
    try:
        checker(JudgementForm)(obj, "")
        told = cast("dict[str, Any]", obj)
        try:
            at = datetime.fromisoformat(told["at"])
        except ValueError:
            raise refuse("at", f"{told['at']!r} is no time in ISO form") from None
        if at.tzinfo is None:
            raise refuse("at", f"{told['at']!r} has no time zone; add +00:00 for UTC")
        made = judgement(
            doc_id=told["doc_id"],
            record=told["record"],
            verdict=told["verdict"],
            is_optional=told["optional"],
            coded=told["coded"] and event_from_json(told["coded"], where="coded"),
            corrected=told["corrected"] and event_from_json(told["corrected"], where="corrected"),
            by=told["by"],
            at=at,
            note=told["note"],
            coder=told["coder"],
        )
        if made.id != told["id"]:
            raise refuse(
                "id", f"{told['id']}, but what it says gives {made.id}: the line was changed after it was written"
            )
        return made
    except RecordError as error:
        raise refuse(where, str(error)) from None


def keep(connection: Connection, one: Judgement) -> int:
    """Write a judgement; its key."""
    written = connection.execute(
        insert(review),
        {
            "id": one.id,
            "doc_id": one.doc_id,
            "record": one.record,
            "verdict": one.verdict,
            "is_optional": int(one.is_optional),
            "coded": one.coded and pack(one.coded),
            "corrected": one.corrected and pack(one.corrected),
            "by": one.by,
            "at": _time(one.at),
            "note": one.note,
            "coder": canonical_line(dict(sorted(one.coder.items()))).rstrip("\n"),
        },
    )
    assert written.inserted_primary_key is not None
    return int(written.inserted_primary_key[0])


def judgements(connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Judgement]:
    """Judgements by their time, of the same time by their order of coming."""
    return [one for _, one in keyed(connection, *conditions, limit=limit)]


def keyed(
    connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None
) -> Iterator[tuple[int, Judgement]]:
    """Judgements as `judgements` gives them, each with its key."""
    query = _query().where(*conditions).order_by(review.c.at, review.c.key).limit(limit)
    return ((row.key, _judgement(row)) for row in connection.execute(query))


def keyed_after(
    connection: Connection, key: int, *conditions: ColumnElement[bool], limit: int
) -> list[tuple[int, Judgement]]:
    """Judgements in the order in which they came here, those after a key."""
    query = _query().where(review.c.key > key, *conditions).order_by(review.c.key).limit(limit)
    return [(row.key, _judgement(row)) for row in connection.execute(query)]


def _query() -> Select[Any]:
    columns = (report.c[name].label(f"of_{name}") for name in OF_REPORT)
    return select(review, *columns).join(report, report.c.doc_id == review.c.doc_id)


def _judgement(row: Row[Any]) -> Judgement:
    coder: dict[str, str] = json.loads(row.coder)
    of_report = {name: row._mapping[f"of_{name}"] for name in OF_REPORT}
    coded, corrected = (
        None if packed is None else unpack(packed, report=of_report, coder=coder)
        for packed in (row.coded, row.corrected)
    )
    return Judgement(
        id=row.id,
        doc_id=row.doc_id,
        record=row.record,
        verdict=row.verdict,
        is_optional=bool(row.is_optional),
        coded=coded,
        corrected=corrected,
        by=row.by,
        at=datetime.fromisoformat(row.at),
        note=row.note,
        coder=coder,
    )


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
