"""Who may ask: by the token in a header of every request, by a cookie after one login, or anybody where the desk has no token.

A browser has a cookie in either case. Its secret also gives the token that its forms bring back: another site can make a browser send
the cookie, but cannot read a page of ours for the token.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time

from starlette.requests import Request

from diurna.web.desk import Desk
from diurna.web.reader import Reader

COOKIE = "diurna_desk"
SESSION_SECONDS = 12 * 3600
MOST_SESSIONS = 1_000
"""Sessions kept at once; the oldest go first."""
_SECRET = re.compile("[A-Za-z0-9_-]{43}")


class Sessions:
    """The sessions of one running desk. They are kept in memory, by a digest, and end with it; without a token there is nothing to keep."""

    def __init__(self, desk: Desk) -> None:
        self._token = desk.token
        self._may_write = not desk.read_only
        self._key = secrets.token_bytes(32)
        self._ends: dict[bytes, float] = {}

    def has_token(self, given: str) -> bool:
        """Whether this is the token; takes as long for a near miss as for any other."""
        return self._token is not None and hmac.compare_digest(_digest(given), _digest(self._token))

    def reader(self, request: Request, *, new: str | None = None) -> Reader | None:
        """Who sends a request; None for who may not ask. `new`: the secret of a session that begins with this request."""
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and self.has_token(given.strip()):
            return Reader(way="bearer", may_write=self._may_write)
        secret = new or request.cookies.get(COOKIE, "")
        is_session = _SECRET.fullmatch(secret) is not None
        if self._token is not None:
            if self._ends.get(_digest(secret), 0.0) <= time.monotonic():
                return None
            return Reader(way="session", form_token=self._form_token(secret), may_write=self._may_write)
        return Reader(form_token=self._form_token(secret) if is_session else None, may_write=self._may_write)

    def needs_cookie(self, request: Request) -> bool:
        """Whether a browser that asks is to get a cookie without a login: the desk has no token, and the browser no cookie yet."""
        return self._token is None and _SECRET.fullmatch(request.cookies.get(COOKIE, "")) is None

    def begin(self) -> str:
        """A new session's secret, for the cookie."""
        secret = secrets.token_urlsafe(32)
        if self._token is None:
            return secret
        now = time.monotonic()
        self._ends = {known: end for known, end in self._ends.items() if end > now}
        while len(self._ends) >= MOST_SESSIONS:
            del self._ends[next(iter(self._ends))]
        self._ends[_digest(secret)] = now + SESSION_SECONDS
        return secret

    def end(self, request: Request) -> None:
        """Forget the session of a request."""
        self._ends.pop(_digest(request.cookies.get(COOKIE, "")), None)

    def _form_token(self, secret: str) -> str:
        return hmac.new(self._key, secret.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
