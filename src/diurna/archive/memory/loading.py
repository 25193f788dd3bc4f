"""The columns in memory, read from the tables once and then kept up to date by what changed: new keys, and those that `event_change` names."""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from diurna.archive.memory.columns import DICTIONARIES, PARTIES, RECORDS, VOICES, Growing, Numbers, View, Words
from diurna.archive.memory.saved import TABLES, save, saved
from diurna.archive.store import FILE, Archive

AT_ONCE = 50_000
"""Records read from the tables at once."""
VIEWS_KEPT = 8
"""Views of earlier states, for readers who began before the last commit."""
WORTH_SAVING = 50_000
"""Rows that are not saved yet above which they are; fewer are read in a second or two."""
MOST_STRUCK = 0.2
"""Share of rows struck out above which all are read anew."""
_RECORDS = """
    SELECT e.key, e.id, e.report_key, e.event, e.quad_code, e.cameo, e.goldstein, e.day, e.date, e.modes, e.contexts, e.voices, e.status, e.place,
        e.country_code, e.lat, e.lon, e.confidence, r.publisher, m.story, s.day, s.reports
    FROM event e JOIN report r ON r.key = e.report_key LEFT JOIN story_member sm ON sm.event_key = e.key
    LEFT JOIN mention m ON m.key = sm.mention_key LEFT JOIN story_summary s ON s.story = m.story
    WHERE e.key {which} ORDER BY e.key
"""
_PARTIES = (
    "SELECT event_key, side, code, name, sectors FROM party WHERE event_key {which} ORDER BY event_key, side, position"
)
_VOICES = "SELECT event_key, code, name FROM voice WHERE event_key {which} ORDER BY event_key, position"
_LISTED = "IN (SELECT value FROM json_each(?))"
_BETWEEN = "BETWEEN ? AND ?"


_READINGS = count()


class Memory:
    """The columns of one archive."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._views: deque[View] = deque(maxlen=VIEWS_KEPT)
        self._of_file: int | None = None
        self._seen = ""
        self._forget()

    def view(self, archive: Archive) -> View:
        """The columns at the state in which the archive is read: exactly, where it is read within `reading()`."""
        with self._lock:
            state = archive.state
            if self._views and state == self._seen:
                return self._views[-1]
            connection = _driver(archive)
            number, oldest, highest = connection.execute(
                "SELECT (SELECT max(number) FROM event_change), (SELECT min(number) FROM event_change), (SELECT max(key) FROM event)"
            ).fetchone()
            now = (number or 0, highest or 0)
            of_file = (archive.path / FILE).stat().st_ino
            if of_file != self._of_file:
                self._forget()
                self._of_file = of_file
            for known in reversed(self._views):
                if known.state == now:
                    return known
            if self._views and now < self._views[-1].state:  # its reader began long before others who came later
                return self._views[-1]
            last = self._views[-1] if self._views else None
            struck = last.size - int(last.live.sum()) if last else 0
            if last and ((oldest or 0) > last.state[0] + 1 or struck > MOST_STRUCK * last.size + AT_ONCE):
                self._forget()
                last = None
            if last is None and (last := self._saved(archive, connection)):
                self._rows_saved = last.size
            view = self._changed(connection, last, now) if last else self._whole(connection, now)
            if view.size > self._rows_saved + max(WORTH_SAVING, self._rows_saved // 5):
                save(archive.path, view)
                self._rows_saved = view.size
            self._views.append(view)
            self._seen = state
            return view

    def _forget(self) -> None:
        self._records, self._parties, self._voices = Growing(RECORDS), Growing(PARTIES), Growing(VOICES)
        self._words: Mapping[str, Words] = {name: Words() for name in sorted(set(DICTIONARIES.values()))}
        self._row_of = np.empty(0, np.int32)
        self._rows_saved = 0
        self._reading = next(_READINGS)
        self._views.clear()

    def _saved(self, archive: Archive, connection: sqlite3.Connection) -> View | None:
        """The view that an earlier process saved."""
        found = saved(archive.path, connection)
        if found is None:
            return None
        arrays, texts, state = found
        tables = (
            Growing(layout, {name: arrays[f"{table}.{name}"] for name in layout}) for table, layout in TABLES.items()
        )
        self._records, self._parties, self._voices = tables
        self._words = {name: Words(some) for name, some in texts.items()}
        self._row_of = arrays["row_of"]
        return self._view(arrays["live"], state)

    def _whole(self, connection: sqlite3.Connection, now: tuple[int, int]) -> View:
        for first in range(1, now[1] + 1, AT_ONCE):
            self._add(connection, _BETWEEN, (first, first + AT_ONCE - 1), now[1])
        return self._view(np.ones(self._records.size, bool), now)

    def _changed(self, connection: sqlite3.Connection, last: View, now: tuple[int, int]) -> View:
        """The view after a commit: rows of changed records are struck out, and what they are now is added, as new records are."""
        changed = [
            key
            for (key,) in connection.execute(
                "SELECT DISTINCT event_key FROM event_change WHERE number > ?", [last.state[0]]
            )
        ]
        live, highest = last.live, last.state[1]
        if changed:
            keys = np.array(changed)
            keys = keys[keys < len(self._row_of)]
            self._row_of = self._row_of.copy()  # earlier views have the one before
            rows = self._row_of[keys]
            live = live.copy()
            live[rows[rows >= 0]] = False
            self._row_of[keys] = -1
            highest = int(last.records["key"][live].max(initial=0))
            again = json.dumps([key for key in changed if key <= highest])
            self._add(connection, _LISTED, (again,), now[1])
        if now[1] > highest:
            self._add(connection, _BETWEEN, (highest + 1, now[1]), now[1])
        return self._view(np.concatenate([live, np.ones(self._records.size - len(live), bool)]), now)

    def _view(self, live: Numbers, now: tuple[int, int]) -> View:
        return View(
            records=self._records.view(),
            parties=self._parties.view(),
            voices=self._voices.view(),
            live=live,
            row_of=self._row_of,
            words=self._words,
            state=now,
            reading=self._reading,
        )

    def _add(self, connection: sqlite3.Connection, which: str, values: Sequence[Any], highest: int) -> None:
        """Add the records of some keys."""
        rows = connection.execute(_RECORDS.format(which=which), values).fetchall()
        if not rows:
            return
        (key, id_, report, event, quad, cameo, goldstein, day, date_, modes, contexts, stances, status, place, country, lat, lon, confidence,
         publisher, story, story_day, reports) = zip(*rows, strict=True)  # fmt: skip
        texts = {
            "event": event, "cameo": cameo, "modes": modes, "contexts": contexts, "stances": stances, "status": status, "place": place,
            "country": country, "publisher": publisher,
        }  # fmt: skip
        keys, first = np.array(key, np.int64), self._records.size
        self._records.add(
            {
                "key": keys,
                "id": [int(one, 16) for one in id_],
                "report": report,
                "quad": [one or 0 for one in quad],
                "goldstein": np.array(goldstein, np.float64),  # None: NaN
                "day": _ordinals(day),
                "dated": [one is not None for one in date_],
                "lat": np.array(lat, np.float64),
                "lon": np.array(lon, np.float64),
                "confidence": confidence,
                "story": [int(one, 16) if one else 0 for one in story],
                "story_day": _ordinals(story_day),
                "story_reports": [one or 0 for one in reports],
                **self._numbered(texts),
            }
        )
        self._row_of = _long(self._row_of, max(highest, int(keys.max())) + 1)
        self._row_of[keys] = np.arange(first, self._records.size, dtype=np.int32)
        if parties := connection.execute(_PARTIES.format(which=which), values).fetchall():
            of, side, code, name, sectors = zip(*parties, strict=True)
            made = self._numbered({"code": code, "name": name, "sectors": sectors})
            made |= {"row": self._row_of[np.array(of)], "side": np.array([one == "recipient" for one in side], np.int8)}
            self._parties.add(made | {"is_first": _first(made)})
        if voices := connection.execute(_VOICES.format(which=which), values).fetchall():
            of, code, name = zip(*voices, strict=True)
            self._voices.add({"row": self._row_of[np.array(of)], **self._numbered({"code": code, "name": name})})

    def _numbered(self, columns: Mapping[str, Sequence[str | None]]) -> dict[str, Numbers]:
        return {name: np.array(self._words[DICTIONARIES[name]].numbers(texts)) for name, texts in columns.items()}


def _first(parties: Mapping[str, Numbers]) -> Numbers:
    """Which parties are the first with their code on their side of their record."""
    place = (parties["row"].astype(np.int64) * 2 + parties["side"]) << 31 | parties["code"]
    found = np.zeros(len(place), bool)
    found[np.unique(place, return_index=True)[1]] = True
    return found


def _long(column: Numbers, size: int) -> Numbers:
    """A column of at least so many places, further ones -1. What is longer is a new array: earlier views keep theirs."""
    if size <= len(column):
        return column
    grown = np.full(size * 5 // 4 + 1024, -1, np.int32)
    grown[: len(column)] = column
    return grown


def _ordinals(days: Sequence[str | None]) -> list[int]:
    return [_ordinal(day) for day in days]


@cache
def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0


def _driver(archive: Archive) -> sqlite3.Connection:
    """SQLite's own connection, in the transaction that the archive is read in: a million rows of SQLAlchemy's would take as long again."""
    driver = archive.connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


_MEMORIES: dict[Path, Memory] = {}
_LOCK = Lock()
MOST_ARCHIVES = 4
"""Archives whose columns are kept, at most; those asked for longest ago go first."""


def memory(archive: Archive) -> View:
    """The columns of an archive in memory, at the state in which it is read."""
    path = archive.path.absolute()
    with _LOCK:
        found = _MEMORIES.pop(path, None) or Memory()
        _MEMORIES[path] = found
        while len(_MEMORIES) > MOST_ARCHIVES:
            del _MEMORIES[next(iter(_MEMORIES))]
    return found.view(archive)
