"""What was computed of an archive, kept as long as the archive stays as it is: a small bounded store, safe under threads.

Use: `kept(archive, ("timeline", wanted), lambda: days_of(archive, wanted))`. The key names what is computed with all that it depends on but the archive
(values that can be hashed, as an EventFilter can); the archive's state is added here. Values are shared by all who ask: give frozen ones.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from diurna.archive.store import Archive

T = TypeVar("T")

MOST = 512
"""Values kept, at most; those asked for longest ago go first."""


class Kept:
    """A store of values by key. Two who ask for one value at the same time wait for one computation."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made where it is not kept. What `make` raises is raised, and nothing is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                value: T = self._values[key]
                return value
            making = self._making.setdefault(key, Lock())
        with making:  # of those who wait here, the first makes the value and the others find it
            with self._lock:
                if key in self._values:
                    found: T = self._values[key]
                    return found
            try:
                made = make()
            except BaseException:
                with self._lock:
                    self._making.pop(key, None)
                raise
            with self._lock:
                self._values[key] = made
                self._making.pop(key, None)
                while len(self._values) > self._most:
                    self._values.popitem(last=False)
            return made


_KEPT = Kept()


def kept(archive: Archive, what: Hashable, make: Callable[[], T]) -> T:
    """What `make` finds in the archive, or found while it was in the state that it is in now."""
    return _KEPT.get((_place(archive.path), archive.state, what), make)


def _place(path: Path) -> str:
    return str(path.absolute())
