"""New reports into an archive: coded, and kept in transactions of some reports each.

What was committed stays; what was not is done again by the same call, and comes to the same. So a call that is killed is simply repeated.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from diurna.archive import Archive, Coded, Known, add_all, coder_line, known, refused, report_digest
from diurna.reading import Failure, Outcome, Skip
from diurna.record import Event, Report

REPORTS_AT_ONCE = 64
SECONDS_AT_ONCE = 2.0
"""A transaction ends after so many reports or seconds: what a killed call has to do again."""


class Codes(Protocol):
    """What adding asks of a coder; `diurna.coding.Coder` has it."""

    @property
    def identity(self) -> Mapping[str, Any]: ...

    def pipe(self, reports: Iterable[Report], processes: int = 1) -> Iterator[tuple[Report, list[Event] | Failure]]: ...


@dataclass(frozen=True, slots=True)
class Added:
    """A report that the archive now has, with the number of its records; `failure` where it could not be coded."""

    doc_id: str
    events: int
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Present:
    """A report that the archive had already; `under` is its id there."""

    doc_id: str
    under: str


def add_reports(
    archive: Archive, outcomes: Iterable[Outcome], coder: Codes, *, processes: int = 1
) -> Iterator[Added | Present | Skip | Failure]:
    """Code and add what was read; what is new is given when it is committed, what is known or unreadable at once.

    A report that the archive has is not added again; another report under a used id fails. A report that cannot be coded is kept
    without records, so that `recode_reports` can try again. Raises ArchiveError where the archive cannot be written: what was committed stays.
    """
    said: list[Present | Skip | Failure] = []
    line = coder_line(coder.identity)
    waiting: list[Coded] = []
    began = time.monotonic()
    for report, coded in coder.pipe(_new_reports(archive, outcomes, said), processes=processes):
        waiting.append(coded_report(report, coded, line))
        if len(waiting) >= REPORTS_AT_ONCE or time.monotonic() - began > SECONDS_AT_ONCE:
            yield from _commit(archive, waiting)
            waiting, began = [], time.monotonic()
        yield from _take(said)
    yield from _commit(archive, waiting)
    yield from _take(said)


def coded_report(report: Report, coded: list[Event] | Failure, coder: str) -> Coded:
    """What the coder gave, as the archive takes it."""
    if isinstance(coded, Failure):
        return Coded(report=report, coder=coder, failure=coded.message)
    return Coded(report=report, events=tuple(coded), coder=coder)


def _new_reports(
    archive: Archive, outcomes: Iterable[Outcome], said: list[Present | Skip | Failure]
) -> Iterator[Report]:
    """The reports that the archive has not; of the others `said` takes what is to be told."""
    for outcome in outcomes:
        if not isinstance(outcome, Report):
            said.append(outcome)
        elif (reason := refused(outcome)) is not None:
            said.append(Failure(outcome.doc_id, reason))
        elif (there := known(archive.connection, outcome)) is None:
            yield outcome
        else:
            said.append(_told(there, outcome))


def _told(there: Known, report: Report) -> Present | Failure:
    """What is said of a report that the archive knows."""
    if not there.is_same:
        return Failure(report.doc_id, "the archive has another report under this id; give this one an id of its own")
    return Present(report.doc_id, there.doc_id)


def _commit(archive: Archive, waiting: list[Coded]) -> Iterator[Added | Present | Failure]:
    """Add what waits, in one transaction; a report that came twice since the last one is added once."""
    if not waiting:
        return
    results: list[Added | Present | Failure] = []
    with archive.writing() as connection:
        new: dict[str, Coded] = {}
        for coded in waiting:
            there = known(connection, coded.report) or _among(new, coded.report)
            if there is not None:
                results.append(_told(there, coded.report))
                continue
            new[report_digest(coded.report)] = coded
            results.append(Added(coded.report.doc_id, len(coded.events), coded.failure))
        add_all(connection, list(new.values()))
    yield from results


def _among(new: Mapping[str, Coded], report: Report) -> Known | None:
    """As `known`, among reports that are about to be added; by digest."""
    if (same := new.get(report_digest(report))) is not None:
        return Known(same.report.doc_id, True)
    return Known(report.doc_id, False) if any(c.report.doc_id == report.doc_id for c in new.values()) else None


def _take(said: list[Present | Skip | Failure]) -> Iterator[Present | Skip | Failure]:
    yield from said
    said.clear()
