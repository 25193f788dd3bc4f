"""What pages listen to: an event whenever somebody wrote to the archive (server-sent events). The page then asks for itself anew.

    event: change
    id: 8f2c…            the archive's state; a page says which one it shows (`/changes?known=8f2c…`), and is told at once of a later one
    data: 8f2c…

One task looks at the archive's files, about once a second and only while anybody listens.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from diurna.archive.store import state_of
from diurna.web.answers import RefusedError
from diurna.web.freshness import state_tag
from diurna.web.parameters import refuse_others


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningLimits:
    """Listeners at once; seconds between looks, between signs of life, and until a listener is sent to come again, as a session may have ended."""

    most: int = 100
    look: float = 1.0
    heartbeat: float = 15.0
    longest: float = 900.0


class Changes:
    """The state of an archive as time goes on. All of it runs in the event loop."""

    def __init__(self, archive: Path, limits: ListeningLimits | None = None) -> None:
        self.limits = limits or ListeningLimits()
        self._archive = archive
        self._listeners = 0
        self._is_ended = False
        self._state = ""
        self._moved: asyncio.Event | None = None
        self._looking: asyncio.Task[None] | None = None

    @property
    def is_looking(self) -> bool:
        return self._looking is not None

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Be told of changes within the block. Raises RefusedError (503) where too many listen, or the desk ends."""
        if self._listeners >= self.limits.most or self._is_ended:
            raise RefusedError(503, "too many listen just now; a reload shows what is new", {"Retry-After": "60"})
        self._listeners += 1
        if self._looking is None:
            self._state = state_tag(state_of(self._archive))
            self._moved = asyncio.Event()
            self._looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners and (looking := self._looking) is not None:
                self._looking = None
                looking.cancel()

    async def later(self, known: str, seconds: float) -> str | None:
        """The state, as soon as it is another one than the one that is known; None where it is not within so many seconds, or the desk ends."""
        if self._state == known and not self._is_ended:
            assert self._moved is not None
            with suppress(TimeoutError):
                await asyncio.wait_for(self._moved.wait(), seconds)
        return None if self._state == known else self._state

    @property
    def is_ended(self) -> bool:
        return self._is_ended

    def end(self) -> None:
        """Send all listeners home: the desk is being stopped."""
        self._is_ended = True
        if self._moved is not None:
            self._moved.set()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(self.limits.look)
            state = state_tag(state_of(self._archive))  # two files' times and sizes: too little for a thread
            if state != self._state and self._moved is not None:
                self._state = state
                moved, self._moved = self._moved, asyncio.Event()
                moved.set()


async def changes(request: Request) -> Response:
    """The stream of changes. Raises InputError for a parameter that there is not."""
    refuse_others(request.query_params, ("known",))
    known = request.headers.get("last-event-id") or request.query_params.get("known", "")
    told: Changes = request.app.state.changes
    return _Stream(told, known)


class _Stream(Response):
    """An answer that goes on until the browser leaves, the desk ends, or it went on for long enough."""

    media_type = "text/event-stream"

    def __init__(self, changes: Changes, known: str) -> None:
        super().__init__(headers={"X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._changes = changes
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._changes.listening():
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            if scope["method"] == "HEAD":
                await send({"type": "http.response.body", "body": b""})
                return
            leaving = asyncio.create_task(_leaving(receive))
            telling = asyncio.create_task(self._tell(send))
            try:
                await asyncio.wait({leaving, telling}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (leaving, telling):
                    task.cancel()
                with suppress(asyncio.CancelledError, OSError):
                    await telling
            if not leaving.done() or leaving.cancelled():
                await send({"type": "http.response.body", "body": b""})

    async def _tell(self, send: Send) -> None:
        limits, known = self._changes.limits, self._known
        end = asyncio.get_running_loop().time() + limits.longest
        words = "retry: 5000\n\n"
        while True:
            await send({"type": "http.response.body", "body": words.encode(), "more_body": True})
            if self._changes.is_ended or asyncio.get_running_loop().time() >= end:
                return
            state = await self._changes.later(known, limits.heartbeat)
            known = known if state is None else state
            words = ":\n\n" if state is None else f"event: change\nid: {state}\ndata: {state}\n\n"


async def _leaving(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
