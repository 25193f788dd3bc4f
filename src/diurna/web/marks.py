"""The text of a report cut where its records quote it: pieces that, joined, are the text again, each with what it is to which records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from diurna.record import Event, Span

Role = Literal["act", "actor", "recipient", "voice", "place", "time", "number"]
ROLES: tuple[Role, ...] = ("act", "actor", "recipient", "voice", "place", "time", "number")
"""What words can be to a record; of several the first here gives a piece its look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of the text: `text` is `report.text[start:start + len(text)]`.

    `role` is None for words that no record quotes. `records` are the places in the list of records (from 1) of those that quote it. `acts` are
    those whose trigger begins here.
    """

    start: int
    text: str
    role: Role | None = None
    records: tuple[int, ...] = ()
    acts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text that is not blank, without its line end."""

    pieces: tuple[Piece, ...]
    is_headline: bool


def spans_of(event: Event) -> Iterator[tuple[Role, Span]]:
    """All words that a record quotes, but the sentence; those of other sentences, which gave a party or a place, too."""
    yield "act", event.trigger
    for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for party in parties:
            yield from ((role, span) for span in (party.span, party.given_by) if span)  # type: ignore[misc]
    for voice in event.attribution:
        yield "voice", voice.span
    if event.where:
        yield from (("place", span) for span in (event.where.span, event.where.given_by) if span)
    if event.when and event.when.span:
        yield "time", event.when.span
    for count in event.counts.values():
        yield "number", count.span


def pieces(text: str, events: Sequence[Event]) -> list[Piece]:
    """The text in pieces: a new one wherever a record's words begin or end, and at each line end."""
    opens: dict[int, list[tuple[int, Role]]] = {}
    closes: dict[int, list[tuple[int, Role]]] = {}
    begins: dict[int, list[int]] = {}
    for number, event in enumerate(events, start=1):
        for role, span in dict.fromkeys(spans_of(event)):
            start, end = max(0, span.start), min(len(text), span.end)
            if start < end:
                opens.setdefault(start, []).append((number, role))
                closes.setdefault(end, []).append((number, role))
        begins.setdefault(event.trigger.start, []).append(number)
    lines = {n + side for n, char in enumerate(text) if char == "\n" for side in (0, 1)}
    edges = sorted({0, len(text), *opens, *closes, *lines})
    covering: dict[tuple[int, Role], int] = {}
    found = []
    for start, end in pairwise(edges):
        for one in closes.get(start, ()):
            covering[one] -= 1
            if not covering[one]:
                del covering[one]
        for one in opens.get(start, ()):
            covering[one] = covering.get(one, 0) + 1
        records = tuple(sorted({number for number, _ in covering}))
        look = min((one for _, one in covering), key=ROLES.index) if covering else None
        acts = tuple(begins.get(start, ()))
        found.append(Piece(start=start, text=text[start:end], role=look, records=records, acts=acts))
    return found


def paragraphs(text: str, events: Sequence[Event], *, title: str | None) -> list[Paragraph]:
    """The pieces line by line, blank lines left out; the first line is the headline where it is the report's title."""
    found: list[Paragraph] = []
    line: list[Piece] = []
    for piece in [*pieces(text, events), Piece(start=len(text), text="\n")]:
        if piece.text != "\n":
            line.append(piece)
            continue
        said = "".join(one.text for one in line).strip()
        if said:
            is_headline = not found and title is not None and said == title.strip()
            found.append(Paragraph(tuple(line), is_headline))
        line = []
    return found
