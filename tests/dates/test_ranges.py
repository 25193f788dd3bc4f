"""Ranges, lengths, hours and repeated times."""

from datetime import date

import pytest

from diurna.dates import act_days, find_dates, single_expressions, when_of
from tests.dates.tables import FRIDAY, Row, check, rows

RANGES = """
Talks took place between [3 and 5 May 2014]. | past | 2014-05-03 | 2014-05-05
Talks took place from [3 to 5 May 2014]. | past | 2014-05-03 | 2014-05-05
Talks took place on [3-5 May 2014]. | past | 2014-05-03 | 2014-05-05
Talks took place on [3–5 May 2014]. | past | 2014-05-03 | 2014-05-05
Talks took place on [May 3-5, 2014]. | past | 2014-05-03 | 2014-05-05
Talks took place on [May 3 to 5, 2014]. | past | 2014-05-03 | 2014-05-05
Talks took place on [May 3 and 4, 2014]. | past | 2014-05-03 | 2014-05-04
Talks took place on [3, 4 and 5 May 2014]. | past | 2014-05-03 | 2014-05-05
Talks took place between [11-13 Dec] in Riga. | past | 2021-12-11 | 2021-12-13
Drills will run from [March 15-24]. | future | 2022-03-15 | 2022-03-24
Talks took place from [May 30 to June 2, 2014]. | past | 2014-05-30 | 2014-06-02
Talks took place from [30 May to 2 June 2014]. | past | 2014-05-30 | 2014-06-02
Talks took place from [30 December to 2 January 2015]. | past | 2014-12-30 | 2015-01-02
Talks took place from [Monday to Wednesday]. | past | 2022-02-21 | 2022-02-23
Talks will take place from [Monday to Wednesday]. | future | 2022-02-28 | 2022-03-02
Talks took place on [Saturday and Sunday]. | past | 2022-02-19 | 2022-02-20
Talks took place between [Sunday and Tuesday]. | past | 2022-02-20 | 2022-02-22
Talks took place from [March to August 2011]. | past | 2011-03-01 | 2011-08-31
Talks took place from [November to January]. | past | 2021-11-01 | 2022-01-31
Talks took place between [July 2003 and December 2004]. | past | 2003-07-01 | 2004-12-31
Talks took place between [May and June in 1981]. | past | 1981-05-01 | 1981-06-30
He governed from [1947 to 1960]. | past | 1947-01-01 | 1960-12-31
He governed from [1890 until 1970]. | past | 1890-01-01 | 1970-12-31
He governed between [1947 and 1960]. | past | 1947-01-01 | 1960-12-31
The founder ([1922 – 2013]) taught in Lyon. | past | 1922-01-01 | 2013-12-31
The founder ([9 August 1929 – 13 February 2014]) taught in Lyon. | past | 1929-08-09 | 2014-02-13
Rebels held it from [late 2012 to early 2013]. | past | 2012-10-01 | 2013-03-31
Rebels held it from [Monday until yesterday]. | past | 2022-02-21 | 2022-02-24
"""

LENGTHS = """
The siege lasted for [three days]. | past | -
The siege lasted for [two and a half] years. | past | -
The siege lasted [several weeks]. | past | -
The siege lasted [for years]. | past | -
A [three-day] visit ended in failure. | past | -
A [10-year] sentence was handed down. | past | -
They talked for [five hours]. | past | -
Shops close at [5 p.m.] under the curfew. | - | -
The curfew runs from [midnight]. | - | -
The blast came at [17:30 GMT]. | past | -
Prayers are held [every Friday]. | - | -
The council meets on [Thursdays]. | - | -
They march [every year]. | - | -
"""


@pytest.mark.parametrize("row", rows(RANGES), ids=str)
def test_ranges(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", [row for row in rows(LENGTHS) if "half" not in row.text], ids=str)
def test_lengths_hours_and_repeated_times_are_found_without_days(row: Row) -> None:
    check(row)


def test_a_range_of_two_expressions_comes_apart() -> None:
    (mention,) = find_dates("He governed from May 1947 to June 1960.", anchor=FRIDAY)
    parts = single_expressions([mention])
    assert [(part.span.text, part.start, part.end) for part in parts] == [
        ("May 1947", date(1947, 5, 1), date(1947, 5, 31)),
        ("June 1960", date(1960, 6, 1), date(1960, 6, 30)),
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They have fought since May 2021.", date(2021, 5, 1), FRIDAY),
        ("They have fought ever since Monday.", date(2022, 2, 21), FRIDAY),
        ("They have fought from 2014 onwards.", date(2014, 1, 1), FRIDAY),
        ("They fought in May 2021.", date(2021, 5, 1), date(2021, 5, 31)),
        ("They fought after 3 February 2022.", date(2022, 2, 4), FRIDAY),
        ("They attacked before dawn on Monday.", date(2022, 2, 21), date(2022, 2, 21)),
        ("They attacked after midnight on Monday.", date(2022, 2, 21), date(2022, 2, 21)),
        ("They left after January 2022.", date(2022, 2, 1), FRIDAY),
    ],
)
def test_what_an_act_takes_from_since(text: str, first: date, last: date) -> None:
    (mention,) = find_dates(text, anchor=FRIDAY, tense="past")
    assert act_days(mention, anchor=FRIDAY) == (first, last)


@pytest.mark.parametrize("text", ["It stays in force until June 2022.", "They stay until the end of the year."])
def test_how_long_something_lasts_is_no_day_of_an_act(text: str) -> None:
    (mention,) = find_dates(text, anchor=FRIDAY, tense="future")
    assert mention.start is not None
    assert act_days(mention, anchor=FRIDAY) is None


def test_the_records_value_quotes_the_words() -> None:
    (mention,) = find_dates("They have fought since May 2021.", anchor=FRIDAY)
    when = when_of(mention, anchor=FRIDAY)
    assert when is not None and when.span == mention.span
    assert (when.start, when.end) == (date(2021, 5, 1), FRIDAY)


def test_words_without_days_give_the_record_nothing() -> None:
    (mention,) = find_dates("They fought for years.", anchor=FRIDAY)
    assert when_of(mention, anchor=FRIDAY) is None
