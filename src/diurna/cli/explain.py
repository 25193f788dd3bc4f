"""`diurna explain`: the way from a sentence to its records, and why a trigger gave none."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diurna.cli.lexicon import own_lexicon
from diurna.cli.options import LanguageModel, MinConfidence, OwnLexicon, Statements
from diurna.cli.stories import explain_links

if TYPE_CHECKING:
    from rich.console import Console

    from diurna.coding.explain import Explanation, RecordReason, Seen, SentenceReason


def explain(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE|-", help="A sentence or a few; - is standard input.")],
    published: Annotated[
        str | None, typer.Option("--published", metavar="DAY", help="The day of the report, for relative dates.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the explanation as JSON.")] = False,
    archive: Annotated[
        Path | None,
        typer.Option(
            metavar="ARCHIVE", help="Explain instead why the story of this record holds together: SENTENCE is its id."
        ),
    ] = None,
    language_model: LanguageModel = None,
    lexicon: OwnLexicon = None,
    min_confidence: MinConfidence = 0.5,
    statements: Statements = False,
) -> None:
    """Show the parse, the frames, the stances and the rule behind each record, and why other triggers gave none."""
    if archive is not None:
        explain_links(archive, sentence)
        return

    from datetime import date

    from diurna.coding import Coder
    from diurna.coding.explain import explain_report, explanation_to_json
    from diurna.record import Report

    text = sys.stdin.read() if sentence == "-" else sentence
    if not text.strip():
        raise typer.BadParameter("there is nothing to explain", param_hint="SENTENCE")
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        raise typer.BadParameter(
            f"{published} is no day (expected one like 2022-02-24)", param_hint="--published"
        ) from None
    coder = Coder(
        language_model=language_model,
        statements=statements,
        min_confidence=min_confidence,
        lexicon=own_lexicon(lexicon),
    )
    explanation = explain_report(coder, Report.from_text(text, published=day))
    if as_json:
        print(json.dumps(explanation_to_json(explanation), ensure_ascii=False, indent=1))
    else:
        print_explanation(explanation)


def print_explanation(explanation: Explanation) -> None:
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False)
    coloured = console.color_system is not None and not console.no_color
    width = min(console.width, 120) if console.is_terminal else 80
    for reason in explanation.sentences:
        print_sentence(console, reason, width=width, coloured=coloured)


def print_sentence(console: Console, reason: SentenceReason, *, width: int, coloured: bool) -> None:
    from diurna.cli.table import record_lines, sentence_lines
    from diurna.record import Span

    s = reason.sentence
    events = [record.event for record in reason.records]
    for line in sentence_lines(Span(s.start, s.end, s.text), events, width=width, coloured=coloured):
        console.print(line, no_wrap=True, crop=False, overflow="ignore")
    console.print()
    console.print(parse_table(reason))
    for record in reason.records:
        console.print()
        for line in record_lines(record.event, width=width):
            console.print(line, no_wrap=True, crop=False, overflow="ignore")
        print_way(console, record, width=width)
    if not reason.records:
        console.print("\n  no event", style="bold")
    if reason.seen:
        console.print("\n  Seen, but no record of its own:", style="dim")
        for (trigger, why), entries in by_reason(reason.seen).items():
            print_hanging(console, f"    “{trigger}”: {why}", indent=6, width=width)
            print_hanging(console, f"      as {', '.join(entries)}", indent=9, width=width, style="dim")
    console.print()


def by_reason(seen: Sequence[Seen]) -> dict[tuple[str, str], list[str]]:
    """The entries that a trigger might have been, by trigger and reason."""
    entries: dict[tuple[str, str], list[str]] = {}
    for miss in seen:
        entries.setdefault((miss.trigger, miss.reason), []).append(miss.entry)
    return entries


def parse_table(reason: SentenceReason) -> Any:
    """The tokens with their part of speech, what they depend on, and the name they belong to."""
    from rich.table import Table

    from diurna.cli.table import visible

    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="dim")
    for column in ("", "word", "lemma", "", "relation", "of", "name"):
        table.add_column(column, no_wrap=True)
    for token in reason.tokens:
        head = "" if token.head == token.i else reason.tokens[token.head].text
        table.add_row(
            str(token.i), visible(token.text), visible(token.lemma), token.upos, token.dep, visible(head), token.name
        )
    return table


def print_way(console: Console, record: RecordReason, *, width: int) -> None:
    """How the record came about: the composition, then each frame with its file, entry and notation."""
    print_hanging(console, f"    {'way':<7}{' > '.join(record.chain)}", indent=11, width=width)
    for frame in record.frames:
        print_hanging(console, f"    {'rule':<7}“{frame.trigger}”: {frame.means}", indent=11, width=width)
        source = f"    {'':<7}{frame.file}, entry {frame.entry}: {frame.notation}"
        print_hanging(console, source, indent=13, width=width, style="dim")
    if not record.is_kept:
        console.print("    below the threshold of confidence: not written", style="bold")


def print_hanging(console: Console, line: str, *, indent: int, width: int, style: str = "") -> None:
    from rich.text import Text

    from diurna.cli.table import hanging, visible

    for part in hanging(Text(visible(line), style=style), width=width, indent=indent):
        console.print(part, no_wrap=True, crop=False, overflow="ignore")
