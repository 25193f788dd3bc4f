"""The arithmetic of the calendar and the vocabulary's feasts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.dates.interval import Interval, Unit, easter, hijri, nth_weekday, orthodox_easter, shift, unit_around
from diurna.dates.vocabulary import WORDS

EASTERS = [
    (1999, (4, 4), (4, 11)),
    (2016, (3, 27), (5, 1)),
    (2017, (4, 16), (4, 16)),
    (2022, (4, 17), (4, 24)),
    (2024, (3, 31), (5, 5)),
]


@pytest.mark.parametrize(("year", "west", "east"), EASTERS)
def test_easter(year: int, west: tuple[int, int], east: tuple[int, int]) -> None:
    assert easter(year) == date(year, *west)
    assert orthodox_easter(year) == date(year, *east)


def test_islamic_days_are_the_tabular_calendars() -> None:
    assert hijri(1, 1, 1) == date(622, 7, 19)  # 16 July 622 of the Julian calendar
    assert hijri(1442, 9, 1) == date(2021, 4, 13)


def test_a_feast_of_the_islamic_year_can_come_twice_in_a_year() -> None:
    ramadan = WORDS.holidays[WORDS.holiday_index["ramadan"]]
    assert len(ramadan.first_days(2030)) == 2
    assert all(len(ramadan.first_days(year)) >= 1 for year in range(1990, 2060))


def test_nth_weekday() -> None:
    assert nth_weekday(2021, 11, 3, 4) == date(2021, 11, 25)
    assert nth_weekday(2021, 5, 0, -1) == date(2021, 5, 31)


def test_shift_keeps_to_the_month() -> None:
    assert shift(date(2022, 1, 31), 1, "month") == date(2022, 2, 28)
    assert shift(date(2020, 2, 29), -1, "year") == date(2019, 2, 28)


DAYS = st.dates(min_value=date(1200, 1, 1), max_value=date(2900, 1, 1))


@given(DAYS, st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"]))
def test_a_day_lies_in_its_unit(day: date, unit: Unit) -> None:
    around = unit_around(day, unit)
    assert around.first <= day <= around.last
    assert unit_around(around.first, unit) == around == unit_around(around.last, unit)


def test_an_interval_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before first day"):
        Interval(date(2022, 1, 2), date(2022, 1, 1))
