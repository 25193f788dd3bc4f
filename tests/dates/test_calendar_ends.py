"""Words that lead out of the calendar, which reaches from 1 January of the year 1 to 31 December 9999, have no days."""

from datetime import MAXYEAR, MINYEAR, date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diurna.dates import dates_of_report, find_dates, infer_published
from diurna.dates.context import Context
from diurna.dates.interval import Interval, Unit
from diurna.dates.meaning import (
    Ago,
    CurrentUnit,
    DayOffset,
    Lasting,
    Later,
    Meaning,
    Months,
    NthOf,
    PortionOf,
    Window,
    Years,
)
from diurna.dates.resolve import resolve

FIRST, LAST = date.min, date.max
UNITS: list[Unit] = ["minute", "hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]
ENDS = st.one_of(
    st.dates(max_value=FIRST + timedelta(days=400)), st.dates(min_value=LAST - timedelta(days=400)), st.dates()
)
COUNTS = st.one_of(st.integers(-12, 12), st.integers(-(10**30), 10**30))
SIMPLE: st.SearchStrategy[Meaning] = st.one_of(
    st.builds(DayOffset, first=COUNTS, last=COUNTS),
    st.builds(CurrentUnit, unit=st.sampled_from(UNITS), which=st.integers(-1, 1)),
    st.builds(Window, n=COUNTS, unit=st.sampled_from(UNITS)),
    st.builds(Ago, n=COUNTS, unit=st.sampled_from(UNITS)),
    st.builds(Later, n=COUNTS, unit=st.sampled_from(UNITS)),
    st.builds(Lasting, n=COUNTS, unit=st.sampled_from(UNITS)),
    st.builds(Months, first=st.integers(1, 12), last=st.integers(1, 12), which=st.sampled_from([None, -1, 0, 1])),
    st.builds(Years, first=st.integers(MINYEAR - 5, MAXYEAR + 5), last=st.integers(MINYEAR - 5, MAXYEAR + 5)),
)
MEANINGS: st.SearchStrategy[Meaning] = st.one_of(
    SIMPLE,
    st.builds(PortionOf, portion=st.sampled_from(["early", "mid", "late", "end", "first-half", "later"]), whole=SIMPLE),
    st.builds(NthOf, n=st.integers(-1, 9), count=st.integers(1, 9), unit=st.sampled_from(UNITS), whole=SIMPLE),
)


@given(MEANINGS, ENDS, ENDS, st.sampled_from([None, "past", "future"]), st.booleans())
def test_every_meaning_has_days_of_the_calendar_or_none(
    meaning: Meaning, anchor: date, told: date, tense: str | None, ends_now: bool
) -> None:
    context = Context(anchor=anchor, tense=tense, focus=Interval(told, told), focus_kind="day", ends_now=ends_now)  # type: ignore[arg-type]
    interval = resolve(meaning, context).interval
    assert interval is None or interval.first <= interval.last


WORDS = [
    "2014 yesterday", "In 2014 they met. Yesterday they met, too.", "since yesterday", "tomorrow", "last week", "this week", "at the weekend", "next month",
    "the past 24 hours", "ten centuries ago", "in May", "in December", "last May", "on 31 December", "last Easter", "in winter", "for 90 years", "by Thursday",
    "Published: 31 December 9999. It will meet on 1 January.", "31 December 9999: on 1 January they met.", "3 January 1", "from yesterday to tomorrow",
]  # fmt: skip


@pytest.mark.parametrize("anchor", [FIRST, FIRST + timedelta(days=1), LAST - timedelta(days=1), LAST])
@pytest.mark.parametrize("words", WORDS)
def test_texts_of_the_first_and_last_days_are_read(words: str, anchor: date) -> None:
    infer_published(words)
    for mentions in (find_dates(words, anchor=anchor), dates_of_report(words, anchor=anchor)):
        assert mentions
        assert all(one.start is None or one.end is None or one.start <= one.end for one in mentions)


def test_a_month_of_the_last_year_is_of_that_year() -> None:
    (mention,) = find_dates("in May", anchor=LAST)
    assert (mention.start, mention.end) == (date(9999, 5, 1), date(9999, 5, 31))
