"""The day of publication as files write it: ISO dates, dates in words, in figures, seconds since 1970.

Two figures that may both be a month are never guessed: what comes first is known from the caller, or the day is refused.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from diurna.errors import InputError
from diurna.reading.outcome import Repaired
from diurna.record.validate import shown

NOTHING = frozenset({"", "-", "none", "null", "nan", "nat", "n/a", "na", "unknown", "undated", "\\n"})
"""What stands in a cell of which nothing is known, in small letters."""

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})\b"
_IN_WORDS = (
    re.compile(rf"\b{_MONTH}\.?[ \-/]*{_DAY}\b[ ,\-/]+{_YEAR}", re.IGNORECASE),  # February 24, 2022
    re.compile(rf"{_DAY}[ \-/]*(?:of )?{_MONTH}\.?[ ,\-/]*(?P<year>\d{{4}}|(?<=[\-/])\d{{2}})\b", re.IGNORECASE),
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d/.-])")
_RUN = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{6}Z?)?")
_IN_FIGURES = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/.-])"
)
_EPOCH = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")

AMBIGUOUS = "say --day-first or --month-first"
LATEST_OF_TWO_FIGURES = 68
"""22 is 2022, 69 is 1969: the rule of POSIX."""


def read_day(value: object, *, day_first: bool | None = None, repaired: Repaired | None = None) -> date | None:
    """The day that a cell or a key holds, in the time zone in which it is given; None where it holds nothing.

    `day_first` decides what 03/04/2022 is; what has dots (03.04.2022) is day first anyway. `repaired` is told where the
    day was not written as ISO 8601 has it. Raises InputError, without naming the column, where the value is no day.
    """
    tell = repaired or _nothing
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _no_date(value)
    words = str(value).strip()
    if words.lower() in NOTHING:
        return None
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        pass
    day = _of_figures(words, day_first, tell) or _of_words(words, tell) or _of_seconds(words, tell)
    if day is None:
        raise _no_date(value)
    return day


def order_shown(value: object) -> bool | None:
    """Whether a day in figures can only be day first (True) or month first (False); None where it shows neither."""
    found = _IN_FIGURES.match(value.strip()) if isinstance(value, str) else None
    if not found:
        return None
    first, second = int(found["first"]), int(found["second"])
    return first > 12 if (first > 12) != (second > 12) else None


def _of_figures(words: str, day_first: bool | None, tell: Repaired) -> date | None:
    if found := _YEAR_FIRST.match(words) or _RUN.fullmatch(words):
        if found.end() != len(words):
            tell("days are taken from longer words")
        return _date(words, int(found["year"]), int(found["month"]), int(found["day"]))
    if not (found := _IN_FIGURES.match(words)):
        return None
    first, second = int(found["first"]), int(found["second"])
    if first > 12:
        is_day_first = True
    elif second > 12:
        is_day_first = False
    elif first == second or found["mark"] == ".":
        is_day_first = True
    elif day_first is None:
        raise InputError(f"{shown(words)} may be day or month first; {AMBIGUOUS}")
    else:
        is_day_first = day_first
    day, month = (first, second) if is_day_first else (second, first)
    tell(f"days in figures are read {'day' if is_day_first else 'month'} first")
    return _date(words, _whole_year(found["year"]), month, day)


def _of_words(words: str, tell: Repaired) -> date | None:
    days = {
        _date(words, _whole_year(found["year"]), 1 + _MONTHS.index(found["month"][:3].lower()), int(found["day"]))
        for pattern in _IN_WORDS
        for found in pattern.finditer(words)
    }
    if len(days) > 1:
        raise InputError(f"{shown(words)} holds more than one day")
    if days:
        tell("days are read from words such as February 24, 2022")
    return next(iter(days), None)


def _of_seconds(words: str, tell: Repaired) -> date | None:
    if not _EPOCH.fullmatch(words):
        return None
    number = float(words)
    tell("days are read from seconds or milliseconds since 1970")
    return datetime.fromtimestamp(number / 1000 if number >= 1e11 else number, UTC).date()


def _whole_year(figures: str) -> int:
    year = int(figures)
    if len(figures) == 4:
        return year
    return year + (2000 if year <= LATEST_OF_TWO_FIGURES else 1900)


def _date(words: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise InputError(f"{shown(words)} is no date ({error})") from None


def _no_date(value: object) -> InputError:
    return InputError(f"{shown(value)} is no date (expected one like 2022-02-24 or 2022-02-24T14:30:00Z)")


def _nothing(_: str) -> None:
    """Where nobody asks what was repaired."""
