"""Filters find what a plain reading of the records finds, in one order, page by page, by either plan of search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from diurna.archive import Archive, add_all, asking, open_archive
from diurna.archive.asking import all_events, boxes_around, count_events, find_events
from diurna.archive.filters import Box, Circle, EventFilter, PartyTest, box, circle, dyad, party_test, words_query
from diurna.archive.store import km_between
from diurna.errors import InputError
from diurna.record import Entity, Event
from tests.archive.made_up import coded_reports

CODED = list(coded_reports(150))
EVENTS = [event for coded in CODED for event in coded.events]
ARN, GON, MIL, GONDOR = PartyTest(code="ARN"), PartyTest(code="GON"), PartyTest(sector="MIL"), PartyTest(name="gondor")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with open_archive(tmp_path_factory.mktemp("asking") / "a", write=True) as archive:
        with archive.writing() as connection:
            add_all(connection, CODED)
        yield archive


FILTERS = [
    EventFilter(),
    EventFilter(since=date(2023, 6, 1)),
    EventFilter(until=date(2023, 3, 1), dated=True),
    EventFilter(since=date(2023, 6, 1), until=date(2023, 6, 30), types=("ASSAULT", "AID")),
    EventFilter(quad=(3, 4), statuses=("future", "negated")),
    EventFilter(modes=("visit", "allege")),
    EventFilter(contexts=("diplomatic",)),
    EventFilter(cameo=("11", "073")),
    EventFilter(actors=(ARN,)),
    EventFilter(actors=(ARN, GON), recipients=(PartyTest(code="MOR"),)),
    EventFilter(parties=(GONDOR,)),
    EventFilter(actors=(MIL,)),
    EventFilter(actors=(PartyTest(code="ARN", sector="MIL"),)),
    EventFilter(recipients=(MIL,)),
    EventFilter(dyads=((ARN, GON),)),
    EventFilter(dyads=((ARN, GON), (MIL, PartyTest(code="HAR")))),
    EventFilter(places=("bree", "Umbar"), countries=("ARN", "HAR")),
    EventFilter(box=Box(south=-20, west=179, north=70, east=-179)),
    EventFilter(box=Box(south=40, west=-10, north=52, east=13), actors=(GON,)),
    EventFilter(near=Circle(lat=51.5, lon=0, km=8)),
    EventFilter(near=Circle(lat=-17.8, lon=-179.9, km=30)),
    EventFilter(stances=("denies",)),
    EventFilter(asserted=True, min_confidence=0.8),
    EventFilter(voices=(ARN,), types=("AID",)),
    EventFilter(publishers=("gondor daily",)),
    EventFilter(reports=("r1", "r2", "nowhere")),
    EventFilter(text="Rohan attacked -Bree"),
    EventFilter(text='"near dale" OR "day 7"', types=("ASSAULT", "CONSULT")),
    EventFilter(text="attack*", parties=(GON,), since=date(2023, 2, 1)),
]


@pytest.mark.parametrize("few", [0, 10**6], ids=["walked", "looked up"])
@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_a_filter_finds_what_fits(
    archive: Archive, wanted: EventFilter, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FEW", few)
    expected = sorted((e for e in EVENTS if fits(e, wanted)), key=lambda e: e.id)
    found = list(all_events(archive.connection, wanted))
    assert sorted(found, key=lambda e: e.id) == expected
    assert count_events(archive.connection, wanted) == len(expected)
    assert expected, "a filter that finds nothing proves nothing"
    days = [day_of(e) or "" for e in found]
    assert days == sorted(days, reverse=True)


def test_pages_hold_each_record_once(archive: Archive) -> None:
    wanted, found, cursor = EventFilter(), [], None
    while True:
        page = find_events(archive.connection, wanted, limit=17, after=cursor)
        found += page.events
        if (cursor := page.next) is None:
            break
        assert len(page.events) == 17
    assert found == list(all_events(archive.connection, wanted))
    assert sum(day_of(event) is None for event in found) > 1


@pytest.mark.parametrize("cursor", ["", "x", "bnVsbA", "WzEsMl0"])
def test_what_is_no_cursor_is_refused(archive: Archive, cursor: str) -> None:
    with pytest.raises(InputError, match="is no cursor"):
        find_events(archive.connection, EventFilter(), after=cursor)


@pytest.mark.parametrize(
    ("words", "test"),
    [
        ("RUS", PartyTest(code="RUS")),
        ("MIL", PartyTest(sector="MIL")),
        ("RUS:MIL", PartyTest(code="RUS", sector="MIL")),
        (":REB", PartyTest(sector="REB")),
        ("Hulusi Akar", PartyTest(name="Hulusi Akar")),
        ("Boko Haram: splinter", PartyTest(name="Boko Haram: splinter")),
    ],
)
def test_a_party_as_users_write_it(words: str, test: PartyTest) -> None:
    assert party_test(words) == test


def test_a_dyad_an_area_and_a_circle_as_users_write_them() -> None:
    assert dyad("RUS-UKR") == (PartyTest(code="RUS"), PartyTest(code="UKR"))
    assert dyad("Al-Shabaab - SOM:GOV") == (PartyTest(name="Al-Shabaab"), PartyTest(code="SOM", sector="GOV"))
    assert box("44,22,52.5,40") == Box(south=44, west=22, north=52.5, east=40)
    assert circle("50.45,30.52,100") == Circle(lat=50.45, lon=30.52, km=100)


@pytest.mark.parametrize(
    ("read", "words", "message"),
    [
        (party_test, " ", "a party is a code"),
        (party_test, "RUS:XXX", "no sector 'XXX'; there are AGR, BUS"),
        (dyad, "RUS", "a dyad is two parties with a dash between"),
        (box, "1,2,3", "an area is south,west,north,east"),
        (box, "5,0,4,0", "south must not be north of north"),
        (circle, "nan,0,1", "latitude,longitude,kilometres"),
        (circle, "91,0,1", "latitude from -90 to 90"),
        (words_query, "- ! ", "name at least one word"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_form(read, words: str, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InputError, match=message):
        read(words)


@pytest.mark.parametrize(
    "typed", ["NEAR(a b)", 'a" OR', "title:x", "a AND", "(", "OR a", "a OR OR b", "a*b c*", "-a b", "'; DROP"]
)
def test_whatever_is_typed_is_a_query(archive: Archive, typed: str) -> None:
    if any(char.isalnum() for char in typed):
        find_events(archive.connection, EventFilter(text=typed))


def test_a_circle_at_a_pole_or_over_the_date_line_is_held_by_its_box() -> None:
    assert boxes_around(90, 0, 100)[0].west == -180
    (over,) = boxes_around(0, 179.9, 100)
    assert over.west > over.east


# What a filter means, read record by record.


def fits(event: Event, wanted: EventFilter) -> bool:
    day, where = day_of(event), event.where
    both = (*event.actors, *event.recipients)
    words = event.sentence.text.lower()
    return all(
        (
            not wanted.since or (day or "") >= wanted.since.isoformat(),
            not wanted.until or (day is not None and day <= wanted.until.isoformat()),
            not wanted.dated or event.when is not None,
            not wanted.types or event.event in wanted.types,
            not wanted.quad or event.quad_code in wanted.quad,
            not wanted.statuses or event.status in wanted.statuses,
            not wanted.modes or set(event.modes) & set(wanted.modes),
            not wanted.contexts or set(event.contexts) & set(wanted.contexts),
            not wanted.cameo or (event.cameo or "").startswith(wanted.cameo),
            not wanted.actors or any(is_party(e, t) for e in event.actors for t in wanted.actors),
            not wanted.recipients or any(is_party(e, t) for e in event.recipients for t in wanted.recipients),
            not wanted.parties or any(is_party(e, t) for e in both for t in wanted.parties),
            not wanted.dyads
            or any(any(is_party(e, a) for e in both) and any(is_party(e, b) for e in both) for a, b in wanted.dyads),
            not wanted.places or (where and (where.resolved_place or "").lower() in [p.lower() for p in wanted.places]),
            not wanted.countries or (where and where.country_code in wanted.countries),
            not wanted.box or (where and is_in(where.latitude, where.longitude, wanted.box)),
            not wanted.near
            or (
                where
                and (km_between(where.latitude, where.longitude, wanted.near.lat, wanted.near.lon) or 0)
                <= wanted.near.km
            ),
            not wanted.stances or {a.stance for a in event.attribution} & set(wanted.stances),
            not wanted.asserted or not event.attribution,
            not wanted.voices or any(a.code == t.code for a in event.attribution for t in wanted.voices),
            not wanted.publishers or (event.publisher or "").lower() in wanted.publishers,
            not wanted.reports or event.doc_id in wanted.reports,
            event.confidence >= wanted.min_confidence,
            wanted.text is None or TEXTS[wanted.text](words),
        )
    )


TEXTS = {
    "Rohan attacked -Bree": lambda w: "rohan" in w and "attacked" in w and "bree" not in w,
    '"near dale" OR "day 7"': lambda w: "near dale" in w or "day 7." in w,
    "attack*": lambda w: "attack" in w,
}


def day_of(event: Event) -> str | None:
    day = event.when.start if event.when else event.published
    return day.isoformat() if day else None


def is_party(entity: Entity, test: PartyTest) -> bool:
    return (
        (not test.code or entity.code == test.code)
        and (not test.sector or test.sector in entity.sector)
        and (not test.name or (entity.name or "").lower() == test.name.lower())
    )


def is_in(lat: float | None, lon: float | None, area: Box) -> bool:
    if lat is None or lon is None:
        return False
    inside = area.west <= lon <= area.east if area.west <= area.east else lon >= area.west or lon <= area.east
    return area.south <= lat <= area.north and inside
