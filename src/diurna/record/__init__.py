"""The values at the centre: frozen, plain, each in a file of its name; JSON in and out in `json.py`.

A `Report` is what was read. An `Event` is what was coded; every `Span` in it quotes its report.
"""

from diurna.record.entity import Attribution, Entity, Stance
from diurna.record.event import Count, CountKey, Event, Status, event_id
from diurna.record.report import Report
from diurna.record.span import Span
from diurna.record.when import When
from diurna.record.where import Resolution, Where

__all__ = [
    "Attribution",
    "Count",
    "CountKey",
    "Entity",
    "Event",
    "Report",
    "Resolution",
    "Span",
    "Stance",
    "Status",
    "When",
    "Where",
    "event_id",
]
