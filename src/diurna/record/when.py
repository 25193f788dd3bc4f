"""The days of an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diurna.record.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """First and last day of an act, both inclusive, with the words that gave them.

    `span` is None where no words of the report stand for the date itself.
    """

    start: date
    end: date
    span: Span | None

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"last day {self.end} before first day {self.start}")
