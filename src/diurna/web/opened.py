"""The archive of a desk, opened to read by a few connections that are kept: to open one takes longer than many answers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from diurna.archive import Archive, open_archive
from diurna.archive.store import FILE

KEPT = max(4, 2 * (os.cpu_count() or 1))
"""Connections kept while nobody asks, at most; as many requests are answered at the same time. More would take turns, and each wait longer."""


class Opened:
    """Connections to one archive. A folder that was put in its place is opened anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._idle: list[tuple[int, Archive]] = []
        self._lock = Lock()

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """The archive, in a transaction of its own. Raises ArchiveError where it cannot be opened."""
        file, archive = self._take()
        try:
            with archive.reading():
                yield archive
        except BaseException:
            archive.close()
            raise
        with self._lock:
            if len(self._idle) < KEPT:
                self._idle.append((file, archive))
                return
        archive.close()

    def _take(self) -> tuple[int, Archive]:
        while True:
            with self._lock:
                file, archive = self._idle.pop() if self._idle else (0, None)
            try:
                now = (self._folder / FILE).stat().st_ino
            except OSError:
                now = -1  # `open_archive` says what is wrong
            if archive is None:
                return now, open_archive(self._folder)
            if file == now:
                return file, archive
            archive.close()
