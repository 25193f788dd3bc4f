"""What an archive holds, as one digest: the same whatever the order of adding, and however often it was interrupted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from diurna.archive.copies import group_name
from diurna.archive.edits import edit_row, edits
from diurna.archive.reading import event_of, events_query, report_of
from diurna.archive.schema import coding, copy, event, mention, report, story_member
from diurna.record.json import canonical_line, event_to_json, report_to_json


def content_digest(connection: Connection) -> str:
    """64 hexadecimal digits over all reports by id, each with its coding, copy group, records and their stories, and over what was corrected."""
    whole = hashlib.sha256()
    for line in content_lines(connection):
        whole.update(line.encode("utf-8"))
    return whole.hexdigest()


def content_lines(connection: Connection) -> Iterator[str]:
    """The content, a JSON line for each report and record."""
    reports = (
        select(report, coding.c.coder, coding.c.failure, copy.c.copy_group)
        .join(copy, copy.c.report_key == report.c.key)
        .join(coding, (coding.c.report_key == report.c.key) & (coding.c.is_current == 1))
        .order_by(report.c.doc_id)
    )
    for row in connection.execute(reports):
        yield canonical_line(
            {
                "report": report_to_json(report_of(row)),
                "coder": row.coder,
                "failure": row.failure,
                "copy_group": group_name(row.copy_group),
            }
        )
        records = (
            events_query()
            .add_columns(mention.c.story)
            .join(story_member, story_member.c.event_key == event.c.key)
            .join(mention, mention.c.key == story_member.c.mention_key)
            .where(event.c.report_key == row.key)
            .order_by(event.c.position)
        )
        for record in connection.execute(records):
            yield canonical_line({**event_to_json(event_of(record)), "story": record.story})
    yield from (canonical_line(edit_row(edit)) for edit in edits(connection))
