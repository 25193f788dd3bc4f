"""What must hold for every text."""

import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from diurna.dates import act_days, dates_of_report, infer_published, single_expressions
from tests.dates.tables import FRIDAY

PIECES = [
    "May", "March", "Dec.", "Monday", "Thurs.", "3", "12th", "31", "2014", "'98", "1990s", "last", "next", "the", "week", "year", "years", "ago", "two",
    "later", "from", "to", "between", "and", "-", "–", "/", "early", "late", "end of", "first", "half", "of", "in", "on", "since", "until", "5 p.m.", "GMT",
    "yesterday", "night", "quarter", "spring", "century", "BC", "Easter", "Ramadan", "World War II", "for", "days", "that", "same", "day", "before", ",", ".",
    "\n", "\n\n", "30/02/2014", "2014-13-40", "Feb. 30", "9999", "999 centuries", "people", "will", "met", "said", "Published:", "(", ")",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)


@given(TEXTS | st.text(max_size=60), st.sampled_from([None, FRIDAY, date(1, 1, 3), date(9999, 12, 30)]))
def test_mentions_quote_the_text_in_order_and_never_end_before_they_begin(text: str, anchor: date | None) -> None:
    mentions = dates_of_report(text, anchor=anchor)
    for mention in [*mentions, *single_expressions(mentions)]:
        assert text[mention.span.start : mention.span.end] == mention.span.text != ""
        assert (mention.start is None) == (mention.end is None)
        assert mention.start is None or mention.end is None or mention.start <= mention.end
        days = act_days(mention, anchor=anchor)
        assert days is None or days[0] <= days[1]
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(mentions))


@given(TEXTS)
def test_the_publication_day_quotes_the_text(text: str) -> None:
    mention = infer_published(text)
    assert mention is None or text[mention.span.start : mention.span.end] == mention.span.text
