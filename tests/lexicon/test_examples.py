"""Every example sentence of the lexicon, coded: `yes` gives an event of the entry's type, `no` gives none.

`known-failures.txt` lists the sentences that fail today; one that passes must leave the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from diurna.coding import Coder
from diurna.lexicon import Entry, load_lexicon
from diurna.ontology import Ontology, load_ontology
from diurna.record import Event, Report

KNOWN = frozenset(
    line
    for line in (Path(__file__).parent / "known-failures.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
KEPT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence, and whether its entry's types must come of it."""

    entry: Entry
    sentence: str
    wanted: bool

    @property
    def name(self) -> str:
        return f"{self.entry.file}: {self.entry.id}: {'yes' if self.wanted else 'no'}: {self.sentence}"


def examples() -> Iterator[Example]:
    for entry in load_lexicon().entries:
        for sentence in entry.yes:
            yield Example(entry=entry, sentence=sentence, wanted=True)
        for sentence in entry.no:
            yield Example(entry=entry, sentence=sentence, wanted=False)


def types_of(entry: Entry, ontology: Ontology) -> frozenset[str]:
    """The types that an entry may give: its act's, or any that its stance gives to some act; empty where any will do."""
    if entry.act is not None:
        kind = ontology.acts[entry.act].type
        return frozenset() if kind == "-" else frozenset({kind})
    assert entry.stance is not None
    rule = ontology.stances[entry.stance]
    cells = (*rule.outcomes.values(), *filter(None, (rule.alone,)))
    types = {cell.type for cell in cells} - {"none"}
    return frozenset() if rule.transform or "same" in types else frozenset(types)


@cache
def coded() -> dict[str, tuple[Event, ...]]:
    """The records of every example sentence, each coded as a report of its own, so that none lends words to another."""
    coder = Coder(statements=True, min_confidence=0.0)
    sentences = dict.fromkeys(e.sentence for e in examples())
    return {sentence: tuple(coder.code(Report.from_text(sentence, doc_id="example"))) for sentence in sentences}


def fault_of(example: Example, ontology: Ontology) -> str | None:
    """What is wrong with the records of an example; None where they are as the entry says."""
    events = coded()[example.sentence]
    types = types_of(example.entry, ontology)
    if example.wanted:
        if any(not types or e.event in types for e in events):
            return None
        return f"wanted {'|'.join(sorted(types)) or 'an event'}, got {shown(events) or 'nothing'}"
    wrong = tuple(e for e in events if e.confidence >= KEPT and (not types or e.event in types))
    return f"wanted none, got {shown(wrong)}" if wrong else None


def shown(events: Sequence[Event]) -> str:
    return ", ".join(f"{e.event} {e.trigger.text!r} ({e.confidence})" for e in events)


@pytest.mark.parametrize("entry", load_lexicon().entries, ids=lambda entry: f"{entry.file}:{entry.id}")
def test_the_examples_of_an_entry(entry: Entry) -> None:
    ontology = load_ontology()
    own = [e for e in examples_of(entry) if e.name not in KNOWN]
    faults = [f"{e.name}\n    {fault}" for e in own if (fault := fault_of(e, ontology)) is not None]
    assert not faults, "\n" + "\n".join(faults)


def test_known_failures_still_fail() -> None:
    """One that passes, or whose sentence has gone, must be struck from the list."""
    ontology = load_ontology()
    failing = {e.name for e in examples() if e.name in KNOWN and fault_of(e, ontology) is not None}
    assert not (KNOWN - failing), "strike from known-failures.txt:\n" + "\n".join(sorted(KNOWN - failing))


@cache
def examples_by_entry() -> dict[str, list[Example]]:
    found: dict[str, list[Example]] = {}
    for example in examples():
        found.setdefault(example.entry.id, []).append(example)
    return found


def examples_of(entry: Entry) -> list[Example]:
    return examples_by_entry()[entry.id]
