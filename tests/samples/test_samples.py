"""The shipped samples: the gold quotes its reports, and both files hold the same reports."""

from __future__ import annotations

import json

import pytest

from diurna.coding.gold import GoldReport, read_gold
from diurna.ontology import load_ontology
from diurna.reading import read_reports
from diurna.record import Report
from diurna.samples import GOLD, REPORTS

GOLDS = read_gold(GOLD)
gold_reports = pytest.mark.parametrize("gold", GOLDS, ids=[gold.report.doc_id for gold in GOLDS])


def test_reports_and_gold_hold_the_same_texts() -> None:
    reports = list(read_reports([str(REPORTS)]))
    assert all(isinstance(report, Report) for report in reports)
    texts = {report.doc_id: report.text for report in reports if isinstance(report, Report)}
    assert texts == {gold.report.doc_id: gold.report.text for gold in GOLDS}


def test_there_are_reports_of_many_kinds() -> None:
    types = {event.types[0] for gold in GOLDS for event in gold.events}
    assert len(GOLDS) >= 8
    assert len(types) >= 14
    assert any(not gold.events for gold in GOLDS), "one report without an event shows what is not invented"


@gold_reports
def test_gold_names_types_and_modes_of_the_ontology(gold: GoldReport) -> None:
    types = load_ontology().types
    for event in gold.events:
        for name in event.types:
            assert name in types, f"{event.id}: {name}"
        modes = {mode for name in event.types for mode in types[name].modes}
        assert event.modes <= modes, f"{event.id}: {event.modes - modes}"


@gold_reports
def test_first_mentions_come_before_their_repetitions(gold: GoldReport) -> None:
    seen: dict[str, str | None] = {}
    for event in gold.events:
        if event.same_as:
            assert event.same_as in seen, event.id
            assert seen[event.same_as] is None, f"{event.id} points at a repetition"
        seen[event.id] = event.same_as


def test_reports_are_one_json_object_a_line() -> None:
    for line in REPORTS.read_text(encoding="utf-8").splitlines():
        assert {"id", "title", "text", "published", "publisher"} == set(json.loads(line))
