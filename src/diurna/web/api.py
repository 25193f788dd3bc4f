"""The API, /api/v1: what the pages know, as JSON."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict
from typing import Any

from starlette.responses import Response

from diurna.archive import copies_of, event_by_id, events_of_report, report_by_id
from diurna.archive.facets import FACETS, facets, glance, totals
from diurna.archive.memory import memory
from diurna.archive.memory.finding import find, find_told
from diurna.archive.memory.names import NAMED, names
from diurna.archive.memory.reports import search
from diurna.archive.searching import Order
from diurna.archive.stats import statistics
from diurna.archive.stories import links_of_story, story_by_id, story_to_json
from diurna.errors import InputError
from diurna.record.json import event_to_json, report_to_json
from diurna.web.answers import NotFoundError, json_answer
from diurna.web.asked import Asked
from diurna.web.parameters import MOST_ROWS, number_of, one_of, read_filter, refuse_others, required, values_of
from diurna.web.words import code_name

ROWS = 100
BY = ("by",)


def glance_answer(asked: Asked) -> Response:
    refuse_others(asked.query, ())
    held = asdict(glance(asked.connection, events=int(memory(asked.archive).live.sum())))
    return json_answer({name: _iso(value) for name, value in held.items()})


def events_answer(asked: Asked) -> Response:
    wanted = read_filter(asked.query, others=("limit", "after"))
    limit = number_of(asked.query, "limit", least=1, most=MOST_ROWS, default=ROWS)
    after = next(iter(values_of(asked.query, "after")), None)
    found = find(asked.archive, wanted, limit=limit, after=after)
    events = [event_to_json(e) for e in found.page.events]
    return json_answer({"events": events, "total": found.total, "next": found.page.next})


def event_answer(asked: Asked) -> Response:
    refuse_others(asked.query, ())
    event = event_by_id(asked.connection, asked.parts["id"])
    if event is None:
        raise NotFoundError(f"{asked.parts['id']}: no record of this archive")
    return json_answer(event_to_json(event))


def report_answer(asked: Asked) -> Response:
    doc_id = asked.parts.get("doc_id")
    refuse_others(asked.query, () if doc_id else ("id",))
    doc_id = doc_id or required(asked.query, "id")
    report = report_by_id(asked.connection, doc_id)
    if report is None:
        raise NotFoundError(f"{doc_id}: no report of this archive")
    events = [event_to_json(e) for e in events_of_report(asked.connection, doc_id)]
    copies = [
        {"id": copy.doc_id, "publisher": copy.publisher, "published": _iso(copy.published)}
        for copy in copies_of(asked.connection, doc_id)
        if copy.doc_id != doc_id
    ]
    return json_answer({"report": report_to_json(report), "events": events, "copies": copies})


def search_answer(asked: Asked) -> Response:
    wanted = read_filter(asked.query, others=("q", "order", "limit", "after"))
    order: Order = "day" if one_of(asked.query, "order", ("rank", "day"), "rank") == "day" else "rank"
    limit = number_of(asked.query, "limit", least=1, most=MOST_ROWS, default=20)
    after = next(iter(values_of(asked.query, "after")), None)
    offset = _offset("report", after) if after else 0
    found = search(asked.archive, required(asked.query, "q"), wanted, order=order, limit=limit, offset=offset)
    following = _cursor("report", offset + limit) if offset + limit < found.total else None
    reports = [{**asdict(one), "day": _iso(one.day)} for one in found.reports]
    return json_answer({"reports": reports, "total": found.total, "is_all": found.is_all, "next": following})


def facets_answer(asked: Asked) -> Response:
    """How many records have each value, of all that a filter finds."""
    wanted = read_filter(asked.query, others=("by", "limit"))
    names = list(dict.fromkeys(name for value in values_of(asked.query, "by") for name in value.split(",")))
    if unknown := [name for name in names if name not in FACETS]:
        raise InputError(f"by: no {', '.join(unknown)}; there are {', '.join(FACETS)}")
    limit = number_of(asked.query, "limit", least=1, most=MOST_ROWS, default=20)
    found = facets(asked.archive, names or list(FACETS), wanted, top=limit)
    told = totals(asked.archive, wanted)
    listed = {name: [asdict(one) for one in values] for name, values in found.items()}
    return json_answer({"events": told.events, "goldstein_mean": told.goldstein, "facets": listed})


def names_answer(asked: Asked) -> Response:
    """What a field of a filter can be completed with."""
    refuse_others(asked.query, ("of", "q", "limit", "after"))
    of = one_of(asked.query, "of", NAMED, "party")
    limit = number_of(asked.query, "limit", least=1, most=MOST_ROWS, default=20)
    after = next(iter(values_of(asked.query, "after")), None)
    offset = _offset("name", after) if after else 0
    told = next(iter(values_of(asked.query, "q")), "")
    found = names(asked.archive, of, told, words_of_code=code_name)
    following = _cursor("name", offset + limit) if offset + limit < len(found) else None
    listed = [asdict(one) for one in found[offset : offset + limit]]
    return json_answer({"names": listed, "total": len(found), "next": following})


def stories_answer(asked: Asked) -> Response:
    wanted = read_filter(asked.query, others=("limit", "after", "min_reports"))
    limit = number_of(asked.query, "limit", least=1, most=MOST_ROWS, default=50)
    least = number_of(asked.query, "min_reports", least=1, most=1_000_000, default=1)
    after = next(iter(values_of(asked.query, "after")), None)
    offset = _offset("story", after) if after else 0
    found = find_told(asked.archive, wanted, min_reports=least, limit=limit, offset=offset)
    following = _cursor("story", offset + limit) if offset + limit < found.total else None
    return json_answer({"stories": [story_to_json(s) for s in found.stories], "total": found.total, "next": following})


def story_answer(asked: Asked) -> Response:
    refuse_others(asked.query, ())
    story = story_by_id(asked.connection, asked.parts["id"])
    if story is None:
        raise NotFoundError(f"{asked.parts['id']}: neither a story nor a record of this archive")
    return json_answer(story_to_json(story, links_of_story(asked.connection, story.id)))


def stats_answer(asked: Asked) -> Response:
    wanted = read_filter(asked.query, others=BY)
    groups = [name for value in values_of(asked.query, "by") for name in value.split(",")] or ["month"]
    found = statistics(asked.archive, list(dict.fromkeys(groups)), wanted)
    rows = [
        {
            "group": {name: None if value is None else str(value) for name, value in one.group.items()},
            "events": one.events,
            "goldstein_sum": one.goldstein_sum,
            "goldstein_mean": one.goldstein_mean,
        }
        for one in found
    ]
    return json_answer({"groups": rows})


def _iso(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _cursor(of: str, offset: int) -> str:
    return urlsafe_b64encode(f"{of} {offset}".encode()).decode().rstrip("=")


def _offset(of: str, cursor: str) -> int:
    try:
        word, _, number = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(" ")
        if word == of and number.isdigit() and len(number) < 12:
            return int(number)
    except ValueError:
        pass
    raise InputError(f"after: {cursor!r} is no cursor; take the one that the page before gave")
