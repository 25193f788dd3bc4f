"""Changes are told to whoever listens, soon, by one task; listeners are bounded, and none outlasts the desk."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from diurna.archive import open_archive
from diurna.web.app import create_app
from diurna.web.changes import Changes, ListeningLimits
from diurna.web.desk import Desk
from tests.archive.made_up import coded_reports
from tests.archive.tellings import add_in
from tests.web.conftest import TOKEN

MORE = list(coded_reports(12))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_archive(tmp_path / "beat", write=True) as archive:
        add_in(archive, MORE[:10])
    return tmp_path / "beat"


def write(folder: Path, n: int) -> None:
    with open_archive(folder, write=True) as archive:
        add_in(archive, [MORE[n]])


class Listener:
    """A browser that listens, within a running loop."""

    def __init__(self, app: ASGIApp, query: str = "", **headers: str) -> None:
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.has_ended = False
        self._said = b""
        self._more = asyncio.Event()
        self._left = asyncio.Event()
        given = {"host": "localhost:8420", **headers}
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": "/changes", "raw_path": b"/changes", "query_string": query.encode(), "root_path": "", "client": ("127.0.0.1", 1), "server": ("localhost", 8420),
            "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()],
        }  # fmt: skip
        self.running = asyncio.create_task(app(scope, self._receive, self._send))  # type: ignore[arg-type]

    async def _receive(self) -> dict[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        else:
            self._said += message.get("body", b"")
            self.has_ended = not message.get("more_body", False)
        self._more.set()

    def leave(self) -> None:
        self._left.set()

    async def hear(self, words: str, seconds: float = 5.0) -> str:
        """What was said, once it matches; then it is forgotten."""

        async def until() -> str:
            while not (found := re.search(words, self._said.decode())):
                self._more.clear()
                await self._more.wait()
            self._said = self._said[found.end() :]
            return found[0]

        return await asyncio.wait_for(until(), seconds)


Test = Callable[[ASGIApp, Changes], Coroutine[Any, Any, None]]
QUICK = ListeningLimits(most=3, look=0.02, heartbeat=30.0, longest=30.0)


def run(folder: Path, test: Test, limits: ListeningLimits = QUICK, **desk: Any) -> None:
    heard = Changes(folder, limits)
    app = create_app(Desk(archive=folder, **desk), heard=heard)

    async def whole() -> None:
        await asyncio.wait_for(test(app, heard), 20)

    asyncio.run(whole())


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.01)


def state_of_page(folder: Path, path: str) -> str:
    page = TestClient(create_app(Desk(archive=folder)), base_url="http://localhost:8420").get(path).text
    found = re.search(r'<meta name="archive-state" content="([0-9a-f]{16})">', page)
    assert found and "/static/live.js" in page
    return found[1]


def test_every_listener_is_told_when_somebody_writes(folder: Path) -> None:
    known = state_of_page(folder, "/events")

    async def test(app: ASGIApp, heard: Changes) -> None:
        first, second = Listener(app, f"known={known}"), Listener(app, f"known={known}")
        await first.hear("retry: 5000\n\n")
        await second.hear("retry: 5000\n\n")
        assert first.status == 200 and first.headers[b"content-type"] == b"text/event-stream; charset=utf-8"
        assert first.headers[b"cache-control"] == b"no-store" and b"content-length" not in first.headers
        await asyncio.to_thread(write, folder, 10)
        told = [await one.hear(r"event: change\nid: ([0-9a-f]{16})\ndata: \1\n\n") for one in (first, second)]
        assert known not in told[0]
        assert heard.is_looking
        for one in (first, second):
            one.leave()
            await one.running
        assert not heard.is_looking

    run(folder, test)


def test_who_knows_an_earlier_state_is_told_at_once(folder: Path) -> None:
    known = state_of_page(folder, "/days/2023-05-04")
    write(folder, 10)

    async def test(app: ASGIApp, heard: Changes) -> None:
        late = Listener(app, f"known={known}")
        state = (await late.hear(r"data: [0-9a-f]{16}\n\n", 1.0))[6:22]
        late.leave()
        back = Listener(app, f"known={known}", last_event_id=state)
        await back.hear("retry")
        with pytest.raises(TimeoutError):
            await back.hear("change", 0.2)
        back.leave()

    run(folder, test, ListeningLimits(look=5.0))


def test_signs_of_life_and_an_end(folder: Path) -> None:
    async def test(app: ASGIApp, heard: Changes) -> None:
        listener = Listener(app)
        await listener.hear("change")
        await listener.hear(":\n\n:\n\n")
        await listener.running
        assert listener.has_ended and not heard.is_looking

    run(folder, test, ListeningLimits(look=5.0, heartbeat=0.02, longest=0.2))


def test_listeners_are_bounded_and_end_with_the_desk(folder: Path) -> None:
    async def test(app: ASGIApp, heard: Changes) -> None:
        listeners = [Listener(app) for _ in range(3)]
        for one in listeners:
            await one.hear("change")
        more = Listener(app)
        await more.running
        assert (more.status, more.headers[b"retry-after"]) == (503, b"60")
        listeners[0].leave()
        await listeners[0].running
        again = Listener(app)
        await again.hear("change")
        heard.end()
        await asyncio.wait_for(asyncio.gather(*(one.running for one in (*listeners, again))), 1.0)
        assert all(one.has_ended for one in (*listeners[1:], again))
        late = Listener(app)
        await late.running
        assert late.status == 503

    run(folder, test)


def test_only_who_may_read_listens(folder: Path) -> None:
    async def test(app: ASGIApp, heard: Changes) -> None:
        stranger = Listener(app)
        await stranger.running
        assert stranger.status == 303
        other = Listener(app, host="rebound.example")
        await other.running
        assert other.status == 421
        program = Listener(app, authorization=f"Bearer {TOKEN}")
        await program.hear("change")
        program.leave()
        await program.running
        wrong = Listener(app, "wrong=1", authorization=f"Bearer {TOKEN}")
        await wrong.running
        assert wrong.status == 400

    run(folder, test, token=TOKEN)


@pytest.mark.parametrize("path", ["/", "/events?quad=4", "/stories", "/actor?party=GON", "/dyad?one=GON&other=MOR", "/place?country=ARN"])  # fmt: skip
def test_pages_say_which_state_they_show(folder: Path, path: str) -> None:
    before = state_of_page(folder, path)
    assert state_of_page(folder, path) == before
    write(folder, 11)
    assert state_of_page(folder, path) != before


def test_a_page_further_down_a_list_stays_as_it_is(folder: Path) -> None:
    desk = TestClient(create_app(Desk(archive=folder)), base_url="http://localhost:8420")
    assert 'data-live="list"' in desk.get("/stories?min_reports=1").text
    assert 'data-live="list"' not in desk.get("/stories?min_reports=1&page=2").text
