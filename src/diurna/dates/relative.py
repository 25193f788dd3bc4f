"""Times counted from publication or from what was told before."""

from __future__ import annotations

from datetime import date

from diurna.dates.context import Context, Resolved
from diurna.dates.interval import DAYS_OF, Interval, Unit, days_after, shift, unit_around
from diurna.dates.meaning import Ago, CurrentUnit, DayOffset, FocusUnit, Lasting, Later, Window
from diurna.dates.mention import Kind, Tense


def resolve_relative(meaning: DayOffset | CurrentUnit | FocusUnit | Window | Ago | Later, context: Context) -> Resolved:
    anchor = context.anchor
    match meaning:
        case DayOffset(first=first, last=last):
            kind: Kind = "day" if first == last else "range"
            return Resolved(Interval(days_after(anchor, first), days_after(anchor, last)) if anchor else None, kind)
        case CurrentUnit(unit=unit, which=which):
            return Resolved(_current(anchor, unit, which, context.tense) if anchor else None, kind_of_unit(unit))
        case FocusUnit(unit=unit):
            return Resolved(_focus_unit(meaning, context), kind_of_unit(unit))
        case Window(n=n, unit=unit):
            if anchor is None:
                return Resolved(None, "range")
            if DAYS_OF.get(unit) == 0:
                far = days_after(anchor, -1 if n < 0 else 1)  # "the past 24 hours" touch two days
                return Resolved(Interval(min(far, anchor), max(far, anchor)), "range")
            far = shift(anchor, n, unit)
            return Resolved(Interval(days_after(far, 1), anchor) if n < 0 else Interval(anchor, far), "range")
        case Ago(n=n, unit=unit):
            finer = meaning.grain or _grain(unit)
            return Resolved(unit_around(shift(anchor, n, unit), finer) if anchor else None, kind_of_unit(finer))
        case Later(n=n, unit=unit):
            return Resolved(*_later(n, unit, context))


def kind_of_unit(unit: Unit) -> Kind:
    return "day" if unit in ("minute", "hour") else unit  # type: ignore[return-value]


def _grain(unit: Unit) -> Unit:
    """How fine "three … ago" tells: two years ago is a year, a decade ago a year, too."""
    return "year" if unit in ("decade", "century") else unit


def resolve_lasting(meaning: Lasting, context: Context) -> Interval | None:
    """A length that ends at publication ("has fought for three years") reaches back from it."""
    if not context.ends_now or meaning.n is None or context.anchor is None or DAYS_OF.get(meaning.unit) == 0:
        return None
    return Interval(days_after(shift(context.anchor, -meaning.n, meaning.unit), 1), context.anchor)


def _current(anchor: date, unit: Unit, which: int, tense: Tense | None) -> Interval:
    if unit == "weekend":
        here = unit_around(anchor, "weekend")
        if (which == 0 and tense != "future" and anchor < here.first) or which < 0:
            here = Interval(days_after(here.first, -7), days_after(here.last, -7))
        elif which > 0 and anchor >= here.first:
            here = Interval(days_after(here.first, 7), days_after(here.last, 7))
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
            return unit_around(days_after(base, 7), "weekend")
        return unit_around(days_after(base, -7), "weekend") if which < 0 else here
    return unit_around(shift(base, which, unit), unit)


def _later(n: int, unit: Unit, context: Context) -> tuple[Interval | None, Kind]:
    """ "two days later": as fine as the coarser of the unit and what was told last; weeks after a day are a day."""
    focus = context.focus
    if focus is None:
        # Looking back without anything told before, a reader counts from the report itself.
        if n > 0 or context.anchor is None:
            return None, kind_of_unit(unit)
        return unit_around(shift(context.anchor, n, unit), _grain(unit)), kind_of_unit(_grain(unit))
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
    return unit_around(moved, chosen), kind_of_unit(chosen)
