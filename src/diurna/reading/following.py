"""The page behind a link: fetched as its host wishes, and read."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

from diurna.errors import InputError
from diurna.reading.feeds import Follow
from diurna.reading.fetching import FetchLimits, fetch
from diurna.reading.markup import LONGEST_PAGE
from diurna.reading.options import ReadingOptions
from diurna.reading.pages import page_report
from diurna.reading.robots import Robots, read_robots
from diurna.record import Report

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/octet-stream", "text/plain"})


LONGEST_PAUSE = 30.0
"""Seconds between visits to a host, whatever more it asks for."""


def limits_of(options: ReadingOptions, *, most_bytes: int = FetchLimits().most_bytes) -> FetchLimits:
    """How far a fetch goes under the options of a call."""
    return FetchLimits(most_bytes=most_bytes, allow_inner=options.allow_inner)


def follower(options: ReadingOptions) -> Follow:
    """Gives the report of the page at an address; each host is asked once for its robots.txt, which is obeyed.

    Where that asks for time between visits, the next visit waits, at most `LONGEST_PAUSE`.
    """
    limits = limits_of(options, most_bytes=LONGEST_PAGE)
    visited: dict[str, float] = {}

    @cache
    def robots_of_host(host: str) -> Robots:
        return read_robots(f"{host}/", limits=limits)

    def robots(url: str) -> Robots:
        host = _host(url)
        rules = robots_of_host(host)
        wait = visited.get(host, -LONGEST_PAUSE) + min(rules.delay or 0.0, LONGEST_PAUSE) - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        visited[host] = time.monotonic()
        return rules

    return lambda url: follow_link(url, limits=limits, robots=robots)


def follow_link(url: str, *, limits: FetchLimits, robots: Callable[[str], Robots] | None = None) -> Report:
    """The report of the page at an address. Raises InputError, which names the address, where there is none to be had."""
    try:
        if robots is not None and not robots(url).allows(url):
            raise InputError("the robots.txt of its host does not allow it, or cannot be read")
        fetched = fetch(url, limits=limits)
        if fetched.content_type not in PAGE_TYPES:
            raise InputError(f"not a web page ({fetched.content_type})")
        return page_report(fetched.content, url=fetched.url, charset=fetched.charset)
    except InputError as error:
        raise InputError(f"{error} ({url})") from None


def _host(url: str) -> str:
    try:
        split = urlsplit(url)
    except ValueError:
        raise InputError(f"not an address of the web: {url[:200]}") from None
    return f"{split.scheme}://{split.netloc}"
