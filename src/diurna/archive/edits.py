"""What was split and joined by hand: kept by the ids of records, with who, when and why, and never forgotten when stories are made anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, Select, insert, select, update

from diurna.archive.schema import event, mention, story_edit, story_member

Bars = Mapping[int, Set[int]]
"""For the mention of each record that was split off, by key, the mentions that it is not to be together with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A correction: `one` was split from the records `against`, or joined with the story of the record `other`. Times are the caller's."""

    id: str
    kind: Literal["split", "join"]
    one: str
    other: str | None
    against: tuple[str, ...]
    by: str
    at: datetime
    note: str | None
    undone_by: str | None = None
    undone_at: datetime | None = None


def edits(connection: Connection) -> list[Edit]:
    """All corrections, those undone among them, by time."""
    return [_edit(row) for row in connection.execute(select(story_edit).order_by(story_edit.c.at, story_edit.c.id))]


def edit_id(kind: str, one: str, other: str, at: datetime) -> str:
    """16 hexadecimal digits over what was done and when."""
    return hashlib.sha256(f"{kind}\0{one}\0{other}\0{at.isoformat()}".encode()).hexdigest()[:16]


def keep(connection: Connection, edit: Edit) -> None:
    """Write a correction."""
    connection.execute(insert(story_edit), edit_row(edit))


def mark_undone(connection: Connection, edit: Edit, *, by: str, at: datetime) -> None:
    """Note that a correction holds no more."""
    connection.execute(
        update(story_edit).where(story_edit.c.id == edit.id).values(undone_by=by, undone_at=at.isoformat())
    )


def edit_row(edit: Edit) -> dict[str, Any]:
    """A correction as a row of the table."""
    return {
        "id": edit.id,
        "kind": edit.kind,
        "one": edit.one,
        "other": edit.other,
        "against": json.dumps(edit.against),
        "by": edit.by,
        "at": edit.at.isoformat(),
        "note": edit.note,
        "undone_by": edit.undone_by,
        "undone_at": edit.undone_at.isoformat() if edit.undone_at else None,
    }


def split_ids(connection: Connection) -> frozenset[str]:
    """The ids of the records that are split off."""
    return frozenset(connection.execute(_active("split").with_only_columns(story_edit.c.one)).scalars())


def active_joins(connection: Connection) -> list[tuple[str, str]]:
    """The ids of the records whose stories are joined."""
    return [(row.one, row.other) for row in connection.execute(_active("join"))]


def active_bars(connection: Connection) -> Bars:
    """Who is not to be together with whom; a record that is not there now bars nobody."""
    bars: dict[int, set[int]] = {}
    for row in connection.execute(_active("split")):
        key = connection.execute(select(mention.c.key).where(mention.c.id == row.one)).scalar()
        if key is not None:
            against = (
                select(story_member.c.mention_key)
                .join(event, event.c.key == story_member.c.event_key)
                .where(event.c.id.in_(json.loads(row.against)))
            )
            bars.setdefault(key, set()).update(set(connection.execute(against).scalars()) - {key})
    return bars


def _active(kind: str) -> Select[Any]:
    return (
        select(story_edit).where(story_edit.c.kind == kind, story_edit.c.undone_at.is_(None)).order_by(story_edit.c.id)
    )


def _edit(row: Row[Any]) -> Edit:
    return Edit(
        id=row.id,
        kind=row.kind,
        one=row.one,
        other=row.other,
        against=tuple(json.loads(row.against)),
        by=row.by,
        at=datetime.fromisoformat(row.at),
        note=row.note,
        undone_by=row.undone_by,
        undone_at=datetime.fromisoformat(row.undone_at) if row.undone_at else None,
    )
