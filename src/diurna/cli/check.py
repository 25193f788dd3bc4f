"""`diurna check`: records proved against their reports and the ontology."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from diurna.cli.answers import complain
from diurna.cli.batch import counted
from diurna.cli.options import AllowInner, DayFirst, Encoding, Follow, Map, reading_options, stdin_bytes


def check(
    records: Annotated[
        str, typer.Argument(metavar="RECORDS", help="A file of records, one a line; - is standard input.")
    ],
    reports: Annotated[
        list[str],
        typer.Option("--reports", metavar="FILE|DIR", help="The reports they were coded from; may be given again."),
    ],
    map: Map = None,
    follow: Follow = False,
    allow_inner: AllowInner = False,
    encoding: Encoding = None,
    day_first: DayFirst = None,
) -> None:
    """Prove that every record quotes its report, and that its codes, days, scores, ids and links are sound.

    Faults are listed on standard output, one a line. Exit status 0: none; 1: some, or a report could not be read.
    """
    from diurna.coding.check import check_records
    from diurna.reading import Failure, Skip, read_reports
    from diurna.record import Report

    if records == "-" and "-" in reports:
        raise typer.BadParameter("records and reports cannot both come from standard input", param_hint="--reports")
    options = reading_options(map, follow, allow_inner, encoding, day_first)
    lines = record_lines(records)
    known, failed = [], 0
    for item in read_reports(reports, stdin=stdin_bytes(), options=options):
        if isinstance(item, Report):
            known.append(item)
        else:
            failed += isinstance(item, Failure)
            complain(str(item) + (" (skipped)" if isinstance(item, Skip) else ""))
    faults = check_records(lines, known, name=records if records != "-" else "standard input")
    for fault in faults:
        print(fault)
    checked = sum(bool(line.strip()) for line in lines)
    told = f"{counted(checked, 'record')}, {counted(len(known), 'report')}: "
    print(told + (counted(len(faults), "fault") if faults else "no fault"), file=sys.stderr)
    raise typer.Exit(1 if faults or failed else 0)


def record_lines(records: str) -> list[bytes]:
    """The lines of records: of a file, or of standard input. Raises typer.BadParameter where there is no such file."""
    if records == "-":
        return stdin_bytes().read().splitlines()
    path = Path(records)
    if not path.is_file():
        raise typer.BadParameter(f"{records}: no such file", param_hint="RECORDS")
    return path.read_bytes().splitlines()
