"""Mentions brought together: by the archive's story, else by the link within the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from diurna.export.telling import Telling, no_story, told
from diurna.record import Event
from tests.export.made_up import act, dead


def tellings(events: list[Event], stories: dict[str, str] | None = None) -> list[Telling]:
    with told(events, story_of=(lambda e: (stories or {}).get(e.id)) if stories else no_story) as all_told:
        return list(all_told.tellings())


def mention(id: str, **changes: object) -> Event:
    return replace(act(), id=id, **changes)  # type: ignore[arg-type]


def test_a_mention_alone_is_an_event() -> None:
    first, second = tellings([mention("a", publisher=None), mention("b")])
    assert (first.event.id, first.mentions, first.reports, first.publishers) == ("a", 1, 1, ())
    assert (second.event.id, second.publishers) == ("b", ("The Prancing Pony",))


def test_mentions_linked_in_a_report_are_one_event_told_by_the_surest() -> None:
    given = [
        mention("a", link="a", confidence=0.6, counts=dead(5)),
        mention("b"),
        mention("c", link="a", confidence=0.8, counts=dead(3)),
    ]
    alone, linked = tellings(given)
    assert alone.event.id == "b"
    assert (linked.event.id, linked.mentions, linked.reports, linked.dead) == ("c", 2, 1, 3)


def test_the_same_link_in_another_report_is_another_event() -> None:
    assert len(tellings([mention("a", link="x"), mention("b", link="x", doc_id="other")])) == 2


def test_a_story_joins_reports_and_counts_publishers() -> None:
    given = [
        mention("a", doc_id="r1", publisher="One", published=date(2024, 3, 2)),
        mention("b", doc_id="r2", publisher="Two", published=date(2024, 3, 1), confidence=0.2),
        mention("c", doc_id="r2", publisher="Two", confidence=0.3),
    ]
    (story,) = tellings(given, {"a": "s", "b": "s", "c": "s"})
    assert (story.event.id, story.mentions, story.reports, story.publishers) == ("a", 3, 2, ("One", "Two"))
    assert story.first == date(2024, 3, 1)


def test_all_mentions_can_be_gone_through_again() -> None:
    given = [mention("a", link="a"), mention("b", link="a"), mention("c")]
    with told(iter(given), story_of=no_story) as all_told:
        for _ in range(2):
            assert [event for _, event in all_told.mentions()] == given
        assert [key for key, _ in all_told.mentions()] == ["link bree-1 a", "link bree-1 a", "record c"]
