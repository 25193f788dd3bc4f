"""Logging in with the token, by a link (`/login?token=…`) or the form, and out."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from diurna.web.bodies import read_form
from diurna.web.rendering import page
from diurna.web.sessions import COOKIE, SESSION_SECONDS, Sessions

LONGEST_FORM = 4_096
"""Bytes of the form, at most."""


async def login(request: Request) -> Response:
    """The form, or with a right token a session and the page that was asked for."""
    sessions: Sessions = request.app.state.sessions
    if request.method == "POST":
        given = await read_form(request, LONGEST_FORM)
        token, to = given.get("token", ""), given.get("to", "")
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


def own_path(to: str) -> str:
    """A path of the desk itself, else its start: a login never leads elsewhere."""
    parts = urlsplit(to)
    is_own = to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return to if is_own and to.isprintable() and "\\" not in to else "/"
