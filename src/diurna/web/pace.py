"""How often each may ask for what costs much: a bucket of tokens for each address, which fills as time goes."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections.abc import Callable

MOST_ADDRESSES = 10_000
"""Buckets kept, at most; the one that was asked longest ago goes first."""


class Pace:
    """`per_minute` requests of each address in the long run, `at_once` in a row; 0 per minute is no limit. May be called from several threads."""

    def __init__(self, per_minute: int, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_minute / 60
        self._most = float(at_once)
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[str, tuple[float, float]] = {}  # tokens, and when there were so many

    def wait(self, address: str) -> float:
        """Take a token; 0.0, or the seconds after which there will be one, where there is none now."""
        if not self._per_second:
            return 0.0
        whose, now = network_of(address), self._clock()
        with self._lock:
            tokens, at = self._buckets.pop(whose, (self._most, now))
            tokens = min(self._most, tokens + (now - at) * self._per_second)
            wait = 0.0 if tokens >= 1 else (1 - tokens) / self._per_second
            self._buckets[whose] = (tokens if wait else tokens - 1, now)
            if len(self._buckets) > MOST_ADDRESSES:
                del self._buckets[next(iter(self._buckets))]
        return wait


def network_of(address: str) -> str:
    """Whose an address is: of IPv6 its network of 64 bits, of which one household has all."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)
