"""The forms of output: each opens on a stream and gives a function that writes one report's records.

with writer(Format.JSONL, stream) as write:
    write(report, events)
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TextIO

import typer

from diurna.cli.options import Format
from diurna.record import Event, Report

Write = Callable[[Report, Sequence[Event]], None]

ESCAPED = "backslashreplace"
"""Half a surrogate pair, which a careless JSON writer may leave in a report, is written as an escape: UTF-8 cannot hold it."""
SUFFIXES = {".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".json": Format.JSON, ".csv": Format.CSV}


def form(asked: Format | None, output: Path | None) -> Format:
    """The form asked for, else the one that the output file's suffix names, else the table."""
    if asked or not output:
        return asked or Format.TABLE
    return SUFFIXES.get(output.suffix.lower(), Format.TABLE)


def refuse_overwriting(inputs: list[str], output: Path | None) -> None:
    """Refuse a call that would write its records over a report."""
    if output and output.is_dir():
        raise typer.BadParameter(f"{output} is a folder", param_hint="--output")
    if output and not output.absolute().parent.is_dir():
        raise typer.BadParameter(f"there is no folder {output.absolute().parent}", param_hint="--output")
    for name in inputs:
        if output and output.is_file() and Path(name).exists() and output.samefile(name):
            raise typer.BadParameter(f"{output} is one of the reports", param_hint="--output")


@contextmanager
def destination(output: Path | None) -> Iterator[TextIO]:
    """The stream to write to: standard output, or a file that takes its name only when all is written."""
    if output is None:
        yield sys.stdout
    else:
        with (
            written_whole(output) as path,
            path.open("w", encoding="utf-8", errors=ESCAPED, newline="") as stream,
        ):
            yield stream


@contextmanager
def written_whole(output: Path) -> Iterator[Path]:
    """The path to write to, which takes the output's name when the block ends well.

    Until then what is written lies in `OUT.part`: an interrupted run neither loses what it coded nor passes for a whole one.
    """
    if output.exists() and not output.is_file():  # a pipe or a device has no name to take
        yield output
    else:
        part = output.with_name(output.name + ".part")
        yield part
        os.replace(part, output)


def writer(form: Format, stream: TextIO) -> AbstractContextManager[Write]:
    """A writer of the form."""
    return {Format.TABLE: tables, Format.JSONL: json_lines, Format.JSON: json_array, Format.CSV: rows}[form](stream)


def write_events(form: Format, events: Iterable[Event], stream: TextIO) -> None:
    """Write records that come without their reports; every form but the table."""
    if form is Format.JSONL:
        from diurna.record.stream import event_lines

        stream.writelines(event_lines(events))
    elif form is Format.CSV:
        from diurna.export.flat import write_csv

        write_csv(events, stream)
    else:
        from diurna.record.stream import event_lines

        lines = (line.rstrip("\n") for line in event_lines(events))
        stream.write("[\n" + ",\n".join(lines) + "\n]\n")


@contextmanager
def json_lines(stream: TextIO) -> Iterator[Write]:
    from diurna.record.stream import event_lines

    def write(_: Report, events: Sequence[Event]) -> None:
        stream.writelines(event_lines(events))
        stream.flush()  # whoever reads the pipe shall have each report when it is coded

    yield write


@contextmanager
def json_array(stream: TextIO) -> Iterator[Write]:
    from diurna.record.stream import event_lines

    before = "[\n"

    def write(_: Report, events: Sequence[Event]) -> None:
        nonlocal before
        for line in event_lines(events):
            stream.write(before + line.rstrip("\n"))
            before = ",\n"

    yield write
    stream.write("[]\n" if before == "[\n" else "\n]\n")


@contextmanager
def rows(stream: TextIO) -> Iterator[Write]:
    from diurna.export.flat import COLUMNS, row

    table = csv.writer(stream, lineterminator="\n")
    table.writerow(COLUMNS)

    def write(_: Report, events: Sequence[Event]) -> None:
        table.writerows(row(event) for event in events)

    yield write


@contextmanager
def tables(stream: TextIO) -> Iterator[Write]:
    from rich.console import Console

    from diurna.cli.table import report_lines

    console = Console(file=stream, highlight=False)
    coloured = console.color_system is not None and not console.no_color
    width = min(console.width, 120) if console.is_terminal else 80

    def write(report: Report, events: Sequence[Event]) -> None:
        for line in report_lines(report, events, width=width, coloured=coloured):
            console.print(line, no_wrap=True, crop=False, overflow="ignore")

    yield write
