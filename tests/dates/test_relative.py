"""What is told from the day of publication: Friday 2022-02-25."""

from datetime import date

import pytest

from diurna.dates import find_dates
from tests.dates.tables import Row, check, rows

DAYS = """
The minister resigned [today]. | past | 2022-02-25
The minister resigned [yesterday]. | past | 2022-02-24
The minister resigned [yesterday morning]. | past | 2022-02-24
[Yesterday]'s resignation came as a surprise. | past | 2022-02-24
The minister resigned [last night]. | past | 2022-02-24
The minister resigned [this morning]. | past | 2022-02-25
The minister resigned [earlier today]. | past | 2022-02-25
The minister resigned [the day before yesterday]. | past | 2022-02-23
The minister will resign [tonight]. | future | 2022-02-25
The minister will resign [tomorrow]. | future | 2022-02-26
The minister will resign [tomorrow night]. | future | 2022-02-26
The minister will resign [the day after tomorrow]. | future | 2022-02-27
Shells fell [overnight]. | past | 2022-02-24 | 2022-02-25
[Today]'s strike killed two officers. | past | 2022-02-25
"""

WEEKDAYS = """
The leaders met on [Thursday]. | past | 2022-02-24
The leaders met on [Friday]. | past | 2022-02-25
The leaders met on [Saturday]. | past | 2022-02-19
The leaders met [Monday] in Vienna. | past | 2022-02-21
The leaders met on [Thursday afternoon]. | past | 2022-02-24
The leaders met [late Thursday]. | past | 2022-02-24
The leaders met [late on Thursday]. | past | 2022-02-24
The leaders met at [5 p.m. Sunday]. | past | 2022-02-20
The leaders met on [Sunday at 5:30 p.m.]. | past | 2022-02-20
The leaders met in [the early hours of Monday]. | past | 2022-02-21
The leaders met on [the night of Monday]. | past | 2022-02-21
The leaders met on [Thursday]'s sidelines. | past | 2022-02-24
The leaders will meet on [Thursday]. | future | 2022-03-03
The leaders will meet on [Saturday]. | future | 2022-02-26
The leaders will meet on [Friday]. | future | 2022-02-25
The leaders met [last Thursday]. | past | 2022-02-17
The leaders met [last Friday]. | past | 2022-02-18
The leaders met [this past Tuesday]. | past | 2022-02-22
The leaders will meet [next Monday]. | future | 2022-02-28
The leaders will meet [this Sunday]. | future | 2022-02-27
The leaders met on [Thursday last week]. | past | 2022-02-17
The leaders met on [Thursday of last week]. | past | 2022-02-17
The leaders will meet on [Tuesday next week]. | future | 2022-03-01
[Thursday]'s attack killed six. | past | 2022-02-24
The attack of [Thursday] killed six. | - | 2022-02-24
"""

UNITS = """
Fighting spread [this week]. | past | 2022-02-21 | 2022-02-27
Fighting spread [earlier this week]. | past | 2022-02-21 | 2022-02-25
Fighting spread [earlier in the week]. | past | 2022-02-21 | 2022-02-25
The court will rule [later this week]. | future | 2022-02-25 | 2022-02-27
Fighting spread [last week]. | past | 2022-02-14 | 2022-02-20
Fighting spread [late last week]. | past | 2022-02-17 | 2022-02-20
The court will rule [next week]. | future | 2022-02-28 | 2022-03-06
The court will rule [early next week]. | future | 2022-02-28 | 2022-03-01
Fighting spread over [the weekend]. | past | 2022-02-19 | 2022-02-20
Fighting spread [last weekend]. | past | 2022-02-19 | 2022-02-20
The vote will be held at [the weekend]. | future | 2022-02-26 | 2022-02-27
The vote will be held [this weekend]. | future | 2022-02-26 | 2022-02-27
The vote will be held [next weekend]. | future | 2022-02-26 | 2022-02-27
Fighting spread [this month]. | past | 2022-02-01 | 2022-02-28
Fighting spread [earlier this month]. | past | 2022-02-01 | 2022-02-25
Fighting spread [last month]. | past | 2022-01-01 | 2022-01-31
Fighting spread [late last month]. | past | 2022-01-21 | 2022-01-31
The court will rule [next month]. | future | 2022-03-01 | 2022-03-31
The court will rule [later this month]. | future | 2022-02-25 | 2022-02-28
Fighting spread [this year]. | past | 2022-01-01 | 2022-12-31
Fighting spread [earlier this year]. | past | 2022-01-01 | 2022-02-25
Fighting spread [early this year]. | past | 2022-01-01 | 2022-03-31
The court will rule [later this year]. | future | 2022-02-25 | 2022-12-31
Fighting spread [last year]. | past | 2021-01-01 | 2021-12-31
Fighting spread [late last year]. | past | 2021-10-01 | 2021-12-31
Fighting spread [early last year]. | past | 2021-01-01 | 2021-03-31
Fighting spread in [the first half of last year]. | past | 2021-01-01 | 2021-06-30
The court will rule [next year]. | future | 2023-01-01 | 2023-12-31
The court will rule [early next year]. | future | 2023-01-01 | 2023-03-31
The court will rule by [the end of the year]. | future | 2022-12-31
The court will rule by [the end of this month]. | future | 2022-02-28
The court will rule by [the end of the week]. | future | 2022-02-27
"""

AGO = """
The envoy died [three days ago]. | past | 2022-02-22
The envoy died [a day ago]. | past | 2022-02-24
The envoy died [two hours ago]. | past | 2022-02-25
The envoy died [two weeks ago]. | past | 2022-02-07 | 2022-02-13
The envoy died [a fortnight ago]. | past | 2022-02-07 | 2022-02-13
The envoy died [three months ago]. | past | 2021-11-01 | 2021-11-30
The envoy died [two years ago]. | past | 2020-01-01 | 2020-12-31
The envoy died [seventeen years ago]. | past | 2005-01-01 | 2005-12-31
The envoy died almost [a decade ago]. | past | 2012-01-01 | 2012-12-31
The envoy died [a couple of days ago]. | past | 2022-02-23
The envoy died [several years ago]. | past | -
The envoy died [decades ago]. | past | -
The mandate expires [two weeks from now]. | future | 2022-03-07 | 2022-03-13
The mandate expires [in two weeks' time]. | future | 2022-03-07 | 2022-03-13
"""

WINDOWS = """
Prices doubled over [the past three weeks]. | past | 2022-02-05 | 2022-02-25
Prices doubled over [the last year]. | past | 2021-02-26 | 2022-02-25
Prices doubled over [the past decade]. | past | 2012-02-26 | 2022-02-25
Prices doubled over [the last five years]. | past | 2017-02-26 | 2022-02-25
Prices doubled in [the past month]. | past | 2022-01-26 | 2022-02-25
Prices doubled in [the past 24 hours]. | past | 2022-02-24 | 2022-02-25
Prices doubled in [the last few days]. | past | -
Prices doubled [in recent days]. | past | -
Prices will double over [the next two years]. | future | 2022-02-25 | 2024-02-25
Prices will double over [the next week]. | future | 2022-02-25 | 2022-03-04
Prices will double [in the coming weeks]. | future | -
"""


@pytest.mark.parametrize("row", rows(DAYS), ids=str)
def test_days(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(WEEKDAYS), ids=str)
def test_weekdays(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(UNITS), ids=str)
def test_weeks_months_and_years(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(AGO), ids=str)
def test_ago(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(WINDOWS), ids=str)
def test_windows(row: Row) -> None:
    check(row)


@pytest.mark.parametrize(
    "text",
    ["It rained yesterday.", "They met on Monday.", "It fell last week.", "He left two days ago.", "He left in May."],
)
def test_without_publication_day_relative_words_have_no_days(text: str) -> None:
    (mention,) = find_dates(text, anchor=None)
    assert mention.relative and mention.start is None and mention.end is None


def test_the_weekend_of_a_report_from_a_sunday_is_its_own() -> None:
    (mention,) = find_dates("Clashes continued over the weekend.", anchor=date(2022, 2, 27), tense="past")
    assert (mention.start, mention.end) == (date(2022, 2, 26), date(2022, 2, 27))
