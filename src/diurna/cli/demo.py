"""`diurna demo`: the sample reports that the package carries, coded, kept in an archive, and asked."""

from __future__ import annotations

import io
import sys
import tempfile
from contextlib import redirect_stderr
from pathlib import Path
from typing import Annotated

import typer

from diurna.cli.code import code


def demo(
    archive: Annotated[
        Path | None,
        typer.Option("--to", metavar="ARCHIVE", help="Where to make the archive.", show_default="a temporary folder"),
    ] = None,
) -> None:
    """Code the sample reports that come with Diurna; keep them in an archive, with what other papers say, and ask it."""
    from diurna.samples import OTHERS, REPORTS

    if not REPORTS.is_file():  # a package that was cut up after it was built
        raise typer.BadParameter(f"the samples are not where they belong: {REPORTS}")
    try:
        code([str(REPORTS)])
    except typer.Exit as end:
        if end.exit_code:
            raise
    place = archive or Path(tempfile.mkdtemp(prefix="diurna-demo-")) / "archive"
    ask_an_archive([str(REPORTS), str(OTHERS)], place)


def ask_an_archive(reports: list[str], place: Path) -> None:
    """Make an archive of reports and show what it answers: a filter, a story as it stands, a picture."""
    from diurna.archive import open_archive
    from diurna.archive.asking import find_events
    from diurna.archive.filters import EventFilter
    from diurna.archive.stories import find_stories
    from diurna.cli.add import add
    from diurna.cli.listing import list_events
    from diurna.cli.options import Lines
    from diurna.cli.plot import draw
    from diurna.cli.records import records
    from diurna.cli.stories import show_story
    from diurna.plots import timeline

    told = io.StringIO()
    with redirect_stderr(told):
        try:
            add(reports, archive=place)
        except typer.Exit as end:
            if end.exit_code:
                print(told.getvalue(), file=sys.stderr)
                raise
    heading(f"The same with what other papers say, in an archive: {place}")
    print(told.getvalue().splitlines()[-1])
    with open_archive(place) as opened, opened.reading() as connection:
        page = find_events(connection, EventFilter(types=("ASSAULT",), countries=("ARM",)))
        told_by_most = find_stories(connection, EventFilter(types=("ASSAULT",)), min_reports=2, limit=50)
    heading("diurna events ARCHIVE --type ASSAULT --country ARM")
    list_events(page.events, sys.stdout)
    story = max(told_by_most.stories, key=lambda story: (story.standing.reports, story.id))
    heading(f"diurna story ARCHIVE {story.id}")
    show_story(place, story.id, Lines.TABLE)
    picture = place.with_name(f"{place.name}-timeline.svg")
    heading(f"diurna plot timeline ARCHIVE -o {picture.name}")
    with records(str(place), EventFilter()) as given:
        draw(timeline(given.events), picture)


def heading(words: str) -> None:
    print(f"\n══ {words}\n")
