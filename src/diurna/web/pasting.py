"""What is pasted: a text, or the address of a page, made a report and coded by the coder's process; in memory for a while, and in the archive if asked."""

from __future__ import annotations

import base64
import json
import math
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from diurna.archive import Coded, add, coder_line, known, refused
from diurna.errors import InputError
from diurna.record import Event, Report
from diurna.record.json import event_from_json, report_from_json, report_to_json
from diurna.web.answers import RefusedError
from diurna.web.coder import CoderProcess
from diurna.web.desk import Desk
from diurna.web.pace import Pace
from diurna.web.posted import Posted

LONGEST_TEXT = 100_000
"""Characters of a pasted report, at most: twenty long articles; coding them takes about ten seconds."""
LONGEST_LINE = 300
"""Characters of a headline or a publisher, at most."""
LONGEST_ADDRESS = 2_000
MOST_BYTES = 1_300_000
"""Bytes of a request that brings a report: a form may write a character in twelve."""
MOST_KEPT = 50
KEPT_SECONDS = 3_600.0
MOST_FETCHES = 4
"""Pages fetched at once, at most: each holds a thread that readers would have."""
AT_ONCE = 10
"""Pastes of one address in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A pasted report with its records; `coder`: versions and settings of what coded it."""

    report: Report
    events: tuple[Event, ...]
    coder: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the archive has a pasted report; `is_new`: since just now."""

    doc_id: str
    is_new: bool


class Pasting:
    """What a running desk needs for pastes: the coder, what was pasted lately, and how often each address pastes."""

    def __init__(self, desk: Desk, coder: CoderProcess, clock: Callable[[], float] = time.monotonic) -> None:
        self.coder = coder
        self._fetching = desk.fetching
        self._pace = Pace(desk.pastes_per_minute, AT_ONCE)
        self._clock = clock
        self._lock = threading.Lock()
        self._fetches = threading.BoundedSemaphore(MOST_FETCHES)
        self._kept: dict[str, tuple[float, Pasted]] = {}

    def take_turn(self, address: str | None) -> None:
        """Raises RefusedError (429) where an address pastes too often."""
        wait = math.ceil(self._pace.wait(address or ""))
        if wait:
            raise RefusedError(
                429, f"too many pastes from here; the next one in {wait} seconds", {"Retry-After": str(wait)}
            )

    def fetched(self, url: str) -> Report:
        """The report of the page at an address. Raises InputError where there is none to be had within the limits, RefusedError (503) where others are fetched."""
        from diurna.reading.fetching import fetch
        from diurna.reading.following import PAGE_TYPES

        if not self._fetches.acquire(blocking=False):
            raise RefusedError(
                503, "the desk fetches other pages just now; try again in a while", {"Retry-After": "20"}
            )
        try:
            page = fetch(url, limits=self._fetching)
        except InputError as error:
            raise InputError(str(error).removesuffix("; --allow-inner fetches it")) from None
        finally:
            self._fetches.release()
        if page.content_type not in PAGE_TYPES:
            raise InputError(f"not a web page ({page.content_type[:100]})")
        content = base64.b64encode(page.content).decode()
        answer = self.coder.ask({"ask": "read", "page": content, "url": page.url, "charset": page.charset})
        report = report_from_json(answer["report"])
        bounded("the text of the page", report.text, LONGEST_TEXT)
        return whole(report)

    def coded(self, report: Report) -> Pasted:
        """A report with its records. Raises InputError where it cannot be coded, RefusedError where the coder fails."""
        answer = self.coder.ask({"ask": "code", "report": report_to_json(report)})
        events = tuple(event_from_json(event) for event in answer["events"])
        return Pasted(report=report, events=events, coder=answer["coder"])

    def hold(self, pasted: Pasted) -> str:
        """Hold a paste in memory for a while; the key that nobody guesses."""
        key, now = secrets.token_urlsafe(16), self._clock()
        with self._lock:
            self._kept = {k: one for k, one in self._kept.items() if one[0] > now}
            while len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = (now + KEPT_SECONDS, pasted)
        return key

    def held(self, key: str) -> Pasted:
        """The paste of a key. Raises RefusedError (410) where it is no longer held."""
        with self._lock:
            end, pasted = self._kept.get(key, (0.0, None))
        if pasted is None or end <= self._clock():
            raise RefusedError(410, "this paste is not held any longer; paste it again")
        return pasted


def take_turn(posted: Posted) -> None:
    """Raises RefusedError (429) where whoever sent this pastes too often."""
    client = posted.request.client
    pasting: Pasting = posted.request.app.state.pasting
    pasting.take_turn(client.host if client else None)


def keep(connection: Connection, pasted: Pasted) -> Kept:
    """Put a paste into the archive, exactly as it is, within `Archive.writing()`.

    Raises InputError where the archive has another report under its id.
    """
    there = known(connection, pasted.report)
    if there is None:
        add(connection, Coded(report=pasted.report, events=pasted.events, coder=coder_line(pasted.coder)))
        return Kept(pasted.report.doc_id, True)
    if not there.is_same:
        raise InputError(f"the archive has another report under the id {pasted.report.doc_id}")
    return Kept(there.doc_id, False)


def report_of(given: Mapping[str, str | None]) -> Report:
    """The report of a text and what is told of it: `text`, `title`, `published`, `publisher`, `url`, `id`. Raises InputError."""
    from diurna.reading.textfile import headline

    text = _written(given, "text", LONGEST_TEXT)
    if text is None:
        raise InputError("text: there is none")
    report = Report.from_text(
        text,
        doc_id=_written(given, "id", LONGEST_LINE),
        title=_written(given, "title", LONGEST_LINE) or headline(text),
        published=_day(given.get("published")),
        publisher=_written(given, "publisher", LONGEST_LINE),
        url=_written(given, "url", LONGEST_ADDRESS),
    )
    return whole(report)


def whole(report: Report) -> Report:
    """The report. Raises InputError where no archive could hold it."""
    if (reason := refused(report)) is not None:
        raise InputError(reason)
    return report


def bounded(name: str, text: str, most: int) -> str:
    """A text. Raises InputError where it is longer, or holds a null character."""
    if len(text) > most:
        raise InputError(f"{name}: {len(text):,} characters; {most:,} are the most")
    if "\0" in text:
        raise InputError(f"{name}: holds a null character, which no text has")
    return text


def _written(given: Mapping[str, str | None], name: str, most: int) -> str | None:
    """What is given under a name, with line ends as files have them; None for blanks. Of one line where that is what it is."""
    value = (given.get(name) or "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if name != "text" and "\n" in value:
        raise InputError(f"{name}: of more than one line ({json.dumps(value[:60])})")
    return bounded(name, value, most) or None


def _day(words: str | None) -> date | None:
    from diurna.web.parameters import day

    try:
        return day(words.strip()) if words and words.strip() else None
    except InputError as error:
        raise InputError(f"published: {error}") from None
