"""What an archive remembers of the feeds that fill it: when each was visited, what it answered, which links were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from diurna.archive.schema import feed, feed_link

TRIES = 3
"""A page that could not be read at so many visits is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as the last visit left it. `checked` and `due` are times with a zone; `failures` counts visits in a row that failed."""

    url: str
    etag: str | None = None
    last_modified: str | None = None
    checked: datetime | None = None
    due: datetime | None = None
    failures: int = 0
    said: str | None = None


def feed_state(connection: Connection, url: str) -> FeedState:
    """The state of a feed; that of one never visited where it is not known."""
    row = connection.execute(select(feed).where(feed.c.url == url)).first()
    if row is None:
        return FeedState(url=url)
    values = row._asdict()
    times = {name: datetime.fromisoformat(values[name]) if values[name] else None for name in ("checked", "due")}
    return FeedState(**(values | times))


def keep_state(connection: Connection, state: FeedState) -> None:
    """Remember the state of a feed. Call it within `Archive.writing()`."""
    values = asdict(state)
    times = {name: values[name].isoformat() if values[name] else None for name in ("checked", "due")}
    connection.execute(delete(feed).where(feed.c.url == state.url))
    connection.execute(insert(feed), values | times)


def unread(connection: Connection, links: Sequence[str]) -> list[str]:
    """Those of the links that were neither read nor given up, in their order."""
    done = set(
        connection.execute(
            select(feed_link.c.url).where(feed_link.c.url.in_(links), feed_link.c.is_done == 1)
        ).scalars()
    )
    return [link for link in links if link not in done]


def keep_links(connection: Connection, *, read: Sequence[str], failed: Sequence[str]) -> None:
    """Remember which links were read, and which failed once more. Call it within `Archive.writing()`."""
    tries = {
        row.url: row.tries for row in connection.execute(select(feed_link).where(feed_link.c.url.in_([*read, *failed])))
    }
    rows = [{"url": url, "tries": tries.get(url, 0), "is_done": 1} for url in dict.fromkeys(read)]
    for url in dict.fromkeys(failed):
        count = tries.get(url, 0) + 1
        rows.append({"url": url, "tries": count, "is_done": int(count >= TRIES)})
    if rows:
        connection.execute(delete(feed_link).where(feed_link.c.url.in_([row["url"] for row in rows])))
        connection.execute(insert(feed_link), rows)
