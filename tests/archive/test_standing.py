"""How a story stands: reports and publishers, voices, numbers, days, place and parties."""

from __future__ import annotations

import random
from datetime import date

import pytest

from diurna.archive.standing import Member, Party, Toll, Voice, independent, publisher_of, standing
from tests.archive.tellings import Act, coded


def member(doc_id: str, act: Act | None = None, *, group: str | None = None, day: int = 14, publisher: str | None = None, url: str | None = None) -> Member:  # fmt: skip
    one = coded(doc_id, act or Act(), day=day, publisher=publisher, url=url)
    return Member(event=one.events[0], copy_group=group or doc_id, day=one.report.published)


INDEPENDENT = [
    ([("g1", "a"), ("g1", "b"), ("g1", "c")], 1, "one article in three papers"),
    ([("g1", "a"), ("g2", "a")], 1, "two articles of one paper"),
    ([("g1", "agency"), ("g1", "a"), ("g2", "a")], 2, "a paper prints the agency and its own"),
    ([("g1", "a"), ("g2", "b"), ("g3", "c")], 3, "three papers"),
    ([("g1", "a"), ("g1", "b"), ("g2", "a"), ("g2", "b"), ("g3", "a")], 2, "three articles in two papers"),
    ([], 0, "nothing"),
]


@pytest.mark.parametrize(("carried", "wanted"), [row[:2] for row in INDEPENDENT], ids=[row[2] for row in INDEPENDENT])
def test_independent_publishers(carried: list[tuple[str, str]], wanted: int) -> None:
    assert independent(carried) == wanted


def test_a_publisher_is_its_name_else_the_host_of_the_address() -> None:
    shown = [
        publisher_of(member("x", publisher=name, url=url).event)
        for name, url in (("The  Gazette", None), (" ", "https://www.herald.example/a"), (None, None))
    ]
    assert shown == ["the gazette", "herald.example", "unknown"]


COUNTS = [
    ([(9, 9), (11, 11), (14, 14)], Toll(low=9, best=14, high=14), "each once: the last"),
    ([(9, 9), (9, 9), (14, 14)], Toll(low=9, best=9, high=14), "the most carried"),
    ([(9, None), (None, 20)], Toll(low=9, best=20, high=20), "open ends"),
    ([(9, None), (11, 11), (2000, None)], Toll(low=9, best=11, high=2000), "a closed number before open ones"),
    ([(4, 6)], Toll(low=4, best=5, high=6), "a range"),
]


@pytest.mark.parametrize(("told", "wanted"), [row[:2] for row in COUNTS], ids=[row[2] for row in COUNTS])
def test_numbers(told: list[tuple[int | None, int | None]], wanted: Toll) -> None:
    members = [member(str(n), Act(dead=dead), day=14 + n) for n, dead in enumerate(told)]
    assert standing(members).counts == {"dead": wanted}


def test_copies_of_one_article_count_once() -> None:
    copies = [
        member(str(n), Act(dead=(9, 9), voices=[("Gondor", "says")]), group="wire", publisher=f"p{n}") for n in range(3)
    ]
    other = member("own", Act(dead=(12, 12), voices=[("Gondor", "says")]), day=16, publisher="own")
    whole = standing([*copies, other])
    assert (whole.reports, whole.publishers) == (4, 2)
    assert whole.counts["dead"] == Toll(low=9, best=12, high=12)
    assert whole.voices == (Voice(stance="says", name="Gondor", code=None, reports=2),)


def test_who_asserts_says_claims_denies_and_confirms() -> None:
    whole = standing(
        [
            member("a"),
            member("b", Act(voices=[("Mordor", "denies")])),
            member("c", Act(voices=[("Gondor", "claims"), ("Mordor", "denies")])),
            member("d", Act(voices=[("Rohan", "confirms")])),
        ]
    )
    assert whole.asserted == 2  # a denial does not take the report's own word from it
    assert [(v.stance, v.name, v.reports) for v in whole.voices] == [
        ("denies", "Mordor", 2),
        ("claims", "Gondor", 1),
        ("confirms", "Rohan", 1),
    ]


def test_days_place_and_parties_are_those_that_most_reports_tell() -> None:
    whole = standing(
        [
            member("a", Act(day=13), day=15),
            member("b", Act(day=13, at=None, to="GON CVL"), day=14),
            member("c", Act(day=12, at="Gondor", by=None), day=13),
            member("d", Act(day=None, at="Gondor"), day=19),
        ]
    )
    assert (whole.first_report, whole.last_report) == (date(3019, 3, 13), date(3019, 3, 19))
    assert (whole.first_day, whole.last_day) == (date(3019, 3, 13), date(3019, 3, 13))
    assert (whole.place, whole.country) == ("Osgiliath", "GON")
    assert whole.parties == (
        Party(side="actor", name=None, code="MOR", sectors=("MIL",), reports=3),
        Party(side="recipient", name=None, code="GON", sectors=(), reports=3),
        Party(side="recipient", name=None, code="GON", sectors=("CVL",), reports=1),
    )


def test_the_order_of_records_does_not_matter() -> None:
    members = [
        member(str(n), Act(day=10 + n % 3, dead=(n % 4, None)), group=str(n % 5), day=14 + n % 4) for n in range(12)
    ]
    wanted = standing(members)
    random.Random(1).shuffle(members)
    assert standing(members) == wanted
