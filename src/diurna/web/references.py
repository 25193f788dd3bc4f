"""How the records of one report bear on each other: a claim and its denial, and the mentions of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from diurna.record import Event

Relation = Literal["denied in", "denies", "same event as"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a record is to another, which is told by its place in the list, from 1."""

    relation: Relation
    number: int


def references(events: Sequence[Event]) -> list[tuple[Reference, ...]]:
    """For each record, in their order, what it is to others.

    A record that somebody denies refers to the denials (REJECT) of whoever denies it in the sentence where that stands, and these refer back.
    """
    found: list[dict[Reference, None]] = [{} for _ in events]
    denials = [(n, event) for n, event in enumerate(events, start=1) if event.event == "REJECT"]
    groups: dict[str, list[int]] = {}
    for n, event in enumerate(events, start=1):
        if event.link:
            groups.setdefault(event.link, []).append(n)
        for voice in event.attribution:
            if voice.stance != "denies":
                continue
            for other, denial in denials:
                if other != n and denial.sentence.start <= voice.span.start < denial.sentence.end:
                    found[n - 1][Reference("denied in", other)] = None
                    found[other - 1][Reference("denies", n)] = None
    for numbers in groups.values():
        for n in numbers:
            for other in numbers:
                if other != n:
                    found[n - 1][Reference("same event as", other)] = None
    return [tuple(sorted(of_one, key=_order)) for of_one in found]


def _order(reference: Reference) -> tuple[str, int]:
    return reference.relation, reference.number
