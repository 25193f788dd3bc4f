"""The words of the calendar, read strictly from `data/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from diurna.dates.interval import Interval, easter, hijri, nth_weekday, orthodox_easter
from diurna.errors import DataError

HOLIDAY_RULES = ("fixed", "easter", "orthodox", "nth", "hijri")
RULE_LENGTHS = {"fixed": 2, "nth": 3, "hijri": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRule:
    """How the days of a feast are found: `rule` is one of HOLIDAY_RULES, `values` its numbers, `days` its length."""

    names: tuple[str, ...]
    rule: str
    values: tuple[int, ...]
    days: int

    def first_days(self, year: int) -> tuple[date, ...]:
        """Its first days in a calendar year: one, for an Islamic feast at times two or none."""
        match self.rule:
            case "fixed":
                return (date(year, self.values[0], self.values[1]),)
            case "easter" | "orthodox":
                sunday = easter(year) if self.rule == "easter" else orthodox_easter(year)
                return (date.fromordinal(sunday.toordinal() + self.values[0]),)
            case "nth":
                n, weekday, month = self.values
                return (nth_weekday(year, month, weekday, n),)
            case _:
                # The Islamic year is 11 days shorter: three of them touch a calendar year.
                around = (year - 622) * 33 // 32
                days = (hijri(around + step, *self.values) for step in (-1, 0, 1, 2))
                return tuple(day for day in days if day.year == year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All words of the calendar; keys are lower case."""

    months: Mapping[str, int]
    guarded_months: frozenset[int]
    short_months: frozenset[str]
    weekdays: Mapping[str, int]
    weekday_not_after: Mapping[int, frozenset[str]]
    weekday_not_before: tuple[str, ...]
    seasons: Mapping[str, tuple[int, int]]
    numbers: Mapping[str, int]
    vague_numbers: tuple[str, ...]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    counted: tuple[str, ...]
    no_year_after: frozenset[str]
    holidays: tuple[HolidayRule, ...]
    holiday_index: Mapping[str, int]
    periods: Mapping[str, Interval]
    period_names: tuple[str, ...]


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first, so that no word hides a longer one."""
    return "|".join(re.escape(word).replace("'", "['’]") for word in sorted(words, key=lambda word: (-len(word), word)))


def spelling(word: str) -> str:
    """The key of a word as it stands in a text: lower case, straight apostrophe, single spaces, no final full stop."""
    return " ".join(word.lower().replace("’", "'").rstrip(".").split())


def load_vocabulary() -> Vocabulary:
    """Reads `data/words.toml`, `holidays.toml`, `periods.toml`. Raises DataError naming file, entry and field."""
    words = _read("words.toml")
    expected = {
        "months", "weekdays", "weekday_names", "seasons", "numbers", "vague_numbers", "ordinals", "decades", "counted", "no_year_after",
    }  # fmt: skip
    _same_keys(words, expected, "words.toml", "the file")
    months: dict[str, int] = {}
    guarded: set[int] = set()
    short: set[str] = set()
    for number, entry in enumerate(words["months"], start=1):
        _same_keys(entry, {"name", "short", "guarded"}, "words.toml", f"months[{number}]")
        for name in (entry["name"], *entry["short"]):
            _add(months, name, number, "words.toml", "months")
        short.update(name.lower() for name in entry["short"])
        if entry["guarded"]:
            guarded.add(number)
    weekdays: dict[str, int] = {}
    not_after = {}
    for number, entry in enumerate(words["weekdays"]):
        _same_keys(entry, {"name", "short", "not_after"}, "words.toml", f"weekdays[{number}]")
        for name in (entry["name"], *entry["short"]):
            _add(weekdays, name, number, "words.toml", "weekdays")
        not_after[number] = frozenset(word.lower() for word in entry["not_after"])
    if len(set(months.values())) != 12 or len(set(weekdays.values())) != 7:
        raise DataError("words.toml: there must be 12 months and 7 weekdays")
    numbers = dict(words["numbers"])
    for ten in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"):
        for one in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"):
            numbers[f"{ten}-{one}"] = numbers[ten] + numbers[one]
    holidays = tuple(_holiday(entry, i) for i, entry in enumerate(_read("holidays.toml")["holidays"]))
    holiday_index: dict[str, int] = {}
    for i, holiday in enumerate(holidays):
        for name in holiday.names:
            _add(holiday_index, name, i, "holidays.toml", "names")
    periods: dict[str, Interval] = {}
    for i, entry in enumerate(_read("periods.toml")["periods"]):
        _same_keys(entry, {"names", "first", "last"}, "periods.toml", f"periods[{i}]")
        if entry["last"] < entry["first"]:
            raise DataError(f"periods.toml: periods[{i}]: last is before first")
        for name in entry["names"]:
            _add(periods, name, Interval(entry["first"], entry["last"]), "periods.toml", "names")
    return Vocabulary(
        months=months,
        guarded_months=frozenset(guarded),
        short_months=frozenset(short),
        weekdays=weekdays,
        weekday_not_after=not_after,
        weekday_not_before=tuple(words["weekday_names"]["not_before"]),
        seasons={name: (first, last) for name, (first, last) in words["seasons"].items()},
        numbers=numbers,
        vague_numbers=tuple(words["vague_numbers"]["words"]),
        ordinals=words["ordinals"],
        decades=words["decades"],
        counted=tuple(words["counted"]["nouns"]),
        no_year_after=frozenset(words["no_year_after"]["words"]),
        holidays=holidays,
        holiday_index=holiday_index,
        periods=periods,
        period_names=tuple(name for entry in _read("periods.toml")["periods"] for name in entry["names"]),
    )


def _read(name: str) -> dict[str, Any]:
    with (files("diurna.dates") / "data" / name).open("rb") as file:
        try:
            return tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            raise DataError(f"{name}: {error}") from error


def _same_keys(entry: Mapping[str, Any], expected: set[str], file: str, where: str) -> None:
    if set(entry) != expected:
        odd = ", ".join(sorted(set(entry) ^ expected))
        raise DataError(f"{file}: {where}: unknown or missing field {odd}")


def _add(table: dict[str, Any], name: str, value: Any, file: str, field: str) -> None:
    key = spelling(name)
    if key in table:
        raise DataError(f"{file}: {field}: {name!r} stands twice")
    table[key] = value


def _holiday(entry: Mapping[str, Any], i: int) -> HolidayRule:
    rules = [rule for rule in HOLIDAY_RULES if rule in entry]
    unknown = set(entry) - {"names", "days", *HOLIDAY_RULES}
    if unknown or len(rules) != 1 or not entry.get("names"):
        raise DataError(f"holidays.toml: holidays[{i}]: needs names and exactly one of {', '.join(HOLIDAY_RULES)}")
    value = entry[rules[0]]
    values = tuple(value) if isinstance(value, list) else (value,)
    if len(values) != RULE_LENGTHS.get(rules[0], 1) or not all(isinstance(number, int) for number in values):
        raise DataError(f"holidays.toml: holidays[{i}]: {rules[0]} takes {RULE_LENGTHS.get(rules[0], 1)} whole numbers")
    return HolidayRule(names=tuple(entry["names"]), rule=rules[0], values=values, days=entry.get("days", 1))


WORDS = load_vocabulary()
"""The shipped vocabulary: small, read once (about 3 ms)."""
