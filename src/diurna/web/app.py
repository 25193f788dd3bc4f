"""The desk as an application: its routes behind its guard."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from diurna.archive.keeping import Kept
from diurna.errors import DiurnaError
from diurna.web import (
    api,
    api_coding,
    chart_page,
    charts,
    explaining,
    exporting,
    listing_pages,
    live_charts,
    paste_pages,
    profile_pages,
    report_page,
    review_api,
    review_map,
    review_pages,
    review_posts,
    review_report,
    reviewer,
    story_page,
    vega,
)
from diurna.web.answers import answer_error, answer_failure, answer_http, json_answer
from diurna.web.asked import Answering, endpoint
from diurna.web.changes import Changes, changes
from diurna.web.coder import CoderProcess
from diurna.web.desk import Desk
from diurna.web.freshness import is_fresh
from diurna.web.guard import Guard
from diurna.web.login import login, logout
from diurna.web.openapi import openapi
from diurna.web.opened import Opened
from diurna.web.pasting import MOST_BYTES, Pasting
from diurna.web.posted import Posting, changing, posting
from diurna.web.sessions import Sessions

PAGES: Mapping[str, Answering] = {
    "/": listing_pages.start_page,
    "/events": listing_pages.events_page,
    "/events/{id}": report_page.event_page,
    "/reports": report_page.report_page,
    "/reports/{doc_id}": report_page.report_page,
    "/search": listing_pages.search_page,
    "/stories": listing_pages.stories_page,
    "/stories/{id}": story_page.story_page,
    "/actor": profile_pages.actor_page,
    "/dyad": profile_pages.dyad_page,
    "/place": profile_pages.place_page,
    "/days/{day}": profile_pages.day_page,
    "/review": review_pages.queue_page,
    "/review/next": review_pages.next_page,
    "/review/agreement": review_pages.agreement_page,
    "/review/reports": review_report.review_report_page,
    "/review/reports/{doc_id}": review_report.review_report_page,
    "/charts/{kind}.json": live_charts.live_chart,
    "/charts/{kind}.{form}": charts.chart,
    "/charts/{kind}": chart_page.chart_page,
}
API: Mapping[str, Answering] = {
    "/glance": api.glance_answer,
    "/events": api.events_answer,
    "/events.{form}": exporting.export,
    "/events/{id}": api.event_answer,
    "/reports": api.report_answer,
    "/reports/{doc_id}": api.report_answer,
    "/search": api.search_answer,
    "/search.{form}": exporting.export_search,
    "/stories": api.stories_answer,
    "/stories.{form}": exporting.export_stories,
    "/stories/{id}": api.story_answer,
    "/stats": api.stats_answer,
    "/facets": api.facets_answer,
    "/names": api.names_answer,
    "/charts/timeline": chart_page.timeline_answer,
    "/charts/map": chart_page.map_answer,
    "/charts/network": chart_page.network_answer,
    "/reviews": review_api.reviews_answer,
    "/reviews.jsonl": review_api.reviews_lines,
    "/reviews/agreement": review_api.agreement_answer,
    "/reviews/places": review_api.places_answer,
    "/reviews/lexicon.toml": review_api.lexicon_file,
    "/gold.jsonl": review_api.gold_lines,
}

POSTS: Mapping[str, Posting] = {
    "/paste": posting(paste_pages.paste, most=MOST_BYTES),
    "/paste/{key}/keep": posting(paste_pages.keep_pasted),
    "/review/name": posting(reviewer.name_reviewer),
    "/review/judge": posting(review_posts.judge_record),
    "/review/add": posting(review_posts.add_event),
    "/review/report": posting(review_posts.end_report),
    "/api/v1/reviews": changing(review_api.review_answer),
    "/api/v1/code": posting(api_coding.code_answer, most=MOST_BYTES),
    "/api/v1/reports": posting(api_coding.add_answer, most=MOST_BYTES),
}
"""What pages and programs send, by path; a form's or a JSON object's route is one of `posting` or `changing`."""


ANSWERS_KEPT = 128
"""Answers kept as long as the archive stays as it is, at most."""


def create_app(desk: Desk, coder: CoderProcess | None = None, heard: Changes | None = None) -> Guard:
    """The application of a desk. The archive is opened by requests, not here; whoever gives the coder, or what pages listen to, ends it."""
    sessions = Sessions(desk)
    app = Starlette(
        routes=[
            *(Route(path, endpoint(answer)) for path, answer in PAGES.items()),
            *(Route(f"/api/v1{path}", endpoint(answer)) for path, answer in API.items()),
            Route("/changes", changes),
            Route("/paste", paste_pages.paste_form),
            Route("/review/world.svg", review_map.world_map),
            Route("/paste/{key}", paste_pages.pasted_page),
            Route("/paste/{key}/events/{id}/explanation", explaining.pasted_explanation_page),
            Route("/events/{id}/explanation", explaining.explanation_page),
            Route("/api/v1/events/{id}/explanation", explaining.explanation_answer),
            *(Route(path, respond, methods=["POST"]) for path, respond in POSTS.items()),
            Route("/api/v1/openapi.json", _openapi),
            Route("/static/{name}", _static),
            Route("/login", login, methods=["GET", "POST"]),
            Route("/logout", logout, methods=["POST"]),
        ],
        exception_handlers={HTTPException: answer_http, DiurnaError: answer_error, Exception: answer_failure},
    )
    app.router.redirect_slashes = False
    app.state.desk = desk
    app.state.changes = heard or Changes(desk.archive)
    app.state.pasting = Pasting(desk, coder or CoderProcess(desk.coder))
    app.state.sessions = sessions
    app.state.opened = Opened(desk.archive)
    app.state.answers = Kept(ANSWERS_KEPT)
    return Guard(app, desk, sessions)  # outermost, so that a fault's answer carries its headers, too


def _openapi(_: Request) -> Response:
    return json_answer(openapi())


@cache
def static_files() -> Mapping[str, tuple[bytes, str, str]]:
    """Our own style and scripts by name, read once: content, type, ETag. No path leads to another file."""
    found = {}
    for file in sorted((Path(__file__).parent / "static").iterdir()):
        content = file.read_bytes()
        kind = mimetypes.types_map.get(file.suffix, "application/octet-stream")
        found[file.name] = (content, kind, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
    return found


def _static(request: Request) -> Response:
    if large := vega.served(request):
        return large
    known = static_files().get(request.path_params["name"])
    if known is None:
        raise HTTPException(404)
    content, kind, tag = known
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if is_fresh(tag, request.headers.get("if-none-match")):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind, headers=headers)
