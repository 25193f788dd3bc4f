"""The passage of a report that a search shows: SQLite's own, but of a long text in pieces, for its work grows with the square of the words found."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing

from sqlalchemy import ColumnElement, Connection, LargeBinary, cast, func, literal_column, select

from diurna.archive.schema import report, report_words

LONG = 40_000
"""Bytes of a text that is taken in pieces; a piece has as many characters."""
OVERLAP = 500
"""Characters that a piece shares with the one before, so that a passage is in one of them."""
WORDS_SHOWN = 24


def passages(connection: Connection, keys: Sequence[int], query: str) -> dict[int, str]:
    """By key of a report, its words around those of an FTS5 query, these between « and »."""
    match = literal_column("report_words").op("MATCH")(query)
    lengths = select(report.c.key, func.length(cast(report.c.text, LargeBinary)) > LONG).where(report.c.key.in_(keys))
    is_long = {key: bool(long) for key, long in connection.execute(lengths)}
    snippet: ColumnElement[str] = literal_column(_snippet("report_words", 1))
    short = select(report_words.c.rowid, snippet).where(match, report_words.c.rowid.in_([key for key in keys if not is_long[key]]))  # fmt: skip
    found = {row[0]: row[1] for row in connection.execute(short)}
    texts = select(report.c.key, report.c.text).where(report.c.key.in_([key for key in keys if is_long[key]]))
    found |= {key: passage_of(text, query) for key, text in connection.execute(texts)}
    return {key: " ".join(passage.split()) for key, passage in found.items()}


def passage_of(text: str, query: str) -> str:
    """The passage of one text, piece by piece: of the first that holds what is asked for, else of the first that holds a word of it, else its beginning."""
    pieces = [text[start : start + LONG] for start in range(0, len(text), LONG - OVERLAP)]
    any_word = " OR ".join(re.findall(r'"[^"]*"\*?', query.partition(" NOT (")[0]))
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute("CREATE VIRTUAL TABLE piece USING fts5(text, tokenize='unicode61 remove_diacritics 2')")
        memory.executemany("INSERT INTO piece (text) VALUES (?)", ((piece,) for piece in pieces))
        for asked in filter(None, (query, any_word)):
            first = memory.execute(
                f"SELECT {_snippet('piece', 0)} FROM piece WHERE piece MATCH ? ORDER BY rowid LIMIT 1", (asked,)
            ).fetchone()
            if first is not None:
                return str(first[0])
    return " ".join(text[: 20 * WORDS_SHOWN].split()[:WORDS_SHOWN]) + " …"


def _snippet(table: str, column: int) -> str:
    return f"snippet({table}, {column}, '«', '»', '…', {WORDS_SHOWN})"
