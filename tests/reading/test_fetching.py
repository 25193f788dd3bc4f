"""Fetching: what comes, what is refused, and servers that never end, drip, loop or lie."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator

import pytest

from diurna.reading import addresses
from diurna.reading.addresses import is_inner
from diurna.reading.fetching import USER_AGENT, FetchError, FetchLimits, fetch
from diurna.reading.robots import read_robots, robots_of

from .server import (
    FLAT_BOMB,
    Answer,
    Handler,
    Server,
    cut,
    drip,
    drip_headers,
    endless,
    garbage,
    packed,
    redirect,
    serving,
    silent,
)

HERE = FetchLimits(allow_inner=True, seconds=5.0)
SHORT = FetchLimits(allow_inner=True, seconds=0.5)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def fault(url: str, limits: FetchLimits = HERE) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, limits=limits)
    return str(caught.value)


def test_an_answer_with_all_that_is_known_of_it(server: Server) -> None:
    headers = {
        "Content-Type": "text/html; charset=ISO-8859-1",
        "ETag": '"7"',
        "Last-Modified": "Thu, 24 Feb 2022 10:00:00 GMT",
    }
    server.pages["/a?b=c%20d"] = lambda handler: handler.answer(b"caf\xe9", headers)
    done = fetch(server.url("/a?b=c%20d"), limits=HERE)
    assert (done.status, done.content, done.content_type, done.charset) == (200, b"caf\xe9", "text/html", "ISO-8859-1")
    assert (done.etag, done.last_modified) == ('"7"', "Thu, 24 Feb 2022 10:00:00 GMT")
    assert done.url == server.url("/a?b=c%20d")
    ((_, asked),) = server.asked
    assert asked["User-Agent"] == USER_AGENT and "Diurna" in USER_AGENT
    assert asked["Host"] == f"127.0.0.1:{server.port}"


def test_what_has_not_changed_comes_without_content(server: Server) -> None:
    def conditional(handler: Handler) -> None:
        known = handler.headers["If-None-Match"] == '"7"' and handler.headers["If-Modified-Since"] == "then"
        handler.answer(b"" if known else b"new", {"ETag": '"7"'}, 304 if known else 200)

    server.pages["/a"] = conditional
    assert fetch(server.url("/a"), limits=HERE).content == b"new"
    again = fetch(server.url("/a"), limits=HERE, etag='"7"', last_modified="then")
    assert again.is_unchanged and again.content == b""


def test_no_header_is_smuggled_in(server: Server) -> None:
    server.pages["/a"] = b"x"
    fetch(server.url("/a"), limits=HERE, etag='"7"\r\nX-Evil: 1')
    assert "X-Evil" not in server.asked[0][1]


def test_redirections_are_followed_and_the_last_address_is_told(server: Server) -> None:
    server.pages |= {"/a": redirect("/b"), "/b": redirect(server.url("/c"), 301), "/c": b"there"}
    done = fetch(server.url("/a"), limits=HERE)
    assert (done.content, done.url) == (b"there", server.url("/c"))


def test_a_loop_of_redirections_ends(server: Server) -> None:
    server.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert fault(server.url("/a")) == "redirected more than 5 times"
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("file:///etc/hostname", "not an address of the web (http or https): file:///etc/hostname"),
        ("ftp://bree.example/", "not an address of the web (http or https): ftp://bree.example/"),
        ("http://user:secret@bree.example/", "an address with a name or a password is not fetched"),
        ("http://[::1", "redirected to what is not an address of the web: http://[::1"),
        ("http://bree.example:port/", "not an address of the web: http://bree.example:port/"),
    ],
)
def test_where_a_redirection_may_not_lead(server: Server, to: str, message: str) -> None:
    server.pages["/a"] = redirect(to)
    assert fault(server.url("/a")) == message


@pytest.mark.parametrize(
    "url", ["http://bree.example/a b", "http://bree.example/\r\nX: y", "http://bree.example:port/", "/a", ""]
)
def test_what_is_no_address(url: str) -> None:
    assert "address" in fault(url)


@pytest.mark.parametrize(
    ("page", "limits", "message"),
    [
        (None, HERE, "the server answers with status 404"),
        (lambda handler: handler.answer(b"", {"Retry-After": "120"}, 503), HERE, "the server answers with status 503"),
        (endless, FetchLimits(allow_inner=True, most_bytes=3_000_000), "more than 3 MB"),
        (b"x" * 20_000_001, HERE, "more than 20 MB"),
        (drip, SHORT, "not fetched within 0.5 s"),
        (drip_headers, SHORT, "not fetched within 0.5 s"),
        (silent, SHORT, "not fetched within 0.5 s"),
        (garbage, HERE, "the connection failed ("),
        (cut, HERE, "the connection failed ("),
        (packed(FLAT_BOMB), HERE, "more than 20 MB"),
        (packed(b"not packed"), HERE, "the answer is packed wrongly ("),
        (packed(gzip.compress(b"x" * 1000)[:-9]), HERE, "the answer is cut short"),
        (packed(b"x", "br"), HERE, "the answer is packed in a way that was not asked for (br)"),
        (packed(gzip.compress(b"x"), "gzip, gzip"), HERE, "the answer is packed in a way that was not asked for (gzip, gzip)"),
    ],
)  # fmt: skip
def test_servers_that_misbehave(server: Server, page: bytes | Answer | None, limits: FetchLimits, message: str) -> None:
    if page is not None:
        server.pages["/a"] = page
    began = time.monotonic()
    assert fault(server.url("/a"), limits).startswith(message)
    assert time.monotonic() - began < 4


def test_what_the_server_asks_for_is_in_the_error(server: Server) -> None:
    server.pages["/a"] = lambda handler: handler.answer(b"", {"Retry-After": "120"}, 429)
    with pytest.raises(FetchError) as caught:
        fetch(server.url("/a"), limits=HERE)
    assert (caught.value.status, caught.value.retry_after) == (429, "120")


def test_a_packed_answer_is_inflated(server: Server) -> None:
    server.pages["/a"] = packed(gzip.compress(b"Arnor helps Gondor"))
    assert fetch(server.url("/a"), limits=HERE).content == b"Arnor helps Gondor"


def test_a_server_that_does_not_speak_tls(server: Server) -> None:
    assert fault(server.url("/a").replace("http:", "https:")).startswith("the connection failed (")


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert fault(f"http://127.0.0.1:{port}/").startswith("the connection failed (")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::1", "2002:a00:1::", "nonsense",
    ],
)  # fmt: skip
def test_addresses_of_the_inner_network(address: str) -> None:
    assert is_inner(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_addresses_of_the_public_internet(address: str) -> None:
    assert not is_inner(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "127.1"])
def test_the_inner_network_is_not_reached_unless_allowed(server: Server, host: str) -> None:
    message = fault(f"http://{host}:{server.port}/", FetchLimits())
    assert "is of the inner network (" in message or "no address of" in message
    assert server.asked == []


class Names:
    """A resolver of the tests: each host has the addresses that are next in its list; an address is its own."""

    def __init__(self, **addresses: list[list[str]]) -> None:
        self.addresses = addresses

    def getaddrinfo(self, host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        answers = self.addresses.get(host.partition(".")[0], [[host]])
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]


def resolve_with(monkeypatch: pytest.MonkeyPatch, names: Names) -> None:
    monkeypatch.setattr(addresses.socket, "getaddrinfo", names.getaddrinfo)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["1.1.1.1", "127.0.0.1"], ["127.0.0.1", "1.1.1.1"]])
def test_a_name_of_an_inner_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, server: Server, found: list[str]
) -> None:
    resolve_with(monkeypatch, Names(inner=[found]))
    message = fault(f"http://inner.example:{server.port}/", FetchLimits())
    assert message == "inner.example is of the inner network (127.0.0.1); --allow-inner fetches it"
    assert server.asked == []


def test_a_name_that_changes_its_address_gains_nothing(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """The address that is asked for is looked up once; were it looked up again to connect, it would be an inner one."""
    names = Names(rebound=[["192.0.2.1"], ["127.0.0.1"]])
    monkeypatch.setattr(addresses, "is_inner", lambda address: address.startswith("127."))
    resolve_with(monkeypatch, names)
    began = time.monotonic()
    message = fault(f"http://rebound.example:{server.port}/", FetchLimits(seconds=0.5))
    assert "not fetched within" in message or "the connection failed" in message
    assert time.monotonic() - began < 3
    assert server.asked == []


def test_each_hop_is_checked(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """The first host is let through, as if it were public; the one that it leads to is not."""
    monkeypatch.setattr(addresses, "is_inner", lambda address: address == "127.0.0.2")
    server.pages["/a"] = redirect(f"http://127.0.0.2:{server.port}/secret")
    assert fault(server.url("/a"), FetchLimits()).startswith("127.0.0.2 is of the inner network")
    assert [path for path, _ in server.asked] == ["/a"]


def test_the_next_address_is_tried(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    resolve_with(monkeypatch, Names(two=[["127.0.0.3", "127.0.0.1"]]))
    server.pages["/"] = b"there"
    assert fetch(f"http://two.example:{server.port}/", limits=HERE).content == b"there"
    assert server.asked[0][1]["Host"] == f"two.example:{server.port}"


RULES = "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: BadBot\nDisallow: /\n"


def test_the_rules_of_a_host() -> None:
    robots = robots_of(RULES)
    assert robots.allows("http://bree.example/news")
    assert not robots.allows("http://bree.example/private/x")
    assert robots.delay == 7.0
    assert not robots_of("User-agent: Diurna\nDisallow: /\n").allows("http://bree.example/news")
    assert robots_of("").allows("http://bree.example/news")


def test_the_rules_are_read_from_the_host(server: Server) -> None:
    assert read_robots(server.url("/x"), limits=HERE).allows(server.url("/x"))  # it has none
    server.pages["/robots.txt"] = ("text/plain", RULES.encode())
    assert not read_robots(server.url("/x/y"), limits=HERE).allows(server.url("/private"))
    server.pages["/robots.txt"] = lambda handler: handler.answer(b"", {}, 503)
    assert not read_robots(server.url("/x"), limits=HERE).allows(server.url("/x"))
