"""Entries of the lexicon proved: their own sentences coded, patterns that can never match, patterns that stand twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from diurna.coding.coder import Coder
from diurna.language.sentence import Sentence
from diurna.lexicon import Entry, Kind, Lexicon
from diurna.ontology import Ontology
from diurna.record import Event, Report

KEPT = 0.5
"""A record of a `no` sentence is a fault from this confidence on; below it, it is not written."""

UPOS: Mapping[Kind, str] = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ"}


@dataclass(frozen=True, slots=True)
class EntryFault:
    """What is wrong with an entry."""

    entry: Entry
    message: str

    def __str__(self) -> str:
        return f"{self.entry.file}: {self.entry.id}: {self.message}"


def faults_of_entries(coder: Coder, entries: Sequence[Entry]) -> Iterator[EntryFault]:
    """The faults of `entries`, which are of the coder's lexicon. The coder is to leave out no record and no statement."""
    elsewhere = _patterns(coder.lexicon)
    for entry in entries:
        parsed = {text: coder.language.parse(text) for text in entry.yes}
        for message in (
            *_doubles(entry, elsewhere),
            *_dead_triggers(entry, [sentence for sentences in parsed.values() for sentence in sentences]),
            *_wrong_examples(coder, entry),
        ):
            yield EntryFault(entry, message)


def types_of(entry: Entry, ontology: Ontology) -> frozenset[str]:
    """The types that an entry may give: its act's, or any that its stance gives to some act; empty where any will do."""
    if entry.act is not None:
        type_ = ontology.acts[entry.act].type
        return frozenset() if type_ == "-" else frozenset({type_})
    assert entry.stance is not None
    rule = ontology.stances[entry.stance]
    cells = (*rule.outcomes.values(), *filter(None, (rule.alone,)))
    types = {cell.type for cell in cells} - {"none"}
    return frozenset() if rule.transform or "same" in types else frozenset(types)


def _patterns(lexicon: Lexicon) -> dict[tuple[str, str], list[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in lexicon.entries:
        for pattern in entry.patterns:
            found.setdefault((pattern.kind, pattern.notation), []).append(entry)
    return found


def _doubles(entry: Entry, elsewhere: dict[tuple[str, str], list[Entry]]) -> Iterator[str]:
    for pattern in dict.fromkeys(entry.patterns):
        told = elsewhere[pattern.kind, pattern.notation]
        if len(told) > 1:
            other = next((one for one in told if one.id != entry.id), entry)
            yield f"{pattern.kind}: {pattern.notation!r} stands in {other.file}: {other.id} too"


def _dead_triggers(entry: Entry, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Triggers that are no dictionary forms: sentences are looked up by lemma, so they never match.

    A form that stands beside its lemma ("talk|talks") harms nothing.
    """
    tokens = [token for sentence in sentences for token in sentence.tokens]
    for pattern in entry.patterns:
        words = {token.text.lower(): token.lemma.lower() for token in tokens if token.upos == UPOS[pattern.kind]}
        heads = {head.lemma for head in pattern.heads}
        for head in sorted(heads):
            if head in words and words[head] not in heads:
                yield f"{pattern.kind}: {pattern.notation!r} never matches: {head!r} is a form of {words[head]!r}"


def _wrong_examples(coder: Coder, entry: Entry) -> Iterator[str]:
    types = types_of(entry, coder.ontology)
    wanted = " or ".join(sorted(types)) or "record"
    for text in entry.yes:
        events = coder.code(Report.from_text(text))
        if not any(not types or event.event in types for event in events):
            yield f"yes: {text!r} gives no {wanted} ({_shown(events)})"
    for text in entry.no:
        events = coder.code(Report.from_text(text))
        wrong = [one for one in events if one.confidence >= KEPT and (not types or one.event in types)]
        if wrong:
            yield f"no: {text!r} gives {_shown(wrong)}"


def _shown(events: Sequence[Event]) -> str:
    return ", ".join(f"{event.event} by {event.trigger.text!r}" for event in events) or "nothing"
