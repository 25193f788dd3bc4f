"""The options that several commands share, declared once."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

if TYPE_CHECKING:
    from diurna.reading import ReadingOptions


class Format(StrEnum):
    """The forms in which records are written."""

    TABLE = "table"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"


class Lines(StrEnum):
    """The forms of commands that answer with one line for each thing asked."""

    TABLE = "table"
    JSONL = "jsonl"


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE|DIR|URL|-",
        help="Texts, web pages, feeds, JSONL, CSV, Parquet, WARC, folders of them, addresses; - is standard input.",
        show_default=False,
    ),
]

Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN,...",
        help="Columns of tables: id, text, title, published, publisher, url; text=A+B joins two, id= is none.",
        show_default="guessed by their names",
    ),
]

Follow = Annotated[bool, typer.Option("--follow", help="Read the pages that feeds, and tables without text, link to.")]

AllowInner = Annotated[bool, typer.Option("--allow-inner", help="Fetch from addresses of the inner network, too.")]

Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        help="The encoding of what is not UTF-8, such as cp1252.",
        show_default="repaired where that is safe",
    ),
]

DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first", help="What 03/04/2022 is.", show_default="as other days of a column show"
    ),
]

LanguageModel = Annotated[
    str | None,
    typer.Option(
        "--language-model",
        metavar="NAME",
        help="Another spaCy pipeline with Universal Dependencies labels: a package or a folder.",
        show_default="the one shipped",
    ),
]

OwnLexicon = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="DIR|FILE",
        help="Your own lexicon entries, added to the shipped ones; may be given again.",
        show_default=False,
    ),
]

MinConfidence = Annotated[
    float,
    typer.Option(min=0.0, max=1.0, help="Leave out records less sure than this."),
]

Statements = Annotated[
    bool,
    typer.Option("--statements", help="Also record plain statements (CAMEO 01), as type STATEMENT."),
]

Processes = Annotated[
    int,
    typer.Option(min=1, max=256, help="Code in so many processes; the records stay the same."),
]

Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="OUT", help="Write there instead of to standard output.", show_default=False
    ),
]


def reading_options(
    map: list[str] | None = None,
    follow: bool = False,
    allow_inner: bool = False,
    encoding: str | None = None,
    day_first: bool | None = None,
) -> ReadingOptions:
    """How reports are to be read, of the options of a call. Raises typer.BadParameter where one is wrong."""
    from diurna.errors import InputError
    from diurna.reading import ColumnMap, ReadingOptions
    from diurna.reading.decoding import known_encoding

    if encoding is not None and not known_encoding(encoding):
        raise typer.BadParameter(f"there is no encoding {encoding!r}", param_hint="--encoding")
    try:
        columns = ColumnMap.parse(map) if map else ColumnMap()
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from None
    return ReadingOptions(
        column_map=columns, follow=follow, allow_inner=allow_inner, encoding=encoding, day_first=day_first
    )


def stdin_bytes() -> BinaryIO:
    """Standard input as bytes; an empty one where the program was started without (`<&-`)."""
    return sys.stdin.buffer if sys.stdin is not None else BytesIO()


def inputs_or_stdin(inputs: list[str] | None) -> list[str]:
    """The inputs named; without any, standard input, unless that is a keyboard. Raises typer.BadParameter then."""
    if inputs:
        return inputs
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter(
            "name a file, a folder, an address, or - for standard input", param_hint="FILE|DIR|URL|-"
        )
    return ["-"]
