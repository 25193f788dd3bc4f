"""Sentences of concession and material conflict over all their CAMEO codes: how many come out with type, mode and code."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from diurna.coding import Coder
from diurna.record import Event, Report

ROWS = [
    line
    for line in (Path(__file__).parent / "conflict.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
CASES = list(csv.DictReader(ROWS, delimiter="\t", quoting=csv.QUOTE_NONE))
# The shares reached, rounded down: the type; the code's first three digits; the whole code with its mode.
TYPE_FLOOR = 0.92
THREE_FLOOR = 0.92
WHOLE_FLOOR = 0.85


@pytest.fixture(scope="module")
def coded() -> list[tuple[dict[str, str], tuple[Event, ...]]]:
    coder = Coder()
    return [(case, tuple(coder.code(Report.from_text(case["sentence"])))) for case in CASES]


def is_whole(event: Event, case: dict[str, str]) -> bool:
    return event.event == case["type"] and event.cameo == case["cameo"] and case["modes"] in ("-", *event.modes)


def test_types(coded: list[tuple[dict[str, str], tuple[Event, ...]]]) -> None:
    missed = [case["sentence"] for case, events in coded if case["type"] not in {e.event for e in events}]
    assert 1 - len(missed) / len(CASES) >= TYPE_FLOOR, "\n".join(missed)


def test_three_digits(coded: list[tuple[dict[str, str], tuple[Event, ...]]]) -> None:
    missed = [
        case["sentence"] for case, events in coded if case["cameo"][:3] not in {(e.cameo or "")[:3] for e in events}
    ]
    assert 1 - len(missed) / len(CASES) >= THREE_FLOOR, "\n".join(missed)


def test_whole_codes(coded: list[tuple[dict[str, str], tuple[Event, ...]]]) -> None:
    missed = [case["sentence"] for case, events in coded if not any(is_whole(e, case) for e in events)]
    assert 1 - len(missed) / len(CASES) >= WHOLE_FLOOR, "\n".join(missed)
