"""`diurna watch`: feeds into an archive, again and again."""

from __future__ import annotations

import json
import re
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from diurna.cli.lexicon import own_lexicon
from diurna.cli.options import AllowInner, Follow, LanguageModel, MinConfidence, OwnLexicon, Statements

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
SHORTEST = timedelta(minutes=1)


def watch(
    feeds: Annotated[
        Path,
        typer.Argument(metavar="FEEDS", help="OPML, or a text with an address a line.", show_default=False),
    ],
    archive: Annotated[
        Path, typer.Option("--to", metavar="ARCHIVE", help="The archive's folder; made where there is none.")
    ] = ...,  # type: ignore[assignment]
    every: Annotated[str, typer.Option(metavar="TIME", help="Between visits to a feed: 90s, 15m, 2h, 1d.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Visit the feeds that are due, and leave: for cron.")] = False,
    follow: Follow = False,
    allow_inner: AllowInner = False,
    language_model: LanguageModel = None,
    lexicon: OwnLexicon = None,
    min_confidence: MinConfidence = 0.5,
    statements: Statements = False,
) -> None:
    """Visit feeds again and again, and add what is new to an archive.

    Polite: it asks only for what changed, obeys robots.txt, leaves a second or more between visits to a host, and leaves a feed that fails
    alone for longer and longer. The log is a JSON object a line on standard error. Stop it with Ctrl-C or SIGTERM; it goes on where it was.

    Exit status 0: stopped, or all visited; 1: with --once, the archive could not be written; 2: a wrong call.
    """
    from diurna.coding import Coder
    from diurna.intake.feed_list import read_feed_list
    from diurna.intake.watching import Watch, WatchOptions

    found = read_feed_list(feeds)
    options = WatchOptions(every=interval(every), follow=follow, allow_inner=allow_inner)
    coder = Coder(
        language_model=language_model,
        statements=statements,
        min_confidence=min_confidence,
        lexicon=own_lexicon(lexicon),
    )
    job = Watch(archive=archive, feeds=found, coder=coder, options=options, tell=log)
    if once:
        job.once()
        return
    signal.signal(signal.SIGTERM, _stop)
    log({"watching": len(found), "every_seconds": options.every.total_seconds(), "archive": str(archive)})
    try:
        job.forever()
    except KeyboardInterrupt:
        log({"stopped": True})


def interval(words: str) -> timedelta:
    """A length of time as users write it: 90s, 15m, 2h, 1d. Raises typer.BadParameter."""
    match = re.fullmatch(r"(\d{1,6})\s*([smhd])", words.strip().lower())
    length = timedelta(**{UNITS[match[2]]: int(match[1])}) if match else timedelta()
    if length < SHORTEST:
        raise typer.BadParameter(f"{words!r}: write a minute or more, as 15m, 2h or 1d", param_hint="--every")
    return length


def log(line: dict[str, Any]) -> None:
    """A line of the log: the time, and what there is to tell."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    print(json.dumps({"time": now, **line}, ensure_ascii=False), file=sys.stderr, flush=True)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt
