"""CSV, TSV and their like: the dialect is told by the first lines, and a broken row costs only itself.

Rows are counted as a spreadsheet counts them: the header is row 1.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import BinaryIO

from diurna.errors import InputError
from diurna.reading.columns import choose_columns, looks_like_header
from diurna.reading.decoding import decode_line, marked_encoding, recoded_lines, refuse_binary
from diurna.reading.limits import LONGEST_BYTES, TOO_LONG, bounded_lines
from diurna.reading.options import ReadingOptions
from diurna.reading.outcome import Failure, Note, Placed, Tell, place
from diurna.reading.tables import Row, table_reports

DELIMITERS = {",": "commas", "\t": "tabs", ";": "semicolons", "|": "bars"}
_LOOKED_AT = 100
"""Lines that tell the dialect."""
_DOUBLED = re.compile(r"""[^,;|\t\r\n"\\]""|""[^,;|\t\r\n"]""")
"""A quotation mark that is doubled within a cell, as opposed to an empty cell."""
_NOT_DOUBLED = "quotation marks within cells are not doubled; some may be lost"
_UNCLOSED = "a quotation mark opens a cell and is never closed"
_END = "\x03end of file\x03\n"
"""A line after the last: where it turns up within a cell, a quotation mark was never closed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table as words; `repair` says what was repaired in it, `fault` why it cannot be read."""

    words: str
    repair: str | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a row are set apart; a quotation mark within quotation marks is doubled, or follows `escape`."""

    delimiter: str
    escape: str | None = None

    def rows(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self.delimiter, escapechar=self.escape, doublequote=True, strict=strict)


def delimited_reports(file: BinaryIO, *, name: str, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    """The reports of a table in text, row by row. Raises InputError where it is none."""
    # The limit is one for the whole process, and far below the length of a report when Python starts.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_BYTES))
    lines = _lines(file, options)
    opening = list(islice(lines, _LOOKED_AT))
    declared = None
    if opening and len(first := opening[0].words.strip(" \r\n")) == 5 and first.lower().startswith("sep="):
        declared = first[-1]  # what spreadsheets write before the header, and read
        del opening[0]
    if not any(line.words.strip() or line.fault for line in opening):
        raise InputError("an empty file")
    dialect = guess_dialect([line.words for line in opening], declared)
    rows = _rows(chain(opening, lines), dialect, name=name, begin=1 if declared is None else 2)
    header = next(rows)
    if isinstance(header, Failure):
        raise InputError(f"the header cannot be read: {header.message}")
    names = [str(cell) for cell in header.cells]
    if len(names) > 1 and dialect.delimiter != ("\t" if name.lower().endswith((".tsv", ".tab")) else ","):
        tell(Note(place(name), f"cells are set apart by {DELIMITERS.get(dialect.delimiter, dialect.delimiter)}"))
    columns = choose_columns(names, options.column_map, follow=options.follow)
    yield from table_reports(columns, _of_width(rows, len(names)), name=name, options=options, tell=tell)


def guess_dialect(lines: list[str], declared: str | None = None) -> Dialect:
    """The dialect of a table by its first lines, the header first; `declared` is the delimiter where the file says it.

    The delimiter that gives most rows of one width, and then the widest, is taken.
    """
    text = "".join(lines)
    escape = "\\" if '\\"' in text and not _DOUBLED.search(text) else None
    best = (0, 1, ",")
    for delimiter in (declared,) if declared else DELIMITERS:
        widths = [len(row) for row in Dialect(delimiter, escape).rows(lines) if row]
        if widths and (widths[0] > 1 or declared):
            alike = sum(width == widths[0] for width in widths[:-1] or widths)  # the last row may go on
            best = max(best, (alike, widths[0], delimiter))
    return Dialect(best[2], escape)


def looks_delimited(opening: str) -> bool:
    """Whether a text without a suffix opens like a table: a header that names the text, and another column that is known."""
    lines = opening.splitlines(keepends=True)[:_LOOKED_AT]
    if not lines or len(lines[0]) > 2000:
        return False
    header = next(iter(guess_dialect(lines[:1]).rows(lines[:1])), [])
    return looks_like_header(header)


def _lines(file: BinaryIO, options: ReadingOptions) -> Iterator[Line]:
    """The lines of a file. Raises InputError where the first shows that it is no text."""
    lines = bounded_lines(file)
    first = next(lines, b"")
    mark, encoding = marked_encoding(first)
    if encoding != "utf-8":
        pieces = chain((first,), iter(lambda: file.read(1 << 16), b""))
        yield from (Line(words) for words in recoded_lines(pieces, encoding))
        return
    refuse_binary(first)
    for line in chain((first.removeprefix(mark),), lines):
        if len(line) > LONGEST_BYTES:
            yield Line("", fault=TOO_LONG)
            continue
        repairs: list[str] = []
        try:
            words = decode_line(line, encoding=options.encoding, repaired=repairs.append)
            yield Line(words, repair=repairs[0] if repairs else None)
        except InputError as error:  # its marks still tell where the row ends
            yield Line(line.decode("latin-1"), fault=str(error))


def _rows(lines: Iterable[Line], dialect: Dialect, *, name: str, begin: int) -> Iterator[Row | Failure]:
    """The rows that are not blank, the first of them numbered `begin`.

    Of a row whose quotation mark is never closed the first line fails, and the lines after it are read anew.
    """
    again: deque[Line] = deque()
    source = iter(lines)
    used: list[Line] = []

    def feed() -> Iterator[str]:
        while (line := again.popleft() if again else next(source, None)) is not None:
            used.append(line)
            yield line.words
        yield _END

    for number in count(begin):
        used.clear()
        where = place(name, f"row {number}")
        fault, cells = None, []
        try:
            cells = next(iter(dialect.rows(feed())), [_END.strip()])
        except csv.Error as error:
            is_open = "field larger" in str(error)
            fault = _UNCLOSED if is_open else f"not a row of a table ({error})"
        except InputError as error:  # the file itself breaks off
            yield Failure(where, str(error))
            return
        if cells == [_END.strip()] and not used:
            return
        if cells and _END.strip() in cells[-1]:
            fault = _UNCLOSED
        if fault is not None:
            again.extendleft(reversed(used[1:]))
        fault = next((line.fault for line in used if line.fault), fault)
        if fault is not None:
            yield Failure(where, fault)
        elif any(cell.strip() for cell in cells):
            repairs = [line.repair for line in used if line.repair]
            if not _is_strict(used, dialect):
                repairs.append(_NOT_DOUBLED)
            yield Row(where, cells, tuple(repairs))


def _is_strict(lines: list[Line], dialect: Dialect) -> bool:
    """Whether quotation marks stand in a row as the form wants them."""
    if not any('"' in line.words for line in lines):
        return True
    try:
        deque(dialect.rows((line.words for line in lines), strict=True), maxlen=0)
    except csv.Error:
        return False
    return True


def _of_width(rows: Iterable[Row | Failure], width: int) -> Iterator[Row | Failure]:
    """The rows, those of another width than the header's as failures; empty cells beyond the last column are none."""
    for row in rows:
        if isinstance(row, Row) and len(row.cells) != width:
            beyond = row.cells[width:]
            if len(row.cells) < width or any(str(cell).strip() for cell in beyond):
                cells = f"{len(row.cells)} cell{'s' * (len(row.cells) != 1)}"
                yield Failure(row.where, f"{cells} where the header has {width}")
                continue
            row = Row(row.where, row.cells[:width], row.repairs)
        yield row
