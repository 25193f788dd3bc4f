"""The columns in memory: a filter finds there what it finds in the tables, and what is added, coded anew or moved is seen at the next question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import insert

from diurna.archive import Archive, Coded, add_all, open_archive, replace_coding
from diurna.archive.asking import chosen_keys, find_events
from diurna.archive.correcting import join, split, undo
from diurna.archive.filters import EventFilter
from diurna.archive.memory import View, chosen, loading, memory
from diurna.archive.memory.finding import find, find_told
from diurna.archive.memory.saved import NAME
from diurna.archive.schema import review_standing
from diurna.archive.store import COLUMNS
from diurna.archive.stories import find_stories, story_ids
from tests.archive.made_up import coded_reports
from tests.archive.tellings import Act, coded
from tests.archive.test_asking import FILTERS

NOW = datetime(2024, 5, 1, tzinfo=UTC)
CODED = list(coded_reports(150))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("memory") / "a"
    with open_archive(folder, write=True) as opened, opened.writing() as connection:
        add_all(connection, CODED)
        standings = [
            {"record": id_, "doc_id": "r", "standing": word}
            for id_, word in zip(IDS, ("accepted", "disputed", "rejected") * 9, strict=False)
        ]
        connection.execute(insert(review_standing), standings)
    with open_archive(folder) as opened:
        yield opened


def keys_in_memory(archive: Archive, wanted: EventFilter) -> set[int]:
    view = memory(archive)
    return set(view.records["key"][chosen(view, archive, wanted)].tolist())


IDS = [event.id for one in CODED for event in one.events]
REVIEWS = [
    EventFilter(reviews=reviews)
    for reviews in (("reviewed",), ("unreviewed",), ("accepted",), ("disputed", "accepted"), ("unreviewed", "disputed"))
]


TRIED = [
    *FILTERS,
    *REVIEWS,
    EventFilter(stories=(IDS[3], IDS[40], "0" * 16)),
    EventFilter(text="nowhere"),
    EventFilter(types=("PROTEST",)),
]


def test_every_condition_is_tried() -> None:
    nothing = EventFilter()
    for field in fields(EventFilter):
        assert any(getattr(wanted, field.name) != getattr(nothing, field.name) for wanted in TRIED), field.name


@pytest.mark.parametrize("wanted", TRIED, ids=str)
def test_a_filter_finds_in_memory_what_it_finds_in_the_tables(archive: Archive, wanted: EventFilter) -> None:
    keys = archive.connection.execute(chosen_keys(archive.connection, wanted)).scalars().all()
    assert keys_in_memory(archive, wanted) == set(keys)
    after = None
    while True:
        found = find(archive, wanted, limit=9, after=after)
        assert found.page == find_events(archive.connection, wanted, limit=9, after=after)
        assert found.total == len(keys)
        after = found.page.next
        if after is None:
            break
    for least in (1, 2):
        for offset in (0, 3):
            one = find_told(archive, wanted, min_reports=least, limit=5, offset=offset)
            other = find_stories(archive.connection, wanted, min_reports=least, limit=5, offset=offset)
            assert [story.id for story in one.stories] == [story.id for story in other.stories]
            assert one.total == other.total


def content(archive: Archive) -> dict[int, tuple[object, ...]]:
    """All that a view holds of each record."""
    view = memory(archive)
    names = [name for name in view.records if name != "key"]
    texts = {
        name: view.texts(name)
        for name in ("event", "cameo", "modes", "contexts", "stances", "status", "place", "country", "publisher")
    }
    found: dict[int, tuple[object, ...]] = {}
    for row in np.flatnonzero(view.live).tolist():
        values = [view.records[name][row].item() for name in names]
        shown = [
            texts[name][value] if name in texts else None if value != value else value
            for name, value in zip(names, values, strict=True)
        ]
        found[int(view.records["key"][row])] = (*shown, parties(view, row))
    return found


def parties(view: View, row: int) -> tuple[object, ...]:
    return tuple(
        (
            int(view.parties["side"][n]),
            *(view.texts(name)[int(view.parties[name][n])] for name in ("code", "name", "sectors")),
            bool(view.parties["is_first"][n]),
        )
        for n in np.flatnonzero(view.parties["row"] == row).tolist()
    )


def afresh(archive: Archive) -> dict[int, tuple[object, ...]]:
    """The same, read from the tables whole."""
    kept = loading._MEMORIES.pop(archive.path.absolute())
    found = content(archive)
    loading._MEMORIES[archive.path.absolute()] = kept
    return found


def test_what_changes_is_seen_at_the_next_question(tmp_path: Path) -> None:
    tellings = [coded(f"t{n}", Act(dead=(3, 3), tail="the bridge at dawn"), publisher=f"Paper {n}") for n in range(4)]
    with open_archive(tmp_path / "a", write=True) as writer, open_archive(tmp_path / "a") as archive:
        assert content(archive) == {}
        for some in (CODED[:60], tellings[:2], CODED[60:62], tellings[2:]):
            with writer.writing() as connection:
                add_all(connection, some)
            assert content(archive) == afresh(archive)
        ids = [one.events[0].id for one in tellings]
        known = memory(archive)
        live = known.live.tolist()
        assert known.state[0] > 0  # stories that grew are noted
        with writer.writing() as connection:
            edit = split(connection, ids[2], by="me", at=NOW)
        assert content(archive) == afresh(archive)
        with writer.writing() as connection:
            undo(connection, edit.id, by="me", at=NOW)
            join(connection, ids[0], CODED[0].events[0].id, by="me", at=NOW)
        assert content(archive) == afresh(archive)
        stories = story_ids(archive.connection, ids)
        assert len(set(stories.values())) == 1
        for key, one in ((66, tellings[3]), (1, CODED[0])):  # the last, whose keys are then used again, and the first
            with writer.writing() as connection:
                replace_coding(connection, key, Coded(report=one.report, coder='{"versions":{"x":"2"}}'))
            assert content(archive) == afresh(archive)
            with writer.writing() as connection:
                replace_coding(
                    connection, key, Coded(report=one.report, events=one.events[:1], coder='{"versions":{"x":"3"}}')
                )
            assert content(archive) == afresh(archive)
        assert known.size < memory(archive).size
        assert known.live.tolist() == live  # a view stays what it was


def test_a_reader_sees_the_state_in_which_it_began(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True) as writer:
        with writer.writing() as connection:
            add_all(connection, CODED[:5])
        with open_archive(tmp_path / "a") as one, open_archive(tmp_path / "a") as other:
            with one.reading() as connection:
                before = len(connection.execute(chosen_keys(connection, EventFilter())).all())
                assert memory(one).live.sum() == before
                with writer.writing() as writing:
                    add_all(writing, CODED[5:9])
                assert memory(other).live.sum() > before
                assert memory(one).live.sum() == before
            assert memory(one).live.sum() == memory(other).live.sum() > before


def test_who_saw_none_of_the_changes_that_are_kept_reads_all_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diurna.archive.summaries.CHANGES_KEPT", 1)
    with open_archive(tmp_path / "a", write=True) as writer, open_archive(tmp_path / "a") as archive:
        with writer.writing() as connection:
            add_all(connection, CODED[:20])
        content(archive)
        for key in (3, 7, 9):
            with writer.writing() as connection:
                replace_coding(connection, key, Coded(report=CODED[key - 1].report, coder='{"versions":{"x":"2"}}'))
        assert content(archive) == afresh(archive)


def test_an_archive_that_was_put_in_the_place_of_another_is_read_anew(tmp_path: Path) -> None:
    for name, reports in (("a", CODED[:20]), ("b", CODED[20:60])):
        with open_archive(tmp_path / name, write=True) as writer, writer.writing() as connection:
            add_all(connection, reports)
    with open_archive(tmp_path / "a") as archive:
        before = content(archive)
    (tmp_path / "a").rename(tmp_path / "old")
    (tmp_path / "b").rename(tmp_path / "a")
    with open_archive(tmp_path / "a") as archive:
        assert content(archive) == afresh(archive) != before


def test_what_is_saved_is_taken_up_and_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "WORTH_SAVING", 10)
    file = tmp_path / "a" / COLUMNS / NAME

    def whole(*_: object) -> None:
        raise AssertionError("read whole")

    with open_archive(tmp_path / "a", write=True) as writer, open_archive(tmp_path / "a") as archive:
        with writer.writing() as connection:
            add_all(connection, CODED[:30])
        content(archive)
        assert file.exists()
        with writer.writing() as connection:
            add_all(connection, CODED[30:33])
            replace_coding(connection, 3, Coded(report=CODED[2].report, coder='{"versions":{"x":"2"}}'))
        loading._MEMORIES.clear()
        with monkeypatch.context() as patched:
            patched.setattr(loading.Memory, "_whole", whole)
            taken_up = content(archive)
        file.unlink()
        loading._MEMORIES.clear()
        assert taken_up == content(archive)
        assert file.exists()
    loading._MEMORIES.clear()
    (tmp_path / "b").mkdir()
    with open_archive(tmp_path / "b", write=True) as writer:
        with writer.writing() as connection:
            add_all(connection, CODED[40:80])
        (tmp_path / "b" / COLUMNS).mkdir(exist_ok=True)
        file.rename(tmp_path / "b" / COLUMNS / NAME)
        assert content(writer) == afresh(writer)  # of another archive: passed over
        (tmp_path / "b" / COLUMNS / NAME).write_bytes(b"PK no numbers")
        loading._MEMORIES.clear()
        assert len(content(writer)) == sum(len(one.events) for one in CODED[40:80])


def test_words_of_what_came_since_are_found(tmp_path: Path) -> None:
    wanted = EventFilter(text="near")
    with open_archive(tmp_path / "a", write=True) as archive:
        for some in (CODED[:50], CODED[50:90], CODED[90:]):
            with archive.writing() as connection:
                add_all(connection, some)
            with archive.reading() as connection:
                keys = set(connection.execute(chosen_keys(connection, wanted)).scalars())
                assert keys and keys_in_memory(archive, wanted) == keys
        with archive.writing() as connection:
            replace_coding(connection, len(CODED), Coded(report=CODED[-1].report, coder='{"versions":{"x":"2"}}'))
        with archive.reading() as connection:
            keys = set(connection.execute(chosen_keys(connection, wanted)).scalars())
            assert keys and keys_in_memory(archive, wanted) == keys
