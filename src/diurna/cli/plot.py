"""`diurna plot`: records as pictures."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.filtering import filtered
from diurna.cli.records import Once, RecordSource, records
from diurna.cli.writers import refuse_overwriting, written_whole
from diurna.errors import InputError

if TYPE_CHECKING:
    from diurna.archive.filters import EventFilter
    from diurna.plots import Spec

app = typer.Typer(no_args_is_help=True, help="Records as pictures: over time, on a map, as a network, as a matrix.")


class Period(StrEnum):
    """How long a bar of a timeline is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Matrix(StrEnum):
    """What the cells of a matrix count."""

    PARTIES = "parties"
    TYPES = "types"


Picture = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="OUT", help="The file: .svg, .png, .html (needs no network) or .json (Vega-Lite)."
    ),
]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Above the picture.", show_default=False)]
Sectors = Annotated[bool, typer.Option("--sectors", help="A country's army, government, … as parties of their own.")]


@app.callback()
def plot() -> None:
    """Records as pictures: over time, on a map, as a network, as a matrix."""


@app.command()
@filtered
def timeline(
    source: RecordSource,
    wanted: EventFilter,
    output: Picture,
    by: Annotated[Period | None, typer.Option("--by", help="What a bar stands for.", show_default="what fits")] = None,
    once: Once = False,
    title: Title = None,
) -> None:
    """How many records a day, week, month or year, by quad class, and their mean Goldstein score."""
    from diurna.plots import timeline

    check(source, output)
    with records(source, wanted, once=once) as given:
        draw(timeline(given.events, by=by.value if by else None, title=title), output)


@app.command("map")
@filtered
def map_(source: RecordSource, wanted: EventFilter, output: Picture, once: Once = False, title: Title = None) -> None:
    """Where: a circle for each place with a ring for each quad class, over coasts and borders."""
    from diurna.plots import worldmap

    check(source, output)
    with records(source, wanted, once=once) as given:
        draw(worldmap(given.events, title=title), output)


@app.command()
@filtered
def network(
    source: RecordSource,
    wanted: EventFilter,
    output: Picture,
    top: Annotated[int, typer.Option("--top", min=2, max=200, help="So many parties, the busiest.")] = 30,
    sectors: Sectors = False,
    once: Once = False,
    title: Title = None,
) -> None:
    """Who acts towards whom: the busiest parties and ties between them."""
    from diurna.plots import ties

    check(source, output)
    with records(source, wanted, once=once) as given:
        draw(ties(given.events, top=top, sectors=sectors, title=title), output)


@app.command()
@filtered
def heat(
    source: RecordSource,
    wanted: EventFilter,
    output: Picture,
    of: Annotated[
        Matrix, typer.Option("--of", help="parties: actors by recipients; types: pairs by PLOVER type.")
    ] = Matrix.PARTIES,
    top: Annotated[int, typer.Option("--top", min=1, max=200, help="So many rows, the busiest.")] = 20,
    sectors: Sectors = False,
    once: Once = False,
    title: Title = None,
) -> None:
    """A matrix of who acts towards whom, or of what pairs of parties do; the darker, the more."""
    from diurna.plots import heat

    check(source, output)
    with records(source, wanted, once=once) as given:
        draw(heat(given.events, of=of.value, top=top, sectors=sectors, title=title), output)


def check(source: str, output: Path) -> None:
    """Refuse a call whose picture could not be written, before records are read."""
    from diurna.plots.render import form_of

    refuse_overwriting([] if source == "-" else [source], output)
    try:
        form_of(output)
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from None


def draw(spec: Spec, output: Path) -> None:
    """Write the picture, and say what it shows."""
    from diurna.plots.render import form_of, render

    content = render(spec, form_of(output))
    with written_whole(output) as path:
        path.write_bytes(content)
    told = spec["title"]["subtitle"] or "no records to show"
    print(f"{output}: {told}", file=sys.stderr)
