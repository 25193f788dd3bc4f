"""What the engine makes of a sentence: syntax, stances, modality; one row a case."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from diurna.coding import Coder
from diurna.record import Entity, Event, Report

ROWS = [
    line
    for line in (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
CASES = list(csv.DictReader(ROWS, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(min_confidence=0)


def codes(entities: tuple[Entity, ...]) -> set[str]:
    return {e.code for e in entities if e.code}


def wanted(cell: str) -> set[str]:
    return set() if cell == "-" else set(cell.split())


def fits(event: Event, case: dict[str, str]) -> bool:
    return (
        event.event == case["type"]
        and case["cameo"] in ("-", event.cameo)
        and codes(event.actors) == wanted(case["actors"])
        and codes(event.recipients) == wanted(case["recipients"])
        and event.status == case["status"]
    )


def shown(event: Event) -> str:
    return (
        f"{event.event} {event.cameo} {sorted(codes(event.actors))} > {sorted(codes(event.recipients))} {event.status}"
    )


@pytest.mark.parametrize("case", CASES, ids=[f"{case['group']}: {case['type']}" for case in CASES])
def test_sentence(coder: Coder, case: dict[str, str]) -> None:
    events = coder.code(Report.from_text(case["sentence"]))
    assert any(fits(event, case) for event in events), "\n".join([case["sentence"], *map(shown, events)])
