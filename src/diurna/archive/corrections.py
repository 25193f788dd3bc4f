"""A record as a person says that it should be: some of its fields given anew, the rest as it was, and all of it proved.

The fields are those of the record's JSON form. Of a span, start and end are enough; of a party, place or voice what is not given is null.
What follows from other fields (id, scores, quad class, sentence) is never given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from diurna.errors import InputError, RecordError
from diurna.ontology import STATEMENT, Ontology, load_ontology
from diurna.ontology.conformity import BODIES, faults_of_record
from diurna.record import Event, Report, Span, event_id
from diurna.record.json import event_from_json, event_to_json

FIELDS = (
    "event", "mode", "context", "cameo", "date", "enddate", "date_text", "actor", "recipient", "event_loc", "status", "attribution", "size", "size_text",
    "trigger", "link",
)  # fmt: skip
"""The fields that a person may give."""
NEEDED = ("event", "trigger")
"""The fields without which nothing is added."""
PARTY: Mapping[str, Any] = {"text": None, "start": None, "end": None, "name": None, "code": None, "sector": [], "wikidata": None, "role": None, "from": None}  # fmt: skip
PLACE: Mapping[str, Any] = {"text": None, "start": None, "end": None, "resolved_place": None, "province": None, "country_code": None, "lat": None, "lon": None, "geonameid": None, "resolution": None, "from": None}  # fmt: skip
VOICE: Mapping[str, Any] = {
    "text": None,
    "start": None,
    "end": None,
    "name": None,
    "code": None,
    "sector": [],
    "stance": "says",
}
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Capt|Maj|St|Sen|Rep|Gov|Gen|No|vs|U\.S|U\.K|U\.N|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.$"
)


def corrected_record(base: Event, fields: Mapping[str, Any], report: Report) -> Event:
    """The record with these fields. Raises InputError that names the field and tells what to do."""
    made = _made(event_to_json(base), fields, report)
    known = {(path, message) for path, _, message in faults_of_record(base, report, load_ontology())}
    _refuse_faults(made, report, known)
    return made


def added_record(report: Report, fields: Mapping[str, Any], coder: Mapping[str, str]) -> Event:
    """A record that the coder missed, of the fields given. Raises InputError as `corrected_record` does."""
    for name in NEEDED:
        if not fields.get(name):
            raise InputError(f"{name}: missing; an added event has a type, and the words that name the act")
    blank: dict[str, Any] = {
        "id": "0" * 16, "doc_id": report.doc_id, "publisher": report.publisher, "url": report.url, "title": report.title, "language": report.language,
        "published": report.published.isoformat() if report.published else None, "published_inferred": None,
        "mode": [], "context": [], "cameo": None, "date": None, "enddate": None, "date_text": None, "actor": [], "recipient": [], "event_loc": None,
        "status": "actual", "attribution": [], "size": {}, "size_text": {}, "link": None, "confidence": 1.0, "coder": dict(coder),
    }  # fmt: skip
    made = _made(blank, fields, report)
    _refuse_faults(made, report, set())
    return made


def content(event: Event) -> dict[str, Any]:
    """What a record says, by field, without what follows from it: two records that say the same have the same."""
    told = event_to_json(event)
    return {name: told[name] for name in FIELDS}


def changed_fields(before: Event, after: Event) -> tuple[str, ...]:
    """The names of the fields in which two records differ."""
    one, other = content(before), content(after)
    return tuple(name for name in FIELDS if one[name] != other[name])


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence in which words stand, by its stops: all that can be told without a language model. It holds the words whole."""
    edges = [0]
    for found in _SENTENCE_END.finditer(text):
        if found.group().startswith("\n") or not _ABBREVIATED.search(text[max(0, found.start() - 8) : found.start()]):
            edges.append(found.end())
    first = max(edge for edge in edges if edge <= start)
    last = min((edge for edge in edges if edge >= end), default=len(text))
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Span.of(text, first, max(last, end))


def _made(obj: dict[str, Any], fields: Mapping[str, Any], report: Report) -> Event:
    for name in fields:
        if name not in FIELDS:
            raise InputError(f"{name}: no field that is given; there are {', '.join(FIELDS)}")
    ontology = load_ontology()
    given = {name: _whole(name, value, report.text) for name, value in fields.items()}
    if given.get("event", obj.get("event")) != obj.get("event"):  # modes and codes are those of a type
        obj = {**obj, "mode": [], "cameo": None}
    obj = {**obj, **given}
    trigger = obj["trigger"]
    if isinstance(trigger, dict) and all(isinstance(trigger.get(key), int) for key in ("start", "end")):
        sentence = obj.get("sentence")
        if not sentence or not (sentence["start"] <= trigger["start"] and trigger["end"] <= sentence["end"]):
            found = sentence_around(report.text, trigger["start"], trigger["end"])
            obj["sentence"] = {"text": found.text, "start": found.start, "end": found.end}
        for name in ("actor", "recipient"):
            if isinstance(obj[name], list):
                obj[name] = [_pointing(part, obj["sentence"]) for part in obj[name]]
        obj["event_loc"] = _pointing(obj["event_loc"], obj["sentence"])
    obj["goldstein"] = ontology.goldstein(obj["cameo"]) if isinstance(obj["cameo"], str) else None
    obj["quad_code"] = ontology.quad(obj["event"]) if isinstance(obj["event"], str) else None
    obj["event_scale"] = _scale(obj["event"], obj["mode"], ontology)
    try:
        made = event_from_json({**obj, "id": "0" * 16})
    except RecordError as error:
        raise InputError(_with_remedy(str(error), "form", ontology, obj["event"])) from None
    return event_from_json({**obj, "id": event_id(report.doc_id, made.trigger, made.event)})


def _scale(event: Any, modes: Any, ontology: Ontology) -> float | None:
    if event not in ontology.types or not isinstance(modes, list):
        return None
    kind = ontology.types[event]
    return kind.score if not modes else kind.modes.get(modes[0]) if isinstance(modes[0], str) else None


def _whole(name: str, value: Any, text: str) -> Any:
    """A field with what was left out: the words of spans, and nulls."""
    if name in ("actor", "recipient", "attribution") and isinstance(value, list):
        blank = VOICE if name == "attribution" else PARTY
        return [_quoted({**blank, **one}, text) if isinstance(one, dict) else one for one in value]
    if name == "event_loc" and isinstance(value, dict):
        return _quoted({**PLACE, **value}, text)
    if name in ("trigger", "date_text"):
        return _quoted(value, text)
    if name == "size_text" and isinstance(value, dict):
        return {key: _quoted(one, text) for key, one in value.items()}
    return value


def _quoted(part: Any, text: str) -> Any:
    """An object with a span, and that of its `from`, with the words that stand there where these were not given."""
    if not isinstance(part, dict):
        return part
    start: Any = part.get("start")
    end: Any = part.get("end")
    if part.get("text") is None and _is_number(start) and _is_number(end) and 0 <= start < end <= len(text):
        part = {**part, "text": text[start:end]}
    return {**part, "from": _quoted(part["from"], text)} if "from" in part else part


def _pointing(part: Any, sentence: Mapping[str, Any]) -> Any:
    """A party or place whose words stand in another sentence is given by that one."""
    if not isinstance(part, dict) or not (_is_number(part["start"]) and _is_number(part["end"]) and part["text"]):
        return part
    if sentence["start"] <= part["start"] and part["end"] <= sentence["end"]:
        return part
    words = {key: part[key] for key in ("text", "start", "end")}
    return {**part, "text": None, "start": None, "end": None, "from": words}


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _refuse_faults(made: Event, report: Report, known: set[tuple[str, str]]) -> None:
    """Raise InputError for the first fault that was not there before."""
    ontology = load_ontology()
    for path, rule, message in faults_of_record(made, report, ontology):
        if (path, message) not in known:
            raise InputError(_with_remedy(f"{path}: {message}", rule, ontology, made.event))


def _with_remedy(message: str, rule: str, ontology: Ontology, event: Any) -> str:
    path = message.partition(":")[0]
    for fits, remedy in _remedies(ontology, event):
        if fits.search(path):
            return f"{message}; {remedy}"
    return f"{message}; mark the words in the text anew" if rule == "quote" else message


def _remedies(ontology: Ontology, event: Any) -> Iterator[tuple[re.Pattern[str], str]]:
    """By the path of a field, what to do about it."""
    modes = ontology.types[event].modes if event in ontology.types else ()
    yield re.compile("^event$"), f"there are {_listed([*ontology.types, STATEMENT])}"
    yield re.compile("^mode"), f"{event} has {_listed(modes) or 'none'}"
    yield re.compile("^context"), f"there are {_listed(ontology.contexts)}"
    yield re.compile("^cameo$"), "give a code of CAMEO with its leading zero, as 042, or none"
    yield re.compile(r"\.sector\["), f"there are {_listed(ontology.sectors)}"
    yield re.compile(r"\bcode$"), f"give an ISO 3166 alpha-3 code, KOS or one of {_listed(sorted(BODIES))}, or none"
    yield re.compile(r"country_code$"), "give an ISO 3166 alpha-3 code or KOS, or none"
    yield re.compile("^(date|enddate|date_text)$"), "give the first and the last day, as 2022-02-24, or none of the two"
    yield re.compile("^size_text"), "mark the words that say how many"
    yield re.compile("^size"), "give the lowest and the highest number, null for an open end"
    yield re.compile(r"\.(start|end|text)$"), "mark the words in the text anew"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
