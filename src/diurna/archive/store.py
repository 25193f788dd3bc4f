"""An archive on disk: a folder with one SQLite file, opened to read or to write.

    ARCHIVE/
      archive.sqlite    the truth: reports, codings, records, search
      columns/          records by month as Parquet: derived, made anew where absent (`columns.py`)
      writer.lock       held by the one process that adds, codes anew and makes columns

SQLite keeps a journal beside its file (WAL): readers see the last committed state while a writer writes, and a process that is killed
leaves what it had committed, whole. Who writes a line by hand (a correction, one report) does so beside the holder of the lock, for
SQLite lets one transaction write at a time.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from diurna.archive.migrations import MIGRATIONS, applied, check, migrate
from diurna.archive.summaries import sum_up
from diurna.errors import ArchiveError

FILE = "archive.sqlite"
LOCK = "writer.lock"
COLUMNS = "columns"
EARTH_KM = 6371.0
MAPPED_BYTES = 2**36
"""How much of the file readers map into memory, at most."""
WAIT_SECONDS = 10.0
"""How long a writer waits for the moment in which another connection commits."""


class Archive:
    """An open archive. `connection` answers queries; a writable one also takes `writing()`. Close it, or use it in `with`.

    `is_alone`: no other process has the writer's lock, so what is derived (columns) can be made anew.
    """

    def __init__(self, path: Path, engine: Engine, lock: IO[str] | None, *, beside: bool = False) -> None:
        self.path = path
        self.connection: Connection = engine.connect()
        self.is_alone = lock is not None
        self.is_writable = self.is_alone or beside
        self._engine = engine
        self._lock = lock
        self._state: str | None = None

    @property
    def state(self) -> str:
        """What changes with every commit of whoever writes. Within `reading()` and `writing()` it is that of the beginning, or an earlier one; never a later."""
        return self._state or state_of(self.path)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all that is done in it is kept, or nothing. Raises ArchiveError where the disk refuses."""
        if not self.is_writable:
            raise ArchiveError(f"{self.path}: opened for reading; open it with open_archive(path, write=True)")
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection
            sum_up(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Several queries that see the same state, whatever a writer commits meanwhile."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        self.connection.rollback()
        self._state = state_of(self.path)
        try:
            self.connection.execute(text(begin))
            yield self.connection
            self.connection.commit()
        except DBAPIError as error:
            self.connection.rollback()
            raise refusal(self.path, error) from error
        except BaseException:
            self.connection.rollback()
            raise
        finally:
            self._state = None

    def close(self) -> None:
        self.connection.close()
        self._engine.dispose()
        if self._lock is not None:
            self._lock.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def state_of(folder: Path) -> str:
    """The state of the archive in a folder: its files' times and sizes. Every commit writes to the file or to its journal, so none goes unseen."""
    told = []
    for name in (FILE, f"{FILE}-wal"):
        try:
            found = (folder / name).stat()
        except OSError:
            continue
        if found.st_size:  # a reader leaves an empty journal behind, which says nothing
            told.append(f"{name} {found.st_mtime_ns} {found.st_size} {found.st_ino};")
    return "".join(told)


def open_archive(path: str | Path, *, write: bool = False, make: bool = True, beside: bool = False) -> Archive:
    """Open the archive in a folder; to write, it is made where there is none, if `make`. One of an older Diurna is brought up to date.

    `beside`: to write short transactions into an archive that is there, even while another process holds the writer's lock.

    Raises ArchiveError: nothing there to read, a folder of other things, another process writing, a newer archive, no permission, a damaged file.
    """
    folder = Path(path)
    if (beside or not (write and make)) and not (folder / FILE).is_file():
        raise ArchiveError(f"{folder}: no archive here; make one with: diurna add SOURCE --to {folder}")
    if beside:
        return _opened(folder, "mode=rw", beside=True)
    return _open_to_write(folder) if write else _open_to_read(folder)


def _open_to_write(folder: Path) -> Archive:
    _make_folder(folder)
    lock = _lock(folder)
    engine = _engine(folder, "mode=rwc")
    try:
        with engine.connect() as connection:
            connection.execute(text("PRAGMA journal_mode = WAL"))
            migrate(connection, archive=str(folder))
        return Archive(folder, engine, lock)
    except BaseException as error:
        engine.dispose()
        lock.close()
        if isinstance(error, DBAPIError):
            raise refusal(folder, error) from error
        raise


def _open_to_read(folder: Path) -> Archive:
    return _opened(folder, "mode=ro" if _has_journal(folder) or _can_journal(folder) else "mode=ro&immutable=1")


def _opened(folder: Path, how: str, *, beside: bool = False) -> Archive:
    """Without the writer's lock, which only an archive of an older Diurna needs for a moment."""
    engine = _engine(folder, how)
    try:
        with engine.connect() as connection:
            done = applied(connection)
        check(done, archive=str(folder))
        if len(done) < len(MIGRATIONS):
            _open_to_write(folder).close()
        return Archive(folder, engine, None, beside=beside)
    except BaseException as error:
        engine.dispose()
        if isinstance(error, DBAPIError):
            raise refusal(folder, error) from error
        raise


def _has_journal(folder: Path) -> bool:
    return (folder / f"{FILE}-wal").exists()


def _can_journal(folder: Path) -> bool:
    """Whether SQLite can make the files beside its own that a reader of a journal needs: not on a disk that is read only."""
    return os.access(folder, os.W_OK)


def refusal(path: Path, error: DBAPIError) -> ArchiveError:
    """What SQLite said, in words that tell what to do."""
    said = str(error.orig or error)
    if "full" in said:
        return ArchiveError(
            f"{path}: the disk is full; what was added before is safe: make room and run the same command again"
        )
    if "readonly" in said or "unable to open" in said:
        return ArchiveError(f"{path}: cannot be written ({said}); check the permissions of the folder and its files")
    if "locked" in said or "busy" in said:
        return ArchiveError(f"{path}: another process is writing to it; run the same command again when that is done")
    if "malformed" in said or "not a database" in said:
        return ArchiveError(
            f"{path}: {FILE} is damaged ({said}); take it from a backup, or add the reports to a new archive"
        )
    if "disk I/O" in said:
        return ArchiveError(
            f"{path}: the disk refused ({said}); what was added before is safe: check the disk and run the same command again"
        )
    return ArchiveError(f"{path}: {said}")


def _make_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ArchiveError(f"{folder}: a file; an archive is a folder")
    if folder.is_dir() and not (folder / FILE).exists() and any(f.name != LOCK for f in folder.iterdir()):
        raise ArchiveError(f"{folder}: a folder of other things; name a new or an empty one for the archive")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be made ({error.strerror})") from error


def _lock(folder: Path) -> IO[str]:
    """The writer's lock: the system frees it when the process ends, however it ends."""
    try:
        lock = open(folder / LOCK, "a+", encoding="utf-8")  # noqa: SIM115 (held as long as the archive is open)
    except OSError as error:
        raise ArchiveError(
            f"{folder}: cannot be written ({error.strerror}); check the permissions of the folder"
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.seek(0)
        holder = lock.read().strip() or "another"
        lock.close()
        raise ArchiveError(
            f"{folder}: process {holder} is writing to it; run the same command again when that is done"
        ) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def _engine(folder: Path, how: str) -> Engine:
    uri = f"{(folder / FILE).absolute().as_uri()}?{how}"

    def connect() -> sqlite3.Connection:
        # isolation_level None: transactions begin where `Archive` says so, never by the driver's guess.
        connection = sqlite3.connect(uri, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")  # KiB
        connection.execute("PRAGMA temp_store = MEMORY")
        if how.startswith("mode=ro"):  # read where the system has it, not copied for each connection
            connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        connection.create_function("km_between", 4, km_between, deterministic=True)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def km_between(lat: float | None, lon: float | None, other_lat: float, other_lon: float) -> float | None:
    """The great-circle distance of two points in degrees, in kilometres; None where there is no first point."""
    if lat is None or lon is None:
        return None
    a, b = radians(lat), radians(other_lat)
    haversine = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(haversine)))
