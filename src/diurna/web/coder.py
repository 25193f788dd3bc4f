"""The coder, for pages that need one: a process of its own (`intake/coder_process.py`), started when it is first asked, ended when nobody asks for a while.

The desk knows it by its lines alone, and so starts and reads without a model. One request is answered at a time; some may wait. One that takes too
long, or kills the process, costs only itself: the next one finds a new process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from diurna.errors import InputError
from diurna.web.answers import RefusedError

COMMAND = (sys.executable, "-m", "diurna.intake.coder_process")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderSettings:
    """How the coder codes, as the options of `diurna code` say. `lexicon`: files and folders of one's own."""

    language_model: str | None = None
    lexicon: tuple[Path, ...] = ()
    statements: bool = False
    min_confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderLimits:
    """Seconds for an answer, for the start, to wait for one's turn, and without a request until it ends; requests at once, waiting ones with them."""

    answer: float = 60.0
    start: float = 120.0
    turn: float = 60.0
    idle: float = 300.0
    most: int = 8


class CoderProcess:
    """The coder of a running desk. Its methods may be called from several threads."""

    def __init__(
        self,
        settings: CoderSettings | None = None,
        limits: CoderLimits | None = None,
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._settings = settings or CoderSettings()
        self._limits = limits or CoderLimits()
        self._command = command
        self._turn = threading.Lock()
        self._places = threading.BoundedSemaphore(self._limits.most)
        self._running: subprocess.Popen[bytes] | None = None
        self._is_closed = False

    @property
    def is_running(self) -> bool:
        running = self._running
        return running is not None and running.poll() is None

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a request.

        Raises InputError for what cannot be read or coded; RefusedError: 503 where too many ask, or it cannot be started, 504 where it took too
        long, 500 where it failed.
        """
        if not self._places.acquire(blocking=False):
            raise self._busy()
        try:
            if not self._turn.acquire(timeout=self._limits.turn):
                raise self._busy()
            try:
                return _told(self._answer(json.dumps(request).encode() + b"\n"))
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def close(self) -> None:
        """End the process, whatever it does."""
        self._is_closed = True
        if (running := self._running) is not None:
            running.kill()
            running.wait()

    def _answer(self, line: bytes) -> dict[str, Any]:
        for is_last in (False, True):
            running, is_new = self._started()
            answer, is_late = _exchange(running, line, self._limits.answer)
            if answer is not None and not is_late:
                return answer
            status = self._ended()
            if answer is not None:  # in the very last moment
                return answer
            if is_late:
                raise RefusedError(504, f"coding it took more than {self._limits.answer:g} seconds, and was stopped")
            if status != 0 or is_new or is_last or self._is_closed:  # status 0: nobody had asked for a while
                raise RefusedError(
                    500,
                    f"the coder broke off (status {status}); it is started anew when it is asked again",
                )
        raise AssertionError("unreachable")

    def _started(self) -> tuple[subprocess.Popen[bytes], bool]:
        """The process, and whether it was started just now. Raises RefusedError where it cannot be."""
        if self._is_closed:
            raise RefusedError(503, "the desk is being closed")
        if self._running is not None:
            return self._running, False
        self._running = running = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C in the terminal is for the desk, which then ends it
        )
        answer, is_late = _exchange(running, self._first_line(), self._limits.start)
        if answer is not None and "coder" in answer:
            return running, True
        running.kill()
        status = self._ended()
        said = f"not ready after {self._limits.start:g} seconds" if is_late else f"status {status}"
        if answer is not None:
            said = str(answer.get("error", {}).get("message", said))
        raise RefusedError(503, f"the coder could not be started: {said}")

    def _first_line(self) -> bytes:
        settings, limits = self._settings, self._limits
        told = {
            "language_model": settings.language_model,
            "lexicon": [str(path.absolute()) for path in settings.lexicon],
            "statements": settings.statements,
            "min_confidence": settings.min_confidence,
            "idle": limits.idle,
            "longest": limits.answer + 5,
        }
        return json.dumps(told).encode() + b"\n"

    def _ended(self) -> int:
        """Forget the process, which has ended or is about to; its status."""
        assert self._running is not None
        running, self._running = self._running, None
        for stream in (running.stdin, running.stdout):
            _close(stream)
        try:
            return running.wait(timeout=5)
        except subprocess.TimeoutExpired:
            running.kill()
            return running.wait()

    def _busy(self) -> RefusedError:
        return RefusedError(503, "the coder has too much to do just now; ask again in a while", {"Retry-After": "30"})


def _exchange(running: subprocess.Popen[bytes], line: bytes, seconds: float) -> tuple[dict[str, Any] | None, bool]:
    """The answer to a line, None where the process ended without; and whether it was ended for taking more than so many seconds."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        running.kill()

    assert running.stdin is not None and running.stdout is not None
    watch = threading.Timer(seconds, stop)
    watch.daemon = True
    watch.start()
    try:
        running.stdin.write(line)
        running.stdin.flush()
        answer = running.stdout.readline()
        return (json.loads(answer) if answer.endswith(b"\n") else None), late.is_set()
    except OSError:  # a broken pipe
        return None, late.is_set()
    finally:
        watch.cancel()


def _told(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer. Raises InputError or RefusedError where it is a fault."""
    fault = answer.get("error")
    if fault is None:
        return answer
    if fault["kind"] == "input":
        raise InputError(fault["message"])
    raise RefusedError(500, fault["message"])


def _close(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except OSError:  # what was not written to who is gone
        pass
