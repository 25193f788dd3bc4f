"""Why a record was made: the rules and words that gave it, told by the coder's process from its report, as `diurna explain` tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from diurna.archive import event_by_id, report_by_id
from diurna.record import Event, Report
from diurna.record.json import event_from_json, event_to_json, report_to_json
from diurna.web.addresses import event_address
from diurna.web.answers import NotFoundError, json_answer
from diurna.web.coder import CoderProcess
from diurna.web.pasting import Pasting
from diurna.web.rendering import page

COMPARED = (
    ("event", "type"),
    ("modes", "mode"),
    ("cameo", "CAMEO code"),
    ("quad_code", "quad class"),
    ("status", "status"),
)
"""What one sentence decides of a record. Parties, days and places may come from other sentences, after this is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A record and what its sentence gives now.

    `found` is the record as it is coded now, None where it is not any longer; `chain` and `frames` are how it came about (`diurna.coding.explain`),
    `is_kept` whether it is sure enough; `others` are the sentence's further records, `seen` the words that gave none, each with the entries that
    it might have been; `tokens` the parse. `coder` is what codes now; `other_versions` are its parts of another version than the record's.
    """

    event: Event
    sentence: str
    found: Event | None
    chain: Sequence[str]
    frames: Sequence[dict[str, Any]]
    is_kept: bool
    others: Sequence[Event]
    seen: Sequence[dict[str, Any]]
    tokens: Sequence[dict[str, Any]]
    coder: dict[str, Any]
    other_versions: Sequence[tuple[str, str | None, str]]

    @property
    def changed(self) -> list[tuple[str, str]]:
        """What is another one now, and what it is; nothing where the record is not found."""
        if self.found is None:
            return []
        pairs = [(name, getattr(self.event, field), getattr(self.found, field)) for field, name in COMPARED]
        return [(name, _words(now)) for name, then, now in pairs if then != now]

    @property
    def seen_words(self) -> list[tuple[str, str, list[str]]]:
        """Each word that gave no record, the reason, and the entries that it might have been."""
        entries: dict[tuple[str, str], list[str]] = {}
        for one in self.seen:
            entries.setdefault((one["trigger"], one["reason"]), []).append(one["entry"])
        return [(trigger, reason, found) for (trigger, reason), found in entries.items()]


def explained(coder: CoderProcess, report: Report, event: Event) -> Explained:
    """Why a record of a report was made. Raises RefusedError where the coder cannot tell."""
    answer = coder.ask({"ask": "explain", "report": report_to_json(report), "at": event.trigger.start})
    told = answer["sentence"] or {"text": event.sentence.text, "records": [], "seen": [], "tokens": []}
    records = [(event_from_json(one["record"]), one) for one in told["records"]]
    own = next((one for one in records if one[0].id == event.id), None)
    versions = answer["coder"]["versions"]
    return Explained(
        event=event,
        sentence=told["text"],
        found=own[0] if own else None,
        chain=own[1]["chain"] if own else (),
        frames=own[1]["frames"] if own else (),
        is_kept=own is not None and own[1]["kept"],
        others=[found for found, _ in records if found.id != event.id],
        seen=told["seen"],
        tokens=told["tokens"],
        coder=answer["coder"],
        other_versions=[
            (part, event.coder.get(part), now) for part, now in versions.items() if event.coder.get(part) != now
        ],
    )


def explanation_page(request: Request) -> Response:
    """The explanation of a record of the archive."""
    told = _of_archive(request)
    return page("explanation.html", title="Why this record", told=told, back=event_address(told.event))


def pasted_explanation_page(request: Request) -> Response:
    """The explanation of a record of what was pasted."""
    pasting: Pasting = request.app.state.pasting
    key, wanted = request.path_params["key"], request.path_params["id"]
    pasted = pasting.held(key)
    event = next((one for one in pasted.events if one.id == wanted), None)
    if event is None:
        raise NotFoundError(f"{wanted}: no record of what was pasted")
    told = explained(pasting.coder, pasted.report, event)
    return page("explanation.html", title="Why this record", told=told, back=f"/paste/{key}#e-{wanted}")


def explanation_answer(request: Request) -> Response:
    """The explanation of a record of the archive, for programs."""
    told = _of_archive(request)
    return json_answer(
        {
            "sentence": told.sentence,
            "record": told.found and event_to_json(told.found),
            "kept": told.is_kept,
            "chain": list(told.chain),
            "frames": list(told.frames),
            "seen": list(told.seen),
            "tokens": list(told.tokens),
            "coder": told.coder,
            "same_coder": not told.other_versions,
        }
    )


def _of_archive(request: Request) -> Explained:
    wanted = request.path_params["id"]
    with request.app.state.opened.reading() as archive:
        event = event_by_id(archive.connection, wanted)
        report = report_by_id(archive.connection, event.doc_id) if event else None
    if event is None or report is None:
        raise NotFoundError(f"{wanted}: no record of this archive")
    return explained(request.app.state.pasting.coder, report, event)


def _words(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)
