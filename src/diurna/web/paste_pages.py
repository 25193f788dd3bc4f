"""The pages of a paste: the form, the record of what was pasted, and the way into the archive."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from diurna.archive import known
from diurna.errors import InputError
from diurna.record import Report
from diurna.web.addresses import report_address
from diurna.web.answers import RefusedError
from diurna.web.pasting import LONGEST_TEXT, Pasting, keep, report_of, take_turn
from diurna.web.posted import Answer, Posted, writing
from diurna.web.reader import READER
from diurna.web.rendering import page
from diurna.web.report_page import view_of

FIELDS = ("text", "title", "published", "publisher", "url", "keep")


def paste_form(_: Request) -> Response:
    """The form. Raises RefusedError (403) where the desk only reads."""
    if not READER.get().may_write:
        raise RefusedError(403, "this desk only reads: it was started with --read-only")
    return _form({})


def paste(posted: Posted) -> Answer:
    """Code what was pasted and show it; the form again, with what was given and what is wrong with it, where that cannot be."""
    given = {name: posted.form.get(name, "") for name in FIELDS}
    pasting: Pasting = posted.request.app.state.pasting
    try:
        pasted = pasting.coded(_report(posted, pasting, given))
        if given["keep"]:
            with writing(posted) as (_, connection):
                return report_address(keep(connection, pasted).doc_id)
        return f"/paste/{pasting.hold(pasted)}"
    except RefusedError as error:
        answer = _form(given, str(error), error.status)
        answer.headers.update(error.headers)
        return answer
    except InputError as error:
        return _form(given, str(error), 400)


def pasted_page(request: Request) -> Response:
    """A report that was pasted, with its records, as the archive's are shown."""
    key = request.path_params["key"]
    pasted = request.app.state.pasting.held(key)
    view = view_of(pasted.report, pasted.events)
    with request.app.state.opened.reading() as archive:
        there = known(archive.connection, pasted.report)
    at = report_address(there.doc_id) if there and there.is_same else None
    return page("pasted.html", title=pasted.report.title or "A pasted report", view=view, key=key, at=at)


def keep_pasted(posted: Posted) -> Answer:
    """Put a paste into the archive, exactly as it was shown."""
    pasted = posted.request.app.state.pasting.held(posted.parts["key"])
    with writing(posted) as (_, connection):
        return report_address(keep(connection, pasted).doc_id)


def _report(posted: Posted, pasting: Pasting, given: Mapping[str, str]) -> Report:
    url = given["url"].strip()
    if not given["text"].strip():
        if not url:
            raise InputError("paste a text, or give the address of a page")
        take_turn(posted)
        return pasting.fetched(url)
    report = report_of(given)
    take_turn(posted)
    return report


def _form(given: Mapping[str, str], fault: str | None = None, status: int = 200) -> Response:
    shown = {name: given.get(name, "") for name in FIELDS}
    return page("paste.html", status=status, title="Paste", given=shown, fault=fault, longest=LONGEST_TEXT)
