"""Which mentions are of one event: pairs that are, pairs that are not, and what decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from diurna.archive.likeness import ENOUGH, WEIGHTS, is_barred, likeness, reasons
from diurna.archive.mentions import Mention, mentions_of, pack_mention, unpack_mention
from tests.archive.tellings import MARCH, Act, coded

ATTACK = Act()


def mention(act: Act, doc_id: str, day: int | None = 14) -> Mention:
    events = coded(doc_id, act, day=day).events
    return mentions_of(events, None if day is None else MARCH + timedelta(days=day - 1))[0][0]


SAME = [
    ("told alike", Act()),
    ("in other words", Act(words="stormed", tail="positions east of the bridge")),
    ("by the other paper's day, one off", Act(day=14)),
    ("without a day, the report being of the day after", Act(day=None)),
    ("without a place", Act(at=None)),
    ("the country alone as place", Act(at="Gondor")),
    ("a town close by", Act(at="Minas Tirith")),
    ("no actor told", Act(by=None)),
    ("as another type of the same kind", Act(act="COERCE", words="attacked")),
    ("announced", Act(status="future")),
    ("a higher toll", Act(dead=(14, 14))),
]
OTHER = [
    ("a week later", Act(day=20)),
    ("two days later", Act(day=15, words="raided", tail="a convoy of carts")),
    ("in a far town", Act(at="Dol Amroth", tail="ships at anchor")),
    ("in another country", Act(at="Edoras", tail="horses in the fold")),
    ("by another party on another", Act(by="ISE MIL", to="ROH", at=None)),
    ("another kind of act", Act(act="CONSULT", words="met")),
    ("one that did not happen", Act(status="negated")),
    ("one that may happen", Act(status="hypothetical")),
    ("two parties in common and nothing else", Act(at=None, day=None, words="struck", tail="the fleet")),
]


@pytest.mark.parametrize("told", [told for _, told in SAME], ids=[name for name, _ in SAME])
def test_of_one_event(told: Act) -> None:
    one, other = mention(replace(ATTACK, dead=(11, 11)), "a"), mention(told, "b")
    assert likeness(one, other) >= ENOUGH
    assert likeness(one, other) == likeness(other, one)
    assert set(one.buckets()) & set(other.buckets())


@pytest.mark.parametrize("told", [told for _, told in OTHER], ids=[name for name, _ in OTHER])
def test_of_two_events(told: Act) -> None:
    one, other = mention(ATTACK, "a"), mention(told, "b")
    assert likeness(one, other) < ENOUGH
    assert likeness(one, other) == likeness(other, one)


def test_two_acts_of_one_sentence_are_two_events() -> None:
    events = coded("a", ATTACK, Act()).events
    second = replace(events[1], sentence=events[0].sentence)
    (one, _), (other, _) = mentions_of([events[0], second], None)
    assert is_barred(one, other)


def test_talks_are_told_from_either_side() -> None:
    one = mention(Act(act="CONSULT", by="GON GOV", to="ROH GOV"), "a")
    other = mention(Act(act="CONSULT", by="ROH GOV", to="GON GOV"), "b")
    assert [r.what for r in reasons(one, other)].count("same office") == 2
    assert likeness(one, other) == likeness(other, one) >= ENOUGH


def test_one_party_condemns_another_for_two_things_in_a_day() -> None:
    condemn = Act(act="ACCUSE", words="condemned", by="ROH GOV", to="ISE GOV", at=None, day=None)
    raids = mention(replace(condemn, tail="raids on the Westfold"), "a")
    again = mention(replace(condemn, tail="the Westfold raids as murder"), "b")
    axes = mention(replace(condemn, tail="axes in the old forest"), "c")
    assert likeness(raids, again) >= ENOUGH > likeness(raids, axes)
    assert reasons(raids, axes)[-1].what == "other words"


def test_each_reason_is_of_the_table_and_says_what_it_saw() -> None:
    found = reasons(mention(ATTACK, "a"), mention(Act(at="Dol Amroth", dead=(3, 3)), "b"))
    assert all(reason.what in WEIGHTS for reason in found)
    (far,) = [reason for reason in found if reason.what == "far place"]
    assert far.points == WEIGHTS["far place"]
    assert far.words.startswith("Osgiliath; Dol Amroth; ")


def test_records_of_one_link_are_one_mention_with_what_each_tells() -> None:
    events = coded("a", Act(at=None, link=0), Act(day=None, link=0, dead=(9, None)), Act(day=2)).events
    (whole, records), (_, alone) = mentions_of(events, None)
    assert [[e.id for e in some] for some in (records, alone)] == [[events[0].id, events[1].id], [events[2].id]]
    assert (whole.id, whole.place and whole.place.name, whole.counts, whole.is_told) == (
        events[0].id, "Osgiliath", {"dead": (9, 9)}, True,
    )  # fmt: skip
    assert [len(some) for _, some in mentions_of(events, None, apart={events[1].id})] == [1, 1, 1]


def test_a_better_specified_mention_has_the_lower_rank() -> None:
    vague = [
        Act(day=None),
        Act(day=11, last_day=13),
        Act(at="Gondor"),
        Act(by=None),
        Act(to=None),
        Act(status="future"),
    ]
    assert all(mention(ATTACK, "a").rank < mention(act, "b").rank for act in vague)
    assert all(0 <= mention(act, "b").rank < 2**63 for act in vague)


def test_a_mention_comes_back_as_it_was_written() -> None:
    one = mention(Act(dead=(2, 5), voices=[("Boromir", "says")]), "a")
    assert unpack_mention(pack_mention(one)) == one
