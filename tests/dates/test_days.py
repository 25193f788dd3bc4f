"""Days of the calendar in every way of writing them."""

import pytest

from tests.dates.tables import Row, check, rows

FULL = """
The treaty was signed on [12 March 2014] in Geneva. | past | 2014-03-12
The treaty was signed on [12 March, 2014], in Geneva. | past | 2014-03-12
The treaty was signed on [12th March 2014]. | past | 2014-03-12
The treaty was signed on [the 12th of March 2014]. | past | 2014-03-12
The treaty was signed on [the 12th of March, 2014]. | past | 2014-03-12
The treaty was signed on [the twelfth of March 2014]. | past | 2014-03-12
The treaty was signed on [the 12th day of March 2014]. | past | 2014-03-12
The treaty was signed on [March 12, 2014], officials said. | past | 2014-03-12
The treaty was signed on [March 12th, 2014]. | past | 2014-03-12
The treaty was signed on [March 12 2014]. | past | 2014-03-12
The treaty was signed on [Mar. 12, 2014]. | past | 2014-03-12
The treaty was signed on [MARCH 12, 2014]. | past | 2014-03-12
The envoy landed on [Wednesday, March 12, 2014]. | past | 2014-03-12
The envoy landed on [Wednesday 12 March 2014]. | past | 2014-03-12
The envoy landed on [Wed., Mar. 12, 2014]. | past | 2014-03-12
The envoy landed on [Wednesday, the 12th of March 2014]. | past | 2014-03-12
The order is dated [2014-03-12]. | past | 2014-03-12
The order is dated [2014/03/12]. | past | 2014-03-12
The order is dated [12-Mar-2014]. | past | 2014-03-12
The order is dated [12.03.2014]. | past | 2014-03-12
The order is dated [13/03/2014]. | past | 2014-03-13
The order is dated [03/13/2014]. | past | 2014-03-13
The order is dated [02/03/2014]. | past | 2014-03-02
The order is dated [02/24/2022]. | past | 2022-02-24
The order is dated [02/03/2022]. | past | 2022-03-02
The order is dated [1/2/98]. | past | 1998-02-01
Shelling began on [Sept. 5, 2014], monitors said. | past | 2014-09-05
Shelling began on [5 Sept 2014]. | past | 2014-09-05
Shelling began on [Sep 5, 2014]. | past | 2014-09-05
The court ruled on [Feb. 29, 2020]. | past | 2020-02-29
The court ruled on [Feb. 30, 2020]. | past | -
The chronicle names [30 September 420]; others differ. | past | 0420-09-30
The king was crowned on [June 28, 1838]. | past | 1838-06-28
Voting closed at [5 p.m. on 12 March 2014]. | past | 2014-03-12
Voting closed on [12 March 2014 at 17:30 GMT]. | past | 2014-03-12
The raid came in [the early hours of 12 March 2014]. | past | 2014-03-12
The raid came on [the night of March 12, 2014]. | past | 2014-03-12
The raid came on [the eve of 12 March 2014]. | past | 2014-03-11
They met during [the week of March 12, 2014]. | past | 2014-03-10 | 2014-03-16
"""

WITHOUT_YEAR = """
Two posts were overrun on [15 February]. | past | 2022-02-15
Two posts were overrun on [Feb. 15]. | past | 2022-02-15
Two posts were overrun on [December 28]. | past | 2021-12-28
Two posts were overrun on [the 28th of December]. | past | 2021-12-28
Two posts were overrun on [3 March]. | past | 2021-03-03
The assembly will convene on [3 March]. | future | 2022-03-03
The assembly will convene on [January 10]. | future | 2023-01-10
The assembly will convene on [November 20]. | future | 2022-11-20
The decree dates from [1 March]. | - | 2022-03-01
The decree dates from [20 February]. | - | 2022-02-20
The decree dates from [November 3]. | - | 2021-11-03
A convoy was hit on [Monday, Feb. 21]. | past | 2022-02-21
A convoy was hit on [Monday 21 February]. | past | 2022-02-21
A convoy was hit on [Dec.14th]. | past | 2021-12-14
A convoy was hit on [Monday, Dec. 14]. | past | 2020-12-14
A convoy was hit [Feb. 24]. | past | 2022-02-24
The rally was held on [the 12th]. | past | 2022-02-12
The rally will be held on [the 12th]. | future | 2022-03-12
The rally was held on [Tuesday the 22nd]. | past | 2022-02-22
In [the evening of 20 February] sirens sounded. | past | 2022-02-20
Sirens sounded [late on February 20] and again at dawn. | past | 2022-02-20
On [May 24] people gathered at the shrine. | past | 2021-05-24
"""

FEASTS = """
Prisoners were freed on [Christmas Day]. | past | 2021-12-25
Prisoners were freed at [Christmas]. | past | 2021-12-25
Prisoners were freed on [Christmas Eve 2019]. | past | 2019-12-24
Guns fell silent on [New Year's Eve]. | past | 2021-12-31
Guns fell silent on [New Year’s Day]. | past | 2022-01-01
The president visited the base on [Thanksgiving]. | past | 2021-11-25
The president visited the base on [Thanksgiving Day 2019]. | past | 2019-11-28
The president will visit the base at [Easter]. | future | 2022-04-17
The church was stormed on [Good Friday]. | past | 2021-04-02
The church was stormed on [Palm Sunday 2017]. | past | 2017-04-09
The church was stormed on [Easter Monday, 1916]. | past | 1916-04-24
The church was stormed on [Orthodox Easter 2021]. | past | 2021-05-02
A curfew was lifted for [Eid al-Fitr 2021]. | past | 2021-05-13 | 2021-05-15
A curfew was lifted during [Ramadan 2021]. | past | 2021-04-13 | 2021-05-12
A truce will hold through [Ramadan]. | future | 2022-04-03 | 2022-05-02
Crowds gathered for [Nowruz]. | past | 2021-03-20 | 2021-03-21
Unions marched on [May Day]. | past | 2021-05-01
Unions will march on [May Day]. | future | 2022-05-01
Women marched on [International Women's Day last year]. | past | 2021-03-08
The embassy closed on [Memorial Day]. | past | 2021-05-31
The embassy closed on [the Fourth of July]. | past | 2021-07-04
He spoke on [last Christmas Eve]. | past | 2021-12-24
"""


@pytest.mark.parametrize("row", rows(FULL), ids=str)
def test_full_dates(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(WITHOUT_YEAR), ids=str)
def test_days_without_year_take_the_one_that_the_tense_asks_for(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", rows(FEASTS), ids=str)
def test_feasts(row: Row) -> None:
    check(row)
