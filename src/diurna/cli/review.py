"""`diurna review`: people review the records of an archive, from doubt to gold."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.cli.add import ArchivePath
from diurna.cli.answers import complain
from diurna.cli.batch import counted
from diurna.cli.filtering import filtered
from diurna.cli.options import Lines
from diurna.cli.review_tables import agreement_rows, done_lines, judgement_line, queue_row
from diurna.errors import DiurnaError, InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from diurna.archive.filters import EventFilter

app = typer.Typer(
    no_args_is_help=True, help="Review records: the queue of doubt, judgements, agreement, gold, promotion."
)

By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="The reviewer.", show_default="your user name")]
OfReviewer = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Of this reviewer alone.", show_default="all")
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, for the record.", show_default=False)]
Fields = Annotated[
    str | None,
    typer.Option("--fields", metavar="JSON", help="The record's fields that are to be otherwise, as an object; - reads it from standard input.", show_default=False),
]  # fmt: skip
Optional = Annotated[bool, typer.Option("--optional", help="A careful coder may or may not code it.")]
RecordId = Annotated[str, typer.Argument(metavar="ID", help="Of a record.", show_default=False)]
ReportId = Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report.", show_default=False)]


class Verdicts(StrEnum):
    """What is said of a record."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    UNDO = "undo"


class Adjudicated(StrEnum):
    """How the judgements of several reviewers become one."""

    MAJORITY = "majority"
    LATEST = "latest"


@app.callback()
def review() -> None:
    """Review records: the queue of doubt, judgements, agreement, gold, promotion."""


@app.command()
@filtered
def queue(
    archive: ArchivePath,
    wanted: EventFilter,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="What this reviewer has not judged.", show_default="what nobody has")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    after: Annotated[str | None, typer.Option("--after", metavar="CURSOR", help="Go on after a page.", show_default=False)] = None,
    format: Annotated[Lines, typer.Option("--format", help="How to write the records.")] = Lines.TABLE,
) -> None:  # fmt: skip
    """Records to review: the least sure first, then those that reviewers dispute; and how much is done."""
    from diurna.archive import open_archive
    from diurna.archive.review_queue import review_queue, what_is_done
    from diurna.cli.listing import list_rows
    from diurna.record.json import event_to_json

    with open_archive(archive) as opened, opened.reading():
        page = review_queue(opened, wanted, by=by, limit=limit, after=after)
        done = what_is_done(opened, wanted)
    if format is Lines.JSONL:
        for one in page.waiting:
            print(
                json.dumps(
                    {"event": event_to_json(one.event), "standing": one.standing, "by": one.by}, ensure_ascii=False
                )
            )
    else:
        list_rows(
            ("sure", "event", "who → whom", "sentence", "standing", "report", "id"),
            [queue_row(one) for one in page.waiting],
            sys.stdout,
        )
    for line in done_lines(done):
        print(line, file=sys.stderr)
    if page.next:
        complain(f"there are more; the next page: --after {page.next}")


@app.command()
def show(archive: ArchivePath, record: RecordId) -> None:
    """A record as it is coded, how it stands, and all that was said of it: who, when, what was changed."""
    from diurna.archive import open_archive, report_by_id
    from diurna.archive.reviews import reviewed
    from diurna.cli.writers import tables

    with open_archive(archive) as opened, opened.reading() as connection:
        found = reviewed(connection, record)
        if found is None:
            raise InputError(f"{record}: no record of this archive, now or when it was reviewed")
        report = report_by_id(connection, found.doc_id)
        assert report is not None
        with tables(sys.stdout) as write:
            write(report, [found.event])
    gone = "" if found.coded or found.is_added else "; the coder gives it no more"
    print(f"{found.standing}{gone}")
    for one in found.history:
        print(judgement_line(one))


@app.command()
def judge(
    archive: ArchivePath,
    record: RecordId,
    verdict: Annotated[Verdicts, typer.Argument(metavar="VERDICT", help="accept, correct, reject or undo.", show_default=False)],
    fields: Fields = None,
    note: Note = None,
    optional: Optional = False,
    by: By = None,
) -> None:  # fmt: skip
    """Say of a record that it is right, wrong, or right but for some fields; or take back what you said last."""
    from diurna.archive.reviewing import judge

    with _writing(archive) as connection:
        made = judge(
            connection, record, verdict.value, by=by or getpass.getuser(), at=_now(), fields=_object(fields), note=note, is_optional=optional
        )  # fmt: skip
    print(judgement_line(made), file=sys.stderr)


@app.command()
def add(
    archive: ArchivePath,
    report: ReportId,
    fields: Fields = None,
    note: Note = None,
    optional: Optional = False,
    by: By = None,
) -> None:
    """Add an event that the coder missed: its fields, event and trigger among them."""
    from diurna.archive.reviewing import add_missed

    with _writing(archive) as connection:
        made = add_missed(
            connection, report, _object(fields) or {}, by=by or getpass.getuser(), at=_now(), note=note, is_optional=optional
        )  # fmt: skip
    print(judgement_line(made), file=sys.stderr)


@app.command()
def complete(
    archive: ArchivePath,
    report: ReportId,
    accept_rest: Annotated[bool, typer.Option("--accept-rest", help="Accept the records that you have not judged.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="It is not complete after all.")] = False,
    note: Note = None,
    by: By = None,
) -> None:  # fmt: skip
    """Say that a report is read to the end: its records are judged, what was missed is added. Only such reports are gold."""
    from diurna.archive import reviewing

    who, at = by or getpass.getuser(), _now()
    with _writing(archive) as connection:
        if reopen:
            reviewing.reopen(connection, report, by=who, at=at, note=note)
        else:
            made = reviewing.complete(connection, report, by=who, at=at, note=note, accept_rest=accept_rest)
    told = "open again" if reopen else f"complete, {counted(len(made) - 1, 'record')} accepted with it"
    print(f"{report}: {told}, by {who}", file=sys.stderr)


@app.command()
def agreement(
    archive: ArchivePath,
    by: Annotated[
        list[str] | None, typer.Option("--by", metavar="NAME", help="Among these reviewers; may be given again.", show_default="all")
    ] = None,
    format: Annotated[Lines, typer.Option("--format", help="How to write it: JSONL is one object a field.")] = Lines.TABLE,
) -> None:  # fmt: skip
    """How far reviewers agree, field by field: Krippendorff's alpha over what two or more judged."""
    from diurna.archive import open_archive
    from diurna.archive.agreement import agreement
    from diurna.cli.listing import list_rows

    with open_archive(archive) as opened, opened.reading() as connection:
        found = agreement(connection, among=by or ())
    columns, rows = agreement_rows(found)
    if format is Lines.JSONL:
        for row in rows:
            print(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
    else:
        list_rows(
            columns,
            [[f"{value:.3f}" if isinstance(value, float) else value for value in row] for row in rows],
            sys.stdout,
        )
    print(
        f"{', '.join(found.reviewers) or 'nobody'}: {counted(found.reports, 'report')} that two or more judged",
        file=sys.stderr,
    )


@app.command()
def export(
    archive: ArchivePath,
    gold: Annotated[Path | None, typer.Option("--gold", metavar="DIR", help="Reports read to the end, as gold: one file each.")] = None,
    judgements: Annotated[Path | None, typer.Option("--judgements", metavar="OUT.jsonl", help="All judgements, for a colleague's archive; - is standard output.")] = None,
    by: OfReviewer = None,
    adjudicate: Annotated[Adjudicated, typer.Option("--adjudicate", help="How several reviewers' judgements become one gold.")] = Adjudicated.MAJORITY,
) -> None:  # fmt: skip
    """Write reviewed reports as gold that `diurna evaluate` reads, or all judgements as JSONL."""
    if (gold is None) == (judgements is None):
        raise typer.BadParameter("give one of --gold and --judgements")
    from diurna.archive import open_archive
    from diurna.archive.gold import write_gold
    from diurna.archive.judgements import judgement_to_json
    from diurna.archive.judgements import judgements as all_judgements
    from diurna.archive.schema import review
    from diurna.cli.writers import destination
    from diurna.record.json import canonical_line

    with open_archive(archive) as opened, opened.reading() as connection:
        if gold is not None:
            print(
                f"{counted(write_gold(connection, gold, by=by, adjudication=adjudicate.value), 'report')} written to {gold}",
                file=sys.stderr,
            )
            return
        found = all_judgements(connection, *([review.c.by == by] if by else []))
    with destination(None if str(judgements) == "-" else judgements) as stream:
        stream.writelines(canonical_line(judgement_to_json(one)) for one in found)
    print(counted(len(found), "judgement"), file=sys.stderr)


@app.command("import")
def import_(
    archive: ArchivePath,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="JSONL that `diurna review export --judgements` wrote.", show_default=False)],
) -> None:  # fmt: skip
    """Take over the judgements of a colleague's archive; those that are here already are passed over.

    Exit status 1 where some are of reports that this archive has not.
    """
    from diurna.archive.reviewing import restore
    from diurna.cli.judgement_files import read_judgements

    given = [one for file in files for one in read_judgements(file)]
    with _writing(archive) as connection:
        new, absent = restore(connection, given)
    print(f"{counted(len(given), 'judgement')} read, {new} new", file=sys.stderr)
    for doc_id in absent:
        complain(f"{doc_id}: no report of this archive; add it, then import again")
    raise typer.Exit(1 if absent else 0)


@app.command()
def promote(
    archive: ArchivePath,
    to: Annotated[Path, typer.Option("--to", metavar="LEXICON.toml", help="The file to write, for --lexicon; - is standard output.")],
    by: OfReviewer = None,
) -> None:  # fmt: skip
    """Write corrected parties and places as a lexicon of your own, so that the coder knows them: `diurna code --lexicon LEXICON.toml`."""
    from diurna.archive import open_archive
    from diurna.cli.writers import destination
    from diurna.export.promoting import lexicon_text, promotion

    with open_archive(archive) as opened, opened.reading() as connection:
        made = promotion(connection, by=by)
    for line in made.left_out:
        complain(line)
    if not made.entries:
        raise DiurnaError(
            "no correction of a named party or of a place tells the coder anything new; there is nothing to promote"
        )
    with destination(None if str(to) == "-" else to) as stream:
        stream.write(lexicon_text(made))
    parties = sum(one.table == "party" for one in made.entries)
    print(
        f"{parties} {'party' if parties == 1 else 'parties'}, {counted(len(made.entries) - parties, 'place')} written to {to}",
        file=sys.stderr,
    )


@contextmanager
def _writing(archive: Path) -> Iterator[Connection]:
    from diurna.archive import open_archive

    with open_archive(archive, write=True, beside=True) as opened, opened.writing() as connection:
        yield connection


def _now() -> datetime:
    return datetime.now(UTC)


def _object(words: str | None) -> dict[str, Any] | None:
    """A JSON object of an option. Raises typer.BadParameter for another thing."""
    if words is None:
        return None
    try:
        value = json.loads(sys.stdin.read() if words == "-" else words)
    except ValueError as error:
        raise typer.BadParameter(f"no JSON ({error})", param_hint="--fields") from None
    if not isinstance(value, dict):
        raise typer.BadParameter('give an object, as {"mode": ["aerial"]}', param_hint="--fields")
    return value
