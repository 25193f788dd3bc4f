"""Reports of an archive coded anew: what an older coder coded, or could not code."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from diurna.archive import Archive, Coded, coder_line, replace_coding
from diurna.archive.reading import outdated, reports_by_key
from diurna.intake.adding import REPORTS_AT_ONCE, SECONDS_AT_ONCE, Codes, coded_report


@dataclass(frozen=True, slots=True)
class Recoded:
    """A report with a new coding; `failure` where it could not be coded again."""

    doc_id: str
    events: int
    failure: str | None = None


def recode_reports(archive: Archive, coder: Codes, *, processes: int = 1) -> Iterator[Recoded]:
    """Code anew what another coder coded or what failed, and keep the coding before.

    Each is given when it is committed; a call that is killed is simply repeated. Raises ArchiveError where the archive cannot be written.
    """
    line = coder_line(coder.identity)
    keys = outdated(archive.connection, line)
    waiting: list[tuple[int, Coded]] = []
    began = time.monotonic()
    coded = coder.pipe(reports_by_key(archive.connection, keys), processes=processes)
    for key, (given, result) in zip(keys, coded, strict=True):
        waiting.append((key, coded_report(given, result, line)))
        if len(waiting) >= REPORTS_AT_ONCE or time.monotonic() - began > SECONDS_AT_ONCE:
            yield from _commit(archive, waiting)
            waiting, began = [], time.monotonic()
    yield from _commit(archive, waiting)


def _commit(archive: Archive, waiting: list[tuple[int, Coded]]) -> Iterator[Recoded]:
    if waiting:
        with archive.writing() as connection:
            for key, coded in waiting:
                replace_coding(connection, key, coded)
    for _, coded in waiting:
        yield Recoded(coded.report.doc_id, len(coded.events), coded.failure)
