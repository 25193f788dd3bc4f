"""The API of reviews: judgements read and made, agreement, gold, and what corrections add to a lexicon."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, cast, get_args

from starlette.responses import Response

from diurna.archive import report_by_id
from diurna.archive.agreement import agreement
from diurna.archive.gold import Adjudication, gold_reports
from diurna.archive.judgements import Judgement, Verdict, judgement_to_json, judgements, keyed_after
from diurna.archive.places_known import known_places
from diurna.archive.reviewing import add_missed, complete, judge, reopen
from diurna.archive.reviews import reviewed
from diurna.archive.schema import review
from diurna.errors import InputError
from diurna.export.promoting import lexicon_text, promotion
from diurna.record.json import canonical_line
from diurna.record.validate import checker
from diurna.web.answers import NotFoundError, json_answer
from diurna.web.asked import Asked
from diurna.web.parameters import MOST_ROWS, number_of, one_of, refuse_others, required, values_of
from diurna.web.posted import Change
from diurna.web.review_forms import GivenReviewForm
from diurna.web.reviewer import reviewer_of

ROWS = 100


def reviews_answer(asked: Asked) -> Response:
    """Judgements in the order in which they came, so that who asks again with the last cursor gets what is new."""
    refuse_others(asked.query, ("record", "doc_id", "by", "limit", "after"))
    conditions = []
    for name, column in (("record", review.c.record), ("doc_id", review.c.doc_id), ("by", review.c.by)):
        if values := values_of(asked.query, name):
            conditions.append(column.in_(values))
    limit = number_of(asked.query, "limit", least=1, most=MOST_ROWS, default=ROWS)
    after = next(iter(values_of(asked.query, "after")), "0")
    if not (after.isascii() and after.isdigit() and len(after) < 16):
        raise InputError(f"after: {after!r} is no cursor; take the one that the page before gave")
    found = keyed_after(asked.connection, int(after), *conditions, limit=limit + 1)
    shown = found[:limit]
    return json_answer(
        {
            "reviews": [judgement_to_json(one) for _, one in shown],
            "next": str(shown[-1][0]) if len(found) > limit else None,
        }
    )


def reviews_lines(asked: Asked) -> Response:
    """All judgements as JSONL, for a colleague's archive."""
    refuse_others(asked.query, ("by",))
    by = values_of(asked.query, "by")
    found = judgements(asked.connection, *([review.c.by.in_(by)] if by else []))
    return _file(
        "".join(canonical_line(judgement_to_json(one)) for one in found), "application/x-ndjson", "judgements.jsonl"
    )


def gold_lines(asked: Asked) -> Response:
    """The gold of one reviewer, else of all, adjudicated: a report a line."""
    refuse_others(asked.query, ("by", "adjudicate"))
    by = next(iter(values_of(asked.query, "by")), None)
    how = one_of(asked.query, "adjudicate", get_args(Adjudication), "majority")
    lines = (
        json.dumps(one, ensure_ascii=False)
        for one in gold_reports(asked.connection, by=by, adjudication=cast("Adjudication", how))
    )
    return _file("".join(f"{line}\n" for line in lines), "application/x-ndjson", "gold.jsonl")


def lexicon_file(asked: Asked) -> Response:
    """Corrected parties and places as a lexicon."""
    refuse_others(asked.query, ("by",))
    made = promotion(asked.connection, by=next(iter(values_of(asked.query, "by")), None))
    left = "".join(f"# left out: {line}\n" for line in made.left_out)
    return _file(lexicon_text(made) + left, "application/toml", "lexicon.toml")


def agreement_answer(asked: Asked) -> Response:
    refuse_others(asked.query, ("by",))
    found = agreement(asked.connection, among=values_of(asked.query, "by"))
    fields = [
        {
            "field": one.field, "metric": one.alpha.metric, "alpha": one.alpha.value, "low": one.alpha.low, "high": one.alpha.high,
            "units": one.alpha.units, "same": one.alpha.same, "coders": one.alpha.coders, "few": one.alpha.is_few,
        }
        for one in found.fields
    ]  # fmt: skip
    return json_answer({"reviewers": list(found.reviewers), "reports": found.reports, "fields": fields})


def places_answer(asked: Asked) -> Response:
    """Places that the archive knows whose name begins with these words."""
    refuse_others(asked.query, ("q",))
    return json_answer({"places": [asdict(one) for one in known_places(asked.connection, required(asked.query, "q"))]})


def review_answer(change: Change) -> Response:
    """Make a judgement."""
    checker(GivenReviewForm)(change.body, "")
    given = change.body
    by = given.get("by") or reviewer_of(change.request)
    if by is None:
        raise InputError("by: give the reviewer's name")
    made = _judged(change, given, by)
    return json_answer({"reviews": [judgement_to_json(one) for one in made]}, 201)


def _judged(change: Change, given: Any, by: str) -> list[Judgement]:
    connection, at, verdict = change.connection, datetime.now(UTC), given["verdict"]
    note, is_optional = given.get("note"), given.get("optional", False)
    if verdict in ("add", "complete", "reopen"):
        doc_id = given.get("doc_id")
        if doc_id is None or given.get("record"):
            raise InputError(f"doc_id: {verdict} is said of a report: give its id, and no record")
        if report_by_id(connection, doc_id) is None:
            raise NotFoundError(f"{doc_id}: no report of this archive")
        if verdict == "add":
            return [
                add_missed(
                    connection, doc_id, given.get("fields") or {}, by=by, at=at, note=note, is_optional=is_optional
                )
            ]
        if verdict == "reopen":
            return [reopen(connection, doc_id, by=by, at=at, note=note)]
        return complete(connection, doc_id, by=by, at=at, note=note, accept_rest=given.get("accept_rest", False))
    record = given.get("record")
    if record is None:
        raise InputError(f"record: {verdict} is said of a record: give its id")
    if reviewed(connection, record) is None:
        raise NotFoundError(f"{record}: no record of this archive, now or when it was reviewed")
    return [
        judge(connection, record, cast("Verdict", verdict), by=by, at=at, fields=given.get("fields"), note=note, is_optional=is_optional)
    ]  # fmt: skip


def _file(text: str, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "backslashreplace"), media_type=media_type, headers=headers)
