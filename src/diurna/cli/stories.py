"""`diurna stories` and `diurna story`: the real-world events of an archive, how they stand, and their correction by hand."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.add import ArchivePath
from diurna.cli.answers import complain
from diurna.cli.filtering import filtered
from diurna.cli.options import Lines

if TYPE_CHECKING:
    from rich.text import Text

    from diurna.archive.edits import Edit
    from diurna.archive.filters import EventFilter
    from diurna.archive.standing import Member, Party, Standing
    from diurna.archive.stories import Link, Story

WIDTH = 120
SIDES = {"actor": "who", "recipient": "to whom"}


@filtered
def stories(
    archive: ArchivePath,
    wanted: EventFilter,
    min_reports: Annotated[int, typer.Option("--min-reports", min=1, help="Told by so many reports at least.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the latest.")] = 50,
    skip: Annotated[int, typer.Option(min=0, help="Pass over so many: the next page.")] = 0,
    format: Annotated[Lines, typer.Option("--format", help="How to write the stories.")] = Lines.TABLE,
) -> None:
    """The real-world events of an archive, the latest first, each with how many reports and independent publishers tell it.

    The filters choose records; a story is shown where one of its records fits.
    """
    from diurna.archive import open_archive
    from diurna.archive.stories import find_stories, story_to_json
    from diurna.cli.listing import list_rows

    with open_archive(archive) as opened, opened.reading() as connection:
        page = find_stories(connection, wanted, min_reports=min_reports, limit=limit, offset=skip)
    if format is Lines.JSONL:
        for story in page.stories:
            print(json.dumps(story_to_json(story), ensure_ascii=False))
    else:
        columns = ("day", "event", "who → whom", "where", "numbers", "reports", "publishers", "id")
        list_rows(columns, [_row(story) for story in page.stories], sys.stdout)
    if skip + limit < page.total:
        complain(f"{page.total} stories; the next page: --skip {skip + limit}")


def story(
    archive: ArchivePath,
    known: Annotated[
        str | None, typer.Argument(metavar="ID", help="Of a story, or of any record in it.", show_default=False)
    ] = None,
    why: Annotated[
        tuple[str, str] | None,
        typer.Option("--why", metavar="ID OTHER", help="What speaks for and against two records being of one event."),
    ] = None,
    split: Annotated[
        str | None, typer.Option("--split", metavar="ID", help="This record is not of the story that it is in.")
    ] = None,
    join: Annotated[
        tuple[str, str] | None, typer.Option("--join", metavar="ID OTHER", help="The stories of two records are one.")
    ] = None,
    undo: Annotated[str | None, typer.Option("--undo", metavar="CORRECTION", help="Take back a correction.")] = None,
    corrections: Annotated[bool, typer.Option("--corrections", help="List all corrections and leave.")] = False,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, for the record.")] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who corrects.", show_default="your user name")
    ] = None,
    format: Annotated[Lines, typer.Option("--format", help="How to write a story: JSONL is one object.")] = Lines.TABLE,
) -> None:
    """One real-world event: how it stands, and the passages of all reports that tell it, each with why it is there.

    With --split, --join and --undo a story is corrected by hand; corrections last, whatever is added or coded anew.
    """
    if (
        sum((known is not None, why is not None, split is not None, join is not None, undo is not None, corrections))
        != 1
    ):
        raise typer.BadParameter("give one of ID, --why, --split, --join, --undo and --corrections")
    if split or join or undo:
        _correct(archive, split=split, join=join, undo=undo, by=by or getpass.getuser(), note=note)
    elif corrections:
        _list_corrections(archive)
    elif why:
        explain_links(archive, *why)
    elif known:
        show_story(archive, known, format)


def show_story(archive: Path, known: str, format: Lines) -> None:
    """Print a story. Raises InputError for an id that is of none."""
    from diurna.archive import open_archive
    from diurna.archive.stories import links_of_story, story_by_id, story_to_json
    from diurna.errors import InputError

    with open_archive(archive) as opened, opened.reading() as connection:
        story = story_by_id(connection, known)
        if story is None:
            raise InputError(f"{known}: neither a story nor a record of {archive}")
        links = links_of_story(connection, story.id)
    if format is Lines.JSONL:
        print(json.dumps(story_to_json(story, links), ensure_ascii=False))
    else:
        _print(_story_lines(story, {link.one: link for link in links}))


def explain_links(archive: Path, known: str, other: str | None = None) -> None:
    """Print why a record's story holds together, or what speaks for and against two records being of one event."""
    from diurna.archive import open_archive
    from diurna.archive.stories import links_of_story, why

    with open_archive(archive) as opened, opened.reading() as connection:
        links = links_of_story(connection, known) if other is None else [why(connection, known, other)]
    if not links:
        complain(f"{known}: its story has no other mention, so there is nothing to explain")
    _print(line for link in links for line in _link_lines(link))


def _correct(
    archive: Path, *, split: str | None, join: tuple[str, str] | None, undo: str | None, by: str, note: str | None
) -> None:
    from diurna.archive import correcting, open_archive

    at = datetime.now(UTC).replace(microsecond=0)
    with open_archive(archive, write=True, make=False) as opened, opened.writing() as connection:
        if split:
            edit = correcting.split(connection, split, by=by, at=at, note=note)
        elif join:
            edit = correcting.join(connection, *join, by=by, at=at, note=note)
        else:
            edit = correcting.undo(connection, undo or "", by=by, at=at)
    print(_told(edit), file=sys.stderr)


def _list_corrections(archive: Path) -> None:
    from diurna.archive import open_archive
    from diurna.archive.edits import edits

    with open_archive(archive) as opened, opened.reading() as connection:
        for edit in edits(connection):
            print(_told(edit))


def _told(edit: Edit) -> str:
    what = (
        f"{edit.one} split from {len(edit.against)} records"
        if edit.kind == "split"
        else f"{edit.one} joined with {edit.other}"
    )
    undone = f", undone by {edit.undone_by} {edit.undone_at:%Y-%m-%d %H:%M}" if edit.undone_at else ""
    return f"correction {edit.id}: {what}, by {edit.by} {edit.at:%Y-%m-%d %H:%M}{f': {edit.note}' if edit.note else ''}{undone}"


def _row(story: Story) -> Sequence[str | int]:
    whole = story.standing
    return (
        _days(whole),
        story.event,
        " → ".join(part for part in (_sides(whole, "actor"), _sides(whole, "recipient")) if part),
        _place(whole),
        _numbers(whole),
        whole.reports,
        whole.publishers,
        story.id,
    )


def _days(whole: Standing) -> str:
    if whole.first_day is None:
        return f"({whole.first_report or '?'})"
    return str(whole.first_day) if whole.first_day == whole.last_day else f"{whole.first_day}/{whole.last_day}"


def _sides(whole: Standing, side: str) -> str:
    """The party of a side that most reports tell, and those that as many do."""
    parties = [party for party in whole.parties if party.side == side]
    return ", ".join(_party(party) for party in parties if party.reports == parties[0].reports)


def _party(party: Party) -> str:
    codes = " ".join((party.code or "", *party.sectors)).strip()
    return f"{party.name} ({codes})" if party.name and codes else party.name or codes or "?"


def _place(whole: Standing) -> str:
    return ", ".join(part for part in (whole.place, whole.country) if part)


def _numbers(whole: Standing) -> str:
    return ", ".join(
        f"{toll.best} {key}" + (f" ({toll.low}–{toll.high})" if toll.low < toll.high else "")
        for key, toll in whole.counts.items()
    )


def _print(lines: Iterable[Text]) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False)
    for line in lines:
        console.print(line, no_wrap=True, crop=False, overflow="ignore")


def _story_lines(story: Story, links: dict[str, Link]) -> Iterable[Text]:
    """The story's head, then each report's passages with the reasons that brought them here."""
    from rich.text import Text

    from diurna.cli.table import field

    whole = story.standing
    yield Text(f"{story.event}  story {story.id}", style="bold")
    shown = {
        "when": _days(whole) + f"  (reports of {whole.first_report or '?'} to {whole.last_report or '?'})",
        "where": _place(whole),
        "counts": _numbers(whole),
        "told": f"by {_counted(whole.reports, 'report')} of {_counted(whole.publishers, 'independent publisher')}; "
        f"asserted by {whole.asserted}",
        "voices": "; ".join(f"{v.name or v.code} {v.stance} ({v.reports})" for v in whole.voices),
        "who": "; ".join(f"{_party(p)} ({p.reports})" for p in whole.parties if p.side == "actor"),
        "whom": "; ".join(f"{_party(p)} ({p.reports})" for p in whole.parties if p.side == "recipient"),
    }
    for name, value in shown.items():
        if value:
            yield from field(name, Text(value), WIDTH)
    for member in story.members:
        yield Text()
        yield from _member_lines(member)
        if (link := links.get(member.event.id)) is not None:
            yield from _link_lines(link)


def _member_lines(member: Member) -> Iterable[Text]:
    from rich.text import Text

    from diurna.cli.table import record_lines, sentence_lines, visible

    event = member.event
    head = " · ".join(str(part) for part in (event.publisher, member.day, event.doc_id, event.id) if part)
    yield Text(f"── {visible(head)}")
    yield from sentence_lines(event.sentence, [event], width=WIDTH, coloured=False)
    yield from record_lines(event, width=WIDTH)


def _link_lines(link: Link) -> Iterable[Text]:
    from rich.text import Text

    from diurna.cli.table import field, visible

    told = "; ".join(f"{r.points:+.1f} {r.what}" + (f" ({visible(r.words)})" if r.words else "") for r in link.reasons)
    barred = "cannot be of one event: " if link.is_barred else ""
    yield from field("link", Text(f"{link.one} – {link.other}: {barred}{link.points:.1f} points: {told}"), WIDTH)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
