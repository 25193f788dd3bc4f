"""Rows of a table to reports, whatever file they come from: which column is what, which order days have, what is repaired."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from diurna.errors import InputError
from diurna.reading.columns import Columns
from diurna.reading.days import NOTHING, order_shown, read_day
from diurna.reading.decoding import decode_line
from diurna.reading.feeds import Follow
from diurna.reading.following import follower
from diurna.reading.markup import is_markup, text_of_markup
from diurna.reading.options import ReadingOptions
from diurna.reading.outcome import Failure, Note, Placed, Repaired, Tell, once_a_file, place
from diurna.record import Report

LOOKED_AT = 500
"""Rows whose days tell the order of day and month, kept until then."""
LOOKED_AT_CHARACTERS = 20_000_000
"""No more rows are kept than hold about so many characters."""

_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its place for messages, its cells, and what was repaired in reading it."""

    where: str
    cells: Sequence[object]
    repairs: tuple[str, ...] = ()


def table_reports(
    columns: Columns, rows: Iterable[Row | Failure], *, name: str, options: ReadingOptions, tell: Tell
) -> Iterator[Placed]:
    """Each row with its place: the report, or why it is none. `name` is the file.

    Where no column holds the text, the pages at the rows' addresses are read.
    """
    follow = None if columns.text else follower(options)
    if columns.guessed:
        tell(Note(place(name), f"columns: {columns} (change with --map)"))
    repairs_at = once_a_file(tell, name)
    opening, rest = _opening(rows)
    day_first = options.day_first
    if day_first is None and columns.published is not None:
        day_first = _order_of(opening, columns.published)
    for row in chain(opening, rest):
        if isinstance(row, Failure):
            yield row.where, row
            continue
        repaired = repairs_at(row.where)
        for repair in row.repairs:
            repaired(repair)
        try:
            yield row.where, _report(row.cells, columns, day_first, follow, repaired)
        except InputError as error:
            yield row.where, Failure(row.where, str(error))


def _opening(rows: Iterable[Row | Failure]) -> tuple[list[Row | Failure], Iterator[Row | Failure]]:
    """The first rows, and the others."""
    rest, opening, size = iter(rows), [], 0
    for row in rest:
        opening.append(row)
        size += sum(len(cell) for cell in row.cells if isinstance(cell, str)) if isinstance(row, Row) else 0
        if len(opening) >= LOOKED_AT or size >= LOOKED_AT_CHARACTERS:
            break
    return opening, rest


def _order_of(rows: Iterable[Row | Failure], column: int) -> bool | None:
    """Whether the days of a column are day first; None where none tells, or where they contradict each other."""
    shown = {order_shown(row.cells[column]) for row in rows if isinstance(row, Row)} - {None}
    return shown.pop() if len(shown) == 1 else None


def _report(
    cells: Sequence[object], columns: Columns, day_first: bool | None, follow: Follow | None, repaired: Repaired
) -> Report:
    title, url = _cell(cells, columns.title, "title"), _cell(cells, columns.url, "url")
    title = title and " ".join(title.split())
    publisher = _cell(cells, columns.publisher, "publisher")
    published = None
    if columns.published is not None:
        try:
            published = read_day(cells[columns.published], day_first=day_first, repaired=repaired)
        except InputError as error:
            raise InputError(f"published: {error}") from None
    if follow is None:
        text = _text(cells, columns, repaired)
    elif url is None:
        raise InputError("url: empty, and so no page to read")
    else:
        page = follow(url)
        text, title, url = page.text, page.title or title, page.url
        published, publisher = published or page.published, publisher or page.publisher
    return Report.from_text(
        text, doc_id=_cell(cells, columns.id, "id"), title=title, published=published, publisher=publisher, url=url
    )


def _text(cells: Sequence[object], columns: Columns, repaired: Repaired) -> str:
    pieces = [_cell(cells, at, "text") for at in columns.text]
    text = "\n\n".join(piece for piece in pieces if piece)
    if not text:
        raise InputError("text: empty" if len(pieces) == 1 else "text: all its columns are empty")
    if is_markup(text):
        text = text_of_markup(text)
        repaired("HTML marks are taken out of the text")
        if not text:
            raise InputError("text: nothing but HTML marks")
    return text


def _cell(cells: Sequence[object], at: int | None, field: str) -> str | None:
    """The words of a cell; None where there is no such column, or nothing in it."""
    value = None if at is None else cells[at]
    if value is None or (isinstance(value, float) and value != value):  # NaN, the null of data frames
        return None
    if isinstance(value, float) and value.is_integer():  # an id that a data frame made a number
        value = int(value)
    if isinstance(value, bytes):  # words that were written without saying so
        value = decode_line(value)
    if isinstance(value, bool | list | dict | tuple):
        raise InputError(f"{field}: expected text, found {type(value).__name__}")
    words = str(value)
    if "\0" in words or _HALF_PAIR.search(words):
        raise InputError(f"{field}: it holds NUL or half a surrogate pair, which no text can hold")
    return None if words.strip().lower() in NOTHING else words
