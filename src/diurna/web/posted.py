"""A request that changes something: from a form of a page, or from a program by the API.

`guard.py` has turned away what comes from another site, and all of it where the desk is read only; here a browser's request must also
bring the token of its session: in the field `form_token` of a form (`{{ form_token() }}` in a template), or in the header X-CSRF-Token of a
script. A program that names the desk's token needs none, nor one of this machine where the desk has no token, as long as it sends JSON and
no sign of a browser: a page of another site cannot have JSON sent without asking first, and the desk says no to that.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from diurna.archive import Archive, open_archive
from diurna.archive.store import refusal
from diurna.web.answers import RefusedError, is_api
from diurna.web.bodies import JSON, LONGEST_BODY, content_type, read_form, read_json
from diurna.web.desk import Desk
from diurna.web.reader import READER, Reader

FIELD = "form_token"
HEADER = "x-csrf-token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What was sent: `form` from a page, `body` by the API; the other is empty. `parts` is what stands in the path, by name."""

    desk: Desk
    request: Request
    path: str
    parts: dict[str, str]
    form: QueryParams = field(default_factory=QueryParams)
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Posted):
    """What was sent, within a transaction of the archive, open to write: all is kept when the answer is given, nothing where it raises."""

    archive: Archive
    connection: Connection


Answer = str | Response
"""A path of the desk to go to, or a response."""
Taking = Callable[[Posted], Answer]
Changing = Callable[[Change], Answer]
Posting = Callable[[Request], Awaitable[Response]]


def posting(answer: Taking, *, most: int = LONGEST_BODY) -> Posting:
    """A route of a function that takes what was sent, at most so many bytes, and does not open the archive. It runs in a thread."""

    async def respond(request: Request) -> Response:
        posted = await _posted(request, most)
        return _response(await run_in_threadpool(answer, posted))

    return respond


def changing(answer: Changing, *, most: int = LONGEST_BODY) -> Posting:
    """A route of a function that writes to the archive, in one short transaction, beside whatever adds to it. It runs in a thread."""

    def change(posted: Posted) -> Answer:
        given = {name: getattr(posted, name) for name in Posted.__dataclass_fields__}
        with writing(posted) as (archive, connection):
            return answer(Change(archive=archive, connection=connection, **given))

    return posting(change, most=most)


@contextmanager
def writing(posted: Posted) -> Iterator[tuple[Archive, Connection]]:
    """One short transaction of the archive, for a route of `posting` that does long work first: all is kept, or nothing where it raises."""
    folder = posted.desk.archive
    with open_archive(folder, write=True, beside=True) as archive, archive.writing() as connection:
        try:
            yield archive, connection
        except DBAPIError as error:
            raise refusal(folder, error) from error


async def _posted(request: Request, most: int) -> Posted:
    desk: Desk = request.app.state.desk
    reader = READER.get()
    by_api = is_api(request)
    given = request.headers.get(HEADER)
    if given is not None or by_api:  # before the body is read
        _check(reader, request, given)
    form = QueryParams() if by_api else await read_form(request, most)
    if given is None and not by_api:
        _check(reader, request, form.get(FIELD))
    return Posted(
        desk=desk,
        request=request,
        path=request.url.path,
        parts={name: str(part) for name, part in request.path_params.items()},
        form=form,
        body=await read_json(request, most) if by_api else {},
    )


def _check(reader: Reader, request: Request, given: str | None) -> None:
    """Raises RefusedError where a request does not prove that it is of a page of this session, or of a program."""
    if reader.way == "bearer" or (reader.way == "open" and _is_program(request)):
        return
    if reader.form_token is None or not hmac.compare_digest(reader.form_token.encode(), (given or "").encode()):
        raise RefusedError(
            403, "this was not sent from a page of this session: load the page anew, and send it from there"
        )


def _is_program(request: Request) -> bool:
    """Whether a request without a session is of no browser: these name the origin, and send no JSON to another one without leave."""
    signs = ("origin", "sec-fetch-site", "cookie", "referer")
    return is_api(request) and content_type(request) == JSON and not any(sign in request.headers for sign in signs)


def _response(answer: Answer) -> Response:
    return RedirectResponse(answer, status_code=303) if isinstance(answer, str) else answer
