"""What stands before every answer: the Host header is the desk's own, whoever asks has the token, and each answer carries the headers that OWASP names.

Host of another         421    a page of another site that was rebound to this address
query over 8 kB         414
asked for by another site   403    unless a reader follows a link from there
no or a wrong token     401    the API; a page is sent to /login
a change
  from another site     403    by its Origin, or by what the browser says of the site (Sec-Fetch-Site)
  of a desk read only   403
else                           the route; one that changes something checks the token of the form, too (`posted.py`)
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from diurna.web.answers import is_api, refusal
from diurna.web.desk import Desk
from diurna.web.reader import READER, Reader
from diurna.web.sessions import COOKIE, Sessions

LONGEST_QUERY = 8_192
"""Bytes of a query, at most."""
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}
OPEN_PATHS = frozenset({"/login", "/static/desk.css", "/static/desk.js"})
"""What is shown without a token: how to log in, and its look."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""The methods that change nothing."""
SIGNING = frozenset({"/login", "/logout"})
"""What is sent to a desk that is read only, too."""


class Guard:
    """The ASGI application behind the guard."""

    def __init__(self, app: ASGIApp, desk: Desk, sessions: Sessions) -> None:
        self._app = app
        self._desk = desk
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        request = Request(scope)
        begun = self._sessions.begin() if self._is_first_visit(request) else None

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if begun is not None:
                    headers.append("Set-Cookie", f"{COOKIE}={begun}; Path=/; HttpOnly; SameSite=lax")
            await send(message)

        reader = self._sessions.reader(request, new=begun)
        refused = self._refused(request, reader)
        told = READER.set(reader or Reader())
        try:
            await (refused or self._app)(scope, receive, send_guarded)
        finally:
            READER.reset(told)

    def _is_first_visit(self, request: Request) -> bool:
        """Whether a browser opens a page of a desk without a token for the first time."""
        is_page = request.method == "GET" and not is_api(request) and not request.url.path.startswith("/static/")
        return is_page and self._desk.is_named(host_name(request.headers)) and self._sessions.needs_cookie(request)

    def _refused(self, request: Request, reader: Reader | None) -> Response | None:
        if not self._desk.is_named(host_name(request.headers)):
            return refusal(
                request, 421, "this desk has another name; --name NAME at diurna serve lets it be reached by one more"
            )
        if len(request.url.query) > LONGEST_QUERY:
            return refusal(request, 414, f"a query has at most {LONGEST_QUERY} characters")
        if request.method in READING:
            if is_taken_by_another(request.headers):
                return refusal(request, 403, "another site asked for this; follow a link to it instead")
        else:
            if not is_own(request.headers):
                return refusal(
                    request, 403, "a page of another site sent this; the desk takes it from its own pages only"
                )
            if self._desk.read_only and request.url.path not in SIGNING:
                return refusal(request, 403, "this desk only reads: it was started with --read-only")
        if request.url.path in OPEN_PATHS or reader is not None:
            return None
        if is_api(request):
            answer = refusal(request, 401, "name the desk's token in the header: Authorization: Bearer TOKEN")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?to={quote(wanted, safe='')}", status_code=303)


def is_own(headers: Headers) -> bool:
    """Whether what a browser says of the page that sent a request is that it is the desk's; true where it says nothing, as programs do.

    Another port of this machine is another site, though browsers call it the same: its origin differs.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc.casefold() == headers.get("host", "").casefold()


def is_taken_by_another(headers: Headers) -> bool:
    """Whether a page of another site asks for something as a part of its own: it could not read it, but it would make the desk work, and learn how long.

    What leads there is a link, which a browser calls navigation. Programs, and browsers of before 2023, do not say.
    """
    is_foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest", "document") == "document"
    return is_foreign and not is_link


def host_name(headers: Headers) -> str:
    """The name of the Host header without its port; empty where there is none or several."""
    given = headers.getlist("host")
    if len(given) != 1:
        return ""
    name = given[0]
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]
