"""Months, quarters, seasons, years, decades, centuries and named periods."""

import pytest

from tests.dates.tables import Row, check, rows

MONTHS = """
Protests began in [March 2014]. | past | 2014-03-01 | 2014-03-31
Protests began in [March, 2014]. | past | 2014-03-01 | 2014-03-31
Protests began in [March of 2014]. | past | 2014-03-01 | 2014-03-31
Protests began in [the month of March 2014]. | past | 2014-03-01 | 2014-03-31
Protests began in [Feb. 2020]. | past | 2020-02-01 | 2020-02-29
The [February 2014] uprising ended his rule. | past | 2014-02-01 | 2014-02-28
Protests began in [early March 2014]. | past | 2014-03-01 | 2014-03-10
Protests began in [mid-January 2014]. | past | 2014-01-11 | 2014-01-20
Protests began in [mid January 2014]. | past | 2014-01-11 | 2014-01-20
Protests began in [late June 2014]. | past | 2014-06-21 | 2014-06-30
Protests began at [the end of June 2014]. | past | 2014-06-21 | 2014-06-30
Troops must leave by [the end of June 2014]. | future | 2014-06-30
Protests began at [the beginning of June 2014]. | past | 2014-06-01 | 2014-06-10
Protests began in [the first week of June 2014]. | past | 2014-06-01 | 2014-06-07
Protests began in [the second half of June 2014]. | past | 2014-06-16 | 2014-06-30
Protests began in [the last week of June 2014]. | past | 2014-06-24 | 2014-06-30
Protests began in [March]. | past | 2021-03-01 | 2021-03-31
Protests began in [January]. | past | 2022-01-01 | 2022-01-31
Protests began in [February]. | past | 2022-02-01 | 2022-02-28
Protests began in [late December]. | past | 2021-12-21 | 2021-12-31
Elections will be held in [May]. | future | 2022-05-01 | 2022-05-31
Elections will be held in [January]. | future | 2023-01-01 | 2023-01-31
Elections will be held in [early May]. | future | 2022-05-01 | 2022-05-10
[November]'s vote was annulled. | past | 2021-11-01 | 2021-11-30
Talks have stalled since [October]. | past | 2021-10-01 | 2021-10-31
Fighting resumed [last May]. | past | 2021-05-01 | 2021-05-31
Fighting resumed [last January]. | past | 2022-01-01 | 2022-01-31
The summit is set for [next March]. | future | 2022-03-01 | 2022-03-31
Fighting resumed in [March last year]. | past | 2021-03-01 | 2021-03-31
Fighting resumed in [March of last year]. | past | 2021-03-01 | 2021-03-31
Fighting resumed on [5 March last year]. | past | 2021-03-05
The vote is due in [October this year]. | future | 2022-10-01 | 2022-10-31
The vote is due in [March next year]. | future | 2023-03-01 | 2023-03-31
The quake struck in [January-June 2016]. | past | 2016-01-01 | 2016-06-30
The scheme ran in [May–July 2013]. | past | 2013-05-01 | 2013-07-31
"""

QUARTERS_AND_SEASONS = """
Exports fell in [the first quarter of 2013]. | past | 2013-01-01 | 2013-03-31
Exports fell in [Q3 2019]. | past | 2019-07-01 | 2019-09-30
Exports fell in [Q3 of 2019]. | past | 2019-07-01 | 2019-09-30
Exports fell in [the fourth quarter of last year]. | past | 2021-10-01 | 2021-12-31
Exports fell in [the third quarter]. | past | 2021-07-01 | 2021-09-30
Exports fell in [the first half of 2013]. | past | 2013-01-01 | 2013-06-30
Exports fell in [the second half of last year]. | past | 2021-07-01 | 2021-12-31
Exports fell in [the first three months of 2013]. | past | 2013-01-01 | 2013-03-31
Exports fell [last quarter]. | past | 2021-10-01 | 2021-12-31
The offensive opened in [spring 2014]. | past | 2014-03-01 | 2014-05-31
The offensive opened in [the spring of 2014]. | past | 2014-03-01 | 2014-05-31
The offensive opened in [the summer of 2014]. | past | 2014-06-01 | 2014-08-31
The offensive opened in [autumn 2014]. | past | 2014-09-01 | 2014-11-30
The offensive opened in [the fall of 2014]. | past | 2014-09-01 | 2014-11-30
The offensive opened in [winter 2014]. | past | 2014-12-01 | 2015-02-28
The offensive opened [last summer]. | past | 2021-06-01 | 2021-08-31
The offensive opened in [the autumn]. | past | 2021-09-01 | 2021-11-30
A new offensive is expected [this summer]. | future | 2022-06-01 | 2022-08-31
A new offensive is expected [next spring]. | future | 2022-03-01 | 2022-05-31
The offensive opened in [early spring 2014]. | past | 2014-03-01 | 2014-03-31
"""

YEARS = """
The wall fell in [1989]. | past | 1989-01-01 | 1989-12-31
The [2014] protests toppled the government. | past | 2014-01-01 | 2014-12-31
The study (Miller, [2014]) was withdrawn. | past | 2014-01-01 | 2014-12-31
[2011]'s uprising failed. | past | 2011-01-01 | 2011-12-31
The mandate dates from [early 2014]. | past | 2014-01-01 | 2014-03-31
The mandate dates from [late 2014]. | past | 2014-10-01 | 2014-12-31
The mandate dates from [mid-2014]. | past | 2014-05-01 | 2014-08-31
The mandate dates from [late in 2014]. | past | 2014-10-01 | 2014-12-31
The mandate ends by [the end of 2024]. | future | 2024-12-31
The mandate began at [the start of 2014]. | past | 2014-01-01 | 2014-03-31
The border has been shut since [2011]. | past | 2011-01-01 | 2011-12-31
The budget covers [2014-15]. | past | 2014-01-01 | 2015-12-31
The war of [1967–1970] killed many. | past | 1967-01-01 | 1970-12-31
The [2014 and 2015] accords were signed in Minsk. | past | 2014-01-01 | 2015-12-31
The legion came in [the year 71]. | past | 0071-01-01 | 0071-12-31
He has held the seat since ['98]. | past | 1998-01-01 | 1998-12-31
The temple was destroyed in [586 BC]. | past | -
The budget for [fiscal 2014] was cut. | past | 2014-01-01 | 2014-12-31
In [2011] people took to the streets. | past | 2011-01-01 | 2011-12-31
The monastery burned down in [1423] during a raid. | past | 1423-01-01 | 1423-12-31
"""

DECADES_AND_CENTURIES = """
The junta ruled in [the 1990s]. | past | 1990-01-01 | 1999-12-31
The junta ruled in [the 1990's]. | past | 1990-01-01 | 1999-12-31
The junta ruled in [the early 1990s]. | past | 1990-01-01 | 1994-12-31
The junta ruled in [the late 1990s]. | past | 1995-01-01 | 1999-12-31
The junta ruled in [the mid-1990s]. | past | 1994-01-01 | 1996-12-31
The junta ruled in the [nineties]. | past | 1990-01-01 | 1999-12-31
The junta ruled in [the early nineties]. | past | 1990-01-01 | 1994-12-31
The junta ruled in the ['60s]. | past | 1960-01-01 | 1969-12-31
The junta ruled in the [80s]. | past | 1980-01-01 | 1989-12-31
The border was drawn in [the 19th century]. | past | 1800-01-01 | 1899-12-31
The border was drawn in [the nineteenth century]. | past | 1800-01-01 | 1899-12-31
A [17th-century] mosque was shelled. | past | 1600-01-01 | 1699-12-31
The border was drawn in [the early 20th century]. | past | 1900-01-01 | 1932-12-31
The border was drawn in [the second half of the 19th century]. | past | 1850-01-01 | 1899-12-31
The temple is from [the 5th century BC]. | past | -
Slaves were traded in [the 1800s]. | past | 1800-01-01 | 1899-12-31
Refugees fled during [World War II]. | past | 1939-09-01 | 1945-09-02
Refugees fled after [the First World War]. | past | 1914-07-28 | 1918-11-11
Spies were swapped during [the Cold War]. | past | 1947-03-12 | 1991-12-26
"""


@pytest.mark.parametrize("row", rows(MONTHS), ids=str)
def test_months(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(QUARTERS_AND_SEASONS), ids=str)
def test_quarters_and_seasons(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(YEARS), ids=str)
def test_years(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(DECADES_AND_CENTURIES), ids=str)
def test_decades_centuries_and_named_periods(row: Row) -> None:
    check(row)
