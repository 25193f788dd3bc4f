"""Reviewed reports as gold: one JSON object a report, of the form that `diurna evaluate` and other scorers read (docs/review.md).

Only reports that a reviewer read to the end are gold. Of one reviewer, it is what this one holds to be there. Of several it is adjudicated: by
`majority`, an event is gold where more than half of those who judged it hold it, and optional where just half do; each field is
what most of them say, the latest judgement deciding between as many; all types and statuses that are said are accepted, the most frequent first.
By `latest`, the latest judgement of each event decides alone. Statements are no events of gold.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection

from diurna.archive.agreement import told_together
from diurna.archive.judgements import Judgement
from diurna.archive.reading import report_by_id
from diurna.archive.reviews import Reviewed, completed, reviewed_of_report
from diurna.errors import InputError
from diurna.ontology import STATEMENT
from diurna.record import Attribution, Entity, Event, Span, When, Where
from diurna.record.report import digest

Adjudication = Literal["majority", "latest"]
VOTED = ("modes", "actors", "recipients", "when", "where", "attribution", "counts", "trigger", "link")
"""The fields of a record of which each is decided for itself, besides type and status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An event of gold: `types` and `statuses` are accepted values, best first."""

    id: str
    event: Event
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    is_optional: bool


def gold_reports(
    connection: Connection, *, by: str | None = None, adjudication: Adjudication = "majority"
) -> Iterator[dict[str, Any]]:
    """The gold of a reviewer, else of all, adjudicated; by the reports' ids."""
    for doc_id, readers in completed(connection, by=by).items():
        report = report_by_id(connection, doc_id)
        assert report is not None
        records = reviewed_of_report(connection, doc_id)
        chosen = list(_chosen(records, readers, adjudication))
        yield {
            "doc_id": report.doc_id,
            "title": report.title,
            "published": report.published.isoformat() if report.published else None,
            "publisher": report.publisher,
            "url": report.url,
            "reviewed_by": list(readers),
            "adjudication": adjudication if len(readers) > 1 else None,
            "text": report.text,
            "events": _gold_events(chosen),
        }


def write_gold(
    connection: Connection, folder: Path, *, by: str | None = None, adjudication: Adjudication = "majority"
) -> int:
    """Write the gold as files of a folder, one a report; how many. Raises InputError: no report read to the end; a folder with other JSON files."""
    named: dict[str, dict[str, Any]] = {}
    for one in gold_reports(connection, by=by, adjudication=adjudication):
        named[_file_name(one["doc_id"], {name.casefold() for name in named})] = one
    if not named:
        who = f"{by} has" if by else "nobody has"
        raise InputError(
            f"{who} marked a report complete, so there is no gold yet; mark one on its page of review, or with diurna review complete"
        )
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: a file; gold is a folder of files, one a report")
    folder.mkdir(parents=True, exist_ok=True)
    if others := sorted(file.name for file in folder.glob("*.json") if file.name not in named):
        raise InputError(
            f"{folder}: holds {others[0]}, which is not of this gold; name another folder, or take it away"
        )
    for name, one in named.items():
        (folder / name).write_text(json.dumps(one, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return len(named)


def _chosen(records: Sequence[Reviewed], readers: Collection[str], adjudication: Adjudication) -> Iterator[Chosen]:
    for group in told_together(records):
        said = _said(group, readers)
        holding = [one for one in said.values() if one is not None and one.event is not None]
        if not holding or all(one.event is not None and one.event.event == STATEMENT for one in holding):
            continue
        holding.sort(key=lambda one: one.at, reverse=True)
        if adjudication == "latest":
            last = max((one for one in said.values() if one is not None), key=lambda one: one.at)
            if last.event is None:
                continue
            holding, is_tied = [last], False
        else:
            if 2 * len(holding) < len(said):
                continue
            is_tied = 2 * len(holding) == len(said)
        made = _voted(group[0].id, holding)
        if made.types:
            yield replace(made, is_optional=made.is_optional or is_tied)


def _said(group: Sequence[Reviewed], readers: Collection[str]) -> dict[str, Judgement | None]:
    """What each reader says of an event; None who read past what others added. A reader who did not see it is not in it."""
    said: dict[str, Judgement | None] = {}
    for one in (one for record in group for one in record.counting if one.by in readers):
        had = said.get(one.by)
        if had is None or had.event is None:
            said[one.by] = one
    if all(record.is_added for record in group):
        for reader in readers:
            said.setdefault(reader, None)
    return said


def _voted(record: str, holding: Sequence[Judgement]) -> Chosen:
    """The event that most hold, the latest first among `holding`."""
    events = [one.event for one in holding if one.event is not None]
    types = tuple(kind for kind in _ranked(events, lambda e: e.event) if kind != STATEMENT)
    of_type = [event for event in events if types and event.event == types[0]] or events
    fields = {name: _ranked(of_type if name == "modes" else events, _field(name))[0] for name in VOTED}
    return Chosen(
        id=record,
        event=replace(of_type[0], **fields),
        types=types,
        statuses=tuple(_ranked(events, lambda e: e.status)),
        is_optional=2 * sum(one.is_optional for one in holding) > len(holding),
    )


def _field(name: str) -> Callable[[Event], Any]:
    return lambda event: getattr(event, name)


def _ranked(events: Sequence[Event], told: Callable[[Event], Any]) -> list[Any]:
    """The values of a field, the most frequent first, of as many the earlier in the list."""
    values = {repr(told(event)): told(event) for event in events}
    counts = Counter(repr(told(event)) for event in events)
    return [values[key] for key, _ in counts.most_common()]


def _gold_events(chosen: Sequence[Chosen]) -> list[dict[str, Any]]:
    ordered = sorted(chosen, key=lambda one: (one.event.trigger.start, one.event.trigger.end))
    links = {one.id: one.event.link or one.id for one in ordered}
    first: dict[str, str] = {}
    made = []
    for number, one in enumerate(ordered, start=1):
        link = links.get(
            links[one.id], links[one.id]
        )  # a correction links to the id of a record, which has a link perhaps
        earlier = first.setdefault(link, f"e{number}")
        made.append(_gold_event(f"e{number}", one, None if earlier == f"e{number}" else earlier))
    return made


def _gold_event(name: str, one: Chosen, same_as: str | None) -> dict[str, Any]:
    event = one.event
    return {
        "id": name,
        "type": list(one.types),
        "mode": list(event.modes),
        "trigger": _words(event.trigger),
        "actors": [_entity(party) for party in event.actors],
        "recipients": [_entity(party) for party in event.recipients],
        "when": _when(event.when),
        "where": _where(event.where),
        "status": list(one.statuses),
        "attribution": _voice(event.attribution),
        "counts": {key: [count.low, count.high] for key, count in event.counts.items()},
        "same_as": same_as,
        "optional": one.is_optional,
    }


def _words(span: Span | None) -> dict[str, Any]:
    return {"text": None} if span is None else {"text": span.text, "start": span.start, "end": span.end}


def _entity(party: Entity) -> dict[str, Any]:
    return {**_words(party.span), "name": party.name, "code": party.code, "sector": list(party.sector)}


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {**_words(when.span), "from": when.start.isoformat(), "to": when.end.isoformat()}


def _where(where: Where | None) -> dict[str, Any] | None:
    if where is None:
        return None
    name = where.resolved_place or (where.span.text if where.span else where.given_by.text if where.given_by else None)
    return {**_words(where.span), "name": name, "country": where.country_code}


def _voice(voices: Sequence[Attribution]) -> dict[str, Any] | None:
    """The voice that comes first: who vouches, else who denies."""
    if not voices:
        return None
    return {**_words(voices[0].span), "code": voices[0].code, "sector": list(voices[0].sector)}


def _file_name(doc_id: str, taken: Collection[str]) -> str:
    """A name for the file of a report that every file system takes; with a digest where the id is not one itself."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", doc_id).strip("-")[:80]
    if plain != doc_id or f"{plain}.json".casefold() in taken:
        plain = f"{plain or 'report'}-{digest(doc_id)[:8]}"
    return f"{plain}.json"


__all__ = ["Adjudication", "gold_reports", "write_gold"]
