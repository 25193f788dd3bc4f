"""Columns of records as arrays that grow at their end. Texts are numbers of a dictionary, 0 where there is none.

A `View` sees the rows that were there when it was taken, and nothing of them changes: a record that changes has its row struck out in later views,
and a new one at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
Mask = NDArray[np.bool_]

RECORDS: Mapping[str, str] = {
    "key": "i8",
    "id": "u8",  # 16 hexadecimal digits, as a number
    "report": "i8",  # report.key
    "event": "i4",
    "quad": "i1",  # 0: none
    "cameo": "i4",
    "goldstein": "f8",  # NaN: none
    "day": "i4",  # what it is sorted by, as an ordinal; 0: none
    "dated": "?",
    "modes": "i4",
    "contexts": "i4",
    "stances": "i4",
    "status": "i4",
    "place": "i4",
    "country": "i4",
    "lat": "f8",
    "lon": "f8",
    "confidence": "f8",
    "publisher": "i4",
    "story": "u8",  # as `id`; 0: none
    "story_day": "i4",
    "story_reports": "i4",
}
PARTIES: Mapping[str, str] = {
    "row": "i4",  # of the record
    "side": "i1",  # 0: actor, 1: recipient
    "code": "i4",
    "name": "i4",
    "sectors": "i4",
    "is_first": "?",  # of its code on its side of the record
}
VOICES: Mapping[str, str] = {"row": "i4", "code": "i4", "name": "i4"}
DICTIONARIES: Mapping[str, str] = {
    "event": "event", "cameo": "cameo", "modes": "words", "contexts": "words", "stances": "words", "status": "status", "place": "place",
    "country": "code", "publisher": "publisher", "code": "code", "name": "name", "sectors": "words",
}  # fmt: skip
"""The dictionary that each column of texts is written with."""


class Words:
    """Texts as numbers, in the order in which they came; 0 stands for none."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts: list[str | None] = [None]
        self._numbers: dict[str | None, int] = {None: 0}
        self._folded: dict[str, list[int]] = {}
        for text in texts:
            self.number(text)

    def number(self, text: str | None) -> int:
        """The number of a text, a new one where it is new."""
        known = self._numbers.get(text)
        if known is not None:
            return known
        number = len(self.texts)
        self.texts.append(text)  # before it is known, so that who finds the number finds the text
        self._folded.setdefault(folded(text or ""), []).append(number)
        self._numbers[text] = number
        return number

    def numbers(self, texts: Iterable[str | None]) -> list[int]:
        known = self._numbers
        return [known[text] if text in known else self.number(text) for text in texts]

    def known(self, texts: Iterable[str]) -> list[int]:
        """The numbers of those texts that there are."""
        return [self._numbers[text] for text in texts if text in self._numbers]

    def alike(self, texts: Iterable[str]) -> list[int]:
        """The numbers of texts that differ from these in ASCII case at most, as SQLite's NOCASE has it."""
        return [number for text in texts for number in self._folded.get(folded(text), ())]

    def holding(self, parts: Iterable[str]) -> list[int]:
        """The numbers of texts that hold one of the parts, in any ASCII case, as SQLite's LIKE has it."""
        sought = [folded(part) for part in parts]
        return [n for n, text in enumerate(self.texts) if text and any(part in folded(text) for part in sought)]


_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def folded(text: str) -> str:
    """A text in lower case, as far as it is ASCII."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


class Growing:
    """A table of columns; rows are added at the end."""

    def __init__(self, layout: Mapping[str, str], columns: Mapping[str, Numbers] | None = None) -> None:
        self._layout = layout
        given = columns or {name: np.empty(0, kind) for name, kind in layout.items()}
        self._columns = dict(given)
        self.size = len(next(iter(given.values())))

    def add(self, columns: Mapping[str, Sequence[Any] | Numbers]) -> None:
        made = {name: np.asarray(columns[name], kind) for name, kind in self._layout.items()}
        size = self.size + len(next(iter(made.values())))
        for name, values in made.items():
            column = self._columns[name]
            if size > len(column):
                column = np.empty(max(size, len(column) * 5 // 4, 1024), column.dtype)
                column[: self.size] = self._columns[name][: self.size]
                self._columns[name] = column
            column[self.size : size] = values
        self.size = size

    def view(self) -> Mapping[str, Numbers]:
        return {name: column[: self.size] for name, column in self._columns.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The columns as they were at one state of the archive. `live` tells which rows are records of it; `row_of` finds a record's row by its key, -1 where there is none."""

    records: Mapping[str, Numbers]
    parties: Mapping[str, Numbers]
    voices: Mapping[str, Numbers]
    live: Mask
    row_of: NDArray[np.int32]
    words: Mapping[str, Words]
    state: tuple[int, int]
    """The number of the last change and the highest key."""
    reading: int
    """The number of the reading of the whole archive that it goes back to, in this process."""

    @property
    def size(self) -> int:
        """Rows, struck out ones among them."""
        return len(self.live)

    def texts(self, column: str) -> list[str | None]:
        """The texts of the numbers of a column."""
        return self.words[DICTIONARIES[column]].texts

    def dictionary(self, column: str) -> Words:
        return self.words[DICTIONARIES[column]]
