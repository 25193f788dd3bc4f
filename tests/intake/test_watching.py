"""Feeds visited again and again: politely, through failures and restarts, each item once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from diurna.archive import open_archive
from diurna.archive.feeds import TRIES, feed_state
from diurna.archive.searching import find_reports
from diurna.errors import InputError
from diurna.intake.feed_list import read_feed_list
from diurna.intake.watching import LONGEST_PAUSE, Watch, WatchOptions
from tests.fake_coder import FakeCoder
from tests.reading.server import Handler, Server, serving

BEGAN = datetime(2024, 5, 1, 12, tzinfo=UTC)
EVERY = timedelta(minutes=15)
ITEM = "<item><title>Talks in {town}</title><link>{link}</link><description>The king of Arnor met the steward of Gondor in {town} on Monday.</description></item>"
PAGE = (
    "<html><head><title>Talks in {town}</title></head><body><article><h1>Talks in {town}</h1>"
    + "<p>The king of Arnor met the steward of Gondor in {town} on Monday to speak of the long border between their lands.</p>"
    * 3
    + "</article></body></html>"
)


def feed(*items: str) -> bytes:
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Bree Post</title>{''.join(items)}</channel></rss>".encode()


class Clock:
    """Time that only waiting moves."""

    def __init__(self) -> None:
        self.at = BEGAN
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        return (self.at - BEGAN).total_seconds()

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(tmp_path: Path, server: Server, clock: Clock) -> Callable[..., tuple[Watch, list[dict[str, Any]]]]:
    """A watch of the server's paths, with its log; another call is the same watch after a restart."""

    def make(*paths: str, **options: Any) -> tuple[Watch, list[dict[str, Any]]]:
        lines: list[dict[str, Any]] = []
        job = Watch(
            archive=tmp_path / "beat",
            feeds=[server.url(path) for path in paths],
            coder=FakeCoder(),
            options=WatchOptions(**({"every": EVERY, "allow_inner": True} | options)),
            tell=lines.append,
            now=clock.now,
            clock=clock.seconds,
            sleep=clock.sleep,
        )
        return job, lines

    return make


Make = Callable[..., tuple[Watch, list[dict[str, Any]]]]


def asked(server: Server, path: str) -> list[dict[str, str]]:
    return [headers for where, headers in server.asked if where == path]


def test_what_is_new_is_added_once_and_a_restart_goes_on(watch: Make, server: Server, clock: Clock) -> None:
    server.pages["/feed"] = ("application/rss+xml", feed(ITEM.format(town="Bree", link="/bree")))
    job, lines = watch("/feed")
    job.once()
    assert lines[-1] == {
        "feed": server.url("/feed"), "status": 200, "items": 1, "added": 1, "failed": 0, "events": 1,
        "next": (BEGAN + EVERY).isoformat(),
    }  # fmt: skip
    job.once()
    assert len(asked(server, "/feed")) == 1, "not due yet"
    server.pages["/feed"] = (
        "application/rss+xml",
        feed(*(ITEM.format(town=t, link=f"/{t.lower()}") for t in ("Bree", "Dale"))),
    )
    clock.at += EVERY
    again, lines = watch("/feed")
    again.once()
    assert (lines[-1]["items"], lines[-1]["added"]) == (2, 1)


def test_a_feed_that_did_not_change_is_not_read_again(watch: Make, server: Server, clock: Clock) -> None:
    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == '"v1"' and handler.headers.get("If-Modified-Since") == "then":
            handler.answer(b"", {}, 304)
        else:
            kind = {"Content-Type": "application/rss+xml", "ETag": '"v1"', "Last-Modified": "then"}
            handler.answer(feed(ITEM.format(town="Bree", link="/bree")), kind)

    server.pages["/feed"] = answer
    job, lines = watch("/feed")
    for _ in range(3):
        job.once()
        clock.at += EVERY
    assert [line["status"] for line in lines] == [200, 304, 304]


def test_a_dead_feed_is_left_alone_for_longer_and_longer_and_costs_only_itself(
    watch: Make, server: Server, clock: Clock
) -> None:
    server.pages["/alive"] = ("application/rss+xml", feed(ITEM.format(town="Bree", link="/bree")))
    job, lines = watch("/dead", "/alive")
    job.once()
    assert [line.get("failed") for line in lines] == ["the server answers with status 404", 0]
    pauses = []
    for _ in range(9):
        with open_archive(job.archive) as archive:
            state = feed_state(archive.connection, server.url("/dead"))
        assert state.due is not None
        assert state.checked is not None
        pauses.append(state.due - state.checked)
        clock.at = state.due
        job.once()
    assert pauses[:3] == [2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert pauses[-1] == LONGEST_PAUSE
    server.pages["/dead"] = server.pages["/alive"]
    clock.at += LONGEST_PAUSE
    job.once()
    with open_archive(job.archive) as archive:
        assert feed_state(archive.connection, server.url("/dead")).failures == 0


@pytest.mark.parametrize("asks", ["7200", "Wed, 01 May 2024 14:00:01 GMT"])
def test_a_server_that_asks_for_a_pause_gets_it(watch: Make, server: Server, clock: Clock, asks: str) -> None:
    server.pages["/busy"] = lambda handler: handler.answer(b"", {"Retry-After": asks}, 503)
    job, _ = watch("/busy")
    job.once()
    with open_archive(job.archive) as archive:
        due = feed_state(archive.connection, server.url("/busy")).due
    assert due is not None
    assert due >= BEGAN + timedelta(hours=2)


def test_pages_are_followed_once_and_given_up_after_some_tries(watch: Make, server: Server, clock: Clock) -> None:
    items = (ITEM.format(town="Bree", link=server.url("/bree")), ITEM.format(town="Dale", link=server.url("/gone")))
    server.pages["/feed"] = ("application/rss+xml", feed(*items))
    server.pages["/bree"] = PAGE.format(town="Bree").encode()
    job, lines = watch("/feed", follow=True)
    for _ in range(TRIES + 2):
        job.once()
        clock.at += EVERY
    assert len(asked(server, "/bree")) == 1
    assert len(asked(server, "/gone")) == TRIES
    assert sum("problem" in line for line in lines) == TRIES
    with open_archive(job.archive) as archive:
        (found,) = find_reports(archive.connection, "border")
    assert found.url == server.url("/bree")


def test_what_is_not_english_is_passed_over(watch: Make, server: Server) -> None:
    german = (
        "Der Außenminister traf am Freitag in Berlin seinen Kollegen aus Frankreich und sprach mit ihm über die Lage."
    )
    item = f"<item><title>Treffen in Berlin</title><link>/berlin</link><description>{german}</description></item>"
    server.pages["/feed"] = ("application/rss+xml", feed(item, ITEM.format(town="Bree", link="/bree")))
    job, lines = watch("/feed")
    job.once()
    assert "not English" in lines[0]["note"]
    assert (lines[-1]["items"], lines[-1]["added"]) == (2, 1)


def test_robots_are_obeyed_and_hosts_are_given_time(watch: Make, server: Server, clock: Clock) -> None:
    server.pages["/robots.txt"] = ("text/plain", b"User-agent: *\nCrawl-delay: 7\nDisallow: /private\n")
    for path in ("/a", "/b"):
        server.pages[path] = ("application/rss+xml", feed(ITEM.format(town=path, link=path)))
    job, lines = watch("/a", "/private/feed", "/b")
    job.once()
    assert len(asked(server, "/robots.txt")) == 1
    assert not asked(server, "/private/feed")
    assert "robots.txt" in lines[1]["failed"]
    assert clock.waits.count(7.0) == 2


def test_the_inner_network_is_refused_unless_allowed(watch: Make, server: Server) -> None:
    server.pages["/feed"] = ("application/rss+xml", feed(ITEM.format(town="Bree", link="/bree")))
    job, lines = watch("/feed", allow_inner=False)
    job.once()
    assert not server.asked
    assert "failed" in lines[-1]


def test_what_is_no_feed_and_what_never_ends_are_failures(watch: Make, server: Server) -> None:
    def endless(handler: Handler) -> None:
        handler.answer(b"<rss><channel>", {"Content-Type": "application/rss+xml"})
        while True:
            handler.wfile.write(b"<item>x</item>" * 10_000)

    server.pages |= {"/page": b"<html>no feed</html>", "/endless": endless}
    job, lines = watch("/page", "/endless")
    job.once()
    assert lines[0]["failed"] == "no RSS or Atom feed"
    assert lines[1]["failed"] == "more than 20 MB"


def test_another_writer_does_not_end_the_watch(watch: Make, server: Server, clock: Clock) -> None:
    job, lines = watch("/feed")

    class EnoughError(Exception):
        pass

    def sleep(seconds: float) -> None:
        raise EnoughError

    job.sleep = sleep
    with open_archive(job.archive, write=True), pytest.raises(EnoughError):
        job.forever()
    assert "is writing to it" in lines[-1]["problem"]


@pytest.mark.parametrize(
    ("name", "content", "feeds"),
    [
        ("a.txt", "# mine\nhttps://a.example/rss  # daily\n\nhttp://b.example/atom\nhttps://a.example/rss\n",
         ("https://a.example/rss", "http://b.example/atom")),
        ("a.opml", "<?xml version='1.0'?><opml><body><outline text='x'><outline xmlUrl='https://a.example/1'/></outline>"
         "<outline xmlUrl=' https://b.example/2 '/></body></opml>", ("https://a.example/1", "https://b.example/2")),
    ],
)  # fmt: skip
def test_lists_of_feeds(tmp_path: Path, name: str, content: str, feeds: tuple[str, ...]) -> None:
    (tmp_path / name).write_text(content)
    assert read_feed_list(tmp_path / name) == feeds


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no feed in it; it holds an address a line"),
        (b"https://a.example/rss\nfeeds/mine.xml\n", "line 2: 'feeds/mine.xml' is not an address of the web"),
        (b"<opml><body>", "not well-formed XML"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><opml/>", "it declares a document type or entities"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_what_is_no_list_of_feeds_is_refused_by_name(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "feeds").write_bytes(content)
    with pytest.raises(InputError, match=message) as refused:
        read_feed_list(tmp_path / "feeds")
    assert str(refused.value).startswith(f"{tmp_path}/feeds: ")
