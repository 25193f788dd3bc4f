"""Records counted for charts: as counting the records themselves tells."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from diurna.archive import Archive, Coded, add_all, open_archive
from diurna.archive.asking import all_events
from diurna.archive.charted import MOST_STEPS, places_of, step_of
from diurna.archive.filters import EventFilter
from diurna.archive.tied import NOT_DONE, ties_of
from diurna.export.network import mutual_codes, network, network_of
from diurna.record import Entity, Event
from tests.archive.made_up import coded_reports

CODED = list(coded_reports(60))
FILTERS = [EventFilter(), EventFilter(quad=(3, 4)), EventFilter(types=("PROTEST",))]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("charted") / "a"
    with open_archive(folder, write=True) as opened, opened.writing() as connection:
        add_all(connection, CODED)
    with open_archive(folder) as opened:
        yield opened


@pytest.mark.parametrize("wanted", FILTERS)
def test_places_count_each_record_with_coordinates_once(archive: Archive, wanted: EventFilter) -> None:
    events = list(all_events(archive.connection, wanted))
    placed = [event for event in events if event.where and event.where.latitude is not None]
    found = places_of(archive, wanted)
    counted = Counter((event.where.resolved_place, event.quad_code) for event in placed if event.where)
    told: Counter[tuple[str, int | None]] = Counter()
    for one in found.counts:
        told[one.place, one.quad] += one.events
    assert told == counted
    assert (found.events, found.unplaced) == (len(placed), len(events) - len(placed))
    assert found.places == len({place for place, _ in counted})
    assert dict(found.countries) == Counter(
        event.where.country_code for event in events if event.where and event.where.country_code
    )


def test_steps_of_time_follow_the_days(archive: Archive) -> None:
    found = places_of(archive)
    assert found.first is not None and found.last is not None
    since, until = found.first, found.first + timedelta(days=3 * found.step_days - 1)
    early = sum(one.events for one in found.counts if one.step is not None and one.step < 3)
    assert early == places_of(archive, EventFilter(since=since, until=until)).events > 0
    steps = {one.step for one in found.counts} - {None}
    assert max(steps) == (found.last - found.first).days // found.step_days < MOST_STEPS  # type: ignore[type-var]


def test_only_the_places_with_the_most_records_are_told_apart(archive: Archive) -> None:
    found, few = places_of(archive), places_of(archive, top=2)
    totals: Counter[str] = Counter()
    for one in found.counts:
        totals[one.place] += one.events
    assert {one.place for one in few.counts} == {place for place, _ in totals.most_common(2)}
    assert (few.places, few.events) == (found.places, found.events)


@pytest.mark.parametrize(
    ("days", "step"), [(1, 1), (60, 1), (61, 2), (121, 7), (420, 7), (421, 14), (365 * 10, 91), (3_000_000, 182000)]
)
def test_a_step_is_as_long_as_the_whole_asks_for(days: int, step: int) -> None:
    assert step_of(date(1, 1, 1), date(1, 1, 1) + timedelta(days=days - 1)) == step
    assert step_of(None, None) == 1


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("mutual", [(), ("042",)], ids=["one way", "together"])
def test_ties_are_those_of_the_network(
    archive: Archive, wanted: EventFilter, mutual: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diurna.export.network.mutual_codes", lambda: frozenset(mutual))
    events = list(all_events(archive.connection, wanted))
    expected = network(events, sectors=False)
    counts = ties_of(archive, wanted, mutual=mutual)
    found = network_of(counts.counts)
    assert found.nodes == expected.nodes
    assert set(found.edges) == set(expected.edges)
    for pair, edge in expected.edges.items():
        other = found.edges[pair]
        assert (edge.weight, edge.mutual, edge.scored, edge.types, edge.quads) == (
            other.weight, other.mutual, other.scored, other.types, other.quads
        ), pair  # fmt: skip
        assert edge.goldstein == pytest.approx(other.goldstein)
    assert (counts.pairs, counts.acts) == (len(expected.edges), sum(edge.weight for edge in expected.edges.values()))
    assert any(event.status in NOT_DONE for event in events) or not events


def crowded(seed: int) -> list[Coded]:
    """Records with any number of parties on a side: codes, names, sectors alone, twice the same, and those of which nothing is known."""
    chance = random.Random(seed)
    kinds = [
        {"code": "GON"}, {"code": "MOR", "sector": ("MIL",)}, {"code": "MOR"}, {"code": None, "name": "Beren"}, {"code": None, "name": "GON"},
        {"code": None, "name": None, "sector": ("REB", "MIL")}, {"code": None, "name": None, "sector": ()},
    ]  # fmt: skip

    def party(like: Entity) -> Entity:
        return replace(like, **{"name": "any", "sector": (), **chance.choice(kinds)})

    def with_many(event: Event) -> Event:
        like = event.actors[0]
        actors = tuple(party(like) for _ in range(chance.randint(1, 4)))
        recipients = tuple(party(like) for _ in range(chance.choice((0, 0, 1, 1, 2, 3))))
        return replace(event, actors=actors, recipients=recipients)

    return [replace(one, events=tuple(map(with_many, one.events))) for one in coded_reports(40, seed=seed)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_ties_of_many_parties_are_those_of_the_network(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diurna.export.network.mutual_codes", lambda: frozenset({"042", "1123"}))
    coded = crowded(seed)
    with open_archive(tmp_path / "a", write=True) as archive:
        with archive.writing() as connection:
            add_all(connection, coded)
        counts = ties_of(archive, mutual=("042", "1123"))
    expected = network([event for one in coded for event in one.events], sectors=False)
    found = network_of(counts.counts)
    told = {pair: (edge.weight, edge.mutual, edge.scored, edge.types, edge.quads) for pair, edge in found.edges.items()}
    assert told == {
        pair: (edge.weight, edge.mutual, edge.scored, edge.types, edge.quads) for pair, edge in expected.edges.items()
    }
    assert counts.parties == len(expected.nodes)
    assert counts.acts == sum(edge.weight for edge in expected.edges.values())


def test_only_the_busiest_pairs_are_told_apart(archive: Archive) -> None:
    found, few = ties_of(archive, mutual=mutual_codes()), ties_of(archive, mutual=mutual_codes(), top=3)
    assert len({(one.actor, one.recipient) for one in few.counts}) == 3
    assert (few.pairs, few.acts, few.parties) == (found.pairs, found.acts, found.parties)
    assert sum(one.events for one in few.counts) < found.acts


def test_an_empty_archive(tmp_path: Path) -> None:
    with open_archive(tmp_path / "none", write=True) as empty:
        found = places_of(empty)
        assert (found.counts, found.first, found.places, found.unplaced) == ((), None, 0, 0)
        assert ties_of(empty).counts == ()
