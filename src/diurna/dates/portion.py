"""Parts of a stretch of days: "early March", "late last year", "the second week of May".

Thirds of a month (mid January is the 11th to the 20th); quarters at the ends of a year (late last year is October to December) with May to
August between; halves of a decade at its ends; thirds of everything else.
"""

from __future__ import annotations

from datetime import date, timedelta

from diurna.dates.interval import Interval, Unit, months_of, shift, unit_around, years_of
from diurna.dates.meaning import Portion
from diurna.dates.mention import Kind


def portion_of(whole: Interval, kind: Kind, portion: Portion, anchor: date | None) -> Interval | None:
    """The part of `whole`; "earlier" and "later" are told from the publication day `anchor` where that lies within."""
    first, last = whole.first, whole.last
    if kind == "day" or first == last:
        return whole
    match portion:
        case "earlier":
            return Interval(first, anchor) if anchor and first <= anchor <= last else whole
        case "later":
            return Interval(anchor, last) if anchor and first <= anchor <= last else whole
        case "last-day":
            return Interval(last, last)
        case "first-half" | "second-half":
            return _half(whole, kind, portion == "first-half")
    if kind == "year" and first.year == last.year:
        ends = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "end": (12, 12)}
        return months_of(first.year, *ends[portion])
    if kind == "month" and first.month == last.month:
        if portion == "early":
            return Interval(first, first.replace(day=10))
        return (
            Interval(first.replace(day=11), first.replace(day=20))
            if portion == "mid"
            else Interval(first.replace(day=21), last)
        )
    if kind == "decade":
        years = {"early": (0, 4), "mid": (4, 6), "late": (5, 9), "end": (8, 9)}[portion]
        return years_of(first.year + years[0], first.year + years[1])
    if kind == "century":
        years = {"early": (0, 32), "mid": (33, 65), "late": (66, 99), "end": (90, 99)}[portion]
        return years_of(first.year + years[0], first.year + years[1])
    third = max(1, (whole.last - whole.first).days // 3)
    if kind == "week":
        ends = {"early": (0, 1), "mid": (2, 3), "late": (3, 6), "end": (4, 6)}
        return Interval(first + timedelta(days=ends[portion][0]), first + timedelta(days=ends[portion][1]))
    if kind in ("season", "quarter") and portion != "mid":
        return unit_around(first if portion == "early" else last, "month")
    if portion == "early":
        return Interval(first, first + timedelta(days=third))
    return (
        Interval(last - timedelta(days=third), last)
        if portion in ("late", "end")
        else Interval(first + timedelta(days=third), last - timedelta(days=third))
    )


def _half(whole: Interval, kind: Kind, is_first: bool) -> Interval:
    first, last = whole.first, whole.last
    if kind == "month":
        return Interval(first, first.replace(day=15)) if is_first else Interval(first.replace(day=16), last)
    years = last.year - first.year + 1
    if years == 1:
        return months_of(first.year, 1, 6) if is_first else months_of(first.year, 7, 12)
    middle = first.year + years // 2
    return years_of(first.year, middle - 1) if is_first else years_of(middle, last.year)


def nth_of(whole: Interval, n: int, count: int, unit: Unit) -> Interval | None:
    """`count` units of `whole` from the `n`-th on, the last for n = -1; n = 0 is the unit around its first day ("the week of 5 May")."""
    if n == 0:
        return unit_around(whole.first, unit)
    if n < 0:
        start = shift(whole.last + timedelta(days=1), -count, unit)
        return Interval(max(whole.first, start), whole.last)
    start = shift(whole.first, n - 1, unit)
    end = shift(start, count, unit) - timedelta(days=1)
    return Interval(start, min(end, whole.last)) if start <= whole.last and start <= end else None
