"""How the tables of this folder are written, and how a row is checked.

A row is `text | tense | first day | last day`. The words of the expression stand in square brackets in the text, the tense is past,
future or - (not known), the last day may be left out where it is the first, and - stands for no days.
Everything is published on Friday 2022-02-25 unless the table says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from diurna.dates import DateMention, Tense, find_dates

FRIDAY = date(2022, 2, 25)


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    tense: Tense | None
    words: str
    start: date | None
    end: date | None

    def __str__(self) -> str:
        return self.text


def rows(table: str) -> list[Row]:
    """The rows of a table; blank lines and lines that open with # are left out."""
    return [_row(line) for line in table.splitlines() if line.strip() and not line.strip().startswith("#")]


def _row(line: str) -> Row:
    cells = [cell.strip() for cell in line.split("|")]
    marked, tense, first, last = (*cells, cells[2])[:4]
    opening, rest = marked.split("[", 1)
    words, closing = rest.split("]", 1)
    tenses: dict[str, Literal["past", "future"] | None] = {"past": "past", "future": "future", "-": None}
    return Row(opening + words + closing, tenses[tense], words, _day(first), _day(last))


def _day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


def check(row: Row, anchor: date | None = FRIDAY) -> None:
    """The expression of a row is found with exactly its words and has its days."""
    mentions = find_dates(row.text, anchor=anchor, tense=row.tense)
    assert row.words in [mention.span.text for mention in mentions], mentions
    mention = next(mention for mention in mentions if mention.span.text == row.words)
    assert (mention.start, mention.end) == (row.start, row.end)
    assert row.text[mention.span.start : mention.span.end] == mention.span.text


def by_words(mentions: list[DateMention], words: str) -> DateMention:
    """The only mention with these words."""
    (found,) = (mention for mention in mentions if mention.span.text == words)
    return found
