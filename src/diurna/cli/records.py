"""Where records come from: an archive, with a filter, or a file of records."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def records(source: str, wanted: EventFilter) -> Iterator[Iterator[Event]]:
    """The records of an archive that a filter finds, the latest first, or those of a JSONL file, in its order.

    Raises typer.BadParameter for a filter on a file, ArchiveError, OSError; while they are read, RecordError.
    """
    from diurna.archive.filters import EventFilter
    from diurna.record.stream import read_events

    if source != "-" and Path(source).is_dir():
        from diurna.archive import open_archive
        from diurna.archive.asking import all_events

        with open_archive(source) as opened, opened.reading() as connection:
            yield all_events(connection, wanted)
        return
    if wanted != EventFilter():
        raise typer.BadParameter("filters ask an archive; add the records' reports to one with: diurna add")
    if source == "-":
        yield read_events(stdin_bytes(), name="standard input")
        return
    with Path(source).open("rb") as lines:
        yield read_events(lines, name=source)
