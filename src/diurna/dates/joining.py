"""Neighbouring expressions that are one: a day and its year, a day and its hour, the two ends of a range."""

from __future__ import annotations

import re

from diurna.dates.grammar.pieces import GAP
from diurna.dates.meaning import (
    CurrentUnit,
    Day,
    DayOffset,
    DaysOfMonth,
    EveOf,
    Expression,
    FocusUnit,
    Holiday,
    InYear,
    Later,
    Meaning,
    Months,
    NumericDay,
    PortionOf,
    Range,
    ShortDecade,
    Untied,
    Weekday,
    Years,
)
from diurna.dates.surroundings import is_day
from diurna.dates.vocabulary import spelling

_TO_YEAR = re.compile(rf"^(?:,?{GAP}(?:(?:of|in){GAP})?(?:the{GAP})?)$", re.I)

_SHORT_END = re.compile(r"[^\S\n]?[-–—/][^\S\n]?(?P<year>\d{2})(?![\d%]|[-./:]\d)")

_JOINS_CLOCK = re.compile(rf"^(?:,?{GAP}(?:(?:local{GAP}time|on|of)\b,?{GAP})?)$", re.I)

_JOINER = re.compile(
    rf"^(?:{GAP}?[-–—/]{GAP}?|,?{GAP}(?:and{GAP}again{GAP})?(?P<word>to|through|thru|into|until|till|up{GAP}to|and|or){GAP}"
    rf"(?:the{GAP})?(?:in{GAP}|on{GAP})?)$",
    re.I,
)
_OPENS_RANGE = re.compile(
    rf"\b(?P<word>from|between|for){GAP}(?:the{GAP})?(?:about{GAP}|around{GAP}|late{GAP}|early{GAP})?$", re.I
)

_TIED = (
    Day,
    NumericDay,
    Months,
    Years,
    ShortDecade,
    Weekday,
    Holiday,
    CurrentUnit,
    DayOffset,
    FocusUnit,
    Later,
    PortionOf,
    EveOf,
    InYear,
)


def join_years(text: str, expressions: list[Expression]) -> list[Expression]:
    """A day, month or season joined to the year beside it: "March last year", "May and June in 1981", "5 May of that year"."""
    joined: list[Expression] = []
    for one in expressions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _is_year(one.meaning)
            and _lacks_year(last.meaning)
            and _TO_YEAR.match(text[last.end : one.start])
        ):
            joined[-1] = Expression(start=last.start, end=one.end, meaning=InYear(part=last.meaning, year=one.meaning))
        else:
            joined.append(one)
    return joined


def _is_year(meaning: Meaning) -> bool:
    return (isinstance(meaning, Years) and meaning.kind == "year") or (
        isinstance(meaning, (CurrentUnit, FocusUnit)) and meaning.unit == "year"
    )


def _lacks_year(meaning: Meaning) -> bool:
    match meaning:
        case (
            Day(month=int(), year=None)
            | DaysOfMonth(year=None)
            | Months(year=None, which=None)
            | Holiday(year=None, which=None)
        ):
            return True
        case _:
            return False


def join_hours(text: str, expressions: list[Expression]) -> list[Expression]:
    """Hours joined to the day beside them: "5 p.m. Sunday", "Sunday at 5 p.m."."""
    joined: list[Expression] = []
    for one in expressions:
        last = joined[-1] if joined else None
        if last is None:
            joined.append(one)
        elif _is_hour(last) and _JOINS_CLOCK.match(text[last.end : one.start]) and is_day(one.meaning):
            joined[-1] = Expression(start=last.start, end=one.end, meaning=one.meaning)
        elif (
            _is_hour(one)
            and is_day(last.meaning)
            and re.fullmatch(rf",?{GAP}(?:at{GAP}|around{GAP}|about{GAP})*", text[last.end : one.start])
        ):
            joined[-1] = Expression(start=last.start, end=one.end, meaning=last.meaning)
        else:
            joined.append(one)
    return joined


def _is_hour(expression: Expression) -> bool:
    return expression.meaning == Untied(kind="time-of-day")


def join_short_ranges(text: str, expressions: list[Expression]) -> list[Expression]:
    """Years whose second is short: "2014-15", "1892 – 94"."""
    found = []
    for one in expressions:
        match = (
            _SHORT_END.match(text, one.end) if isinstance(one.meaning, Years) and one.meaning.kind == "year" else None
        )
        if match and isinstance(one.meaning, Years) and int(match["year"]) > one.meaning.first % 100:
            number_of_year = one.meaning.first // 100 * 100 + int(match["year"])
            end = Expression(
                start=match.start("year"), end=match.end(), meaning=Years(first=number_of_year, last=number_of_year)
            )
            one = Expression(start=one.start, end=end.end, meaning=Range(left=one, right=end))
        found.append(one)
    return found


def join_ranges(text: str, expressions: list[Expression]) -> list[Expression]:
    """Joins two expressions that name the ends of one stretch."""
    joined: list[Expression] = []
    for one in expressions:
        last = joined[-1] if joined else None
        if last is not None and _is_range(text, last, one):
            joined[-1] = Expression(start=last.start, end=one.end, meaning=Range(left=last, right=one))
        else:
            joined.append(one)
    return joined


def _is_range(text: str, left: Expression, right: Expression) -> bool:
    """Whether two neighbours are the ends of a range.

    After "from" and "between" any "to" or "and" does; without, a dash, "to" or "through" between two of a kind, and "and"
    between two that follow each other ("2014 and 2015", "Saturday and Sunday").
    """
    if not isinstance(left.meaning, _TIED) or not isinstance(right.meaning, (*_TIED, DaysOfMonth)):
        return False
    match = _JOINER.match(text[left.end : right.start])
    if not match:
        return False
    opening = _OPENS_RANGE.search(text[max(0, left.start - 24) : left.start])
    word = spelling(match["word"]) if match["word"] else "-"
    if word == "or" or ("/" in match[0] and not isinstance(right.meaning, Years)):
        return False
    if opening and opening["word"].lower() != "for":
        return word != "and" or opening["word"].lower() == "between"
    if word == "and":
        return _follow_each_other(left.meaning, right.meaning)
    if word in ("until", "till", "up to"):
        return _grain(left.meaning) == _grain(right.meaning) and not isinstance(left.meaning, DayOffset)
    return _grain(left.meaning) == _grain(right.meaning) is not None


def _grain(meaning: Meaning) -> str | None:
    """How fine a meaning is, for telling whether two are of a kind."""
    match meaning:
        case Day() | NumericDay() | DaysOfMonth() | Holiday():
            return "day"
        case Weekday() | DayOffset():
            return "weekday"
        case Months() | Years():
            return meaning.kind
        case PortionOf():
            return _grain(meaning.whole)
        case InYear():
            return _grain(meaning.part)
        case _:
            return None


def _follow_each_other(left: Meaning, right: Meaning) -> bool:
    match left, right:
        case Years(kind="year"), Years(kind="year"):
            return right.first == left.last + 1
        case Months(kind="month"), Months(kind="month"):
            return right.first == left.last % 12 + 1 and left.which is None is right.which
        case Weekday(), Weekday():
            return right.weekday == (left.weekday + 1) % 7
        case Day(), Day():
            return left.month == right.month and right.day == left.day + 1
        case _:
            return False
