"""Mentions brought together: each event once, with how often, in how many reports and by whom it is told.

Data sets of events have one row an event, records are mentions. Which mentions are of one event, a story of the archive tells, or the link
within a report; a mention without either is an event of its own.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from tempfile import TemporaryFile
from typing import IO

from diurna.record import Event

StoryOf = Callable[[Event], str | None]
"""The archive's story of a record, None where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as it is told: `key` is the same for all its mentions; `event` the surest of them, the first of equals.

    `publishers` in the order in which they come; a report without one counts among `reports` alone. `first` is the day of the first report,
    where one is known. `dead` is the least that any mention gives.
    """

    key: str
    event: Event
    mentions: int = 1
    reports: int = 1
    publishers: tuple[str, ...] = ()
    first: date | None = None
    dead: int | None = None


@dataclass(slots=True)
class _Tally:
    surest: int
    confidence: float
    mentions: int = 0
    reports: set[str] = field(default_factory=set)
    publishers: dict[str, None] = field(default_factory=dict)
    first: date | None = None
    dead: int | None = None

    def add(self, place: int, event: Event) -> None:
        if event.confidence > self.confidence:
            self.surest, self.confidence = place, event.confidence
        self.mentions += 1
        self.reports.add(event.doc_id)
        if event.publisher:
            self.publishers[event.publisher] = None
        day, dead = report_day(event), _dead(event)
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
        if dead is not None:
            self.dead = dead if self.dead is None else min(self.dead, dead)


class Told:
    """Records, read once, that can be gone through again: as mentions, or as events. They lie in a temporary file, not in memory."""

    def __init__(self, events: Iterable[Event], story_of: StoryOf, spool: IO[bytes]) -> None:
        self._spool = spool
        self._keys: list[str | None] = []
        self._tallies: dict[str, _Tally] = {}
        for place, event in enumerate(events):
            pickle.dump(event, spool, pickle.HIGHEST_PROTOCOL)
            key = _shared_key(event, story_of)
            self._keys.append(key)
            if key is not None:
                self._tallies.setdefault(key, _Tally(place, event.confidence)).add(place, event)

    def mentions(self) -> Iterator[tuple[str, Event]]:
        """Each record with the key of its event, in the order in which they came."""
        for key, event in self._records():
            yield key or own_key(event), event

    def tellings(self) -> Iterator[Telling]:
        """Each event once, where its surest mention stands."""
        for place, (key, event) in enumerate(self._records()):
            if key is None:
                yield _told_once(event)
            elif (tally := self._tallies[key]).surest == place:
                yield Telling(
                    key=key,
                    event=event,
                    mentions=tally.mentions,
                    reports=len(tally.reports),
                    publishers=tuple(tally.publishers),
                    first=tally.first,
                    dead=tally.dead,
                )

    def _records(self) -> Iterator[tuple[str | None, Event]]:
        self._spool.seek(0)
        for key in self._keys:
            yield key, pickle.load(self._spool)


@contextmanager
def told(events: Iterable[Event], *, story_of: StoryOf) -> Iterator[Told]:
    """The records as `Told`, as long as the block lasts."""
    with TemporaryFile() as spool:
        yield Told(events, story_of, spool)


def no_story(_: Event) -> str | None:
    """What tells stories where there is no archive."""
    return None


def own_key(event: Event) -> str:
    """The key of an event that one mention tells."""
    return f"record {event.id}"


def report_day(event: Event) -> date | None:
    """The day of the report, as given or else as inferred."""
    if event.published is not None:
        return event.published
    return event.published_inferred.start if event.published_inferred else None


def _shared_key(event: Event, story_of: StoryOf) -> str | None:
    story = story_of(event)
    if story is not None:
        return f"story {story}"
    return f"link {event.doc_id} {event.link}" if event.link is not None else None


def _dead(event: Event) -> int | None:
    return event.counts["dead"].low if "dead" in event.counts else None


def _told_once(event: Event) -> Telling:
    return Telling(
        key=own_key(event),
        event=event,
        publishers=(event.publisher,) if event.publisher else (),
        first=report_day(event),
        dead=_dead(event),
    )


class LeftOut:
    """A count of records that a form cannot hold, by the reason."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, reason: str, records: int = 1) -> None:
        self._counts[reason] += records

    def counts(self) -> dict[str, int]:
        """The reasons with their counts, the most frequent first."""
        return dict(self._counts.most_common())
