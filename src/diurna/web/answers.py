"""From what went wrong to what a reader of a page, or a caller of the API, gets: a page, or one JSON shape.

{"error": {"status": 400, "kind": "wrong_parameter", "message": "since: 'May' is no day; write it as 2022-02-24"}}
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from diurna.errors import ArchiveError, DiurnaError, InputError
from diurna.web.rendering import page

API = "/api/"
KINDS: Mapping[int, str] = {
    400: "wrong_parameter",
    401: "no_token",
    403: "forbidden",
    404: "not_found",
    405: "wrong_method",
    410: "gone",
    413: "too_large",
    414: "query_too_long",
    415: "wrong_content_type",
    421: "wrong_host",
    429: "too_many",
    500: "failure",
    503: "unavailable",
    504: "too_slow",
}
"""The kinds of errors, by status; what a program asks for."""
log = logging.getLogger("diurna.web")


class NotFoundError(InputError):
    """What was asked for is not in the archive."""


class RefusedError(DiurnaError):
    """What the desk does not do, with the status that says so; `headers` go with the answer."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def is_api(request: Request) -> bool:
    return request.url.path.startswith(API)


def json_answer(value: Any, status: int = 200, media_type: str = "application/json") -> Response:
    """A value as JSON in UTF-8; half a surrogate pair, which no UTF-8 can hold, as an escape."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(text.encode("utf-8", "backslashreplace"), status_code=status, media_type=media_type)


def refusal(request: Request, status: int, message: str) -> Response:
    """An error as the API's shape or as a page, by what was asked."""
    kind = KINDS.get(status, "refused")
    if is_api(request):
        return json_answer({"error": {"status": status, "kind": kind, "message": message}}, status)
    reason = HTTPStatus(status).phrase
    return page("error.html", status=status, title=reason, message=message, code=status, is_bare=status in (401, 421))


async def answer_http(request: Request, error: Exception) -> Response:
    """What the router refuses: an unknown path or a wrong method."""
    assert isinstance(error, HTTPException)
    said = {404: "there is nothing here", 405: "this address is not asked in this way"}
    answer = refusal(request, error.status_code, said.get(error.status_code, error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def answer_error(request: Request, error: Exception) -> Response:
    """What Diurna refuses, in its own words."""
    if isinstance(error, RefusedError):
        answer = refusal(request, error.status, str(error))
        answer.headers.update(error.headers)
        return answer
    if isinstance(error, NotFoundError):
        return refusal(request, 404, str(error))
    if isinstance(error, InputError):
        return refusal(request, 400, str(error))
    if isinstance(error, ArchiveError):
        log.error("%s", error)
        done = "read" if request.method in ("GET", "HEAD") else "written"
        return refusal(
            request, 503, f"the archive cannot be {done} just now; the terminal where the desk runs says why"
        )
    assert isinstance(error, DiurnaError)
    return refusal(request, 500, str(error))


async def answer_failure(request: Request, _: Exception) -> Response:
    """A fault of ours: the server logs it, the answer only says so."""
    return refusal(request, 500, "something failed here; the terminal where the desk runs says what")
