"""What the words of a time expression say, before they are tied to the calendar.

One small value for each way of saying when; `resolve.py` gives its days. Months count from 1, weekdays from Monday = 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from diurna.dates.interval import Interval, Unit
from diurna.dates.mention import Kind

Portion = Literal["early", "mid", "late", "earlier", "later", "end", "last-day", "first-half", "second-half"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """ "12 March 2014", "Friday, Feb. 25", "the 12th": what is not said is None."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumericDay:
    """ "03/04/2014": day or month first."""

    first: int
    second: int
    year: int
    day_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOfMonth:
    """ "May 3-5", "between 11 and 13 December 2016"."""

    first: int
    last: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """ "May", "March 2014", "May–June 2013", "spring 2014"; `which` -1 for "last May", 1 for "next May", 0 for "this"."""

    first: int
    last: int
    year: int | None = None
    which: int | None = None
    kind: Kind = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """ "2014", "the 1990s", "the 19th century"."""

    first: int
    last: int
    kind: Kind = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortDecade:
    """ "the nineties", "the '60s": of the century that puts it before the publication day."""

    decade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """ "Thursday"; `which` as for months, `weeks` counts from the week of publication ("Thursday last week": -1)."""

    weekday: int
    which: int | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOffset:
    """ "today", "yesterday", "last night" (-1), "overnight" (from -1 to 0)."""

    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentUnit:
    """ "this week" (0), "last year" (-1), "next month" (1)."""

    unit: Unit
    which: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusUnit:
    """ "that year" (0), "the following week" (1), "the previous day", "the day before" (-1): counted from what was last told.

    `or_now`: from publication where nothing was told ("earlier in the day").
    """

    unit: Unit
    which: int
    or_now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """ "the past three weeks" (n = -3), "the next two years" (n = 2): days that end or begin at publication."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Ago:
    """ "three days ago" (n = -3), "two years from now" (n = 2); `grain` where it is finer ("two years ago today": day)."""

    n: int
    unit: Unit
    grain: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """ "two days later", "a week earlier": counted from what was last told."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """ "for three days", "a 10-year war", "for years": a length, without days unless it ends at publication."""

    n: int | None
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A feast by its number in the vocabulary."""

    index: int
    year: int | None = None
    which: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A stretch with a name ("World War II")."""

    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Untied:
    """Found, but without days: "every Friday", "in recent weeks", "5 p.m.", "508 BC"."""

    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PortionOf:
    """ "early March", "the second half of 2013", "later this week"."""

    portion: Portion
    whole: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class NthOf:
    """ "the second week of May", "the first three months of 2014" (n = 1, count = 3), "the last days of" (n = -1)."""

    n: int
    count: int
    unit: Unit
    whole: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class InYear:
    """ "March last year", "5 May of that year": what lacks a year, and the year that the next words give."""

    part: Meaning
    year: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class EveOf:
    """ "the eve of 5 May"."""

    whole: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """Words with their meaning; `start` and `end` count characters of the text that was read, end exclusive."""

    start: int
    end: int
    meaning: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """ "from May to July 2011": two expressions, each of which may lend the other what that leaves out."""

    left: Expression
    right: Expression


Meaning: TypeAlias = (
    Day
    | NumericDay
    | DaysOfMonth
    | Months
    | Years
    | ShortDecade
    | Weekday
    | DayOffset
    | CurrentUnit
    | FocusUnit
    | Window
    | Ago
    | Later
    | Lasting
    | Holiday
    | Named
    | Untied
    | PortionOf
    | NthOf
    | EveOf
    | InYear
    | Range
)


def is_relative(meaning: Meaning) -> bool:
    """Whether the words need a publication day, or what was told before, to name their days."""
    match meaning:
        case NumericDay() | Years() | Named():
            return False
        case Day() | DaysOfMonth() | Months() | Holiday():
            return meaning.year is None
        case PortionOf() | NthOf() | EveOf():
            return is_relative(meaning.whole)
        case InYear():
            return is_relative(meaning.year)
        case Range():
            return is_relative(meaning.left.meaning) and is_relative(meaning.right.meaning)
        case _:
            return True
