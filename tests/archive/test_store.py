"""An archive on disk: opened, brought up to date, and refused in words that tell what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from diurna.archive import Archive, Coded, add, content_digest, open_archive
from diurna.archive.columns import refresh_columns
from diurna.archive.migrations import MIGRATIONS
from diurna.archive.schema import metadata
from diurna.archive.store import FILE
from diurna.errors import ArchiveError
from diurna.record import Report
from tests.archive.made_up import coded_reports
from tests.fake_coder import FakeCoder

REPORT = Report.from_text("Talks in Bree\n\nThe king met the steward.", doc_id="bree")


def coded(report: Report = REPORT) -> Coded:
    return Coded(report=report, events=tuple(FakeCoder().code(report)), coder='{"versions":{"diurna":"test"}}')


def test_the_tables_that_queries_name_are_those_that_the_migrations_make(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True) as archive:
        made = inspect(archive.connection)
        for name, table in metadata.tables.items():
            columns = [c["name"] for c in made.get_columns(name)]
            assert [c.name for c in table.columns if c.name != "rowid"] == columns, name


def test_a_writer_makes_the_archive_and_readers_see_what_it_committed_while_it_writes_on(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True) as writer:
        empty = content_digest(writer.connection)
        with writer.writing() as connection:
            add(connection, coded())
            with open_archive(tmp_path / "a") as reader:
                assert content_digest(reader.connection) == empty
        with open_archive(tmp_path / "a") as reader:
            assert content_digest(reader.connection) == content_digest(writer.connection) != empty


def add_and_fail(archive: Archive) -> None:
    with archive.writing() as connection:
        add(connection, coded())
        raise RuntimeError


def test_what_fails_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True) as archive:
        before = content_digest(archive.connection)
        with pytest.raises(RuntimeError):
            add_and_fail(archive)
        assert content_digest(archive.connection) == before


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    open_archive(tmp_path / "a", write=True).close()
    with open_archive(tmp_path / "a") as archive, pytest.raises(ArchiveError, match="opened for reading"):
        archive.writing().__enter__()


def refusal(path: Path, *, write: bool) -> str:
    with pytest.raises(ArchiveError) as refused:
        open_archive(path, write=write)
    return str(refused.value)


def test_nothing_there(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path / "a", write=False)
        == f"{tmp_path}/a: no archive here; make one with: diurna add SOURCE --to {tmp_path}/a"
    )


def test_a_file_or_a_folder_of_other_things(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert "a folder of other things" in refusal(tmp_path, write=True)
    assert "an archive is a folder" in refusal(tmp_path / "notes.txt", write=True)


def test_two_writers(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True):
        assert f"process {os.getpid()} is writing to it" in refusal(tmp_path / "a", write=True)
    open_archive(tmp_path / "a", write=True).close()


def test_a_newer_archive_is_not_touched(tmp_path: Path) -> None:
    open_archive(tmp_path / "a", write=True).close()
    with sqlite3.connect(tmp_path / "a" / FILE) as file:
        file.execute("INSERT INTO migration (number, name) VALUES (999, '0999 wings')")
    for write in (False, True):
        assert "written by a newer Diurna (it has taken the step '0999 wings')" in refusal(tmp_path / "a", write=write)


def test_an_older_archive_is_brought_up_to_date_when_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diurna.archive.migrations.MIGRATIONS", MIGRATIONS[:1])
    monkeypatch.setattr("diurna.archive.store.MIGRATIONS", MIGRATIONS[:1])
    open_archive(tmp_path / "a", write=True).close()
    monkeypatch.undo()
    with open_archive(tmp_path / "a") as archive:
        taken = archive.connection.execute(text("SELECT count(*) FROM migration")).scalar()
        assert taken == len(MIGRATIONS)


def test_a_damaged_file(tmp_path: Path) -> None:
    open_archive(tmp_path / "a", write=True).close()
    (tmp_path / "a" / FILE).write_bytes(b"not a database, whatever its name says" * 300)
    assert f"{FILE} is damaged" in refusal(tmp_path / "a", write=False)


def test_a_full_disk_ends_in_one_line_and_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    with open_archive(tmp_path / "a", write=True) as archive:
        with archive.writing() as connection:
            add(connection, coded())
        kept = content_digest(archive.connection)
        pages = archive.connection.execute(text("PRAGMA page_count")).scalar()
        archive.connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        large = Report.from_text("Talks\n\n" + "The king met the steward. " * 900, doc_id="large")
        with (
            pytest.raises(ArchiveError, match="the disk is full; what was added before is safe"),
            archive.writing() as connection,
        ):
            add(connection, coded(large))
        assert content_digest(archive.connection) == kept
        archive.connection.execute(text("PRAGMA max_page_count = 1000000"))
        with archive.writing() as connection:
            add(connection, coded(large))


READ_ONLY = """
import os, sys
from diurna.archive import open_archive, content_digest
from diurna.errors import ArchiveError
open_archive(sys.argv[1]).close()  # all that is imported is imported before the rights are given up
os.setuid(65534)
print(content_digest(open_archive(sys.argv[1]).connection))
try:
    open_archive(sys.argv[1], write=True)
except ArchiveError as error:
    print(error)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="to become a user without rights, the test must be started as root")
def test_a_read_only_archive_is_read_and_not_written(tmp_path: Path) -> None:
    for parent in (tmp_path, *tmp_path.parents[:-1]):
        if parent.stat().st_uid == os.getuid() and parent != Path("/tmp"):
            parent.chmod(0o755)
    with open_archive(tmp_path / "a", write=True) as archive:
        with archive.writing() as connection:
            add(connection, coded())
        digest = content_digest(archive.connection)
    for file in (tmp_path / "a").iterdir():
        file.chmod(0o444)
    (tmp_path / "a").chmod(0o555)
    said = subprocess.run(
        [sys.executable, "-c", READ_ONLY, tmp_path / "a"], capture_output=True, text=True, check=False, env=os.environ
    )
    assert said.stdout.splitlines() == [
        digest,
        f"{tmp_path}/a: cannot be written (Permission denied); check the permissions of the folder",
    ], said.stderr


def test_a_short_transaction_is_written_beside_a_writer(tmp_path: Path) -> None:
    coded = list(coded_reports(3))
    with open_archive(tmp_path / "a", write=True) as writer:
        with writer.writing() as connection:
            add(connection, coded[0])
        with open_archive(tmp_path / "a", write=True, beside=True) as beside:
            assert beside.is_writable and not beside.is_alone
            with beside.writing() as connection:
                add(connection, coded[1])
            with pytest.raises(ArchiveError, match="refreshed by what holds it"):
                refresh_columns(beside)
        with writer.writing() as connection:
            add(connection, coded[2])
        found = writer.connection.execute(text("SELECT doc_id FROM report ORDER BY key")).scalars()
        assert list(found) == [one.report.doc_id for one in coded]


def test_to_write_beside_others_there_must_be_an_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        open_archive(tmp_path / "a", write=True, beside=True)
