"""Reports as JSON: one object a line (`.jsonl`, `.ndjson`), or one object a file (`.json`).

`id` and `text` must be there; `title`, `published`, `publisher` and `url` may be, null or empty where unknown. Other
keys are passed over, and none is guessed to mean one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from diurna.errors import InputError
from diurna.reading.decoding import decode, decode_line
from diurna.reading.limits import LONGEST_BYTES, TOO_LONG
from diurna.reading.outcome import Failure, place
from diurna.record import Report
from diurna.record.json import parse_object
from diurna.record.validate import kind, shown

_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


def json_lines(lines: Iterable[bytes | str], *, name: str) -> Iterator[tuple[str, Report | Failure]]:
    """Each line that is not blank with its place: the report, or why it is none. `name` is the file."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = place(name, number)
            if len(line) > LONGEST_BYTES:
                yield where, Failure(where, TOO_LONG)
                continue
            try:
                words = decode_line(line) if isinstance(line, bytes) else line
                yield where, report_of(parse_object(words.rstrip("\r\n")))
            except InputError as error:
                yield where, Failure(where, str(error))


def json_report(data: bytes) -> Report:
    """The report of a file that is one JSON object. Raises InputError, without the file's name, where it is none."""
    text = decode(data)
    if not text.strip():
        raise InputError("an empty file")
    try:
        return report_of(parse_object(text))
    except InputError as error:
        if "Extra data" in str(error):
            raise InputError("more than one JSON object: a file of one object a line is to be named .jsonl") from None
        raise


def report_of(obj: object) -> Report:
    """The report of a JSON object. Raises InputError, without a place, where it is none."""
    if not isinstance(obj, dict):
        raise InputError(f"expected an object, found {kind(obj)}")
    # A table's running number is an id as good as any; its digits stand for it in the records.
    identity = str(obj["id"]) if type(obj.get("id")) is int else _required_text(obj, "id")
    return Report.from_text(
        _required_text(obj, "text"),
        doc_id=identity,
        title=_text(obj, "title"),
        published=_published(obj.get("published")),
        publisher=_text(obj, "publisher"),
        url=_text(obj, "url"),
    )


def _text(obj: Mapping[str, object], key: str) -> str | None:
    """The text at a key; None where the key is absent, null or empty."""
    value = obj.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(f"{key}: expected text, found {kind(value)}")
    if fault := _NO_CHARACTER.search(value):
        name = "NUL" if fault[0] == "\0" else f"half a surrogate pair (\\u{ord(fault[0]):04x})"
        raise InputError(f"{key}: {name} at character {fault.start()}, which no text can hold")
    return value


def _required_text(obj: Mapping[str, object], key: str) -> str:
    value = _text(obj, key)
    if value and value.strip():
        return value
    if key in obj:
        raise InputError(f"{key}: {'null' if obj[key] is None else 'empty'}")
    keys = ", ".join(shown(name) for name in list(obj)[:8]) or "none"
    raise InputError(f"{key}: missing (keys found: {keys})")


def _published(value: object) -> date | None:
    """The day of an ISO date or ISO date and time, in the time zone in which it is given."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            return datetime.fromisoformat(value.strip()).date()
        except ValueError:
            pass
    raise InputError(f"published: {shown(value)} is no date (expected one like 2022-02-24 or 2022-02-24T14:30:00Z)")
