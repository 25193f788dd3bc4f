"""Stories: what reports tell of one event comes together, in any order, and comes apart again."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from diurna.archive import Archive, Coded, coder_line, content_digest, linking, open_archive, replace_coding
from diurna.archive.anchors import Index
from diurna.archive.filters import EventFilter, party_test
from diurna.archive.likeness import ENOUGH, likeness
from diurna.archive.mentions import Mention, mentions_of
from diurna.archive.schema import joined_story, mention, mention_bucket, mention_link, report, story_member
from diurna.archive.stories import StoryPage, find_stories, links_of_story, shared_stories, story_by_id, story_id, why
from diurna.errors import InputError
from tests.archive.tellings import PLACES, Act, add_in, coded

ATTACK = Act(dead=(9, None))
GAZETTE = coded(
    "gazette", ATTACK, Act(act="CONSULT", words="met", by="GON GOV", to="ROH GOV", at="Edoras"), publisher="Gazette"
)
HERALD = coded("herald", Act(words="stormed", dead=(11, 11)), publisher="Herald")
LATER = coded("later", Act(day=20, words="burnt", tail="the mills"), day=21, publisher="Herald")
BACKGROUND = coded("background", Act(day=28, at="Dol Amroth", words="sank", tail="a ship"), Act(words="attack"), day=29)
NEWS = [GAZETTE, HERALD, LATER, BACKGROUND]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(tmp_path / "a", write=True)


def stories(archive: Archive) -> set[frozenset[str]]:
    """The stories, each as the ids of its reports with the number of the record in them."""
    rows = archive.connection.execute(select(mention.c.id, mention.c.story)).all()
    together: dict[str, set[str]] = {}
    for row in rows:
        together.setdefault(row.story, set()).add(row.id)
    return {frozenset(members) for members in together.values()}


def test_reports_of_one_event_are_one_story_and_others_are_not(archive: Archive) -> None:
    add_in(archive, NEWS)
    attack = {GAZETTE.events[0].id, HERALD.events[0].id, BACKGROUND.events[1].id}
    alone = [GAZETTE.events[1], LATER.events[0], BACKGROUND.events[0]]
    assert stories(archive) == {frozenset(attack), *(frozenset({one.id}) for one in alone)}


def test_a_story_has_its_records_how_it_stands_and_an_id_that_any_member_finds(archive: Archive) -> None:
    add_in(archive, NEWS)
    story = story_by_id(archive.connection, BACKGROUND.events[1].id)
    assert story is not None
    assert story.id in {m.event.id for m in story.members}
    assert [m.event.doc_id for m in story.members] == ["gazette", "herald", "background"]
    assert (story.event, story.leading.id) == ("ASSAULT", story.id)
    assert (story.standing.reports, story.standing.publishers) == (3, 3)
    assert {story_id(archive.connection, m.event.id) for m in story.members} == {story.id}
    assert story_by_id(archive.connection, "nowhere") is None


def test_each_follower_is_explained_by_the_record_that_leads(archive: Archive) -> None:
    add_in(archive, NEWS)
    known = story_id(archive.connection, HERALD.events[0].id)
    links = links_of_story(archive.connection, HERALD.events[0].id)
    assert len(links) == 2
    for link in links:
        assert (link.other, link.is_barred) == (known, False)
        assert link.points == pytest.approx(sum(r.points for r in link.reasons), abs=0.001)
        assert link.points >= ENOUGH
        assert {"same days", "same place"} <= {reason.what for reason in link.reasons}


def test_two_records_that_were_not_linked_are_explained_too(archive: Archive) -> None:
    add_in(archive, NEWS)
    link = why(archive.connection, GAZETTE.events[0].id, LATER.events[0].id)
    assert link.is_barred
    with pytest.raises(InputError, match="nowhere: no record of the archive"):
        why(archive.connection, GAZETTE.events[0].id, "nowhere")
    with pytest.raises(InputError, match="nowhere: neither a story nor a record"):
        links_of_story(archive.connection, "nowhere")


def test_stories_are_found_by_their_records_the_latest_first(archive: Archive) -> None:
    add_in(archive, NEWS)
    page = find_stories(archive.connection)
    assert page.total == 4
    assert [s.standing.first_day for s in page.stories] == [date(3019, 3, day) for day in (28, 20, 13, 13)]
    assert [s.standing.reports for s in find_stories(archive.connection, min_reports=2).stories] == [3]
    assert find_stories(archive.connection, limit=2, offset=2).stories == page.stories[2:]
    assert find_stories(archive.connection, offset=9) == StoryPage((), 4)
    by_rohan = find_stories(archive.connection, EventFilter(parties=(party_test("ROH"),)))
    assert [s.event for s in by_rohan.stories] == ["CONSULT"]


def test_a_new_coding_takes_the_old_records_out_of_their_stories(archive: Archive) -> None:
    add_in(archive, NEWS)
    key = archive.connection.execute(select(report.c.key).where(report.c.doc_id == "herald")).scalar_one()
    with archive.writing() as connection:
        replace_coding(connection, key, Coded(report=HERALD.report, coder=coder_line({"versions": {"diurna": "2"}})))
    assert len(stories(archive)) == 4
    assert story_id(archive.connection, HERALD.events[0].id) is None
    with archive.writing() as connection:
        replace_coding(connection, key, HERALD)
    assert story_id(archive.connection, HERALD.events[0].id) == story_id(archive.connection, GAZETTE.events[0].id)


def test_a_chain_of_days_does_not_run_together(archive: Archive) -> None:
    """Each day of a siege is like the day before, and is an event of its own."""
    siege = [
        coded(f"{day}-{n}", Act(day=day, tail=f"gate {day}"), day=day + 1) for day in range(2, 20, 2) for n in range(2)
    ]
    add_in(archive, siege, at_once=5)
    assert all(len(one) <= 4 for one in stories(archive))


def by_chance(seed: int, reports: int = 25) -> list[Coded]:
    """Reports of few days, places and parties, so that nearly everything is a little like everything else."""
    chance = random.Random(seed)

    def act(n: int) -> Act:
        return Act(
            act=chance.choice(["ASSAULT", "ASSAULT", "COERCE", "CONSULT"]),
            words=chance.choice(["attacked", "stormed", "raided", "met"]),
            by=chance.choice(["MOR MIL", "ISE MIL", None]),
            to=chance.choice(["GON", "ROH", "GON CVL"]),
            day=chance.choice([10, 11, 12, 13, None]),
            at=chance.choice([*PLACES, None]),
            dead=chance.choice([None, (3, 3), (9, None), (11, 11)]),
            status=chance.choice(["actual", "actual", "future"]),
            link=chance.choice([None, None, 0]) if n else None,
            tail=chance.choice(["the bridge", "the mills", "the bridge by the mills"]),
        )

    return [
        coded(str(n), *(act(i) for i in range(chance.randint(0, 3))), day=chance.choice([12, 13, 14, None]))
        for n in range(reports)
    ]


def plain(reports: Sequence[Coded]) -> dict[str, str]:
    """The story of each mention by the rule itself: all pairs compared, nothing kept up to date."""
    mentions: list[Mention] = []
    for one in reports:
        told = [e.published for e in one.events if e.published]
        mentions += [made for made, _ in mentions_of(one.events, told[0] if told else None)]
    mentions.sort(key=lambda m: (m.rank, m.id))
    points = {
        (a.id, b.id): likeness(a, b)
        for a in mentions for b in mentions if a.id != b.id and set(a.buckets()) & set(b.buckets())
    }  # fmt: skip
    leading: list[Mention] = []
    for one in mentions:
        if not any(points.get((one.id, other.id), 0) >= ENOUGH for other in leading):
            leading.append(one)
    follows = {}
    for one in mentions:
        mine = [(points.get((one.id, o.id), 0), -o.rank, o.id) for o in leading]
        follows[one.id] = one.id if one in leading else max(mine)[2]
    return follows


@pytest.mark.parametrize("seed", range(5))
def test_stories_are_what_the_plain_rule_says_in_whatever_order_and_portions(tmp_path: Path, seed: int) -> None:
    reports = by_chance(seed)
    wanted = plain(reports)
    assert 1 < len(set(wanted.values())) < len(wanted)
    for turn, at_once in enumerate((1, 4, 25)):
        with open_archive(tmp_path / str(turn), write=True) as archive:
            add_in(archive, reports, at_once=at_once)
            rows = archive.connection.execute(select(mention.c.id, mention.c.story)).all()
            assert {row.id: row.story for row in rows} == wanted
        random.Random(turn).shuffle(reports)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("anchors", [1, 2, 5])
def test_full_buckets_and_new_codings_leave_no_trace_of_the_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, anchors: int
) -> None:
    monkeypatch.setattr(linking, "BUCKETS", Index("mention_bucket", anchors))
    reports = by_chance(seed)
    chance, digests = random.Random(seed), set()
    for turn in range(3):
        with open_archive(tmp_path / str(turn), write=True) as archive:
            add_in(archive, reports, at_once=1 + 3 * turn)
            for one in chance.sample(reports, 4 if turn else 0):  # coded by another, then by the first again
                key = archive.connection.execute(
                    select(report.c.key).where(report.c.doc_id == one.report.doc_id)
                ).scalar_one()
                for again in (Coded(report=one.report, coder=coder_line({"versions": {"diurna": "2"}})), one):
                    with archive.writing() as connection:
                        replace_coding(connection, key, again)
            digests.add(content_digest(archive.connection))
            assert_whole(archive)
        chance.shuffle(reports)
    assert len(digests) == 1


def assert_whole(archive: Archive) -> None:
    """Nothing points at what is not there."""
    c = archive.connection
    keys = set(c.execute(select(mention.c.key)).scalars())
    assert set(c.execute(select(mention.c.home)).scalars()) <= keys
    assert set(c.execute(select(story_member.c.mention_key)).scalars()) == keys
    assert set(c.execute(select(mention_bucket.c.member)).scalars()) <= keys
    pairs = {(row.one, row.other) for row in c.execute(select(mention_link))}
    assert {key for pair in pairs for key in pair} <= keys
    assert pairs == {(b, a) for a, b in pairs}
    assert c.execute(select(joined_story)).all() == []


def test_records_that_are_not_alone_know_their_story(archive: Archive) -> None:
    add_in(archive, NEWS)
    attack = {GAZETTE.events[0].id, HERALD.events[0].id, BACKGROUND.events[1].id}
    known = story_id(archive.connection, HERALD.events[0].id)
    assert shared_stories(archive.connection) == dict.fromkeys(attack, known)
