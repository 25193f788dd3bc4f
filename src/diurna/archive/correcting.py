"""Stories corrected by hand: a record split from its story, two stories joined, and either undone.

A correction is kept by the ids of records and holds through whatever is added or coded anew. Call these within `Archive.writing()`. The time
is the caller's, so that a repeated call can be the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from diurna.archive.edits import Edit, active_bars, edit_id, edits, keep, mark_undone
from diurna.archive.leading import settle
from diurna.archive.linking import enter_mentions, remove_mentions, told_by
from diurna.archive.schema import event
from diurna.archive.stories import Story, story_by_id
from diurna.errors import InputError


def split(connection: Connection, event_id: str, *, by: str, at: datetime, note: str | None = None) -> Edit:
    """Say that a record is not of the story that it is in: from now on it is in none that holds a record which is in this one now.

    Records that share its `link` are in the story, so it is split from them too. Raises InputError: no such record; it is alone; it was joined by hand.
    """
    story = _story(connection, event_id)
    against = tuple(sorted(m.event.id for m in story.members if m.event.id != event_id))
    if not against:
        raise InputError(f"{event_id}: alone in its story: there is nothing to split it from")
    for edit in edits(connection):
        if edit.kind == "join" and edit.undone_at is None and event_id in (edit.one, edit.other):
            raise InputError(f"{event_id}: joined by hand (correction {edit.id}): undo that first")
    made = Edit(
        id=edit_id("split", event_id, " ".join(against), at),
        kind="split",
        one=event_id,
        other=None,
        against=against,
        by=by,
        at=at,
        note=note,
    )
    keep(connection, made)
    _tell_again(connection, event_id)
    return made


def join(connection: Connection, one: str, other: str, *, by: str, at: datetime, note: str | None = None) -> Edit:
    """Say that the stories of two records are one. Raises InputError: no such record; they are in one story."""
    stories = [_story(connection, one), _story(connection, other)]
    if stories[0].id == stories[1].id:
        raise InputError(f"{one} and {other}: in one story already ({stories[0].id})")
    made = Edit(
        id=edit_id("join", one, other, at), kind="join", one=one, other=other, against=(), by=by, at=at, note=note
    )
    keep(connection, made)
    settle(connection, set(), active_bars(connection))
    return made


def undo(connection: Connection, correction: str, *, by: str, at: datetime) -> Edit:
    """Take back a correction; it stays on record as undone. Raises InputError: no such one; undone already."""
    edit = next((e for e in edits(connection) if e.id == correction), None)
    if edit is None:
        raise InputError(f"{correction}: no correction of the archive")
    if edit.undone_at is not None:
        raise InputError(f"{correction}: undone already, by {edit.undone_by} at {edit.undone_at.isoformat()}")
    mark_undone(connection, edit, by=by, at=at)
    if edit.kind == "split":
        _tell_again(connection, edit.one)
    settle(connection, set(), active_bars(connection))
    return replace(edit, undone_by=by, undone_at=at)


def restore(connection: Connection, kept: Iterable[Edit]) -> int:
    """Take over the corrections of another archive (`edits`); how many were new. They hold for its records whenever these come."""
    there = {edit.id for edit in edits(connection)}
    new = [edit for edit in kept if edit.id not in there]
    for edit in new:
        keep(connection, edit)
    for edit in new:
        if edit.kind == "split" and edit.undone_at is None:
            _tell_again(connection, edit.one)
    settle(connection, set(), active_bars(connection))
    return len(new)


def _story(connection: Connection, event_id: str) -> Story:
    story = story_by_id(connection, event_id)
    if story is None:
        raise InputError(f"{event_id}: no record of the archive")
    return story


def _tell_again(connection: Connection, event_id: str) -> None:
    """Make the mentions of a record's report anew, where the archive has it now."""
    key = connection.execute(select(event.c.report_key).where(event.c.id == event_id)).scalar()
    if key is not None:
        remove_mentions(connection, key)
        enter_mentions(connection, [told_by(connection, key)])
