"""What records are like, and what an archive holds: as counting the records themselves tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from diurna.archive import Archive, add_all, open_archive
from diurna.archive.asking import all_events
from diurna.archive.facets import FACETS, days_of, facets, glance, most_told, totals
from diurna.archive.filters import EventFilter
from diurna.archive.rows import day_of
from diurna.archive.stories import find_stories
from diurna.record import Event
from tests.archive.made_up import coded_reports
from tests.archive.tellings import Act, add_in, coded

CODED = list(coded_reports(40))
CONFLICT = EventFilter(quad=(3, 4))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("facets") / "a"
    with open_archive(folder, write=True) as opened, opened.writing() as connection:
        add_all(connection, CODED)
    with open_archive(folder) as opened:
        yield opened


def values(name: str, event: Event) -> set[str | None]:
    where = event.where
    return {
        "type": {event.event},
        "quad": {str(event.quad_code)},
        "country": {where.country_code if where else None},
        "place": {where.resolved_place if where else None},
        "actor": {party.code for party in event.actors},
        "recipient": {party.code for party in event.recipients},
        "status": {event.status},
        "publisher": {event.publisher},
    }[name]


@pytest.mark.parametrize("wanted", [EventFilter(), CONFLICT, EventFilter(types=("PROTEST",))])
def test_facets_count_each_record_once_for_each_of_its_values(archive: Archive, wanted: EventFilter) -> None:
    events = list(all_events(archive.connection, wanted))
    found = facets(archive, list(FACETS), wanted, top=100)
    for name in FACETS:
        counted = Counter(value for event in events for value in values(name, event) if value is not None)
        assert {facet.value: facet.events for facet in found[name]} == counted, name
    two = facets(archive, ["actor"], wanted, top=2)["actor"]
    assert list(two) == list(found["actor"])[:2]


def test_totals_and_days(archive: Archive) -> None:
    events = list(all_events(archive.connection, CONFLICT))
    scores = [event.goldstein for event in events if event.goldstein is not None]
    found = totals(archive, CONFLICT)
    assert (found.events, found.goldstein) == (len(events), pytest.approx(sum(scores) / len(scores), abs=0.001))
    days = days_of(archive, CONFLICT)
    report_days = {coded.report.doc_id: coded.report.published for coded in CODED}
    counted = Counter(
        (day_of(event, str(report_days[event.doc_id]) if report_days[event.doc_id] else None), event.quad_code)
        for event in events
    )
    assert {(one.day.isoformat() if one.day else None, one.quad): one.events for one in days} == counted
    assert sum(one.goldstein for one in days) == pytest.approx(sum(scores))
    assert totals(archive, EventFilter(types=("PROTEST",))).goldstein is None


def test_an_archive_at_a_glance(archive: Archive) -> None:
    held = glance(archive.connection)
    assert (held.reports, held.events) == (len(CODED), sum(len(coded.events) for coded in CODED))
    assert held.stories == find_stories(archive.connection).total
    assert held.publishers == len({coded.report.publisher for coded in CODED if coded.report.publisher})
    assert held.first_day and held.last_day and held.first_day < held.last_day


def test_an_empty_archive_at_a_glance(tmp_path: Path) -> None:
    with open_archive(tmp_path / "none", write=True) as empty:
        held = glance(empty.connection)
        assert (held.reports, held.events, held.stories, held.last_day) == (0, 0, 0, None)
        assert facets(empty, ["type"]) == {"type": ()}
        assert days_of(empty) == []
        assert most_told(empty.connection, until=None) == []


def test_stories_that_most_publishers_tell_come_first(tmp_path: Path) -> None:
    bridge = Act(tail="the bridge at dawn")
    ford = Act(day=20, at="Edoras", by="ROH", to="MOR", tail="the ford of the river")
    many = [coded(f"b{n}", bridge, publisher=f"Paper {n}") for n in range(3)]
    few = [coded(f"f{n}", ford, day=21, publisher="The Bell") for n in range(2)]
    with open_archive(tmp_path / "a", write=True) as opened:
        add_in(opened, [*few, *many, coded("alone", Act(day=25, at="Dol Amroth", by="HAR"), day=25)])
        told = find_stories(opened.connection, min_reports=2)
        first = {story.id for story in told.stories if story.standing.publishers == 3}
        found = most_told(opened.connection, until=date(3019, 3, 25))
        assert set(found) == {story.id for story in told.stories} and set(found[:1]) == first
        assert most_told(opened.connection, until=date(3019, 3, 25), days=6) == [
            one for one in found if one not in first
        ]
        assert most_told(opened.connection, until=date(3019, 3, 25), days=None, limit=1) == found[:1]
