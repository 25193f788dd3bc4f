"""`diurna export`: records in the forms that others read."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.cli.batch import counted
from diurna.cli.filtering import filtered
from diurna.cli.options import Output
from diurna.cli.records import Given, Once, RecordSource, records
from diurna.cli.writers import destination, refuse_overwriting, written_whole

if TYPE_CHECKING:
    from diurna.archive.filters import EventFilter
    from diurna.export.written import Written


class Form(StrEnum):
    """The forms of `diurna export`."""

    PLOVER = "plover"
    GDELT = "gdelt"
    MENTIONS = "gdelt-mentions"
    POLECAT = "polecat"
    ACLED = "acled"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    GRAPHML = "graphml"
    GEXF = "gexf"


ENDINGS = {
    ".plover.jsonl": Form.PLOVER,
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".export.csv": Form.GDELT,
    ".mentions.csv": Form.MENTIONS,
    ".csv": Form.CSV,
    ".parquet": Form.PARQUET,
    ".geojson": Form.GEOJSON,
    ".graphml": Form.GRAPHML,
    ".gexf": Form.GEXF,
}
"""What the end of a file's name says; the first that fits."""
OF_EVENTS = frozenset((Form.GDELT, Form.MENTIONS, Form.ACLED))
"""Forms that have rows of events, not of records."""
UNITS = {Form.GEOJSON: "feature", Form.GRAPHML: "edge", Form.GEXF: "edge", Form.CSV: "row", Form.PARQUET: "row"}


@filtered
def export(
    source: RecordSource,
    wanted: EventFilter,
    format: Annotated[
        Form | None,
        typer.Option("--format", help="The form to write.", show_default="by OUT's name"),
    ] = None,
    output: Output = None,
    once: Once = False,
) -> None:
    """Records in the forms that others read: PLOVER, GDELT, POLECAT, ACLED, CSV, Parquet, GeoJSON, GraphML, GEXF.

    What a form cannot hold is left out, and counted on standard error. docs/export.md says where each column comes from.
    """
    refuse_overwriting([] if source == "-" else [source], output)
    chosen = format or form_of(output)
    if once and chosen in OF_EVENTS:
        raise typer.BadParameter(f"{chosen} brings the records of each event together itself", param_hint="--once")
    with records(source, wanted, once=once) as given:
        written = write(chosen, given, output)
    print(summary(written, chosen, output), file=sys.stderr)


def form_of(output: Path | None) -> Form:
    """The form that a file's name says. Raises typer.BadParameter where it says none."""
    name = output.name.casefold() if output else ""
    for ending, form in ENDINGS.items():
        if name.endswith(ending):
            return form
    raise typer.BadParameter(f"name the form: {', '.join(Form)}", param_hint="--format")


def write(form: Form, given: Given, output: Path | None) -> Written:
    """Write records in a form to a file, or to standard output."""
    from diurna.export import acled, flat, gdelt, geojson, network, parquet, plover, polecat

    events = given.events
    if form is Form.PARQUET:
        if output is None:
            raise typer.BadParameter("Parquet is written to a file; name it", param_hint="--output")
        with written_whole(output) as path:
            return parquet.write_parquet(events, path)
    if form in (Form.GRAPHML, Form.GEXF):
        write_graph = network.write_graphml if form is Form.GRAPHML else network.write_gexf
        if output is None:
            return write_graph(events, sys.stdout.buffer)
        with written_whole(output) as path, path.open("wb") as stream:
            return write_graph(events, stream)
    writers: dict[Form, Any] = {
        Form.PLOVER: plover.write_plover,
        Form.GDELT: gdelt.write_events,
        Form.MENTIONS: gdelt.write_mentions,
        Form.POLECAT: polecat.write_polecat,
        Form.ACLED: acled.write_acled,
        Form.CSV: flat.write_csv,
        Form.JSONL: flat.write_jsonl,
        Form.GEOJSON: geojson.write_geojson,
    }
    stories = {"story_of": given.story_of} if form in OF_EVENTS else {}
    with destination(output) as text:
        written: Written = writers[form](events, text, **stories)
    return written


def summary(written: Written, form: Form, output: Path | None) -> str:
    """One line: how much was written, and what was left out and why."""
    told = f"{output or form}: {counted(written.count, UNITS.get(form, 'line'))}"
    if not written.left_out:
        return told
    reasons = "; ".join(f"{records} {reason}" for reason, records in written.left_out.items())
    return f"{told}, {counted(sum(written.left_out.values()), 'record')} left out: {reasons}"
