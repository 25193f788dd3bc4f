"""`diurna serve`: an archive in the browser."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from diurna.cli.add import ArchivePath
from diurna.cli.options import LanguageModel, MinConfidence, OwnLexicon, Statements
from diurna.errors import InputError

PORT = 8420


def serve(
    archive: ArchivePath,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Where it listens; 0 is a free one.")] = PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on; any but this machine's own needs a token.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option("--token", metavar="TOKEN", envvar="DIURNA_TOKEN", help="What readers must give, of 16 characters or more.", show_default=False, show_envvar=True),
    ] = None,
    names: Annotated[
        list[str] | None, typer.Option("--name", metavar="NAME", help="A further name that browsers reach it by, as behind a proxy.", show_default=False)
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nobody changes anything by it.")] = False,
    reviewer: Annotated[str | None, typer.Option("--reviewer", metavar="NAME", help="Who reviews, where the browser is not told.", show_default=False)] = None,
    pastes: Annotated[int, typer.Option("--pastes-per-minute", metavar="N", min=0, help="Pasted reports of one address, at most; 0 is any number.")] = 20,
    language_model: LanguageModel = None,
    lexicon: OwnLexicon = None,
    min_confidence: MinConfidence = 0.5,
    statements: Statements = False,
) -> None:  # fmt: skip
    """Read an archive in the browser: reports with their records, stories, search, charts, and an API.

    It needs no network, and no language model to start. Stop it with Ctrl-C.
    """
    from diurna.web.coder import CoderSettings
    from diurna.web.desk import Desk
    from diurna.web.serving import serve

    coder = CoderSettings(
        language_model=language_model,
        lexicon=tuple(path.absolute() for path in lexicon or ()),
        statements=statements,
        min_confidence=min_confidence,
    )
    try:
        desk = Desk(
            archive=archive,
            host=host,
            token=token,
            names=frozenset(name.casefold() for name in names or ()),
            read_only=read_only,
            coder=coder,
            pastes_per_minute=pastes,
            reviewer=reviewer,
        )
    except InputError as error:
        raise typer.BadParameter(str(error), param_hint="--token") from None

    def tell(address: str) -> None:
        print(f"{archive}: {address}  (Ctrl-C stops)", file=sys.stderr, flush=True)

    serve(desk, port, tell)
