"""Days that a sentence leaves to those around it. Published on Friday 2024-06-14."""

from __future__ import annotations

from datetime import date

import pytest

from diurna.coding import Coder
from diurna.record import Report

FRIDAY = date(2024, 6, 14)
MONDAY = (date(2024, 6, 10), date(2024, 6, 10))


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(min_confidence=0.2)


TAKEN = [
    # in the course of what the report dated
    ("Troops launched an operation against rebels near Gao on Monday. During the operation, soldiers killed nine rebels.", "killed", MONDAY),
    ("Jets bombed a rebel camp near Gao on Monday. Three trucks were destroyed in the strike.", "destroyed", MONDAY),
    ("Aircraft attacked a rebel convoy on Monday. Nine rebels were killed in the attack.", "killed", MONDAY),
    # from its beginning on
    ("Troops launched an operation against rebels near Gao on Monday. Since the beginning of the operation the army has arrested 40 people.", "arrested", (date(2024, 6, 10), FRIDAY)),
    # the same people, or they, did next
    ("Strikers blocked the road to the port of Lome on Monday. Police dispersed them with tear gas.", "dispersed", MONDAY),
    ("Soldiers stormed the radio station in Lome on Monday. They arrested the director.", "arrested", MONDAY),
    ("Rebels captured the airport of Gao on Monday. They then freed 40 prisoners.", "freed", MONDAY),
    ("The army of Mali attacked a village on Monday. It then arrested nine men.", "arrested", MONDAY),
    # a headline
    ("Soldiers arrest mayor of Gao\n\nSoldiers arrested the mayor of Gao on Monday.", "arrest", MONDAY),
    # this year, as far as it has gone
    ("Nine teachers have been murdered in Mali this year.", "murdered", (date(2024, 1, 1), FRIDAY)),
    # not what had been done before
    ("Soldiers stormed the radio station in Lome on Monday. They had arrested the director.", "arrested", None),
    # not what is planned
    ("Soldiers stormed the radio station in Lome on Monday. They will release the director.", "release", None),
    # not others, in another sentence
    ("Soldiers stormed the radio station in Lome on Monday. France condemned the coup.", "condemned", None),
    ("The army of Mali attacked a village on Monday. Police in Ghana arrested nine men.", "arrested", None),
    # not what comes before or after
    ("Phones in Gao were cut off on Monday, after troops had withdrawn from the city.", "withdrawn", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "days"), TAKEN, ids=[f"{row[1]}: {row[0][:70]}" for row in TAKEN])
def test_days_taken(coder: Coder, text: str, trigger: str, days: tuple[date, date] | None) -> None:
    events = [e for e in coder.code(Report.from_text(text, published=FRIDAY)) if e.trigger.text.split()[0] == trigger]
    assert events, "no record"
    assert (events[0].when and (events[0].when.start, events[0].when.end)) == days


def test_days_taken_have_no_words(coder: Coder) -> None:
    text = "Soldiers stormed the radio station in Lome on Monday. They arrested the director."
    told = {e.trigger.text: e.when for e in coder.code(Report.from_text(text, published=FRIDAY))}
    assert told["stormed"] is not None
    assert told["stormed"].span is not None
    assert told["arrested"] is not None
    assert told["arrested"].span is None
