"""Stories corrected by hand: split, joined, undone, and none of it lost."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from diurna.archive import Archive, Coded, coder_line, content_digest, open_archive, replace_coding
from diurna.archive.correcting import join, restore, split, undo
from diurna.archive.edits import edits
from diurna.archive.schema import mention, report
from diurna.archive.stories import story_by_id, story_id
from diurna.errors import InputError
from tests.archive.tellings import Act, add_in, coded

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
ONE, TWO, THREE = (coded(name, Act(), publisher=name) for name in ("one", "two", "three"))
FAR = coded("far", Act(at="Dol Amroth", words="sank", tail="a ship"), publisher="far")
A, B, C, D = (some.events[0].id for some in (ONE, TWO, THREE, FAR))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    opened = open_archive(tmp_path / "a", write=True)
    add_in(opened, [ONE, TWO, FAR])
    return opened


def together(archive: Archive, *ids: str) -> bool:
    return len({story_id(archive.connection, one) for one in ids}) == 1


def test_a_record_that_was_split_stays_out_whatever_is_added(archive: Archive) -> None:
    assert together(archive, A, B)
    with archive.writing() as connection:
        made = split(connection, B, by="Faramir", at=NOON, note="another skirmish")
    assert (made.kind, made.one, made.against, made.note) == ("split", B, (A,), "another skirmish")
    assert not together(archive, A, B)
    add_in(archive, [THREE])
    assert together(archive, A, C) != together(archive, B, C)
    assert edits(archive.connection) == [made]


def test_two_stories_that_were_joined_stay_one(archive: Archive) -> None:
    with archive.writing() as connection:
        join(connection, A, D, by="Faramir", at=NOON)
    add_in(archive, [THREE])
    assert together(archive, A, B, C, D)
    story = story_by_id(archive.connection, D)
    assert story is not None
    assert story.standing.reports == 4
    assert story.id in {m.event.id for m in story.members}


def test_what_was_corrected_is_undone(archive: Archive) -> None:
    before = archive.connection.execute(select(mention.c.id, mention.c.story).order_by(mention.c.id)).all()
    with archive.writing() as connection:
        made = [split(connection, B, by="Faramir", at=NOON), join(connection, B, D, by="Faramir", at=NOON)]
    assert together(archive, B, D)
    for edit in reversed(made):
        with archive.writing() as connection:
            undone = undo(connection, edit.id, by="Denethor", at=NOON)
        assert (undone.undone_by, undone.undone_at) == ("Denethor", NOON)
    assert archive.connection.execute(select(mention.c.id, mention.c.story).order_by(mention.c.id)).all() == before
    assert {edit.undone_by for edit in edits(archive.connection)} == {"Denethor"}


def test_corrections_outlive_a_new_coding_that_has_the_record_no_more(archive: Archive) -> None:
    with archive.writing() as connection:
        split(connection, B, by="Faramir", at=NOON)
        join(connection, A, D, by="Faramir", at=NOON)
    key = archive.connection.execute(select(report.c.key).where(report.c.doc_id == "two")).scalar_one()
    other = archive.connection.execute(select(report.c.key).where(report.c.doc_id == "far")).scalar_one()
    kept = content_digest(archive.connection)
    for some, of in ((key, TWO), (other, FAR)):
        for again in (Coded(report=of.report, coder=coder_line({"versions": {"diurna": "2"}})), of):
            with archive.writing() as connection:
                replace_coding(connection, some, again)
    assert content_digest(archive.connection) == kept


def test_a_record_of_a_link_is_split_from_the_others_of_its_report(tmp_path: Path) -> None:
    linked = coded("linked", Act(link=0), Act(day=None, at="Dol Amroth", link=0))
    with open_archive(tmp_path / "b", write=True) as archive:
        add_in(archive, [linked])
        assert together(archive, *(e.id for e in linked.events))
        with archive.writing() as connection:
            split(connection, linked.events[0].id, by="Faramir", at=NOON)
        assert not together(archive, *(e.id for e in linked.events))


REFUSED = [
    ("split", ("nowhere",), "nowhere: no record of the archive"),
    ("split", (D,), f"{D}: alone in its story"),
    ("join", (A, B), "in one story already"),
    ("join", (A, "nowhere"), "nowhere: no record of the archive"),
    ("undo", ("nowhere",), "nowhere: no correction of the archive"),
]


@pytest.mark.parametrize(("what", "ids", "message"), REFUSED)
def test_refused(archive: Archive, what: str, ids: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message), archive.writing() as connection:
        {"split": split, "join": join, "undo": undo}[what](connection, *ids, by="Faramir", at=NOON)
    assert edits(archive.connection) == []


def test_a_record_that_was_joined_by_hand_is_not_split_and_nothing_is_undone_twice(archive: Archive) -> None:
    with archive.writing() as connection:
        made = join(connection, A, D, by="Faramir", at=NOON)
    with (
        pytest.raises(InputError, match=f"joined by hand \\(correction {made.id}\\): undo that first"),
        archive.writing() as c,
    ):
        split(c, A, by="Faramir", at=NOON)
    with archive.writing() as connection:
        undo(connection, made.id, by="Faramir", at=NOON)
    with pytest.raises(InputError, match="undone already, by Faramir"), archive.writing() as c:
        undo(c, made.id, by="Faramir", at=NOON)


@pytest.mark.parametrize("seed", range(4))
def test_corrections_do_not_depend_on_what_came_before_or_after_them(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    reports = [
        coded(str(n), Act(at=chance.choice(["Osgiliath", "Minas Tirith", None]), day=chance.choice([12, 13, None]), by=chance.choice(["MOR MIL", None])))
        for n in range(12)
    ]  # fmt: skip
    with open_archive(tmp_path / "first", write=True) as archive:
        add_in(archive, reports)
        for one in chance.sample(reports, 4):
            story = story_by_id(archive.connection, one.events[0].id)
            if story and len(story.members) > 1:
                with archive.writing() as connection:
                    split(connection, one.events[0].id, by="Faramir", at=NOON)
        chosen = chance.sample([one.events[0].id for one in reports], 2)
        if not together(archive, *chosen):
            with archive.writing() as connection:
                join(connection, *chosen, by="Faramir", at=NOON)
        kept, digests = edits(archive.connection), {content_digest(archive.connection)}
        assert kept
    for turn in range(4):
        chance.shuffle(reports)
        with open_archive(tmp_path / str(turn), write=True) as archive:
            add_in(archive, reports[: 4 * turn], at_once=turn + 1)
            with archive.writing() as connection:
                assert restore(connection, kept) == len(kept)
                assert restore(connection, kept) == 0
            add_in(archive, reports[4 * turn :])
            digests.add(content_digest(archive.connection))
    assert len(digests) == 1
