"""The options that several commands share, declared once."""

from __future__ import annotations

import sys
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Annotated, BinaryIO

import typer


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
        metavar="FILE|DIR|-",
        help="Text files (first line the headline), JSONL files, folders of them; - is standard input.",
        show_default=False,
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


def stdin_bytes() -> BinaryIO:
    """Standard input as bytes; an empty one where the program was started without (`<&-`)."""
    return sys.stdin.buffer if sys.stdin is not None else BytesIO()


def inputs_or_stdin(inputs: list[str] | None) -> list[str]:
    """The inputs named; without any, standard input, unless that is a keyboard. Raises typer.BadParameter then."""
    if inputs:
        return inputs
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter("name a file, a folder, or - for standard input", param_hint="FILE|DIR|-")
    return ["-"]
