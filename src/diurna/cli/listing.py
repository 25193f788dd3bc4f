"""Records and rows as lists on the terminal: one line or a few for each, no wider than it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from diurna.record import Entity, Event

WIDTH = 120
"""Columns of text where the output is no terminal."""
QUAD_STYLES = {1: "green", 2: "cyan", 3: "yellow", 4: "red"}


def list_events(events: Iterable[Event], stream: TextIO) -> None:
    """Records as a table: day, type, who to whom, where, on whose word, and the sentence's beginning below."""
    table = Table(box=None, padding=(0, 1), header_style="bold", pad_edge=False)
    for name, style in (("day", ""), ("event", ""), ("who → whom", ""), ("where", ""), ("voice", ""), ("id", "dim")):
        table.add_column(name, style=style, no_wrap=name in ("day", "id"), overflow="fold")
    for event in events:
        table.add_row(
            _day(event),
            Text(
                " ".join([event.event, *event.modes]) + _status(event), style=QUAD_STYLES.get(event.quad_code or 0, "")
            ),
            Text(sides(event)),
            Text(_place(event)),
            Text("; ".join(f"{a.name or a.code or a.span.text} {a.stance}" for a in event.attribution)),
            event.id,
        )
    _console(stream).print(table)


def list_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    """Rows as a table; numbers to the right."""
    lines = [list(row) for row in rows]
    table = Table(box=None, padding=(0, 1), header_style="bold", pad_edge=False)
    for n, name in enumerate(columns):
        is_number = any(isinstance(line[n], (int, float)) for line in lines)
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for line in lines:
        table.add_row(*(Text("" if value is None else str(value)) for value in line))
    _console(stream).print(table)


def _console(stream: TextIO) -> Console:
    console = Console(file=stream, highlight=False)
    return console if console.is_terminal else Console(file=stream, highlight=False, width=WIDTH)


def _day(event: Event) -> str:
    if event.when is None:
        return f"({event.published or '?'})"
    start, end = event.when.start, event.when.end
    return f"{start}" if start == end else f"{start}/{end}"


def _status(event: Event) -> str:
    return "" if event.status == "actual" else f" ({event.status})"


def sides(event: Event) -> str:
    """Who to whom."""
    who, whom = ", ".join(map(_party, event.actors)), ", ".join(map(_party, event.recipients))
    return f"{who or '?'} → {whom}" if whom else who or "?"


def _party(entity: Entity) -> str:
    name = entity.name or (entity.span.text if entity.span else None)
    code = " ".join([entity.code or "", *entity.sector]).strip()
    return f"{name} ({code})" if name and code else name or code or "?"


def _place(event: Event) -> str:
    where = event.where
    if where is None:
        return ""
    return ", ".join(part for part in (where.resolved_place, where.country_code) if part)
