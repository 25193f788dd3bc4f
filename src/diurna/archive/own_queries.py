"""Queries of users' own, which read and cannot change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DBAPIError

from diurna.archive.columns import columns_view
from diurna.archive.store import Archive
from diurna.errors import InputError


@dataclass(frozen=True, slots=True)
class Answer:
    """The names of the columns, and the rows."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def ask_columns(archive: Archive, query: str) -> Answer:
    """The answer to a query in DuckDB's SQL over the view `events` (LAYOUT in `columns.py`). Raises InputError with DuckDB's words.

    Other files, the network and settings are closed to the query.
    """
    import duckdb

    with columns_view(archive) as columns:
        try:
            answer = columns.execute(query)
            names = tuple(column[0] for column in answer.description or ())
            return Answer(names, answer.fetchall())
        except duckdb.Error as error:
            raise InputError(f"the query was refused: {str(error).strip()}") from None


def ask_tables(archive: Archive, query: str) -> Answer:
    """The answer to a query in SQLite's SQL over the tables of the archive, opened to read. Raises InputError with SQLite's words."""
    if archive.is_writable:
        raise InputError("a query of one's own is asked of an archive that is open to read only")
    try:
        answer = archive.connection.exec_driver_sql(query)
        if not answer.returns_rows:
            return Answer((), ())
        return Answer(tuple(answer.keys()), [tuple(row) for row in answer])
    except DBAPIError as error:
        raise InputError(f"the query was refused: {error.orig}") from None
