"""Days, months, weekdays and feasts: of the years that they may lie in, the one that tense and context ask for."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from diurna.dates.context import Context
from diurna.dates.interval import Interval, days_after, month_of, months_of, one_day, shift, unit_around, years_of
from diurna.dates.meaning import Day, DaysOfMonth, Holiday, Months, NumericDay, ShortDecade, Weekday
from diurna.dates.vocabulary import WORDS

SLACK = timedelta(days=2)
"""How far a past day without a year may lie after publication: time zones, and feeds that date a report too early."""


def possible_years(context: Context) -> list[int]:
    """The years that a day without a year may lie in."""
    if context.narrative is not None:
        first, last = context.narrative.first.year, context.narrative.last.year
        return [first, min(first + 1, MAXYEAR)] if first == last else [first, last]
    if context.anchor is None:
        return []
    year = context.anchor.year
    return [near for near in (year - 1, year, year + 1) if MINYEAR <= near <= MAXYEAR]


def nearest(candidates: list[Interval], context: Context, slack: timedelta = SLACK) -> Interval | None:
    """Of the same day or month in several years the one that the tense asks for.

    In the past the last that has begun, in the future the first that has not ended; where the tense is not known the nearest,
    with days to come counted double, since news tells more of what was than of what will be. In a narrative of former times the
    nearest to what was told last, going back counted fivefold.
    """
    if not candidates:
        return None
    if context.narrative is not None:
        told = context.narrative

        def step(one: Interval) -> int:
            return (one.first - told.first).days if one.last >= told.first else 5 * (told.first - one.last).days

        return min(candidates, key=step)
    anchor = context.anchor
    assert anchor is not None
    if context.tense == "past":
        begun = [one for one in candidates if one.first - anchor <= slack]
        return begun[-1] if begun else candidates[0]
    if context.tense == "future":
        ahead = [one for one in candidates if one.last >= anchor]
        return ahead[0] if ahead else candidates[-1]

    def distance(one: Interval) -> int:
        if one.first > anchor:
            return 2 * (one.first - anchor).days
        return max(0, (anchor - one.last).days)

    return min(candidates, key=distance)


def _exists(year: int, month: int, day: int) -> bool:
    return MINYEAR <= year <= MAXYEAR and day <= month_of(year, month).last.day


def resolve_day(meaning: Day, context: Context) -> Interval | None:
    if meaning.month is None:
        return _day_of_some_month(meaning, context)
    if meaning.year is not None:
        return one_day(date(meaning.year, meaning.month, meaning.day))
    years = possible_years(context)
    if not years and context.focus is not None:
        years = [context.focus.first.year]
        context = Context(tense=context.tense, narrative=context.focus)
    if meaning.weekday is not None and context.narrative is None and context.anchor is not None:
        # The weekday tells the year: the same date falls on it every five or six years only.
        years = list(range(context.anchor.year - 3, context.anchor.year + 3))
    days = [date(year, meaning.month, meaning.day) for year in years if _exists(year, meaning.month, meaning.day)]
    right = [day for day in days if meaning.weekday is None or day.weekday() == meaning.weekday]
    if not right:
        return nearest(
            [one_day(day) for day in days if context.anchor is None or abs(day.year - context.anchor.year) <= 1],
            context,
        )
    return nearest([one_day(day) for day in right], context)


def _day_of_some_month(meaning: Day, context: Context) -> Interval | None:
    """ "the 12th": of the month that is being told of, else of the one that the tense asks for."""
    base = context.anchor or (context.focus.first if context.focus else None)
    if base is None:
        return None
    if context.focus is not None and context.focus_kind in ("month", "day"):
        months = [(context.focus.first.year, context.focus.first.month)]
    else:
        months = [(day.year, day.month) for day in (shift(base, step, "month") for step in (-1, 0, 1))]
    days = [date(year, month, meaning.day) for year, month in months if _exists(year, month, meaning.day)]
    right = [day for day in days if meaning.weekday is None or day.weekday() == meaning.weekday] or days
    return nearest([one_day(day) for day in right], context if context.anchor else Context(narrative=one_day(base)))


def resolve_numeric(meaning: NumericDay, context: Context) -> Interval:
    """Day or month first: what the numbers allow; else what lies near publication, else day first."""
    day_first = date(meaning.year, meaning.second, meaning.first) if meaning.second <= 12 else None
    month_first = date(meaning.year, meaning.first, meaning.second) if meaning.first <= 12 else None
    if day_first is None or month_first is None or meaning.day_first:
        chosen = day_first or month_first
        assert chosen is not None
        return one_day(chosen)
    if context.anchor is not None and abs(month_first - context.anchor) <= timedelta(days=31) < abs(
        day_first - context.anchor
    ):
        return one_day(month_first)
    return one_day(day_first)


def days_of_month(meaning: DaysOfMonth, year: int) -> Interval:
    last = min(meaning.last, month_of(year, meaning.month).last.day)
    return Interval(date(year, meaning.month, meaning.first), date(year, meaning.month, last))


def resolve_months(meaning: Months, context: Context) -> Interval | None:
    if meaning.year is not None:
        return months_of(meaning.year, meaning.first, meaning.last)
    anchor = context.anchor
    if meaning.which is not None and anchor is not None:
        years = [months_of(anchor.year + step, meaning.first, meaning.last) for step in (-2, -1, 0, 1, 2)]
        if meaning.kind == "quarter":
            return years[2 + meaning.which]
        if meaning.which < 0:
            return [one for one in years if one.last < anchor][-1]
        if meaning.which > 0:
            return next(one for one in years if one.first > anchor)
        this = [one for one in years if one.first <= anchor <= one.last]
        return this[0] if this else nearest(years[1:4], Context(anchor=anchor, tense=context.tense))
    candidates = [months_of(year, meaning.first, meaning.last) for year in possible_years(context)]
    if not candidates and context.focus is not None:
        return nearest(
            [months_of(context.focus.first.year + step, meaning.first, meaning.last) for step in (0, 1)],
            Context(narrative=context.focus),
        )
    return nearest(candidates, context, slack=timedelta(0))


def resolve_short_decade(meaning: ShortDecade, context: Context) -> Interval:
    newest = context.anchor.year if context.anchor else 2029
    first = next(year for year in range(newest // 100 * 100 + meaning.decade, 0, -100) if year <= newest)
    return years_of(first, first + 9)


def resolve_weekday(meaning: Weekday, context: Context) -> Interval | None:
    base = context.focus.last if meaning.which == 2 and context.focus else context.anchor
    if base is None:
        return None
    if meaning.weeks is not None:
        monday = unit_around(base, "week").first
        return one_day(days_after(monday, 7 * meaning.weeks + meaning.weekday))
    back, ahead = (base.weekday() - meaning.weekday) % 7, (meaning.weekday - base.weekday()) % 7
    match meaning.which:
        case -1:
            # The day before publication is "yesterday" or bare: "last Thursday" on a Friday is the week before.
            return one_day(days_after(base, -(back if back > 1 else back + 7)))
        case 1:
            return one_day(days_after(unit_around(base, "week").first, 7 + meaning.weekday))
        case 2:
            return one_day(days_after(base, ahead or 7))
        case 0:
            return one_day(days_after(base, -back if context.tense == "past" else ahead))
        case _:
            return one_day(days_after(base, ahead if context.tense == "future" else -back))


def resolve_holiday(meaning: Holiday, context: Context) -> Interval | None:
    feast = WORDS.holidays[meaning.index]

    def days(years: list[int]) -> list[Interval]:
        firsts = (first for year in years for first in feast.first_days(year))
        return [Interval(first, days_after(first, feast.days - 1)) for first in firsts]

    if meaning.year is not None:
        return next(iter(days([meaning.year])), None)
    anchor = context.anchor
    if meaning.which is not None and anchor is not None:
        around = days([anchor.year - 1, anchor.year, anchor.year + 1])
        if meaning.which < 0:
            return [one for one in around if one.last < anchor][-1]
        if meaning.which > 0:
            return next(one for one in around if one.first > anchor)
        return next(iter(days([anchor.year])), None)
    return nearest(days(possible_years(context)), context)
