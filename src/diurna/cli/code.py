"""`diurna code`: reports to event records."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from diurna.cli.batch import Tally, code_batch, progress, say, wants_progress
from diurna.cli.lexicon import own_lexicon
from diurna.cli.options import (
    AllowInner,
    DayFirst,
    Encoding,
    Follow,
    Format,
    Inputs,
    LanguageModel,
    Map,
    MinConfidence,
    Output,
    OwnLexicon,
    Processes,
    Statements,
    inputs_or_stdin,
    reading_options,
    stdin_bytes,
)
from diurna.cli.writers import destination, form, refuse_overwriting, writer


def code(
    inputs: Inputs = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", help="How to write the records.", show_default="by OUT's suffix, else table"),
    ] = None,
    output: Output = None,
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
    """Code reports: who did what to whom, when, where, and on whose word.

    A text is one report, its first line the headline; so is a web page, saved or by its address. Feeds, JSONL, CSV,
    Parquet and WARC hold many. Which column of a table holds what is guessed and said.

    Exit status 0: all coded or knowingly skipped; 1: some failed; 2: a wrong call.
    """
    given = inputs_or_stdin(inputs)
    refuse_overwriting(given, output)
    options = reading_options(map, follow, allow_inner, encoding, day_first)

    from diurna.coding import Coder
    from diurna.reading import read_reports

    tally = Tally()
    coder = Coder(
        language_model=language_model,
        statements=statements,
        min_confidence=min_confidence,
        lexicon=own_lexicon(lexicon),
    )
    _ = coder.versions  # loads the language model: a wrong or broken one ends the call, and is no fault of each report
    reports = read_reports(given, stdin=stdin_bytes(), options=options, tell=say)
    with (
        progress(given, shown=wants_progress(output)) as step,
        destination(output) as stream,
        writer(form(format, output), stream) as write,
    ):
        for report, events in code_batch(reports, coder, tally=tally, processes=processes):
            write(report, events)
            step()
    print(tally, file=sys.stderr)
    raise typer.Exit(tally.exit_status)
