"""What stands before every answer: the Host header is the desk's own, whoever asks has the token, and each answer carries the headers that OWASP names.

Host of another        421    a page of another site that was rebound to this address
query over 8 kB        414
no or a wrong token    401    the API; a page is sent to /login
else                          the route
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from diurna.web.answers import is_api, refusal
from diurna.web.desk import Desk
from diurna.web.sessions import Sessions

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

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refused(Request(scope))
        await (refused or self._app)(scope, receive, send_guarded)

    def _refused(self, request: Request) -> Response | None:
        if not self._desk.is_named(host_name(request.headers)):
            return refusal(
                request, 421, "this desk has another name; --name NAME at diurna serve lets it be reached by one more"
            )
        if len(request.url.query) > LONGEST_QUERY:
            return refusal(request, 414, f"a query has at most {LONGEST_QUERY} characters")
        if request.url.path in OPEN_PATHS or self._sessions.is_known(request):
            return None
        if is_api(request):
            answer = refusal(request, 401, "name the desk's token in the header: Authorization: Bearer TOKEN")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?to={quote(wanted, safe='')}", status_code=303)


def host_name(headers: Headers) -> str:
    """The name of the Host header without its port; empty where there is none or several."""
    given = headers.getlist("host")
    if len(given) != 1:
        return ""
    name = given[0]
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]
