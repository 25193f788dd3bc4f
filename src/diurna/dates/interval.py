"""Stretches of days and the arithmetic of the calendar. Weeks run from Monday to Sunday."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["minute", "hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]

MONTHS_OF = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
"""Units that are whole numbers of months."""
DAYS_OF = {"minute": 0, "hour": 0, "day": 1, "week": 7, "weekend": 7}
"""Units that are whole numbers of days; what is shorter than a day leaves the day as it is."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` to `last`, both inclusive."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"last day {self.last} before first day {self.first}")


def one_day(day: date) -> Interval:
    return Interval(day, day)


def days_after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def month_of(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def months_of(year: int, first: int, last: int) -> Interval:
    """From month `first` of `year` to month `last`, of the next year where `last` is smaller (winter)."""
    return Interval(date(year, first, 1), month_of(year + (last < first), last).last)


def years_of(first: int, last: int) -> Interval:
    return Interval(date(first, 1, 1), date(last, 12, 31))


def unit_around(day: date, unit: Unit) -> Interval:
    """The calendar unit that `day` lies in; for a weekend the one that ends its week."""
    if unit in ("minute", "hour", "day"):
        return one_day(day)
    monday = day - timedelta(days=day.weekday())
    if unit == "week":
        return Interval(monday, monday + timedelta(days=6))
    if unit == "weekend":
        return Interval(monday + timedelta(days=5), monday + timedelta(days=6))
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return months_of(day.year, first, first + 2)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first_year = max(1, day.year // length * length)
    return years_of(first_year, day.year // length * length + length - 1)


def shift(day: date, n: int, unit: Unit) -> date:
    """`day` moved by `n` units; a day that the target month lacks becomes its last."""
    if unit in DAYS_OF:
        return day + timedelta(days=n * DAYS_OF[unit])
    month = day.year * 12 + day.month - 1 + n * MONTHS_OF[unit]
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian computus, as a Gregorian day (Meeus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The `n`-th `weekday` (0 is Monday) of a month, the last for `n` = -1."""
    if n < 0:
        last = month_of(year, month).last
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def hijri(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30)."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(227014 + days)
