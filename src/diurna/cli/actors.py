"""`diurna actors`: a user's own actors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from diurna.cli.answers import complain
from diurna.cli.batch import counted

app = typer.Typer(no_args_is_help=True, help="Bring your own actors: import the dictionaries of older coders.")


@app.callback()
def actors() -> None:
    """Bring your own actors: import the dictionaries of older coders."""


@app.command("import")
def import_(
    dictionary: Annotated[
        Path, typer.Argument(metavar="DICTIONARY", help="A PETRARCH or TABARI actor or agent dictionary.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.tsv", help="The file of actors to write.")],
) -> None:
    """Turn an actor dictionary into a file of actors, for `diurna who --actors`.

    Codes that PLOVER or ISO 3166 does not know are left out, and named on standard error.
    """
    from diurna.actors import load_directory, read_dictionary, shipped_directory, write_directory

    if not dictionary.is_file():
        raise typer.BadParameter(f"{dictionary}: no such file", param_hint="DICTIONARY")
    if output.exists() and output.samefile(dictionary):
        raise typer.BadParameter(f"{output} is the dictionary itself", param_hint="--output")
    found = read_dictionary(dictionary, countries=shipped_directory().countries)
    write_directory(found.actors, output, origin=dictionary.name)
    load_directory(own_files=[output])  # what was written must be readable, or the import is at fault
    for line in found.left_out:
        complain(f"{dictionary}: {line}")
    told = f"{counted(len(found.actors), 'actor')} written to {output}, {counted(len(found.left_out), 'code')} left out"
    print(told, file=sys.stderr)
