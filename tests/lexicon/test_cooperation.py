"""Sentences of cooperation and concession, coded whole: how many come out right, and how many without an event stay empty."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from diurna.coding import Coder
from diurna.record import Entity, Event, Report

ROWS = [
    line
    for line in (Path(__file__).parent / "cooperation.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
CASES = list(csv.DictReader(ROWS, delimiter="\t", quoting=csv.QUOTE_NONE))
EVENTS = [case for case in CASES if case["type"] != "-"]
NON_EVENTS = [case for case in CASES if case["type"] == "-"]
# The shares reached, rounded down: type alone, and type, modes, code and parties together.
TYPE_FLOOR = 0.85
WHOLE_FLOOR = 0.75
# Of the sentences without an event, how many may be given one.
FALSE_CEILING = 0.1


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def judged(cell: str, got: set[str]) -> bool:
    """Whether a cell of the table allows what the coder said; a cell with "?" allows anything."""
    return "?" in cell or (set() if cell == "-" else set(cell.split(","))) == got


def codes(entities: tuple[Entity, ...]) -> set[str]:
    return {e.code or "" for e in entities}


def is_whole(event: Event, case: dict[str, str]) -> bool:
    return (
        event.event == case["type"]
        and judged(case["modes"], set(event.modes))
        and judged(case["cameo"], {event.cameo or ""})
        and judged(case["actors"], codes(event.actors))
        and judged(case["recipients"], codes(event.recipients))
    )


def test_share_of_events(coder: Coder) -> None:
    coded = [(case, coder.code(Report.from_text(case["sentence"]))) for case in EVENTS]
    untyped = [case["sentence"] for case, events in coded if case["type"] not in {e.event for e in events}]
    unlike = [case["sentence"] for case, events in coded if not any(is_whole(e, case) for e in events)]
    assert 1 - len(untyped) / len(EVENTS) >= TYPE_FLOOR, "\n".join(untyped)
    assert 1 - len(unlike) / len(EVENTS) >= WHOLE_FLOOR, "\n".join(unlike)


def test_sentences_without_event(coder: Coder) -> None:
    false = [case["sentence"] for case in NON_EVENTS if coder.code(Report.from_text(case["sentence"]))]
    assert len(false) / len(NON_EVENTS) <= FALSE_CEILING, "\n".join(false)
