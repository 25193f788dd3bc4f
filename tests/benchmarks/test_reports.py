"""The project's own gold reports are valid: their spans quote them, and their codes are those of the ontology."""

from __future__ import annotations

import importlib.util
import json
import re
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from diurna.coding.gold import GoldEntity, GoldEvent, GoldReport, read_gold
from diurna.ontology import load_ontology
from diurna.ontology.conformity import BODIES, country_codes

FOLDER = Path(__file__).parents[2] / "benchmarks" / "reports"
GOLDS = read_gold(FOLDER)
STATUSES = {"actual", "future", "hypothetical", "negated"}
COUNTS = {"dead", "injured", "arrested", "displaced", "participants"}
KNOWN = BODIES | country_codes()
each_report = pytest.mark.parametrize("gold", GOLDS, ids=[gold.report.doc_id for gold in GOLDS])


def load_script() -> ModuleType:
    """benchmarks/reports.py as a module: benchmarks are scripts, no package."""
    spec = importlib.util.spec_from_file_location("benchmark_of_reports", FOLDER.with_suffix(".py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parties(event: GoldEvent) -> tuple[GoldEntity, ...]:
    return (*event.actors, *event.recipients)


@each_report
def test_the_file_is_named_for_its_report(gold: GoldReport) -> None:
    doc_id = gold.report.doc_id
    assert re.fullmatch(r"\d\d-[a-z]+(-[a-z0-9]+)+", doc_id)
    assert (FOLDER / f"{doc_id}.json").is_file()


@each_report
def test_every_part_with_words_quotes_the_text(gold: GoldReport) -> None:
    raw = json.loads((FOLDER / f"{gold.report.doc_id}.json").read_text("utf-8"))
    assert raw["title"] == raw["text"].split("\n")[0]
    for event in raw["events"]:
        quoted = [event["trigger"], *event["actors"], *event["recipients"]]
        quoted += [event[key] for key in ("when", "where", "attribution") if event[key]]
        for part in quoted:
            assert (part["text"] is None) == ("start" not in part), f"{event['id']}: {part}"
            if part["text"] is not None:
                assert raw["text"][part["start"] : part["end"]] == part["text"], f"{event['id']}: {part}"


@each_report
def test_ids_are_unique_and_first_mentions_come_first(gold: GoldReport) -> None:
    first: dict[str, bool] = {}
    for event in gold.events:
        assert event.id not in first, f"{event.id} stands twice"
        assert event.same_as is None or first.get(event.same_as), f"{event.id}: same_as {event.same_as}"
        first[event.id] = event.same_as is None


@each_report
def test_codes_are_those_of_the_ontology(gold: GoldReport) -> None:
    ontology = load_ontology()
    for event in gold.events:
        assert event.types and set(event.types) <= set(ontology.types), event.id
        assert event.modes <= {mode for name in event.types for mode in ontology.types[name].modes}, event.id
        assert event.statuses and set(event.statuses) <= STATUSES, event.id
        assert set(event.counts) <= COUNTS, event.id
        for party in parties(event):
            assert party.code is None or party.code in KNOWN, f"{event.id}: {party.code}"
            assert set(party.sector) <= set(ontology.sectors), event.id
        country = event.where[1] if event.where else None
        assert country is None or country in country_codes(), f"{event.id}: {country}"


@each_report
def test_days_and_counts_go_upwards(gold: GoldReport) -> None:
    for event in gold.events:
        assert event.days is None or event.days[0] <= event.days[1], event.id
        for low, high in event.counts.values():
            assert low is None or high is None or low <= high, event.id


def test_numbers_are_unique_and_each_genre_is_in_both_halves() -> None:
    names = [gold.report.doc_id.split("-") for gold in GOLDS]
    assert [int(name[0]) for name in names] == list(range(1, 43))
    for genre in ("military", "news", "wire", "history"):
        halves = Counter(int(name[0]) % 2 for name in names if name[1] == genre)
        assert halves[0] and halves[1], genre


def test_each_group_has_reports_of_many_types() -> None:
    for name, part in load_script().groups(GOLDS).items():
        assert len({event.types[0] for gold in part for event in gold.events if not event.optional}) >= 14, name


def test_even_numbers_up_to_20_are_closed() -> None:
    by_group = load_script().groups(GOLDS)
    numbers = {name: [int(gold.report.doc_id[:2]) for gold in part] for name, part in by_group.items()}
    assert numbers == {
        "open": list(range(1, 43, 2)),
        "opened": list(range(22, 43, 2)),
        "closed": list(range(2, 21, 2)),
    }
