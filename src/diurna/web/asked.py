"""A request to the archive: asked in a transaction of its own; or not at all, where what the browser has is still true."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from secrets import token_urlsafe
from time import monotonic, perf_counter

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from diurna.archive import Archive
from diurna.archive.keeping import OLDEST, Kept
from diurna.archive.store import refusal
from diurna.web.answers import is_api
from diurna.web.desk import Desk
from diurna.web.freshness import entity_tag, is_fresh, state_tag
from diurna.web.opened import KEPT, Opened
from diurna.web.reader import READER, STATE
from diurna.web.reviewer import reviewer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked, and the archive, open; all its answers are of one state."""

    archive: Archive
    connection: Connection
    query: QueryParams
    path: str
    parts: dict[str, str]
    """What stands in the path, by name."""
    reviewer: str | None = None
    """Who reviews."""


LARGEST_KEPT = 1_000_000
"""Bytes of an answer that is kept, at most."""
Answering = Callable[[Asked], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(answer: Answering) -> Endpoint:
    """A route of a function that asks the archive. It runs in a thread, so it may take its time; as many run at once as connections are kept.

    The header Server-Timing tells the milliseconds from the request to its answer.
    """

    async def respond(request: Request) -> Response:
        began = perf_counter()
        desk: Desk = request.app.state.desk
        reviewer = reviewer_of(request)
        forms = () if is_api(request) else (READER.get().form_token or "", reviewer or "")  # which the page may hold
        tag = entity_tag(desk.archive, request.url.path, request.url.query, *forms)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
        if is_fresh(tag, request.headers.get("if-none-match")):
            return Response(status_code=304, headers=headers)
        response = await run_sync(_kept, answer, request, limiter=_limiter(request))
        if "age" not in response.headers:
            response.headers.update(headers)
        response.headers["Server-Timing"] = f"desk;dur={1000 * (perf_counter() - began):.1f}"
        return response

    return respond


def _kept(answer: Answering, request: Request) -> Response:
    """The answer, or the one that the same question had in the same state of the archive, with the token of this reader's session in its forms."""
    answers: Kept = request.app.state.answers
    reader = READER.get()
    READER.set(replace(reader, form_token=reader.form_token and _TOKEN))  # of this thread's request alone
    tag = entity_tag(request.app.state.desk.archive, request.url.path, request.url.query)
    key = (tag, READER.get(), reviewer_of(request))
    try:
        status, headers, body = answers.get(key, lambda: _whole(_answered(answer, request)))
    except _OnceError as once:
        if isinstance(once.response, StreamingResponse):
            return once.response
        status, headers, body = once.response.status_code, once.response.raw_headers, bytes(once.response.body)
    if reader.form_token:
        body = body.replace(_TOKEN.encode(), reader.form_token.encode())
    response = Response(body, status_code=status)
    length = str(len(body)).encode()
    response.raw_headers = [(name, length if name == b"content-length" else value) for name, value in headers]
    return response


_TOKEN = token_urlsafe(32)
"""What stands for the token of a session in answers that are kept."""


def _whole(response: Response) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """What can be sent again."""
    if isinstance(response, StreamingResponse) or "age" in response.headers or len(response.body) > LARGEST_KEPT:
        raise _OnceError(response)
    return response.status_code, response.raw_headers, bytes(response.body)


class _OnceError(Exception):
    """An answer that is not kept."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def _answered(answer: Answering, request: Request) -> Response:
    opened: Opened = request.app.state.opened
    with opened.reading() as archive:
        STATE.set(state_tag(archive.state))  # of this thread's request alone
        asked = Asked(
            archive=archive,
            connection=archive.connection,
            query=request.query_params,
            path=request.url.path,
            parts={name: str(part) for name, part in request.path_params.items()},
            reviewer=reviewer_of(request),
        )
        try:
            OLDEST.set(None)
            response = answer(asked)
            if (oldest := OLDEST.get()) is not None:  # so no state of the archive has this answer
                response.headers.update(
                    {"Age": str(math.ceil(monotonic() - oldest)), "Cache-Control": "private, no-store"}
                )
            return response
        except DBAPIError as error:
            raise refusal(archive.path, error) from error


def _limiter(request: Request) -> CapacityLimiter:
    """How many requests are answered at once: more threads than these would only take turns, and each wait longer."""
    state = request.app.state
    if not hasattr(state, "limiter"):
        state.limiter = CapacityLimiter(KEPT)  # made here, since it belongs to a running loop
    limiter: CapacityLimiter = state.limiter
    return limiter
