"""Addresses of the web as sources, and feeds whose links are followed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from diurna.reading import ReadingOptions

from .folder import BODY, MORE, read
from .pages import page
from .server import Handler, Server, redirect, serving
from .test_feeds import RSS, rss

INNER = ReadingOptions(allow_inner=True)
FOLLOW = ReadingOptions(allow_inner=True, follow=True)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_a_page_by_its_address(tmp_path: Path, server: Server) -> None:
    server.pages |= {"/go": redirect("/grain"), "/grain": page(meta="").encode()}
    (report,) = read(tmp_path, {}, paths=[server.url("/go")], options=INNER).reports
    assert report.text == f"Arnor helps Gondor\n\n{BODY}\n\n{MORE}"
    assert report.url == server.url("/grain")


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("text/plain", BODY.encode()),
        ("application/octet-stream", BODY.encode()),
        ("application/x-ndjson", json.dumps({"id": "a", "text": BODY}).encode() + b"\n"),
        ("text/csv", f"id,text\na,{BODY}\n".encode()),
        ("application/rss+xml", rss(f"<item><description>{BODY}</description></item>").encode()),
        ("text/xml", rss(f"<item><description>{BODY}</description></item>").encode()),
    ],
)
def test_other_kinds_by_their_address(tmp_path: Path, server: Server, content_type: str, content: bytes) -> None:
    server.pages["/a"] = (content_type, content)
    (report,) = read(tmp_path, {}, paths=[server.url("/a")], options=INNER).reports
    assert report.text == BODY


def test_an_address_that_cannot_be_fetched_fails_alone(tmp_path: Path, server: Server) -> None:
    done = read(tmp_path, {"a.txt": BODY}, paths=[server.url("/none"), "a.txt"], options=INNER)
    assert done.failures == [f"{server.url('/none')}: the server answers with status 404"]
    assert len(done.reports) == 1


def test_the_inner_network_is_refused_unless_allowed(tmp_path: Path, server: Server) -> None:
    done = read(tmp_path, {}, paths=[server.url("/a")])
    assert done.failures == [
        f"{server.url('/a')}: 127.0.0.1 is of the inner network (127.0.0.1); --allow-inner fetches it"
    ]


def item(link: str, day: str = "Thu, 24 Feb 2022 10:00:00 GMT") -> str:
    return f"<item><title>In short</title><link>{link}</link><pubDate>{day}</pubDate><description>In short.</description></item>"


def test_links_are_followed_as_hosts_wish(tmp_path: Path, server: Server) -> None:
    server.pages |= {
        "/robots.txt": ("text/plain", b"User-agent: *\nDisallow: /private\n"),
        "/one": page(meta="").encode(),
        "/two": page(MORE, BODY).encode(),
        "/private": page().encode(),
        "/image": ("image/png", b"\x89PNG"),
        "/front": b"<html><body><a href='/one'>In short</a></body></html>",
    }
    links = ["/one", "/two", "/private", "/image", "/front", "/gone"]
    feed = rss(*(item(server.url(link)) for link in links), "<item><title>In short</title></item>")
    done = read(tmp_path, {"a.rss": feed}, options=FOLLOW)
    assert [one.text.partition("\n\n")[2] for one in done.reports] == [f"{BODY}\n\n{MORE}", f"{MORE}\n\n{BODY}"]
    assert done.reports[0].published == date(2022, 2, 24)  # the feed's, for the page tells none
    assert done.failures == [
        f"a.rss:item 3: the robots.txt of its host does not allow it, or cannot be read ({server.url('/private')})",
        f"a.rss:item 4: not a web page (image/png) ({server.url('/image')})",
        f"a.rss:item 5: no article text found in the page (a front page, a video, or text that only a script would load) ({server.url('/front')})",
        f"a.rss:item 6: the server answers with status 404 ({server.url('/gone')})",
        "a.rss:item 7: an item without a link to follow",
    ]
    assert [path for path, _ in server.asked].count("/robots.txt") == 1
    assert "/private" not in [path for path, _ in server.asked]


def test_a_feed_by_its_address_with_links_of_its_own_host(tmp_path: Path, server: Server) -> None:
    server.pages |= {"/feed": ("application/rss+xml", rss(item("/one")).encode()), "/one": page().encode()}
    (report,) = read(tmp_path, {}, paths=[server.url("/feed")], options=FOLLOW).reports
    assert report.url == server.url("/one")


def test_a_feed_does_not_lead_into_the_inner_network(tmp_path: Path, server: Server) -> None:
    server.pages["/one"] = page().encode()
    done = read(
        tmp_path,
        {"a.rss": rss(item(server.url("/one")), item("file:///etc/hostname"))},
        options=ReadingOptions(follow=True),
    )
    assert len(done.failures) == 2
    assert server.asked == []


def test_a_feed_without_end_at_an_address(tmp_path: Path, server: Server) -> None:
    def forever(handler: Handler) -> None:
        handler.answer(RSS.encode(), {"Content-Type": "application/rss+xml"})
        while True:
            handler.wfile.write(item("/one").encode() * 1000)

    server.pages["/feed"] = forever
    assert read(tmp_path, {}, paths=[server.url("/feed")], options=INNER).failures == [
        f"{server.url('/feed')}: more than 20 MB"
    ]


def test_a_loop_behind_a_link_costs_one_item(tmp_path: Path, server: Server) -> None:
    server.pages |= {"/a": redirect("/b"), "/b": redirect("/a"), "/one": page().encode()}
    done = read(tmp_path, {"a.rss": rss(item(server.url("/a")), item(server.url("/one")))}, options=FOLLOW)
    assert done.failures == [f"a.rss:item 1: redirected more than 5 times ({server.url('/a')})"]
    assert len(done.reports) == 1


def test_a_table_of_addresses_is_followed(tmp_path: Path, server: Server) -> None:
    server.pages |= {"/one": page(meta="").encode(), "/two": page(MORE, BODY).encode()}
    table = f"URL,Title,Date\n{server.url('/one')},In short,2022-02-24\n{server.url('/gone')},Gone,\n,None,\n{server.url('/two')},,\n"
    assert "no column holds the text" in read(tmp_path, {"a.csv": table}, options=INNER).failures[0]
    done = read(tmp_path, {"a.csv": table}, options=FOLLOW)
    assert [(one.title, one.published) for one in done.reports] == [
        ("Arnor helps Gondor", date(2022, 2, 24)),
        ("Arnor helps Gondor", date(2022, 2, 24)),
    ]
    assert done.failures == [
        f"a.csv:row 3: the server answers with status 404 ({server.url('/gone')})",
        "a.csv:row 4: url: empty, and so no page to read",
    ]


def test_the_time_that_a_host_asks_for_is_left_between_visits(tmp_path: Path, server: Server) -> None:
    server.pages |= {
        "/robots.txt": ("text/plain", b"User-agent: *\nCrawl-delay: 1\n"),
        "/one": page().encode(),
        "/two": page(MORE, BODY).encode(),
    }
    began = time.monotonic()
    done = read(tmp_path, {"a.rss": rss(item(server.url("/one")), item(server.url("/two")))}, options=FOLLOW)
    assert len(done.reports) == 2
    assert 1 <= time.monotonic() - began < 10
