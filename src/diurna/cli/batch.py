"""Reports in, events out: what was skipped and what failed is said at once and counted, and the rest goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from diurna.cli.answers import complain
from diurna.record import Event, Report

if TYPE_CHECKING:
    from diurna.reading import Failure, Note, Skip


MANY = frozenset(".csv .tsv .tab .parquet .pq .warc .gz .rss .atom .xml".split())
"""Suffixes of files that hold many reports."""


class Codes(Protocol):
    """What a batch asks of a coder; `diurna.coding.Coder` has it."""

    def pipe(self, reports: Iterable[Report], processes: int = 1) -> Iterator[tuple[Report, list[Event] | Failure]]: ...


@dataclass(slots=True)
class Tally:
    """What became of the reports that were given; `seconds` since the tally began."""

    coded: int = 0
    skipped: int = 0
    failed: int = 0
    events: int = 0
    began: float = field(default_factory=time.perf_counter)

    @property
    def given(self) -> int:
        return self.coded + self.skipped + self.failed

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.began

    @property
    def exit_status(self) -> int:
        return 1 if self.failed else 0

    def __str__(self) -> str:
        return (
            f"{counted(self.given, 'report')}, {counted(self.events, 'event')}, {self.seconds:.1f} s: "
            f"{self.coded} coded, {self.skipped} skipped, {self.failed} failed"
        )


def counted(number: int, thing: str) -> str:
    """ "1 report", "2 reports" """
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def code_batch(
    inputs: Iterable[Report | Failure | Skip], coder: Codes, *, tally: Tally, processes: int = 1
) -> Iterator[tuple[Report, Sequence[Event]]]:
    """The coded reports in the order of the inputs; `tally` counts, and each skip or failure gives a line on stderr."""
    for report, coded in coder.pipe(reports_of(inputs, tally), processes=processes):
        if isinstance(coded, list):
            tally.coded += 1
            tally.events += len(coded)
            yield report, coded
        else:
            tally.failed += 1
            complain(str(coded))


def reports_of(inputs: Iterable[Report | Failure | Skip], tally: Tally) -> Iterator[Report]:
    """The readable reports among the inputs; the others are counted and named on stderr."""
    from diurna.reading import Skip

    for item in inputs:
        if isinstance(item, Report):
            yield item
            continue
        if isinstance(item, Skip):
            tally.skipped += 1
        else:
            tally.failed += 1
        complain(str(item))


def say(note: Note) -> None:
    """A note of the reading, on stderr: columns that were guessed, what was repaired."""
    complain(f"{note} (note)")


@contextmanager
def progress(inputs: Sequence[str], *, shown: bool) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr, a step a report; `shown` false gives a step that does nothing."""
    if not shown:
        yield nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("coding"), BarColumn(), MofNCompleteColumn(), TextColumn("reports"), TimeRemainingColumn())
    # The bar takes over sys.stderr while it lives, so that complaints appear above it.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("coding", total=expected(inputs))
        yield lambda: bar.advance(task)


def nothing() -> None:
    """The step of no progress bar."""


def wants_progress(output: Path | None) -> bool:
    """Whether a bar helps: stderr is a terminal, and the records do not scroll by on it."""
    return sys.stderr.isatty() and (output is not None or not sys.stdout.isatty())


def expected(inputs: Sequence[str]) -> int | None:
    """How many reports the inputs seem to hold: lines of JSONL files, texts and pages one each; None where that is not known."""
    if any(name == "-" or "://" in name for name in inputs):
        return None
    numbers = [reports_in(file) for name in inputs for file in files_under(Path(name))]
    return None if None in numbers else sum(number or 0 for number in numbers)


def files_under(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*")) if file.is_file())
    elif path.is_file():
        yield path


def reports_in(file: Path) -> int | None:
    """How many reports a file seems to hold; None where only reading it tells."""
    suffix = file.suffix.lower()
    if suffix in MANY:
        return None
    if suffix not in (".jsonl", ".ndjson"):
        return 1
    with file.open("rb") as lines:
        return sum(bool(line.strip()) for line in lines)
