"""Stories: the real-world events of an archive, each with the records of all reports that tell it, how it stands, and why they were linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, literal_column, select

from diurna.archive.asking import chosen_keys
from diurna.archive.copies import group_name
from diurna.archive.filters import EventFilter
from diurna.archive.likeness import Reason, is_barred, reasons
from diurna.archive.linking import mentions_by_key
from diurna.archive.reading import batches, event_of, events_query
from diurna.archive.schema import copy, event, mention, report, story_member, story_summary
from diurna.archive.standing import Member, Standing, standing
from diurna.errors import InputError
from diurna.record import Event

EVERYTHING = EventFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A real-world event: `id` is that of its leading record. Members by day of report, report and place in it.

    A better specified mention that is added later may take the lead, and with it give the story its id; the id of any member finds it.
    """

    id: str
    event: str
    members: tuple[Member, ...]
    standing: Standing

    @property
    def leading(self) -> Event:
        """The record that it is named for."""
        return next(m.event for m in self.members if m.event.id == self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why a record is in a story: what it shares with the record that it was linked to, with points. `is_barred`: they cannot be of one event."""

    one: str
    other: str
    points: float
    reasons: tuple[Reason, ...]
    is_barred: bool = False


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Stories, the latest first; `total` counts those of all pages."""

    stories: tuple[Story, ...]
    total: int


def story_id(connection: Connection, event_id: str) -> str | None:
    """The id of the story that a record is in; None where there is no such record."""
    found: str | None = connection.execute(_members().where(event.c.id == event_id)).scalar()
    return found


def shared_stories(connection: Connection) -> dict[str, str]:
    """The story of each record that is not alone in its story, by the record's id: what brings the mentions of one event together."""
    together = (
        select(mention.c.story)
        .join(story_member, story_member.c.mention_key == mention.c.key)
        .group_by(mention.c.story)
        .having(func.count() > 1)
    )
    query = _members().add_columns(event.c.id).where(mention.c.story.in_(together))
    return {row.id: row.story for row in connection.execute(query)}


def story_ids(connection: Connection, event_ids: Sequence[str]) -> dict[str, str]:
    """The ids of the stories that records are in, by the ids of the records; one that is no record is left out."""
    found: dict[str, str] = {}
    for some in batches(event_ids):
        rows = connection.execute(_members().add_columns(event.c.id).where(event.c.id.in_(some)))
        found.update({row.id: row.story for row in rows})
    return found


def story_by_id(connection: Connection, any_id: str) -> Story | None:
    """The story that has this id, or this record; None where there is none."""
    known = story_id(connection, any_id)
    return None if known is None else stories_by_id(connection, [known])[0]


def stories_by_id(connection: Connection, ids: Sequence[str]) -> list[Story]:
    """The stories of ids, in their order; an id that is no story's is passed over."""
    members: dict[str, list[Member]] = {}
    for some in batches(ids):
        query = (
            events_query()
            .add_columns(mention.c.story, copy.c.copy_group, report.c.day)
            .join(story_member, story_member.c.event_key == event.c.key)
            .join(mention, mention.c.key == story_member.c.mention_key)
            .join(copy, copy.c.report_key == report.c.key)
            .where(mention.c.story.in_(some))
            .order_by(report.c.day, report.c.doc_id, event.c.position)
        )
        for row in connection.execute(query):
            day = date.fromisoformat(row.day) if row.day else None
            member = Member(event=event_of(row), copy_group=group_name(row.copy_group), day=day)
            members.setdefault(row.story, []).append(member)
    return [_story(one, members[one]) for one in ids if one in members]


def find_stories(
    connection: Connection, wanted: EventFilter = EVERYTHING, *, min_reports: int = 1, limit: int = 50, offset: int = 0
) -> StoryPage:
    """Stories of which a record fits a filter, by the last day of their acts downwards, undated last, then by id."""
    told = story_summary.c
    query = select(told.story)
    if min_reports > 1:  # the index of such stories says it in these words
        query = query.where(told.reports > literal_column("1"), told.reports >= min_reports)
    if wanted != EVERYTHING:
        chosen = chosen_keys(connection, wanted).subquery()
        fitting = (
            select(mention.c.story)
            .join(story_member, story_member.c.mention_key == mention.c.key)
            .join(chosen, chosen.c.key == story_member.c.event_key)
        )
        query = query.where(told.story.in_(fitting))
    total = int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
    rows = connection.execute(query.order_by(told.day.desc(), told.story).limit(limit).offset(offset)).all()
    return StoryPage(tuple(stories_by_id(connection, [row.story for row in rows])), total)


def links_of_story(connection: Connection, any_id: str) -> list[Link]:
    """Why each mention is in the story, but the leading ones: what it shares with the one that it follows. By id.

    Raises InputError for an id that is of no record.
    """
    known = story_id(connection, any_id)
    if known is None:
        raise InputError(f"{any_id}: neither a story nor a record of the archive")
    rows = connection.execute(
        select(mention.c.key, mention.c.home)
        .where(mention.c.story == known, mention.c.home != mention.c.key)
        .order_by(mention.c.id)
    ).all()
    return [_link(connection, row.key, row.home) for row in rows]


def why(connection: Connection, one: str, other: str) -> Link:
    """What speaks for and against two records being of one event, whether they were linked or not.

    Raises InputError for an id that is of no record.
    """
    keys = {
        row.id: row.mention_key
        for row in connection.execute(
            select(event.c.id, story_member.c.mention_key)
            .join(story_member, story_member.c.event_key == event.c.key)
            .where(event.c.id.in_([one, other]))
        )
    }
    for asked in (one, other):
        if asked not in keys:
            raise InputError(f"{asked}: no record of the archive")
    return _link(connection, keys[one], keys[other])


def _link(connection: Connection, key: int, other_key: int) -> Link:
    known = mentions_by_key(connection, [key, other_key])
    one, other = known[key], known[other_key]
    found = tuple(reasons(one, other))
    points = round(sum(reason.points for reason in found), 3)
    return Link(one=one.id, other=other.id, points=points, reasons=found, is_barred=is_barred(one, other))


def _members() -> Select[Any]:
    return (
        select(mention.c.story)
        .join(story_member, story_member.c.mention_key == mention.c.key)
        .join(event, event.c.key == story_member.c.event_key)
    )


def _story(known: str, members: Sequence[Member]) -> Story:
    leading = next(m.event for m in members if m.event.id == known)
    return Story(id=known, event=leading.event, members=tuple(members), standing=standing(members))


def story_to_json(story: Story, links: Sequence[Link] = ()) -> dict[str, Any]:
    """A story as a JSON object: how it stands, and its records with report, copy group and link; days as ISO texts."""
    whole = story.standing
    days = {name: _iso(getattr(whole, name)) for name in ("first_day", "last_day", "first_report", "last_report")}
    by_member = {link.one: link_to_json(link) for link in links}
    return {
        "id": story.id,
        "event": story.event,
        **days,
        "place": whole.place,
        "country": whole.country,
        "reports": whole.reports,
        "publishers": whole.publishers,
        "asserted": whole.asserted,
        "voices": [asdict(voice) for voice in whole.voices],
        "size": {key: asdict(toll) for key, toll in whole.counts.items()},
        "parties": [{**asdict(party), "sectors": list(party.sectors)} for party in whole.parties],
        "members": [
            {
                "id": m.event.id,
                "doc_id": m.event.doc_id,
                "publisher": m.event.publisher,
                "day": _iso(m.day),
                "copy_group": m.copy_group,
                "sentence": m.event.sentence.text,
                "link": by_member.get(m.event.id),
            }
            for m in story.members
        ],
    }


def link_to_json(link: Link) -> dict[str, Any]:
    """A link as a JSON object, with its reasons."""
    return {
        "one": link.one,
        "other": link.other,
        "points": link.points,
        "is_barred": link.is_barred,
        "reasons": [asdict(reason) for reason in link.reasons],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
