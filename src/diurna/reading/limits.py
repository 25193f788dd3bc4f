"""How much is read as one report, so that a file of any size, or a stream without end, is answered at once.

A text of more characters than `LONGEST_TEXT` is a collection: its parts want their own days, parties and places, and nothing
good comes of coding them as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from diurna.errors import InputError

LONGEST_TEXT = 2_000_000
"""Characters: three thick novels. Coding 800,000 took three minutes and 440 MB; time grows faster than length."""

LONGEST_BYTES = 12 * LONGEST_TEXT
"""Bytes that a report may take as it is stored: JSON may write one character as 12."""

TOO_LONG = (
    f"more than any report holds (at most {LONGEST_TEXT:,} characters); "
    "give each report a file of its own, or a line of a .jsonl file"
)


def bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one that is too long, a piece that is too long, too."""
    while line := file.readline(LONGEST_BYTES + 1):
        yield line
        while len(line) > LONGEST_BYTES and not line.endswith(b"\n"):
            line = file.readline(LONGEST_BYTES + 1)


def joined(lines: Iterable[bytes]) -> bytes:
    """All the lines as one. Raises InputError where they are no single report, without reading on."""
    pieces, size = [], 0
    for line in lines:
        pieces.append(line)
        size += len(line)
        if size > LONGEST_BYTES:
            raise InputError(TOO_LONG)
    return b"".join(pieces)
