"""Who asks: what templates and routes may know of whoever sent a request, told by the guard for as long as the request lasts."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

Way = Literal["open", "session", "bearer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whoever asks. `way`: without a token because the desk has none, by a session's cookie, or by the token in a header.

    `form_token` is what a form must bring back to prove that it is of a page of this session; None where there is no session.
    """

    way: Way = "open"
    form_token: str | None = None
    may_write: bool = False


READER: ContextVar[Reader] = ContextVar("reader", default=Reader())  # noqa: B039 (frozen)
"""The reader of the request that is answered; routes in threads see it, too."""
STATE: ContextVar[str] = ContextVar("state", default="")
"""The state of the archive that the answer is of, as a page holds it; "" where it is of none."""
