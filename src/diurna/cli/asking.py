"""Commands that ask an archive: events, show, stats, search, sql."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.cli.add import ArchivePath
from diurna.cli.answers import complain
from diurna.cli.filtering import filtered
from diurna.cli.options import Format, Output
from diurna.cli.writers import destination, form, refuse_overwriting, write_events, written_whole

if TYPE_CHECKING:
    from diurna.archive.filters import EventFilter
    from diurna.record import Event


class Records(StrEnum):
    """The forms in which records of an archive are listed."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


@filtered
def events(
    archive: ArchivePath,
    wanted: EventFilter,
    format: Annotated[
        Records | None,
        typer.Option("--format", help="How to write the records.", show_default="by OUT's suffix, else table"),
    ] = None,
    output: Output = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many, the latest.", show_default="50 as a table, else all")
    ] = None,
    after: Annotated[
        str | None, typer.Option("--after", metavar="CURSOR", help="Go on after a page.", show_default=False)
    ] = None,
    count: Annotated[bool, typer.Option("--count", help="Print only how many there are.")] = False,
) -> None:
    """Records of an archive, the latest first, by what happened, who, when, where, and on whose word."""
    from diurna.archive import open_archive
    from diurna.archive.asking import all_events, count_events, find_events
    from diurna.cli.listing import list_events
    from diurna.export.parquet import write_parquet

    refuse_overwriting([], output)
    by_name = Records.PARQUET if output and output.suffix.lower() == ".parquet" else Records(form(None, output))
    chosen = format or by_name
    if chosen is Records.PARQUET and output is None:
        raise typer.BadParameter("Parquet is written to a file; name it", param_hint="--output")
    with open_archive(archive) as opened, opened.reading() as connection:
        if count:
            print(count_events(connection, wanted))
            return
        if limit is None and chosen is not Records.TABLE and after is None:
            found: Iterable[Event] = all_events(connection, wanted)
            following = None
        else:
            page = find_events(connection, wanted, limit=limit or 50, after=after)
            found, following = page.events, page.next
        if chosen is Records.PARQUET:
            assert output is not None
            with written_whole(output) as path:
                write_parquet(found, path)
        else:
            with destination(output) as stream:
                if chosen is Records.TABLE:
                    list_events(found, stream)
                else:
                    write_events(Format(chosen), found, stream)
    if following:
        complain(f"there are more; the next page: --after {following}")


def show(
    archive: ArchivePath,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Of a record or a report.", show_default=False)],
) -> None:
    """A record, or a report with all its records, with the passages that they quote.

    Exit status 1 where an id is of neither.
    """
    from diurna.archive import event_by_id, events_of_report, open_archive, report_by_id
    from diurna.cli.writers import tables

    missing = False
    with open_archive(archive) as opened, opened.reading() as connection, tables(sys.stdout) as write:
        for one in ids:
            if (event := event_by_id(connection, one)) is not None:
                report = report_by_id(connection, event.doc_id)
                assert report is not None
                write(report, [event])
            elif (report := report_by_id(connection, one)) is not None:
                write(report, events_of_report(connection, one))
            else:
                complain(f"{one}: neither a record nor a report of {archive}")
                missing = True
    raise typer.Exit(1 if missing else 0)


@filtered
def stats(
    archive: ArchivePath,
    wanted: EventFilter,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="GROUP",
            help="day, week, month, year, event, quad, cameo, root, status, country, place, publisher, actor, recipient, dyad; "
            "may be given again.",
            show_default="month",
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to write the table.")] = Format.TABLE,
    output: Output = None,
) -> None:
    """Records counted, with the sum and mean of their Goldstein scores, by time, type, party or place."""
    from diurna.archive import open_archive
    from diurna.archive.stats import statistics

    refuse_overwriting([], output)
    groups = by or ["month"]
    with open_archive(archive) as opened:
        found = statistics(opened, groups, wanted)
    rows = [[*s.group.values(), s.events, s.goldstein_sum, s.goldstein_mean] for s in found]
    write_rows([*groups, "events", "goldstein_sum", "goldstein_mean"], rows, format, output)


def search(
    archive: ArchivePath,
    words: Annotated[
        str, typer.Argument(help='All of them; "a phrase", prefix*, A OR B, -without.', show_default=False)
    ],
    publishers: Annotated[
        list[str] | None, typer.Option("--publisher", metavar="NAME", help="Reported by.", show_default=False)
    ] = None,
    by_day: Annotated[bool, typer.Option("--by-day", help="The latest first, not the best.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 20,
    format: Annotated[Format, typer.Option("--format", help="How to write the reports.")] = Format.TABLE,
    output: Output = None,
) -> None:
    """Reports of an archive by their words, with a passage that holds them."""
    from diurna.archive import open_archive
    from diurna.archive.searching import find_reports

    refuse_overwriting([], output)
    with open_archive(archive) as opened:
        found = find_reports(
            opened.connection, words, order="day" if by_day else "rank", publishers=publishers or (), limit=limit
        )
    names = ["doc_id", "day", "publisher", "title", "passage", "url"]
    write_rows(names, [[asdict(one)[name] for name in names] for one in found], format, output)


def sql(
    archive: ArchivePath,
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help="A query over `events`; - reads it from standard input.", show_default=False
        ),
    ],
    tables: Annotated[
        bool, typer.Option("--tables", help="Ask the tables of archive.sqlite in SQLite's SQL, not the columns.")
    ] = False,
    format: Annotated[Format, typer.Option("--format", help="How to write the rows.")] = Format.TABLE,
    output: Output = None,
) -> None:
    """A query of one's own: in DuckDB's SQL over the columns of all records (docs/archive.md), or over the tables. It cannot change them."""
    from diurna.archive import open_archive
    from diurna.archive.own_queries import ask_columns, ask_tables

    refuse_overwriting([], output)
    words = sys.stdin.read() if query == "-" else query
    with open_archive(archive) as opened:
        answer = (ask_tables if tables else ask_columns)(opened, words)
    write_rows(answer.columns, answer.rows, format, output)


def write_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], form: Format, output: Path | None) -> None:
    """A table in one of the forms."""
    from diurna.export.cells import harmless

    with destination(output) as stream:
        if form is Format.CSV or (output and output.suffix.lower() == ".csv" and form is Format.TABLE):
            table = csv.writer(stream, lineterminator="\n")
            table.writerow(columns)
            table.writerows([harmless(_cell(value)) for value in row] for row in rows)
        elif form is Format.TABLE:
            from diurna.cli.listing import list_rows

            list_rows(columns, rows, stream)
        else:
            objects = (
                json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) for row in rows
            )
            if form is Format.JSONL:
                stream.writelines(f"{line}\n" for line in objects)
            else:
                stream.write("[" + ",\n".join(objects) + "]\n")


def _cell(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, float)) else str(value)
