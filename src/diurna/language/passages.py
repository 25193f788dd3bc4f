"""Cuts a text of any length into passages that are analysed one after the other.

A passage is a run of whole lines of about `PASSAGE` characters; only a longer line is cut, at a blank where it has one.
Where a passage ends depends on the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PASSAGE = 20_000
LONGEST_RUN = 1_000
"""A longer run of characters without a blank (a data URL, a line of rubbish) is cut: the tokenizer is slow on it."""

_LINE = re.compile(r"[^\n\r]+")
_RUN = re.compile(rf"\S{{{LONGEST_RUN},}}")


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of a text, with the (start, paragraph number) of each non-empty line within."""

    start: int
    end: int
    lines: tuple[tuple[int, int], ...]

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph that holds character `offset` of the text."""
        number = self.lines[0][1]
        for start, paragraph in self.lines:
            if start > offset:
                break
            number = paragraph
        return number


def is_headline_line(text: str) -> bool:
    """Tell whether `text` opens with a line that is followed by a blank line and more text."""
    return re.match(r"\s*\S[^\n]*\n[^\S\n]*\n\s*\S", text) is not None


def cut_passages(text: str) -> Iterator[Passage]:
    """Yield the passages of `text`, in order; together they hold all that is not whitespace."""
    lines: list[tuple[int, int]] = []
    start = end = 0
    paragraph = -1
    for match in _LINE.finditer(text):
        if match.group().isspace():
            continue
        paragraph += 1
        for piece_start, piece_end in _pieces(match.group(), match.start()):
            if lines and piece_end - start > PASSAGE:
                yield Passage(start, end, tuple(lines))
                lines = []
            is_cut = bool(lines) and lines[-1][1] == paragraph
            if is_cut:
                yield Passage(start, end, tuple(lines))
                lines = []
            if not lines:
                start = piece_start
            lines.append((piece_start, paragraph))
            end = piece_end
    if lines:
        yield Passage(start, end, tuple(lines))


def _pieces(line: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the line's extent, or that of its parts where it is too long or has a run without a blank."""
    if len(line) <= PASSAGE and _RUN.search(line) is None:
        yield offset, offset + len(line)
        return
    begin = 0
    while begin < len(line):
        run = _RUN.search(line, begin, begin + PASSAGE)
        if run is not None:
            stop = run.start() if run.start() > begin else begin + LONGEST_RUN
        elif len(line) - begin <= PASSAGE:
            stop = len(line)
        else:
            blank = max(line.rfind(" ", begin + 1, begin + PASSAGE), line.rfind("\t", begin + 1, begin + PASSAGE))
            stop = blank if blank > 0 else begin + PASSAGE
        if not line[begin:stop].isspace():
            yield offset + begin, offset + stop
        begin = stop
