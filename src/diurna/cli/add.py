"""`diurna add` and `diurna recode`: reports into an archive, and its reports coded anew."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from diurna.cli.answers import complain
from diurna.cli.batch import counted, progress, say, wants_progress
from diurna.cli.lexicon import own_lexicon
from diurna.cli.options import (
    AllowInner,
    DayFirst,
    Encoding,
    Follow,
    Inputs,
    LanguageModel,
    Map,
    MinConfidence,
    OwnLexicon,
    Processes,
    Statements,
    inputs_or_stdin,
    reading_options,
    stdin_bytes,
)

ArchivePath = Annotated[Path, typer.Argument(metavar="ARCHIVE", help="The archive's folder.", show_default=False)]


def add(
    inputs: Inputs = None,
    archive: Annotated[
        Path, typer.Option("--to", metavar="ARCHIVE", help="The archive's folder; made where there is none.")
    ] = ...,  # type: ignore[assignment]
    processes: Processes = 1,
    language_model: LanguageModel = None,
    lexicon: OwnLexicon = None,
    min_confidence: MinConfidence = 0.5,
    statements: Statements = False,
    map: Map = None,
    follow: Follow = False,
    allow_inner: AllowInner = False,
    encoding: Encoding = None,
    day_first: DayFirst = None,
) -> None:
    """Code reports and keep them in an archive, each once.

    A report that the archive has is skipped, so the same call may be repeated: after an interruption it goes on where it stood.

    Exit status 0: all added or knowingly skipped; 1: some failed; 2: a wrong call.
    """
    given = inputs_or_stdin(inputs)
    options = reading_options(map, follow, allow_inner, encoding, day_first)

    from diurna.archive import open_archive
    from diurna.archive.columns import refresh_columns
    from diurna.coding import Coder
    from diurna.intake import Added, Present, add_reports
    from diurna.reading import Failure, read_reports

    began, tally = time.perf_counter(), Counter[str]()
    with open_archive(archive, write=True) as opened:
        coder = Coder(
            language_model=language_model,
            statements=statements,
            min_confidence=min_confidence,
            lexicon=own_lexicon(lexicon),
        )
        with progress(given, shown=wants_progress(archive)) as step:
            outcomes = read_reports(given, stdin=stdin_bytes(), options=options, tell=say)
            for result in add_reports(opened, outcomes, coder, processes=processes):
                step()
                if isinstance(result, Added):
                    tally["added"] += 1
                    tally["events"] += result.events
                    if result.failure is not None:
                        tally["failed"] += 1
                        complain(f"{result.doc_id}: {result.failure}")
                    continue
                if isinstance(result, Present):
                    tally["present"] += 1
                    continue
                tally["failed" if isinstance(result, Failure) else "skipped"] += 1
                complain(str(result))
        refresh_columns(opened)
    print(
        f"{archive}: {counted(tally['added'], 'report')} added with {counted(tally['events'], 'event')}, "
        f"{tally['present']} there already, {tally['skipped']} skipped, {tally['failed']} failed, {time.perf_counter() - began:.1f} s",
        file=sys.stderr,
    )
    raise typer.Exit(1 if tally["failed"] else 0)


def recode(
    archive: ArchivePath,
    processes: Processes = 1,
    language_model: LanguageModel = None,
    lexicon: OwnLexicon = None,
    min_confidence: MinConfidence = 0.5,
    statements: Statements = False,
) -> None:
    """Code anew the reports of an archive that another version or setting of the coder coded, or that failed.

    The coding before is kept: `diurna diff` compares the two. Exit status 0: all coded; 1: some failed.
    """
    from diurna.archive import open_archive
    from diurna.archive.columns import refresh_columns
    from diurna.coding import Coder
    from diurna.intake import recode_reports

    began, tally = time.perf_counter(), Counter[str]()
    with open_archive(archive, write=True, make=False) as opened:
        coder = Coder(
            language_model=language_model,
            statements=statements,
            min_confidence=min_confidence,
            lexicon=own_lexicon(lexicon),
        )
        for result in recode_reports(opened, coder, processes=processes):
            tally["reports"] += 1
            tally["events"] += result.events
            if result.failure is not None:
                tally["failed"] += 1
                complain(f"{result.doc_id}: {result.failure}")
        refresh_columns(opened)
    print(
        f"{archive}: {counted(tally['reports'], 'report')} coded anew with {counted(tally['events'], 'event')}, "
        f"{tally['failed']} failed, {time.perf_counter() - began:.1f} s",
        file=sys.stderr,
    )
    raise typer.Exit(1 if tally["failed"] else 0)
