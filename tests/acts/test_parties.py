"""Who does it to whom where syntax alone does not tell; one row a case."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from diurna.coding import Coder
from diurna.record import Entity, Report

ROWS = [
    line
    for line in (Path(__file__).parent / "parties.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
CASES = list(csv.DictReader(ROWS, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(min_confidence=0)


def codes(entities: tuple[Entity, ...]) -> set[str]:
    return {e.code for e in entities if e.code}


def wanted(cell: str) -> set[str]:
    return set() if cell == "-" else set(cell.split())


@pytest.mark.parametrize("case", CASES, ids=[f"{case['group']}: {case['sentence'][:40]}" for case in CASES])
def test_who_did_it_to_whom(coder: Coder, case: dict[str, str]) -> None:
    events = coder.code(Report.from_text(case["sentence"]))
    said = [(e.event, codes(e.actors), codes(e.recipients)) for e in events]
    assert (case["type"], wanted(case["actors"]), wanted(case["recipients"])) in said, case["sentence"]
