"""The page behind a link: fetched as its host wishes, and read."""

from __future__ import annotations

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


def limits_of(options: ReadingOptions, *, most_bytes: int = FetchLimits().most_bytes) -> FetchLimits:
    """How far a fetch goes under the options of a call."""
    return FetchLimits(most_bytes=most_bytes, allow_inner=options.allow_inner)


def follower(options: ReadingOptions) -> Follow:
    """Gives the report of the page at an address; each host is asked once for its robots.txt, which is obeyed."""
    limits = limits_of(options, most_bytes=LONGEST_PAGE)

    @cache
    def robots(_: str, url: str) -> Robots:
        return read_robots(url, limits=limits)

    return lambda url: follow_link(url, limits=limits, robots=lambda link: robots(_host(link), f"{_host(link)}/"))


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
