"""Ties meanings to the calendar: from words, a publication day, the clause's tense and what was told before to days."""

from __future__ import annotations

from datetime import timedelta

from diurna.dates.absolute import (
    days_of_month,
    nearest,
    possible_years,
    resolve_day,
    resolve_holiday,
    resolve_months,
    resolve_numeric,
    resolve_short_decade,
    resolve_weekday,
)
from diurna.dates.context import Context, Resolved
from diurna.dates.interval import Interval, one_day, years_of
from diurna.dates.meaning import (
    CurrentUnit,
    Day,
    DayOffset,
    DaysOfMonth,
    EveOf,
    FocusUnit,
    Holiday,
    InYear,
    Lasting,
    Later,
    Meaning,
    Months,
    Named,
    NthOf,
    NumericDay,
    PortionOf,
    Range,
    ShortDecade,
    Untied,
    Weekday,
    Years,
)
from diurna.dates.mention import Kind, Tense
from diurna.dates.portion import nth_of, portion_of
from diurna.dates.relative import kind_of_unit, resolve_lasting, resolve_relative
from diurna.dates.vocabulary import WORDS


def resolve(meaning: Meaning, context: Context) -> Resolved:
    """The days of a meaning. Days that the calendar lacks (31 April, the year 12000) come out as None."""
    try:
        return _resolve(meaning, context)
    except (ValueError, OverflowError):
        return Resolved(None, "vague")


def _resolve(meaning: Meaning, context: Context) -> Resolved:
    match meaning:
        case Day():
            return Resolved(resolve_day(meaning, context), "day")
        case NumericDay():
            return Resolved(resolve_numeric(meaning, context), "day")
        case DaysOfMonth():
            if meaning.year:
                return Resolved(days_of_month(meaning, meaning.year), "range")
            return Resolved(
                nearest([days_of_month(meaning, year) for year in possible_years(context)], context), "range"
            )
        case Months():
            return Resolved(resolve_months(meaning, context), meaning.kind)
        case Years():
            return Resolved(years_of(meaning.first, meaning.last), meaning.kind)
        case ShortDecade():
            return Resolved(resolve_short_decade(meaning, context), "decade")
        case Weekday():
            return Resolved(resolve_weekday(meaning, context), "day")
        case Holiday():
            return Resolved(
                resolve_holiday(meaning, context), "day" if WORDS.holidays[meaning.index].days == 1 else "range"
            )
        case Named():
            return Resolved(meaning.interval, "period")
        case Untied():
            return Resolved(None, meaning.kind)
        case Lasting():
            return Resolved(resolve_lasting(meaning, context), "duration")
        case PortionOf():
            whole = _resolve(meaning.whole, context)
            return Resolved(
                whole.interval and portion_of(whole.interval, whole.kind, meaning.portion, context.anchor), whole.kind
            )
        case NthOf():
            whole = _resolve(meaning.whole, context)
            kind: Kind = kind_of_unit(meaning.unit) if meaning.count == 1 else "range"
            return Resolved(whole.interval and nth_of(whole.interval, meaning.n, meaning.count, meaning.unit), kind)
        case InYear():
            year = _resolve(meaning.year, context).interval
            return _resolve(_with_year(meaning.part, year.first.year) if year else meaning.part, context)
        case EveOf():
            whole = _resolve(meaning.whole, context)
            return Resolved(whole.interval and one_day(whole.interval.first - timedelta(days=1)), "day")
        case Range():
            return Resolved(_ends(meaning, context)[2], "range")
        case _:
            return resolve_relative(meaning, context)


def _ends(meaning: Range, context: Context) -> tuple[Interval | None, Interval | None, Interval | None]:
    """Left end, right end and the whole of a range, each end lending the other what that leaves out."""
    left, right = meaning.left.meaning, meaning.right.meaning
    left_year, right_year = _year_of(left), _year_of(right)
    if left_year is None and right_year is not None and not isinstance(left, (Years, Weekday, DayOffset, CurrentUnit)):
        end = resolve(right, context).interval
        lent = _with_year(left, right_year)
        start = resolve(lent, context).interval
        if start and end and start.first > end.last:
            start = resolve(_with_year(left, right_year - 1), context).interval
    elif (
        left_year is not None and right_year is None and not isinstance(right, (Years, Weekday, DayOffset, CurrentUnit))
    ):
        start = resolve(left, context).interval
        end = resolve(_with_year(right, left_year), context).interval
        if start and end and end.last < start.first:
            end = resolve(_with_year(right, left_year + 1), context).interval
    elif context.tense == "future" or isinstance(right, (FocusUnit, Later)):
        start = resolve(left, context).interval
        end = resolve(right, _from(start, context, "future")).interval if start else None
    else:
        end = resolve(right, context).interval
        start = resolve(left, _from(end, context, "past")).interval if end else None
    if start is None or end is None or end.last < start.first:
        return start, end, None
    return start, end, Interval(start.first, end.last)


def _from(told: Interval | None, context: Context, tense: Tense) -> Context:
    """The context of the second end that is resolved: counted from the first."""
    if told is None:
        return context
    anchor = told.first if tense == "past" else told.last
    return Context(anchor=anchor, tense=tense, focus=told, focus_kind="day")


def range_ends(meaning: Range, context: Context) -> tuple[Resolved, Resolved]:
    """Each end of a range on its own, as `resolve` gives the whole."""
    try:
        start, end, _ = _ends(meaning, context)
    except (ValueError, OverflowError):
        start = end = None
    left, right = resolve(meaning.left.meaning, context), resolve(meaning.right.meaning, context)
    return Resolved(start, left.kind), Resolved(end, right.kind)


def _year_of(meaning: Meaning) -> int | None:
    match meaning:
        case Day() | DaysOfMonth() | Months() | Holiday() | NumericDay():
            return meaning.year
        case InYear():
            return _year_of(meaning.year)
        case Years():
            return meaning.last if meaning.kind == "year" else None
        case PortionOf() | NthOf() | EveOf():
            return _year_of(meaning.whole)
        case _:
            return None


def _with_year(meaning: Meaning, year: int) -> Meaning:
    match meaning:
        case DaysOfMonth():
            return DaysOfMonth(first=meaning.first, last=meaning.last, month=meaning.month, year=year)
        case Day(month=int()):
            return Day(day=meaning.day, month=meaning.month, year=year, weekday=meaning.weekday)
        case Months(which=None):
            return Months(first=meaning.first, last=meaning.last, year=year, kind=meaning.kind)
        case PortionOf():
            return PortionOf(portion=meaning.portion, whole=_with_year(meaning.whole, year))
        case Holiday():
            return Holiday(index=meaning.index, year=year)
        case _:
            return meaning
