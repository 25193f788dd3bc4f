"""Days of the calendar: "12 March 2014", "Friday, Feb. 25", "2014-03-12", "May 3-5", "the 12th", Thanksgiving."""

from __future__ import annotations

import re

from diurna.dates.grammar.pieces import (
    COUNTED,
    DAY_NUMBER,
    GAP,
    LEFT,
    MONTH,
    OLD_YEAR,
    ORDINAL_DAY,
    SHORT_YEAR,
    WEEKDAY,
    YEAR,
    Rule,
    after,
    before,
    day_number,
    month,
    rule,
    weekday,
    year,
)
from diurna.dates.meaning import Day, DaysOfMonth, Holiday, Meaning, Named, NumericDay
from diurna.dates.vocabulary import WORDS, alternatives, spelling

_DAY = rf"(?P<day>{DAY_NUMBER}(?:(?:st|nd|rd|th)\b)?|(?i:{ORDINAL_DAY}))(?!\d|[.,:]\d|%)"
_MONTH = rf"(?P<month>{MONTH})"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),?{GAP}(?:(?i:the){GAP})?)?"
_YEAR_AFTER = rf"(?:(?:,{GAP}?|{GAP}(?:of{GAP})?|{GAP}?-{GAP}?|(?<=\.))(?P<year>{YEAR}|{SHORT_YEAR}|{OLD_YEAR}))"
_AND = rf"(?:{GAP}?[-–—/]{GAP}?|{GAP}(?:to|and|through|until|till|or){GAP})"
_MORE = rf"(?:,{GAP}{DAY_NUMBER}(?:st|nd|rd|th)?)*"
"""Further days of a list, "3, 4 and 5 May": only the first and the last count."""


def _day(match: re.Match[str]) -> Meaning:
    return Day(
        day=day_number(match["day"]),
        month=month(match["month"]),
        year=year(match["year"]),
        weekday=weekday(match["weekday"]),
    )


def _month_day(match: re.Match[str]) -> Meaning | None:
    """ "May 24", but in "In May 24 people died" the number counts people."""
    counts = match["year"] is None and re.match(rf"{GAP}{COUNTED}", after(match), re.I)
    if counts and not re.search(r"\bon\s$", before(match), re.I):
        return None
    return _day(match)


def _days(match: re.Match[str]) -> Meaning | None:
    first, last = day_number(match["first"]), day_number(match["last"])
    if last <= first or (match["year"] is None and re.match(rf"{GAP}{COUNTED}", after(match), re.I)):
        return None
    return DaysOfMonth(first=first, last=last, month=month(match["month"]), year=year(match["year"]))


def _iso(match: re.Match[str]) -> Meaning | None:
    found = int(match["year"]), int(match["month"]), int(match["day"])
    return Day(year=found[0], month=found[1], day=found[2]) if 1 <= found[1] <= 12 and 1 <= found[2] <= 31 else None


def _numeric(match: re.Match[str]) -> Meaning | None:
    first, second = int(match["first"]), int(match["second"])
    digits = match["year"]
    if not (1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12):
        return None
    full = int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) >= 50 else 2000)
    # Points are the continental way of writing, which puts the day first.
    return NumericDay(first=first, second=second, year=full, day_first=True if match["mark"] == "." else None)


def _alone(match: re.Match[str]) -> Meaning:
    return Day(day=day_number(match["day"]))


def _weekday_alone(match: re.Match[str]) -> Meaning:
    return Day(day=day_number(match["day"]), weekday=weekday(match["weekday"]))


_WHICH = {"last": -1, "next": 1, "this": 0, "this past": -1, "this year's": 0, "last year's": -1, "next year's": 1}


def _holiday(match: re.Match[str]) -> Meaning | None:
    which = match["which"]
    index = WORDS.holiday_index[spelling(match["name"])]
    if not match["name"][0].isupper() and not match["name"].lower().startswith("the"):
        return None
    found = year(match["year"])
    return Holiday(index=index, year=found, which=_WHICH[spelling(which)] if which else None)


def _named(match: re.Match[str]) -> Meaning:
    return Named(interval=WORDS.periods[spelling(match["name"])])


_PERIODS = alternatives(WORDS.period_names).replace("the\\ ", "[Tt]he ")


RULES: tuple[Rule, ...] = (
    rule(
        "days of a month, month last",
        "month",
        rf"{LEFT}(?P<first>{DAY_NUMBER}(?:st|nd|rd|th)?){_MORE},?{_AND}(?:the{GAP})?(?P<last>{DAY_NUMBER}(?:st|nd|rd|th)?)"
        rf"(?:{GAP}of)?(?:{GAP}|-){_MONTH}{_YEAR_AFTER}?",
        _days,
        flags=0,
    ),
    rule(
        "days of a month, month first",
        "month",
        rf"\b{_MONTH}{GAP}?(?P<first>{DAY_NUMBER}(?:st|nd|rd|th)?){_MORE},?{_AND}(?:the{GAP})?"
        rf"(?P<last>{DAY_NUMBER}(?:st|nd|rd|th)?)(?!\d|[.,:]\d|%|{GAP}?(?:am|pm|a\.m|p\.m|{MONTH})){_YEAR_AFTER}?",
        _days,
        flags=0,
    ),
    rule(
        "day, month",
        "month",
        rf"{LEFT}{_WEEKDAY}(?:[Tt]he{GAP})?{_DAY}(?:{GAP}(?:day{GAP})?of)?(?:,?{GAP}|-|(?<=\d)){_MONTH}{_YEAR_AFTER}?",
        _day,
        flags=0,
    ),
    rule(
        "month, day",
        "month",
        rf"(?<![\w-]){_WEEKDAY}{_MONTH}{GAP}?(?:the{GAP})?{_DAY}(?!{GAP}?(?:am|pm|a\.m|p\.m|o['’]clock)){_YEAR_AFTER}?",
        _month_day,
        flags=0,
    ),
    rule("ISO day", "number", rf"{LEFT}(?P<year>[12]\d{{3}})([-/.])(?P<month>\d\d)\2(?P<day>\d\d)(?!\d)", _iso),
    rule(
        "numeric day",
        "number",
        rf"{LEFT}(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)(?P<year>[12]\d{{3}}|\d\d)(?![\d/-]|\.\d)",
        _numeric,
    ),
    rule(
        "weekday with the day of the month",
        "weekday+ordinal",
        rf"\b(?P<weekday>{WEEKDAY}),?{GAP}(?:the{GAP})?(?P<day>{DAY_NUMBER}(?:st|nd|rd|th))\b(?!{GAP}[a-z]*(?:century|anniversary|floor))",
        _weekday_alone,
        flags=0,
    ),
    rule(
        "the 12th",
        "ordinal",
        rf"(?:(?<=\bon )|(?<=\buntil )|(?<=\bsince )|(?<=\bby )|(?<=noon of )|(?<=morning of )|(?<=night of )|(?<=evening of ))"
        rf"the{GAP}(?P<day>{DAY_NUMBER}(?:st|nd|rd|th))(?=\s*[.,;:)]|$|{GAP}(?:and|of{GAP}(?:this|last|next|the){GAP}month))",
        _alone,
    ),
    rule(
        "holiday",
        "holiday",
        rf"(?<!\w)(?:(?P<which>this{GAP}past|(?:last|next|this)(?:{GAP}year['’]s)?){GAP})?(?P<name>{alternatives(WORDS.holiday_index)})(?!\w)"
        rf"(?:,?{GAP}(?:of{GAP}|in{GAP})?(?P<year>{YEAR}))?",
        _holiday,
    ),
    rule("period with a name", "period", rf"(?<![\w/])(?P<name>{_PERIODS})(?![\w/])", _named, flags=0),
)
