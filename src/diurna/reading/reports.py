"""The sources of a call, one after the other: each report once, each fault at its place, the rest going on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from diurna.reading.english import foreign_language
from diurna.reading.fetching import is_url
from diurna.reading.kinds import GZIP_SUFFIX, INSTEAD, KINDS, NAMED_ONLY, PACKED, kind_of_name
from diurna.reading.limits import LONGEST_TEXT, TOO_LONG
from diurna.reading.options import ReadingOptions
from diurna.reading.outcome import Failure, Note, Outcome, Placed, Skip, Tell, place
from diurna.reading.sources import read_file, read_stdin, read_url, reason
from diurna.record import Report
from diurna.record.report import digest
from diurna.record.validate import shown


def read_reports(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    options: ReadingOptions | None = None,
    tell: Tell | None = None,
) -> Iterator[Outcome]:
    """The reports of files, folders, addresses of the web and "-" (standard input), in the order given.

    A folder gives its files of known suffixes, all levels, by name; hidden ones are passed over. What a file without
    suffix, standard input or an answer of the web is, its first bytes tell. A report that was read before in the same
    call is skipped; another report under a used id, a broken line or row and an unreadable file fail. `tell` is given
    notes: what was guessed and what was repaired. Nothing is raised.
    """
    options, tell = options or ReadingOptions(), tell or _say_nothing
    seen: dict[str, tuple[str, str]] = {}
    for path in paths:
        for where, found in _read_path(path, stdin, options, tell):
            yield admit(where, found, seen) if isinstance(found, Report) else found


def admit(where: str, report: Report, seen: dict[str, tuple[str, str]]) -> Outcome:
    """The report, unless it is too long, its id was used before or it is not English. `seen`: id to place and digest, extended."""
    if len(report.text) > LONGEST_TEXT:
        return Failure(where, TOO_LONG)
    content = digest(repr(report))
    if report.doc_id in seen:
        first, first_content = seen[report.doc_id]
        if content == first_content:
            return Skip(where, f"the same report as {first}")
        without = "; --map id= reads a table without its ids" if ":row " in where else ""
        return Failure(where, f"id {shown(report.doc_id)} is that of another report, {first}{without}")
    seen[report.doc_id] = (where, content)
    if language := foreign_language(report.text):
        return Skip(where, f"not English (it looks like {language})")
    return report


def _read_path(path: str, stdin: BinaryIO | None, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    if path == "-":
        yield from read_stdin(stdin, options=options, tell=tell)
    elif is_url(path):
        yield from read_url(path, options=options, tell=tell)
    elif os.path.isdir(path):
        yield from _read_folder(path, options, tell)
    else:
        yield from _read_file(path, options, tell)


def _read_folder(folder: str, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    """The files of a folder and of those in it, without following links to folders."""
    unreadable: list[OSError] = []
    is_empty = True
    for parent, folders, files in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            kind, suffix, is_packed = kind_of_name(name)
            if name.startswith(".") or kind is None or suffix in NAMED_ONLY or (is_packed and kind not in PACKED):
                continue
            is_empty = False
            yield from _read_file(os.path.join(parent, name), options, tell)
    for error in unreadable:
        where = place(error.filename)
        yield where, Failure(where, reason(error))
    if is_empty and not unreadable:
        where = place(folder)
        yield where, Failure(where, f"no reports in this folder; looked for {KINDS}")


def _read_file(path: str, options: ReadingOptions, tell: Tell) -> Iterator[Placed]:
    """The reports of one file, if it is of a kind that is read."""
    kind, suffix, is_packed = kind_of_name(path)
    if os.path.exists(path) and ((suffix and kind is None) or (is_packed and kind is not None and kind not in PACKED)):
        where = place(path)
        unread = f"files of kind {suffix + GZIP_SUFFIX * is_packed!r} are not read; "
        yield where, Failure(where, unread + INSTEAD.get(Path(path).suffix.lower(), f"give {KINDS}"))
        return
    yield from read_file(path, kind, is_packed=is_packed, options=options, tell=tell)


def _say_nothing(_: Note) -> None:
    """Where nobody asks for notes."""
