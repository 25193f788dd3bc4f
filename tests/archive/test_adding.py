"""What goes into an archive comes out of it, whatever it is and in whatever order it came."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from diurna.archive import (
    Archive,
    Coded,
    Known,
    add,
    coder_line,
    content_digest,
    event_by_id,
    events_of_report,
    known,
    open_archive,
    refused,
    replace_coding,
    report_by_id,
)
from diurna.archive.schema import coding, event, party, party_sector, past_record, record, report, toll, voice
from diurna.record import Event, Report
from tests.record.samples import ASSAULT, CODER, REPORT, REQUEST
from tests.record.strategies import events, reports

LINE = coder_line({"versions": CODER, "min_confidence": 0.5})
SAMPLE = Coded(report=REPORT, events=(REQUEST, ASSAULT), coder=LINE)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return open_archive(tmp_path / "a", write=True)


def added(archive: Archive, *codeds: Coded) -> list[int]:
    with archive.writing() as connection:
        return [add(connection, coded) for coded in codeds]


def test_a_report_and_its_records_come_back_as_they_went_in(archive: Archive) -> None:
    added(archive, SAMPLE)
    assert report_by_id(archive.connection, "bree-1") == REPORT
    assert events_of_report(archive.connection, "bree-1") == [REQUEST, ASSAULT]
    assert event_by_id(archive.connection, ASSAULT.id) == ASSAULT
    assert report_by_id(archive.connection, "nowhere") is None
    assert event_by_id(archive.connection, "nowhere") is None


@settings(max_examples=30)
@given(data=st.data(), one=reports)
def test_whatever_report_and_records(
    data: st.DataObject, one: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = [
        Event(**{name: getattr(e, name) for name in Event.__slots__} | {"coder": CODER, "id": f"{n:016x}"})
        for n, e in enumerate(data.draw(st.lists(events(one), max_size=2)))
    ]
    with open_archive(tmp_path_factory.mktemp("a") / "a", write=True) as archive:
        if refused(one):
            return
        (key,) = added(archive, Coded(report=one, events=tuple(found), coder=LINE))
        assert report_by_id(archive.connection, one.doc_id) == one
        assert events_of_report(archive.connection, one.doc_id) == found
        with archive.writing() as connection:
            replace_coding(connection, key, Coded(report=one, coder=coder_line({"versions": {"diurna": "2"}})))
        for table in (event, record, party, party_sector, voice, toll):
            assert archive.connection.execute(select(func.count()).select_from(table)).scalar() == 0, table.name
        assert (
            archive.connection.execute(
                text("SELECT count(*) FROM event_words WHERE event_words MATCH 'a OR e'")
            ).scalar()
            == 0
        )


def test_a_report_is_known_by_its_id_and_by_its_content(archive: Archive) -> None:
    added(archive, SAMPLE)
    again = Report.from_text(REPORT.text, doc_id="other id", title=REPORT.title, published=REPORT.published,
                             publisher=REPORT.publisher, url=REPORT.url)  # fmt: skip
    changed = Report.from_text("Bree is calm", doc_id="bree-1")
    assert known(archive.connection, REPORT) == Known("bree-1", True)
    assert known(archive.connection, again) == Known("bree-1", True)
    assert known(archive.connection, changed) == Known("bree-1", False)
    assert known(archive.connection, Report.from_text("Bree is calm")) is None


def test_half_a_character_is_refused_by_name(archive: Archive) -> None:
    reason = refused(Report.from_text("Talks \ud83d in Bree", doc_id="half"))
    assert reason is not None
    assert reason.startswith("character 6 of text is half a character (\\ud83d)")
    assert refused(REPORT) is None


def test_the_digest_depends_on_the_content_and_not_on_the_order(tmp_path: Path) -> None:
    other = Coded(report=Report.from_text("Bree is calm", doc_id="calm", published=date(2024, 3, 4)), coder=LINE)
    digests = set()
    for name, order in (("a", (SAMPLE, other)), ("b", (other, SAMPLE))):
        with open_archive(tmp_path / name, write=True) as archive:
            added(archive, *order)
            digests.add(content_digest(archive.connection))
    with open_archive(tmp_path / "c", write=True) as archive:
        added(archive, SAMPLE)
        assert content_digest(archive.connection) not in digests
    assert len(digests) == 1


def test_a_new_coding_takes_the_place_of_the_old_one_which_is_kept(archive: Archive) -> None:
    (key,) = added(archive, SAMPLE)
    newer = coder_line({"versions": {"diurna": "2"}})
    with archive.writing() as connection:
        replace_coding(connection, key, Coded(report=REPORT, events=(), coder=newer))
    assert events_of_report(archive.connection, "bree-1") == []
    rows = archive.connection.execute(select(coding.c.coder, coding.c.is_current).order_by(coding.c.key)).all()
    assert [tuple(row) for row in rows] == [(LINE, 0), (newer, 1)]
    kept = archive.connection.execute(select(past_record.c.id).order_by(past_record.c.position)).scalars()
    assert list(kept) == [REQUEST.id, ASSAULT.id]
    with archive.writing() as connection:  # back to the first coder: its records are current, and no longer past
        replace_coding(connection, key, SAMPLE)
    assert events_of_report(archive.connection, "bree-1") == [REQUEST, ASSAULT]
    assert archive.connection.execute(select(func.count()).select_from(past_record)).scalar() == 0


def test_a_report_without_a_day_takes_the_one_that_its_records_infer(archive: Archive) -> None:
    added(archive, SAMPLE)
    assert archive.connection.execute(select(report.c.day)).scalar() == "2024-03-03"
    days = archive.connection.execute(select(event.c.day, event.c.date).order_by(event.c.position)).all()
    assert days[1] == ("2024-02-28", "2024-02-28")
