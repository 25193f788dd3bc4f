"""Ties meanings to the calendar: from words, a publication day, the clause's tense and what was told before to days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from diurna.dates.interval import (
    DAYS_OF,
    Interval,
    Unit,
    month_of,
    months_of,
    one_day,
    shift,
    unit_around,
    years_of,
)
from diurna.dates.meaning import (
    Ago,
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
    Window,
    Years,
)
from diurna.dates.mention import Kind, Tense
from diurna.dates.portion import nth_of, portion_of
from diurna.dates.vocabulary import WORDS

SLACK = timedelta(days=2)
"""How far a past day without a year may lie after publication: time zones, and feeds that date a report too early."""


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


def resolve(meaning: Meaning, context: Context) -> Resolved:
    """The days of a meaning. Days that the calendar lacks (31 April, the year 12000) come out as None."""
    try:
        return _resolve(meaning, context)
    except (ValueError, OverflowError):
        return Resolved(None, "vague")


def _resolve(meaning: Meaning, context: Context) -> Resolved:
    match meaning:
        case Day():
            return Resolved(_day(meaning, context), "day")
        case NumericDay():
            return Resolved(_numeric(meaning, context), "day")
        case DaysOfMonth():
            if meaning.year:
                return Resolved(_days(meaning, meaning.year), "range")
            return Resolved(_nearest([_days(meaning, year) for year in _years(context)], context), "range")
        case Months():
            return Resolved(_months(meaning, context), meaning.kind)
        case Years():
            return Resolved(years_of(meaning.first, meaning.last), meaning.kind)
        case ShortDecade():
            return Resolved(_short_decade(meaning, context), "decade")
        case Weekday():
            return Resolved(_weekday(meaning, context), "day")
        case Holiday():
            return Resolved(_holiday(meaning, context), "day" if WORDS.holidays[meaning.index].days == 1 else "range")
        case Named():
            return Resolved(meaning.interval, "period")
        case Untied():
            return Resolved(None, meaning.kind)
        case Lasting():
            return Resolved(_lasting(meaning, context), "duration")
        case PortionOf():
            whole = _resolve(meaning.whole, context)
            return Resolved(
                whole.interval and portion_of(whole.interval, whole.kind, meaning.portion, context.anchor), whole.kind
            )
        case NthOf():
            whole = _resolve(meaning.whole, context)
            kind: Kind = _kind(meaning.unit) if meaning.count == 1 else "range"
            return Resolved(whole.interval and nth_of(whole.interval, meaning.n, meaning.count, meaning.unit), kind)
        case InYear():
            year = _resolve(meaning.year, context).interval
            return _resolve(_with_year(meaning.part, year.first.year) if year else meaning.part, context)
        case EveOf():
            whole = _resolve(meaning.whole, context)
            return Resolved(whole.interval and one_day(whole.interval.first - timedelta(days=1)), "day")
        case Range():
            return Resolved(_range(meaning, context)[2], "range")
        case _:
            return _relative(meaning, context)


def _relative(meaning: DayOffset | CurrentUnit | FocusUnit | Window | Ago | Later, context: Context) -> Resolved:
    anchor = context.anchor
    match meaning:
        case DayOffset(first=first, last=last):
            kind: Kind = "day" if first == last else "range"
            return Resolved(Interval(_plus(anchor, first), _plus(anchor, last)) if anchor else None, kind)
        case CurrentUnit(unit=unit, which=which):
            return Resolved(_current(anchor, unit, which, context.tense) if anchor else None, _kind(unit))
        case FocusUnit(unit=unit):
            return Resolved(_focus_unit(meaning, context), _kind(unit))
        case Window(n=n, unit=unit):
            if anchor is None:
                return Resolved(None, "range")
            if DAYS_OF.get(unit) == 0:
                far = _plus(anchor, -1 if n < 0 else 1)  # "the past 24 hours" touch two days
                return Resolved(Interval(min(far, anchor), max(far, anchor)), "range")
            far = shift(anchor, n, unit)
            return Resolved(Interval(_plus(far, 1), anchor) if n < 0 else Interval(anchor, far), "range")
        case Ago(n=n, unit=unit):
            finer = meaning.grain or _grain(unit)
            return Resolved(unit_around(shift(anchor, n, unit), finer) if anchor else None, _kind(finer))
        case Later(n=n, unit=unit):
            return Resolved(*_later(n, unit, context))


def _plus(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _kind(unit: Unit) -> Kind:
    return "day" if unit in ("minute", "hour") else unit  # type: ignore[return-value]


def _grain(unit: Unit) -> Unit:
    """How fine "three … ago" tells: two years ago is a year, a decade ago a year, too."""
    return "year" if unit in ("decade", "century") else unit


def _years(context: Context) -> list[int]:
    """The years that a day without a year may lie in."""
    if context.narrative is not None:
        first = context.narrative.first.year
        return [first, first + 1] if context.narrative.last.year == first else [first, context.narrative.last.year]
    if context.anchor is None:
        return []
    year = context.anchor.year
    return [year - 1, year, year + 1]


def _nearest(candidates: list[Interval], context: Context, slack: timedelta = SLACK) -> Interval | None:
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
        begun = [one for one in candidates if one.first <= anchor + slack]
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
    return 1 <= year <= 9999 and day <= month_of(year, month).last.day


def _day(meaning: Day, context: Context) -> Interval | None:
    if meaning.month is None:
        return _day_of_some_month(meaning, context)
    if meaning.year is not None:
        return one_day(date(meaning.year, meaning.month, meaning.day))
    years = _years(context)
    if not years and context.focus is not None:
        years = [context.focus.first.year]
        context = Context(tense=context.tense, narrative=context.focus)
    if meaning.weekday is not None and context.narrative is None and context.anchor is not None:
        # The weekday tells the year: the same date falls on it every five or six years only.
        years = list(range(context.anchor.year - 3, context.anchor.year + 3))
    days = [date(year, meaning.month, meaning.day) for year in years if _exists(year, meaning.month, meaning.day)]
    right = [day for day in days if meaning.weekday is None or day.weekday() == meaning.weekday]
    if not right:
        return _nearest(
            [one_day(day) for day in days if context.anchor is None or abs(day.year - context.anchor.year) <= 1],
            context,
        )
    return _nearest([one_day(day) for day in right], context)


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
    return _nearest([one_day(day) for day in right], context if context.anchor else Context(narrative=one_day(base)))


def _numeric(meaning: NumericDay, context: Context) -> Interval:
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


def _days(meaning: DaysOfMonth, year: int) -> Interval:
    last = min(meaning.last, month_of(year, meaning.month).last.day)
    return Interval(date(year, meaning.month, meaning.first), date(year, meaning.month, last))


def _months(meaning: Months, context: Context) -> Interval | None:
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
        return this[0] if this else _nearest(years[1:4], Context(anchor=anchor, tense=context.tense))
    candidates = [months_of(year, meaning.first, meaning.last) for year in _years(context)]
    if not candidates and context.focus is not None:
        return _nearest(
            [months_of(context.focus.first.year + step, meaning.first, meaning.last) for step in (0, 1)],
            Context(narrative=context.focus),
        )
    return _nearest(candidates, context, slack=timedelta(0))


def _short_decade(meaning: ShortDecade, context: Context) -> Interval:
    newest = context.anchor.year if context.anchor else 2029
    first = next(year for year in range(newest // 100 * 100 + meaning.decade, 0, -100) if year <= newest)
    return years_of(first, first + 9)


def _weekday(meaning: Weekday, context: Context) -> Interval | None:
    base = context.focus.last if meaning.which == 2 and context.focus else context.anchor
    if base is None:
        return None
    if meaning.weeks is not None:
        monday = unit_around(base, "week").first
        return one_day(_plus(monday, 7 * meaning.weeks + meaning.weekday))
    back, ahead = (base.weekday() - meaning.weekday) % 7, (meaning.weekday - base.weekday()) % 7
    match meaning.which:
        case -1:
            # The day before publication is "yesterday" or bare: "last Thursday" on a Friday is the week before.
            return one_day(_plus(base, -(back if back > 1 else back + 7)))
        case 1:
            return one_day(_plus(unit_around(base, "week").first, 7 + meaning.weekday))
        case 2:
            return one_day(_plus(base, ahead or 7))
        case 0:
            return one_day(_plus(base, -back if context.tense == "past" else ahead))
        case _:
            return one_day(_plus(base, ahead if context.tense == "future" else -back))


def _holiday(meaning: Holiday, context: Context) -> Interval | None:
    feast = WORDS.holidays[meaning.index]

    def days(years: list[int]) -> list[Interval]:
        firsts = (first for year in years for first in feast.first_days(year))
        return [Interval(first, _plus(first, feast.days - 1)) for first in firsts]

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
    return _nearest(days(_years(context)), context)


def _lasting(meaning: Lasting, context: Context) -> Interval | None:
    """A length that ends at publication ("has fought for three years") reaches back from it."""
    if not context.ends_now or meaning.n is None or context.anchor is None or DAYS_OF.get(meaning.unit) == 0:
        return None
    return Interval(_plus(shift(context.anchor, -meaning.n, meaning.unit), 1), context.anchor)


def _current(anchor: date, unit: Unit, which: int, tense: Tense | None) -> Interval:
    if unit == "weekend":
        here = unit_around(anchor, "weekend")
        if (which == 0 and tense != "future" and anchor < here.first) or which < 0:
            here = Interval(_plus(here.first, -7), _plus(here.last, -7))
        elif which > 0 and anchor >= here.first:
            here = Interval(_plus(here.first, 7), _plus(here.last, 7))
        return here
    return unit_around(shift(anchor, which, unit), unit)


def _focus_unit(meaning: FocusUnit, context: Context) -> Interval | None:
    """ "the next day" and the like, from what was told last; from publication where nothing was and it looks back."""
    unit, which, focus = meaning.unit, meaning.which, context.focus
    if focus is None:
        if context.anchor is None or which > 0 or (which == 0 and not meaning.or_now):
            return None
        return _current(context.anchor, unit, which, context.tense)
    if unit == "day" and focus.first != focus.last and (focus.last - focus.first).days > 6:
        return None  # "the same day" as a month or a year
    base = focus.last if which > 0 else focus.first
    if unit == "weekend":
        here = unit_around(base, "weekend")
        if which > 0 and base >= here.first:
            return unit_around(_plus(base, 7), "weekend")
        return unit_around(_plus(base, -7), "weekend") if which < 0 else here
    return unit_around(shift(base, which, unit), unit)


def _later(n: int, unit: Unit, context: Context) -> tuple[Interval | None, Kind]:
    """ "two days later": as fine as the coarser of the unit and what was told last; weeks after a day are a day."""
    focus = context.focus
    if focus is None:
        # Looking back without anything told before, a reader counts from the report itself.
        if n > 0 or context.anchor is None:
            return None, _kind(unit)
        return unit_around(shift(context.anchor, n, unit), _grain(unit)), _kind(_grain(unit))
    base = focus.last if n > 0 and context.focus_kind in ("day", "range") else focus.first
    moved = shift(base, n, unit)
    told: dict[Kind | None, Unit] = {
        "month": "month",
        "year": "year",
        "week": "week",
        "season": "month",
        "quarter": "month",
    }
    coarse = told.get(context.focus_kind, "day")
    grain: Unit = {"week": "day", "decade": "year", "century": "year"}.get(unit, unit)  # type: ignore[assignment]
    order: list[Unit] = ["minute", "hour", "day", "week", "month", "year"]
    chosen = max(grain, coarse, key=order.index)
    return unit_around(moved, chosen), _kind(chosen)


def _range(meaning: Range, context: Context) -> tuple[Interval | None, Interval | None, Interval | None]:
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
        start, end, _ = _range(meaning, context)
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
