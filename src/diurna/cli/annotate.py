"""`diurna annotate`: places, dates, parties and quotations of reports, without events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from diurna.cli.answers import complain
from diurna.cli.batch import Tally, reports_of, say
from diurna.cli.options import (
    AllowInner,
    DayFirst,
    Encoding,
    Follow,
    Inputs,
    LanguageModel,
    Lines,
    Map,
    Output,
    inputs_or_stdin,
    reading_options,
    stdin_bytes,
)
from diurna.cli.writers import destination, refuse_overwriting

if TYPE_CHECKING:
    from diurna.coding.annotate import Annotation
    from diurna.record import Report


def annotate(
    inputs: Inputs = None,
    format: Annotated[
        Lines | None,
        typer.Option("--format", help="How to write them.", show_default="table on a terminal, else jsonl"),
    ] = None,
    output: Output = None,
    language_model: LanguageModel = None,
    map: Map = None,
    follow: Follow = False,
    allow_inner: AllowInner = False,
    encoding: Encoding = None,
    day_first: DayFirst = None,
) -> None:
    """Find and resolve the places, dates, parties and quotations of reports: one line of JSON a report."""
    given = inputs_or_stdin(inputs)
    refuse_overwriting(given, output)
    options = reading_options(map, follow, allow_inner, encoding, day_first)

    from diurna.coding.annotate import annotate as annotate_report
    from diurna.language import load_language
    from diurna.reading import read_reports

    language = load_language(language_model)
    tally = Tally()
    with destination(output) as stream:
        as_table = (format or (Lines.TABLE if stream.isatty() else Lines.JSONL)) == Lines.TABLE
        write = write_table if as_table else write_line
        for report in reports_of(read_reports(given, stdin=stdin_bytes(), options=options, tell=say), tally):
            try:
                annotation = annotate_report(report, language)
            except Exception as error:  # one report must not cost the others
                tally.failed += 1
                complain(f"{report.doc_id}: unexpected {type(error).__name__} while annotating: {error}")
                continue
            tally.coded += 1
            write(stream, report, annotation)
    raise typer.Exit(tally.exit_status)


def write_line(stream: TextIO, _: Report, annotation: Annotation) -> None:
    from diurna.coding.annotate import annotation_to_json
    from diurna.record.json import canonical_line

    stream.write(canonical_line(annotation_to_json(annotation)))
    stream.flush()


def write_table(stream: TextIO, report: Report, annotation: Annotation) -> None:
    from rich.console import Console
    from rich.table import Table

    from diurna.cli.table import heading, visible
    from diurna.coding.annotate import annotation_to_json

    found = annotation_to_json(annotation)
    table = Table("kind", "words", "meaning", box=None, pad_edge=False, show_header=False)
    for place in found["places"]:
        at = f"{place['lat']:.2f} {place['lon']:.2f}" if place["lat"] is not None else ""
        table.add_row(
            "place", visible(place["text"]), " ".join(filter(None, (place["name"], place["country_code"], at)))
        )
    for day in found["dates"]:
        table.add_row("date", visible(day["text"]), " to ".join(dict.fromkeys(filter(None, (day["from"], day["to"])))))
    for party in found["parties"]:
        meaning = (party["name"], party["code"], *party["sector"], party["role"])
        table.add_row("party", visible(party["text"]), " ".join(filter(None, meaning)))
    for quote in found["quotes"]:
        speaker = quote["speaker"] or {}
        table.add_row("quote", visible(quote["text"]), visible(speaker.get("name") or speaker.get("text") or ""))
    console = Console(file=stream, highlight=False, markup=False)
    console.print(heading(report, min(console.width, 120)))
    console.print(table)
