"""`diurna who`: what a phrase that names a party means on a day."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.cli.options import Lines, stdin_bytes

if TYPE_CHECKING:
    from diurna.actors import Directory


def who(
    phrases: Annotated[
        list[str],
        typer.Argument(metavar="PHRASE|-...", help="Words that name a party; - reads JSONL: phrase, on, context."),
    ],
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DAY", help="The day as of which to read them.", show_default="today"
        ),
    ] = None,
    context: Annotated[str, typer.Option(metavar="TEXT", help="Text that may tell country or office.")] = "",
    actors: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE.tsv", help="Your own actors, before those of Diurna; may be given again."),
    ] = None,
    format: Annotated[
        Lines | None,
        typer.Option("--format", help="How to write the answers.", show_default="table on a terminal, else jsonl"),
    ] = None,
) -> None:
    """Say who is meant: country or organisation code, sectors, name, Wikidata item and office on the day."""
    from diurna.actors import load_directory, shipped_directory
    from diurna.record.json import canonical_line

    for path in actors or ():
        if not path.is_file():
            raise typer.BadParameter(f"{path}: no such file", param_hint="--actors")
    as_table = (format or (Lines.TABLE if sys.stdout.isatty() else Lines.JSONL)) == Lines.TABLE
    day = on.date() if on else None
    directory = load_directory(own_files=actors) if actors else shipped_directory()
    answers = (answer(directory, **asked) for asked in questions(phrases, day, context))
    if as_table:
        print_table(list(answers))
        return
    for found in answers:
        sys.stdout.write(canonical_line(found))


def questions(phrases: list[str], on: date | None, context: str) -> Iterator[dict[str, Any]]:
    """What is asked: the phrases of the call, and for "-" each line of standard input with its own day and context."""
    for phrase in phrases:
        if phrase != "-":
            yield {"phrase": phrase, "on": on.isoformat() if on else None, "context": context}
            continue
        for number, line in enumerate(stdin_bytes(), start=1):
            if line.strip():
                yield question(line, number, on, context)


def question(line: bytes, number: int, on: date | None, context: str) -> dict[str, Any]:
    """One line of standard input. Raises InputError that names the line."""
    from diurna.errors import InputError, RecordError
    from diurna.record.json import parse_object

    try:
        asked = parse_object(line)
    except RecordError as error:
        raise InputError(f"standard input:{number}: {error}") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("phrase"), str):
        raise InputError(f"standard input:{number}: expected an object with the text phrase")
    day = asked.get("on")
    if day is not None and not is_day(day):
        raise InputError(f"standard input:{number}: on: {day!r} is no day (expected one like 2022-02-24)")
    said = asked.get("context")
    if said is not None and not isinstance(said, str):
        raise InputError(f"standard input:{number}: context: expected text")
    return {
        "phrase": asked["phrase"],
        "on": day if "on" in asked else on.isoformat() if on else None,
        "context": said if "context" in asked else context,
    }


def is_day(value: object) -> bool:
    from diurna.record.validate import is_day

    return isinstance(value, str) and is_day(value)


def answer(directory: Directory, *, phrase: str, on: str | None, context: str | None) -> dict[str, Any]:
    """The question with its answer; without a day the phrase is read as of today."""
    from diurna.actors import who as resolve

    day = date.fromisoformat(on) if on else date.today()
    found = resolve(phrase, on=day, context=context or "", directory=directory)
    known = {key: found[key] for key in ("code", "sector", "name", "wikidata", "role")}
    return {"phrase": phrase, "on": on, "context": context} | known


def print_table(answers: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("phrase", "name", "code", "sector", "office", "wikidata", box=None, pad_edge=False)
    for found in answers:
        cells = (
            found["phrase"],
            found["name"],
            found["code"],
            " ".join(found["sector"]),
            found["role"],
            found["wikidata"],
        )
        table.add_row(*(cell or "" for cell in cells))
    Console(file=sys.stdout, highlight=False, markup=False).print(table)
