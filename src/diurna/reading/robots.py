"""What a host wishes of programs that visit it (robots.txt, RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from diurna.reading.fetching import FetchError, FetchLimits, fetch

AGENT = "Diurna"
_LONGEST = 500_000
"""Bytes: RFC 9309 asks that no less be read."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host. `delay` is the seconds that it asks for between visits, None where it says nothing."""

    allows: Callable[[str], bool]
    delay: float | None = None


def robots_of(text: str) -> Robots:
    """The rules of a robots.txt for Diurna."""
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    delay = parser.crawl_delay(AGENT)
    return Robots(lambda url: parser.can_fetch(AGENT, url), None if delay is None else float(delay))


def read_robots(url: str, *, limits: FetchLimits | None = None) -> Robots:
    """The rules of the host of an address. A host without the file allows all; one that fails to give it, nothing."""
    wanted = limits or FetchLimits()
    small = FetchLimits(
        most_bytes=_LONGEST,
        seconds=min(wanted.seconds, 20.0),
        redirections=wanted.redirections,
        allow_inner=wanted.allow_inner,
    )
    try:
        content = fetch(urljoin(url, "/robots.txt"), limits=small).content
    except FetchError as error:
        allowed = error.status is not None and 400 <= error.status < 500 and error.status != 429
        return Robots(lambda _: allowed)
    return robots_of(content.decode("utf-8", "replace"))
