"""The records by month as Parquet files: a copy that is derived, for counting and grouping over all of them.

`adding.py` marks the months that it changes as stale, in its own transaction; a file is written anew here, under another name first, and
the mark is taken away after, unless somebody wrote meanwhile. So a file without a mark is never behind the records, whenever a process was killed. A reader who may not
write has the stale months written to a folder of its own.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, delete, select, text

from diurna.archive.schema import event, party, report, stale_month, toll, voice
from diurna.archive.store import COLUMNS, Archive
from diurna.errors import ArchiveError

if TYPE_CHECKING:
    import duckdb

T = TypeVar("T")

UNDATED = "undated"
TRIES = 5
"""How often columns that change while they are read are read anew."""
KINDS = ("dead", "injured", "arrested", "displaced", "participants")
LAYOUT: Mapping[str, str] = {
    "key": "BIGINT",
    "id": "VARCHAR",
    "doc_id": "VARCHAR",
    "publisher": "VARCHAR",
    "url": "VARCHAR",
    "title": "VARCHAR",
    "published": "DATE",
    "event": "VARCHAR",
    "mode": "VARCHAR[]",
    "context": "VARCHAR[]",
    "cameo": "VARCHAR",
    "goldstein": "DOUBLE",
    "event_scale": "DOUBLE",
    "quad_code": "TINYINT",
    "day": "DATE",
    "date": "DATE",
    "enddate": "DATE",
    "actor_code": "VARCHAR[]",
    "actor_name": "VARCHAR[]",
    "actor_sector": "VARCHAR[]",
    "recipient_code": "VARCHAR[]",
    "recipient_name": "VARCHAR[]",
    "recipient_sector": "VARCHAR[]",
    "place": "VARCHAR",
    "country_code": "VARCHAR",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "status": "VARCHAR",
    "stance": "VARCHAR[]",
    "voice_code": "VARCHAR[]",
    **{f"{kind}_{end}": "BIGINT" for kind in KINDS for end in ("low", "high")},
    "confidence": "DOUBLE",
    "link": "VARCHAR",
}
"""The columns and their types. `day` is `date`, or the report's day where the act's is not told; `key` joins to the store."""


def refresh_columns(archive: Archive) -> int:
    """Write the stale months anew; how many. Raises ArchiveError where the archive is not open to write alone, or the disk refuses.

    A month in which somebody keeps writing stays stale: readers, and the next call, see to it.
    """
    if not archive.is_alone:
        raise ArchiveError(f"{archive.path}: opened without its lock; its columns are refreshed by what holds it")
    months = _stale(archive.connection)
    if not months:
        return 0
    import duckdb

    with duckdb.connect(":memory:") as duck:
        return sum(_refresh(archive, duck, month) for month in months)


def _refresh(archive: Archive, duck: duckdb.DuckDBPyConnection, month: str) -> bool:
    for _ in range(TRIES):
        before = _version(archive.connection)
        _write(duck, month_rows(archive.connection, month), archive.path / COLUMNS / f"{month}.parquet")
        with archive.writing() as connection:
            if _version(connection) == before:  # nobody who writes beside this process did so since the rows were read
                connection.execute(delete(stale_month).where(stale_month.c.month == month))
                return True
    return False


def _version(connection: Connection) -> int:
    """A number that is another one after another connection wrote."""
    return int(connection.execute(text("PRAGMA data_version")).scalar_one())


@contextmanager
def columns_view(archive: Archive) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB connection, in memory, with a view `events` over the columns of all records as they are now."""
    import duckdb

    if archive.is_alone:
        refresh_columns(archive)
    stale = _stale(archive.connection)
    with tempfile.TemporaryDirectory(prefix="diurna-columns-") as own, duckdb.connect(":memory:") as duck:
        duck.execute("SET TimeZone = 'UTC'")
        if stale:
            rows = (row for month in stale for row in month_rows(archive.connection, month))
            _write(duck, rows, Path(own) / "stale.parquet")
        kept = sorted((archive.path.absolute() / COLUMNS).glob("*.parquet"))
        files = [file for file in (*kept, *Path(own).glob("*.parquet")) if file.stem not in stale]
        if files:
            source = f"read_parquet({_list(files)})"
        else:
            none = ", ".join(f'NULL::{kind} AS "{name}"' for name, kind in LAYOUT.items())
            source = f"(SELECT {none} WHERE false)"
        duck.execute(f"CREATE VIEW events AS SELECT * FROM {source}")
        # A query sees these files, and neither others nor the network.
        duck.execute(f"SET allowed_directories = {_list([archive.path.absolute() / COLUMNS, Path(own)])}")
        duck.execute("SET enable_external_access = false")
        duck.execute("SET lock_configuration = true")
        yield duck


def ask_columns_view(archive: Archive, ask: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
    """What `ask` finds in the view of `columns_view`.

    A writer may put a new file in the place of one while DuckDB, which opens each more than once, reads it: then it is asked anew.
    """
    import duckdb

    for _ in range(TRIES):
        before = _files(archive)
        try:
            with columns_view(archive) as columns:
                return ask(columns)
        except duckdb.Error:
            if _files(archive) == before:
                raise
    with columns_view(archive) as columns:
        return ask(columns)


def _files(archive: Archive) -> frozenset[tuple[str, int, int]]:
    """The files of columns as they are now: name, time and number of each."""
    found = set()
    for file in (archive.path / COLUMNS).glob("*.parquet"):
        with suppress(OSError):  # taken away since it was listed
            state = file.stat()
            found.add((file.name, state.st_mtime_ns, state.st_ino))
    return frozenset(found)


def _list(paths: Sequence[Path]) -> str:
    """Paths as SQL: a list of quoted strings."""
    return "[" + ", ".join(_quoted(path) for path in paths) + "]"


def _quoted(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _stale(connection: Connection) -> list[str]:
    return list(connection.execute(select(stale_month.c.month).order_by(stale_month.c.month)).scalars())


def _write(duck: duckdb.DuckDBPyConnection, rows: Iterator[dict[str, Any]], file: Path) -> None:
    """A Parquet file of rows, whole or not at all; none for no rows. By way of JSON lines, which DuckDB reads fast."""
    import duckdb

    kinds = ", ".join(f"'{name}': '{kind}'" for name, kind in LAYOUT.items())
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".jsonl", prefix="diurna-") as lines:
            written = 0
            for row in rows:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                written += 1
            lines.flush()
            if not written:
                file.unlink(missing_ok=True)
                return
            source = f"read_json({_list([Path(lines.name)])}, format = 'newline_delimited', columns = {{{kinds}}})"
            form = "(FORMAT parquet, COMPRESSION zstd)"
            duck.execute(f"COPY (SELECT * FROM {source} ORDER BY day, id) TO {_quoted(part)} {form}")
        part.replace(file)
    except (OSError, duckdb.Error) as error:
        part.unlink(missing_ok=True)
        raise ArchiveError(f"{file}: cannot be written ({error}); the records themselves are safe") from error


def month_rows(connection: Connection, month: str) -> Iterator[dict[str, Any]]:
    """The records of a month ("2023-05", or "undated") as rows of LAYOUT."""
    if month == UNDATED:
        own = event.c.day.is_(None)
    else:
        own = event.c.day.between(f"{month}-01", f"{month}-31")
    keys = select(event.c.key).where(own)
    parties = _grouped(connection, select(party).where(party.c.event_key.in_(keys)).order_by(party.c.position))
    voices = _grouped(connection, select(voice).where(voice.c.event_key.in_(keys)).order_by(voice.c.position))
    tolls = _grouped(connection, select(toll).where(toll.c.event_key.in_(keys)))
    of_report = ("doc_id", "publisher", "url", "title", "published")
    plain = [name for name in LAYOUT if name in event.c or name in of_report]
    named = [report.c[name] if name in of_report else event.c[name] for name in plain]
    query = (
        select(*named, event.c.modes, event.c.contexts, event.c.voices)
        .join(report, report.c.key == event.c.report_key)
        .where(own)
    )
    for *values, modes, contexts, stances in connection.execute(query):
        row = dict(zip(plain, values, strict=True))
        key = row["key"]
        yield row | {
            "mode": modes.split(),
            "context": contexts.split(),
            **_sides(parties.get(key, ())),
            "stance": stances.split(),
            "voice_code": [v.code for v in voices.get(key, ())],
            **{f"{t.kind}_{end}": getattr(t, end) for t in tolls.get(key, ()) for end in ("low", "high")},
        }


def _sides(parties: Sequence[Any]) -> dict[str, Sequence[str | None]]:
    return {
        name: value
        for side in ("actor", "recipient")
        for name, value in (
            (f"{side}_code", [p.code for p in parties if p.side == side]),
            (f"{side}_name", [p.name for p in parties if p.side == side]),
            (f"{side}_sector", [" ".join(p.sectors.split()) for p in parties if p.side == side]),
        )
    }


def _grouped(connection: Connection, query: Any) -> dict[int, list[Any]]:
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        rows[row.event_key].append(row)
    return rows
