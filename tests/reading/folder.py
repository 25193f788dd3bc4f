"""Files of a test, laid and read: what came of them, and what was told beside."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diurna.reading import Failure, Note, Outcome, ReadingOptions, Skip, read_reports
from diurna.record import Report

BODY = "The king of Arnor met the steward of Gondor on Friday and promised him grain for the winter."
MORE = "The steward thanked him and said that the first carts would leave Bree on Monday."


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a reading; places are given relative to the folder."""

    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...]

    @property
    def reports(self) -> list[Report]:
        return [outcome for outcome in self.outcomes if isinstance(outcome, Report)]

    @property
    def failures(self) -> list[str]:
        return [str(outcome) for outcome in self.outcomes if isinstance(outcome, Failure)]

    @property
    def skips(self) -> list[str]:
        return [str(outcome) for outcome in self.outcomes if isinstance(outcome, Skip)]


def read(
    folder: Path,
    files: Mapping[str, str | bytes],
    *,
    paths: Sequence[str] = (".",),
    stdin: bytes = b"",
    options: ReadingOptions | None = None,
) -> Read:
    """What comes of `paths` in a folder of these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    given = [path if path == "-" or "://" in path else str(folder / path) for path in paths]
    notes: list[Note] = []
    outcomes = read_reports(given, stdin=io.BytesIO(stdin), options=options, tell=notes.append)
    here = f"{folder}/"
    return Read(
        tuple(
            one
            if isinstance(one, Report)
            else type(one)(one.where.replace(here, ""), one.message.replace(here, "").replace(str(folder), "."))
            for one in outcomes
        ),
        tuple(str(note).replace(here, "") for note in notes),
    )
