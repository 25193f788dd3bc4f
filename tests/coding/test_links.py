"""Links between the mentions of one event (`links.tsv`), and what a mention takes from those that it is linked to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from diurna.coding.linked import fill_linked
from diurna.coding.links import link_events
from diurna.record import Event
from tests.coding.mentions import groups, mentions

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("links.tsv").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]
TITLE = "AGREE ZWE>- :: Harare [plans] a fair"


def linked(*lines: str) -> list[Event]:
    """The families are those of the types; to meet and to agree to meet are of one."""
    events = mentions(*lines)
    return link_events(events, ["CONSULT" if event.event == "AGREE" else event.event for event in events])


@pytest.mark.parametrize(("answer", "first", "second"), ROWS)
def test_links(answer: str, first: str, second: str) -> None:
    lines = (first[1:], second) if first.startswith("^") else (TITLE, first, second)
    before, after = linked(*lines)[-2:]
    assert (before.link is not None and before.link == after.link) is (answer == "yes")


def test_a_group_shares_the_id_of_its_first_mention() -> None:
    events = linked(
        TITLE,
        "ASSAULT ISR>SYR :: Israel [bombed] a depot.",
        "ACCUSE IRN>ISR :: Iran [condemned] Israel.",
        "ASSAULT ->- :: The [attack] came at night.",
        "ASSAULT ->SYR :: Two Syrians died in the [strike].",
    )
    assert groups(events) == [0, 1, 2, 1, 1]
    assert events[1].link == events[1].id


def test_acts_of_one_sentence_are_not_linked() -> None:
    first, second = mentions(
        "ASSAULT ISR>SYR :: Israel [bombed] a depot.", "ASSAULT ISR>SYR :: Israel [bombed] a depot."
    )
    second = replace(second, sentence=first.sentence)
    assert [e.link for e in link_events([first, second], ["force", "force"])] == [None, None]


def test_a_mention_takes_days_and_parties_of_its_event() -> None:
    events = fill_linked(
        linked(TITLE, "ASSAULT ISR>SYR @5 :: Israel [bombed] a depot.", "ASSAULT ->- :: The [attack] came at night.")
    )
    told, taken = events[1:]
    assert taken.when is not None and (taken.when.start, taken.when.end) == (date(2024, 6, 5), date(2024, 6, 5))
    assert taken.when.span is None
    assert [(e.code, e.span, e.given_by) for e in taken.actors] == [("ISR", None, told.actors[0].span)]
    assert [(e.code, e.span) for e in taken.recipients] == [("SYR", None)]
    assert told.when is not None and told.when.span is not None


def test_what_a_mention_tells_is_kept() -> None:
    events = linked(
        TITLE, "ASSAULT ISR>SYR @5 :: Israel [bombed] a depot.", "ASSAULT ISR>SYR @5 :: Israel [bombed] it."
    )
    assert fill_linked(events) == events


def test_a_mention_without_link_takes_nothing() -> None:
    events = linked(TITLE, "ASSAULT ISR>SYR @5 :: Israel [bombed] a depot.", "PROTEST ->- :: A [protest] was held.")
    assert fill_linked(events) == events


def test_nobody_gets_two_parts_in_one_act() -> None:
    events = fill_linked(
        linked(TITLE, "CONSULT RUS>TUR :: Putin [met] Erdogan.", "CONSULT TUR>- :: The [meeting] pleased Erdogan.")
    )
    assert [e.code for e in events[2].recipients] == []
    events = fill_linked(
        linked(TITLE, "CONSULT RUS+TUR>- :: The two [met].", "CONSULT RUS>- :: The [meeting] pleased Putin.")
    )
    assert events[2].recipients == ()


def test_a_mention_takes_the_place_told_right_beside() -> None:
    beside = fill_linked(
        linked(
            TITLE,
            "ASSAULT ISR>SYR in:SYR/Homs :: Israel [bombed] a depot.",
            "ASSAULT ->- :: The [attack] came at night.",
        )
    )[2]
    assert beside.where is not None
    assert (beside.where.resolved_place, beside.where.span) == ("Homs", None)
    assert beside.where.given_by is not None
    far = fill_linked(
        linked(
            TITLE,
            "ASSAULT ISR>SYR in:SYR/Homs :: Israel [bombed] a depot.",
            "PROTEST FRA>- :: A [protest] was held in a quiet street.",
            "ASSAULT ->- :: The [attack] came at night.",
        )
    )[3]
    assert far.where is None


def test_where_somebody_says_something_is_not_taken_over() -> None:
    events = linked(
        "ACCUSE FRA>IRN :: Paris [condemns] the verdict.", "ACCUSE We=FRA>IRN in:IRN :: We [condemn] the verdict."
    )
    assert fill_linked(events)[0].where is None
