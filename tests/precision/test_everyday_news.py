"""Everyday news without politics gives near to no records: the fault of coders that see a fight in every match."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from diurna.coding import Coder
from diurna.record import Event, Report

# Most records in a hundred sentences, by set.
MOST = {"tuned": 3.0, "held": 3.0}


def sentences(which: str) -> list[tuple[str, str]]:
    """(domain, sentence) of a set, in the order of the table."""
    lines = (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
    rows = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t", quoting=csv.QUOTE_NONE)
    return [(row["domain"], row["sentence"]) for row in rows if row["set"] == which]


def invented(coder: Coder, rows: Sequence[tuple[str, str]]) -> list[Event]:
    """The records of the sentences, each coded as a report of its own."""
    return [e for domain, sentence in rows for e in coder.code(Report.from_text(sentence, doc_id=domain))]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


@pytest.mark.parametrize("which", MOST)
def test_few_records_in_a_hundred_sentences(coder: Coder, which: str) -> None:
    rows = sentences(which)
    events = invented(coder, rows)
    table = "\n".join(f"{e.doc_id}: {e.event} {e.trigger.text!r} ({e.confidence}): {e.sentence.text}" for e in events)
    told = table if which == "tuned" else "(held out: only counted)"  # who reads them would mend them one by one
    assert 100 * len(events) / len(rows) <= MOST[which], f"{len(events)} records of {len(rows)}:\n{told}"


def test_both_sets_are_large_and_no_sentence_stands_twice() -> None:
    every = [sentence for which in MOST for _, sentence in sentences(which)]
    assert [len(sentences(which)) >= least for which, least in zip(MOST, (400, 140), strict=True)] == [True, True]
    assert len(every) == len(set(every))
