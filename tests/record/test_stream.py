"""Records as lines."""

from __future__ import annotations

import pytest

from diurna.errors import RecordError
from diurna.record.stream import event_lines, read_events
from tests.record.samples import ASSAULT, REQUEST


def test_lines_are_read_as_they_were_written() -> None:
    lines = list(event_lines([REQUEST, ASSAULT]))
    assert list(read_events(lines)) == [REQUEST, ASSAULT]
    assert list(read_events([line.encode() for line in lines])) == [REQUEST, ASSAULT]


def test_blank_lines_count_as_lines_and_are_passed_over() -> None:
    lines = ["\n", *event_lines([REQUEST]), "  \n", "{}\n"]
    events = read_events(lines, name="records.jsonl")
    assert next(events) == REQUEST
    with pytest.raises(RecordError, match=r"^records\.jsonl:4: id: missing$"):
        next(events)
