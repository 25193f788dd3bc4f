"""Vary sentences (other parties, voice, relative clause, attribution, tense, negation) and say what share is coded as expected.

usage: python scripts/variations.py [--faults]      --faults lists what went wrong: kind of variation, sentence, expected, got

The acts are those of tests/variation/acts.tsv. A variant is right where a record has the expected type and status, and the parties
(by code) on their sides, whichever else is reported.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diurna.coding import Coder
from diurna.record import Event, Report

ACTS = Path(__file__).parents[1] / "tests" / "variation" / "acts.tsv"
COUNTRIES = (
    ("Norway", "Norwegian", "NOR"),
    ("Sudan", "Sudanese", "SDN"),
    ("Kenya", "Kenyan", "KEN"),
    ("Iran", "Iranian", "IRN"),
    ("France", "French", "FRA"),
    ("Ethiopia", "Ethiopian", "ETH"),
    ("Japan", "Japanese", "JPN"),
    ("Pakistan", "Pakistani", "PAK"),
    ("Russia", "Russian", "RUS"),
    ("Egypt", "Egyptian", "EGY"),
    ("Brazil", "Brazilian", "BRA"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A sentence with the event that it reports: codes of the parties on each side, joined on one where all act alike."""

    kind: str
    sentence: str
    type: str
    status: str
    actors: frozenset[str]
    recipients: frozenset[str]

    @property
    def expected(self) -> str:
        return f"{self.type} {self.status} {shown(self.actors)}>{shown(self.recipients)}"


def acts() -> list[Mapping[str, str]]:
    lines = [line for line in ACTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def variants() -> Iterator[Variant]:
    """All variants; the parties of each act are other countries than those of the one before."""
    for number, act in enumerate(acts()):
        yield from variants_of(act, number)


def variants_of(act: Mapping[str, str], number: int) -> Iterator[Variant]:
    def variant(kind: str, pattern: str, shift: int, type_: str = act["type"], status: str = "actual") -> Variant:
        (a, adjective, mine), (b, _, theirs) = (COUNTRIES[(number * 2 + shift + n) % len(COUNTRIES)] for n in (0, 1))
        sentence = pattern.format(A=a, B=b, adjective=adjective)
        both = act["sides"] == "A+B"
        whom = frozenset({theirs}) if act["sides"] == "A>B" else frozenset()
        return Variant(
            kind=kind,
            sentence=sentence[0].upper() + sentence[1:],
            type=type_,
            status=status,
            actors=frozenset({mine, theirs}) if both else frozenset({mine}),
            recipients=whom,
        )

    who, past, infinitive = act["subject"], act["past"], act["infinitive"]
    clause = "which elected a new parliament in May" if who == "{A}" else "who had gathered at noon"
    yield variant("as it stands", f"{who} {past} on Tuesday.", 0)
    yield variant("other countries", f"{who} {past} on Tuesday.", 3)
    if who == "{A}":
        yield variant("government", f"The {{adjective}} government {past} in March.", 4)
    if act["passive"] != "-":
        yield variant("passive", f"{act['passive']} last week.", 1)
    yield variant("relative clause", f"{who}, {clause}, {past}.", 2)
    yield variant("attribution", f"According to state television, {who} {past}.", 5)
    yield variant(
        "ahead",
        f"{who} will {infinitive} next week.",
        6,
        act["ahead"],
        "future" if act["ahead"] != "THREATEN" or act["type"] == "THREATEN" else "actual",
    )
    yield variant("negated", f"{who} did not {infinitive}.", 7, status="negated")


def is_right(variant: Variant, events: Sequence[Event]) -> bool:
    return any(
        event.event == variant.type and event.status == variant.status and has_parties(variant, event)
        for event in events
    )


def has_parties(variant: Variant, event: Event) -> bool:
    """Whether the sides are as expected; recipients that the act has of itself (whom one arrests) are no concern here."""
    actors = frozenset(e.code for e in event.actors if e.code)
    recipients = frozenset(e.code for e in event.recipients if e.code)
    if not variant.recipients and len(variant.actors) > 1:
        return actors | recipients == variant.actors
    return actors == variant.actors and (recipients == variant.recipients or not variant.recipients)


def shown(codes: frozenset[str]) -> str:
    return "+".join(sorted(codes)) or "-"


def said(events: Sequence[Event]) -> str:
    return "; ".join(
        f"{e.event} {e.status} {shown(frozenset(x.code or '?' for x in e.actors))}>{shown(frozenset(x.code or '?' for x in e.recipients))}"
        f" ({e.trigger.text})"
        for e in events
    )


def coded(coder: Coder) -> Iterator[tuple[Variant, list[Event]]]:
    for variant in variants():
        yield variant, coder.code(Report.from_text(variant.sentence, doc_id="variant"))


def main() -> None:
    tally: defaultdict[str, list[bool]] = defaultdict(list)
    for variant, events in coded(Coder()):
        right = is_right(variant, events)
        tally[variant.kind].append(right)
        if not right and "--faults" in sys.argv:
            print(f"{variant.kind}\t{variant.sentence}\t{variant.expected}\t{said(events) or 'nothing'}")
    for kind, marks in tally.items():
        print(f"{kind:<20} {sum(marks) / len(marks):.3f}  ({sum(marks)} of {len(marks)})")
    marks = [mark for own in tally.values() for mark in own]
    print(f"{'all':<20} {sum(marks) / len(marks):.3f}  ({sum(marks)} of {len(marks)})")


if __name__ == "__main__":
    main()
