"""What becomes of each report that was given: it is read, skipped knowingly, or failed."""

from __future__ import annotations

import re
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


Outcome = Report | Failure | Skip


def place(path: str | Path, line: int | None = None) -> str:
    """A file, or file and line, for a message: on one line, whatever the file's name holds."""
    name = _UNPRINTABLE.sub(lambda char: f"\\x{ord(char[0]):02x}", str(path))
    return name if line is None else f"{name}:{line}"
