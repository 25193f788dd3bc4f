"""What was computed of an archive, kept as long as the archive stays as it is: a small bounded store, safe under threads.

Use: `kept(archive, ("timeline", wanted), lambda: days_of(archive, wanted))`. The key names what is computed with all that it depends on but the archive
(values that can be hashed, as an EventFilter can); the archive's state is added here. Values are shared by all who ask: give frozen ones.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from pathlib import Path
from threading import Lock
from time import monotonic
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
_RECENT: OrderedDict[Hashable, tuple[Any, float, float]] = OrderedDict()
"""Values that took long, with the time when they were made and the seconds that they took."""
_RECENT_LOCK = Lock()
LONG = 0.1
"""Seconds: a value that took less is made anew at once."""
PATIENCE = 20
"""Times as long as a value took to make, it may be given out again."""
MOST_PATIENCE = 10.0
"""Seconds that it is given out again, at most."""


OLDEST: ContextVar[float | None] = ContextVar("oldest", default=None)
"""When the oldest of the values was made that were given out again here since this was set to None; None where all are of now."""


def kept(archive: Archive, what: Hashable, make: Callable[[], T], *, is_patient: bool = False) -> T:
    """What `make` finds in the archive, or found while it was in the state that it is in now.

    `is_patient`: a value that took long to make may be some seconds old (MOST_PATIENCE), so that a large archive that is written to each second is not
    counted whole each second; then OLDEST tells. What is made of such a value is as old.
    """
    place = _place(archive.path)
    if is_patient:
        with _RECENT_LOCK:
            value, made, took = _RECENT.get((place, what), (None, 0.0, 0.0))
        if took > LONG and monotonic() - made < min(MOST_PATIENCE, PATIENCE * took):
            OLDEST.set(min(made, OLDEST.get() or made))
            recent: T = value
            return recent

    def timed() -> T:
        before = OLDEST.get()
        OLDEST.set(None)
        began = monotonic()
        try:
            value = make()
            oldest = OLDEST.get()
        finally:
            OLDEST.set(min((one for one in (before, OLDEST.get()) if one is not None), default=None))
        if is_patient:
            with _RECENT_LOCK:
                _RECENT[place, what] = value, oldest or monotonic(), monotonic() - began
                _RECENT.move_to_end((place, what))
                while len(_RECENT) > MOST // 4:
                    _RECENT.popitem(last=False)
        if oldest is not None:
            raise _OldError(value)
        return value

    try:
        return _KEPT.get((place, archive.state, what), timed)
    except _OldError as old:
        made_of_old: T = old.value
        return made_of_old


class _OldError(Exception):
    """A value that is not of this state, so it is not kept for it."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


def _place(path: Path) -> str:
    return str(path.absolute())
