"""What a desk is started with: the archive, where it listens, by which names it is reached, and the token that opens it."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from pathlib import Path

from diurna.errors import InputError
from diurna.reading.fetching import FetchLimits
from diurna.web.coder import CoderSettings

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SHORTEST_TOKEN = 16
"""Characters of a token, at least."""
PASTES_PER_MINUTE = 20
PASTE_LIMITS = FetchLimits(most_bytes=5_000_000, seconds=20.0, redirections=5)
"""Bytes and seconds of a page whose address is pasted; none of the inner network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`host` is the address that it listens on, `names` further names by which browsers reach it. Without a `token` it is open to whoever reaches it.

    `read_only`: nobody changes anything by it. `coder`: how what is pasted is coded; `pastes_per_minute`: of
    each address, 0 for any number; `fetching`: how far a page goes for whose address is pasted.
    """

    archive: Path
    host: str = "127.0.0.1"
    token: str | None = None
    names: frozenset[str] = frozenset()
    read_only: bool = False
    coder: CoderSettings = field(default_factory=CoderSettings)
    pastes_per_minute: int = PASTES_PER_MINUTE
    fetching: FetchLimits = PASTE_LIMITS
    reviewer: str | None = None
    """Who reviews where the browser names nobody."""

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise InputError(f"a token has {SHORTEST_TOKEN} characters or more, as openssl rand -hex 16 makes one")
        if not is_loopback(self.host) and self.token is None:
            raise InputError(
                f"{self.host} can be reached by others: give a token of {SHORTEST_TOKEN} characters or more, too"
            )

    def is_named(self, name: str) -> bool:
        """Whether a Host header names this desk, so that a page of another site that was rebound to this address is refused."""
        name = name.casefold()
        if is_loopback(self.host):
            return name in LOOPBACK_NAMES or name == self.host.casefold() or name in self.names
        own = {self.host.casefold(), socket.gethostname().casefold(), *LOOPBACK_NAMES, *self.names}
        return name in own or (is_everywhere(self.host) and is_address(name))


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def is_everywhere(host: str) -> bool:
    """Whether an address stands for all of the machine's."""
    return is_address(host) and ipaddress.ip_address(host).is_unspecified


def is_address(host: str) -> bool:
    """Whether a host is given in numbers; such a name cannot be rebound."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
