"""Copies of one article: what makes two bodies alike, and groups that no order of adding changes."""

from __future__ import annotations

import random
import re
import sqlite3
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from diurna.archive import Archive, Coded, add, content_digest, copies, copies_of, open_archive
from diurna.archive.anchors import Index
from diurna.archive.copies import is_copy
from diurna.archive.migrations import MIGRATIONS
from diurna.archive.shingles import body_of
from diurna.archive.store import FILE
from diurna.archive.stories import story_id
from diurna.record import Report
from tests.archive.tellings import Act, add_in, coded

LINE = '{"versions":{"diurna":"test"}}'
WIRE = """BREE, March 3 - The council of Bree closed the East Road on Friday after two nights of raids on the farms along it,
and asked the rangers of the North to send riders before the spring fair opens next week.

"We cannot let a single cart pass until the road is safe again," Mayor Barliman Oatley told reporters at the south gate.
He said eleven barns had been burnt and forty sheep driven off since Wednesday.

The rangers said they would answer within a day. Their captain, Halbarad of Fornost, met the mayor in January, when the two
sides agreed to share the cost of a watch on the road.

"My men have not slept since the first fire," said Bill Thornton, who leads the watch in the village of Staddle.

Traders from the Shire complained that the closure would ruin the fair, the largest of the year. Last spring it drew nine
thousand visitors and brought the town more than a tenth of its yearly income, according to the guild of innkeepers."""
OTHER = """The stewards of Gondor opened a hospital in Osgiliath on Monday, four years after the old one was destroyed, and promised that
two more would follow in Lebennin before the harvest. Healers from Dol Amroth will train the staff during the first winter.

The building has room for ninety patients and stands on the western bank, where families began to return last summer."""
FORM = """The harbour office of {town} recorded {n} arrivals on {day}. Of these, {m} came from the south and the rest from the islands. The office said
that all duties were paid, that no quarrels were reported on the quays, and that the tide tables for the coming week may be
read at the gate of {town} from the morning of {day} on. Captain {name} signed the register."""


def report(
    text: str, *, title: str | None = None, doc_id: str | None = None, publisher: str | None = None, day: int = 0
) -> Report:
    published = date(2023, 3, 3) + timedelta(days=day)
    return Report.from_text(text, title=title, doc_id=doc_id, publisher=publisher, published=published)


def paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


WHOLE = paragraphs(WIRE)
ALIKE = {
    "another headline": report(WIRE, title="Bree shuts East Road after raids"),
    "shortened to its first half": report("\n\n".join(WHOLE[:3])),
    "without its two quotations": report("\n\n".join([WHOLE[0], *WHOLE[2:3], WHOLE[4]])),
    "with an agency line and small print": report(
        "Bree (Westmarch News Agency) -- "
        + WIRE
        + "\n\nRead more: the fair in pictures\n\nCopyright 2023 Westmarch News Agency."
    ),
    "a word changed here and there": report(
        WIRE.replace("closed", "shut")
        .replace("farms", "farmsteads")
        .replace("complained", "grumbled")
        .replace("largest", "biggest")
    ),
}
UNLIKE = {
    "another article": report(OTHER),
    "a roundup that holds it among others": report(
        WIRE
        + "".join(
            f"\n\nIn ward {n} the clerk of house {n} counted {7 * n} doors and wrote {3 * n} letters."
            for n in range(50)
        )
    ),
    "the same small print alone": report(
        OTHER
        + "\n\n"
        + "Subscribe to our newsletter for more of the news that matters to you and to your family every single day. "
        * 3
    ),
}


@pytest.mark.parametrize("name", ALIKE)
def test_alike(name: str) -> None:
    assert is_copy(body_of(report(WIRE)), body_of(ALIKE[name]))
    assert is_copy(body_of(ALIKE[name]), body_of(report(WIRE)))


@pytest.mark.parametrize("name", UNLIKE)
def test_unlike(name: str) -> None:
    assert not is_copy(body_of(report(WIRE)), body_of(UNLIKE[name]))


def test_a_form_filled_in_anew_is_no_copy() -> None:
    filled = [
        body_of(report(FORM.format(town=town, n=n, m=n - 9, day=day, name=name)))
        for town, n, day, name in (
            ("Lond", 31, "Monday", "Aerin"),
            ("Pelargir", 64, "Tuesday", "Borlas"),
            ("Lond", 20, "Friday", "Cirion"),
        )
    ]
    assert not any(is_copy(one, other) for one, other in pairwise(filled))


def test_two_short_flashes_are_no_copies() -> None:
    flash = body_of(report("Breaking: the East Road is closed, the council of Bree says."))
    assert not is_copy(flash, flash)


def add_all(archive: Archive, reports: list[Report]) -> None:
    for one in reports:
        with archive.writing() as connection:
            add(connection, Coded(report=one, coder=LINE))


def groups(archive: Archive, reports: list[Report]) -> set[frozenset[str]]:
    return {frozenset(c.doc_id for c in copies_of(archive.connection, one.doc_id)) for one in reports}


def test_copies_are_found_when_a_report_is_added(tmp_path: Path) -> None:
    wire = report(WIRE, doc_id="wire", publisher="Westmarch News Agency")
    gazette = report(WIRE, title="Road closed", doc_id="gazette", publisher="Bree Gazette", day=1)
    with open_archive(tmp_path / "a", write=True) as archive:
        add_all(archive, [report(OTHER, doc_id="other"), wire, gazette])
        found = copies_of(archive.connection, "wire")
        assert [(c.doc_id, c.publisher, c.published) for c in found] == [
            ("wire", "Westmarch News Agency", date(2023, 3, 3)),
            ("gazette", "Bree Gazette", date(2023, 3, 4)),
        ]
        assert len({c.group for c in found}) == 1
        assert [c.doc_id for c in copies_of(archive.connection, "other")] == ["other"]
        assert copies_of(archive.connection, "nowhere") == []


def test_the_same_words_weeks_later_are_no_copy(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True) as archive:
        reports = [report(WIRE, doc_id="first"), report(WIRE + " ", doc_id="later", day=40)]
        add_all(archive, reports)
        assert len(groups(archive, reports)) == 2


def variants(seed: int) -> list[Report]:
    """Copies of two articles, each shortened or changed by lot, some of them linked through others only."""
    chance = random.Random(seed)
    made = []
    for n in range(24):
        text = WIRE if n % 3 else OTHER
        words = text.split(" ")
        for _ in range(chance.randint(0, 6)):
            words[chance.randrange(len(words))] = "indeed"
        start = chance.randrange(len(words) // 3)
        made.append(
            report(" ".join(words[start : start + chance.randint(30, 120)]), doc_id=str(n), day=chance.randrange(12))
        )
    return made


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("anchors", [1, 2, 4])
def test_groups_do_not_depend_on_the_order_even_where_buckets_are_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, anchors: int
) -> None:
    monkeypatch.setattr(copies, "SKETCHES", Index("sketch", anchors))
    reports = variants(seed)
    seen = set()
    for turn in range(3):
        with open_archive(tmp_path / str(turn), write=True) as archive:
            add_all(archive, reports)
            seen.add((content_digest(archive.connection), frozenset(groups(archive, reports))))
        random.Random(turn).shuffle(reports)
    assert len(seen) == 1


def test_the_digest_tells_archives_with_other_groups_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digests = []
    for apart in (14, 0):
        monkeypatch.setattr(copies, "DAYS_APART", apart)
        with open_archive(tmp_path / str(apart), write=True) as archive:
            add_all(archive, [report(WIRE, doc_id="first"), report(WIRE + " ", doc_id="later", day=3)])
            digests.append(content_digest(archive.connection))
    assert digests[0] != digests[1]


def test_copies_and_stories_of_an_archive_of_the_first_version_are_found_when_it_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    told = [coded("first", Act()), coded("second", Act(words="stormed")), Coded(report=report(WIRE, doc_id="wire"), coder=LINE),
            Coded(report=report(WIRE, title="Road closed", doc_id="late"), coder=LINE)]  # fmt: skip
    with open_archive(tmp_path / "a", write=True) as archive:
        add_in(archive, told)
        kept = content_digest(archive.connection)
    with sqlite3.connect(tmp_path / "a" / FILE) as file:
        for step in MIGRATIONS[1:]:
            for kind, made in re.findall(r"CREATE (TABLE|TRIGGER) (\w+)", " ".join(step.statements)):
                file.execute(f"DROP {kind} IF EXISTS {made}")
            for made in re.findall(r"CREATE INDEX (\w+) ON event ", " ".join(step.statements)):
                file.execute(f"DROP INDEX {made}")
        file.execute("DELETE FROM migration WHERE number > 1")
    with open_archive(tmp_path / "a", write=True) as archive:
        assert content_digest(archive.connection) == kept
        assert len(copies_of(archive.connection, "wire")) == 2
        assert story_id(archive.connection, told[0].events[0].id) == story_id(archive.connection, told[1].events[0].id)
