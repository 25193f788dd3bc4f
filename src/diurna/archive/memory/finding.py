"""Records and stories found in memory: pages as `asking.find_events` and `stories.find_stories` give them, with how many there are in all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from diurna.archive.asking import Page, cursor_of, position_of
from diurna.archive.filters import EventFilter
from diurna.archive.memory.choosing import EVERYTHING, chosen
from diurna.archive.memory.counting import latest, stories_of
from diurna.archive.memory.loading import memory
from diurna.archive.reading import events_by_key
from diurna.archive.store import Archive
from diurna.archive.stories import Story, StoryPage, find_stories, stories_by_id

AT_ONCE = 200
"""Stories read from the tables at once."""


@dataclass(frozen=True, slots=True)
class Found:
    """A page of records, and how many all pages have."""

    page: Page
    total: int


def find(archive: Archive, wanted: EventFilter, *, limit: int = 100, after: str | None = None) -> Found:
    """The records that a filter finds: by day downwards, undated last, then by id. `after`: the cursor of the page before.

    Raises InputError for a cursor that is none or a text without a word.
    """
    view = memory(archive)
    rows = chosen(view, archive, wanted)
    last = None
    if after is not None:
        day, event_id = position_of(after)
        last = (date.fromisoformat(day).toordinal() if day else 0, int(event_id, 16))
    keys = latest(view, rows, limit + 1, after=last).tolist()
    events = tuple(events_by_key(archive.connection, keys[:limit]))
    more = len(keys) > limit
    cursor = None
    if more:
        row = int(view.row_of[keys[limit - 1]])
        ordinal = int(view.records["day"][row])
        cursor = cursor_of(
            date.fromordinal(ordinal).isoformat() if ordinal else None, f"{int(view.records['id'][row]):016x}"
        )
    return Found(Page(events, cursor), int(rows.sum()))


def find_told(
    archive: Archive, wanted: EventFilter, *, min_reports: int = 1, limit: int = 50, offset: int = 0
) -> StoryPage:
    """Stories of which a record fits a filter, by the last day of their acts downwards, undated last, then by id."""
    if wanted == EVERYTHING:
        return find_stories(archive.connection, wanted, min_reports=min_reports, limit=limit, offset=offset)
    view = memory(archive)
    rows = chosen(view, archive, wanted)
    ids, total = stories_of(view, rows, least=min_reports, limit=limit, offset=offset)
    return StoryPage(tuple(stories_by_id(archive.connection, ids)), total)


def all_told(archive: Archive, wanted: EventFilter, *, min_reports: int = 1) -> Iterator[Story]:
    """All stories of which a record fits a filter, in the order of `find_told`, read some at a time."""
    view = memory(archive)
    ids, _ = stories_of(view, chosen(view, archive, wanted), least=min_reports, limit=view.size, offset=0)
    for first in range(0, len(ids), AT_ONCE):
        yield from stories_by_id(archive.connection, ids[first : first + AT_ONCE])
