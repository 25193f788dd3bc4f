"""Who reviews: a name, asked once and kept in a cookie of the browser, else that which the desk was started with."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from diurna.archive.reviewing import LONGEST_NAME
from diurna.errors import InputError
from diurna.web.desk import Desk
from diurna.web.login import own_path
from diurna.web.posted import Posted

COOKIE = "diurna_reviewer"
YEAR_SECONDS = 365 * 24 * 3600


def reviewer_of(request: Request) -> str | None:
    """The reviewer's name; None where none is known. It proves nothing: it tells reviewers apart who know each other."""
    desk: Desk = request.app.state.desk
    name = unquote(request.cookies.get(COOKIE, "")).strip()
    return name if name and is_name(name) else desk.reviewer


def is_name(name: str) -> bool:
    return len(name) <= LONGEST_NAME and name.isprintable()


def required_reviewer(posted: Posted) -> str:
    """Raises InputError where no name is known."""
    name = reviewer_of(posted.request)
    if name is None:
        raise InputError("say who you are first: judgements are kept with their reviewer's name")
    return name


def name_reviewer(posted: Posted) -> Response:
    """Keep the name, and go back to the page."""
    name = " ".join(posted.form.get("name", "").split())
    if not name or not is_name(name):
        raise InputError(f"name: give one of at most {LONGEST_NAME} characters")
    answer = RedirectResponse(own_path(posted.form.get("to", "")), status_code=303)
    answer.set_cookie(
        COOKIE,
        quote(name),
        max_age=YEAR_SECONDS,
        path="/",
        httponly=True,
        samesite="lax",
        secure=posted.request.url.scheme == "https",
    )
    return answer
