"""Stories summed up, so that lists of them need not look at all mentions: the last day of each, and how many reports, articles and publishers tell it.

Triggers (`migrations.py`) note in `stale_story` which stories are not what they were; every transaction that writes ends with `sum_up` (`store.py`).
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, text

CHANGES_KEPT = 50_000
"""Rows of `event_change` that are kept: who has seen none of the last so many reads all records anew."""

_SUMMARY = """
    SELECT m.story, max(e.day) AS day, count(DISTINCT m.report_key) AS reports,
        min(count(DISTINCT lower(r.publisher)), count(DISTINCT c.copy_group)) AS voices, count(DISTINCT c.copy_group) AS articles
    FROM mention m JOIN event e ON e.key = m.key JOIN report r ON r.key = m.report_key LEFT JOIN copy c ON c.report_key = m.report_key
"""
_COLUMNS = "(story, day, reports, voices, articles)"


def sum_up(connection: Connection) -> None:
    """Bring the summaries up to date; within the transaction that moved mentions or copies."""
    stale = list(connection.execute(text("SELECT story FROM stale_story")).scalars())
    if not stale:
        return
    stories = {"stories": json.dumps(stale)}
    listed = "(SELECT value FROM json_each(:stories))"
    before = _by_story(connection, f"SELECT story, day, reports FROM story_summary WHERE story IN {listed}", stories)
    connection.execute(text(f"DELETE FROM story_summary WHERE story IN {listed}"), stories)
    connection.execute(
        text(f"INSERT INTO story_summary {_COLUMNS} {_SUMMARY} WHERE m.story IN {listed} GROUP BY m.story"), stories
    )
    now = _by_story(connection, f"SELECT story, day, reports FROM story_summary WHERE story IN {listed}", stories)
    grown = [story for story, told in now.items() if before.get(story, told) != told]
    connection.execute(
        text(
            "INSERT INTO event_change (event_key) SELECT s.event_key FROM mention m JOIN story_member s ON s.mention_key = m.key "
            f"WHERE m.story IN {listed}"
        ),
        {"stories": json.dumps(grown)},
    )
    connection.execute(text("DELETE FROM stale_story"))
    connection.execute(
        text("DELETE FROM event_change WHERE number <= (SELECT max(number) FROM event_change) - :kept"),
        {"kept": CHANGES_KEPT},
    )


def sum_up_all(connection: Connection) -> None:
    """Sum up the stories of an archive that has no summaries yet."""
    connection.execute(text(f"INSERT INTO story_summary {_COLUMNS} {_SUMMARY} GROUP BY m.story"))
    connection.execute(text("DELETE FROM stale_story"))


def _by_story(connection: Connection, query: str, values: dict[str, str]) -> dict[str, tuple[str | None, int]]:
    return {row.story: (row.day, row.reports) for row in connection.execute(text(query), values)}
