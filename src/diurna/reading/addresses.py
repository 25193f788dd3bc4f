"""Which addresses belong to the inner network, and so are not fetched for whoever names them."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from diurna.errors import InputError

_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
"""IPv4 within IPv6: by NAT64 (RFC 6052), and the old compatible form."""


def public_addresses(host: str, port: int, *, allow_inner: bool = False) -> list[str]:
    """The addresses of a host, in the order in which to try them.

    Raises InputError where it has none, or where one is of the inner network: a name that leads to both is not trusted.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not a name of a host"
        raise InputError(f"no address of {host!r} is known ({reason.lower()})") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_inner:
        for address in addresses:
            if is_inner(address):
                raise InputError(f"{host} is of the inner network ({address}); --allow-inner fetches it")
    return addresses


def is_inner(address: str) -> bool:
    """Whether an address is not one of the public Internet: private, loopback, link-local, reserved, multicast, in any guise."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    return any(not one.is_global or one.is_multicast for one in _guises(parsed))


def _guises(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """An address, or the IPv4 address that it stands for."""
    if isinstance(address, IPv4Address):
        return [address]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address, address.sixtofour]
    if address.teredo is not None:
        return [address, *address.teredo]
    if any(address in network for network in _TRANSLATED) and int(address) > 1:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address]
