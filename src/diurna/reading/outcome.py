"""What becomes of each report that was given: it is read, skipped knowingly, or failed; and what is told beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diurna.record import Report

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read. `where` is a file, or file and line (from 1); `message` says what is wrong."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Skip:
    """A report that was read and is knowingly not coded. `where` as in `Failure`; `message` says why."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Note:
    """What a user should know of a reading that went well: columns that were guessed, encodings and dates repaired."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


Outcome = Report | Failure | Skip

Placed = tuple[str, Outcome]
"""What was read, with its place."""

Tell = Callable[[Note], None]
"""Takes the notes of a reading, each as soon as it is known."""

Repaired = Callable[[str], None]
"""Takes, in words for a user, what was repaired in one report: "read as Windows-1252"."""


def place(path: str | Path, line: int | str | None = None) -> str:
    """A file, or file and line (or "row 7", "item 3"), for a message: on one line, whatever the file's name holds."""
    name = _UNPRINTABLE.sub(lambda char: f"\\x{ord(char[0]):02x}", str(path))
    return name if line is None else f"{name}:{line}"


def once_a_file(tell: Tell, name: str) -> Callable[[str], Repaired]:
    """For each place within a file, where to tell repairs; only the first of a kind in the file becomes a note."""
    told: set[str] = set()

    def repairs_at(where: str) -> Repaired:
        def repaired(what: str) -> None:
            if what not in told:
                told.add(what)
                more = "" if where == place(name) else " (the first of this file; others alike are not named)"
                tell(Note(where, what + more))

        return repaired

    return repairs_at
