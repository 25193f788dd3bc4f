"""Everyday news without politics gives near to no records: the fault of coders that see a fight in every match."""

from __future__ import annotations

import csv
from pathlib import Path

from diurna.coding import Coder
from diurna.record import Event, Report

MOST_IN_A_HUNDRED = 3.0


def sentences() -> list[tuple[str, str]]:
    """(domain, sentence) in the order of the table."""
    lines = (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["domain"], row["sentence"]) for row in rows]


def invented() -> list[Event]:
    """The records of the sentences, each coded as a report of its own."""
    coder = Coder()
    return [e for domain, sentence in sentences() for e in coder.code(Report.from_text(sentence, doc_id=domain))]


def test_at_most_three_records_in_a_hundred_sentences() -> None:
    events = invented()
    table = "\n".join(f"{e.doc_id}: {e.event} {e.trigger.text!r} ({e.confidence}): {e.sentence.text}" for e in events)
    assert len(sentences()) >= 300
    assert 100 * len(events) / len(sentences()) <= MOST_IN_A_HUNDRED, f"{len(events)} records:\n{table}"
