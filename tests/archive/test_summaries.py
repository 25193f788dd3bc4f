"""Summaries of stories: what counting the mentions themselves tells, whatever was added, coded anew, split or joined."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, text

from diurna.archive import add_all, open_archive, replace_coding
from diurna.archive.correcting import join, split, undo
from tests.archive.made_up import coded_reports
from tests.archive.tellings import Act, coded

NOW = datetime(2024, 5, 1, tzinfo=UTC)


def kept(connection: Connection) -> set[tuple[object, ...]]:
    return {tuple(row) for row in connection.execute(text("SELECT * FROM story_summary"))}


def counted(connection: Connection) -> set[tuple[object, ...]]:
    """The same of the mentions, asked in another way."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for row in connection.execute(
        text(
            "SELECT m.story, e.day, m.report_key, lower(r.publisher) AS publisher, c.copy_group FROM mention m "
            "JOIN event e ON e.key = m.key JOIN report r ON r.key = m.report_key JOIN copy c ON c.report_key = r.key"
        )
    ):
        found.setdefault(row.story, []).append(tuple(row)[1:])
    summed: set[tuple[object, ...]] = set()
    for story, rows in found.items():
        days = [str(row[0]) for row in rows if row[0] is not None]
        publishers, articles = {row[2] for row in rows} - {None}, {row[3] for row in rows}
        reports = {row[1] for row in rows}
        voices = min(len(publishers), len(articles))
        summed.add((story, max(days, default=None), len(reports), voices, len(articles)))
    return summed


def test_summaries_follow_whatever_moves_mentions(tmp_path: Path) -> None:
    tellings = [
        coded(f"t{n}", Act(dead=(3, 3), tail="the bridge at dawn"), publisher=f"Paper {n % 3}") for n in range(6)
    ]
    reports = [*coded_reports(60), *tellings]
    with open_archive(tmp_path / "a", write=True) as archive:
        for start in range(0, len(reports), 7):
            with archive.writing() as connection:
                add_all(connection, reports[start : start + 7])
            assert kept(archive.connection) == counted(archive.connection)
        story = max(kept(archive.connection), key=lambda row: int(str(row[2])))
        assert story[2:] == (6, 3, 6) or int(str(story[2])) > 1
        ids = [one.events[0].id for one in tellings]
        with archive.writing() as connection:
            edit = split(connection, ids[2], by="me", at=NOW)
        assert kept(archive.connection) == counted(archive.connection)
        with archive.writing() as connection:
            undo(connection, edit.id, by="me", at=NOW)
            join(connection, ids[0], reports[0].events[0].id, by="me", at=NOW)
        assert kept(archive.connection) == counted(archive.connection)
        with archive.writing() as connection:
            replace_coding(connection, 61, type(reports[0])(report=tellings[0].report, coder='{"versions":{"x":"2"}}'))
        assert kept(archive.connection) == counted(archive.connection)
        assert archive.connection.execute(text("SELECT count(*) FROM stale_story")).scalar() == 0
