"""Connections to checked addresses, each read and write within one deadline; what `fetching` asks with.

Only this file knows httpcore, the layer under httpx where the address to connect to can be given. Imported when first needed.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore

from diurna.errors import InputError
from diurna.reading.addresses import public_addresses

_LONGEST_WAIT = 20.0
"""Seconds for one connection, or one piece of an answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The head of an answer; names of headers in small letters. `pieces` are the bytes as they come."""

    status: int
    headers: dict[str, str]
    pieces: Iterable[bytes]


@contextmanager
def asking(
    url: tuple[str, str, int, str], headers: dict[str, str], *, deadline: float, allow_inner: bool
) -> Iterator[Answer]:
    """The answer to a GET of scheme, host, port and target. `deadline` is of `time.monotonic`.

    Raises InputError where the host may not be reached, does not answer in time, or breaks off.
    """
    scheme, host, port, target = url
    backend = _CheckedBackend(deadline, allow_inner)
    address = httpcore.URL(scheme=scheme, host=host, port=port, target=target)
    try:
        with (
            httpcore.ConnectionPool(network_backend=backend, ssl_context=httpcore.default_ssl_context()) as pool,
            pool.stream("GET", address, headers=list(headers.items())) as response,
        ):
            names = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            yield Answer(response.status, names, response.iter_stream())
    except httpcore.TimeoutException:
        raise InputError("no answer in time") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        raise InputError(f"the connection failed ({str(error) or type(error).__name__})") from None


class _CheckedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked, until the deadline."""

    def __init__(self, deadline: float, allow_inner: bool) -> None:
        self._deadline = deadline
        self._allow_inner = allow_inner
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = public_addresses(host, port, allow_inner=self._allow_inner)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, local_address, socket_options)

    def _connect(
        self, address: str, port: int, local_address: str | None, socket_options: Iterable[Any] | None
    ) -> httpcore.NetworkStream:
        wait = _left(self._deadline, httpcore.ConnectTimeout)
        return _TimedStream(self._plain.connect_tcp(address, port, wait, local_address, socket_options), self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends by the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout=_left(self._deadline, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=_left(self._deadline, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wait = _left(self._deadline, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, timeout=wait), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, error: type[Exception]) -> float:
    """The seconds to wait at most. Raises `error` where the deadline has come."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise error
    return min(left, _LONGEST_WAIT)
