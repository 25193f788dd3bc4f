"""Reports as JSON: one object a line (`.jsonl`, `.ndjson`), or one object or a list of objects a file (`.json`).

`id` and `text` must be there; `title`, `published`, `publisher` and `url` may be, null or empty where unknown. Other
keys are passed over, and none is guessed to mean one of these; a `ColumnMap` may name others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from diurna.errors import InputError
from diurna.reading.days import read_day
from diurna.reading.decoding import decode, decode_line
from diurna.reading.limits import LONGEST_BYTES, TOO_LONG
from diurna.reading.options import ReadingOptions
from diurna.reading.outcome import Failure, Repaired, Tell, once_a_file, place
from diurna.record import Report
from diurna.record.json import parse_object
from diurna.record.validate import kind, shown

_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


def json_lines(
    lines: Iterable[bytes | str], *, name: str, options: ReadingOptions, tell: Tell
) -> Iterator[tuple[str, Report | Failure]]:
    """Each line that is not blank with its place: the report, or why it is none. `name` is the file."""
    repairs_at = once_a_file(tell, name)
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = place(name, number)
            if len(line) > LONGEST_BYTES:
                yield where, Failure(where, TOO_LONG)
                continue
            repaired = repairs_at(where)
            try:
                words = line
                if isinstance(words, bytes):
                    words = decode_line(words, encoding=options.encoding, repaired=repaired)
                yield where, report_of(parse_object(words.rstrip("\r\n")), options=options, repaired=repaired)
            except InputError as error:
                yield where, Failure(where, str(error))


def json_reports(
    data: bytes, *, name: str, options: ReadingOptions, tell: Tell
) -> Iterator[tuple[str, Report | Failure]]:
    """The report of a file that is one JSON object, or those of a list of objects, each with its place.

    Raises InputError, without the file's name, where the file is neither.
    """
    where = place(name)
    repairs_at = once_a_file(tell, name)
    text = decode(data, encoding=options.encoding, repaired=repairs_at(where))
    if not text.strip():
        raise InputError("an empty file")
    try:
        found = parse_object(text)
    except InputError as error:
        if "Extra data" in str(error):
            raise InputError("more than one JSON object: a file of one object a line is to be named .jsonl") from None
        raise
    if not isinstance(found, list):
        yield where, report_of(found, options=options, repaired=repairs_at(where))
    elif not found:
        raise InputError("an empty list")
    else:
        for number, item in enumerate(found, start=1):
            where = place(name, f"item {number}")
            try:
                yield where, report_of(item, options=options, repaired=repairs_at(where))
            except InputError as error:
                yield where, Failure(where, str(error))


def report_of(obj: object, *, options: ReadingOptions, repaired: Repaired) -> Report:
    """The report of a JSON object. Raises InputError, without a place, where it is none."""
    if not isinstance(obj, dict):
        raise InputError(f"expected an object, found {kind(obj)}")
    keys = options.column_map
    return Report.from_text(
        _body(obj, keys.text),
        doc_id=_identity(obj, "id" if keys.id is None else keys.id),
        title=_text(obj, "title" if keys.title is None else keys.title),
        published=_published(obj, "published" if keys.published is None else keys.published, options, repaired),
        publisher=_text(obj, "publisher" if keys.publisher is None else keys.publisher),
        url=_text(obj, "url" if keys.url is None else keys.url),
    )


def _body(obj: Mapping[str, object], key: str | None) -> str:
    """The text at a key, or at several, "lead+body"."""
    if not key:
        return _required_text(obj, "text")
    parts = [key] if key in obj else [part.strip() for part in key.split("+")]
    return "\n\n".join(_required_text(obj, part) for part in parts)


def _identity(obj: Mapping[str, object], key: str) -> str | None:
    """The id at a key, which must be there; None where the caller wants none ("")."""
    if not key:
        return None
    # A table's running number is an id as good as any; its digits stand for it in the records.
    return str(obj[key]) if type(obj.get(key)) is int else _required_text(obj, key)


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
    other = "--map id=KEY names another, id= none" if key == "id" else f"--map {key}=KEY names another"
    raise InputError(f"{key}: missing (keys found: {keys}; {other if key in ('id', 'text') else 'named by --map'})")


def _published(obj: Mapping[str, object], key: str, options: ReadingOptions, repaired: Repaired) -> date | None:
    """The day at a key, in the time zone in which it is given."""
    try:
        return read_day(obj.get(key), day_first=options.day_first, repaired=repaired)
    except InputError as error:
        raise InputError(f"{key}: {error}") from None
