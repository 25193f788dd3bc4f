"""The program: its commands, registered."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from diurna import __version__
from diurna.cli.actors import app as actors
from diurna.cli.add import add, recode
from diurna.cli.annotate import annotate
from diurna.cli.answers import AnsweringGroup
from diurna.cli.asking import events, search, show, sql, stats
from diurna.cli.check import check
from diurna.cli.code import code
from diurna.cli.demo import demo
from diurna.cli.diff import diff
from diurna.cli.doctor import doctor
from diurna.cli.evaluate import evaluate
from diurna.cli.explain import explain
from diurna.cli.export import export
from diurna.cli.lexicon import app as lexicon
from diurna.cli.plot import app as plot
from diurna.cli.review import app as review
from diurna.cli.schema import schema
from diurna.cli.serve import serve
from diurna.cli.stories import stories, story
from diurna.cli.watch import watch
from diurna.cli.who import who

app = typer.Typer(
    name="diurna",
    cls=AnsweringGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def show_version(asked: bool) -> None:
    if asked:
        print(f"diurna {__version__}")
        raise typer.Exit


@app.callback()
def diurna(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Turn news reports into a verifiable record of political events."""


for command in (
    code, add, recode, watch, diff, events, show, stats, search, sql, stories, story, serve, export, explain, check, evaluate, who, annotate, demo, schema, doctor,
):  # fmt: skip
    app.command()(command)
app.add_typer(plot, name="plot")
app.add_typer(actors, name="actors")
app.add_typer(lexicon, name="lexicon")
app.add_typer(review, name="review")


def main() -> None:
    """The entry point of the `diurna` program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # records are UTF-8 whatever the locale says
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()


if __name__ == "__main__":
    main()
