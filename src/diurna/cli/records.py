"""Where records come from: an archive, with a filter, or a file of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.options import stdin_bytes

if TYPE_CHECKING:
    from diurna.archive.filters import EventFilter
    from diurna.record import Event

RecordSource = Annotated[
    str,
    typer.Argument(
        metavar="ARCHIVE|FILE|-",
        help="An archive's folder, or records as JSONL; - is standard input.",
        show_default=False,
    ),
]


Once = Annotated[
    bool, typer.Option("--once", help="Each event once, by its surest record, however many reports tell it.")
]


@dataclass(frozen=True, slots=True)
class Given:
    """Records, and what tells the archive's story of each; of a file of records it tells none."""

    events: Iterator[Event]
    story_of: Callable[[Event], str | None]


@contextmanager
def records(source: str, wanted: EventFilter, *, once: bool = False) -> Iterator[Given]:
    """The records of an archive that a filter finds, the latest first, or those of a JSONL file, in its order.

    `once`: one record of each story, or of those that a report links. Raises typer.BadParameter for a filter on a file, ArchiveError, OSError;
    while they are read, RecordError.
    """
    with _all_records(source, wanted) as given:
        if not once:
            yield given
            return
        from diurna.export.telling import told

        with told(given.events, story_of=given.story_of) as all_told:
            yield Given((telling.event for telling in all_told.tellings()), given.story_of)


@contextmanager
def _all_records(source: str, wanted: EventFilter) -> Iterator[Given]:
    from diurna.archive.filters import EventFilter
    from diurna.export.telling import no_story
    from diurna.record.stream import read_events

    if source != "-" and Path(source).is_dir():
        from diurna.archive import open_archive
        from diurna.archive.asking import all_events
        from diurna.archive.stories import shared_stories

        with open_archive(source) as opened, opened.reading() as connection:

            @cache
            def stories() -> dict[str, str]:
                return shared_stories(connection)

            yield Given(all_events(connection, wanted), lambda event: stories().get(event.id))
        return
    if wanted != EventFilter():
        raise typer.BadParameter("filters ask an archive; add the records' reports to one with: diurna add")
    if source == "-":
        yield Given(read_events(stdin_bytes(), name="standard input"), no_story)
        return
    with Path(source).open("rb") as lines:
        yield Given(read_events(lines, name=source), no_story)
