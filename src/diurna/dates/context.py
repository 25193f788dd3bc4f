"""What an expression is read against, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from diurna.dates.interval import Interval
from diurna.dates.mention import Kind, Tense


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an expression is read against.

    `anchor` is the publication day. `focus` is what was told last, with its kind, for "the next day" and "that year"; `narrative` what
    lends a year to "in March" where the report tells of former times. `ends_now`: the clause is in the present perfect, so that
    "for three years" ends at publication.
    """

    anchor: date | None = None
    tense: Tense | None = None
    focus: Interval | None = None
    focus_kind: Kind | None = None
    narrative: Interval | None = None
    ends_now: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days of an expression, None where they cannot be told, and its kind."""

    interval: Interval | None
    kind: Kind
