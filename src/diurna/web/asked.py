"""A request to the archive: opened to read, asked, closed; or not at all, where what the browser has is still true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from diurna.archive import Archive, open_archive
from diurna.archive.store import refusal
from diurna.web.answers import is_api
from diurna.web.desk import Desk
from diurna.web.freshness import entity_tag, is_fresh, state_tag
from diurna.web.reader import READER, STATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked, and the archive, open; all its answers are of one state."""

    archive: Archive
    connection: Connection
    query: QueryParams
    path: str
    parts: dict[str, str]
    """What stands in the path, by name."""


Answering = Callable[[Asked], Response]


def endpoint(answer: Answering) -> Callable[[Request], Response]:
    """A route of a function that asks the archive. It runs in a thread, so it may take its time."""

    def respond(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        forms = () if is_api(request) else (READER.get().form_token or "",)  # which the page may hold
        tag = entity_tag(desk.archive, request.url.path, request.url.query, *forms)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
        if is_fresh(tag, request.headers.get("if-none-match")):
            return Response(status_code=304, headers=headers)
        with open_archive(desk.archive) as archive, archive.reading() as connection:
            STATE.set(state_tag(archive.state))  # of this thread's request alone
            asked = Asked(
                archive=archive,
                connection=connection,
                query=request.query_params,
                path=request.url.path,
                parts={name: str(part) for name, part in request.path_params.items()},
            )
            try:
                response = answer(asked)
            except DBAPIError as error:
                raise refusal(desk.archive, error) from error
        response.headers.update(headers)
        return response

    return respond
