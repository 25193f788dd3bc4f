"""Who has the token: by a header in every request, or by a cookie after one login."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from starlette.requests import Request

from diurna.web.desk import Desk

COOKIE = "diurna_desk"
SESSION_SECONDS = 12 * 3600
MOST_SESSIONS = 1_000
"""Sessions kept at once; the oldest go first."""


class Sessions:
    """The sessions of one running desk. They are kept in memory, by a digest, and end with it."""

    def __init__(self, desk: Desk) -> None:
        self._token = desk.token
        self._ends: dict[bytes, float] = {}

    def has_token(self, given: str) -> bool:
        """Whether this is the token; takes as long for a near miss as for any other."""
        return self._token is not None and hmac.compare_digest(_digest(given), _digest(self._token))

    def is_known(self, request: Request) -> bool:
        """Whether a request may read."""
        if self._token is None:
            return True
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer" and self.has_token(given.strip()):
            return True
        return self._ends.get(_digest(request.cookies.get(COOKIE, "")), 0.0) > time.monotonic()

    def begin(self) -> str:
        """A new session's secret, for the cookie."""
        secret = secrets.token_urlsafe(32)
        now = time.monotonic()
        self._ends = {known: end for known, end in self._ends.items() if end > now}
        while len(self._ends) >= MOST_SESSIONS:
            del self._ends[next(iter(self._ends))]
        self._ends[_digest(secret)] = now + SESSION_SECONDS
        return secret

    def end(self, request: Request) -> None:
        """Forget the session of a request."""
        self._ends.pop(_digest(request.cookies.get(COOKIE, "")), None)


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
