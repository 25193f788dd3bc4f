"""Gold reports: news reports with the events that an expert coded by hand, read strictly.

The format is one JSON file a report: doc_id, text, published, and events with accepted types and statuses, modes,
trigger, parties, days, place, voice, counts, and the id of the first mention of the same event.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from diurna.errors import DataError
from diurna.record import Report

Place = tuple[int, int]
"""Start and end in characters of the report's text, end exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """A party; `at` is None where the report gives it elsewhere; `names` are those in use for it."""

    at: Place | None
    names: tuple[str, ...]
    code: str | None
    sector: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldVoice:
    at: Place | None
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One mention of an act.

    `types` and `statuses` are accepted values, best first; `days` first and last, both inclusive; `where` the place's
    name and its country. `same_as` is the id of the first mention of the same event. An `optional` event is neither
    missed nor wrong.
    """

    id: str
    types: tuple[str, ...]
    modes: frozenset[str]
    trigger: Place
    trigger_text: str
    actors: tuple[GoldEntity, ...]
    recipients: tuple[GoldEntity, ...]
    days: tuple[date, date] | None
    where: tuple[str | None, str | None] | None
    statuses: tuple[str, ...]
    voice: GoldVoice | None
    counts: Mapping[str, tuple[int | None, int | None]]
    same_as: str | None
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReport:
    report: Report
    events: tuple[GoldEvent, ...]


def read_gold(folder: Path) -> list[GoldReport]:
    """The gold reports of a folder, by file name. Raises DataError that names file, event and field."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder of gold reports")
    golds = [read_gold_file(path) for path in sorted(folder.glob("*.json"))]
    if not golds:
        raise DataError(f"{folder}: no gold report (*.json) in it")
    seen: dict[str, int] = {}
    for n, gold in enumerate(golds):
        if seen.setdefault(gold.report.doc_id, n) != n:
            raise DataError(f"{folder}: two gold reports have the doc_id {gold.report.doc_id}")
    return golds


def read_gold_file(path: Path) -> GoldReport:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from None
    field = "report"
    try:
        field = "published"
        published = date.fromisoformat(raw["published"]) if raw.get("published") else None
        field = "text"
        report = Report.from_text(
            raw["text"],
            doc_id=raw["doc_id"],
            published=published,
            publisher=raw.get("publisher"),
            url=raw.get("url"),
        )
        field = "events"
        events = tuple(event_of(item, report.text) for item in raw["events"])
    except DataError as error:
        raise DataError(f"{path}: {error}") from None
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{path}: {field}: {error!r}") from None
    return GoldReport(report=report, events=events)


def event_of(raw: Mapping[str, Any], text: str) -> GoldEvent:
    """An event; its spans must quote `text`. Raises DataError that names event and field."""
    name, field = raw.get("id", "event without id"), "id"
    try:
        field = "trigger"
        trigger = place_of(raw["trigger"], text)
        if trigger is None:
            raise ValueError("without offsets")
        field = "actors"
        actors = tuple(entity_of(item, text) for item in raw["actors"])
        field = "recipients"
        recipients = tuple(entity_of(item, text) for item in raw["recipients"])
        field = "when"
        when = raw["when"]
        days = (date.fromisoformat(when["from"]), date.fromisoformat(when["to"])) if when else None
        field = "where"
        where = raw["where"]
        field = "attribution"
        voice = raw["attribution"]
        field = "event"
        return GoldEvent(
            id=raw["id"],
            types=tuple(raw["type"]),
            modes=frozenset(raw["mode"]),
            trigger=trigger,
            trigger_text=raw["trigger"]["text"],
            actors=actors,
            recipients=recipients,
            days=days,
            where=(usual_name(where.get("name")), where.get("country")) if where else None,
            statuses=tuple(raw["status"]),
            voice=GoldVoice(at=place_of(voice, text), code=voice.get("code")) if voice else None,
            counts={key: (low, high) for key, (low, high) in raw.get("counts", {}).items()},
            same_as=raw.get("same_as"),
            optional=bool(raw.get("optional")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{name}: {field}: {error!r}") from None


def entity_of(raw: Mapping[str, Any], text: str) -> GoldEntity:
    name = raw["name"]
    return GoldEntity(
        at=place_of(raw, text),
        names=tuple(name) if isinstance(name, list) else (name,) if name else (),
        code=raw["code"],
        sector=tuple(raw["sector"] or ()),
    )


def usual_name(names: str | list[str] | None) -> str | None:
    """The first of the names in use for a place."""
    if isinstance(names, list):
        return names[0] if names else None
    return names


def place_of(raw: Mapping[str, Any], text: str) -> Place | None:
    """The offsets of a quotation, which must be the words it says; None where it has none."""
    if raw.get("start") is None:
        return None
    start, end = raw["start"], raw["end"]
    if text[start:end] != raw["text"]:
        raise ValueError(f"{raw['text']!r} does not stand at {start} to {end}")
    return start, end
