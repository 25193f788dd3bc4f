"""Records and reports as JSON objects, and back: exactly the keys of `forms.py`, in their order.

Writing and reading are inverse: `event_from_json(event_to_json(event)) == event` for a confidence of three digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast, get_args

from diurna.errors import RecordError
from diurna.record.entity import Attribution, Entity
from diurna.record.event import Count, CountKey, Event
from diurna.record.forms import EventForm, ReportForm
from diurna.record.report import Report
from diurna.record.span import Span
from diurna.record.validate import at, checker, refuse
from diurna.record.when import When
from diurna.record.where import Where

COUNT_KEYS: tuple[CountKey, ...] = get_args(CountKey)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def event_to_json(event: Event) -> dict[str, Any]:
    """The JSON object of a record; `confidence` is rounded to three digits.

    Raises RecordError where `published_inferred` is more than one day or a count has an unknown key.
    """
    inferred, when, where = event.published_inferred, event.when, event.where
    if inferred is not None and inferred.start != inferred.end:
        raise refuse("published_inferred", f"{inferred.start} to {inferred.end} is not one day")
    for key in event.counts:
        if key not in COUNT_KEYS:
            raise refuse(at("size", key), "unknown key")
    counts = {key: event.counts[key] for key in COUNT_KEYS if key in event.counts}
    return {
        "id": event.id,
        "doc_id": event.doc_id,
        "publisher": event.publisher,
        "url": event.url,
        "title": event.title,
        "language": event.language,
        "published": _day(event.published),
        "published_inferred": inferred and {"day": _day(inferred.start), **_words(inferred.span)},
        "event": event.event,
        "mode": list(event.modes),
        "context": list(event.contexts),
        "cameo": event.cameo,
        "goldstein": _float(event.goldstein),
        "event_scale": _float(event.event_scale),
        "quad_code": event.quad_code,
        "date": when and _day(when.start),
        "enddate": when and _day(when.end),
        "date_text": when and _quote(when.span),
        "actor": [_party(party) for party in event.actors],
        "recipient": [_party(party) for party in event.recipients],
        "event_loc": where and _place(where),
        "status": event.status,
        "attribution": [_voice(voice) for voice in event.attribution],
        "size": {key: [count.low, count.high] for key, count in counts.items()},
        "size_text": {key: _quote(count.span) for key, count in counts.items()},
        "trigger": _quote(event.trigger),
        "sentence": _quote(event.sentence),
        "link": event.link,
        "confidence": round(float(event.confidence), 3),
        "coder": dict(sorted(event.coder.items())),
    }


def event_from_json(obj: object, *, where: str = "") -> Event:
    """The record of a JSON object. Raises RecordError that opens with `where` (a file and line) and the key path."""
    try:
        checker(EventForm)(obj, "")
        return _event(cast("dict[str, Any]", obj))
    except RecordError as error:
        raise refuse(where, str(error)) from None


def report_to_json(report: Report) -> dict[str, Any]:
    """The JSON object of a report: what `diurna code` reads, with `language`."""
    return {
        "id": report.doc_id,
        "title": report.title,
        "text": report.text,
        "published": _day(report.published),
        "publisher": report.publisher,
        "url": report.url,
        "language": report.language,
    }


def report_from_json(obj: object, *, where: str = "") -> Report:
    """The report that `report_to_json` wrote. Raises RecordError as `event_from_json` does.

    Strict: for the JSON of other people see `diurna.reading`.
    """
    try:
        checker(ReportForm)(obj, "")
    except RecordError as error:
        raise refuse(where, str(error)) from None
    report = cast("dict[str, Any]", obj)
    return Report(
        doc_id=report["id"],
        text=report["text"],
        title=report["title"],
        published=_to_day(report["published"]),
        publisher=report["publisher"],
        url=report["url"],
        language=report["language"],
    )


def canonical_line(obj: Mapping[str, Any]) -> str:
    """One line of JSON, with its line feed: no blanks, keys as they stand, letters as they are.

    Half a surrogate pair, which no UTF-8 file can hold, is written as an escape.
    """
    line = json.dumps(obj, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", line) + "\n"


def parse_object(line: str | bytes) -> object:
    """The JSON value of a line. Raises RecordError where it is none, in words for a user, without a path."""
    try:
        value: object = json.loads(line, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise RecordError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except UnicodeDecodeError as error:
        raise RecordError(f"not UTF-8: byte 0x{error.object[error.start]:02x} at byte {error.start + 1}") from None
    except RecursionError:
        raise RecordError("not JSON that can be read: nested too deeply") from None
    except ValueError as error:  # a number of thousands of digits
        raise RecordError(f"not JSON that can be read: {error}") from None
    return value


def _refuse_constant(name: str) -> object:
    raise RecordError(f"not JSON: {name} is no JSON value")


def _event(record: dict[str, Any]) -> Event:
    """The record of an object that has its form; what a form cannot say is checked here."""
    for key in record["size"]:
        if key not in record["size_text"]:
            raise refuse(at("size_text", key), "missing")
    for key in record["size_text"]:
        if key not in record["size"]:
            raise refuse(at("size", key), "missing")
    return Event(
        id=record["id"],
        doc_id=record["doc_id"],
        publisher=record["publisher"],
        url=record["url"],
        title=record["title"],
        language=record["language"],
        published=_to_day(record["published"]),
        published_inferred=_to_inferred(record["published_inferred"]),
        event=record["event"],
        modes=tuple(record["mode"]),
        contexts=tuple(record["context"]),
        cameo=record["cameo"],
        goldstein=_float(record["goldstein"]),
        event_scale=_float(record["event_scale"]),
        quad_code=record["quad_code"],
        when=_to_when(record),
        actors=tuple(_to_party(party, f"actor[{i}]") for i, party in enumerate(record["actor"])),
        recipients=tuple(_to_party(party, f"recipient[{i}]") for i, party in enumerate(record["recipient"])),
        where=_to_place(record["event_loc"]),
        status=record["status"],
        attribution=tuple(_to_voice(voice, f"attribution[{i}]") for i, voice in enumerate(record["attribution"])),
        counts={key: _to_count(record, key) for key in COUNT_KEYS if key in record["size"]},
        trigger=_to_span(record["trigger"], "trigger"),
        sentence=_to_span(record["sentence"], "sentence"),
        link=record["link"],
        confidence=float(record["confidence"]),
        coder=dict(record["coder"]),
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _to_day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def _words(span: Span | None) -> dict[str, Any]:
    """A span as three members of a larger object, null where there is none."""
    if span is None:
        return {"text": None, "start": None, "end": None}
    return {"text": span.text, "start": span.start, "end": span.end}


def _to_words(obj: Mapping[str, Any], path: str) -> Span | None:
    missing = [key for key in ("text", "start", "end") if obj[key] is None]
    if len(missing) == 3:
        return None
    if missing:
        raise refuse(at(path, missing[0]), "null, though text, start and end must be null together")
    return _to_span(obj, path)


def _quote(span: Span | None) -> dict[str, Any] | None:
    return _words(span) if span else None


def _to_quote(obj: Mapping[str, Any] | None, path: str) -> Span | None:
    return _to_span(obj, path) if obj else None


def _to_span(obj: Mapping[str, Any], path: str) -> Span:
    if obj["end"] <= obj["start"]:
        raise refuse(at(path, "end"), f"{obj['end']} is not after start {obj['start']}")
    return Span(obj["start"], obj["end"], obj["text"])


def _to_inferred(obj: Mapping[str, Any] | None) -> When | None:
    if obj is None:
        return None
    day = date.fromisoformat(obj["day"])
    return When(start=day, end=day, span=_to_words(obj, "published_inferred"))


def _to_when(record: Mapping[str, Any]) -> When | None:
    first, last = record["date"], record["enddate"]
    if first is None or last is None:
        for key in ("date", "enddate", "date_text"):
            if record[key] is not None:
                raise refuse(key, "given, though date and enddate are not both told")
        return None
    if last < first:  # both are of the form 2022-02-24, so the order of the texts is that of the days
        raise refuse("enddate", f"{last} is before date {first}")
    return When(
        start=date.fromisoformat(first),
        end=date.fromisoformat(last),
        span=_to_quote(record["date_text"], "date_text"),
    )


def _party(party: Entity) -> dict[str, Any]:
    return {
        **_words(party.span),
        "name": party.name,
        "code": party.code,
        "sector": list(party.sector),
        "wikidata": party.wikidata,
        "role": party.role,
        "from": _quote(party.given_by),
    }


def _to_party(obj: Mapping[str, Any], path: str) -> Entity:
    return Entity(
        span=_to_words(obj, path),
        name=obj["name"],
        code=obj["code"],
        sector=tuple(obj["sector"]),
        wikidata=obj["wikidata"],
        role=obj["role"],
        given_by=_to_quote(obj["from"], at(path, "from")),
    )


def _place(where: Where) -> dict[str, Any]:
    return {
        **_words(where.span),
        "resolved_place": where.resolved_place,
        "province": where.province,
        "country_code": where.country_code,
        "lat": _float(where.latitude),
        "lon": _float(where.longitude),
        "geonameid": where.geonameid,
        "resolution": where.resolution,
        "from": _quote(where.given_by),
    }


def _to_place(obj: Mapping[str, Any] | None) -> Where | None:
    if obj is None:
        return None
    return Where(
        span=_to_words(obj, "event_loc"),
        resolved_place=obj["resolved_place"],
        province=obj["province"],
        country_code=obj["country_code"],
        latitude=_float(obj["lat"]),
        longitude=_float(obj["lon"]),
        geonameid=obj["geonameid"],
        resolution=obj["resolution"],
        given_by=_to_quote(obj["from"], "event_loc.from"),
    )


def _voice(voice: Attribution) -> dict[str, Any]:
    return {
        **_words(voice.span),
        "name": voice.name,
        "code": voice.code,
        "sector": list(voice.sector),
        "stance": voice.stance,
    }


def _to_voice(obj: Mapping[str, Any], path: str) -> Attribution:
    return Attribution(
        span=_to_span(obj, path),
        stance=obj["stance"],
        name=obj["name"],
        code=obj["code"],
        sector=tuple(obj["sector"]),
    )


def _to_count(record: Mapping[str, Any], key: CountKey) -> Count:
    low, high = record["size"][key]
    if low is not None and high is not None and high < low:
        raise refuse(at("size", key), f"high {high} is less than low {low}")
    return Count(low=low, high=high, span=_to_span(record["size_text"][key], at("size_text", key)))
