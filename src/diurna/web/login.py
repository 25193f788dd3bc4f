"""Logging in with the token, by a link (`/login?token=…`) or the form, and out."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from diurna.web.rendering import page
from diurna.web.sessions import COOKIE, SESSION_SECONDS, Sessions

LONGEST_FORM = 4_096
"""Bytes of the form, at most."""


async def login(request: Request) -> Response:
    """The form, or with a right token a session and the page that was asked for."""
    sessions: Sessions = request.app.state.sessions
    if request.method == "POST":
        given = parse_qs((await _body(request)).decode("utf-8", "replace"), keep_blank_values=True)
        token, to = given.get("token", [""])[0], given.get("to", [""])[0]
    else:
        token, to = request.query_params.get("token", ""), request.query_params.get("to", "")
    to = own_path(to)
    if token and sessions.has_token(token):
        answer: Response = RedirectResponse(to, status_code=303)
        answer.set_cookie(
            COOKIE,
            sessions.begin(),
            max_age=SESSION_SECONDS,
            path="/",
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return answer
    status = 403 if token else 200
    return page("login.html", status=status, title="Log in", to=to, is_wrong=bool(token), is_bare=True)


async def logout(request: Request) -> Response:
    """End the session."""
    request.app.state.sessions.end(request)
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_FORM:
            return b""
    return body


def own_path(to: str) -> str:
    """A path of the desk itself, else its start: a login never leads elsewhere."""
    parts = urlsplit(to)
    is_own = to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return to if is_own and to.isprintable() and "\\" not in to else "/"
