"""Days of publication as files write them: which day, what is said of it, and what is refused."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from diurna.errors import InputError
from diurna.reading.days import order_shown, read_day

DAY = date(2022, 2, 24)

PLAIN: list[object] = [
    "2022-02-24",
    "2022-02-24T23:30:00-05:00",
    " 2022-02-24 06:00 ",
    "20220224",
    date(2022, 2, 24),
    datetime(2022, 2, 24, 23, 30),
]
IN_WORDS = [
    "February 24, 2022",
    "Feb. 24, 2022",
    "Feb 24 2022 2:30PM",
    "24 February 2022",
    "24th of February, 2022",
    "24-Feb-2022",
    "24-Feb-22",
    "24FEB2022",
    "Thursday, February 24, 2022",
    "February 24, 2022 Thursday 3:15 PM GMT",
    "Thu, 24 Feb 2022 23:30:00 -0500",
    "Updated 3:22 PM ET, Thu February 24, 2022",
    "FEBRUARY 24, 2022",
    "Published Feb 24, 2022, updated 24 February 2022",
]
YEAR_FIRST = [
    "2022/02/24",
    "2022.2.24",
    "2022/2/24 14:30",
    "20220224T143000Z",
    "20220224143000",
    "2022-02-24 14:30:00 UTC",
]
SECONDS: list[object] = ["1645713000", 1645713000, 1645713000000, "1645713000000", 1645713000.0]
NOTHING: list[object] = [None, "", " ", "-", "NaN", "N/A", "null", "None", "NaT", float("nan")]

REFUSED = [
    ("last Tuesday", "'last Tuesday' is no date (expected one like 2022-02-24 or 2022-02-24T14:30:00Z)"),
    ("2022", "'2022' is no date"),
    ("2022-02", "'2022-02' is no date"),
    ("February 2022", "'February 2022' is no date"),
    ("February 30, 2022", "'February 30, 2022' is no date (day is out of range for month)"),
    ("30/02/2022", "'30/02/2022' is no date (day is out of range for month)"),
    ("13/13/2022", "'13/13/2022' is no date (month must be in 1..12)"),
    ("03/04/2022", "'03/04/2022' may be day or month first; say --day-first or --month-first"),
    ("Feb 1, 2022 to Feb 3, 2022", "'Feb 1, 2022 to Feb 3, 2022' holds more than one day"),
    (True, "True is no date"),
    (["2022-02-24"], "['2022-02-24'] is no date"),
    ("44616", "'44616' is no date"),
]


@pytest.mark.parametrize("words", PLAIN)
def test_an_iso_day_needs_no_word(words: object) -> None:
    told: list[str] = []
    assert read_day(words, repaired=told.append) == DAY
    assert told == []


@pytest.mark.parametrize("words", IN_WORDS)
def test_days_in_words(words: str) -> None:
    told: list[str] = []
    assert read_day(words, repaired=told.append) == DAY
    assert told == ["days are read from words such as February 24, 2022"]


@pytest.mark.parametrize("words", YEAR_FIRST)
def test_the_year_first(words: str) -> None:
    assert read_day(words) == DAY


@pytest.mark.parametrize("words", SECONDS)
def test_seconds_and_milliseconds(words: object) -> None:
    told: list[str] = []
    assert read_day(words, repaired=told.append) == DAY
    assert told == ["days are read from seconds or milliseconds since 1970"]


@pytest.mark.parametrize("words", NOTHING)
def test_what_stands_for_nothing(words: object) -> None:
    assert read_day(words) is None


@pytest.mark.parametrize(
    ("words", "day_first", "day", "said"),
    [
        ("24/02/2022", None, DAY, "day"),
        ("02/24/2022", None, DAY, "month"),
        ("2/24/22", None, DAY, "month"),
        ("24.02.2022 14:30", None, DAY, "day"),
        ("03.04.2022", None, date(2022, 4, 3), "day"),
        ("03/03/2022", None, date(2022, 3, 3), "day"),
        ("03/04/2022", True, date(2022, 4, 3), "day"),
        ("03/04/2022", False, date(2022, 3, 4), "month"),
        ("03-04-1999", True, date(1999, 4, 3), "day"),
        ("1/5/99", False, date(1999, 1, 5), "month"),
        ("24/02/2022", False, DAY, "day"),  # the figures leave no choice
    ],
)
def test_days_in_figures(words: str, day_first: bool | None, day: date, said: str) -> None:
    told: list[str] = []
    assert read_day(words, day_first=day_first, repaired=told.append) == day
    assert told == [f"days in figures are read {said} first"]


@pytest.mark.parametrize(("words", "message"), REFUSED)
def test_what_is_no_day(words: object, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_day(words)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("24/02/2022", True),
        ("02/24/2022", False),
        ("03/04/2022", None),
        ("2022-02-24", None),
        ("May 4", None),
        (7, None),
    ],
)
def test_the_order_that_a_day_shows(words: object, order: bool | None) -> None:
    assert order_shown(words) is order
