"""What programs send to the API: reports to be coded, and to be added to the archive."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from diurna.record.json import event_to_json, report_to_json
from diurna.record.validate import checker
from diurna.web.answers import json_answer
from diurna.web.forms import GivenReportForm
from diurna.web.pasting import Pasted, Pasting, keep, report_of, take_turn
from diurna.web.posted import Posted, writing


def code_answer(posted: Posted) -> Response:
    """A report's records; nothing is kept."""
    return json_answer(_told(_coded(posted)))


def add_answer(posted: Posted) -> Response:
    """A report's records, now in the archive: 201 where they are new, 200 where it had the report."""
    pasted = _coded(posted)
    with writing(posted) as (_, connection):
        kept = keep(connection, pasted)
    return json_answer(
        {**_told(pasted), "doc_id": kept.doc_id, "is_new": kept.is_new}, status=201 if kept.is_new else 200
    )


def _coded(posted: Posted) -> Pasted:
    checker(GivenReportForm)(posted.body, "")
    report = report_of(posted.body)
    take_turn(posted)
    pasting: Pasting = posted.request.app.state.pasting
    return pasting.coded(report)


def _told(pasted: Pasted) -> dict[str, Any]:
    return {
        "report": report_to_json(pasted.report),
        "events": [event_to_json(event) for event in pasted.events],
        "coder": dict(pasted.coder),
    }
