"""`diurna lexicon`: a user's own entries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diurna.cli.answers import FAILED, WRONG_CALL, complain
from diurna.cli.batch import counted
from diurna.cli.options import LanguageModel

if TYPE_CHECKING:
    from diurna.lexicon import Lexicon

app = typer.Typer(no_args_is_help=True, help="Bring your own words for acts: check entries of a lexicon.")


@app.callback()
def lexicon() -> None:
    """Bring your own words for acts: check entries of a lexicon."""


@app.command()
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE|DIR", help="TOML files of entries, or folders.", show_default="those shipped"),
    ] = None,
    language_model: LanguageModel = None,
) -> None:
    """Prove lexicon entries: their form, patterns that stand twice or never match, and their examples, coded.

    Faults are listed on standard output, one a line. Exit status 0: none; 1: some, or a file could not be read.
    """
    from diurna.coding import Coder
    from diurna.coding.proof import faults_of_entries
    from diurna.errors import DataError
    from diurna.lexicon import load_lexicon, load_own_lexicon

    shipped = load_lexicon()
    try:
        whole = load_own_lexicon(files) if files else shipped
    except DataError as error:
        print(error)
        raise typer.Exit(FAILED) from None
    known = {entry.id for entry in shipped.entries} if files else set()
    entries = [entry for entry in whole.entries if entry.id not in known]
    coder = Coder(language_model=language_model, statements=True, min_confidence=0.0, lexicon=whole)
    faults = 0
    for fault in faults_of_entries(coder, entries):
        faults += 1
        print(" ".join(str(fault).split()))
    examples = sum(len(entry.yes) + len(entry.no) for entry in entries)
    told = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}, {counted(examples, 'example')}: "
    print(told + (counted(faults, "fault") if faults else "no fault"), file=sys.stderr)
    raise typer.Exit(FAILED if faults else 0)


def own_lexicon(folders: list[Path] | None) -> Lexicon | None:
    """The shipped lexicon with a user's entries; None without any. A faulty file ends the call, which was a wrong one."""
    if not folders:
        return None
    from diurna.errors import DataError
    from diurna.lexicon import load_own_lexicon

    try:
        return load_own_lexicon(folders)
    except DataError as error:
        complain(str(error))
        raise typer.Exit(WRONG_CALL) from None
