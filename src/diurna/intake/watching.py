"""Feeds visited again and again, and what is new in them added to an archive.

A visit asks only for what changed since the last one; a feed that fails is left alone for longer and longer. What is known of each feed
stands in the archive, so a watch that was stopped, or killed, goes on where it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from diurna.archive import open_archive
from diurna.archive.columns import refresh_columns
from diurna.archive.feeds import FeedState, feed_state, keep_links, keep_state, unread
from diurna.archive.store import FILE
from diurna.errors import ArchiveError, InputError
from diurna.intake.adding import Added, Codes, add_reports
from diurna.intake.pacing import Pacing
from diurna.reading import Failure, Outcome, Skip
from diurna.reading.feeds import LONGEST_FEED, feed_reports
from diurna.reading.fetching import FetchError, FetchLimits, fetch
from diurna.reading.following import follow_link
from diurna.reading.reports import admit
from diurna.record import Report

LONGEST_PAUSE = timedelta(hours=24)
EARLY = 0.1
"""A feed whose time comes within this share of the interval is visited too: a scheduler is never exactly on time."""

Tell = Callable[[dict[str, Any]], None]
"""Takes a line of the log, as an object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOptions:
    """How feeds are watched. `every`: between visits to one feed; `follow`: read the pages that items link to."""

    every: timedelta = timedelta(minutes=15)
    follow: bool = False
    allow_inner: bool = False


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Watch:
    """A watch of feeds into an archive. The clocks are given so that a test need not wait."""

    archive: Path
    feeds: Sequence[str]
    coder: Codes
    options: WatchOptions
    tell: Tell
    now: Callable[[], datetime] = utc_now
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    pacing: Pacing = field(init=False)

    def __post_init__(self) -> None:
        limits = FetchLimits(most_bytes=LONGEST_FEED, allow_inner=self.options.allow_inner)
        self.pacing = Pacing(self.clock, self.sleep, limits)

    def once(self) -> None:
        """Visit the feeds that are due, each once. Raises ArchiveError where the archive cannot be written at all."""
        for url in self.feeds:
            state = self._state(url)
            early = self.options.every * EARLY
            if state.due is None or state.due <= self.now() + early:
                self.visit(state)
        with open_archive(self.archive, write=True) as archive:
            refresh_columns(archive)

    def forever(self) -> None:
        """Visit feeds as they come due, until the process is stopped."""
        while True:
            try:
                self.once()
            except ArchiveError as error:  # another writer, or a full disk: both may pass
                self.tell({"problem": str(error)})
            due = [self._state(url).due or self.now() for url in self.feeds]
            self.sleep(max(1.0, (min(due) - self.now()).total_seconds()))

    def visit(self, state: FeedState) -> FeedState:
        """Visit a feed and add what is new; its new state, which is kept. A feed that fails costs only itself."""
        began = self.now()
        try:
            self.pacing.wait(state.url)
            if not self.pacing.robots(state.url).allows(state.url):
                raise FetchError("the robots.txt of its host does not allow it, or cannot be read")
            answer = fetch(state.url, limits=self.pacing.limits, etag=state.etag, last_modified=state.last_modified)
            told: dict[str, Any] = {"status": answer.status}
            if not answer.is_unchanged:
                told |= self._add(answer.content, answer.url)
            after = replace(
                state,
                etag=answer.etag or (state.etag if answer.is_unchanged else None),
                last_modified=answer.last_modified or (state.last_modified if answer.is_unchanged else None),
                checked=began,
                due=began + self.options.every,
                failures=0,
                said=None,
            )
        except InputError as error:
            told = {"status": getattr(error, "status", None), "failed": str(error)}
            pause = self._pause(state.failures + 1, getattr(error, "retry_after", None))
            after = replace(state, checked=began, due=began + pause, failures=state.failures + 1, said=str(error))
        with open_archive(self.archive, write=True) as archive, archive.writing() as connection:
            keep_state(connection, after)
        self.tell({"feed": state.url, **told, "next": after.due.isoformat(timespec="seconds") if after.due else None})
        return after

    def _add(self, content: bytes, url: str) -> dict[str, int]:
        """Add the new items of a feed; how many were new, added, failed, and the records."""
        notes: list[str] = []
        items = list(feed_reports(content, name=url, url=url, tell=lambda note: notes.append(str(note))))
        tally = {"items": len(items), "added": 0, "failed": 0, "events": 0}
        read: list[str] = []
        failed: list[str] = []
        links = [found.url for _, found in items if isinstance(found, Report) and found.url]
        with open_archive(self.archive, write=True) as archive:
            new = set(unread(archive.connection, links))
        outcomes: list[Outcome] = []
        for _, found in items:
            if not isinstance(found, Report):
                outcomes.append(found)
            elif found.url is None or not self.options.follow:
                outcomes.append(found)
            elif found.url in new:
                new.discard(found.url)
                page = self._page(found)
                outcomes.append(page)
                (read if isinstance(page, Report) else failed).append(found.url)
        with open_archive(self.archive, write=True) as archive:
            seen: dict[str, tuple[str, str]] = {}
            admitted = (admit(url, one, seen) if isinstance(one, Report) else one for one in outcomes)
            for result in add_reports(archive, admitted, self.coder):
                if isinstance(result, Added):
                    tally["added"] += 1
                    tally["events"] += result.events
                elif isinstance(result, Failure):
                    tally["failed"] += 1
                    self.tell({"feed": url, "problem": str(result)})
                elif isinstance(result, Skip):
                    self.tell({"feed": url, "note": str(result)})
            with archive.writing() as connection:
                keep_links(connection, read=read, failed=failed)
        for note in notes:
            self.tell({"feed": url, "note": note})
        return tally

    def _page(self, item: Report) -> Report | Failure:
        """The report of the page that an item links to, with the item's day where the page tells none."""
        assert item.url is not None
        try:
            self.pacing.wait(item.url)
            page = follow_link(item.url, limits=self.pacing.limits, robots=self.pacing.robots)
        except InputError as error:
            return Failure(item.url, str(error))
        return page if page.published else replace(page, published=item.published)

    def _pause(self, failures: int, retry_after: str | None) -> timedelta:
        """How long a feed that failed so often in a row is left alone: twice as long each time, and what its server asks for."""
        pause: timedelta = min(self.options.every * 2 ** min(failures, 16), LONGEST_PAUSE)
        return max(pause, min(_asked(retry_after, self.now()), LONGEST_PAUSE))

    def _state(self, url: str) -> FeedState:
        if not (self.archive / FILE).is_file():
            return FeedState(url=url)
        with open_archive(self.archive) as archive:
            return feed_state(archive.connection, url)


def _asked(retry_after: str | None, now: datetime) -> timedelta:
    """What a Retry-After header asks for: seconds, or a time; none where it cannot be read."""
    if not retry_after:
        return timedelta()
    if retry_after.strip().isdigit():
        return timedelta(seconds=min(int(retry_after), LONGEST_PAUSE.total_seconds()))
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return timedelta()
    return max(timedelta(), (until if until.tzinfo else until.replace(tzinfo=UTC)) - now)
