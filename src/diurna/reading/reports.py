"""The paths of a call, one after the other: each report once, each fault at its place, the rest going on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from diurna.errors import InputError
from diurna.reading.decoding import decode, marked_encoding, refuse_binary
from diurna.reading.english import foreign_language
from diurna.reading.jsonl import json_lines, json_report
from diurna.reading.limits import LONGEST_TEXT, TOO_LONG, bounded_lines, joined
from diurna.reading.outcome import Failure, Outcome, Skip, place
from diurna.reading.textfile import text_report
from diurna.record import Report
from diurna.record.report import digest
from diurna.record.validate import shown

TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
LINES_SUFFIXES = frozenset({".jsonl", ".ndjson"})
OBJECT_SUFFIXES = frozenset({".json"})
SUFFIXES = TEXT_SUFFIXES | LINES_SUFFIXES | OBJECT_SUFFIXES

_KINDS = "text (.txt, .md), JSON lines (.jsonl, .ndjson), one JSON object (.json)"

Placed = tuple[str, Report | Failure]
"""A report or failure with its place."""


def read_reports(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Outcome]:
    """The reports of files, folders and "-" (standard input), in the order of the paths.

    A folder gives its files of known suffixes, all levels, by name; hidden ones are passed over. A file without
    suffix, and standard input, is JSON lines if its first character that is not blank is "{", else one text. A report
    that was read before in the same call is skipped; another report under a used id, a broken line and an unreadable
    file fail. Nothing is raised.
    """
    seen: dict[str, tuple[str, str]] = {}
    for path in paths:
        for where, found in _read_path(path, stdin):
            yield found if isinstance(found, Failure) else _admit(where, found, seen)


def _admit(where: str, report: Report, seen: dict[str, tuple[str, str]]) -> Outcome:
    """The report, unless it is too long, its id was used before or it is not English. `seen`: id to place and digest, extended."""
    if len(report.text) > LONGEST_TEXT:
        return Failure(where, TOO_LONG)
    content = digest(repr(report))
    if report.doc_id in seen:
        first, first_content = seen[report.doc_id]
        if content == first_content:
            return Skip(where, f"the same report as {first}")
        return Failure(where, f"id {shown(report.doc_id)} is that of another report, {first}")
    seen[report.doc_id] = (where, content)
    if language := foreign_language(report.text):
        return Skip(where, f"not English (it looks like {language})")
    return report


def _read_path(path: str, stdin: BinaryIO | None) -> Iterator[Placed]:
    if path == "-":
        yield from _read_stream(stdin or sys.stdin.buffer, "stdin")
    elif os.path.isdir(path):
        yield from _read_folder(path)
    else:
        yield from _read_file(path)


def _read_folder(folder: str) -> Iterator[Placed]:
    """The files of a folder and of those in it, without following links to folders."""
    unreadable: list[OSError] = []
    is_empty = True
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                is_empty = False
                yield from _read_file(os.path.join(parent, name))
    for error in unreadable:
        where = place(error.filename)
        yield where, Failure(where, _reason(error))
    if is_empty and not unreadable:
        where = place(folder)
        yield where, Failure(where, f"no reports in this folder; looked for {_KINDS}")


def _read_file(path: str) -> Iterator[Placed]:
    """The reports of one file; what it is depends on its suffix."""
    suffix, where = Path(path).suffix.lower(), place(path)
    if suffix and suffix not in SUFFIXES and os.path.exists(path):
        yield where, Failure(where, f"files of kind {suffix!r} are not read; give {_KINDS}")
        return
    try:
        file = open(path, "rb")  # noqa: SIM115 (the reading has its own faults, told apart from those of opening)
    except (OSError, ValueError) as error:  # ValueError: a path that holds a NUL
        yield where, Failure(where, _reason(error))
        return
    with file:
        if suffix in LINES_SUFFIXES:
            yield from _read_stream(file, path, is_lines=True)
        elif suffix in SUFFIXES:
            yield (
                where,
                _whole(
                    lambda: joined(bounded_lines(file)), text_report if suffix in TEXT_SUFFIXES else json_report, where
                ),
            )
        else:
            yield from _read_stream(file, path)


def _whole(read: Callable[[], bytes], to_report: Callable[[bytes], Report], where: str) -> Report | Failure:
    """The one report of all that `read` gives."""
    try:
        return to_report(read())
    except (OSError, InputError) as error:
        return Failure(where, _reason(error))


def _read_stream(file: BinaryIO, name: str, *, is_lines: bool = False) -> Iterator[Placed]:
    """Standard input or a file: JSON lines, one JSON object over many lines, or one text.

    JSON lines are read one by one, whatever their number. `is_lines`: the file's suffix says that it holds those.
    """
    where = place(name)
    try:
        lines = _utf8_lines(file)
        opening: list[bytes] = []
        for line in lines:
            opening.append(line)
            if line.strip():
                break
        first, all_lines = b"".join(opening).strip(), chain(opening, lines)
        if not first:
            raise InputError("nothing to read" if where == "stdin" else "an empty file")
        if first == b"{":
            yield where, _whole(lambda: joined(all_lines), json_report, where)
        elif is_lines or first.startswith(b"{"):
            yield from json_lines(all_lines, name=name)
        else:
            yield where, _whole(lambda: joined(all_lines), text_report, where)
    except (OSError, InputError) as error:
        yield where, Failure(where, _reason(error))


def _utf8_lines(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file in UTF-8, ended by line feeds, without byte order mark; marked UTF-16 is recoded.

    Raises InputError where the first line shows that the file is no text.
    """
    lines = bounded_lines(file)
    first = next(lines, b"")
    refuse_binary(first)
    mark, encoding = marked_encoding(first)
    if encoding == "utf-8":
        yield first.removeprefix(mark)
        yield from lines
    else:  # the byte of a line feed may be half of another character, so the lines are found after decoding
        yield from BytesIO(decode(first + file.read()).encode("utf-8"))


def _reason(error: Exception) -> str:
    """An error in a few words: the operating system's own, without number and path."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
