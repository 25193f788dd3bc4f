"""Cells of tables: text that no spreadsheet runs and no line break splits.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it (CWE-1236: text of a report
must not run as code on the machine of whoever opens the file). Line breaks and other control characters become blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from diurna.record import Span

Cell = str | int | float | None

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
NOT_XML = re.compile("[^\\t\\n\\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
"""C0 and C1 controls but tab and line ends, marks and overrides of direction, line separators, halves of surrogate pairs."""
FORMULA = tuple("=+-@＝＋－＠")  # the wide forms too: some spreadsheets fold them


def harmless(value: Cell) -> Cell:
    """The cell as no spreadsheet will run it; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    plain = CONTROL.sub(" ", value)
    return f"'{plain}" if plain.lstrip().startswith(FORMULA) else plain


def joined(values: Sequence[str | None]) -> str:
    """The values with semicolons between, an empty place where one is None; empty where all are."""
    return "; ".join(value or "" for value in values) if any(values) else ""


def words(span: Span | None) -> str | None:
    return span.text if span else None


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot hold, half characters among them."""
    return NOT_XML.sub("\ufffd", text)


def seen_text(text: str) -> str:
    """The text for pages and pictures: a sign for each character that is not seen but changes what is."""
    return UNSEEN.sub("\ufffd", text)


def unquoted_line(cells: Iterable[Cell]) -> str:
    """A line of a tab-separated file that knows no quotation marks: harmless cells, nothing where a value is None."""
    return "\t".join("" if cell is None else str(harmless(cell)).replace('"', "'") for cell in cells) + "\n"
