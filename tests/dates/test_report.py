"""Reports: expressions that lean on what was told before. Each row shows one expression with its days."""

from dataclasses import dataclass
from datetime import date

import pytest

from diurna.dates import dates_of_report
from tests.dates.tables import FRIDAY, by_words


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    words: str
    first: date | None
    last: date | None


def _row(line: str) -> Row:
    marked, first, last = (
        ([cell.strip() for cell in line.split("|")] * 2)[:3]
        if line.count("|") == 2
        else (*[c.strip() for c in line.split("|")], line.split("|")[1].strip())
    )
    opening, rest = marked.split("[", 1)
    words, closing = rest.split("]", 1)
    days = [None if cell == "-" else date.fromisoformat(cell) for cell in (first, last)]
    return Row((opening + words + closing).replace("¶", "\n\n"), words, days[0], days[1])


TABLE = """
The rebels struck on 3 May 2014. [The next day] the army struck back. | 2014-05-04
The rebels struck on 3 May 2014. [The following day] the army struck back. | 2014-05-04
The rebels struck on 3 May 2014. [The following morning] the army struck back. | 2014-05-04
The rebels struck on 3 May 2014. The army had moved in [the day before]. | 2014-05-02
The rebels struck on 3 May 2014. The army had moved in [the previous day]. | 2014-05-02
The rebels struck on 3 May 2014. The army struck back [two days later]. | 2014-05-05
The rebels struck on 3 May 2014. The army struck back [two weeks later]. | 2014-05-17
The rebels struck on 3 May 2014. The army struck back [two months later]. | 2014-07-01 | 2014-07-31
The rebels struck on 3 May 2014. The army struck back [a year later]. | 2015-01-01 | 2015-12-31
The rebels struck on 3 May 2014. The army had fled [three days earlier]. | 2014-04-30
The rebels struck on 3 May 2014. The army struck back [the same day]. | 2014-05-03
The rebels struck on 3 May 2014. The army struck back [that night]. | 2014-05-03
The rebels struck on 3 May 2014. The army struck back [later that day]. | 2014-05-03
The rebels struck on 3 May 2014. The army struck back [that month]. | 2014-05-01 | 2014-05-31
The rebels struck on 3 May 2014. The army struck back [later that month]. | 2014-05-01 | 2014-05-31
The rebels struck on 3 May 2014. The army struck back [that year]. | 2014-01-01 | 2014-12-31
The rebels struck on 3 May 2014. The army struck back [the following year]. | 2015-01-01 | 2015-12-31
The rebels struck on 3 May 2014. The army struck back [the following week]. | 2014-05-05 | 2014-05-11
The rebels struck on 3 May 2014. The army struck back [the next month]. | 2014-06-01 | 2014-06-30
The rebels struck on 3 May 2014. The army struck back on [7 May]. | 2014-05-07
The rebels struck on 3 May 2014. The army struck back in [July]. | 2014-07-01 | 2014-07-31
The rebels struck on 3 May 2014. The army struck back in [November]. | 2014-11-01 | 2014-11-30
Rebels, who had struck in 2014, attacked on [24 February]. | 2022-02-24
Rebels, who had struck in 2014, attacked in [November]. | 2021-11-01 | 2021-11-30
In 2014 the rebels struck. In [March] the army struck back. | 2014-03-01 | 2014-03-31
In 1920 he went home, marrying her [that year]. | 1920-01-01 | 1920-12-31
In 1920 he went home and, [one year later], left again. | 1921-01-01 | 1921-12-31
He was arrested in September 1975. [Six months later] he stood trial. | 1976-03-01 | 1976-03-31
She died in May 1981, and he died in [November the same year]. | 1981-11-01 | 1981-11-30
The war began in 2014.¶On [3 February] the minister told reporters on Thursday he would go. | 2022-02-03
The rebels struck on Thursday. [A day later] the army struck back. | 2022-02-25
The rebels struck on Monday. [The next day] the army struck back. | 2022-02-22
The rebels struck on Monday and [the following day] withdrew. | 2022-02-22
The talks will open in Vienna on [Thursday], officials said. | 2022-03-03
The talks opened in Vienna on [Thursday], officials said. | 2022-02-24
Officials said on [Friday] that the talks will open on Monday. | 2022-02-25
Officials said on Friday that the talks will open on [Monday]. | 2022-02-28
The vote is to be held in [May], the commission said. | 2022-05-01 | 2022-05-31
The talks, expected in [March], were called off. | 2022-03-01 | 2022-03-31
In [March], one aide was forced to resign. | 2021-03-01 | 2021-03-31
They have been fighting for [three years]. | 2019-02-26 | 2022-02-25
They fought for [three years]. | -
They tried to start the talks on [Monday]. | 2022-02-21
They plan to start the talks on [Monday]. | 2022-02-28
Two days after the vote, he fled. [Four days later] he was seized. | -
"""


@pytest.mark.parametrize("row", [_row(line) for line in TABLE.splitlines() if line], ids=lambda row: row.text)
def test_what_was_told_before_decides(row: Row) -> None:
    mention = by_words(dates_of_report(row.text, anchor=FRIDAY), row.words)
    assert (mention.start, mention.end) == (row.first, row.last)


def test_spans_quote_the_report() -> None:
    text = "Peace at last\n\nOn Monday, Dec. 26, the envoys met.\nThe next day they signed; by 5 p.m. Sunday the guns were silent."
    for mention in dates_of_report(text, anchor=FRIDAY):
        assert text[mention.span.start : mention.span.end] == mention.span.text


def test_a_biography_keeps_its_year_across_paragraphs() -> None:
    text = "She was born in 1811.\n\nShe was jailed on 31 January 1831 and set free in June.\n\nOn 2 July she left. She died in 1850."
    mentions = dates_of_report(text, anchor=FRIDAY)
    assert by_words(mentions, "June").start == date(1831, 6, 1)
    assert by_words(mentions, "2 July").start == date(1831, 7, 2)


def test_an_empty_report_has_none() -> None:
    assert dates_of_report("", anchor=None) == []
