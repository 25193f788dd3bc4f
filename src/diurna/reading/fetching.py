"""Fetching from the web, within limits: what may be reached, how far, how long, how much.

The address that is connected to is the one that was checked, at every hop of a redirection: a name that changes its address in
between (DNS rebinding) gains nothing. Proxies of the environment are not used, for they would look names up themselves.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from diurna import __version__
from diurna.errors import InputError

if TYPE_CHECKING:
    from diurna.reading.network import Answer

_ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8"
USER_AGENT = f"Diurna/{__version__} (event coding of news; reads feeds and pages that its user names)"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How far a fetch goes: bytes of the answer as inflated, seconds in all, redirections."""

    most_bytes: int = 20_000_000
    seconds: float = 60.0
    redirections: int = 5
    allow_inner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer. `url` is where it came from in the end; `content` is inflated, and empty where it has not changed."""

    url: str
    status: int
    content: bytes
    content_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None
    retry_after: str | None

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that nothing is new since the etag or day that it was asked with."""
        return self.status == 304


class FetchError(InputError):
    """What could not be fetched. `status` is the server's, where it answered; `retry_after` is what it asked for."""

    def __init__(self, message: str, *, status: int | None = None, retry_after: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def is_url(words: str) -> bool:
    """Whether a word of a call is an address of the web rather than a path."""
    return re.match(r"https?://", words, re.IGNORECASE) is not None


def fetch(
    url: str, *, limits: FetchLimits | None = None, etag: str | None = None, last_modified: str | None = None
) -> Fetched:
    """What stands at an address of the web, through at most some redirections.

    `etag` and `last_modified` are those of an earlier answer: where nothing changed since, the answer is without content.
    Raises FetchError, naming what went wrong and not the address, where there is no answer of status 200 or 304 within the
    limits.
    """
    from diurna.reading.network import asking

    limits = limits or FetchLimits()
    headers = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}
    if etag:
        headers["If-None-Match"] = _header(etag)
    if last_modified:
        headers["If-Modified-Since"] = _header(last_modified)
    deadline = time.monotonic() + limits.seconds
    try:
        for _ in range(limits.redirections + 1):
            parts = _parts(url)
            host = {"Host": _host(parts)}
            with asking(parts, host | headers, deadline=deadline, allow_inner=limits.allow_inner) as answer:
                location = answer.headers.get("location")
                if answer.status not in (301, 302, 303, 307, 308) or not location:
                    return _fetched(url, answer, limits)
            url = _joined(url, location)
    except FetchError:
        raise
    except InputError as error:
        slow = time.monotonic() >= deadline
        raise FetchError(f"not fetched within {limits.seconds:g} s" if slow else str(error)) from None
    raise FetchError(f"redirected more than {limits.redirections} times")


def _fetched(url: str, answer: Answer, limits: FetchLimits) -> Fetched:
    headers = answer.headers
    retry_after = headers.get("retry-after")
    if answer.status not in (200, 304):
        raise FetchError(
            f"the server answers with status {answer.status}", status=answer.status, retry_after=retry_after
        )
    kind = Message()
    kind["content-type"] = headers.get("content-type", "application/octet-stream")
    charset = kind.get_param("charset")
    return Fetched(
        url=url,
        status=answer.status,
        content=b"" if answer.status == 304 else b"".join(_inflated(answer, limits.most_bytes)),
        content_type=kind.get_content_type(),
        charset=charset if isinstance(charset, str) else None,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        retry_after=retry_after,
    )


def _inflated(answer: Answer, most: int) -> Iterator[bytes]:
    """The content of an answer. Raises InputError where there is more than `most` bytes of it."""
    coding = answer.headers.get("content-encoding", "identity").strip().lower()
    if coding in ("identity", ""):
        inflater = None
    elif coding in ("gzip", "x-gzip", "deflate"):
        inflater = zlib.decompressobj(wbits=15 if coding == "deflate" else 31)
    else:
        raise InputError(f"the answer is packed in a way that was not asked for ({coding[:40]})")
    size = 0
    for piece in answer.pieces:
        if inflater is not None:
            try:
                piece = inflater.decompress(piece, most - size + 1)
            except zlib.error as error:
                raise InputError(f"the answer is packed wrongly ({error})") from None
        size += len(piece)
        if size > most:
            raise InputError(f"more than {most // 1_000_000 or 1} MB")
        yield piece
    if inflater is not None and not inflater.eof:
        raise InputError("the answer is cut short")


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        raise InputError(f"redirected to what is not an address of the web: {location[:200]}") from None


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and target of an address. Raises InputError where it is none of the web."""
    if any(char.isspace() or not char.isprintable() for char in url):
        raise InputError("an address with blanks or control characters")
    try:
        split = urlsplit(url)
        port = split.port
        host = (split.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise InputError(f"not an address of the web: {url[:200]}") from None
    scheme = split.scheme.lower()
    if scheme not in ("http", "https") or not host:
        raise InputError(f"not an address of the web (http or https): {url[:200]}")
    if split.username is not None:
        raise InputError("an address with a name or a password is not fetched")
    safe = "%/:=&?~#+!$,;'@()*[]"
    target = quote(split.path or "/", safe=safe) + (f"?{quote(split.query, safe=safe)}" if split.query else "")
    return scheme, host, port or (443 if scheme == "https" else 80), target


def _host(parts: tuple[str, str, int, str]) -> str:
    scheme, host, port, _ = parts
    name = f"[{host}]" if ":" in host else host
    return name if port == (443 if scheme == "https" else 80) else f"{name}:{port}"


def _header(value: str) -> str:
    """A value that can stand in a header: nothing after a line break."""
    return value.split("\n")[0].strip().encode("latin-1", "ignore").decode("latin-1")
