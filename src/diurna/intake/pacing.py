"""Visits as hosts wish them: what their robots.txt allows, and no faster than they ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from diurna.reading.fetching import FetchLimits
from diurna.reading.robots import Robots, read_robots

DELAY = 1.0
"""Seconds between two visits to one host that asks for nothing else."""
LONGEST_DELAY = 30.0
ROBOTS_SECONDS = 24 * 3600.0
"""How long a host's robots.txt holds (RFC 9309: not over 24 hours)."""


@dataclass(slots=True)
class Pacing:
    """Remembers the visits to each host. `clock` gives seconds that never go back; `sleep` waits for some."""

    clock: Callable[[], float]
    sleep: Callable[[float], object]
    limits: FetchLimits
    _next: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, tuple[float, Robots]] = field(default_factory=dict)

    def robots(self, url: str) -> Robots:
        """The rules of the address's host, asked for once a day."""
        host = host_of(url)
        known = self._robots.get(host)
        if known is None or self.clock() - known[0] > ROBOTS_SECONDS:
            self._wait(host, DELAY)
            known = (self.clock(), read_robots(f"{host}/", limits=self.limits))
            self._robots[host] = known
        return known[1]

    def wait(self, url: str) -> None:
        """Wait until the address's host may be visited again."""
        self._wait(host_of(url), min(self.robots(url).delay or DELAY, LONGEST_DELAY))

    def _wait(self, host: str, delay: float) -> None:
        now = self.clock()
        if (due := self._next.get(host, now)) > now:
            self.sleep(due - now)
        self._next[host] = self.clock() + delay


def host_of(url: str) -> str:
    """Scheme and host of an address, as "https://example.org"; a malformed address is a host of its own."""
    try:
        split = urlsplit(url)
    except ValueError:
        return url
    return f"{split.scheme}://{split.netloc}"
