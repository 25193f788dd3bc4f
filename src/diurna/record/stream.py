"""Records as lines: one canonical JSON object a line, read and written one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diurna.errors import RecordError
from diurna.record.event import Event
from diurna.record.json import canonical_line, event_from_json, event_to_json, parse_object
from diurna.record.validate import refuse


def event_lines(events: Iterable[Event]) -> Iterator[str]:
    """The lines of records, each with its line feed."""
    for event in events:
        yield canonical_line(event_to_json(event))


def read_events(lines: Iterable[str | bytes], *, name: str = "records") -> Iterator[Event]:
    """The records of lines; blank lines are passed over. `name` (the file) and line open each error.

    Raises RecordError at the first line that is no record.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{name}:{number}"
            try:
                obj = parse_object(line)
            except RecordError as error:
                raise refuse(where, str(error)) from None
            yield event_from_json(obj, where=where)
